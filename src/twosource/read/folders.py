"""Which files of the given paths are reports: folders, single files and story folders.

In: paths. Out: a :class:`File` for each file that may hold a report, and a problem for each thing that is left out
and that a person might miss. Files are not opened, except ``articles.json``, what looks like twosource's own output
and ``.xml`` files, which may be feeds.

- A folder is walked wholly, in sorted order. Hidden files, the ``NAME_files`` folder that a browser saves beside
  ``NAME.html``, what tells of a folder (a README, ``NAME.notes.md`` beside the story folder ``NAME``), and what
  twosource wrote itself (``dossier.json``, ``.html``, ``.md``, a case with the files beside it) are passed over in
  silence.
- A folder with ``articles.json`` is a *story folder*: the files listed there are the reports, and what it says about
  them is taken over. Other texts beside it are left out and reported; other JSON files are ignored.
- A file named by the user is always taken; if a story folder beside it lists it, what is said there holds. But a case
  or a dossier is no report, and is told for what it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

import msgspec

from twosource.errors import UsageError
from twosource.model import Problem
from twosource.read import feeds, fields
from twosource.read.records import Hints, PageKind

LIST = "articles.json"
FileKind = PageKind | Literal["feed", "warc"]
"""A feed or an archive holds pages, as JSON Lines do, and is none itself."""
KINDS: Mapping[str, FileKind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson.gz": "jsonl",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".rss": "feed",
    ".atom": "feed",
}
MAYBE_FEED = ".xml"
"""Any XML may have this name; only feeds are read."""
READABLE = ".txt, .md, .html, .jsonl, .jsonl.gz, .warc, .warc.gz and feeds (.rss, .atom, .xml)"
MANY = 5
"""Files of unknown types that are reported one by one; more are summed up."""
_LIST_LIMIT = 16 * 1024 * 1024
_OWN = re.compile(r"dossier\.(?:json|html|md)")
_OWN_SAMPLE = 65_536
_DATABASE, _CASE, _MARK = b"SQLite format 3\0", b"2SRC", slice(68, 72)
"""How a database begins, and what stands where in one that is a case (``store.database``)."""
_BESIDE_CASE = ("-wal", "-shm", "-journal", ".next.lock", ".lock")
_DOSSIER = re.compile(rb'"format"\s*:\s*"twosource/dossier/')
_FROM = "to have its reports read, name the files that they came from"
_SYSTEM = {"__macosx", "thumbs.db", "desktop.ini"}
_ABOUT_FOLDER = re.compile(r"(?:readme|licen[cs]e|changelog)(?:\.\w+)?", re.IGNORECASE)


class File(NamedTuple):
    """A file that may hold a report: ``root / name`` is what people see, ``path`` where it lies."""

    root: Path
    name: str
    path: Path
    kind: FileKind
    stated: Hints = Hints()


def kind(path: Path) -> FileKind | None:
    """What a file is by its name; of an XML file, whether it is a feed by how it begins."""
    name = path.name.lower()
    if name.endswith(MAYBE_FEED):
        return "feed" if _is_feed(path) else None
    return next((KINDS[suffix] for suffix in KINDS if name.endswith(suffix)), None)


def _is_feed(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return feeds.looks_like(file.read(feeds.HEAD))
    except OSError:
        return False


def files(given: Path) -> Iterator[File | Problem]:
    """The files of one path of the user's. A path that does not exist raises :class:`UsageError`."""
    path = Path(os.path.abspath(given))  # noqa: PTH100 - resolve() would change the names of linked files
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.name == LIST and path.is_file():
            yield from _folder(path.parent)
        elif path.exists():
            yield _result(path, given) or _single(path)
        elif str(given) == "-":
            raise UsageError("standard input is not read: save it as a file, and name the file")
        else:
            raise UsageError(f"{given} does not exist: name a file or a folder of reports")
    except PermissionError as error:
        raise UsageError(f"{given} cannot be opened: {error.strerror}; ask for the right to read it") from error


