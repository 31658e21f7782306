"""Rules about unnamed sources: who is one, how many there are, who heard them, and what for."""

from __future__ import annotations

import pytest
from msgspec import structs

from making import entity
from ruled import Told, ask, gives, story, voice
from twosource.model import Copy
from twosource.rules.opinions import is_opinion
from twosource.rules.unnamed import is_insider, is_one, is_several

CLOSES = "The harbour board will close the grain terminal at Tarn Head in May"
LEADS = f"{CLOSES}, a senior official said."


def unnamed(name: str, source: str = "a senior official", **more: object) -> Told:
    return gives(name, f"{CLOSES}, {source} said.", CLOSES, source, **more)  # type: ignore[arg-type]


# --- who is unnamed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "a senior official",
        "the official",
        "one source",
        "a source familiar with the talks",
        "two people briefed on the matter",
        "two people",
        "three harbour officials",
        "senior officials",
        "current and former intelligence officials",
        "people close to the governor",
        "an aide to the governor",
        "a diplomat who asked not to be named",
        "unnamed employees",
        "a harbour worker who spoke on condition of anonymity",
        "several people with direct knowledge of the plan",
    ],
)
def test_who_is_shielded_is_an_insider(source: str) -> None:
    assert is_insider(source)


@pytest.mark.parametrize(
    "source",
    [
        "officials",
        "Belmarian officials",
        "the authorities",
        "critics",
        "experts",
        "residents",
        "a witness",
        "thousands of protesters",
        "dozens of senior officials",
        "former officials",
        "intelligence officials",
        "more than 50 former officials",
        "a person",
        "one person",
        "others (unnamed)",
        "some people (unnamed)",
        "open sources",
        "official sources",
        "the open source community",
        "",
    ],
)
def test_an_authority_a_public_and_a_crowd_are_none(source: str) -> None:
    assert not is_insider(source)


@pytest.mark.parametrize(
    ("source", "several", "one"),
    [
        ("sources", True, False),
        ("two officials familiar with the plan", True, False),
        ("people close to the talks", True, False),
        ("a source", False, True),
        ("an official in the sources team", False, True),
        ("one of the officials", False, True),
        ("the official", False, False),
        ("source", False, False),
    ],
)
def test_one_and_several(source: str, several: bool, one: bool) -> None:  # noqa: FBT001
    assert is_several(source) == several
    assert is_one(source) == one


# --- anonymous only --------------------------------------------------------------------------------------------------


def test_one_unnamed_source_is_not_enough() -> None:
    ruling = ask("anonymous-only", story(unnamed("gazette"), standing="single"))
    assert ruling.outcome == "fail"
    assert ruling.why == (
        "only unnamed sources: “a senior official”, in The Gazette Post; at most 1 of 2 outlets heard one first hand"
    )
    assert {ground.text for ground in ruling.grounds} == {"a senior official", "said"}


def test_two_outlets_that_each_heard_one_are() -> None:
    other = gives(
        "herald",
        "In May the terminal at Tarn Head is closed by the board, according to a person briefed on the plan.",
        "In May the terminal at Tarn Head is closed by the board",
        "a person briefed on the plan",
        cue="according to",
    )
    made = story(unnamed("gazette"), other)
    ruling = ask("anonymous-only", made)
    assert ruling.outcome == "pass"
    assert "not the same people is not shown" in ruling.why
    assert ask("anonymous-only", made, first_hand=3).outcome == "fail"


@pytest.mark.parametrize(
    "second",
    [
        unnamed("herald"),  # the same words: one remark
        unnamed("herald", "two people close to the board", relayed_by=("The Gazette Post",)),
        gives(
            "herald",
            "In May the terminal at Tarn Head is closed by the board, sources at the port said.",
            "In May the terminal at Tarn Head is closed by the board",
            "sources at the port",
            relayed_by=("Lodestar",),
        ),
        gives(
            "herald",
            "In May the terminal at Tarn Head is closed by the board, sources at the port said.",
            "In May the terminal at Tarn Head is closed by the board",
            "sources at the port",
            outlet=None,
        ),
        gives(
            "herald",
            "In May the terminal at Tarn Head is closed by the board, sources at the port said.",
            "In May the terminal at Tarn Head is closed by the board",
            "sources at the port",
            certainty="hedged",
        ),
    ],
)
def test_what_is_not_heard_apart_does_not_count(second: Told) -> None:
    assert ask("anonymous-only", story(unnamed("gazette"), second)).outcome == "fail"


