"""Unpack the sets that models are trained on: training/unpack.py PACKED_DIR --to DIR.

In: a folder of ``NAME.tar.gz``. Out: DIR/NAME/... for each set that is not there yet. Members that would leave the
folder, links and devices are refused (Python's "data" filter). A set that is packed in a folder of its own name is not
nested twice. The texts are their publishers': keep DIR out of the repository.
"""

from __future__ import annotations

import argparse
import shutil
import tarfile
import tempfile
from pathlib import Path

SETS = (
    *("polnear", "worldwide_ner", "gum", "meantime", "re3d", "gap", "tempeval3"),
    *("ecbplus", "ists2016", "qa_align", "superpal_mn", "mrpc_sts", "rte", "nli"),
)


def unpack(packed: Path, name: str, to: Path) -> None:
    """Unpack one set, whole or not at all."""
    with tempfile.TemporaryDirectory(dir=to) as place:
        with tarfile.open(packed / f"{name}.tar.gz") as file:
            file.extractall(place, filter="data")
        inside = list(Path(place).iterdir())
        nested = len(inside) == 1 and inside[0].is_dir() and inside[0].name == name
        shutil.move(str(inside[0]) if nested else place, to / name)
        if not nested:
            Path(place).mkdir()  # the context manager expects to remove it


def main() -> None:
    """Unpack what is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("packed", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    o = parser.parse_args()
    o.to.mkdir(parents=True, exist_ok=True)
    for name in SETS:
        if not (o.to / name).is_dir():
            unpack(o.packed, name, o.to)
            print(o.to / name)


if __name__ == "__main__":
    main()
