"""Reports of three invented events, two of them alike: what the tests of a case add."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FERRY = (
    {
        "outlet": "Sundmark Post",
        "published": "2026-02-03T08:10:00",
        "title": "Ferry Aurelia runs aground off Sundmark, 140 taken ashore",
        "text": (
            "Ferry Aurelia runs aground off Sundmark, 140 taken ashore\n\n"
            "SUNDMARK - The ferry Aurelia ran aground on the Hestra reef off Sundmark early on Tuesday, and 140 "
            "passengers were taken ashore, the coast guard said.\n\n"
            "Nobody was hurt, coast guard commander Liv Torsen told reporters in the harbour.\n\n"
            "“The captain reported a failure of the steering at 4:20 a.m.,” Torsen said.\n\n"
            "The operator, Nordkyst Lines, said in a statement that it had opened an inquiry.\n"
        ),
    },
    {
        "outlet": "Hestra Radio",
        "published": "2026-02-03T11:00:00",
        "title": "Aurelia aground: steering failed, says coast guard",
        "text": (
            "Aurelia aground: steering failed, says coast guard\n\n"
            "The steering of the ferry Aurelia failed before it ran onto the Hestra reef on Tuesday, coast guard "
            "commander Liv Torsen said.\n\n"
            "About 140 people were brought to Sundmark in lifeboats, according to the coast guard.\n\n"
            "Passenger Marek Oyen said the lights had gone out before the ship struck the reef.\n\n"
            "Nordkyst Lines, which runs the ferry, declined to comment on the cause.\n"
        ),
    },
    {
        "outlet": "The Fjord Ledger",
        "published": "2026-02-04",
        "title": "Nordkyst opens inquiry after Aurelia grounding",
        "text": (
            "Nordkyst opens inquiry after Aurelia grounding\n\n"
            "Nordkyst Lines has opened an inquiry after its ferry Aurelia ran aground on the Hestra reef off Sundmark "
            "on Tuesday with 152 passengers on board, the company said.\n\n"
            "Two passengers were treated for cuts, a hospital spokeswoman in Sundmark said.\n\n"
            "The coast guard has said that the steering of the ferry failed.\n"
        ),
    },
)
SECOND = (
    {
        "outlet": "Sundmark Post",
        "published": "2026-03-12",
        "title": "Ferry Borealis hits pier in Sundmark",
        "text": (
            "Ferry Borealis hits pier in Sundmark\n\n"
            "SUNDMARK - The ferry Borealis hit the north pier in Sundmark on Thursday, and eleven people were hurt, "
            "police said.\n\n"
            "Police inspector Jonas Wik said the ship had come in too fast in a strong wind.\n\n"
            "Nordkyst Lines said the pier would stay closed until Monday.\n"
        ),
    },
    {
        "outlet": "Hestra Radio",
        "published": "2026-03-12T18:30:00",
        "title": "Eleven hurt as Borealis strikes Sundmark pier",
        "text": (
            "Eleven hurt as Borealis strikes Sundmark pier\n\n"
            "Eleven people were hurt when the ferry Borealis struck the north pier in Sundmark on Thursday, police "
            "inspector Jonas Wik said.\n\n"
            "The mayor, Astrid Helle, said that the city would ask Nordkyst Lines for compensation.\n"
        ),
    },
)
MINE = (
    {
        "outlet": "Karo Times",
        "published": "2026-02-03",
        "title": "Four miners trapped in Velden shaft",
        "text": (
            "Four miners trapped in Velden shaft\n\n"
            "VELDEN - Four miners were trapped 300 metres below ground after a shaft of the Velden coal mine "
            "collapsed on Monday, the mining authority said.\n\n"
            "Rescuers heard knocking during the night, rescue chief Petra Saal said.\n\n"
            "The owner, Velden Coal, said that the shaft had been inspected in January.\n"
        ),
    },
    {
        "outlet": "The Upland Herald",
        "published": "2026-02-03T15:45:00",
        "title": "Knocking heard from trapped miners in Velden",
        "text": (
            "Knocking heard from trapped miners in Velden\n\n"
            "Rescuers in Velden heard knocking from the collapsed shaft of the coal mine in which four miners are "
            "trapped, rescue chief Petra Saal said on Tuesday.\n\n"
            "A drill would reach them within two days, Saal said.\n\n"
            "The union of miners said it had warned of cracks in the shaft in December.\n"
        ),
    },
    {
        "outlet": "Karo Times",
        "published": "2026-02-05",
        "title": "All four Velden miners rescued",
        "text": (
            "All four Velden miners rescued\n\n"
            "VELDEN - All four miners who had been trapped in the collapsed shaft of the Velden coal mine were brought "
            "up alive on Thursday, rescue chief Petra Saal said.\n\n"
            "They were taken to the hospital in Karo, the mining authority said.\n"
        ),
    },
)
EVERY: tuple[dict[str, Any], ...] = tuple(
    {**report, "url": f"https://{report['outlet'].lower().replace(' ', '-')}.example/{number}"}
    for number, report in enumerate((*FERRY, *SECOND, *MINE))
)


def jsonl(folder: Path, name: str, reports: Iterable[dict[str, Any]]) -> Path:
    """A file of these reports, a line each."""
    file = folder / name
    file.write_text("".join(f"{json.dumps(report)}\n" for report in reports), "utf-8")
    return file