def _result(path: Path, given: Path) -> Problem | None:
    """What a file is that twosource wrote, and that is taken for a report."""
    if is_case(path):
        message = f"is a case, not a report: `twosource {given} stories` lists what it has; {_FROM}"
    elif path.suffix.lower() == ".json" and _is_dossier(path):
        message = f"is a dossier, not a report: `twosource verify {given}` checks it; {_FROM}"
    elif path.name.endswith(_BESIDE_CASE) and _beside_case(path):
        message = "belongs to the case beside it and is no report: left out"
    else:
        return None
    return Problem(about=_shown(path.parent, path), stage="find", message=message)


def is_case(path: Path) -> bool:
    """Whether a file is a case of twosource. One that is being made has the mark only in its journal, and its lock
    beside it.
    """
    head = _head(path, _MARK.stop)
    locked = path.with_name(f"{path.name}.next.lock").exists()
    return head.startswith(_DATABASE) and (head[_MARK] == _CASE or (locked and head[_MARK] == bytes(4)))


def _beside_case(path: Path) -> bool:
    """Whether a file is the journal or the lock of a case."""
    return any(
        is_case(path.with_name(path.name.removesuffix(suffix)))
        for suffix in _BESIDE_CASE
        if path.name.endswith(suffix) and path.name != suffix
    )


def _is_dossier(path: Path) -> bool:
    return _DOSSIER.search(_head(path, _OWN_SAMPLE)) is not None


