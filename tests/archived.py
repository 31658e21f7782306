"""Web archives for tests, written record by record, with whatever is wrong with them."""

from __future__ import annotations

import base64
import hashlib

PAGE = (
    "<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    "<p>{text}</p></article></body></html>"
)
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def page(title: str, text: str) -> bytes:
    """A page with a report on it."""
    return PAGE.format(title=title, text=text).encode()


def answer(body: bytes, status: str = "200 OK", head: tuple[tuple[str, str], ...] = HTML) -> bytes:
    """What a server answered."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in head)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def record(
    content: bytes,
    url: str = "https://harbour.example/report",
    *,
    kind: str = "response",
    type_: str = "application/http; msgtype=response",
    length: int | None = None,
    digest: bool = False,
) -> bytes:
    """A record; ``length``: a wrong one."""
    told = base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2026-02-03T09:30:00Z",
        "WARC-Record-ID: <urn:uuid:4c2b8f7e-0000-4000-8000-000000000001>",
        f"Content-Type: {type_}",
        f"Content-Length: {len(content) if length is None else length}",
        *([f"WARC-Block-Digest: sha1:{told}"] if digest else []),
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"
