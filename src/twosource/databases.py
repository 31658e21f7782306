"""Names of databases, in which a case may be kept in place of a file: ``postgresql://anna@server/desk``.

In: what somebody wrote in the place of a case. Out: whether it names a database on a server, and how that is told to
people: without its password and without what else it asks for.
"""

from __future__ import annotations

from urllib.parse import urlsplit

SCHEMES = ("postgresql://", "postgres://")


def is_database(name: object) -> bool:
    """Whether a name is that of a database on a server."""
    return isinstance(name, str) and name.lower().startswith(SCHEMES)


def shown(name: str) -> str:
    """The name as people may see it: who, where, which database; never a password."""
    if not is_database(name):
        return name
    scheme, rest = name.split("://", 1)
    where, slash, path = rest.partition("?")[0].partition("/")
    who, at, host = where.rpartition("@")
    return f"{scheme}://{who.partition(':')[0]}{at}{host}{slash}{path}"


def is_open(name: str) -> bool:
    """Whether a name tells a password to whoever sees it."""
    return shown(name) != name and bool(urlsplit(name).password)
