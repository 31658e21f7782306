from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import exc, text

from gathered import EVERY, FERRY, MINE, jsonl
from twosource import codec, verification
from twosource.case import Case, Wanted, Words
from twosource.errors import UsageError
from twosource.model import Claim, Correction, Dossier, Passage, RulingName, Subject
from twosource.text import overlap


def story(case: Case, words: str) -> str:
    (line,) = case.stories(least=2, words=words)
    return line.id


def url(number: int) -> str:
    return str(EVERY[number]["url"])


def inquiry(made: Dossier) -> Claim:
    """The claim that the ferry's owner looks into what happened, which two reports have."""
    return next(c for c in made.claims if "inquiry" in c.wording.text and len({e.article for e in c.evidence}) > 1)


def pair(case: Case, claim: Claim) -> tuple[Passage, Passage]:
    first = claim.evidence[0]
    other = next(item for item in claim.evidence if item.article != first.article)
    one, two = sorted(case.passage(item.article, item.text) for item in (first, other))
    return one, two


def together(made: Dossier, passages: Iterable[Passage]) -> bool:
    """Whether one claim has evidence in all these passages."""
    return any(
        all(
            any(e.article == p.article and e.start < p.end and p.start < e.end for e in claim.evidence)
            for p in passages
        )
        for claim in made.claims
    )


def one_entity(made: Dossier, *passages: Passage) -> bool:
    return any(
        all(any(overlap(m, p) for m in entity.mentions if m.article == p.article) for p in passages)
        for entity in made.entities
    )


def same(about: Subject, *passages: Passage) -> Correction:
    return Correction(ruling="same", about=about, passages=passages, by="mk")


def apart(about: Subject, *passages: Passage) -> Correction:
    return Correction(ruling="not-same", about=about, passages=passages, by="mk")


def test_claims_are_parted_and_the_ruling_outlives_a_run_and_is_undone(case: Case, tmp_path: Path) -> None:
    made = case.dossier(story(case, "Aurelia"))
    passages = pair(case, inquiry(made))
    (entry,) = case.correct([apart("claim", *passages)])
    assert not together(case.dossier(story(case, "Aurelia")), passages)
    case.add(jsonl(tmp_path, "more.jsonl", [EVERY[0] | {"outlet": "Skerry News", "url": "https://skerry.example/1"}]))
    assert not together(case.dossier(story(case, "Aurelia")), passages)
    case.undo(entry.n)
    assert together(case.dossier(story(case, "Aurelia")), passages)
    case.undo(2)
    assert not together(case.dossier(story(case, "Aurelia")), passages)


def test_the_last_ruling_holds(case: Case) -> None:
    before = codec.encode(case.dossier(story(case, "Aurelia")))
    passages = pair(case, inquiry(case.dossier(story(case, "Aurelia"))))
    case.correct([apart("claim", *passages), same("claim", *passages)])
    after = case.dossier(story(case, "Aurelia"))
    assert together(after, passages)
    assert [c.ruling for c in after.corrections] == ["not-same", "same"]
    case.undo(2)
    case.undo(1)
    assert codec.encode(case.dossier(story(case, "Aurelia"))) == before


def test_stories_are_joined_and_parted_and_ids_lead_on(case: Case) -> None:
    ferry, mine = story(case, "Aurelia"), story(case, "knocking")
    (entry,) = case.correct(case.drafted([Wanted(ruling="same", about="story", ids=(ferry, mine))]))
    joined = case.story(ferry)
    assert case.story(mine) == joined
    assert len(case.dossier(mine).articles) == len(FERRY) + len(MINE)
    assert [change.kind for _, change in case.changes()].count("merged") == 1
    case.undo(entry.n)
    assert (case.story(ferry), case.story(mine)) == (ferry, mine)
    assert len(case.dossier(mine).articles) == len(MINE)


