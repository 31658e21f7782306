"""Reading in bulk: the same shards whoever reads, gone on with after any end, loaded as if they had been added."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyarrow.parquet
import pytest

import clusters
import poisoned
from archived import answer, page, record
from gathered import EVERY, jsonl
from twosource import bulk, codec
from twosource.bulk.running import Bulk
from twosource.case import Case, open_case
from twosource.errors import UsageError
from twosource.seams import Workers

SIZE = 4


def written(folder: Path) -> dict[str, bytes]:
    """The tables of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}


def rows(folder: Path, table: str = "pages") -> list[dict[str, object]]:
    """The rows of one of its tables, in the order of the input."""
    kept = [shard.mark().files for shard in bulk.shards(folder)]
    names = [name for files in kept for name, _, _ in files if name.startswith(table)]
    return [row for name in names for row in pyarrow.parquet.read_table(folder / name).to_pylist()]


def made(source: Path | list[Path], folder: Path, **more: object) -> Bulk:
    named = source if isinstance(source, list) else [source]
    return bulk.run(named, folder, **({"jobs": 1, "size": SIZE} | more))  # type: ignore[arg-type]


def settled(path: Path) -> Path:
    """A file that was written some time ago."""
    os.utime(path, ns=(1_700_000_000_000_000_000,) * 2)
    return path


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return settled(jsonl(tmp_path, "reports.jsonl", EVERY))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with clusters.two_workers() as told:
        yield told


