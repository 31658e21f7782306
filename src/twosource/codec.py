"""A dossier to bytes and back, and the seal.

In: a :class:`~twosource.model.Dossier`, or the bytes of a ``dossier.json``. Out: the other one.

The records of ``model`` are the format: nothing is renamed, left out or reshaped. There is exactly one way to write
a dossier (the *canonical* form): fields in the order of the records, keys of mappings sorted, one space of
indentation a level, UTF-8 without escapes that JSON does not ask for, one newline at the end. So two dossiers are
equal if and only if their bytes are.

The seal holds the SHA-256 of every record of every top-level field. It finds a change and tells where; it is not a
signature: whoever can change a record can make a new seal.

Not here: whether what a dossier says is consistent (``verify``), files (``export``).
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

import msgspec

from twosource.errors import TwosourceError
from twosource.model import FORMAT, Dossier

_DECODER = msgspec.json.Decoder(Dossier)
_KEY = re.compile(rb'"([^"\\]*)": ')
_AT_BYTE = re.compile(r"\(byte (\d+)\)")
_AT_PATH = re.compile(r"at `([^`]*)`")
_MAX_DEPTH = 64
"""Deeper indentation than any record has: a path into a hostile file is not followed further."""


class FormatError(TwosourceError):
    """Bytes that are no dossier of this format: ``place`` says where, ``message`` what is wrong there."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place = place
        self.message = message


def encode(dossier: Dossier) -> bytes:
    """The canonical bytes of a dossier. A text with half a surrogate pair cannot be written and raises."""
    try:
        packed = msgspec.json.encode(dossier, order="deterministic")
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        raise FormatError("dossier", f"a text holds {half}, half of a character, which UTF-8 cannot write") from None
    return msgspec.json.format(packed, indent=1) + b"\n"


def decode(raw: bytes) -> Dossier:
    """The dossier in these bytes; :class:`FormatError` names the place where they are none."""
    try:
        dossier = _DECODER.decode(raw)
    except RecursionError:
        raise FormatError("line 1", "nested too deeply to be a dossier") from None
    except UnicodeDecodeError as error:
        raise FormatError("file", f"not UTF-8 ({error.reason})") from None
    except msgspec.MsgspecError as error:
        raise FormatError(_place_of_error(raw, str(error)), _message(str(error))) from None
    if dossier.format != FORMAT:
        raise FormatError("format", f"{dossier.format!r:.80} is not known; this version reads {FORMAT!r}")
    return dossier


def seal(dossier: Dossier) -> Dossier:
    """The same dossier with its seal."""
    return msgspec.structs.replace(dossier, seal=hashes(dossier))


def hashes(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """What the seal of a dossier has to be: field name -> the hash of each of its records (of itself if it is one)."""
    fields = sorted(name for name in dossier.__struct_fields__ if name != "seal")
    return {name: tuple(_hash(record) for record in _records(getattr(dossier, name))) for name in fields}


def _records(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a field of a dossier: a list of records, or one value
    return value if isinstance(value, tuple) else (value,)


def _hash(record: Any) -> str:  # noqa: ANN401 - any record
    return hashlib.sha256(msgspec.json.encode(record, order="deterministic")).hexdigest()


# --- places ---------------------------------------------------------------------------------------------------------


def place(raw: bytes, at: int) -> str:
    """The place of a byte of a file in canonical form: ``line 40, claims[3].evidence[1].text``."""
    end = raw.find(b"\n", at)
    lines = raw[: end if end >= 0 else len(raw)].split(b"\n")
    inside = _path(lines)
    return f"line {len(lines)}, {inside}" if inside else f"line {len(lines)}"


def _path(lines: list[bytes]) -> str:
    """The path of the last of these lines, told from the indentation of all of them."""
    path: list[str | int] = []
    for line in lines:
        content = line.lstrip(b" ")
        depth = len(line) - len(content)
        if not content or content[:1] in b"]}" or not 1 <= depth <= _MAX_DEPTH:
            continue
        before = path[depth - 1] if len(path) >= depth else None
        del path[depth - 1 :]
        key = _KEY.match(content)
        if key:
            path.append(key[1].decode("utf-8", "replace"))
        else:
            path.append(before + 1 if isinstance(before, int) else 0)
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")[:200]


def _place_of_error(raw: bytes, message: str) -> str:
    at_path = _AT_PATH.search(message)
    if at_path:
        return at_path[1].removeprefix("$.") or "file"
    at_byte = _AT_BYTE.search(message)
    if at_byte:
        return place(raw, int(at_byte[1]))
    return place(raw, max(0, len(raw) - 1)) if "truncated" in message else "file"


def _message(message: str) -> str:
    """What the decoder says, without the place it names and in words for a reader."""
    said = _AT_BYTE.sub("", _AT_PATH.sub("", message)).strip().rstrip("- ").strip()
    return said.replace("Input data was truncated", "the file ends too early") or "not readable"
