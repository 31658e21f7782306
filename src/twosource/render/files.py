"""Writing a dossier: ``write(dossier, folder, formats) -> tuple[Path, ...]``.

In: a dossier, a folder (made if it is not there) and names of formats. Out: the paths written, in the order of the
formats. All files are written beside their places and forced to the disk before the first is renamed to its own:
each is complete or not there, and those of one folder are of one run. What stops it raises :class:`OutputError`, which
says what could not be written, why, and what to do; the files that stood there before are then as they were.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from twosource.codec import encode as json
from twosource.errors import OutputError, UsageError
from twosource.model import Dossier
from twosource.render.hypertext import html
from twosource.render.markup import markdown

EXPORTERS: Mapping[str, Callable[[Dossier], str | bytes]] = {"json": json, "html": html, "md": markdown}
"""Format, which is also the ending of the file -> the function that makes it."""

_WHAT_TO_DO = {
    errno.ENOSPC: "free some space or choose another folder with -o",
    errno.EDQUOT: "free some space or choose another folder with -o",
    errno.EACCES: "choose a folder you may write to with -o",
    errno.EPERM: "choose a folder you may write to with -o",
    errno.EROFS: "choose a folder that can be written to with -o",
}


def write(
    dossier: Dossier,
    folder: str | Path,
    formats: Iterable[str] = ("html", "json"),
    others: Mapping[str, bytes] | None = None,
) -> tuple[Path, ...]:
    """Write ``dossier.html``, ``dossier.json`` ... into the folder, and ``others`` (name -> content) with them."""
    chosen = tuple(dict.fromkeys(formats))
    unknown = [name for name in chosen if name not in EXPORTERS]
    if unknown:
        raise UsageError(f"{', '.join(unknown)}: no such format; choose from {', '.join(EXPORTERS)}")
    made = {f"dossier.{name}": _bytes(EXPORTERS[name](dossier)) for name in chosen} | dict(others or {})
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _failed(f"the folder {place} cannot be made", error) from error
    beside: dict[Path, Path] = {}
    try:
        for name, content in made.items():
            path = place / name
            with _told(path):
                beside[path] = _write_beside(path, content)
        for path in tuple(beside):
            with _told(path):
                beside[path].chmod(0o666 & ~_umask())
                beside[path].replace(path)
            del beside[path]
    finally:
        for part in beside.values():
            with suppress(OSError):
                part.unlink()
    return tuple(place / name for name in made)


def write_file(path: Path, content: bytes) -> None:
    """Write one file, wholly or not at all. Raises :class:`OutputError`."""
    with _told(path):
        beside = _write_beside(path, content)
        try:
            beside.chmod(0o666 & ~_umask())
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise


def _bytes(made: str | bytes) -> bytes:
    return made if isinstance(made, bytes) else made.encode("utf-8")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _failed(f"{path} cannot be written", error) from error


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
