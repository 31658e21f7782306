"""What ``read`` hands from finding to reading: where a report lies and what is known about it before it is read.

A :class:`Page` is small and picklable, so that pages can be sent to other processes; the content of a file is read
only by :func:`twosource.read.page`. The text of a JSON line or of a feed's item travels inside the page, as
its file has been read already to find it.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, structs

from twosource.model import Problem

PageKind = Literal["text", "markdown", "html", "jsonl"]


class Hints(Struct, frozen=True, kw_only=True):
    """What is known about a report. Every field may be missing; ``published`` is ISO 8601 or None."""

    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None


class Page(Struct, frozen=True, kw_only=True):
    """One report to be read. ``file`` is the name shown to people (relative, with forward slashes; unique among the
    pages found together); ``path`` is where it lies on this machine and never reaches a dossier.

    ``stated`` is what the input says about itself (a story folder's ``articles.json``, a JSON line, a feed). ``given``
    is what the user says about all pages, and fills gaps only. ``content`` and ``raw_sha256`` are set for JSON lines
    and for items of feeds, which are of kind ``jsonl`` too. ``raw`` are the bytes of a page that lies in no file: one
    that was fetched, kept in a case or stands in an archive; ``charset`` is the encoding that its server named,
    ``fetched`` the moment (ISO 8601) at which an archive got it, which is not when it was published.
    """

    file: str
    kind: PageKind
    path: str
    stated: Hints = Hints()
    given: Hints = Hints()
    content: str | None = None
    raw_sha256: str = ""
    raw: bytes | None = None
    charset: str | None = None
    fetched: str | None = None

    @property
    def lasting_name(self) -> str:
        """What people see where its file may be gone: for one of many in a file its report's address rather than a
        number that may move.
        """
        return self.stated.url or self.file if self.kind == "jsonl" or not self.path else self.file

    @property
    def data(self) -> bytes:
        """Its bytes, of a page that has them in it (``read.held``)."""
        return self.raw if self.raw is not None else (self.content or "").encode("utf-8", "surrogatepass")


class Known(Struct, frozen=True, kw_only=True):
    """What is known of a page beside its bytes, where it is kept with them."""

    file: str
    kind: PageKind
    stated: Hints
    given: Hints
    raw_sha256: str
    charset: str | None = None

    def page(self, data: bytes) -> Page:
        """The page again."""
        bare = Page(path="", **{name: getattr(self, name) for name in self.__struct_fields__})
        if self.kind == "jsonl":
            return structs.replace(bare, content=data.decode("utf-8", "surrogatepass"))
        return structs.replace(bare, raw=data)


class Found(Struct, frozen=True, kw_only=True):
    """The pages found, sorted by their names, and what was wrong with the input."""

    pages: tuple[Page, ...] = ()
    problems: tuple[Problem, ...] = ()
