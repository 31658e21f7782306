"""Bad input: each case is told in a message that says what, where and what to do; nothing else is lost.

Exit codes: 0 done, 1 done with problems, 2 wrong use or nothing that could be read. No case shows a traceback.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = """Ferry runs aground off Port Selm

The ferry Anna Dorr ran aground off Port Selm on Tuesday with 43 people on board, the coast guard said.
“Nobody was hurt,” said Captain Ida Marrow of the coast guard.
"""


def run(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "twosource", *args], cwd=cwd, capture_output=True, text=True, timeout=300, check=False
    )
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    return done


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with one good report, to which each test adds a bad one."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(REPORT, encoding="utf-8")
    return folder


def briefed(reports: Path) -> tuple[subprocess.CompletedProcess[str], dict[str, object]]:
    done = run("brief", str(reports), "-o", "out", cwd=reports.parent)
    made = json.loads((reports.parent / "out" / "dossier.json").read_text(encoding="utf-8"))
    return done, made


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("binary.txt", bytes(range(256)) * 40),
        ("nul.txt", b"The mayor said\x00 on Tuesday that all was well.\n" * 9),
        ("picture.jpg", b"\xff\xd8\xff\xe0" + bytes(200)),
        ("numbers.txt", b"12 34 56\n78 90\n" * 9),
        ("broken.html", b"<html><head></head><body></body></html>"),
        (
            "russian.txt",
            ("Паром сел на мель\n\nПаром «Анна Дорр» во вторник сел на мель, сообщила береговая охрана. " * 3).encode(),
        ),
    ],
)
def test_a_file_that_is_no_report_is_a_problem_and_costs_no_other(reports: Path, name: str, content: bytes) -> None:
    (reports / name).write_bytes(content)
    done, made = briefed(reports)
    assert done.returncode == 1
    assert name in done.stderr
    assert any(name in problem["about"] for problem in made["problems"])
    assert any(article["file"] == "good.txt" for article in made["articles"])


def test_a_large_file_is_told_without_being_read(reports: Path) -> None:
    with (reports / "large.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    done, made = briefed(reports)
    assert done.returncode == 1
    assert "large.txt" in done.stderr
    assert "MB" in done.stderr
    assert len(made["articles"]) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "report.txt").write_bytes(REPORT.replace("Marrow", "Marröw").encode(encoding))
    done = run("brief", "report.txt", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "“Nobody was hurt,” said Captain Ida Marröw" in json.loads(done.stdout)["articles"][0]["text"]


def test_a_duplicate_file_is_counted_once_and_told(reports: Path) -> None:
    shutil.copy(reports / "good.txt", reports / "again.txt")
    done, made = briefed(reports)
    assert done.returncode == 1
    assert "again.txt" in done.stderr
    assert "good.txt" in done.stderr
    assert len(made["articles"]) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_a_problem(reports: Path) -> None:
    (reports / "locked.txt").write_text(REPORT, encoding="utf-8")
    (reports / "locked.txt").chmod(0)
    done, _ = briefed(reports)
    assert done.returncode == 1
    assert "locked.txt" in done.stderr


def test_a_dangling_link_is_a_problem(reports: Path) -> None:
    (reports / "gone.txt").symlink_to(reports / "nowhere.txt")
    done, _ = briefed(reports)
    assert done.returncode == 1
    assert "gone.txt" in done.stderr


def test_a_broken_jsonl_line_is_told_with_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [json.dumps({"text": REPORT, "outlet": outlet}) for outlet in ("The Selm Echo", "Coastline")]
    (tmp_path / "feed.jsonl").write_text(f"{lines[0]}\n{{'text': broken\n{lines[1]}\n", encoding="utf-8")
    done = run("brief", "feed.jsonl", "--json", cwd=tmp_path)
    assert done.returncode == 1
    assert "feed.jsonl:2" in done.stderr
    assert len(json.loads(done.stdout)["articles"]) == 2


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["brief", "nowhere"], "nowhere"),
        (["brief", "empty"], "empty"),
        (["brief", "-"], "standard input is not read"),
        (["brief"], "PATH"),
        (["brief", "reports", "--published", "last Tuesday"], "last Tuesday"),
        (["brief", "reports", "--format", "docx"], "docx"),
        (["brief", "reports", "--jobs", "0"], "jobs"),
        (["brief", "reports", "--no-such-option"], "no-such-option"),
        (["verify", "nowhere.json"], "nowhere.json"),
    ],
)
def test_wrong_use_is_told_with_exit_code_2(reports: Path, args: list[str], told: str) -> None:
    (reports.parent / "empty").mkdir()
    done = run(*args, cwd=reports.parent)
    assert done.returncode == 2
    assert told in done.stderr


def test_when_nothing_can_be_read_there_is_no_dossier(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("brief", "empty.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert "empty.txt" in done.stderr
    assert not (tmp_path / "dossier").exists()


def test_ten_thousand_files_are_refused_at_once_with_advice(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.txt").write_text("x", encoding="utf-8")
    done = run("brief", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "10,000" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_leaves_no_half_written_standard_output_unnoticed(reports: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "twosource", "brief", str(reports), "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr


def test_a_folder_that_cannot_be_made_is_told(reports: Path) -> None:
    (reports.parent / "taken").write_text("a file where the folder should be", encoding="utf-8")
    done = run("brief", str(reports), "-o", "taken", cwd=reports.parent)
    assert done.returncode == 1
    assert "taken" in done.stderr


def test_noise_never_raises(tmp_path: Path) -> None:
    noise = random.Random(7)  # noqa: S311 - a seed, not a secret
    alphabet = "abc ABC .,;:!?\"'“”‘’—-\n\n$€%0123456789(){}[]<>&é漢\u202e\u200b\U0001f600"
    for number in range(12):
        text = "".join(noise.choice(alphabet) for _ in range(noise.randrange(1, 4000)))
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    done = run("brief", ".", "--json", cwd=tmp_path)
    assert done.returncode in {0, 1, 2}
