"""Bags: folders that say what they hold (BagIt 1.0, RFC 8493).

In: files by their paths, what is known about them. Out: these files as the payload (``data/...``) of a bag, with its
tag files; or, of tag files, what they say. One algorithm, SHA-256. The bytes depend on nothing but the files.

What this does not do: read or write folders (``render.files``, ``bundles``), or read what other programs may write into
a bag: a manifest is understood in the one form that is written here, so that no changed byte goes unseen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
BAGIT, INFO, MANIFEST, TAGS = "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"
TAG_FILES = (BAGIT, INFO, MANIFEST, TAGS)
PAYLOAD = "data/"

_LINE = re.compile(r"([0-9a-f]{64})  (\S(?:[^\r\n]*\S)?)")
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")


def bag(payload: Mapping[str, bytes], info: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """The files of a bag, in the order of their paths: the payload below ``data/`` and the tag files. ``info`` are the
    lines of ``bag-info.txt``; how much the payload is stands there as well (``Payload-Oxum``).
    """
    data = {f"{PAYLOAD}{path}": content for path, content in payload.items()}
    oxum = f"{sum(map(len, data.values()))}.{len(data)}"
    tags = {
        BAGIT: DECLARATION,
        INFO: "".join(f"{name}: {value}\n" for name, value in (*info, ("Payload-Oxum", oxum))).encode(),
        MANIFEST: manifest({path: digest(content) for path, content in data.items()}),
    }
    tags[TAGS] = manifest({path: digest(content) for path, content in tags.items()})
    return dict(sorted((data | tags).items()))


def digest(content: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()


def manifest(hashes: Mapping[str, str]) -> bytes:
    """The manifest of files by their paths, sorted."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode()


def read_manifest(raw: bytes) -> tuple[dict[str, str], tuple[str, ...]]:
    """The hashes that a manifest gives, by path, and what is wrong with its lines."""
    found: dict[str, str] = {}
    wrong: list[str] = []
    for number, line in enumerate(raw.decode("utf-8", "replace").removesuffix("\n").split("\n"), start=1):
        parts = _LINE.fullmatch(line)
        if parts is None:
            wrong.append(f"line {number} is no hash and path")
        elif not is_safe(parts[2]):
            wrong.append(f"line {number} names a path that leads out of the bundle or is not plain: {parts[2][:80]!r}")
        elif parts[2] in found:
            wrong.append(f"line {number} names a file once more: {parts[2]}")
        else:
            found[parts[2]] = parts[1]
    if not wrong and raw != manifest(found):
        wrong.append("is not written the way twosource writes it: the order of the lines or the end was changed")
    return found, tuple(wrong)


def is_safe(path: str) -> bool:
    """Whether a path stays inside its folder on every system: plain names of plain characters."""
    return all(_SAFE.fullmatch(part) and not part.endswith(".") for part in path.split("/"))