def test_copies_are_one_hearing() -> None:
    second = gives(
        "herald",
        "In May the terminal at Tarn Head is closed by the board, sources at the port said.",
        "In May the terminal at Tarn Head is closed by the board",
        "sources at the port",
    )
    copies = (Copy(articles=("gazette", "herald"), extent="full"),)
    assert ask("anonymous-only", story(unnamed("gazette"), second)).outcome == "pass"
    assert ask("anonymous-only", story(unnamed("gazette"), second, copies=copies)).outcome == "fail"


def test_no_hearing_at_all_is_told() -> None:
    ruling = ask("anonymous-only", story(unnamed("gazette", relayed_by=("Lodestar",)), standing="single"))
    assert ruling.outcome == "fail"
    assert "heard by Lodestar" in ruling.why
    assert ruling.why.endswith("no report heard them first hand")


def test_somebody_named_who_says_the_same_is_enough() -> None:
    named = gives("herald", f"{CLOSES}, Ada Holm said.", CLOSES, "Ada Holm", kind="person")
    assert ask("anonymous-only", story(unnamed("gazette"), named)).outcome == "pass"


def test_somebody_named_who_speaks_of_something_near_it_settles_nothing() -> None:
    near = gives(
        "herald",
        "The harbour board met at noon, Ada Holm said.",
        "The harbour board met at noon",
        "Ada Holm",
        kind="person",
    )
    assert ask("anonymous-only", story(unnamed("gazette"), near)).outcome == "not-applicable"


@pytest.mark.parametrize(
    "told",
    [
        (voice("gazette", CLOSES),),
        (unnamed("gazette", "officials"),),
        (unnamed("gazette", "residents"),),
        (unnamed("gazette"), voice("herald", CLOSES)),
        (unnamed("gazette"), gives("herald", f"{CLOSES}, he said.", CLOSES, "he", kind="unknown")),
        (unnamed("gazette"), gives("herald", f"{CLOSES}, Lodestar said.", CLOSES, "Lodestar", kind="outlet")),
        (unnamed("gazette", channel="speech"),),
        (
            gives(
                "gazette", "The plan is reckless, a senior official said.", "The plan is reckless", "a senior official"
            ),
        ),
        (
            gives(
                "gazette",
                "The board may close it, a senior official said.",
                "The board may close it",
                "a senior official",
            ),
        ),
    ],
)
def test_it_is_not_asked_of(told: tuple[Told, ...]) -> None:
    assert ask("anonymous-only", story(*told)).outcome == "not-applicable"


def test_whom_words_refer_to_counts_only_where_they_refer() -> None:
    back = unnamed("gazette", "the man", called="a senior official")
    other = unnamed("gazette", "many on the quay", called="a senior official")
    assert ask("anonymous-only", story(back, standing="single")).outcome == "fail"
    assert ask("anonymous-only", story(other, standing="single")).outcome == "not-applicable"


def test_why_a_source_is_not_named_is_no_account() -> None:
    why = "anonymity in order to speak of the terminal"
    told = gives("gazette", f"One official requested {why}.", why, "One official", cue="requested")
    assert ask("anonymous-only", story(told, standing="single")).outcome == "not-applicable"


def test_a_source_that_is_not_anonymous_is_not_unnamed() -> None:
    told = unnamed("gazette")
    known = structs.replace(told, statements=tuple(structs.replace(s, anonymous=False) for s in told.statements))
    assert ask("anonymous-only", story(known, standing="single")).outcome == "not-applicable"


def test_what_a_source_only_thinks_is_no_account() -> None:
    thought = "“I think the board will close it,”"
    told = gives("gazette", f"{thought} one official said.", thought, "one official")
    assert ask("anonymous-only", story(told, standing="single")).outcome == "not-applicable"


def test_a_headline_is_no_voice_of_its_own() -> None:
    made = story(unnamed("gazette", headline="Board to close terminal at Tarn Head"), standing="single")
    assert ask("anonymous-only", made).outcome == "fail"


# --- relayed ---------------------------------------------------------------------------------------------------------

RELAYED = gives(
    "gazette",
    "The harbour board will close the grain terminal at Tarn Head in May, Lodestar reported, citing two people close "
    "to the board.",
    "The harbour board will close the grain terminal at Tarn Head in May",
    "two people close to the board",
    cue="citing",
    relayed_by=("Lodestar",),
    channel="other-outlet",
    channel_name="Lodestar",
)


