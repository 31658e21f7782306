"""The commands on a case as a user meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import Told
from gathered import EVERY, jsonl


def test_add_makes_a_case_and_says_what_was_done(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = jsonl(tmp_path, "reports.jsonl", EVERY[:2])
    assert told.run("new.db", "add", str(file)) == "2 new reports, 1 dossier made\n"
    assert told.run("new.db", "add", str(file)) == "0 new reports (2 pages known already), 0 dossiers made\n"
    assert told.run("new.db", "refresh") == "everything is up to date\n"
    assert told.run("new.db", "refresh", "--quiet") == ""
    assert told.code == 0


@pytest.mark.usefixtures("here")
def test_stories_are_listed_with_how_their_claims_stand(told: Told) -> None:
    lines = told.run("case.db", "stories", "knocking").splitlines()
    assert "3 reports, 2 outlets" in lines[0]
    assert lines[0].endswith("Four miners trapped in Velden shaft")
    assert "·" in lines[1]
    assert [story["reports"] for story in told.json("case.db", "stories", "--least", "3")] == [3, 3]


@pytest.mark.usefixtures("here")
def test_show_shows_the_case_a_story_a_claim_and_a_report(told: Told) -> None:
    assert "3  stories" in told.run("case.db", "show")
    (story,) = told.json("case.db", "stories", "Aurelia")
    assert told.run("case.db", "show", story["id"]).strip().startswith(story["title"])
    dossier = told.json("case.db", "show", story["id"])
    assert told.json("case.db", "show", dossier["claims"][0]["id"]) == dossier["claims"][0]
    report = told.run("case.db", "show", str(EVERY[0]["url"]))
    assert "Sundmark Post, 2026-02-03T08:10:00" in report
    assert story["id"] in report
    assert "same names" in told.run("case.db", "show", story["id"], "--why")


def test_versions_show_what_changed(told: Told, here: Path) -> None:
    edited = EVERY[2] | {"text": EVERY[2]["text"].replace("152 passengers", "140 passengers")}
    told.run("case.db", "add", str(jsonl(here, "edited.jsonl", [edited])))
    lines = told.run("case.db", "show", str(EVERY[2]["url"]), "--versions").splitlines()
    assert any(line.startswith("  - ") and "[152]" in line for line in lines)
    assert any(line.startswith("  + ") and "[140]" in line for line in lines)
    assert "edited" in told.run("case.db", "show")


@pytest.mark.usefixtures("here")
def test_search_prints_where_it_was_found(told: Told) -> None:
    out = told.run("case.db", "search", "cracks", "--kind", "statement", "--speaker", "union")
    assert out.startswith("statement  s-")
    assert "The Upland Herald, 2026-02-03" in out
    assert "[cracks]" in out
    assert told.json("case.db", "search", "ran aground", "--outlet", "Sundmark")
    assert told.json("case.db", "search", "aground ran", "--outlet", "Sundmark") == []


def test_rulings_are_given_listed_and_taken_back(told: Told, here: Path) -> None:
    words = ("--words", str(EVERY[0]["url"]), "Nobody was hurt")
    out = told.run("case.db", "correct", "not-report", *words, "--note", "a caption")
    assert "mk  not part of the report: “Nobody was hurt” (Sundmark Post, 2026-02-03, a-" in out
    assert "– note: a caption" in out
    assert told.run("case.db", "log") == out
    assert "line 1 is taken back" in told.run("case.db", "correct", "--undo", "1", "--by", "jo")
    assert "the log is whole (2 lines)" in told.run("case.db", "log", "--check")
    ferry, mine = (told.json("case.db", "stories", words)[0]["id"] for words in ("Aurelia", "knocking"))
    told.run("case.db", "correct", "same", "--about", "story", "--id", ferry, "--id", mine, "--quiet")
    assert len(told.json("case.db", "stories")) == 2
    told.run("case.db", "export", ferry, "-o", "out", "--format", "json")
    assert told.out.strip() == f"Written: {Path('out') / 'dossier.json'}, {Path('out') / 'log.jsonl'}"
    assert len((here / "out" / "log.jsonl").read_text("utf-8").splitlines()) == 3


@pytest.mark.usefixtures("here")
def test_export_writes_all_stories_of_several_reports(told: Told, here: Path) -> None:
    told.run("case.db", "export", "-o", "out")
    found = sorted(path.name for path in (here / "out").iterdir())
    assert len(found) == 3
    assert told.run("verify", f"out/{found[0]}/dossier.json").endswith("verified\n")


@pytest.mark.usefixtures("here")
def test_somebody_is_of_another_kind_and_called_otherwise(told: Told) -> None:
    words = ("--words", "https://hestra-radio.example/1", "Liv Torsen")
    assert "a place: “Liv Torsen”" in told.run("case.db", "correct", "place", *words)
    assert "called so: “Liv Torsen”" in told.run("case.db", "correct", "name", *words)
    told.run("case.db", "correct", "name", "--id", "e-0")
    assert (told.code, told.out) == (2, "")
    assert "an id is no name: give the words" in told.err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("none.db", "stories"), "none.db does not exist: `twosource none.db add PATH...` makes a new case"),
        (("case.db", "show", "story-0"), "there is no story story-0: `stories` lists them, with their ids"),
        (("case.db", "show", "gate"), "no report is named 'gate': give its id, its address or the name of its file"),
        (("case.db", "search"), "nothing to search for"),
        (("case.db", "search", "x", "--kind", "bird"), "what is found (--kind) is any of article, statement, claim"),
        (("case.db", "correct"), "give a RULING, or --file, or --undo"),
        (("case.db", "correct", "maybe"), "'maybe' is no ruling"),
        (("case.db", "correct", "same"), "`same` about a claim needs two, and none is named"),
        (
            ("case.db", "correct", "same", "--about", "weather"),
            "`same` is never about 'weather': give one of claim",
        ),
        (("case.db", "correct", "--undo", "3"), "there is no line 3 in the log: it is empty"),
        (("case.db", "add", "nowhere"), "nowhere does not exist"),
        (("case.db", "dance"), "No such command 'dance'"),
        (("reports.jsonl", "stories"), "is no case file"),
    ],
)
def test_wrong_use_is_told_without_a_traceback(args: tuple[str, ...], message: str, told: Told, here: Path) -> None:
    jsonl(here, "reports.jsonl", EVERY)
    told.run(*args)
    assert told.code == 2
    assert message in told.err
    assert "Traceback" not in told.err


def test_a_mistyped_command_is_no_case(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told.run("breif", "reports")
    assert told.code == 2
    assert "No such command 'breif'" in told.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["add", "refresh", "stories", "show", "search", "correct", "log", "export"])
def test_every_command_has_its_help(name: str, told: Told) -> None:
    assert "Usage: twosource case.db" in told.run("case.db", name, "--help")


def test_what_a_report_says_cannot_steer_the_terminal(told: Told, here: Path) -> None:
    hostile = EVERY[0] | {
        "outlet": "Evil \u001b[31mPost",
        "title": "Red \u001b[2J alert",
        "text": "Red \u001b[2J alert\n\nThe mayor of Sundmark said the \u202egate was shut on Friday.\n",
        "url": "https://evil.example/9",
    }
    told.run("case.db", "add", str(jsonl(here, "hostile.jsonl", [hostile])))
    for command in (("stories",), ("search", "gate"), ("show",), ("show", "https://evil.example/9")):
        assert not {"\x1b", "\u202e"} & set(told.run("case.db", *command))
