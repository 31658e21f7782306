"""Full-text search, the same in every database: what is asked, what a word is, how hits are ordered and shown.

In: what was said, and who is named with it, under the numbers of ``findable``. Out: for what is asked (:class:`Asked`)
a selectable of ``n`` and ``rank``, the best (smallest) first; and the words around what was found.

What a *word* is decides SQLite's FTS5 (tokenizer :data:`TOKENIZER`: letters and digits, no diacritics, Porter's stems),
for every database: Python brings it along, so that a server is given the words (:func:`cut`) and cuts nothing itself.
The rank is Okapi BM25 (k1 1.2, b 0.75) with FTS5's counts: of all phrases asked for (each spelling is one), in both
columns together, over all rows of the index. Snippets are FTS5's as well (:func:`snippets`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery

TOKENIZER = "porter unicode61 remove_diacritics 2"
AROUND = 24
"""Words of a snippet."""
SNIPPET = f"snippet(words, 0, '[', ']', '…', {AROUND})"


class Phrase(NamedTuple):
    """Words that follow one another; with ``begins`` the last of them is only the beginning of one."""

    text: str
    begins: bool = False


Spelled = Sequence[Phrase]
"""A word or a phrase in its spellings, of which any will do."""


class Asked(NamedTuple):
    """What is looked for: all that is ``wanted``, and nothing ``unwanted``."""

    wanted: tuple[Spelled, ...]
    unwanted: tuple[Spelled, ...] = ()
    had: tuple[tuple[str, ...], ...] = ()
    """Parts of words of which the text itself has one (of each of these): the roots of words that were cut off."""

    def has(self) -> str:
        """What is wanted in FTS5's language, so that no sign in it can be an error."""
        return f"({' AND '.join(map(_any, self.wanted))})"

    def lacks(self) -> str:
        """What is not, in the same."""
        return " OR ".join(map(_any, self.unwanted))


def _any(spelled: Spelled) -> str:
    return "(" + " OR ".join(f'"{one.text}"{"*" if one.begins else ""}' for one in spelled) + ")"


class Entry(NamedTuple):
    """What is findable under a number."""

    n: int
    said: str
    who: str


class Index(Protocol):
    """What full-text search asks of a database."""

    def create(self, connection: Connection) -> None:
        """Make the index."""

    def enter(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Make these findable. The numbers are new."""

    def rename(self, connection: Connection, names: Mapping[int, str]) -> None:
        """Other names for those under these numbers."""

    def leave(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Make these findable no more."""

    def ranked(self, connection: Connection, asked: Asked) -> Subquery:
        """What has the words: columns ``n``, ``rank``, and ``shown``: the snippet (null: :func:`snippets` makes it)."""

    def best(
        self, connection: Connection, chosen: Select[Any], rank: ColumnElement[float], number: int
    ) -> Sequence[Row[Any]]:
        """The best rows of what is chosen, and all that are as good as the last of them."""

    def entries(self, connection: Connection, numbers: Sequence[int] | None = None) -> Iterator[Entry]:
        """What is findable under these numbers; without them all there is, by their numbers."""


def of(connection: Connection) -> Index:
    """The index of a database."""
    from twosource.store import words_postgres, words_sqlite  # noqa: PLC0415 - they need what is here

    known: dict[str, Index] = {"sqlite": words_sqlite, "postgresql": words_postgres}
    return known[connection.dialect.name]


# --- what FTS5 does for all -----------------------------------------------------------------------------------------


@contextmanager
def _memory(entries: Iterable[tuple[int, str, str]]) -> Iterator[sqlite3.Connection]:
    """A database in memory with an index of these."""
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f'CREATE VIRTUAL TABLE words USING fts5(said, who, tokenize = "{TOKENIZER}")')
        memory.executemany("INSERT INTO words (rowid, said, who) VALUES (?, ?, ?)", entries)
        yield memory


def cut(texts: Sequence[tuple[str, str]]) -> list[tuple[list[str], list[str]]]:
    """The words of pairs of texts (what was said, who is named), in their order."""
    found: list[tuple[list[str], list[str]]] = [([], []) for _ in texts]
    if not texts:
        return found
    with _memory((n, said, who) for n, (said, who) in enumerate(texts)) as memory:
        memory.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(words, 'instance')")
        places = memory.execute("SELECT doc, col, offset, term FROM terms").fetchall()
    places.sort()
    for n, column, _, term in places:
        found[n][column == "who"].append(term)
    return found


def snippets(asked: Asked, entries: Iterable[Entry]) -> dict[int, str]:
    """The words around what was found, between ``[`` and ``]``, by number."""
    with _memory(entries) as memory:
        query = f"SELECT rowid, {SNIPPET} FROM words WHERE words MATCH ?"  # noqa: S608 - a constant
        return dict(memory.execute(query, (asked.has(),)).fetchall())
