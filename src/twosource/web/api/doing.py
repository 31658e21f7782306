"""What programs may change: rule, take back, add. They ask with JSON bodies: a form of another site can send none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from litestar.params import JSONBody
from msgspec import structs

from twosource.case import Entry
from twosource.seams import Progress
from twosource.web.adding import FILES, begin, free, inbox
from twosource.web.api.asking import does
from twosource.web.api.gathered import working
from twosource.web.api.records import Log, Logged, NewReport, NewReports, Rulings, Undoing, Working
from twosource.web.desk import Desk
from twosource.web.pages import OpenDesk
from twosource.web.ruling import Entries, ruling, taking_back

_LIST = "articles.json"


@does("/rulings", "rule", "Rule", tags=["rulings"])
def rule(desk: OpenDesk, data: JSONBody[Rulings]) -> Log:
    """Rule, and bring the case up to date with it. The answer holds the lines that were written into the log: one, or
    several for a ruling on more than two things.
    """
    return _done(desk, "Ruling", ruling(desk, data.rulings))


@does("/log/undo", "undo", "Take back what was ruled", tags=["rulings"])
def undo(desk: OpenDesk, data: JSONBody[Undoing]) -> Log:
    """Take back lines of the log, the last first, each by a line of its own."""
    return _done(desk, "Taking back a ruling", taking_back(desk, data.lines, by=data.by))


def _done(desk: Desk, name: str, do: Entries) -> Log:
    """Wait for it, and tell the lines that were written."""
    found: list[Entry] = []

    def run(told: Progress) -> str:
        found.extend(do(told))
        return "/log"

    desk.work.finished(name, run)
    lines = [
        Logged(entry=entry, told=line.text, state=line.state)
        for entry, line in zip(found, desk.case.told(found), strict=True)
    ]
    return Log(total=len(desk.case.log()), first=found[0].n - 1 if found else 0, lines=lines)


@does("/reports", "addReports", "Add reports", tags=["reports"], status_code=202)
def add(desk: OpenDesk, data: JSONBody[NewReports]) -> Working:
    """Add reports, and what stands at addresses. The answer comes at once; the work goes on."""
    with inbox() as folder:
        _written(data.reports, folder)
        job = begin(desk, folder, data.addresses)
    return working(job)


def _written(reports: Sequence[NewReport], folder: Path) -> None:
    """Reports with a file into one each, listed with what is known of them; the others into one, a line each."""
    named = [one for one in reports if one.file]
    listed = []
    for one in named:
        place = free(folder / FILES, one.file or "", taken={_LIST})
        place.write_text(one.text, encoding="utf-8", errors="replace")
        listed.append({**_known(one), "file": place.name})
    if listed:
        (folder / FILES / _LIST).write_text(json.dumps(listed), encoding="utf-8")
    lines = [json.dumps({**_known(one), "text": one.text}) for one in reports if not one.file]
    if lines:
        (folder / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")


def _known(one: NewReport) -> dict[str, str]:
    return {name: value for name, value in structs.asdict(one).items() if value and name not in {"text", "file"}}


HANDLERS = (rule, undo, add)
