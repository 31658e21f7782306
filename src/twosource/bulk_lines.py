"""What a bulk run did, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.bulk import Bulk
from twosource.console import number_of

SHOWN = 10
"""Problems that are told one by one."""


def done(made: Bulk, folder: str, into: str | None) -> Iterator[str]:
    """What lies in the folder, and what of it this run has read."""
    read = f"{number_of(made.shards, 'shard')} read"
    if made.resumed:
        read += f", {made.resumed:,} there already"
    yield f"{number_of(made.files, 'file')}: {read}"
    held = f"{number_of(made.pages, 'page')}, {number_of(made.articles, 'report')}, "
    yield f"{folder}: {held}{number_of(made.statements, 'statement')}"
    if made.passed:
        told = ", ".join(f"{number:,} {what}" for what, number in made.passed.items())
        yield f"passed over: {told}"
    if made.lost:
        yield f"{number_of(made.lost, 'page')} ended the workers: --again reads the shards of these once more"
    if into is None:
        yield f"`twosource CASE.db load {folder}` loads it into a case"


def problems(made: Bulk) -> Iterator[str]:
    """The first problems, and how many there are."""
    for problem in made.problems[:SHOWN]:
        yield f"{problem.about}: {problem.message}"
    if made.problem_count > SHOWN:
        yield f"and {made.problem_count - SHOWN:,} problems more: the files in the folder name them all"
