"""What the commands on a case say: of ids and names, of rulings, of what is not there and of what was not meant."""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from commands import Told
from gathered import EVERY, FERRY, jsonl
from twosource.case import pages
from twosource.read import watching

URLS = [str(report["url"]) for report in EVERY]
TEXTS = (
    "Bridge over the Lume closed in Karo\n\nThe bridge over the Lume in Karo was closed on Monday, the city said.\n",
    "School roof in Halm gives way\n\nThe roof of a school in Halm gave way on Friday, the fire service said.\n",
)


def dossier(told: Told, words: str = "Aurelia") -> Any:  # noqa: ANN401 - the JSON of a dossier
    (story,) = told.json("case.db", "stories", words)
    return told.json("case.db", "show", story["id"])


def story(told: Told, words: str = "Aurelia") -> str:
    return str(told.json("case.db", "stories", words)[0]["id"])


def shared(made: Any) -> list[Any]:  # noqa: ANN401 - the JSON of a dossier
    return [claim for claim in made["claims"] if len({item["article"] for item in claim["evidence"]}) > 1]


# --- ids ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("part", ["claims", "statements", "entities", "origins"])
def test_whatever_has_an_id_is_shown(part: str, told: Told) -> None:
    made = dossier(told)
    assert made[part]
    for one in made[part]:
        assert told.json("case.db", "show", one["id"]) == one
        lines = told.run("case.db", "show", one["id"]).splitlines()
        assert one["id"] in lines[0]
        assert lines[-1].startswith("in story-")


@pytest.mark.usefixtures("here")
def test_parts_of_the_dossier_of_a_single_report_are_shown(told: Told, here: Path) -> None:
    (here / "bridge.txt").write_text(TEXTS[0], "utf-8")
    told.run("case.db", "add", "bridge.txt")
    (line,) = [line for line in told.json("case.db", "stories") if line["reports"] == 1]
    made = told.json("case.db", "show", line["id"])
    for one in (*made["claims"], *made["statements"], *made["entities"], *made["origins"]):
        assert told.json("case.db", "show", one["id"]) == one


def test_a_difference_and_a_change_are_shown(told: Told, here: Path) -> None:
    late = EVERY[3] | {
        "url": "https://skerry.example/1",
        "outlet": "Skerry News",
        "text": str(EVERY[3]["text"]).replace("eleven people were hurt", "fourteen people were hurt"),
    }
    told.run("case.db", "add", str(jsonl(here, "late.jsonl", [late])))
    made = dossier(told, "borealis")
    assert made["conflicts"]
    shown = told.run("case.db", "show", made["conflicts"][0]["id"])
    assert "Skerry News" in shown
    assert made["conflicts"][0]["claim"] in shown
    change = told.json("case.db", "show")["changes"][-1]
    assert told.json("case.db", "show", change["id"]) == change


@pytest.mark.usefixtures("here")
def test_an_id_that_is_no_more_leads_on_and_says_so(told: Told) -> None:
    ids = [story(told, words) for words in ("Aurelia", "knocking")]
    told.run("case.db", "correct", "same", "--about", "story", "--id", ids[0], "--id", ids[1])
    (today,) = {line["id"] for line in told.json("case.db", "stories", "knocking")}
    (former,) = {*ids} - {today}
    told.run("case.db", "show", former)
    assert f"the story {former} is part of {today} today" in told.err


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("id_", "message"),
    [
        ("story-xyz", "there is no story story-xyz: `stories` lists them, with their ids"),
        ("a-0123", "there is no report a-0123 in the case: `search WORDS --kind article` finds them"),
        ("c-0123", "there is no claim c-0123 in the case: `search WORDS --kind claim` finds those of several reports"),
        ("s-0123", "there is no statement s-0123 in the case: `search WORDS --kind statement` finds them"),
        ("e-0123", "there is no entity e-0123 in the case: `show STORY --json` lists those of a story"),
        ("origin-0123", "there is no origin origin-0123 in the case"),
        ("ch-0123", "there is no change ch-0123 in the case: `show --json` lists them"),
        ("weather", "no report is named 'weather': give its id, its address or the name of its file"),
        ("7", "there is no report named 7, and no line 7 in the log"),
    ],
)
def test_an_unknown_id_is_told_by_its_kind(id_: str, message: str, told: Told) -> None:
    told.run("case.db", "show", id_)
    assert (told.code, told.out) == (2, "")
    assert message in told.err
    if not id_.isdecimal() and not id_.startswith("ch-"):
        told.run("case.db", "export", id_, "-o", "out")
        assert told.code == 2
        assert message in told.err


