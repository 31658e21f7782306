"""The list of shipped model files, ``models/MANIFEST``: lines "SHA-256, two spaces, name" (for ``sha256sum -c``)."""

from __future__ import annotations

import hashlib
from pathlib import Path

SHIPPED = {".onnx", ".json"}


def write_manifest(folder: Path) -> None:
    """List every model file of a folder with its hash, in the order of their names."""
    files = sorted(path for path in folder.iterdir() if path.suffix in SHIPPED)
    rows = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / "MANIFEST").write_text("".join(rows), encoding="utf-8")
