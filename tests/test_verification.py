"""Checking a dossier with nothing but the dossier."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

import invented
from twosource import codec, verification
from twosource.errors import UsageError
from twosource.model import Article, Dossier, Mark, Problem, Span
from twosource.text import make_id, sha256

RAW = codec.encode(invented.dossier())
TEXT = RAW.decode()


def told(made: Dossier) -> list[tuple[str, str]]:
    return [(problem.about, problem.message) for problem in verification.check(codec.encode(made))]


def test_a_dossier_that_holds_has_no_problem() -> None:
    assert verification.check(RAW) == ()


@settings(max_examples=300)
@given(st.integers(0, len(TEXT) - 1), st.characters(exclude_categories=["Cs"]))
def test_one_changed_character_anywhere_is_found_and_placed(at: int, char: str) -> None:
    if TEXT[at] == char:
        return
    found = verification.check((TEXT[:at] + char + TEXT[at + 1 :]).encode())
    assert found
    assert all(problem.stage == "verify" and problem.about and problem.message for problem in found)


@given(st.integers(0, len(TEXT) - 1))
def test_one_character_taken_out_or_doubled_is_found(at: int) -> None:
    assert verification.check((TEXT[:at] + TEXT[at + 1 :]).encode())
    assert verification.check((TEXT[:at] + TEXT[at] + TEXT[at:]).encode())


def test_the_place_of_a_change_is_that_of_the_record() -> None:
    changed = TEXT.replace("2 reports by 2 outlets", "3 reports by 2 outlets", 1)
    assert any(problem.about == "claims[1]" for problem in verification.check(changed.encode()))
    changed = TEXT.replace('"kind": "contradiction"', '"kind": "rounding"', 1)
    assert any(problem.about == "conflicts[0]" for problem in verification.check(changed.encode()))


@given(st.binary(max_size=300))
def test_any_bytes_give_an_answer(raw: bytes) -> None:
    assert verification.check(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b'{"made_by":{"twosource":"1"},"title":"x","extra":' + b"[" * 100_000,
        b"NaN",
        b"null",
        RAW.replace(b'"title": "', b'"title": 1e999, "x": "', 1),
        RAW[: len(RAW) // 2],
        RAW + RAW,
        b"\xef\xbb\xbf" + RAW,
        RAW.replace(b"\n", b"\r\n"),
        b"\x00" * 1000,
    ],
)
def test_hostile_input_gives_problems(raw: bytes) -> None:
    assert verification.check(raw)


def test_another_way_of_writing_the_same_is_found_with_its_line() -> None:
    (problem,) = verification.check(RAW.replace(b'"standing": "same-origin"', b'"standing":  "same-origin"'))
    assert "claims[1].standing" in problem.about
    (problem,) = verification.check(json.dumps(json.loads(RAW)).encode())
    assert problem.about.startswith("line 1")


def test_many_problems_are_cut() -> None:
    made = invented.dossier()
    claims = tuple(structs.replace(made.claims[0], evidence=()) for _ in range(500))
    assert len(verification.check(codec.encode(structs.replace(made, claims=claims)))) == verification.MOST + 1


# --- changes that are sealed again --------------------------------------------------------------------------------


def edited(change: Callable[[dict], None]) -> list[tuple[str, str]]:
    """What is told about the dossier after an edit of its JSON that a skilled forger sealed again."""
    raw = json.loads(RAW)
    change(raw)
    return told(codec.seal(codec.decode(json.dumps(raw).encode())))


def put(path: str, value: object) -> Callable[[dict], None]:
    """An edit: the value at a path such as ``claims.0.evidence.1.end``."""

    def change(raw: dict) -> None:
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in steps:
            raw = raw[step]
        raw[last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "about", "message"),
    [
        ("claims.0.evidence.1.end", 9999, "claims[0].evidence[1] (", "not inside the text"),
        ("claims.0.evidence.0.start", -1, "claims[0].evidence[0] (", "not inside the text"),
        ("claims.1.evidence.0.text", "Something else", "claims[1].evidence[0] (", "words quoted"),
        ("claims.0.wording.text", "A better wording", "claims[0].wording", "words quoted"),
        ("claims.2.grounds.0.text", "Forties", "claims[2].grounds[0] (gazette.txt)", "words quoted"),
        ("conflicts.0.values.1.text", "Fifty", "conflicts[0].values[1] (herald.txt)", "words quoted"),
        ("entities.0.mentions.0.text", "Bo Holm", "entities[0].mentions[0] (gazette.txt)", "words quoted"),
        ("statements.0.content", [[9, 5]], "statements[0].content[0] (gazette.txt)", "not inside"),
        ("statements.0.cue", [0, 99999], "statements[0].cue (gazette.txt)", "not inside"),
        ("times.0.end", 99999, "times[0] (gazette.txt)", "not inside"),
        ("times.0.article", "a-none", "times[0]", "not in the dossier"),
        ("statements.0.origin", "o-none", "statements[0].origin (gazette.txt)", "no record of origins"),
        ("statements.0.speaker", "e-none", "statements[0].speaker (gazette.txt)", "no record of entities"),
        ("statements.0.article", "a-none", "statements[0].article", "no record of articles"),
        ("origins.0.entity", "e-none", "origins[0].entity", "no record of entities"),
        ("claims.0.evidence.0.statement", "s-none", "claims[0].evidence[0].statement (", "no record of statements"),
        ("claims.0.evidence.0.origins", ["o-none"], "claims[0].evidence[0].origins[0] (", "no record of origins"),
        ("conflicts.0.claim", "c-none", "conflicts[0].claim", "no record of claims"),
        ("timeline.0.claims", ["c-none"], "timeline[0].claims[0]", "no record of claims"),
        ("copies", [{"articles": ["a-none"], "extent": "full"}], "copies[0].articles[0]", "no record of articles"),
        ("claims.1.id", "c-ran", "claims[1].id", "given twice"),
        ("articles.0.sha256", "0" * 64, "articles[0] (gazette.txt).sha256", "hash of the text"),
        ("articles.0.outlet", "The Times", "articles[0] (gazette.txt).id", "id that url"),
        ("articles.0.boilerplate", [], "articles[0] (gazette.txt)", "not boilerplate"),
        ("articles.0.marks", [], "articles[0] (gazette.txt)", "without a mark"),
        ("claims.1.standing", "corroborated", "claims[1].standing", "the evidence gives 'same-origin'"),
        ("claims.0.why", "Everybody says so.", "claims[0].why", "not the reason"),
        ("claims.0.grounds", [], "claims[0].grounds", "not the reason"),
        ("claims.4.evidence", [], "claims[4]", "no evidence"),
        ("conflicts", [], "claims[2].standing", "the evidence gives 'not-established'"),
    ],
)
def test_what_a_new_seal_does_not_hide(path: str, value: object, about: str, message: str) -> None:
    found = edited(put(path, value))
    assert any(place.startswith(about) and message in what for place, what in found), found


def test_a_changed_text_is_found_by_its_hash_its_id_and_its_quotations() -> None:
    def change(raw: dict) -> None:
        raw["articles"][0]["text"] = raw["articles"][0]["text"].replace("Forty people", "Sixty people")

    places = [place for place, _ in edited(change)]
    assert "articles[0] (gazette.txt).sha256" in places
    assert "articles[0] (gazette.txt).id" in places
    assert any(place.startswith("claims[2].evidence") for place in places)


def test_evidence_in_boilerplate_is_refused() -> None:
    made = invented.dossier()
    article = made.articles[0]
    claim = next(c for c in made.claims if c.id == "c-aboard")
    start, end = next((e.start, e.end) for e in claim.evidence if e.article == article.id)
    marks = tuple(sorted((*article.marks, Mark(start=start, end=end, kind="caption"))))
    boilerplate = tuple(sorted((*article.boilerplate, Span(start, end))))
    other = structs.replace(article, marks=marks, boilerplate=boilerplate)
    found = told(invented.changed(made, articles=(other, *made.articles[1:])))
    assert any("marked as boilerplate" in what for _, what in found)


def test_no_seal_is_a_problem() -> None:
    assert ("seal", "the dossier has no seal: changes cannot be found") in told(
        structs.replace(invented.dossier(), seal={})
    )


# --- with the files -------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for article in invented.dossier().articles:
        (tmp_path / article.file).write_bytes(article.text.encode())
    return tmp_path


def checked(folder: Path, made: Dossier | None = None) -> tuple[Problem, ...]:
    return verification.check(codec.encode(made or invented.dossier()), articles=folder)


def test_files_that_did_not_change_hold(folder: Path) -> None:
    assert checked(folder) == ()


def test_a_changed_and_a_missing_file_are_named(folder: Path) -> None:
    (folder / "gazette.txt").write_text("Nothing happened.")
    (folder / "herald.txt").unlink()
    first, second = checked(folder)
    assert (first.about, first.message) == ("articles[0] (gazette.txt)", "the file has changed since it was read")
    assert second.about == "articles[1] (herald.txt)"
    assert "is not in" in second.message


def one_article(made: Dossier, **fields: object) -> Dossier:
    """The dossier with only its last report, changed: nothing refers to that one but a claim that goes as well."""
    article = structs.replace(made.articles[2], **fields)
    article = structs.replace(
        article, id=make_id("a", article.url or "", article.outlet or "", article.text), sha256=sha256(article.text)
    )
    return invented.changed(
        made,
        articles=(article,),
        statements=(),
        origins=(),
        claims=(),
        conflicts=(),
        times=(),
        entities=(),
        timeline=(),
    )


def test_a_text_that_is_not_the_files_is_found(folder: Path) -> None:
    made = one_article(invented.dossier(), text="Something else.\n", marks=(), boilerplate=())
    (problem,) = checked(folder, made)
    assert problem.message == "the file is as it was, but the text in the dossier is not its text"


@pytest.mark.parametrize("name", ["reports.jsonl", "reports.jsonl.gz"])
def test_a_line_of_a_file_of_lines(folder: Path, name: str) -> None:
    article: Article = invented.dossier().articles[2]
    line = json.dumps({"text": article.text.replace("\n", "\r\n")}).encode() + b"\n"
    made = one_article(invented.dossier(), file=f"{name}:2", raw_sha256=hashlib.sha256(line).hexdigest())
    pack = gzip.compress if name.endswith(".gz") else bytes
    (folder / name).write_bytes(pack(b"{}\n" + line))
    assert checked(folder, made) == ()
    (folder / name).write_bytes(pack(line + b"{}\n"))
    assert "has changed" in checked(folder, made)[0].message
    (folder / name).write_bytes(pack(b"{}\n"))
    assert "is not in" in checked(folder, made)[0].message


def test_a_file_whose_name_is_no_unicode_is_found(folder: Path) -> None:
    article: Article = invented.dossier().articles[2]
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text(article.text, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    raw = hashlib.sha256(article.text.encode()).hexdigest()
    assert checked(folder, one_article(invented.dossier(), file="caf\ufffd.txt", raw_sha256=raw)) == ()


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "a\0b", "", "x" * 5000, "../secret.txt:1"])
def test_no_file_outside_the_folder_is_read(folder: Path, name: str) -> None:
    (folder.parent / "secret.txt").write_text("secret")
    (problem,) = checked(folder, one_article(invented.dossier(), file=name))
    assert "is not in" in problem.message or "cannot be read" in problem.message


def test_a_file_is_checked_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "dossier.json").write_bytes(RAW)
    assert verification.verify(tmp_path / "dossier.json") == ()
    with pytest.raises(UsageError, match=r"none\.json cannot be read"):
        verification.verify(tmp_path / "none.json")
    with pytest.raises(UsageError, match="no folder"):
        verification.verify(tmp_path / "dossier.json", articles=tmp_path / "none")


def test_who_would_not_say_is_checked_like_who_said() -> None:
    made = invented.dossier()
    refusal = structs.replace(made.statements[0], id="s-refusal", certainty="declined")
    assert verification.check(codec.encode(invented.changed(made, refusals=(refusal,)))) == ()
    outside = structs.replace(refusal, content=(Span(9, 99_999),))
    (problem,) = verification.check(codec.encode(invented.changed(made, refusals=(outside,))))
    assert problem.about.startswith("refusals[0].content[0]")
    nobody = structs.replace(refusal, origin="o-none")
    (problem,) = verification.check(codec.encode(invented.changed(made, refusals=(nobody,))))
    assert problem.about.startswith("refusals[0].origin")
