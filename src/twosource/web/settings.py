"""What is set when a desk is served."""

from __future__ import annotations

import ipaddress
from pathlib import Path

from msgspec import Struct

PORT = 8322
"""Where the desk is found, unless told otherwise."""

MEGABYTE = 1 << 20


class Settings(Struct, frozen=True, kw_only=True):
    """``host`` and ``port``: where it listens; ``names``: other names by which it is reached there; ``token``: what one
    must know to be let in (None: everybody on this machine is); ``upload``: the largest request, in bytes; ``online``:
    whether addresses may be fetched, ``contact``: whom sites may write to then; ``rules``: the file of the desk's rules
    (None: the shipped ones).
    """

    host: str = "127.0.0.1"
    port: int = PORT
    names: tuple[str, ...] = ()
    token: str | None = None
    upload: int = 256 * MEGABYTE
    online: bool = False
    contact: str = ""
    rules: Path | None = None

    @property
    def hosts(self) -> frozenset[str]:
        """What the header ``Host`` of a request may say, in small letters: any other name was pointed at this machine
        by somebody else (DNS rebinding).
        """
        own = {self.host, *self.names} if not is_loopback(self.host) else {"127.0.0.1", "localhost", "::1", *self.names}
        return frozenset(name for host in own for name in _written(host.lower(), self.port))


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a host."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _written(host: str, port: int) -> tuple[str, str]:
    name = f"[{host}]" if ":" in host else host
    return name, f"{name}:{port}"
