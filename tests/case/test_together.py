"""Several write to one case at the same time: real processes, one of them killed, and rulings in between."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from gathered import EVERY, jsonl
from postgres import Places
from twosource import codec
from twosource.case import Case, open_case, updating
from twosource.model import Correction
from twosource.store import Store

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


def example(name: str) -> list[dict[str, Any]]:
    """The reports of an example, each under an address."""
    folder = ROOT / "examples" / name
    told = json.loads((folder / "articles.json").read_text("utf-8"))
    told = told["articles"] if isinstance(told, dict) else told
    return [
        {name: value for name, value in one.items() if name in {"outlet", "published", "title"}}
        | {"url": f"https://{one['file']}.example/1", "text": (folder / one["file"]).read_text("utf-8")}
        for one in told
    ]


MANY: tuple[dict[str, Any], ...] = (*EVERY, *example("hallern_water"), *example("orrin_ferry"))


def rulings(case: Case) -> list[Correction]:
    passages = [case.passage(str(EVERY[n]["url"]), str(EVERY[n]["title"]), start=0) for n in (5, 7)]
    hidden = case.passage(str(EVERY[0]["url"]), "Nobody was hurt")
    told = {"by": "mk", "at": "2026-02-06"}
    return [
        Correction(ruling="not-report", about="passage", passages=(hidden,), **told),
        Correction(ruling="not-same", about="story", passages=tuple(passages), **told),
    ]


def state(case: Case) -> dict[str, Any]:
    """All that does not depend on the order in which reports came."""
    dossiers = [case.dossier(line.id) for line in case.stories()]
    hits = case.search("ferry", limit=1000)
    return {
        "dossiers": sorted(codec.encode(made) for made in dossiers),
        "counts": case.counts(),
        "hits": [(hit.kind, hit.ref, hit.speaker, hit.snippet) for hit in hits],
        "told": sorted((change.kind, change.about or "") for _, change in case.changes() if change.kind == "edited"),
        "log": case.check_log(),
    }


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one run gives, with nobody beside it."""
    folder = tmp_path_factory.mktemp("alone")
    with open_case(folder / "case.db") as case:
        case.add(jsonl(folder, "all.jsonl", MANY))
        case.correct(rulings(case))
        return state(case)


@contextmanager
def adding(place: Path | str, source: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that adds a file, as somebody does at another desk."""
    command = [sys.executable, "-m", "twosource", str(place), "add", str(source), "--jobs", "1", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def done(process: subprocess.Popen[str]) -> dict[str, Any]:
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    told: dict[str, Any] = json.loads(out)
    return told


def until(reached: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < end, f"not within {PATIENCE:.0f} seconds: {what}"
        time.sleep(0.02)


def has(case: Case, reports: Sequence[dict[str, Any]]) -> bool:
    return all(case.is_article(str(report["url"])) for report in reports)


def test_two_add_at_once_and_one_rules_and_all_is_as_after_one_run(
    place: Places, tmp_path: Path, alone: dict[str, Any]
) -> None:
    where = place()
    one, other = jsonl(tmp_path, "one.jsonl", MANY[:14]), jsonl(tmp_path, "other.jsonl", MANY[10:])
    with open_case(where) as case:
        case.add(jsonl(tmp_path, "first.jsonl", EVERY))
        with adding(where, one) as first, adding(where, other) as second:
            until(lambda: case.counts()["pages"] > len(EVERY), "somebody adds")
            for ruling in rulings(case):
                case.correct([ruling])
            added = [done(first), done(second)]
        assert sum(one["pages"] for one in added) == len(MANY) - len(EVERY), "a page is new to one of them"
        assert state(case) == alone
        assert case.refresh() == case.refresh().__class__(), "nothing is left to do"


def test_one_is_killed_and_the_others_do_what_it_left(place: Places, tmp_path: Path, alone: dict[str, Any]) -> None:
    where = place()
    one, other = jsonl(tmp_path, "one.jsonl", MANY[:12]), jsonl(tmp_path, "other.jsonl", MANY[12:])
    with open_case(where) as case:
        case.add(jsonl(tmp_path, "first.jsonl", EVERY[:1]))
        with adding(where, one) as first:
            until(lambda: case.counts()["pages"] > 1, "it has begun to add")
            with adding(where, other) as second:
                until(lambda: case.counts()["pages"] == len(MANY), "both have")
                os.kill(first.pid, signal.SIGKILL)
                first.wait()
                done(second)
        case.refresh()
        case.correct(rulings(case))
        assert state(case) == alone


def test_a_ruling_holds_at_once_while_somebody_else_works(
    place: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody is at long work (it never ends here), and has taken all there is; a ruling waits for nothing of it."""
    where = place()
    with open_case(where) as case:
        case.add(jsonl(tmp_path, "first.jsonl", EVERY))
        (tmp_path / "late.txt").write_text(
            "Bridge closed\n\nThe bridge over the Lume was closed, the city said.\n", "utf-8"
        )
        with monkeypatch.context() as patch:
            patch.setattr(updating, "run", lambda *_: None)
            with pytest.raises(AttributeError):
                case.add(tmp_path / "late.txt")
        other = Store(where)
        with other.working(), other.taking([line.id for line in case.stories()]):
            (line,) = case.stories(words="Aurelia", least=2)
            before = codec.encode(case.dossier(line.id))
            case.correct(rulings(case)[:1])
            kept = case.dossier(line.id)
            assert codec.encode(kept) != before
            assert all("Nobody was hurt" not in claim.wording.text for claim in kept.claims)
            assert case.search('"Nobody was hurt"', kind="statement") == []
            assert case.counts()["reports"] == len(EVERY), "what somebody else adds is left to them"
        other.close()
        assert case.refresh().reports == 1


def test_who_waits_for_a_turn_gets_it_between_those_of_a_busy_one(place: Places) -> None:
    """One who writes turn after turn lets others in: within a few turns, not when all is done."""
    where = place()
    store = Store(where, create=True)
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom twosource.store import Store\n"
        "place = sys.argv[1]\nstore = Store(place if '://' in place else Path(place))\n"
        "for n in range(40):\n    with store.write() as connection:\n"
        "        store.set(connection, 'turn', str(n))\n        time.sleep(0.1)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(where)]) as busy:

        def turn() -> str | None:
            with store.read() as connection:
                return store.setting(connection, "turn")

        until(lambda: turn() is not None, "it writes")
        waited = []
        for _ in range(3):
            started = time.monotonic()
            with store.write() as connection:
                store.set(connection, "mine", "yes")
            waited.append(time.monotonic() - started)
        assert busy.poll() is None, "it goes on meanwhile"
        assert max(waited) < 1.0
        busy.kill()
    store.close()