def test_a_report_that_does_not_belong_is_taken_out(case: Case) -> None:
    ferry = story(case, "Aurelia")
    one, other, third = (case.passage(url(n), str(EVERY[n]["title"]), start=0) for n in range(3))
    case.correct([apart("story", third, one), apart("story", third, other)])
    assert {article.title for article in case.dossier(ferry).articles} == {r["title"] for r in FERRY[:2]}
    assert case.story(third.article) != ferry
    assert [change.kind for _, change in case.changes()].count("split") == 1


def test_who_said_it(case: Case) -> None:
    said = case.passage(url(1), "the lights had gone out before the ship struck the reef")
    case.correct(
        [Correction(ruling="speaker", about="passage", passages=(said, case.passage(url(1), "Liv Torsen")), by="mk")]
    )
    made = case.dossier(story(case, "Aurelia"))
    names = {entity.id: entity.name for entity in made.entities}
    (statement,) = [s for s in made.statements if s.article == said.article and s.content[0].start == said.start]
    assert names[statement.speaker or ""] == "Liv Torsen"
    assert [hit.speaker for hit in case.search("lights", kind="statement")] == ["Liv Torsen"]
    case.correct([Correction(ruling="speaker", about="passage", passages=(said,))])
    (statement,) = [
        s
        for s in case.dossier(story(case, "Aurelia")).statements
        if s.article == said.article and s.content[0].start == said.start
    ]
    assert statement.speaker is None


def test_entities_are_parted_and_joined(case: Case) -> None:
    authority, rescuers = case.passage(url(5), "the mining authority"), case.passage(url(6), "The union of miners")
    case.correct([same("entity", authority, rescuers)])
    made = case.dossier(story(case, "knocking"))
    assert one_entity(made, authority, rescuers)
    case.correct([apart("entity", authority, rescuers)])
    made = case.dossier(story(case, "knocking"))
    assert not one_entity(made, authority, rescuers)


def test_origins_are_one(case: Case) -> None:
    passenger = case.passage(url(1), "the lights had gone out before the ship struck the reef")
    hospital = case.passage(url(2), "Two passengers were treated for cuts")

    def origins() -> set[str]:
        made = case.dossier(story(case, "Aurelia"))
        return {
            s.origin
            for s in made.statements
            for p in (passenger, hospital)
            if s.article == p.article and s.content[0].start <= p.start < s.content[0].end
        }

    assert len(origins()) == 2
    case.correct([same("origin", passenger, hospital)])
    assert len(origins()) == 1
    case.correct([apart("origin", passenger, hospital)])
    assert len(origins()) == 2


def test_what_is_no_part_of_a_report_is_marked_and_compared_no_more(case: Case) -> None:
    passage = case.passage(url(1), "Passenger Marek Oyen said the lights had gone out before the ship struck the reef.")
    (entry,) = case.correct([Correction(ruling="not-report", about="passage", passages=(passage,))])
    made = case.dossier(story(case, "Aurelia"))
    (article,) = [a for a in made.articles if a.id == passage.article]
    assert passage.span in article.boilerplate
    assert not any("Oyen" in item.text for claim in made.claims for item in claim.evidence)
    case.undo(entry.n)
    made = case.dossier(story(case, "Aurelia"))
    assert any("Oyen" in item.text for claim in made.claims for item in claim.evidence)


def test_a_ruling_follows_its_words_into_a_new_version(case: Case, tmp_path: Path) -> None:
    passage = case.passage(url(1), "Passenger Marek Oyen said the lights had gone out before the ship struck the reef.")
    case.correct([Correction(ruling="not-report", about="passage", passages=(passage,))])
    edited = EVERY[1] | {"text": "Aurelia aground, again\n\n" + EVERY[1]["text"]}
    case.add(jsonl(tmp_path, "edited.jsonl", [edited]))
    article = case.article(url(1))
    assert article.id != passage.article
    (hole,) = [span for span in article.boilerplate if "Oyen" in article.text[span.start : span.end]]
    assert article.text[hole.start : hole.end] == passage.text
    gone = EVERY[1] | {"text": EVERY[1]["text"].replace(passage.text, "")}
    case.add(jsonl(tmp_path, "gone.jsonl", [gone]))
    assert any("rests" in problem.message for problem in case.problems())