# --- rulings --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("here")
def test_a_ruling_refuses_ids_of_what_it_is_not_about(told: Told) -> None:
    made, mine = dossier(told), story(told, "knocking")
    claim, entity, origin = (made[part][0]["id"] for part in ("claims", "entities", "origins"))
    report = made["articles"][0]["id"]
    wrong = {
        "claim": (mine, f"{mine} is a story, not a claim: the dossier of a story lists its claims"),
        "story": (claim, f"{claim} is a claim, not a story: give the story that it is in"),
        "origin": (entity, f"{entity} is an entity, not an origin: the dossier of a story lists its origins"),
        "entity": (origin, f"{origin} is an origin, not an entity: the dossier of a story lists its entities"),
    }
    for about, (id_, message) in wrong.items():
        told.run("case.db", "correct", "same", "--about", about, "--id", id_, "--id", id_)
        assert (told.code, told.out) == (2, "")
        assert message in told.err
    told.run("case.db", "correct", "not-report", "--id", report)
    assert f"{report} is a report, not a passage: give the passage by its report and its words" in told.err
    assert told.json("case.db", "log") == []


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("about", "which"), [("claim", "a claim"), ("entity", "an entity"), ("origin", "an origin")])
def test_a_ruling_on_two_says_that_it_needs_two(about: str, which: str, told: Told) -> None:
    (id_, *_) = (one["id"] for one in dossier(told)[{"entity": "entities"}.get(about, f"{about}s")])
    told.run("case.db", "correct", "same", "--about", about, "--id", id_)
    assert told.code == 2
    assert f"`same` about {which} needs two, and one is named: name both by an id or by words" in told.err


@pytest.mark.usefixtures("here")
def test_ids_of_origins_and_of_entities_are_ruled_on(told: Told) -> None:
    made = dossier(told)
    names = {one["name"]: one["id"] for one in made["origins"]}
    told.run(
        "case.db", "correct", "same", "--about", "origin", "--id", names["Marek Oyen"], "--id", names["Liv Torsen"]
    )
    assert told.code == 0
    assert len({"Marek Oyen", "Liv Torsen"} & {one["name"] for one in dossier(told)["origins"]}) == 1
    people = {one["name"]: one["id"] for one in dossier(told)["entities"]}
    told.run(
        "case.db", "correct", "same", "--about", "entity", "--id", people["Marek Oyen"], "--id", people["Liv Torsen"]
    )
    assert told.code == 0
    assert len({"Marek Oyen", "Liv Torsen"} & {one["name"] for one in dossier(told)["entities"]}) == 1


@pytest.mark.usefixtures("here")
def test_who_said_it_is_ruled_by_the_id_of_an_entity_in_either_order(told: Told) -> None:
    made = dossier(told)
    torsen = next(one["id"] for one in made["entities"] if one["name"] == "Liv Torsen")
    words = "the lights had gone out before the ship struck the reef"
    told.run("case.db", "correct", "speaker", "--id", torsen, "--words", URLS[1], words)
    (said,) = told.json("case.db", "search", f'"{words}"', "--kind", "statement")
    assert said["speaker"] == "Liv Torsen"
    told.run("case.db", "correct", "--undo", "1")
    told.run("case.db", "correct", "speaker", "--id", said["ref"], "--id", torsen)
    assert told.json("case.db", "search", f'"{words}"', "--kind", "statement")[0]["speaker"] == "Liv Torsen"


