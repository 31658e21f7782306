"""``twosource check`` as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import invented
from twosource import codec, rules
from twosource.rules import Finding


def run(*args: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "twosource", "check", *args], cwd=cwd, capture_output=True, timeout=120, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier with one contradiction, and rules that do not ask about it."""
    (tmp_path / "dossier.json").write_bytes(codec.encode(invented.dossier()))
    mild = rules.SHIPPED.replace(
        'test = "open-conflict"\nseverity = "fail"', 'test = "open-conflict"\nseverity = "warn"'
    )
    assert mild != rules.SHIPPED
    (tmp_path / "mild.toml").write_text(mild, "utf-8")
    return tmp_path


def test_a_broken_rule_is_told_with_the_words_and_the_reason(folder: Path) -> None:
    done = run("dossier.json", cwd=folder)
    assert (done.returncode, done.stderr) == (1, b"")
    text = done.stdout.decode()
    assert "✗ No claim on which the reports contradict one another [open-conflict]: 1 fail" in text
    assert "“Forty people were aboard.” The Tarn Gazette (c-aboard)" in text
    assert text.endswith("1 claim breaks a rule\n")


def test_a_warning_is_told_and_passes(folder: Path) -> None:
    done = run("dossier.json", "--rules", "mild.toml", cwd=folder)
    assert done.returncode == 0
    assert "(mild.toml)" in done.stdout.decode()
    assert done.stdout.decode().endswith("no rule is broken; 1 claim to look at\n")


def test_json_holds_every_finding(folder: Path) -> None:
    done = run("dossier.json", "--json", cwd=folder)
    found = msgspec.json.decode(done.stdout, type=list[Finding])
    assert done.returncode == 1
    assert tuple(found) == rules.check(invented.dossier(), rules.load())
    assert set(json.loads(done.stdout)[0]) == {"rule", "claim", "outcome", "severity", "why", "grounds"}


def test_quiet_leaves_the_exit_code(folder: Path) -> None:
    done = run("dossier.json", "--quiet", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_one_claim(folder: Path) -> None:
    broken, kept = (run("dossier.json", "--claim", claim, cwd=folder) for claim in ("c-aboard", "c-ran"))
    assert (broken.returncode, kept.returncode) == (1, 0)
    assert kept.stdout.decode().count("[") == len(rules.load().rules)
    assert "The number of sources is never overstated [overstated]: passes" in kept.stdout.decode()


def test_the_shipped_rules_printed_and_used(folder: Path) -> None:
    printed = run("--print-rules", cwd=folder)
    assert (printed.returncode, printed.stdout.decode()) == (0, rules.SHIPPED)
    (folder / "own.toml").write_bytes(printed.stdout)
    own, shipped = (
        run("dossier.json", "--json", "--rules", "own.toml", cwd=folder),
        run("dossier.json", "--json", cwd=folder),
    )
    assert own.stdout == shipped.stdout


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "name a dossier.json, or print the shipped rules with --print-rules"),
        (("none.json",), "none.json cannot be read (No such file or directory): name a dossier.json"),
        (
            ("dossier.json", "--rules", "none.toml"),
            "none.toml cannot be read (No such file or directory): name a rules",
        ),
        (("dossier.json", "--rules", "dossier.json"), "dossier.json is not TOML: "),
        (("dossier.json", "--claim", "c-abord"), "there is no claim c-abord in the dossier: did you mean c-aboard?"),
        (("dossier.json", "--claim", "\x1b[2J"), "there is no claim \ufffd[2J in the dossier"),
    ],
)
def test_wrong_use(folder: Path, args: tuple[str, ...], message: str) -> None:
    done = run(*args, cwd=folder)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"twosource: {message}")
    assert done.stdout == b""


def test_a_misspelt_key_names_file_rule_and_key(folder: Path) -> None:
    (folder / "own.toml").write_text(rules.SHIPPED.replace("first_hand", "firsthand"), "utf-8")
    done = run("dossier.json", "--rules", "own.toml", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.decode() == (
        'twosource: own.toml: rule "anonymous-only": there is no key "firsthand" here: did you mean "first_hand"?\n'
    )


def test_a_changed_dossier_is_not_asked(folder: Path) -> None:
    raw = (folder / "dossier.json").read_text("utf-8")
    (folder / "changed.json").write_text(raw.replace('"kind": "contradiction"', '"kind": "rounding"'), "utf-8")
    done = run("changed.json", cwd=folder)
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode().startswith("twosource: changed.json does not verify (")
    assert "conflicts[0]" in done.stderr.decode()


def test_what_is_no_dossier(folder: Path) -> None:
    done = run("mild.toml", cwd=folder)
    assert done.returncode == 1
    assert "this is no dossier" in done.stderr.decode()
