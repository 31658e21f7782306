"""A dossier with all that it rests on, as a bag (``twosource.bags``): ``bundle(dossier, beside) -> files``.

In: a dossier, and what is at hand beside it: the pages as they were read, by their SHA-256, and the log of rulings.
Out: the files of a BagIt folder: the dossier (JSON and the page for people), the annotations, the text of each report,
the pages, the log, and a README that tells how to check them. Same input, same bytes: no clock is read, so there is no
``Bagging-Date`` (decision 19).

What this does not do: write (``files``) or check (``twosource.bundles``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from msgspec import Struct

from twosource import bags, codec
from twosource.model import Article, Dossier
from twosource.render.annotations import jsonld
from twosource.render.hypertext import html
from twosource.text import make_id
from twosource.version import __version__

FOLDER = "bundle"
DOSSIER, PAGE, ANNOTATIONS, LOG, README = (
    "dossier.json",
    "dossier.html",
    "annotations.jsonld",
    "log.jsonl",
    "README.txt",
)
TEXTS, RAW = "texts/", "raw/"
AGENT = f"twosource {__version__}"
"""Who writes a bundle: the version that makes the same page and annotations again."""

_ENDINGS = (".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown")
_STARTS = {b"<": ".html", b"{": ".json", b"\x1f\x8b": ".gz"}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can tell: no clock is read."""

_TOLD = """\
A dossier of twosource, with all that it rests on.

dossier.html        the dossier for people: open it in a browser
dossier.json        the dossier for programs; it points at characters of the texts
annotations.jsonld  the same passages as W3C Web Annotations
texts/              the text of each report, as it was read (UTF-8)
raw/                the pages as they were found, named by their SHA-256; open those of HTML with care: they are as
                    their sites made them
log.jsonl           what people ruled, each line with the hash of the line before it (if the dossier is of a case)

Check that nothing was changed, in the folder above this one, with coreutils alone:

    sha256sum --check tagmanifest-sha256.txt
    sha256sum --check manifest-sha256.txt

These find what was changed and what is missing. What was added, and whether every line of the dossier points at the
words that it quotes, whether each count and standing follows from them, whether texts, pages and log belong to it:

    twosource verify bundle

A hash is no signature: whoever can change a file can make a new bundle. Who must prove that it is the same one keeps
the SHA-256 of tagmanifest-sha256.txt elsewhere; everything else follows from it.
"""


class Beside(Struct, frozen=True, kw_only=True):
    """What is at hand beside a dossier: the bytes that its reports were read from, by their SHA-256, and the log of
    the case that it is from, as it is kept.
    """

    raws: Mapping[str, bytes] = {}
    log: bytes | None = None


def bundle(dossier: Dossier, beside: Beside) -> dict[str, bytes]:
    """The files of the bundle, by their paths."""
    pages = _pages(dossier, beside.raws)
    payload = {
        DOSSIER: codec.encode(dossier),
        PAGE: html(dossier).encode(),
        ANNOTATIONS: jsonld(dossier),
        README: _TOLD.encode(),
        **{text_path(article): article.text.encode() for article in dossier.articles},
        **pages,
        **({LOG: beside.log} if beside.log is not None else {}),
    }
    info = (
        ("Bag-Software-Agent", AGENT),
        ("External-Description", _line(dossier.title)),
        ("Twosource-Reports", str(len(dossier.articles))),
        ("Twosource-Raw-Pages", str(len(pages))),
    )
    return bags.bag(payload, info)


def zipped(files: Mapping[str, bytes], *, below: str = f"{FOLDER}/", packed: int = ZIP_STORED) -> bytes:
    """Files as a ZIP archive, below one folder as RFC 8493 asks of a bag; not compressed unless told otherwise, so that
    the bytes are the same with every version of zlib.
    """
    out = BytesIO()
    with ZipFile(out, "w", packed) as archive:
        for path, content in files.items():
            entry = ZipInfo(f"{below}{path}", _EPOCH)
            entry.compress_type = packed
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def _pages(dossier: Dossier, raws: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pages that are at hand, each once, by their paths."""
    named: dict[str, tuple[str, bytes]] = {}
    for article in dossier.articles:
        raw = raws.get(article.raw_sha256)
        if raw is not None and bags.digest(raw) == article.raw_sha256:
            path = f"{RAW}{article.raw_sha256}{_ending(article.file, raw)}"
            named.setdefault(article.raw_sha256, (path, raw))
    return dict(named.values())


def _ending(file: str, raw: bytes) -> str:
    """The ending that the file had, or that its bytes ask for."""
    known = next((ending for ending in _ENDINGS if file.lower().endswith(ending)), None)
    return known or next((ending for start, ending in _STARTS.items() if raw.lstrip().startswith(start)), ".bin")


def text_path(article: Article) -> str:
    """Where the text of a report lies in a bundle."""
    name = article.id if _ID.fullmatch(article.id) else make_id("x", article.id)
    return f"{TEXTS}{name}.txt"


def _line(told: str) -> str:
    """Words for a line of tags."""
    return " ".join(told.split())[:200]