def test_the_shards_are_the_same_whoever_reads(reports: Path, tmp_path: Path, address: str) -> None:
    assert address
    one = made(reports, tmp_path / "one", jobs=Workers(engine="serial"))
    two = made(reports, tmp_path / "two", jobs=Workers(engine="processes", jobs=2))
    three = made(reports, tmp_path / "three", jobs=Workers(engine="ray", jobs=2))
    assert one == two == three
    assert written(tmp_path / "one") == written(tmp_path / "two") == written(tmp_path / "three")
    assert one.articles == len(EVERY)
    assert one.shards == len(written(tmp_path / "one")) / 2 == -(-len(EVERY) // SIZE)


def told(case: Case) -> list[bytes]:
    return [codec.encode(case.dossier(line.id)) for line in case.stories()]


@pytest.mark.parametrize("add_first", [False, True])
def test_a_case_that_is_loaded_is_the_case_that_reads(reports: Path, tmp_path: Path, add_first: bool) -> None:  # noqa: FBT001
    made(reports, tmp_path / "bulk")
    with open_case(tmp_path / "added.db") as added, open_case(tmp_path / "loaded.db") as loaded:
        done = added.add(reports)
        if add_first:
            loaded.add(reports)
        now = loaded.load(tmp_path / "bulk")
        assert told(loaded) == told(added)
        assert loaded.counts() == added.counts()
        if add_first:
            assert (now.pages, now.known, now.read, now.reports) == (0, len(EVERY), 0, 0)
        else:
            assert now.read == 0
            assert (now.pages, now.reports, now.versions, now.alone, now.compared) == (
                done.pages, done.reports, done.versions, done.alone, done.compared,
            )  # fmt: skip
        assert added.refresh().read == loaded.refresh().read == 0


def test_unchanged_input_is_not_opened_again(reports: Path, tmp_path: Path) -> None:
    first = made(reports, tmp_path / "bulk")
    reports.chmod(0)
    state = reports.stat()
    reports.unlink()
    reports.mkdir()  # whoever opens it fails
    reports.rmdir()
    reports.write_bytes(b"x" * state.st_size)
    settled(reports)
    again = made(reports, tmp_path / "bulk")
    assert (again.shards, again.resumed, again.read) == (0, first.shards, 0)
    assert (again.pages, again.articles, again.statements) == (first.pages, first.articles, first.statements)


def test_input_that_was_just_written_is_looked_at_again(tmp_path: Path) -> None:
    reports = jsonl(tmp_path, "reports.jsonl", EVERY)
    made(reports, tmp_path / "bulk")
    size = reports.stat().st_size
    changed = reports.read_text("utf-8").replace("Sundmark Post", "Sundmark Past")
    state = reports.stat()
    reports.write_text(changed, "utf-8")
    assert reports.stat().st_size == size
    os.utime(reports, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert made(reports, tmp_path / "bulk").shards > 0


def test_what_has_changed_is_all_that_is_read_again(reports: Path, tmp_path: Path) -> None:
    first = made(reports, tmp_path / "bulk")
    lines = reports.read_text("utf-8").splitlines(keepends=True)
    lines[5] = lines[5].replace("the", "that", 1)
    reports.write_text("".join(lines), "utf-8")
    again = made(reports, tmp_path / "bulk")
    assert (again.shards, again.resumed, again.read) == (1, first.shards - 1, SIZE)
    assert len(written(tmp_path / "bulk")) == first.shards * 2, "the shard that was is gone"
    assert len(rows(tmp_path / "bulk")) == len(EVERY)


def test_a_shard_without_a_whole_mark_is_read_again(reports: Path, tmp_path: Path) -> None:
    first = made(reports, tmp_path / "bulk")
    before = written(tmp_path / "bulk")
    marks = sorted((tmp_path / "bulk" / "done").iterdir())
    marks[0].unlink()
    marks[1].write_bytes(marks[1].read_bytes()[:40])
    cut = tmp_path / "bulk" / "pages" / f"{marks[2].stem}.parquet" if marks[2:] else None
    if cut:
        cut.write_bytes(cut.read_bytes()[:-9])
    again = made(reports, tmp_path / "bulk")
    assert again.shards == 2 + bool(cut)
    assert again.resumed == first.shards - again.shards
    assert written(tmp_path / "bulk") == before


def test_a_run_that_is_killed_is_gone_on_with(tmp_path: Path) -> None:
    many = [one | {"url": f"{one['url']}/{number}"} for number, one in enumerate(EVERY * 5)]
    reports = settled(jsonl(tmp_path, "reports.jsonl", many))
    made(reports, tmp_path / "whole")
    folder = tmp_path / "killed"
    command = [sys.executable, "-m", "twosource", "bulk", str(reports), "--to", str(folder), "--jobs", "2"]
    with subprocess.Popen([*command, "--shard-size", str(SIZE)], stderr=subprocess.DEVNULL) as run:
        until = time.monotonic() + 120
        while not list((folder / "done").glob("*.json")):
            assert run.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        run.send_signal(signal.SIGKILL)
    done = len(list((folder / "done").glob("*.json")))
    with pytest.raises(UsageError, match=r"is not done: 1 of 1 files are not read to their end \(reports.jsonl\)"):
        bulk.shards(folder)
    (folder / "pages" / "0123.parquet.tmp").write_bytes(b"left by a run that was killed")
    again = made(reports, folder)
    assert again.resumed == done
    assert again.shards == -(-len(EVERY) * 5 // SIZE) - done > 0
    assert written(folder) == written(tmp_path / "whole")
    assert not list(folder.rglob("*.tmp"))


POISON = ("ENDS", "HANGS", "EATS")


@pytest.mark.parametrize("engine", ["processes", "ray"])
def test_a_poisoned_page_becomes_a_problem(tmp_path: Path, address: str, engine: str) -> None:
    assert address
    reports = [dict(one) for one in EVERY]
    for number, word in enumerate(POISON, start=2):
        reports[number]["text"] += f"\n\n{word}"
    source = settled(jsonl(tmp_path, "reports.jsonl", reports))
    who = Workers(engine=engine, jobs=2, limit=8)  # type: ignore[arg-type]
    done = made(source, tmp_path / "bulk", jobs=who, reads=poisoned.read_or_die)
    assert (done.pages, done.articles, done.lost) == (len(EVERY), len(EVERY) - 3, 2)
    messages = {problem.about: problem.message for problem in done.problems}
    ends, hangs, eats = (messages[str(reports[number]["url"])] for number in (2, 3, 4))
    assert ends == (
        "could not be read: it ended the worker process three times, at last with nothing else at work; it is left "
        "out, the others are done"
    )
    assert hangs == "could not be read: it takes longer than 8 seconds; it is left out, the others are done"
    assert eats.startswith("could not be read (MemoryError")
    bad = [number for number, row in enumerate(rows(tmp_path / "bulk")) if row["problem"] is not None]
    assert bad == [2, 3, 4]
    with open_case(tmp_path / "case.db") as case:
        told = case.load(tmp_path / "bulk")
        assert (told.reports + told.versions, told.read, len(told.problems)) == (len(EVERY) - 3, 0, 3)
    kept = made(source, tmp_path / "bulk", jobs=1)
    assert (kept.read, kept.lost) == (0, 2)
    again = made(source, tmp_path / "bulk", jobs=1, again=True)
    assert (again.articles, again.lost, again.resumed) == (len(EVERY) - 1, 0, done.shards - 1)


@pytest.mark.parametrize("engine", ["processes", "ray"])
def test_a_worker_that_is_killed_costs_nothing(reports: Path, tmp_path: Path, address: str, engine: str) -> None:
    assert address
    lines = [json.loads(line) for line in reports.read_text("utf-8").splitlines()]
    lines[3]["text"] += "\n\nThe inquiry ENDS in May."
    source = settled(jsonl(tmp_path, "changed.jsonl", lines))
    made(source, tmp_path / "whole")
    who = Workers(engine=engine, jobs=2)  # type: ignore[arg-type]
    mark = tmp_path / "killed"
    done = made(source, tmp_path / "bulk", jobs=who, reads=partial(poisoned.read_or_die, mark=str(mark)))
    assert mark.exists()
    assert (done.articles, done.lost, done.problem_count) == (len(EVERY), 0, 0)
    assert written(tmp_path / "bulk") == written(tmp_path / "whole")


def test_archives_and_lines_in_folders_and_patterns(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    text = " ".join(str(EVERY[0]["text"]).split())
    records = [
        record(b"software: crawler\r\n", kind="warcinfo", type_="application/warc-fields"),
        record(answer(page("Ferry runs aground", text)), "https://harbour.example/ferry"),
        record(answer(b"", "404 Not Found")),
        record(answer(b"zz\r\n", head=(("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")))),
    ]
    (folder / "a.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    jsonl(folder, "b.jsonl", EVERY[:2])
    (folder / "b.jsonl").with_suffix(".jsonl.gz").write_bytes(gzip.compress((folder / "b.jsonl").read_bytes()[:-9]))
    (folder / "note.txt").write_text("A report that is read elsewhere.")
    done = made(folder, tmp_path / "bulk")
    assert (done.files, done.pages, done.articles) == (3, 4, 4)
    assert done.passed == {"answer 404": 1, "warcinfo": 1}
    assert [problem.about for problem in done.problems] == ["a.warc.gz:4", "b.jsonl.gz:2", "note.txt"]
    first = rows(tmp_path / "bulk")[0]
    assert (first["url"], first["page_url"], first["published"]) == (*["https://harbour.example/ferry"] * 2, None)
    assert first["fetched"] == "2026-02-03T09:30:00Z"
    assert first["page_file"] == "https://harbour.example/ferry"
    assert made(Path(f"{folder}/*.gz"), tmp_path / "other").files == 2
    with open_case(tmp_path / "added.db") as added, open_case(tmp_path / "loaded.db") as loaded:
        added.add([folder / "a.warc.gz", folder / "b.jsonl", folder / "b.jsonl.gz"])
        loaded.load(tmp_path / "bulk")
        assert told(loaded) == told(added)


def test_statements_are_a_table_of_their_own(reports: Path, tmp_path: Path) -> None:
    done = made(reports, tmp_path / "bulk")
    found = rows(tmp_path / "bulk", "statements")
    texts = {row["id"]: str(row["text"]) for row in rows(tmp_path / "bulk")}
    assert len(found) == done.statements == sum(int(str(row["statements"])) for row in rows(tmp_path / "bulk"))
    whole = [row for row in found if "…" not in str(row["text"])]
    assert whole
    for row in whole:
        assert texts[row["article"]][row["start"] : row["end"]] == row["text"]  # type: ignore[misc]
    torsen = [row for row in found if "Torsen" in str(row["source_text"])]
    assert torsen
    assert {row["cue_text"] for row in torsen} & {"said", "told"}


def test_what_was_changed_after_it_was_made_is_not_loaded(reports: Path, tmp_path: Path) -> None:
    made(reports, tmp_path / "bulk")
    table = next((tmp_path / "bulk" / "pages").iterdir())
    raw = bytearray(table.read_bytes())
    raw[len(raw) // 2] ^= 1
    table.write_bytes(raw)
    with (
        open_case(tmp_path / "case.db") as case,
        pytest.raises(UsageError, match=r"was changed or is damaged: take away done/.*\.json and run `twosource bulk`"),
    ):
        case.load(tmp_path / "bulk")


def test_two_runs_do_not_write_in_one_folder(reports: Path, tmp_path: Path) -> None:
    from twosource.bulk.folder import Folder  # noqa: PLC0415

    with Folder(tmp_path / "bulk").alone(), pytest.raises(UsageError, match="another run is writing"):
        made(reports, tmp_path / "bulk")
