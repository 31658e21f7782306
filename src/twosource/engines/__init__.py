"""Engines: the models and rules that stages are given, loaded in one place.

:func:`load` finds the model files (inside the installed package, or ``models/`` of a checkout), checks each against
``MANIFEST`` and returns them as one frozen record. Nothing is downloaded, ever. Models are opened at their first use.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

from twosource.engines import reader, relations
from twosource.engines.reader import Reader, links
from twosource.engines.relations import Relations
from twosource.engines.trees import Trees
from twosource.errors import TwosourceError
from twosource.version import __version__

MANIFEST = "MANIFEST"
REFERENCES, PAIRS = "pronouns.onnx", "pairs.onnx"
USED = (reader.MODEL, reader.TOKENIZER, links.MODEL, REFERENCES, PAIRS, relations.MODEL)
"""The model files of a run."""
TIES, BONDS = "ties.onnx", "bonds.onnx"
"""The model files that group reports into stories: no reading depends on them."""

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "weights", _PACKAGE.parents[1] / "models")


class Loaded(Struct, frozen=True, kw_only=True):
    """All engines of one run (the protocol ``seams.Engines``)."""

    made_by: str
    read_by: str
    models: dict[str, str]
    reader: Reader
    references: Trees
    pairs: Trees
    relations: Relations


class Grouping(Struct, frozen=True, kw_only=True):
    """What grouping reports into stories needs (the protocol ``seams.Grouping``)."""

    made_by: str
    ties: Trees
    bonds: Trees


def load(folder: Path | None = None) -> Loaded:
    """The engines that ship with the package, or those of another folder. A model file that is missing or is not
    the one that ``MANIFEST`` lists raises TwosourceError.
    """
    return _load(folder or _shipped())


@cache
def _load(place: Path) -> Loaded:
    models = checked(place)
    seer = Reader(place)
    references, pairs = Trees(place / REFERENCES, "references-1"), Trees(place / PAIRS, "pairs-1")
    relater = Relations(place)
    comparing = {PAIRS, relations.MODEL}
    return Loaded(
        made_by=f"twosource {__version__} {seer.name} {references.name} {pairs.name} {relater.name} {_hashes(models)}",
        read_by=f"twosource {__version__} {seer.name} {references.name} "
        + _hashes({name: digest for name, digest in models.items() if name not in comparing}),
        models=models,
        reader=seer,
        references=references,
        pairs=pairs,
        relations=relater,
    )


def _hashes(models: dict[str, str]) -> str:
    return " ".join(f"{name}={digest[:12]}" for name, digest in sorted(models.items()))


def grouping(folder: Path | None = None) -> Grouping:
    """The judges of whether reports tell of one event; TwosourceError as for :func:`load`."""
    return _grouping(folder or _shipped())


@cache
def _grouping(place: Path) -> Grouping:
    models = checked(place, (TIES, BONDS))
    ties, bonds = Trees(place / TIES, "ties-1"), Trees(place / BONDS, "bonds-1")
    return Grouping(
        made_by=f"twosource {__version__} {ties.name} {bonds.name} {_hashes(models)}", ties=ties, bonds=bonds
    )


def _shipped() -> Path:
    for place in _PLACES:
        if (place / MANIFEST).is_file():
            return place
    looked = " or ".join(str(place) for place in _PLACES)
    raise TwosourceError(f"the model files are missing: no {MANIFEST} in {looked}. Install the package again.")


def checked(folder: Path, names: Sequence[str] = USED) -> dict[str, str]:
    """Name and SHA-256 of each model file in use, after comparing it with the folder's ``MANIFEST``."""
    listed = _listed(folder / MANIFEST)
    found: dict[str, str] = {}
    for name in names:
        if name not in listed:
            raise TwosourceError(f"{folder / MANIFEST} does not list {name}. Install the package again.")
        try:
            found[name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise TwosourceError(
                f"the model file {folder / name} cannot be read ({error.strerror}). Install the package again."
            ) from error
        if found[name] != listed[name]:
            raise TwosourceError(
                f"the model file {folder / name} was changed: its SHA-256 begins {found[name][:12]}, "
                f"{MANIFEST} says {listed[name][:12]}. Install the package again."
            )
    return found


def _listed(manifest: Path) -> dict[str, str]:
    try:
        rows = manifest.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TwosourceError(f"{manifest} cannot be read. Install the package again.") from error
    pairs = (row.split(maxsplit=1) for row in rows if row.strip())
    return {parts[1]: parts[0] for parts in pairs if len(parts) == 2}  # noqa: PLR2004 - a hash and a name
