"""Running the desk: ``serve(path)`` until it is interrupted."""

from __future__ import annotations

import gc
import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from msgspec import structs

from twosource.errors import UsageError
from twosource.web.settings import Settings, is_loopback


def serve(path: Path | str, settings: Settings, *, ready: Callable[[str], object] = lambda _: None) -> None:
    """Serve a case or a dossier; ``ready`` is given the address when it can be opened. Port 0: any that is free. Raises
    :class:`UsageError` if it cannot be served: what is opened is neither, the port is taken, the extra is missing.
    """
    try:
        import litestar  # noqa: F401, PLC0415 - asked for first, so that only its absence is told so
        import uvicorn  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(f"the desk needs {error.name}: pip install 'twosource[desk]'") from error
    from twosource.web.app import make  # noqa: PLC0415
    from twosource.web.desk import open_desk  # noqa: PLC0415

    listening = _listening(settings)
    chosen = structs.replace(settings, port=listening.getsockname()[1])
    if chosen.token is None and not is_loopback(chosen.host):
        chosen = structs.replace(chosen, token=secrets.token_urlsafe(24))
    try:
        desk = open_desk(path, chosen)
    except BaseException:
        listening.close()
        raise
    app = make(desk, begun=lambda: ready(address(chosen)))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=False, timeout_graceful_shutdown=5
    )
    try:
        desk.warm()
        # a page is made of some 100,000 objects that live as long as it does: looking through them takes a tenth of it
        gc.freeze()
        gc.set_threshold(100_000)
        listening.listen()  # who opens the address as soon as it is told waits, and is not refused
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()
        desk.close()


def address(settings: Settings) -> str:
    """What to open."""
    host = settings.names[0] if settings.names else settings.host
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{settings.port}/" + (f"?token={settings.token}" if settings.token else "")


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((settings.host, settings.port))
    except OSError as error:
        made.close()
        told = f"{settings.host}:{settings.port} cannot be listened on ({error.strerror or error})"
        raise UsageError(f"{told}: choose another with --port, or --port 0 for any that is free") from error
    return made