def test_a_relayed_story_told_as_ones_own() -> None:
    ruling = ask("relayed-anonymous", story(RELAYED, voice("herald", f"{CLOSES}.")))
    assert ruling.outcome == "fail"
    assert ruling.why.startswith("The Herald Post: told without naming Lodestar")
    assert any(ground.article == "herald" for ground in ruling.grounds)


def test_the_same_unnamed_source_without_whoever_heard_it() -> None:
    own = unnamed("herald", "two people close to the board")
    assert ask("relayed-anonymous", story(RELAYED, own)).outcome == "fail"


@pytest.mark.parametrize(
    "other",
    [
        voice("herald", f"{CLOSES}.", around="Lodestar was first with the news. "),
        voice("herald", f"{CLOSES}.", outlet="Lodestar"),
        voice("herald", f"{CLOSES}.", outlet="lodestar.example"),
        voice("herald", f"{CLOSES}.", outlet=None),
        voice("herald", "The harbour board of Tarn Head met on Monday for its yearly dinner."),
        gives("herald", f"{CLOSES}, Ada Holm said.", CLOSES, "Ada Holm", kind="person"),
        gives("herald", f"{CLOSES}, a senior official said.", CLOSES, "a senior official"),
    ],
)
def test_told_with_its_origin_or_from_elsewhere(other: Told) -> None:
    assert ask("relayed-anonymous", story(RELAYED, other)).outcome == "pass"


def test_passages_that_are_only_similar_show_nothing() -> None:
    assert ask("relayed-anonymous", story(RELAYED, voice("herald", f"{CLOSES}."), odds=1.0)).outcome == "pass"


def test_people_and_papers_who_pass_a_remark_on_are_no_outlet() -> None:
    through = unnamed("gazette", relayed_by=("court papers",), channel="court")
    assert ask("relayed-anonymous", story(through, voice("herald", f"{CLOSES}."))).outcome == "not-applicable"
    through = unnamed("gazette", relayed_by=("Ada Holm",))
    assert ask("relayed-anonymous", story(through, voice("herald", f"{CLOSES}."))).outcome == "not-applicable"


# --- opinion ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        ("It’s an embarrassment for the board", "said"),
        ("The plan is reckless", "said"),
        ("They were utterly incompetent", "told"),
        ("The governor has been a disaster", "said"),
        ("the closing of the terminal", "slammed"),
        ("the governor’s calm", "praised"),
    ],
)
def test_judgements(words: str, cue: str) -> None:
    assert is_opinion(words, cue)


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        ("The board closed the terminal", "said"),
        ("She called the plan reckless", "said"),
        ("He said that the plan was a mistake", "said"),
        ("The cargo is a dangerous chemical", "said"),
        ("The terminal may close", "said"),
        ("Is the plan reckless?", "asked"),
        ("The board was not told of a mistake in the books", "said"),
        ("The governor described the talks as a disaster", "said"),
    ],
)
def test_accounts_and_judgements_of_others(words: str, cue: str) -> None:
    assert not is_opinion(words, cue)


def test_an_unnamed_source_is_not_quoted_for_an_opinion() -> None:
    reckless = "“The plan is reckless,”"
    made = story(
        gives("gazette", f"{reckless} a senior official said.", reckless, "a senior official"), standing="single"
    )
    ruling = ask("anonymous-opinion", made)
    assert ruling.outcome == "fail"
    assert "unnamed, is quoted for a judgement in The Gazette Post" in ruling.why


def test_a_named_source_and_a_public_may_judge() -> None:
    reckless = "The plan is reckless"
    named = gives("gazette", f"{reckless}, Ada Holm said.", reckless, "Ada Holm", kind="person")
    critics = gives("gazette", f"{reckless}, critics said.", reckless, "critics")
    assert ask("anonymous-opinion", story(named)).outcome == "not-applicable"
    assert ask("anonymous-opinion", story(critics)).outcome == "not-applicable"
    assert ask("anonymous-opinion", story(unnamed("gazette"))).outcome == "pass"


def test_entities_of_reports_do_not_matter_to_unnamed_sources() -> None:
    told = unnamed("gazette")
    made = story(told, standing="single", entities=[entity("Tarn Head", "place", (told.article, "Tarn Head"))])
    assert ask("anonymous-only", made).outcome == "fail"
