"""A server on this machine that answers as a test says, and a fetcher whose time does not pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple

from msgspec import structs

from twosource.fetch import Fetcher, Settings

NOON = datetime(2025, 4, 3, 12, 0, tzinfo=UTC)
HTML = {"Content-Type": "text/html; charset=utf-8"}
LOCAL = Settings(allow_private=True, delay=0.0, connect=2.0, read=2.0, total=5.0)


class Reply(NamedTuple):
    """What a path answers. ``write`` writes the body by itself, if it is given."""

    body: bytes = b"<p>The harbour wall gave way.</p>"
    status: int = 200
    headers: Mapping[str, str] = HTML
    write: Callable[[Callable[[bytes], object]], None] | None = None


class Server:
    """Replies by path (a function of the request's headers, or a reply), and what it was asked."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[Mapping[str, str]], Reply]] = {}
        self.asked: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        self.url = ""

    def answer(self, path: str, headers: Mapping[str, str]) -> Reply:
        self.asked.append(path)
        self.headers.append(headers)
        reply = self.replies.get(path, Reply(b"", 404))
        return reply if isinstance(reply, Reply) else reply(headers)

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])


@contextmanager
def served() -> Iterator[Server]:
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = server.answer(self.path, dict(self.headers))
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.write is None and "Content-Length" not in reply.headers:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                if reply.write:
                    reply.write(self.wfile.write)
                elif reply.status != 304:
                    self.wfile.write(reply.body)
            except OSError:
                pass  # the fetcher hung up, as it should

        def log_message(self, *_: object) -> None: ...

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    http = Quiet(("127.0.0.1", 0), Handler)
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{http.server_port}"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.time += seconds


def fetcher(
    clock: Clock | None = None, resolver: Callable[[str, int], Sequence[str]] | None = None, **changes: object
) -> Fetcher:
    clock = clock or Clock()
    settings = structs.replace(LOCAL, **changes)
    return Fetcher(settings, resolver=resolver, now=lambda: NOON, clock=clock, sleep=clock.sleep)