@pytest.mark.usefixtures("here")
def test_the_log_can_be_read_by_somebody_who_did_not_rule(told: Told) -> None:
    made = dossier(told)
    names = {one["name"]: one["id"] for one in dossier(told, "knocking")["origins"]}
    claim = shared(made)[0]["id"]
    oyen = "the lights had gone out before the ship struck the reef"
    radio, post = "(Hestra Radio, 2026-02-03, a-", "(Sundmark Post, 2026-02-03, a-"
    for ruling in (
        ("not-same", "--about", "origin", "--id", names["Petra Saal"], "--id", names["Velden Coal"]),
        ("same", "--about", "entity", "--words", URLS[1], "Passenger Marek Oyen", "--words", URLS[0], "Nobody"),
        ("not-same", "--id", claim, "--id", claim, "--note", "two inquiries"),
        ("speaker", "--words", URLS[1], oyen),
        ("speaker", "--words", URLS[1], oyen, "--words", URLS[1], "Liv Torsen"),
        ("report", "--words", URLS[0], "Nobody was hurt"),
        ("same", "--about", "story", "--id", story(told), "--id", story(told, "knocking")),
        ("--undo", "1"),
    ):
        told.run("case.db", "correct", *ruling, "--by", "jo")
        assert told.code == 0, told.err
    lines = told.run("case.db", "log").splitlines()
    said = [line.split("  jo  ", 1)[1] for line in lines]
    assert said[0].startswith("not one origin: “")
    assert " [Petra Saal] (" in said[0]
    assert " [Velden Coal] (" in said[0]
    assert said[0].endswith("[taken back by line 8]")
    assert said[1].startswith("one entity: “")
    assert f"“Passenger Marek Oyen” {radio}" in said[1]
    assert f"“Nobody” [Marek Oyen] {post}" in said[1]
    assert said[2].startswith("not one claim: “")
    assert said[2].endswith(" – note: two inquiries")
    assert said[3].startswith(f"said by nobody who is known: “{oyen}” {radio}")
    assert said[4].startswith(f"said by “Liv Torsen” {radio}")
    assert said[5].startswith(f"part of the report: “Nobody was hurt” {post}")
    assert said[6].startswith("one story: “Ferry Aurelia runs aground")
    assert said[7] == "line 1 is taken back"
    assert told.run("case.db", "show", "6") == lines[5] + "\n"


def test_a_ruling_whose_words_are_gone_is_told_to_rest(told: Told, here: Path) -> None:
    told.run("case.db", "correct", "not-report", "--words", URLS[0], "Nobody was hurt")
    edited = EVERY[0] | {"text": str(EVERY[0]["text"]).replace("Nobody was hurt", "No one came to harm")}
    told.run("case.db", "add", str(jsonl(here, "edited.jsonl", [edited])))
    assert told.run("case.db", "log").rstrip().endswith("[rests: no report has these words today]")


# --- names ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def folders(here: Path) -> Path:
    """Two folders with a file of one name each, both in the case."""
    for name, text in zip(("first", "second"), TEXTS, strict=True):
        (here / "in" / name).mkdir(parents=True)
        (here / "in" / name / "report.txt").write_text(text, "utf-8")
    return here


def test_a_file_name_that_two_reports_have_is_refused_with_their_ids(told: Told, folders: Path) -> None:
    told.run("case.db", "add", "in")
    ids = {
        hit["ref"] for words in ("Lume", "Halm") for hit in told.json("case.db", "search", words, "--kind", "article")
    }
    assert len(ids) == 2
    for command in (("show", "report.txt"), ("correct", "not-report", "--words", "report.txt", "roof")):
        told.run("case.db", *command)
        assert (told.code, told.out) == (2, "")
        assert "'report.txt' names 2 reports: give the id of one of them" in told.err
        assert all(id_ in told.err for id_ in ids)
        assert "first/report.txt" in told.err
    (folders / "rulings.jsonl").write_text(
        '{"ruling": "not-report", "passages": [{"report": "report.txt", "text": "roof of a school"}]}\n', "utf-8"
    )
    told.run("case.db", "correct", "--file", "rulings.jsonl")
    assert "'report.txt' names 2 reports" in told.err
    assert "Lume" in told.run("case.db", "show", "first/report.txt")


