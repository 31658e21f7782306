from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

import twosource
from making import article
from twosource import corrections
from twosource.compare import rulings
from twosource.errors import UsageError
from twosource.model import Correction, Dossier, Passage, Problem
from twosource.text import quote

EXAMPLE = Path(__file__).parents[1] / "examples" / "harbour_fire"
QUAY = structs.replace(
    article("a", "The crane fell on Monday. Three were hurt. The crane fell."),
    file="quay.txt",
    url="https://quay.example/1",
)
DOCK = structs.replace(
    article("b", "A crane came down at the dock, and three people were hurt."), file="reports/dock.txt"
)


def line(**more: object) -> str:
    first, second = (
        {"report": "quay.txt", "text": "Three were hurt"},
        {"report": "dock.txt", "text": "three people were hurt"},
    )
    return json.dumps({"ruling": "same", "passages": [first, second]} | more)


def found(folder: Path, *lines: str) -> tuple[list[Correction], list[Problem]]:
    file = folder / "rulings.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return corrections.find(corrections.load(file), [QUAY, DOCK])


def test_reports_are_named_by_file_address_or_id(tmp_path: Path) -> None:
    second = {"report": "dock.txt", "text": "three people were hurt"}
    lines = [
        line(passages=[{"report": name, "text": "Three were hurt"}, second], by="mk", at="2026-03-10", note="same toll")
        for name in ("quay.txt", "https://quay.example/1", QUAY.id)
    ]
    made, problems = found(tmp_path, *lines)
    assert not problems
    assert len(made) == 3
    assert {(c.ruling, c.by, c.at, c.note) for c in made} == {("same", "mk", "2026-03-10", "same toll")}
    assert [p.text for p in made[0].passages] == ["Three were hurt", "three people were hurt"]


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ("{", "is no JSON object"),
        ("[1]", "is no JSON object"),
        (line(ruling="perhaps"), "'perhaps' is no ruling: give one of same, not-same"),
        (line(passages=[]), "does not name passages"),
        (
            line(passages=[{"report": "quay.txt", "text": "Three were hurt"}]),
            "`same` is on two passages of",
        ),
        (line(about="weather"), "`same` is never about 'weather': give one of claim"),
        (line(about="passage"), "`same` is never about 'passage': give one of claim, entity, origin, story"),
        (line(ruling="speaker", about="claim"), "`speaker` is never about 'claim': give passage, or nothing"),
        (line(ruling="not-report"), "`not-report` is on one passage, and 2 are named"),
        (line(passages=[{"report": "quay.txt"}, 7]), "must name its"),
        (line(passages=[{"report": "nobody.txt", "text": "x"}] * 2), "no report is named"),
        (line(passages=[{"report": "quay.txt", "text": "Ten were hurt"}] * 2), "stands nowhere in quay.txt"),
        (line(passages=[{"report": "quay.txt", "text": "The crane fell"}] * 2), "stands 2 times: say where"),
        (line(passages=[{"report": "quay.txt", "text": "Three were hurt"}] * 2), "both passages stand in one report"),
        (line(by=7), "must be text"),
    ],
)
def test_a_line_that_cannot_be_followed_is_told_and_the_others_hold(told: str, message: str, tmp_path: Path) -> None:
    made, problems = found(tmp_path, line(), told)
    assert len(made) == 1
    assert [p.about.endswith("line 2") for p in problems] == [True]
    assert message in problems[0].message


def test_where_a_passage_starts_tells_which_is_meant(tmp_path: Path) -> None:
    start = QUAY.text.rindex("The crane fell")
    first = {"report": "quay.txt", "text": "The crane fell", "start": start}
    made, problems = found(tmp_path, line(passages=[first, {"report": "dock.txt", "text": "A crane came down"}]))
    assert not problems
    assert any(p.start == start for p in made[0].passages)


def test_a_file_that_cannot_be_read_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        corrections.load(tmp_path / "nowhere.jsonl")


# --- the example, ruled on -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def judged() -> Dossier:
    return twosource.dossier(EXAMPLE, jobs=1)


def ruled(folder: Path, *asked: tuple[str, Any, Any]) -> Dossier:
    """The example's dossier with rulings on pairs of passages."""
    lines = []
    for ruling, *pair in asked:
        named = [{"report": p.article, "text": p.text, "start": p.start} for p in pair]
        lines.append(json.dumps({"ruling": ruling, "passages": named, "by": "mk"}))
    file = folder / "rulings.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return twosource.dossier(EXAMPLE, corrections=file, jobs=1)


def together(made: Dossier, one: Any, other: Any) -> bool:  # noqa: ANN401 - evidence of a claim
    def holds(claim: Any, passage: Any) -> bool:  # noqa: ANN401
        return any(
            e.article == passage.article and e.start < passage.end and passage.start < e.end for e in claim.evidence
        )

    return any(holds(claim, one) and holds(claim, other) for claim in made.claims)


def shared(made: Dossier) -> Iterator[tuple[Any, Any]]:
    """Two passages of two reports of each claim that several make."""
    for claim in made.claims:
        first = claim.evidence[0]
        second = next((e for e in claim.evidence if e.article != first.article), None)
        if second and claim.links:
            yield first, second


def test_what_was_ruled_apart_stands_in_no_claim_together(judged: Dossier, tmp_path: Path) -> None:
    pairs = list(shared(judged))[:6]
    made = ruled(tmp_path, *(("not-same", one, other) for one, other in pairs))
    assert len(pairs) > 3
    assert not any(together(made, one, other) for one, other in pairs)
    assert [c.ruling for c in made.corrections] == ["not-same"] * len(pairs)
    assert not twosource.verify(_written(made, tmp_path))


def test_what_was_ruled_the_same_stands_together(judged: Dossier, tmp_path: Path) -> None:
    singles = [c.evidence[0] for c in judged.claims if c.standing == "single" and len(c.evidence) == 1]
    one = singles[0]
    other = next(e for e in reversed(singles) if e.article != one.article)
    assert not together(judged, one, other)
    made = ruled(tmp_path, ("same", one, other))
    assert together(made, one, other)
    assert not twosource.verify(_written(made, tmp_path))


def test_the_last_ruling_holds(judged: Dossier, tmp_path: Path) -> None:
    one, other = next(shared(judged))
    for order in permutations(["same", "not-same"]):
        made = ruled(tmp_path, *((ruling, one, other) for ruling in order))
        assert together(made, one, other) == (order[-1] == "same")


def test_a_ruling_on_what_is_not_compared_is_told(judged: Dossier) -> None:
    report = next(a for a in judged.articles if a.boilerplate)
    other = next(c.evidence[0] for c in judged.claims if c.evidence[0].article != report.id)
    passage = quote(report.id, report.text, report.boilerplate[0])
    bound = rulings.bounds([Correction(ruling="same", passages=(passage, Passage(**_fields(other))))], {report.id: ()})
    assert passage in bound.nowhere
    assert not bound.same


def _fields(one: Any) -> dict[str, Any]:  # noqa: ANN401 - evidence of a claim
    return {name: getattr(one, name) for name in ("article", "start", "end", "text")}


def test_rulings_are_shown(judged: Dossier, tmp_path: Path) -> None:
    one, other = next(shared(judged))
    made = ruled(tmp_path, ("not-same", one, other))
    twosource.export(made, tmp_path / "out", formats=("html", "md"))
    for name in ("dossier.md", "dossier.html"):
        page = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert "Ruled by a person" in page
        assert "Not one claim" in page


def _written(made: Dossier, folder: Path) -> Path:
    (path,) = twosource.export(made, folder / "out", formats=("json",))
    return path
