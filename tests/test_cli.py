"""The command line as a user meets it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interrupts import heard

EXAMPLE = Path(__file__).parents[1] / "examples" / "harbour_fire"


def run(*args: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "twosource", *args], cwd=cwd, capture_output=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's dossier in all formats."""
    folder = tmp_path_factory.mktemp("made")
    done = run("brief", str(EXAMPLE), "-o", "dossier", "--format", "html,json,md", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "dossier"


def test_brief_writes_what_was_asked_for_and_nothing_else(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == ["dossier.html", "dossier.json", "dossier.md"]


def test_brief_prints_a_summary_without_control_characters(tmp_path: Path) -> None:
    done = run("brief", str(EXAMPLE), "-o", str(tmp_path), cwd=tmp_path)
    assert b"\x1b" not in done.stdout
    assert b"One origin" in done.stdout
    assert done.stderr == b""


def test_json_goes_to_standard_output_and_no_file_is_written(made: Path, tmp_path: Path) -> None:
    done = run("brief", str(EXAMPLE), "--json", cwd=tmp_path)
    assert done.stdout == (made / "dossier.json").read_bytes()
    assert list(tmp_path.iterdir()) == []


def test_quiet_prints_nothing(tmp_path: Path) -> None:
    done = run("brief", str(EXAMPLE), "--quiet", cwd=tmp_path)
    assert (done.stdout, done.stderr) == (b"", b"")
    assert (tmp_path / "dossier" / "dossier.html").exists()


def test_the_same_bytes_for_any_order_of_files_jobs_and_folder(made: Path, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "elsewhere")
    listed = json.loads((EXAMPLE / "articles.json").read_text(encoding="utf-8"))
    (tmp_path / "elsewhere" / "articles.json").write_text(json.dumps(listed[::-1]), encoding="utf-8")
    done = run("brief", "elsewhere", "--json", "--jobs", "2", cwd=tmp_path)
    assert done.stdout == (made / "dossier.json").read_bytes()


def test_verify_says_verified(made: Path) -> None:
    done = run("verify", str(made / "dossier.json"), "--articles", str(EXAMPLE), cwd=made)
    assert done.returncode == 0
    assert b"verified" in done.stdout


def test_verify_names_the_place_of_one_changed_character(made: Path, tmp_path: Path) -> None:
    raw = (made / "dossier.json").read_text(encoding="utf-8")
    at = raw.index('"wording"')
    at = raw.index('"text": "', at) + 12
    (tmp_path / "changed.json").write_text(raw[:at] + ("x" if raw[at] != "x" else "y") + raw[at + 1 :], "utf-8")
    done = run("verify", "changed.json", cwd=tmp_path)
    assert done.returncode == 1
    assert b"claims[0]" in done.stdout


def test_verify_compares_with_the_reports(made: Path, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "reports")
    edited = tmp_path / "reports" / "a1.txt"
    edited.write_text(edited.read_text(encoding="utf-8").replace("Tuesday", "Monday", 1), encoding="utf-8")
    done = run("verify", str(made / "dossier.json"), "--articles", "reports", cwd=tmp_path)
    assert done.returncode == 1
    assert b"a1.txt" in done.stdout


@pytest.mark.parametrize(
    "args", [["--help"], ["brief", "--help"], ["verify", "--help"], ["check", "--help"], ["--version"]]
)
def test_help_and_version(args: list[str], tmp_path: Path) -> None:
    done = run(*args, cwd=tmp_path)
    assert done.returncode == 0
    assert b"twosource" in done.stdout


@pytest.mark.skipif(shutil.which("script") is None, reason="needs a terminal to pretend")
def test_a_terminal_is_shown_progress_and_colour(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m twosource brief "{EXAMPLE}" -o made'
    done = subprocess.run(
        ["script", "-qec", command, "/dev/null"], cwd=tmp_path, capture_output=True, timeout=300, check=False
    )
    assert done.returncode == 0
    assert b"reading" in done.stdout
    assert b"comparing" in done.stdout
    assert b"\x1b[1m" in done.stdout


def test_a_reader_who_leaves_is_no_failure(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m twosource brief "{EXAMPLE}" -o made | head -2; echo ${{PIPESTATUS[0]}}'
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.stdout.endswith("\n0\n")
    assert done.stderr == ""
    assert (tmp_path / "made" / "dossier.json").exists()


def test_problems_are_told_once_on_a_terminal_and_counted_in_the_summary(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "reports")
    (tmp_path / "reports" / "articles.json").unlink()
    (tmp_path / "reports" / "map.tiff").write_bytes(b"II*")
    done = run("brief", "reports", cwd=tmp_path)
    assert done.returncode == 1
    assert b"Problems  1" in done.stdout
    assert b"map.tiff" not in done.stdout
    assert done.stderr.startswith(b"twosource: map.tiff: is of a type that is not read")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_stops_without_a_traceback_and_leaves_nothing(tmp_path: Path, jobs: str) -> None:
    report = (EXAMPLE / "a1.txt").read_text("utf-8")
    lines = [json.dumps({"text": report, "outlet": f"Paper {number}"}) for number in range(300)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), "utf-8")
    started = subprocess.Popen(
        [sys.executable, "-m", "twosource", "brief", "many.jsonl", "--jobs", jobs],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heard,  # noqa: PLW1509 - it only sets a signal
    )
    time.sleep(3)
    os.killpg(started.pid, signal.SIGINT)  # as a terminal does: the program and its workers
    _, told = started.communicate(timeout=60)
    assert started.returncode == 1
    assert told.strip() == b"twosource: stopped"
    assert not (tmp_path / "dossier").exists()