@pytest.mark.parametrize("ruling", ["same", "not-same"])
def test_a_ruling_that_cannot_be_followed_is_refused_and_nothing_is_kept(case: Case, ruling: str) -> None:
    good = case.passage(url(0), "Nobody was hurt")
    for wrong in (
        Correction(ruling=ruling, passages=(good,)),  # type: ignore[arg-type]
        Correction(ruling=ruling, passages=(good, good)),  # type: ignore[arg-type]
        Correction(ruling=ruling, passages=(good, Passage(article="a-none", start=0, end=1, text="x"))),  # type: ignore[arg-type]
        Correction(ruling=ruling, passages=(good, Passage(article=case.article(url(1)).id, start=0, end=1, text="?"))),  # type: ignore[arg-type]
    ):
        with pytest.raises(UsageError):
            case.correct([wrong])
    assert case.log() == []


def test_what_is_not_in_the_log_cannot_be_undone(case: Case) -> None:
    with pytest.raises(UsageError, match="no line 1"):
        case.undo(1)
    case.correct(
        [Correction(ruling="not-report", about="passage", passages=(case.passage(url(0), "Nobody was hurt"),))]
    )
    case.undo(1)
    with pytest.raises(UsageError, match="undone already"):
        case.undo(1)


def test_the_log_is_only_added_to_and_shows_who_changed_it(case: Case) -> None:
    passages = [case.passage(url(n), str(EVERY[n]["title"]), start=0) for n in range(2)]
    case.correct([same("story", *passages)])
    case.undo(1)
    case.undo(2)
    assert case.check_log() == ()
    engine = case._store._database.engine  # noqa: SLF001 - who tampers does not ask
    for tampering in WRITES[engine.dialect.name]:
        with pytest.raises(exc.DBAPIError, match="only added to"), engine.begin() as connection:
            connection.execute(text(tampering))
    with engine.begin() as connection:
        for tampering in REWRITES[engine.dialect.name]:
            connection.execute(text(tampering))
    assert ["was changed" in problem.message for problem in case.check_log()] == [True]
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM log WHERE n = 1"))
    assert ["is missing" in problem.message for problem in case.check_log()] == [True]


WRITES = {
    "sqlite": (
        "DELETE FROM log WHERE n = 1",
        "UPDATE log SET record = x'00'",
        "INSERT OR REPLACE INTO log VALUES (1, x'00', 'none')",
    ),
    "postgresql": (
        "DELETE FROM log WHERE n = 1",
        "UPDATE log SET sha256 = 'none'",
        "TRUNCATE log",
        "INSERT INTO log VALUES (1, '', 'none') ON CONFLICT (n) DO UPDATE SET sha256 = 'none'",
    ),
}
REWRITES = {
    "sqlite": (
        "DROP TRIGGER log_kept",
        "DROP TRIGGER log_whole",
        "UPDATE log SET record = replace(record, 'mk', 'xy') WHERE n = 1",
    ),
    "postgresql": (
        "DROP TRIGGER log_kept ON log",
        "UPDATE log SET record = convert_to(replace(convert_from(record, 'UTF8'), 'mk', 'xy'), 'UTF8') WHERE n = 1",
    ),
}


def test_rulings_of_a_file(case: Case, tmp_path: Path) -> None:
    file = jsonl(
        tmp_path,
        "rulings.jsonl",
        [{"ruling": "not-report", "passages": [{"report": url(0), "text": "Nobody was hurt"}], "by": "mk"}],
    )
    (entry,) = case.correct_file(file)
    assert entry.by == "mk"
    wrong = jsonl(tmp_path, "wrong.jsonl", [{"ruling": "not-report", "passages": [{"report": "nowhere", "text": "x"}]}])
    with pytest.raises(UsageError, match="no report is"):
        case.correct_file(wrong)
    assert len(case.log()) == 1


# --- what is wanted, by ids or by words ------------------------------------------------------------------------------


