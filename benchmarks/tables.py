"""Tables of figures in a page of the docs: what stands between two markers is written anew, nothing else."""

from __future__ import annotations

from pathlib import Path


def write(file: Path, name: str, text: str) -> None:
    """Put a text between the markers ``<!-- begin NAME -->`` and ``<!-- end NAME -->``. A file without them ends the
    run with a message.
    """
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    before, marker, rest = file.read_text("utf-8").partition(begin)
    _, other, after = rest.partition(end)
    if not marker or not other:
        raise SystemExit(f"{file} has no markers {begin} ... {end}")
    file.write_text(f"{before}{begin}\n{text}\n{end}{after}", "utf-8")
