"""One exchange with one server: connects to a checked address, sends a GET, hands over what comes back.

In: a URL (as :func:`twosource.fetch.lists.address` gives it), headers, limits. Out: :class:`Answer`; or :class:`Failed`
with a reason for people. The host's name is resolved here, every address that it has is checked, and the connection
goes to one of *those*: no second resolution could give another. TLS checks the certificate against the name. Proxies
of the environment are not used (one would resolve and connect in our place), no cookie is kept, no redirect followed.

What this does not do: limit the time that the system's resolver takes (its own limit holds, usually some seconds).
"""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import httpcore2
import httpx2

from twosource.fetch.addresses import refused
from twosource.fetch.records import Settings

Resolver = Callable[[str, int], Sequence[str]]
"""From a host and a port to its IP addresses; raises OSError if there are none."""
ADDRESSES_MOST = 4
"""Addresses of one host that are tried."""
_CODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 47}
"""Content codings asked for, and how zlib is told (its window bits; 47: zlib or gzip by their heads)."""
ACCEPTED = "gzip, deflate"
_PIECE = 65_536


class Answer(NamedTuple):
    """What a server answered. ``body`` is unpacked; ``whole`` is False where it was cut at the limit."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    whole: bool


class Failed(Exception):  # noqa: N818 - the way out to a Problem
    """Why there is no answer, and what to do."""


class Unreached(Failed):
    """The host could not be asked at all: it has no address that may be connected to, or does not answer there, or
    cannot prove that it is the host.
    """


class _Over(Exception):  # noqa: N818 - the way out of reading
    """More has come than is read."""


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host by the system's resolver, each once, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def context() -> ssl.SSLContext:
    """What checks certificates: by the system's own list of authorities."""
    return httpcore2.default_ssl_context()


def exchange(
    url: httpx2.URL,
    headers: Mapping[str, str],
    settings: Settings,
    *,
    resolver: Resolver,
    tls: ssl.SSLContext,
    wanted: Callable[[int, Mapping[str, str]], bool],
) -> Answer:
    """Ask for a URL. The body is read only if it is ``wanted``, which is told status and headers, and to
    ``settings.max_bytes`` at most.
    """
    backend = _Guard(resolver, settings, time.monotonic() + settings.total)
    timeouts = {"connect": settings.connect, "read": settings.read, "write": settings.read, "pool": settings.connect}
    sent = [("Host", url.netloc.decode("ascii")), ("Connection", "close"), ("Accept-Encoding", ACCEPTED)]
    target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    try:
        with (
            httpcore2.ConnectionPool(ssl_context=tls, network_backend=backend) as pool,
            pool.stream("GET", target, headers=[*sent, *headers.items()], extensions={"timeout": timeouts}) as response,
        ):
            got = httpx2.Headers(response.headers)
            if not wanted(response.status, got):
                return Answer(response.status, got, b"", whole=True)
            body, whole = _body(response.iter_stream(), got.get("content-encoding", ""), settings.max_bytes)
            return Answer(response.status, got, body, whole)
    except httpcore2.TimeoutException as error:
        limits = f"{settings.connect:g} s to connect, {settings.read:g} s for a part, {settings.total:g} s in all"
        kind = Unreached if isinstance(error, httpcore2.ConnectTimeout) else Failed
        raise kind(f"the server did not answer in time ({limits}); try again later") from error
    except httpcore2.ConnectError as error:
        raise Unreached(_told(error)) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError, ValueError) as error:
        raise Failed(_told(error)) from error


def _told(error: Exception) -> str:
    """What went wrong with a connection, for people."""
    said = str(error).strip() or type(error).__name__
    if isinstance(error, ssl.SSLError) or any(isinstance(cause, ssl.SSLError) for cause in error.args):
        return f"the server did not prove that it is this host ({said}); check the address"
    if isinstance(error, httpcore2.ProtocolError):
        return f"the server's answer is no valid HTTP ({said}); open the page in a browser and save it"
    return f"the connection failed ({said}); check the address and the network, and try again"


def _body(parts: Iterable[bytes], coding: str, most: int) -> tuple[bytes, bool]:
    """The unpacked body, and whether it is whole; never more than ``most`` bytes are held, packed or unpacked."""
    unpacked = _unpacked(_limited(parts, most), coding.strip().lower())
    out = bytearray()
    try:
        for part in _limited(unpacked, most):
            out += part
    except _Over:
        return bytes(out[:most]), False
    return bytes(out), True


def _limited(parts: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Parts up to the one that goes beyond ``most`` bytes; :class:`_Over` after it."""
    total = 0
    for part in parts:
        total += len(part)
        yield part
        if total > most:
            raise _Over


def _unpacked(parts: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The content behind a content coding, in pieces of bounded size: a small body may unpack to any length."""
    if coding in {"", "identity"}:
        yield from parts
        return
    if coding not in _CODINGS:
        raise Failed(f"the answer is packed as {coding[:40]!r}, which was not asked for; save the page by hand")
    machine = None
    for part in parts:
        if machine is None:
            machine = zlib.decompressobj(_window(coding, part))
        while part:
            try:
                piece = machine.decompress(part, _PIECE)
            except zlib.error as error:
                raise Failed(f"the answer's packed content is damaged ({error}); try again later") from error
            yield piece
            part = machine.unconsumed_tail  # noqa: PLW2901 - what is left of it
    if machine is not None:
        yield machine.flush()  # some bytes at most: all input has been taken
        if not machine.eof:
            raise Failed("the answer's packed content breaks off; try again later")


def _window(coding: str, first: bytes) -> int:
    """The window bits for zlib. Some servers send "deflate" without the head that the standard wants."""
    headless = coding == "deflate" and first[:1] and first[0] & 0x0F != zlib.DEFLATED
    return -zlib.MAX_WBITS if headless else _CODINGS[coding]


class _Guard(httpcore2.NetworkBackend):
    """Opens connections to checked addresses only, and gives none more time than the exchange has."""

    def __init__(self, resolver: Resolver, settings: Settings, deadline: float) -> None:
        self._inner = httpcore2.SyncBackend()
        self._resolver = resolver
        self._private = settings.allow_private
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        failed: Exception | None = None
        for address in self._addresses(host, port):
            try:
                stream = self._inner.connect_tcp(
                    address, port, _left(self._deadline, timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self._deadline)
        raise failed or httpcore2.ConnectError

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        """The host's addresses; :class:`Unreached` if it has none, or any that is refused."""
        try:
            found = list(self._resolver(host, port))
        except (OSError, UnicodeError) as error:
            raise Unreached(f"the host {host} is not known ({error}); check the address and the network") from error
        if not found:
            raise Unreached(f"the host {host} has no address; check the address and the network")
        if not self._private:
            for address in found:
                why = refused(address)
                if why:
                    raise Unreached(
                        f"the host {host} has the address {address} ({why}), and what is inside a network is not "
                        "fetched; save the page and name the file"
                    )
        return found[:ADDRESSES_MOST]

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        raise NotImplementedError

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Stream(httpcore2.NetworkStream):
    """A connection of which every operation ends by the deadline: a server that sends a byte now and then would
    otherwise hold it for ever.
    """

    def __init__(self, inner: httpcore2.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as the base has it
        return self._inner.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    """The time an operation has."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("in all")
    return left if timeout is None else min(left, timeout)
