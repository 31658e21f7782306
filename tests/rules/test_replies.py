"""Who is accused has been asked: who is accused, and what is a reply."""

from __future__ import annotations

import pytest
from msgspec import structs

from making import article, entity, said
from ruled import ask, gives, story, voice
from twosource.model import Article, Dossier, Entity, Origin, Passage, Statement


def accusing(text: str, *, name: str = "Mara Quill", kind: str = "person", others: tuple[Article, ...] = ()) -> Dossier:
    told = voice("gazette", text)
    every = (told.article, *others)
    known = entity(name, kind, *((report, word) for report in every for word in names(report.text, name)))  # type: ignore[arg-type]
    return story(told, standing="single", entities=[known], others=others)


def names(text: str, name: str) -> list[str]:
    """The name where it stands in full, otherwise its last word."""
    *_, last = name.split()
    return [name] if name in text else [last] if last in text else []


ACCUSED = [
    "Prosecutors accused Mara Quill of forging the harbour ledgers.",
    "Prosecutors have accused former treasurer Mara Quill of forging the ledgers.",
    "Mara Quill was charged with fraud on Monday.",
    "Mara Quill, 51, is accused of forging the harbour ledgers.",
    "Mara Quill, the treasurer, has been indicted.",
    "The police charged Mara Quill, 51, with fraud.",
    "Mara Quill faces nine counts of fraud.",
    "The board sued Mara Quill for damages.",
    "The allegations against Mara Quill, made by a clerk, are new.",
    "Mara Quill allegedly forged the ledgers.",
]


@pytest.mark.parametrize("text", ACCUSED)
def test_an_accusation_without_a_reply(text: str) -> None:
    ruling = ask("reply", accusing(text))
    assert ruling.outcome == "fail"
    assert ruling.why == "Mara Quill is accused, and no report tells of a reply"
    assert [ground.text for ground in ruling.grounds] == ["Mara Quill"]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Quill met the board on Monday.",
        "As the officer charged by Mara Quill with the books, he knew.",
        "The board accused Mara Quill supporters of forging the ledgers.",
        "Mara Quill accused the board of forging the ledgers.",
        "The board charged Mara Quill a fee of nine crowns.",
        "The charge that Mara Quill led up the hill was the last.",
        "Mara Quill was charged with fraud and convicted on Monday.",
        "The suit that Mara Quill wore was grey.",
        "Ivo Sark, who has accused Mara Quill of theft, spoke next.",
        "At the hearing in which a clerk accused Mara Quill of theft, it rained.",
        "The board accused Mara Quill Holdings directors of forging the ledgers.",
    ],
)
def test_nobody_is_accused(text: str) -> None:
    assert ask("reply", accusing(text)).outcome == "not-applicable"


@pytest.mark.parametrize(
    "behind",
    [
        "Quill denied it.",
        "Quill has denied any wrongdoing.",
        "Quill declined to comment.",
        "Quill did not immediately respond to messages.",
        "Quill could not be reached.",
        "Quill pleaded not guilty.",
        "Quill called the charges nonsense.",
        "Quill apologised to the board.",
    ],
)
def test_a_reply_in_any_report(behind: str) -> None:
    here = ask("reply", accusing(f"{ACCUSED[0]}"))
    other = ask("reply", accusing(ACCUSED[0], others=(article("herald", f"The ledgers are gone. {behind}"),)))
    assert (here.outcome, other.outcome) == ("fail", "pass")
    assert other.grounds[0].text == behind


@pytest.mark.parametrize(
    "behind",
    [
        "A lawyer for Quill left the building.",
        "A spokesman for Quill was there.",
    ],
)
def test_whether_it_is_a_reply_takes_a_reader(behind: str) -> None:
    made = accusing(ACCUSED[0], others=(article("herald", behind),))
    assert ask("reply", made).outcome == "not-applicable"


@pytest.mark.parametrize(
    "behind",
    [
        "Quill is 51.",
        "The board denied that it had met Quill.",
        "The clerk declined to comment.",
        "The board rejected Quill.",
    ],
)
def test_what_is_no_reply_of_the_accused(behind: str) -> None:
    assert ask("reply", accusing(ACCUSED[0], others=(article("herald", behind),))).outcome == "fail"


