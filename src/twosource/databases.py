"""Names of databases, in which a case may be kept in place of a file: ``postgresql://anna@server/desk``.

In: what somebody wrote in the place of a case. Out: whether it names a database on a server, and how that is told to
people: without its password (even one that was not written as an address has it) and its parameters.
"""

from __future__ import annotations

SCHEMES = ("postgresql://", "postgres://")


def is_database(name: object) -> bool:
    """Whether a name is that of a database on a server."""
    return isinstance(name, str) and name.lower().startswith(SCHEMES)


def shown(name: str) -> str:
    """The name as people may see it: who, where, which database."""
    if not is_database(name):
        return name
    scheme, rest = name.split("://", 1)
    who, at, where = rest.rpartition("@")
    return f"{scheme}://{who.partition(':')[0]}{at}{where.partition('?')[0]}"