def test_one_of_two_files_of_a_name_that_stand_at_two_depths_is_not_taken(told: Told, folders: Path) -> None:
    shutil.move(folders / "in" / "first" / "report.txt", folders / "in" / "report.txt")
    told.run("case.db", "add", "in")
    told.run("case.db", "show", "report.txt")
    assert "'report.txt' names 2 reports" in told.err


def test_a_path_finds_the_report_of_its_file(told: Told, folders: Path) -> None:
    told.run("case.db", "add", "in/first")
    told.run("case.db", "add", "in/second")
    assert "Lume" in told.run("case.db", "show", "in/first/report.txt")
    assert "Halm" in told.run("case.db", "show", str(folders / "in" / "second" / "report.txt"))
    assert "Halm" in told.run("case.db", "show", "./in/second/report.txt")
    (folders / "in" / "first" / "report.txt").write_text(TEXTS[0].replace("Monday", "Tuesday"), "utf-8")
    assert "Lume" in told.run("case.db", "show", "in/first/report.txt"), "as it was when it was added last"
    (folders / "report.txt").write_text("Another report\n\nOf something else that happened on Sunday.\n", "utf-8")
    told.run("case.db", "show", "./in/../report.txt")
    assert told.code == 2
    assert "no report was read from the file ./in/../report.txt: `add` it, or give an id; of that name" in told.err


# --- what is not there ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("search", "zeppelin"), "nothing found: nothing in the case has the words zeppelin"),
        (
            ("search", "ferry", "--outlet", "Gazette"),
            "no report of the case is of an outlet named 'Gazette': there are",
        ),
        (("search", "ferry", "--speaker", "Nemo"), "no statement in the case is by anybody named 'Nemo': there are"),
        (("search", "ferry", "--channel", "court"), "no statement in the case has the channel 'court'"),
        (("search", "ferry", "--since", "2027"), "--since 2027: the latest report is of 2026-03-12"),
        (("search", "ferry", "--until", "2020-01"), "--until 2020-01: the first report is of 2026-02-03"),
        (("search", "knocking", "--outlet", "Ledger"), "there are hits for knocking, but none with these filters"),
        (("search", "ferry", "--speaker", "Torsen", "--kind", "claim"), "only statements have a speaker"),
        (("search", "--speaker", "Torsen", "--standing", "single"), "only statements have a speaker, only claims"),
        (("stories", "zeppelin"), "no story has a report with zeppelin"),
        (("stories", "--least", "9"), "no story has 9 reports or more: the largest has 3"),
        (("log",), "nothing was ruled yet"),
        (("watch", "--list"), "nothing is followed yet"),
    ],
)
def test_nothing_found_says_why_and_leaves_the_output_alone(args: tuple[str, ...], message: str, told: Told) -> None:
    assert told.run("case.db", *args) == ""
    assert told.code == 0
    assert message in told.err
    assert told.json("case.db", *args) == []


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("search", "x", "--since", "yesterday"), "--since takes a day, a month or a year (2025-04-03, 2025-04, 2025)"),
        (("search", "x", "--until", "2026-02-31"), "--until takes a day, a month or a year"),
        (("search", "x", "--standing", "confirmed"), "--standing is any of single, corroborated, same-origin"),
        (("search", "x", "--channel", "nonsense"), "--channel is any of social-post, press-release"),
        (("search", "x", "--limit", "0"), "the limit is at least 1, not 0"),
        (("watch", "--drop", "elsewhere"), "elsewhere is not followed, and nothing was dropped; followed is: nothing"),
        (("watch", "--drop"), "name what to follow no more; followed is: nothing"),
        (("correct", "speaker", "--about", "claim"), "`speaker` is never about 'claim': give passage, or nothing"),
    ],
)
def test_what_cannot_be_meant_is_refused(args: tuple[str, ...], message: str, told: Told) -> None:
    told.run("case.db", *args)
    assert (told.code, told.out) == (2, "")
    assert message in told.err