def shares(case: Case) -> list[str]:
    """The claims of the ferry's story that several reports make."""
    made = case.dossier(story(case, "Aurelia"))
    return [claim.id for claim in made.claims if len({item.article for item in claim.evidence}) > 1]


def test_of_two_claims_passages_of_two_reports_are_taken(case: Case) -> None:
    one, other = shares(case)[:2]
    (ruling,) = case.drafted([Wanted(ruling="same", ids=(one, other))])
    assert len({passage.article for passage in ruling.passages}) == 2
    assert list(ruling.passages) == sorted(ruling.passages)


def test_a_passage_that_leaves_its_claim_is_told_apart_from_all_others(case: Case) -> None:
    made = case.dossier(story(case, "Aurelia"))
    claim = max(made.claims, key=lambda claim: len({item.article for item in claim.evidence}))
    item = claim.evidence[0]
    words = Words(report=item.article, start=item.start, end=item.end)
    leaves = Wanted(ruling="not-same", passages=(words,), story=story(case, "Aurelia"))
    drafted = case.drafted([leaves])
    assert len(drafted) == sum(other.article != item.article for other in claim.evidence) > 1
    with pytest.raises(UsageError, match="needs two, and one is named"):
        case.drafted([Wanted(ruling="not-same", passages=(words,))])