def with_remark(certainty: str, *, refused: bool = False) -> Dossier:
    report = article("herald", "Quill spoke of the weather at length.")
    made = accusing(ACCUSED[0], others=(report,))
    told = said(report, "the weather", "Quill", origin="Mara Quill", certainty=certainty, cue="spoke of")  # type: ignore[arg-type]
    fields = {name: getattr(made, name) for name in made.__struct_fields__}
    spoken = Statement(**{**{n: getattr(told, n) for n in told.__struct_fields__}, "speaker": "e-Mara Quill"})
    goes_back = Origin(id="Mara Quill", name="Mara Quill", kind="person", entity="e-Mara Quill")
    return Dossier(**{**fields, "refusals" if refused else "statements": (spoken,), "origins": (goes_back,)})


def test_what_the_accused_says_of_himself_is_no_accusation_without_a_reply() -> None:
    text = "Mara Quill is accused of nothing worse than sleep, she said."
    told = gives(
        "gazette", text, "Mara Quill is accused of nothing worse than sleep", "she", kind="person", called="Quill"
    )
    known = entity("Mara Quill", "person", (told.article, "Mara Quill"))
    own = structs.replace(told, statements=tuple(structs.replace(s, speaker=known.id) for s in told.statements))
    assert ask("reply", story(own, standing="single", entities=[known])).why == "nobody known by name is accused in it"
    assert ask("reply", story(told, standing="single", entities=[known])).why != "nobody known by name is accused in it"


def test_statements_and_refusals_of_the_accused() -> None:
    assert ask("reply", with_remark("denied")).outcome == "pass"
    assert ask("reply", with_remark("declined")).outcome == "pass"
    assert ask("reply", with_remark("asserted", refused=True)).outcome == "pass"
    assert ask("reply", with_remark("asserted")).outcome == "not-applicable"


def test_the_accusation_itself_is_no_reply() -> None:
    assert ask("reply", accusing("Mara Quill is accused of refusing to apologise.")).outcome == "fail"


def test_whose_reply_is_asked_for() -> None:
    text = "The port accused Corvo Steel of dumping slag."
    made = accusing(text, name="Corvo Steel", kind="organisation")
    assert ask("reply", made).outcome == "fail"
    assert ask("reply", made, of=("person",)).outcome == "not-applicable"
    assert ask(
        "reply", accusing("The port accused Belmaria of dumping slag.", name="Belmaria", kind="place")
    ).outcome == ("not-applicable")


def test_a_house_of_the_same_name_is_heard_with_its_head() -> None:
    made = with_remark("denied")
    told = voice("gazette", "The port sued the Quill Company for damages.")
    company = Passage(article="gazette", start=18, end=31, text="Quill Company")
    assert told.article.text[company.start : company.end] == company.text
    known = Entity(id="e-company", name="Quill Company", kind="organisation", mentions=(company,))
    alone = story(told, standing="single", entities=[known])
    both = structs.replace(
        alone, articles=(told.article, made.articles[-1]), statements=made.statements, origins=made.origins
    )
    assert (ask("reply", alone).outcome, ask("reply", both).outcome) == ("fail", "pass")


@pytest.mark.parametrize("name", ["Tarn Head Council", "Belmarian Democrats", "Ministry of Ports"])
def test_bodies_of_politics_are_not_rung_up(name: str) -> None:
    made = accusing(f"The mayor accused {name} of wasting money.", name=name, kind="organisation")
    assert ask("reply", made).outcome == "not-applicable"


def test_what_he_allegedly_said_takes_a_name() -> None:
    told = voice("gazette", "Ivo Sark was angry at the words that he allegedly spoke.")
    he = Passage(article="gazette", start=37, end=39, text="he")
    assert told.article.text[he.start : he.end] == he.text
    known = Entity(id="e-sark", name="Ivo Sark", kind="person", mentions=(he,))
    assert ask("reply", story(told, standing="single", entities=[known])).outcome == "not-applicable"


def test_an_accused_who_is_not_known_by_name_is_not_asked_about() -> None:
    told = voice("gazette", "Prosecutors accused the clerk of fraud.")
    clerk = Passage(article="gazette", start=20, end=29, text="the clerk")
    known = Entity(id="e-clerk", name="the clerk", kind="person", mentions=(clerk,))
    assert told.article.text[clerk.start : clerk.end] == clerk.text
    assert ask("reply", story(told, standing="single", entities=[known])).outcome == "not-applicable"
