"""Kills runs at random moments and looks at what is left: ``python chaos.py FOLDER KILLS SEED``.

A run is a child process that adds some of the reports of ``gathered`` to a case, in a random order and random portions,
and is killed (SIGKILL) after a random time, in the middle of whatever it does. After each kill the file must be whole;
when all reports are in, the case must give the very dossiers of a case that was never disturbed. Then the next case is
begun, until so many runs were killed. Printed is JSON: kills, cases, and what was wrong.

Children are forked before any model is opened, so that a run takes a second and not five; what reading one article
gives is taken from a file (reading is a pure function of the article), so that kills meet the writing.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gathered import EVERY, jsonl
from twosource import annotate, codec
from twosource.case import open_case
from twosource.model import Article, Correction, Reading
from twosource.seams import Engines

LONGEST = 1.2
"""Seconds after which the latest kill comes: a run of all reports takes about as long."""
NOTE = "killed while this was written"


def main() -> int:
    folder, kills, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    wanted_file, readings_file = folder / "wanted.json", folder / "readings.pickle"
    in_child(lambda: undisturbed(folder, wanted_file, readings_file))
    wanted = json.loads(wanted_file.read_text("utf-8"))
    known: dict[str, Reading] = pickle.loads(readings_file.read_bytes())  # noqa: S301 - our own
    annotate.article = lambda article, engines: known.get(key(article)) or real(article, engines)
    killed = cases = 0
    wrong: list[str] = []
    while killed < kills and not wrong:
        file = folder / f"case{cases}.db"
        killed += one_case(file, chance, wanted, wrong)
        cases += 1
    sys.stdout.write(json.dumps({"killed": killed, "cases": cases, "wrong": wrong}) + "\n")
    return 0


real: Callable[[Article, Engines], Reading] = annotate.article


def key(article: Article) -> str:
    return f"{article.id} {article.file} {article.boilerplate}"


def undisturbed(folder: Path, wanted: Path, readings: Path) -> None:
    """What a case gives that is made in one run."""
    seen: dict[str, Reading] = {}

    def kept(article: Article, engines: Engines) -> Reading:
        seen[key(article)] = real(article, engines)
        return seen[key(article)]

    annotate.article = kept
    with open_case(folder / "undisturbed.db") as case:
        case.add(jsonl(folder, "all.jsonl", EVERY))
        case.correct([ruling(case)])
        wanted.write_text(json.dumps(dossiers(case)), "utf-8")
    readings.write_bytes(pickle.dumps(seen))


def ruling(case: Any) -> Correction:  # noqa: ANN401 - a case
    words = "Passenger Marek Oyen said the lights had gone out before the ship struck the reef."
    passage = case.passage(str(EVERY[1]["url"]), words)
    return Correction(ruling="not-report", about="passage", passages=(passage,), by="mk", at="2026-02-05", note=NOTE)


def dossiers(case: Any) -> list[str]:  # noqa: ANN401 - a case
    return sorted(codec.encode(case.dossier(line.id)).decode() for line in case.stories())


def one_case(file: Path, chance: random.Random, wanted: list[str], wrong: list[str]) -> int:
    """Add all reports in portions, each until a run of it is not killed; how many were."""
    reports = list(EVERY)
    chance.shuffle(reports)
    killed = 0
    while reports:
        count = chance.randint(1, len(reports))
        portion, reports = reports[:count], reports[count:]
        source = jsonl(file.parent, "portion.jsonl", portion)
        killed += until_done(file, lambda: add(file, source), chance, wrong)  # noqa: B023 - called in this round
    killed += until_done(file, lambda: rule(file), chance, wrong)
    found = in_child_told(file.parent, lambda: state(file))
    if found["dossiers"] != wanted:
        wrong.append(f"{file.name}: other dossiers than those of one run")
    if found["pages"] != len(EVERY) or found["lines"] != 1:
        wrong.append(f"{file.name}: {found['pages']} pages, {found['lines']} rulings")
    return killed


def add(file: Path, source: Path) -> None:
    with open_case(file) as case:
        case.using(jobs=1).add(source)


def rule(file: Path) -> None:
    with open_case(file) as case:
        if not case.log():
            case.using(jobs=1).correct([ruling(case)])
        case.refresh()


def state(file: Path) -> dict[str, Any]:
    with open_case(file) as case:
        return {"dossiers": dossiers(case), "pages": case.counts()["pages"], "lines": len(case.log())}


def until_done(file: Path, work: Callable[[], None], chance: random.Random, wrong: list[str]) -> int:
    killed = 0
    while not wrong:
        child = forked(work)
        # every third run is left alone, or a case would never be done
        status = waited(child, chance.uniform(0, LONGEST) if chance.randrange(3) else None)
        if os.WIFSIGNALED(status):
            killed += 1
        elif os.WEXITSTATUS(status):
            wrong.append(f"{file.name}: a run failed with {os.WEXITSTATUS(status)}")
        if file.exists():
            wrong += damage(file)
        if os.WIFEXITED(status):
            break
    return killed


def damage(file: Path) -> list[str]:
    connection = sqlite3.connect(file)
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        found += [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
    finally:
        connection.close()
    return [f"{file.name}: {line}" for line in found if line != "ok"]


def forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - a child must end here
            sys.stderr.write(f"{error!r}\n")
            sys.stderr.flush()
            os._exit(3)
        os._exit(0)
    return child


def waited(child: int, seconds: float | None) -> int:
    """The status of the child, which is killed after so many seconds."""
    end = time.monotonic() + seconds if seconds is not None else None
    while True:
        done, status = os.waitpid(child, os.WNOHANG if end else 0)
        if done:
            return status
        if end and time.monotonic() >= end:
            os.kill(child, signal.SIGKILL)
            return os.waitpid(child, 0)[1]
        time.sleep(0.002)


def in_child(work: Callable[[], None]) -> None:
    status = waited(forked(work), None)
    if not os.WIFEXITED(status) or os.WEXITSTATUS(status):
        raise SystemExit(f"a child that was left alone failed: {status}")


def in_child_told(folder: Path, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    told = folder / "told.json"
    in_child(lambda: told.write_text(json.dumps(work()), "utf-8") and None)
    found: dict[str, Any] = json.loads(told.read_text("utf-8"))
    return found


if __name__ == "__main__":
    raise SystemExit(main())
