"""Writing a dossier: ``write(dossier, folder, formats) -> tuple[Path, ...]``.

In: a dossier, a folder (made if it is not there), names of formats, and what is at hand beside the dossier. Out: what
was written, in the order of the formats: a file, or a folder of files. All files are written beside their places and
forced to the disk before the first is renamed to its own: each is complete or not there, and those of one folder are of
one run. A bundle replaces the one that stood there, as a whole. What stops it raises :class:`OutputError`, which says
what could not be written, why, and what to do; the files that stood there before are then as they were.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import NamedTemporaryFile, mkdtemp

from twosource import bags
from twosource.codec import encode as json
from twosource.errors import OutputError, UsageError
from twosource.model import Dossier
from twosource.render import paper
from twosource.render import parquet as parquet_
from twosource.render.annotations import jsonld
from twosource.render.bundle import FOLDER, LOG, Beside, bundle, zipped
from twosource.render.hypertext import html
from twosource.render.markup import markdown
from twosource.render.spreadsheet import csv
from twosource.render.tables import TABLES

Files = Mapping[str, bytes]
"""Contents by their paths in the folder."""

EXPORTERS: Mapping[str, Callable[[Dossier, Beside], Files]] = {
    "html": lambda dossier, _: {"dossier.html": html(dossier).encode()},
    "json": lambda dossier, _: {"dossier.json": json(dossier)},
    "md": lambda dossier, _: {"dossier.md": markdown(dossier).encode()},
    "pdf": lambda dossier, _: {"dossier.pdf": paper.pdf(html(dossier))},
    "csv": lambda dossier, _: {f"tables/{table.name}.csv": csv(table, dossier) for table in TABLES},
    "parquet": lambda dossier, _: {f"tables/{t.name}.parquet": parquet_.parquet(t, dossier) for t in TABLES},
    "annotations": lambda dossier, _: {"annotations.jsonld": jsonld(dossier)},
    "bundle": lambda dossier, beside: _below(FOLDER, bundle(dossier, beside)),
    "bundle.zip": lambda dossier, beside: {"bundle.zip": zipped(bundle(dossier, beside))},
}
"""Format -> the function that makes its files."""

BUNDLES = frozenset({"bundle", "bundle.zip"})
"""Formats that take what is at hand beside the dossier."""

_NEEDS: Mapping[str, Callable[[], None]] = {"pdf": paper.check, "parquet": parquet_.check}
"""What a format needs that is not installed with twosource."""

_WHAT_TO_DO = {
    errno.ENOSPC: "free some space or choose another folder with -o",
    errno.EDQUOT: "free some space or choose another folder with -o",
    errno.EACCES: "choose a folder you may write to with -o",
    errno.EPERM: "choose a folder you may write to with -o",
    errno.EROFS: "choose a folder that can be written to with -o",
}


def ready(formats: Iterable[str]) -> tuple[str, ...]:
    """The formats, each once. Raises :class:`UsageError` for one that is not known, or that cannot be written here
    (something that it needs is not installed).
    """
    chosen = tuple(dict.fromkeys(formats))
    unknown = [name for name in chosen if name not in EXPORTERS]
    if unknown:
        raise UsageError(f"{', '.join(unknown)}: no such format; choose from {', '.join(EXPORTERS)}")
    for name in chosen:
        _NEEDS.get(name, _nothing)()
    return chosen


def write(
    dossier: Dossier,
    folder: str | Path,
    formats: Iterable[str] = ("html", "json"),
    beside: Beside | None = None,
) -> tuple[Path, ...]:
    """Write ``dossier.html``, ``dossier.json``, ``tables/`` ... into the folder, and the log that is at hand beside the
    dossier (``log.jsonl``) with them.
    """
    at_hand = beside or Beside()
    made: dict[str, bytes] = {}
    for name in ready(formats):
        made |= EXPORTERS[name](dossier, at_hand)
    if at_hand.log is not None:
        made[LOG] = at_hand.log
    place = Path(folder)
    _make(place)
    _check_replaceable(place / FOLDER, made)
    beside_places: dict[Path, Path] = {}
    try:
        _stage(place, made, beside_places)
        for path in tuple(beside_places):
            with _told(path):
                _put(beside_places[path], path)
            del beside_places[path]
    finally:
        for part in beside_places.values():
            _remove(part)
    return tuple(dict.fromkeys(place / path.split("/")[0] for path in made))


def write_file(path: Path, content: bytes) -> None:
    """Write one file, wholly or not at all. Raises :class:`OutputError`."""
    with _told(path):
        beside = _write_beside(path, content)
        try:
            _put(beside, path)
        except OSError:
            _remove(beside)
            raise


def _nothing() -> None:
    """What most formats need."""


def _below(folder: str, files: Files) -> Files:
    return {f"{folder}/{path}": content for path, content in files.items()}


# --- into place ------------------------------------------------------------------------------------------------------


def _stage(place: Path, made: Files, beside: dict[Path, Path]) -> None:
    """Write every file beside its place, those of a bundle into a folder beside its folder."""
    for name, content in made.items():
        path = place / name
        if name.startswith(f"{FOLDER}/"):
            whole = place / FOLDER
            with _told(whole):
                if whole not in beside:
                    beside[whole] = Path(mkdtemp(dir=place, prefix=f".{FOLDER}.", suffix=".part"))
                _write_inside(beside[whole], name.removeprefix(f"{FOLDER}/"), content)
        else:
            _make(path.parent)
            with _told(path):
                beside[path] = _write_beside(path, content)


def _put(beside: Path, path: Path) -> None:
    """Rename a file, or a folder with all that is in it, to its place."""
    if not beside.is_dir():
        beside.chmod(0o666 & ~_umask())
        beside.replace(path)
        return
    for inner in (beside, *beside.rglob("*")):
        inner.chmod((0o777 if inner.is_dir() else 0o666) & ~_umask())
    former = beside.with_suffix(".former")
    if path.exists():
        path.rename(former)
    try:
        beside.rename(path)
    except OSError:
        if former.exists():
            former.rename(path)
        raise
    rmtree(former, ignore_errors=True)


def _check_replaceable(path: Path, made: Files) -> None:
    """Raise :class:`OutputError` if a folder is to be replaced that holds anything but a bundle."""
    if not any(name.startswith(f"{FOLDER}/") for name in made) or not path.exists():
        return
    if not path.is_dir():
        raise OutputError(f"{path} cannot be replaced: it is no folder; move it away or choose another folder with -o")
    with _told(path):
        known = set(bags.TAG_FILES)
        if (path / bags.MANIFEST).is_file():
            known |= bags.read_manifest((path / bags.MANIFEST).read_bytes())[0].keys()
        there = (inner.relative_to(path).as_posix() for inner in sorted(path.rglob("*")) if not inner.is_dir())
        other = next((name for name in there if name not in known), None)
    if other is not None:
        told = f"{path} cannot be replaced: it holds {other}, which is no part of a bundle"
        raise OutputError(f"{told}; move it away or choose another folder with -o")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _failed(f"the folder {folder} cannot be made", error) from error


def _remove(part: Path) -> None:
    if part.is_dir():
        rmtree(part, ignore_errors=True)
    else:
        with suppress(OSError):
            part.unlink()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _failed(f"{path} cannot be written", error) from error


def _write_inside(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _write_beside(path: Path, content: bytes) -> Path:
    """Write the content to a file of its own in the same folder, whole or not at all."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False) as part:
        beside = Path(part.name)
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    return beside


def _umask() -> int:
    """The rights that new files do not get. It can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _failed(what: str, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    return OutputError(f"{what} ({reason}): {_WHAT_TO_DO.get(error.errno or 0, 'choose another folder with -o')}")
