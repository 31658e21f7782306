"""Who may ask, and what a browser may do with the answer: :class:`Guard`, before all handlers.

In: a request. Out: the same, or an answer that refuses it. Refused are:

- a ``Host`` that is not ours (another name was made to point here: DNS rebinding);
- whoever does not know the token, if there is one: in the cookie, as ``Authorization: Bearer``, or once as ``?token=``
  in the address, which sets the cookie and leaves the address without it;
- a change that a page of another site asks for (``Sec-Fetch-Site``, ``Origin``). Forms carry a token of their own
  besides (Litestar's CSRF middleware), requests to the API must be JSON, which no form can send.

Every answer carries headers that let the page load nothing but our own files, run no script in the page, stand in no
frame and tell nobody where it was called from.

What this does not do: encrypt. Who serves other machines puts it behind a proxy that does.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from twosource.web.api.refusing import wrong
from twosource.web.settings import Settings

COOKIE = "twosource"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",  # with "no-referrer" forms of ours would come from nowhere (Origin: null)
    "x-content-type-options": "nosniff",
}
_MONTH = 30 * 24 * 3600


class Guard:
    """The check of every request to an application, and the headers of every answer. It stands around the whole
    application: what that answers by itself (a page that is not there) goes through it as well.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._hosts = settings.hosts
        self._anywhere = settings.host in {"0.0.0.0", "::"}  # noqa: S104 - every name leads here, and a token is asked for
        self._token = settings.token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != ScopeType.HTTP:  # the server begins, or ends
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        sender = _with_headers(send)
        host = headers.get("host", "").lower()
        if not self._anywhere and host not in self._hosts:
            await _refuse(sender, scope, 400, f"This desk does not go by the name {host[:80]!r}.")
        elif self._token is None or self._knows(headers):
            changes = scope.get("method") not in _SAFE
            if changes and _is_of_another_site(headers, host):
                await _refuse(sender, scope, 403, "A page of another site asked for this change. It was not made.")
            elif changes and scope["path"].startswith("/api/") and not _is_json(headers):
                await _refuse(sender, scope, 415, "The API takes JSON: say so in Content-Type.")
            else:
                await self.app(scope, receive, sender)
        elif self._tells(scope):
            await _answer(sender, 303, b"", self._let_in(scope))
        else:
            await _refuse(
                sender, scope, 401, "This desk needs its token: open the address that was printed when it was started."
            )

    def _knows(self, headers: dict[str, str]) -> bool:
        kind, _, given = headers.get("authorization", "").partition(" ")
        return self._is_token(_cookie(headers)) or (kind.lower() == "bearer" and self._is_token(given.strip()))

    def _tells(self, scope: Scope) -> bool:
        return any(name == "token" and self._is_token(value) for name, value in _asked(scope))

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), (self._token or "").encode())

    def _let_in(self, scope: Scope) -> list[tuple[str, str]]:
        rest = urlencode([(name, value) for name, value in _asked(scope) if name != "token"])
        cookie = f"{COOKIE}={self._token}; Path=/; Max-Age={_MONTH}; HttpOnly; SameSite=Strict"
        path = "/" + scope["path"].lstrip("/")  # "//elsewhere" would lead to another machine
        return [("location", f"{path}?{rest}" if rest else path), ("set-cookie", cookie)]


def _asked(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _cookie(headers: dict[str, str]) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _is_of_another_site(headers: dict[str, str], host: str) -> bool:
    """Whether a browser says that a page of another origin asks. Programs that are no browsers say nothing."""
    origin = headers.get("origin")
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    return origin is not None and urlsplit(origin).netloc.lower() != host


def _is_json(headers: dict[str, str]) -> bool:
    told = headers.get("content-type", "application/json" if headers.get("content-length", "0") == "0" else "")
    return told.partition(";")[0].strip().lower() == "application/json"


def _with_headers(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            headers = MutableScopeHeaders.from_message(message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "private, no-cache")
        await send(message)

    return sender


async def _refuse(send: Send, scope: Scope, status: int, told: str) -> None:
    """Say why not: to a program in the shape in which it is told everything that is wrong."""
    if not scope["path"].startswith("/api/"):
        await _answer(send, status, f"{told}\n".encode())
        return
    record = wrong(status, told, f"{scope.get('method', '')} {scope['path']}")
    await _answer(send, status, msgspec.json.encode(record), kind="application/json")


async def _answer(
    send: Send,
    status: int,
    body: bytes,
    headers: Iterable[tuple[str, str]] = (),
    *,
    kind: str = "text/plain; charset=utf-8",
) -> None:
    every = [("content-type", kind), ("content-length", str(len(body))), *headers]
    encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in every]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": body, "more_body": False})
