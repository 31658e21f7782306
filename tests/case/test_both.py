"""A case says the same, whether it lies in a file or in a database: to the last byte, and in the same order."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gathered import EVERY, jsonl
from postgres import Server
from twosource import codec
from twosource.case import Added, Asked, Case, open_case
from twosource.errors import UsageError
from twosource.model import Correction
from twosource.store import Store

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour_fire"
ASKED = (
    "ferry",
    "Sundmark -hit",
    '"coast guard"',
    "min*",
    "the",
    "said",
    "organisation",
    "harbour",
    "Jonas Wik",
    "a* b*",
)


def clock() -> Callable[[], datetime]:
    """A time that goes on by a minute whenever it is asked for."""
    times = iter(range(10**6))
    return lambda: datetime(2026, 3, 15, tzinfo=UTC) + timedelta(minutes=next(times))


def lived(place: Path | str, folder: Path) -> Case:
    """A case to which all happened that happens to one."""
    case = Case(Store(place, create=True), now=clock())
    case.add(jsonl(folder, "reports.jsonl", EVERY))
    case.add(EXAMPLE)
    edited = EVERY[2] | {"text": str(EVERY[2]["text"]).replace("152 passengers", "140 passengers")}
    odd = EVERY[3] | {"outlet": "Ärzte\udc80 Post", "url": None, "title": "A%_/b", "published": None}
    case.add(jsonl(folder, "edited.jsonl", [edited, {name: value for name, value in odd.items() if value}]))
    passages = [case.passage(str(EVERY[n]["url"]), str(EVERY[n]["title"]), start=0) for n in (0, 1, 5, 7)]
    case.correct([Correction(ruling="not-same", about="story", passages=tuple(passages[2:]), by="mk")])
    case.correct([Correction(ruling="same", about="story", passages=tuple(passages[:2]), by="jo")])
    case.correct([Correction(ruling="not-report", about="passage", passages=(passages[1],), by="mk")])
    case.undo(1, by="jo")
    return case


@pytest.fixture(scope="module")
def both(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Case, Case]]:
    folder = tmp_path_factory.mktemp("both")
    address = server.new()
    cases = lived(folder / "case.db", folder), lived(address, folder)
    yield cases
    for case in cases:
        case.close()
    server.drop(address)


QUESTIONS: dict[str, Callable[[Case], object]] = {
    "stories": lambda case: case.stories(),
    "largest first": lambda case: case.stories(Asked(order="largest", least=2)),
    "stories by words": lambda case: [case.stories(words=words) for words in ASKED],
    "stories by outlet": lambda case: [case.stories(Asked(outlet=part)) for part in ("post", "ÄRZTE", "%", "_", "/")],
    "stories by standing": lambda case: [
        case.stories(Asked(standing=one)) for one in ("same-origin", "not-established")
    ],
    "stories by day": lambda case: case.stories(Asked(since="2026-03", until="2026-03-12")),
    "dossiers": lambda case: [codec.encode(case.dossier(line.id)) for line in case.stories()],
    "reports": lambda case: case.reports(),
    "reports of an outlet": lambda case: case.reports(outlet="pOsT", limit=3),
    "changes": lambda case: case.changes(),
    "log": lambda case: (case.log(), case.told(), case.check_log()),
    "counts": lambda case: (case.counts(), case.problems()),
    "why": lambda case: [(case.why(line.id), case.near(line.id)) for line in case.stories()],
    "hits": lambda case: [case.search(words, limit=1000) for words in ASKED],
    "hits in portions": lambda case: [case.search("the", first=n, limit=5) for n in range(0, 60, 5)],
    "hits by speaker": lambda case: [
        case.search(speaker=part, limit=1000) for part in ("SAAL", "e", "%", "\0", "\ud800")
    ],
    "hits far down": lambda case: (case.search("the", first=2**40, limit=2**40), case.search("the", limit=2**40)),
    "hits by kind": lambda case: [case.search(kind=kind, limit=1000) for kind in ("article", "statement", "claim")],
    "hits by all": lambda case: case.search("ferry", outlet="post", since="2026", until="2026-02-05", kind="statement"),
    "nothing found": lambda case: [case.nothing_found("ferry", outlet="Nobody"), case.nothing_found("x", speaker="Y")],
    "versions": lambda case: case.versions(str(EVERY[2]["url"])),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_answer_alike(both: tuple[Case, Case], question: str) -> None:
    one, other = (QUESTIONS[question](case) for case in both)
    assert one
    assert one == other


def test_both_export_the_same_bytes(both: tuple[Case, Case], tmp_path: Path) -> None:
    written = []
    for number, case in enumerate(both):
        (line,) = case.stories(words="Vardessa", least=3)
        folder = tmp_path / str(number)
        case.export(line.id, folder, formats=["html", "json", "md", "csv", "annotations", "bundle"])
        written.append({p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()})
    assert len(written[0]) > 10
    assert written[0] == written[1]


def test_a_case_is_copied_from_a_file_to_a_database_and_back(server: Server, made: Path, tmp_path: Path) -> None:
    there, back = server.new(), tmp_path / "back.db"
    (tmp_path / "from").mkdir()
    with open_case(shutil.copy(made, tmp_path / "from" / "case.db")) as case, open_case(there) as copy:
        title = case.passage(str(EVERY[0]["url"]), str(EVERY[0]["title"]), start=0)
        case.correct([Correction(ruling="not-report", about="passage", passages=(title,), by="mk")])
        assert case.copy_to(copy) > 100
        with open_case(back) as again:
            copy.copy_to(again)
            for question in ("stories", "dossiers", "changes", "log", "counts", "hits", "versions"):
                asked = QUESTIONS[question]
                assert asked(case) == asked(copy) == asked(again), question
            assert case.feed("x") == copy.feed("x") == again.feed("x")
            assert copy.refresh() == again.refresh() == Added()
            added = jsonl(
                tmp_path, "more.jsonl", [EVERY[0] | {"url": "https://skerry.example/9", "outlet": "Skerry News"}]
            )
            assert copy.add(added).reports == again.add(added).reports == 1
            assert QUESTIONS["dossiers"](copy) == QUESTIONS["dossiers"](again)
        with pytest.raises(UsageError, match="has a case already: name a new place"):
            case.copy_to(copy)
    server.drop(there)