def test_the_last_words_name_who_said_it_unless_nobody_is(case: Case) -> None:
    said, who = Words(report=url(1), text="the lights had gone out"), Words(report=url(1), text="Liv Torsen")
    (by_her,) = case.drafted([Wanted(ruling="speaker", passages=(said, who))])
    assert [p.text for p in by_her.passages] == ["the lights had gone out", "Liv Torsen"]
    nobody = case.drafted([Wanted(ruling="speaker", passages=(said, who), who="")])
    assert [[p.text for p in one.passages] for one in nobody] == [["the lights had gone out"], ["Liv Torsen"]]
    torsen = next(e for e in case.dossier(story(case, "Aurelia")).entities if e.name == "Liv Torsen")
    named = case.drafted([Wanted(ruling="speaker", passages=(said,), who=torsen.id)])
    assert named == case.drafted([Wanted(ruling="speaker", passages=(said,), ids=(torsen.id,))])
    assert named[0].passages[1].article == by_her.passages[1].article


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (Words(report="nobody.txt", text="x"), "no report is named 'nobody.txt': give its id"),
        (Words(report=url(0), text="Twelve were hurt"), "stands nowhere in .*: give words as they stand there"),
        (Words(report=url(0), text="the"), r"stands \d+ times .*: say where it starts"),
        (Words(report=url(0), start=5, end=2), "characters 5 to 2 are no words of the report"),
        (Words(report=url(0), start=5, end=10**9), "are no words of the report: it has"),
        (Words(report=url(0)), "stands nowhere"),
    ],
)
def test_words_that_are_nowhere_are_told_with_what_to_do(case: Case, words: Words, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        case.drafted([Wanted(ruling="not-report", passages=(words,))])


def test_a_file_may_name_things_by_their_ids(case: Case, tmp_path: Path) -> None:
    one, other = shares(case)[:2]
    lines = [{"ruling": "same", "ids": [one, other], "by": "mk", "at": "2026-02-05"}, {"ruling": "same", "ids": [one]}]
    (entry,) = case.correct_file(jsonl(tmp_path, "ids.jsonl", lines[:1]))
    assert entry.correction
    assert (entry.correction.by, entry.correction.at) == ("mk", "2026-02-05")
    with pytest.raises(UsageError, match="line 2: `same` about a claim needs two, and one is named"):
        case.correct_file(jsonl(tmp_path, "wrong.jsonl", lines))
    with pytest.raises(UsageError, match="unknown field"):
        case.correct_file(jsonl(tmp_path, "odd.jsonl", [lines[0] | {"because": "x"}]))


# --- of what kind somebody is, and what they are called ---------------------------------------------------------------


def called(case: Case, name: str, words: str = "Aurelia") -> list[tuple[str, str]]:
    """The entities of a story whose name holds these words: name and kind."""
    made = case.dossier(story(case, words))
    return [(entity.name, entity.kind) for entity in made.entities if name in entity.name]


def on_her(ruling: RulingName, text: str = "Liv Torsen") -> Wanted:
    return Wanted(ruling=ruling, passages=(Words(report=url(1), text=text),), by="mk")


def test_an_entity_is_of_another_kind_until_it_is_taken_back(case: Case) -> None:
    assert called(case, "Torsen") == [("Liv Torsen", "person")]
    (entry,) = case.correct(case.drafted([on_her("organisation")]))
    assert called(case, "Torsen") == [("Liv Torsen", "organisation")]
    made = case.dossier(story(case, "Aurelia"))
    assert {o.kind for o in made.origins if o.name == "Liv Torsen"} == {"organisation"}
    assert not verification.check(codec.encode(made))
    assert case.told()[0].text.startswith("an organisation: “Liv Torsen”")
    case.correct(case.drafted([on_her("place")]))
    assert called(case, "Torsen") == [("Liv Torsen", "place")]
    case.undo(2, entry.n)
    assert called(case, "Torsen") == [("Liv Torsen", "person")]


def test_an_entity_is_called_by_another_of_its_names(case: Case) -> None:
    said = case.passage(url(0), "Torsen said")
    words = Words(report=url(0), start=said.start, end=said.start + len("Torsen"))
    (entry,) = case.correct(case.drafted([Wanted(ruling="name", passages=(words,))]))
    assert called(case, "Torsen") == [("Torsen", "person")]
    made = case.dossier(story(case, "Aurelia"))
    (torsen,) = [entity for entity in made.entities if entity.name == "Torsen"]
    assert torsen.name in {mention.text for mention in torsen.mentions}
    assert {o.name for o in made.origins if o.entity == torsen.id} == {"Torsen"}
    assert {
        hit.speaker for hit in case.search("steering", kind="statement") if hit.speaker and "Torsen" in hit.speaker
    } == {"Torsen"}
    assert case.told()[0].text.startswith("called so: “Torsen”")
    case.undo(entry.n)
    assert called(case, "Torsen") == [("Liv Torsen", "person")]


def test_kind_and_name_hold_for_whoever_the_words_name_in_the_end(case: Case) -> None:
    torsen, oyen = case.passage(url(1), "Liv Torsen"), case.passage(url(1), "Marek Oyen")
    case.correct(case.drafted([on_her("organisation", "Marek Oyen"), on_her("name", "Marek Oyen")]))
    case.correct([same("entity", torsen, oyen)])
    assert called(case, "Torsen") == []
    assert called(case, "Oyen") == [("Marek Oyen", "organisation")]
    case.correct([apart("entity", torsen, oyen)])
    assert called(case, "Torsen") == [("Liv Torsen", "person")]
    assert called(case, "Oyen") == [("Marek Oyen", "organisation")]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (on_her("name", "lights had gone out"), "“lights had gone out” is no name of anybody"),
        (on_her("place", "lights had gone out"), "is no name of anybody: give the words by which"),
        (
            on_her(
                "name",
                "Liv Torsen said.\n\nAbout 140 people were brought to Sundmark in lifeboats, according to the coast",
            ),
            "is no name of",
        ),
        (Wanted(ruling="name", ids=("e-0",)), "an id is no name"),
        (Wanted(ruling="place", ids=("c-0",)), "no claim c-0"),
        (Wanted(ruling="place"), "it is not told what is ruled on"),
        (Wanted(ruling="name", about="claim", passages=on_her("name").passages), "`name` is never about 'claim'"),
    ],
)
def test_words_that_name_nobody_are_refused(case: Case, wanted: Wanted, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        case.drafted([wanted])


def test_a_name_that_no_report_has_any_more_is_told(case: Case) -> None:
    nobody = case.passage(url(1), "the lights had gone out")
    case.correct([Correction(ruling="name", about="entity", passages=(nobody,))])
    problems = case.dossier(story(case, "Aurelia")).problems
    assert ["has no effect" in problem.message for problem in problems] == [True]
