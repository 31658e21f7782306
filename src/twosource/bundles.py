"""Checking a bundle with nothing but the bundle: ``verify(path, articles=None) -> tuple[Problem, ...]``.

In: the path of a bundle (a folder, or a ZIP archive of one) or of a ``dossier.json``. Out: everything that is wrong,
each with its place; nothing if it holds. Of a bundle are checked:

1. the bag (RFC 8493): its tag files are there and in the form that twosource writes; no path leads out of it; nothing
   is missing, changed or added, by the SHA-256 of every file;
2. the dossier, as :mod:`twosource.verification` checks it;
3. the texts: each is that of its report, to the byte;
4. the pages: each has the hash that it is named by and that a report was read from; where a page is text as it is, the
   report's text is its text;
5. the log of rulings: its chain of hashes;
6. the page for people and the annotations: they are what this version makes of the dossier. Those of a bundle that
   another version wrote cannot be made again: their hashes are checked, and :func:`written_by` tells.

Any bytes give an answer; none raises. Links are not followed, archives are read in memory (nothing is unpacked to the
disk) and only up to :data:`LARGEST` bytes. What it does not do: say who made the bundle (a hash is not a signature).
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from twosource import bags, chain, codec, verification
from twosource.codec import FormatError
from twosource.model import Article, Dossier, Problem
from twosource.render.annotations import jsonld
from twosource.render.bundle import AGENT, ANNOTATIONS, DOSSIER, LOG, PAGE, RAW, TEXTS, text_path
from twosource.render.hypertext import html
from twosource.verification import Finding

LARGEST = 2 * 1024**3
"""Bytes of all files of a bundle, unpacked."""
LARGEST_FILE = 256 * 1024**2
MOST_FILES = 20_000
"""Files of a bundle: thrice as many as the largest story has."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    OverflowError,
)
"""What reading a damaged archive or file may raise."""
_TAGGED = frozenset({bags.BAGIT, bags.INFO, bags.MANIFEST})