@pytest.mark.parametrize("option", ["--list", "--drop"])
def test_a_mistyped_case_is_not_made_by_asking_what_is_followed(option: str, told: Told, here: Path) -> None:
    told.run("cade.db", "watch", option)
    assert told.code == 2
    assert not (here / "cade.db").exists()


# --- what was done --------------------------------------------------------------------------------------------------


def test_add_tells_reports_versions_and_what_is_alone(told: Told, here: Path) -> None:
    bridge, school = (
        {"outlet": "Karo Times", "url": f"https://karo.example/{n}", "text": text} for n, text in enumerate(TEXTS)
    )
    line = "1 new report, 0 dossiers made: it is alone in its story so far, with nothing to compare it with\n"
    assert told.run("case.db", "add", str(jsonl(here, "one.jsonl", [bridge]))) == line
    edited = EVERY[2] | {"text": EVERY[2]["text"].replace("152 passengers", "140 passengers")}
    assert told.run("case.db", "add", str(jsonl(here, "two.jsonl", [edited]))) == "1 new version, 1 dossier made\n"
    more = jsonl(here, "more.jsonl", [school, bridge | {"text": TEXTS[0].replace("Monday", "Tuesday")}, EVERY[0]])
    assert told.run("case.db", "add", str(more)) == (
        "1 new report, 1 new version (1 page known already), 0 dossiers made: it is alone in its story so far, with "
        "nothing to compare it with\n"
    )
    done = told.json("case.db", "add", str(jsonl(here, "last.jsonl", [edited | {"url": "https://skerry.example/2"}])))
    assert (done["reports"], done["versions"], done["alone"]) == (1, 0, 0)


@pytest.mark.usefixtures("here")
def test_a_copy_of_a_known_file_is_known(told: Told, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(TEXTS[0], "utf-8")
    told.run("case.db", "add", "one.txt")
    assert told.run("case.db", "add", "two.txt") == "0 new reports (1 page known already), 0 dossiers made\n"
    (tmp_path / "empty.txt").write_text("\n", "utf-8")
    assert told.run("case.db", "add", "empty.txt") == "0 new reports, 0 dossiers made\n"
    assert "empty.txt" in told.err


def test_a_report_that_a_later_line_joins_is_not_told_to_be_alone(
    told: Told, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = jsonl(here, "lines.jsonl", EVERY[:2]).read_bytes()
    monkeypatch.setattr(pages, "PORTION", 1)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(lines)))
    assert told.run("new.db", "add", "-") == "2 new reports, 1 dossier made\n"