def _head(path: Path, most: int) -> bytes:
    """The first bytes of a file; none of what cannot be read."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(most)
    except OSError:
        return b""


def _single(path: Path) -> File:
    stated = Hints()
    listed = path.parent / LIST
    if listed.is_file():
        for found in _story(path.parent, path.parent):
            if isinstance(found, File) and found.path == path:
                stated = found.stated
    return File(path.parent, _shown(path.parent, path), path, kind(path) or "text", stated)


def _folder(root: Path) -> Iterator[File | Problem]:
    unknown: list[str] = []
    failed: list[OSError] = []
    for at, folders, names in os.walk(root, onerror=failed.append):
        here = Path(at)
        visible = sorted(name for name in names if not _passed_over(name))
        about = _about(here, visible, folders)
        pages = {Path(name).stem for name in visible if KINDS.get(Path(name).suffix.lower()) == "html"}
        folders[:] = sorted(name for name in folders if not _passed_over(name) and not _saved_beside(name, pages))
        if LIST in visible:
            yield from _story_folder(root, here, visible)
            continue
        for name in visible:
            path = here / name
            found = kind(path)
            if _own(path):
                continue
            if name in about:
                continue
            if found is None:
                unknown.append(_shown(root, path))
            else:
                yield File(root, _shown(root, path), path, found)
    for error in failed:
        yield _left_out(
            root,
            Path(str(error.filename)),
            f"the folder cannot be opened ({error.strerror}): left out; ask for the right to read it",
        )
    yield from _unknown(root, unknown)


def _about(here: Path, names: Sequence[str], folders: Sequence[str]) -> list[str]:
    """The files that tell of a folder: a README, and ``NAME.notes.md`` beside the story folder ``NAME``."""
    stories = [folder for folder in folders if (here / folder / LIST).is_file()]
    notes = [re.compile(rf"{re.escape(story)}\.[\w-]+\.(?:txt|text|md|markdown|html?)") for story in stories]
    return [name for name in names if _ABOUT_FOLDER.fullmatch(name) or any(note.fullmatch(name) for note in notes)]


def _story_folder(root: Path, here: Path, visible: list[str]) -> Iterator[File | Problem]:
    """The listed files, then what is not listed."""
    listed: set[Path] = set()
    readable = True
    for found in _story(root, here):
        if isinstance(found, File):
            listed.add(found.path)
        elif found.about == _shown(root, here / LIST):
            readable = False
        yield found
    for name in visible:
        path = here / name
        found_kind = kind(path)
        if found_kind is None or path in listed or _own(path):
            continue
        if readable:
            yield _left_out(root, path, f"is not listed in {LIST}: left out; list it there to have it read")
        else:
            yield File(root, _shown(root, path), path, found_kind)


def _story(root: Path, here: Path) -> Iterator[File | Problem]:
    """The entries of ``articles.json``."""
    try:
        entries = _entries(here / LIST)
    except (OSError, ValueError, RecursionError) as error:
        message = f"cannot be read as a list of reports ({error}): the texts beside it are read without it"
        yield Problem(about=_shown(root, here / LIST), stage="find", message=message)
        return
    for number, entry in enumerate(entries, start=1):
        about = f"{_shown(root, here / LIST)}, entry {number}"
        found = fields.named(entry) if isinstance(entry, dict) else {}
        name = found.get("file")
        if not isinstance(name, str) or not name.strip():
            yield Problem(about=about, stage="find", message='names no file: left out; give it a "file"')
        else:
            yield from _entry(root, here, name, found, about)


def _entries(path: Path) -> list[object]:
    """The list in an ``articles.json``; ValueError if it holds no list."""
    if path.stat().st_size > _LIST_LIMIT:
        raise ValueError(f"larger than {_LIST_LIMIT:,} bytes")
    found = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    if not isinstance(found, list):
        raise ValueError("not a list")  # noqa: TRY004 - a wrong input, not a wrong program
    return found


def _entry(root: Path, here: Path, name: str, found: fields.Fields, about: str) -> Iterator[File | Problem]:
    relative = PurePosixPath(name)
    path = here / relative
    if relative.is_absolute() or ".." in relative.parts or "\0" in name:
        yield Problem(about=about, stage="find", message=f"{name!r} lies outside the folder: left out; move it inside")
    elif not path.is_file():
        message = f"{name!r} is listed but is not there: left out; add the file or take it off the list"
        yield Problem(about=about, stage="find", message=message)
    else:
        yield from fields.wrong_date(found, about)
        yield File(root, _shown(root, path), path, kind(path) or "text", fields.hints(found))


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name.lower() in _SYSTEM


def _saved_beside(folder: str, pages: set[str]) -> bool:
    """Whether a browser saved the folder beside a page: scripts, pictures, advertisements."""
    stem, _, tail = folder.rpartition("_")
    return tail == "files" and stem in pages


def _own(path: Path) -> bool:
    """Whether twosource wrote the file."""
    if kind(path) is None and (_beside_case(path) or is_case(path)):
        return True
    return _OWN.fullmatch(path.name.lower()) is not None and b"twosource" in _head(path, _OWN_SAMPLE).lower()


def _unknown(root: Path, unknown: list[str]) -> Iterator[Problem]:
    """One problem for each file of an unknown type, or one for all if there are many."""
    if len(unknown) <= MANY:
        for name in unknown:
            yield Problem(
                about=name, stage="find", message=f"is of a type that is not read: left out; read are {READABLE}"
            )
        return
    counts: dict[str, int] = {}
    for name in unknown:
        suffix = PurePosixPath(name).suffix.lower() or "no suffix"
        counts[suffix] = counts.get(suffix, 0) + 1
    listed = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    kinds = ", ".join(f"{count:,} {suffix}" for suffix, count in listed[:8]) + (", ..." if listed[8:] else "")
    message = f"{len(unknown):,} files are of types that are not read ({kinds}): left out; read are {READABLE}"
    yield Problem(about=root.name or str(root), stage="find", message=message)


def _left_out(root: Path, path: Path, message: str) -> Problem:
    return Problem(about=_shown(root, path), stage="find", message=message)


def _shown(root: Path, path: Path) -> str:
    """The name under the root, with forward slashes and without bytes that are no characters."""
    name = path.relative_to(root).as_posix() if path != root else root.name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