def verify(path: Path, *, articles: Path | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a bundle or a dossier, in the order of the checks; empty if it holds. A path that
    cannot be read, or a folder of reports that is none, raises :class:`~twosource.errors.UsageError`.
    """
    if path.is_dir() or _is_archive(path):
        verification.check_folder(articles)
        with _opened(path) as files:
            return verification.listed(_findings(files, articles), "bundle")
    return verification.verify(path, articles=articles)


def written_by(path: Path) -> str | None:
    """The version that wrote a bundle ("twosource 0.1.0"), as it says itself, where it is not this one."""
    if not (path.is_dir() or _is_archive(path)):
        return None
    with _opened(path) as files:
        try:
            agent = _agent(files.read(bags.INFO))
        except (KeyError, *_BROKEN):
            return None
    return agent if agent != AGENT else None


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) in _ZIP
    except OSError:
        return False  # whoever reads it next says why


@contextmanager
def _opened(path: Path) -> Iterator[_Files]:
    if path.is_dir():
        yield _Folder(path)
        return
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        yield _Nothing(f"is a ZIP archive that cannot be read ({error})")
        return
    with archive:
        yield _Archive(archive)


# --- files -----------------------------------------------------------------------------------------------------------


class _Files(Protocol):
    """The files of a bundle: their paths, and what keeps others from being among them."""

    names: tuple[str, ...]
    refused: tuple[Finding, ...]

    def read(self, name: str) -> bytes: ...


class _Nothing:
    """No files, and why."""

    def __init__(self, why: str) -> None:
        self.names: tuple[str, ...] = ()
        self.refused: tuple[Finding, ...] = (("bundle", why),)

    def read(self, name: str) -> bytes:
        raise KeyError(name)


class _Folder:
    """The files below a folder. Links are no files of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        names: list[str] = []
        refused: list[Finding] = []
        for entry in _walk(folder):
            name = Path(entry.path).relative_to(folder).as_posix()
            if len(names) >= MOST_FILES:
                refused.append(("bundle", f"has more than {MOST_FILES:,} files: the rest is not looked at"))
                break
            if entry.is_symlink() or not entry.is_file():
                refused.append((_shown(name), "is a link or no plain file: it is not followed"))
            else:
                names.append(name)
        self.names, self.refused = tuple(sorted(names)), tuple(sorted(refused))

    def read(self, name: str) -> bytes:
        with (self._folder / name).open("rb") as file:
            return _limited(file.read(LARGEST_FILE + 1))


def _walk(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Everything below a folder that is not a folder itself."""
    todo = [str(folder)]
    while todo:
        with os.scandir(todo.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    todo.append(entry.path)
                else:
                    yield entry


class _Archive:
    """The files of a ZIP archive, named from the folder that holds the bag."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._known: dict[str, zipfile.ZipInfo] = {}
        refused: list[Finding] = []
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        top = _top([entry.filename for entry in entries])
        if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST:
            refused.append(("bundle", f"is too large: at most {MOST_FILES:,} files and {LARGEST:,} bytes are unpacked"))
            entries = []
        for entry in entries:
            name = entry.filename.removeprefix(top)
            why = _refused(entry, top) or ("is in the archive twice" if name in self._known else None)
            if why:
                refused.append((_shown(entry.filename), why))
            else:
                self._known[name] = entry
        self.names, self.refused = tuple(sorted(self._known)), tuple(sorted(refused))

    def read(self, name: str) -> bytes:
        with self._archive.open(self._known[name]) as file:
            return _limited(file.read(LARGEST_FILE + 1))


def _top(names: list[str]) -> str:
    """The folder of an archive that the bag is in, with a slash; nothing if the archive is the bag."""
    split = (name.rpartition("/") for name in names)
    return min((top + slash for top, slash, name in split if name == bags.BAGIT and "/" not in top), default="")


def _refused(entry: zipfile.ZipInfo, top: str) -> str | None:
    """Why an entry of an archive is not read."""
    kind = entry.external_attr >> 28
    if not entry.filename.startswith(top):
        return "lies outside of the bundle's folder"
    if not bags.is_safe(entry.filename.removeprefix(top)):
        return "has a path that leads out of the bundle or is not plain"
    if entry.flag_bits & 1:
        return "is encrypted"
    if entry.create_system == 3 and kind not in {0, 8}:  # noqa: PLR2004 - Unix; no type told, or a plain file
        return "is a link or no plain file"
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "is packed in a way that is not unpacked here: pack it with deflate"
    return None


def _limited(raw: bytes) -> bytes:
    if len(raw) > LARGEST_FILE:
        raise ValueError(f"it is larger than {LARGEST_FILE:,} bytes")
    return raw


def _shown(name: str) -> str:
    """A name as it can be written down."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")[:200]


# --- 1: the bag ------------------------------------------------------------------------------------------------------


def _findings(files: _Files, articles: Path | None) -> Iterator[Finding]:
    yield from files.refused
    if bags.BAGIT not in files.names:
        beside = f"; to check the {DOSSIER} in it, name that file" if DOSSIER in files.names else ""
        yield "bundle", f"has no {bags.BAGIT}: this is no bundle, or it was changed{beside}"
        return
    read = _Read(files)
    yield from read.refused
    yield from _tag_files(read)
    yield from _payload(read)
    yield from _contents(read, articles)


class _Read:
    """The files of a bundle that could be read: their hashes, and the contents of some."""

    def __init__(self, files: _Files) -> None:
        self._files = files
        self.hashes: dict[str, str] = {}
        refused: list[Finding] = []
        for name in files.names:
            try:
                self.hashes[name] = bags.digest(files.read(name))
            except _BROKEN as error:
                refused.append((_shown(name), f"cannot be read ({error})"))
        self.names, self.refused = frozenset(files.names), tuple(refused)

    def content(self, name: str) -> bytes | None:
        """The content of a file; None if there is none that can be read."""
        try:
            return self._files.read(name) if name in self.hashes else None
        except _BROKEN:
            return None


def _tag_files(read: _Read) -> Iterator[Finding]:
    for name in bags.TAG_FILES:
        if name not in read.names:
            yield name, "is missing"
    if read.content(bags.BAGIT) != bags.DECLARATION:
        yield bags.BAGIT, "is not that of a bundle: it was changed, or the bag is of another kind"
    listed, wrong = bags.read_manifest(read.content(bags.TAGS) or b"")
    yield from ((bags.TAGS, message) for message in wrong)
    for name in sorted(_TAGGED - listed.keys()):
        yield bags.TAGS, f"does not list {name}"
    for name in sorted(listed.keys() - _TAGGED):
        yield bags.TAGS, f"lists what is no tag file of a bundle: {name}"
    yield from _changed(read, {name: listed[name] for name in _TAGGED & listed.keys()})


def _payload(read: _Read) -> Iterator[Finding]:
    listed, wrong = bags.read_manifest(read.content(bags.MANIFEST) or b"")
    yield from ((bags.MANIFEST, message) for message in wrong)
    for name in sorted(listed):
        if not name.startswith(bags.PAYLOAD):
            yield bags.MANIFEST, f"lists what is not in {bags.PAYLOAD}: {name}"
        elif name not in read.names:
            yield name, "is missing"
    yield from _changed(read, {name: digest for name, digest in listed.items() if name.startswith(bags.PAYLOAD)})
    for name in sorted(read.names - listed.keys() - set(bags.TAG_FILES)):
        yield _shown(name), "was added: no manifest lists it"


def _changed(read: _Read, listed: Mapping[str, str]) -> Iterator[Finding]:
    for name in sorted(listed):
        if name in read.hashes and read.hashes[name] != listed[name]:
            yield name, "was changed: it does not have the SHA-256 of the manifest"


# --- 2 to 5: what is in it --------------------------------------------------------------------------------------------


def _contents(read: _Read, articles: Path | None) -> Iterator[Finding]:
    place = f"{bags.PAYLOAD}{DOSSIER}"
    raw = read.content(place)
    if raw is None:
        yield place, "is missing or cannot be read"
        return
    wrong = [(f"{place}: {p.about}", p.message) for p in verification.check(raw, articles=articles)]
    yield from wrong
    try:
        dossier = codec.decode(raw)
    except FormatError:
        return  # told by the check
    yield from _texts(read, dossier)
    yield from _pages(read, dossier)
    log = read.content(f"{bags.PAYLOAD}{LOG}")
    if log is not None:
        yield from _log(log)
    if not wrong:
        yield from _made_again(read, dossier)


def _made_again(read: _Read, dossier: Dossier) -> Iterator[Finding]:
    """What people and other programs read of the dossier must be what it says."""
    same = _agent(read.content(bags.INFO) or b"") == AGENT
    listed, _ = bags.read_manifest(read.content(bags.MANIFEST) or b"")
    for name, make in ((PAGE, lambda made: html(made).encode()), (ANNOTATIONS, jsonld)):
        place = f"{bags.PAYLOAD}{name}"
        if place not in listed:
            yield place, "is missing"
        elif same and read.hashes.get(place) == listed[place] and read.content(place) != make(dossier):
            # one that is gone, or is not that of the manifest, is told already
            yield place, f"is not what {AGENT} makes of the dossier: it was changed"


def _agent(info: bytes) -> str:
    """What ``bag-info.txt`` says of who wrote the bundle."""
    lines = (line.partition(": ") for line in info.decode("utf-8", "replace").split("\n"))
    return next((value for name, _, value in lines if name == "Bag-Software-Agent"), "")


def _texts(read: _Read, dossier: Dossier) -> Iterator[Finding]:
    wanted = {f"{bags.PAYLOAD}{text_path(article)}": article for article in dossier.articles}
    for name, article in wanted.items():
        if name not in read.names:
            yield name, f"the text of {_shown(article.file)} is missing"
        elif read.content(name) != article.text.encode("utf-8", "surrogatepass"):
            yield name, f"is not the text that the dossier has of {_shown(article.file)}"
    for name in sorted(read.names - wanted.keys()):
        if name.startswith(f"{bags.PAYLOAD}{TEXTS}"):
            yield _shown(name), "is the text of no report"


def _pages(read: _Read, dossier: Dossier) -> Iterator[Finding]:
    of: dict[str, list[Article]] = {}
    for article in dossier.articles:
        of.setdefault(article.raw_sha256, []).append(article)
    start = f"{bags.PAYLOAD}{RAW}"
    for name in sorted(name for name in read.hashes if name.startswith(start)):
        named = name.removeprefix(start).split(".")[0]
        if read.hashes[name] != named:
            yield _shown(name), "does not have the SHA-256 that it is named by"
        elif named not in of:
            yield _shown(name), "is the page of no report"
        else:
            raw = read.content(name) or b""
            for article in of[named]:
                if not verification.is_text_of(article, raw):
                    yield (
                        name,
                        f"is as it was, but the dossier's text of {_shown(article.file)} is not its text",
                    )


def _log(raw: bytes) -> Iterator[Finding]:
    place = f"{bags.PAYLOAD}{LOG}"
    if raw and not raw.endswith(b"\n"):
        yield place, "breaks off: the last line has no end"
    yield from ((f"{place}: {problem.about}", problem.message) for problem in chain.check(chain.numbered(raw)))