def test_watch_tells_of_lone_reports_and_of_files_that_wait_or_are_gone(
    told: Told, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = here / "incoming"
    folder.mkdir()
    (folder / "bridge.txt").write_text(TEXTS[0], "utf-8")
    assert told.run("case.db", "watch", "incoming", "--once") == ""
    assert "1 file is still being written (bridge.txt), and looked at again at the next look" in told.err
    monkeypatch.setattr(watching.scan, "__kwdefaults__", {"settle": 0.0})
    told.run("case.db", "watch", "--once")
    assert "1 new report, 0 dossiers made: it is alone in its story so far" in told.err
    (folder / "bridge.txt").unlink()
    told.run("case.db", "watch", "--once", "--json")
    assert (told.code, told.out) == (0, "")
    assert "1 file is no longer in the folder (bridge.txt): what came of it stays in the case" in told.err
    assert "Lume" in told.run("case.db", "show", "bridge.txt")
    told.run("case.db", "watch", "--once")
    assert (told.out, told.err) == ("", "")
    told.run("case.db", "watch", "--drop", "elsewhere")
    assert str(folder) in told.err
    assert told.run("case.db", "watch", "--drop", "incoming") == ""
    assert "nothing is followed any more" in told.err


# --- what is no report ----------------------------------------------------------------------------------------------


def test_what_twosource_wrote_is_told_when_it_is_named(told: Told, here: Path) -> None:
    told.run("case.db", "export", story(told), "-o", "out")
    shutil.copy(here / "out" / "dossier.json", here / "handed.json")
    for name in ("out/dossier.json", "handed.json"):
        told.run("other.db", "add", name)
        assert told.code == 2
        assert f"is a dossier, not a report: `twosource verify {name}` checks it" in told.err
    told.run("other.db", "add", "case.db")
    assert told.code == 2
    assert "is a case, not a report: `twosource case.db stories` lists what it has" in told.err
    assert "read are" not in told.err
    jsonl(here, "reports.jsonl", EVERY[:1])
    assert told.run("other.db", "add", "case.db", "reports.jsonl").startswith("1 new report")
    assert told.code == 1
    assert "case.db: is a case, not a report" in told.err


def test_a_case_in_the_folder_that_is_added_is_passed_over(told: Told, here: Path) -> None:
    folder = here / "in"
    folder.mkdir()
    jsonl(folder, "reports.jsonl", EVERY[: len(FERRY)])
    assert told.run("in/own.db", "add", "in") == "3 new reports, 1 dossier made\n"
    assert (told.code, told.err) == (0, "")
    (folder / "own.db-wal").touch()
    (folder / "own.db-shm").touch()
    (folder / "notes.lock").touch()
    told.run("in/own.db", "add", "in")
    assert told.err.splitlines() == [line for line in told.err.splitlines() if "notes.lock" in line]
    assert told.code == 1


@pytest.mark.usefixtures("here")
def test_a_command_before_the_case_is_told_in_its_order(told: Told) -> None:
    told.run("add", "case.db", "reports")
    assert told.code == 2
    assert "the case comes first: `twosource case.db add reports`" in told.err
    told.run("stories")
    assert "the case comes first: `twosource CASE.db stories`" in told.err


def test_the_help_has_whole_lines(told: Told) -> None:
    assert "..." not in told.run("--help").replace("[ARGS]...", "")


@pytest.mark.usefixtures("here")
def test_words_that_are_not_wanted_are_no_options(told: Told) -> None:
    both = {hit["ref"] for hit in told.json("case.db", "search", "Sundmark", "--kind", "article")}
    assert len(both) == 5
    for unwanted, left in (("-hit", 4), ("-Borealis", 3), ("-ran aground", 3), ("-Nowhere", 5)):
        assert len(told.json("case.db", "search", "Sundmark", unwanted, "--kind", "article")) == left
    assert told.run("case.db", "search", "-h").startswith("Usage:")


# --- two spellings --------------------------------------------------------------------------------------------------


def test_both_spellings_of_a_word_are_found(told: Told, here: Path) -> None:
    texts = (
        "Fertilizer barge moored\n\nA barge with fertilizer lies in the harbor of Karo, the port organization said.\n",
        "Organ recital in Halm\n\nAn organic farmer of Halm will play the organ on Friday, the parish said.\n",
    )
    reports = [{"outlet": "Karo Times", "url": f"https://karo.example/{n}", "text": t} for n, t in enumerate(texts)]
    told.run("case.db", "add", str(jsonl(here, "more.jsonl", reports)))

    def found(*words: str) -> set[str]:
        return {hit["snippet"][:10] for hit in told.json("case.db", "search", *words, "--kind", "article")}

    for words in ("fertiliser", "fertilizers", "harbour of Karo", "port organisation", "port organization"):
        assert len(found(words)) == 1, words
    assert "[fertilizer]" in told.run("case.db", "search", "fertiliser", "--kind", "article").lower()
    assert len(found("organisation")) == len(found("organization")) == 1
    assert len(found("organ")) >= 1
    assert found("fertiliser in the harbour") == set()
    assert (len(found("barge")), len(found("barge", "-harbour"))) == (1, 0)
