"""From the bytes of a file to its characters.

In: all bytes of a file. Out: its text, newlines normalised, nothing else changed (a byte order mark belongs to the
encoding, not to the text); or the reason why it is no text. Encodings: UTF-8, UTF-16 and UTF-32, Windows-1252 for
Western text, and what charset-normalizer finds for the rest.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from twosource.text import normalise_newlines

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_WESTERN = re.compile(
    "[\u00a0\u00a3\u00a7\u00a9\u00ab\u00ae\u00b0\u00b7\u00bb\u00bd\u00bf-\u00ff"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u20ac\u2122\u0152\u0153]*"
)
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROLS = 0.005
"""Share of control characters above which a file is no text: a stray one is left by editors, a binary has many."""
MOST_WESTERN = 0.08
"""Share of letters beyond ASCII up to which Windows-1252 is believed: French, the densest, stays below it."""
_SAMPLE = 200_000


class Decoded(NamedTuple):
    """The text, or None and the reason why there is none."""

    text: str | None
    reason: str = ""


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The characters of a file's bytes. ``declared``: the encoding that the file itself names, tried after UTF-8."""
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            return Decoded(None, f"it is {name}, not text; save the report as text or HTML")
    text = _characters(raw, declared)
    if text is None:
        return Decoded(None, "its bytes are not text in any encoding known here; save it as UTF-8 text")
    nul = text.count("\0")
    if nul:
        return Decoded(None, f"it holds {nul} NUL bytes: a binary or damaged file; save the report as UTF-8 text")
    if len(_CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        return Decoded(
            None, "it is full of control characters: a binary or damaged file; save the report as UTF-8 text"
        )
    return Decoded(normalise_newlines(text))


def _characters(raw: bytes, declared: str | None) -> str | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strict(raw, encoding)
    if b"\0" in raw:
        wide = _unmarked_wide(raw)
        return _strict(raw, wide) if wide else raw.decode("latin-1")
    text = _strict(raw, "utf-8")
    if text is None and declared:
        text = _strict(raw, declared)
    return _western(raw) or _detected(raw) if text is None else text


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _unmarked_wide(raw: bytes) -> str | None:
    """UTF-16 without a byte order mark shows NUL in nearly every second byte of Western text."""
    sample = raw[:_SAMPLE]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.7 * half and not sample[::2].count(0):
        return "utf-16-le"
    if half and sample[::2].count(0) > 0.7 * half and not sample[1::2].count(0):
        return "utf-16-be"
    return None


def _western(raw: bytes) -> str | None:
    """Windows-1252, if all characters beyond ASCII are few and are those of Western newspapers."""
    text = _strict(raw, "cp1252")
    if text is None:
        return None
    beyond = "".join(re.findall(r"[^\x00-\x7f]+", text))
    return text if len(beyond) <= MOST_WESTERN * len(text) and _WESTERN.fullmatch(beyond) else None


def _detected(raw: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - seldom needed, slow to load

    found = from_bytes(raw).best()
    return _strict(raw, found.encoding) if found else None
