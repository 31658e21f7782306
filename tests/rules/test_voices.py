"""Rules about who speaks: hedges and attributions that another report drops, and headlines."""

from __future__ import annotations

import pytest
from msgspec import structs

from making import entity, evidence, said
from ruled import Told, ask, gives, story, voice
from twosource.model import Copy

LEFT = "The treasurer left the building with two crates of ledgers on Sunday"
HEDGED = voice("gazette", "The treasurer reportedly left the building with two crates of ledgers on Sunday.")
UNVERIFIED = gives(
    "gazette", f"{LEFT}, a porter said.", LEFT, "a porter", kind="unknown", certainty="unverified", cue="said"
)


# --- hedged ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("doubt", [HEDGED, UNVERIFIED])
def test_what_one_hedges_another_states_as_a_fact(doubt: Told) -> None:
    ruling = ask("hedged-as-fact", story(doubt, voice("herald", f"{LEFT}.")))
    assert ruling.outcome == "fail"
    assert ruling.why == "The Herald Post states in its own voice what The Gazette Post gives as unconfirmed"
    assert {ground.article for ground in ruling.grounds} == {"gazette", "herald"}


@pytest.mark.parametrize(
    "other",
    [
        voice("herald", "The treasurer is said to have left the building with two crates of ledgers on Sunday."),
        voice("herald", "The treasurer may have left the building with two crates of ledgers on Sunday."),
        voice("herald", "The treasurer of Tarn Head chairs the building committee."),
        gives("herald", f"{LEFT}, the police said.", LEFT, "the police", kind="organisation"),
        voice("herald", f"{LEFT}.", outlet="The Gazette Post"),
    ],
)
def test_another_hedge_another_thing_another_source_the_same_house(other: Told) -> None:
    assert ask("hedged-as-fact", story(HEDGED, other)).outcome == "pass"


def test_what_stands_beside_what_is_doubted_may_be_a_fact() -> None:
    beside = "The treasurer, who was allegedly asleep, left the building with two crates of ledgers on Sunday."
    assert ask("hedged-as-fact", story(voice("gazette", beside), voice("herald", f"{LEFT}."))).outcome == "pass"


def test_a_headline_neither_hedges_nor_states() -> None:
    told = gives("herald", f"{LEFT}, the police said.", LEFT, "the police", kind="organisation", headline=LEFT)
    assert ask("hedged-as-fact", story(HEDGED, told)).outcome == "pass"


def test_belief_is_no_doubt() -> None:
    belief = gives("gazette", f"Economists believe {LEFT}.", LEFT, "Economists", cue="believe", certainty="hedged")
    assert ask("hedged-as-fact", story(belief, voice("herald", f"{LEFT}."))).outcome == "not-applicable"


# --- dropped ---------------------------------------------------------------------------------------------------------

SPLIT = "The hull is split from the keel to the waterline and the pumps have stopped"
NAMED = gives("gazette", f"“{SPLIT},” Jon Reck said.", SPLIT, "Jon Reck", kind="person")


def test_the_words_of_a_named_source_printed_as_ones_own() -> None:
    ruling = ask("dropped-attribution", story(NAMED, voice("herald", f"{SPLIT}.")))
    assert ruling.outcome == "fail"
    assert ruling.why == "The Herald Post prints in its own voice the words that The Gazette Post gives to Jon Reck"


@pytest.mark.parametrize(
    "other",
    [
        voice("herald", f"{SPLIT}.", around="Jon Reck, a diver, was first at the wreck. "),
        voice("herald", f"“{SPLIT}.”"),
        voice("herald", "The hull of the ferry has a hole, and nobody pumps any more."),
        voice(
            "herald",
            "The old ferry, built by a cousin of the mayor and known for its green funnel, has gone down off the cape, "
            "and the hull is split from the keel, as anybody can see.",
        ),
        voice("herald", f"{SPLIT}.", outlet="The Gazette Post"),
        voice("herald", f"{SPLIT}.", outlet="Jon Reck Diving"),
    ],
)
def test_named_near_by_quoted_other_words_a_phrase_the_same_house(other: Told) -> None:
    assert ask("dropped-attribution", story(NAMED, other)).outcome == "pass"


def test_who_is_mentioned_near_by_under_another_name_is_named() -> None:
    other = voice("herald", f"{SPLIT}.", around="The diver came up at noon. ")
    known = entity("Jon Reck", "person", (NAMED.article, "Jon Reck"), (other.article, "The diver"))
    assert ask("dropped-attribution", story(NAMED, other)).outcome == "fail"
    assert ask("dropped-attribution", story(NAMED, other, entities=[known])).outcome == "pass"


def test_words_that_another_remark_touches_are_not_the_reports_own() -> None:
    other = voice("herald", f"{SPLIT}.", around="The diver: ")
    remark = said(other.article, SPLIT, "The diver", origin="the diver")
    made = story(NAMED, other)
    assert ask("dropped-attribution", made).outcome == "fail"
    told = structs.replace(made, statements=(*made.statements, remark))
    assert ask("dropped-attribution", told).outcome == "pass"


def test_a_speech_printed_as_it_was_held_is_nobody_elses_voice() -> None:
    speech = "I have been down there and I have seen that the hull is split from keel to waterline"
    spoken = gives("gazette", f"“{speech},” Jon Reck said.", speech, "Jon Reck", kind="person")
    assert ask("dropped-attribution", story(spoken, voice("herald", f"{speech}."))).outcome == "pass"


def test_what_a_colon_brings_in_is_somebody_elses() -> None:
    printed = voice("herald", f"{SPLIT}.", around="She told the harbour court what she had found:\n\nIt is bad. ")
    assert ask("dropped-attribution", story(NAMED, printed)).outcome == "pass"
    assert (
        ask("dropped-attribution", story(NAMED, voice("herald", f"{SPLIT}.", around="It is bad. "))).outcome == "fail"
    )


def test_what_a_reporter_reports_his_own_paper_prints() -> None:
    reporter = gives("gazette", f"Jon Reck reported that {SPLIT}.", SPLIT, "Jon Reck", kind="person", cue="reported")
    assert ask("dropped-attribution", story(reporter, voice("herald", f"{SPLIT}."))).outcome == "pass"


def test_words_of_a_document_are_printed_at_length() -> None:
    filing = gives("gazette", f"“{SPLIT},” the Reck report said.", SPLIT, "the Reck report", kind="document")
    assert ask("dropped-attribution", story(filing, voice("herald", f"{SPLIT}."))).outcome == "not-applicable"


def test_copies_drop_nothing() -> None:
    copies = (Copy(articles=("gazette", "herald"), extent="full"),)
    assert ask("dropped-attribution", story(NAMED, voice("herald", f"{SPLIT}."), copies=copies)).outcome == "pass"


def test_words_of_nobody_named_cannot_be_dropped() -> None:
    unnamed = gives("gazette", f"{SPLIT}, one source said.", SPLIT, "one source")
    assert ask("dropped-attribution", story(unnamed, voice("herald", f"{SPLIT}."))).outcome == "not-applicable"


# --- headlines -------------------------------------------------------------------------------------------------------


def headed(headline: str, source: str = "a senior official", **more: object) -> Told:
    return gives("gazette", f"{LEFT}, {source} said.", LEFT, source, headline=headline, **more)  # type: ignore[arg-type]


def test_a_headline_states_what_an_unnamed_source_says() -> None:
    ruling = ask("headline-as-fact", story(headed("Treasurer left with crates of ledgers"), standing="single"))
    assert ruling.outcome == "fail"
    assert ruling.why == (
        "the headline in The Gazette Post states as a fact what the report has from “a senior official” alone"
    )


@pytest.mark.parametrize(
    "headline",
    [
        "Treasurer left with ledgers: sources",
        "Treasurer left with ledgers, official says",
        "Treasurer reportedly left with ledgers",
        "Treasurer ‘left with ledgers’",
        "Did the treasurer leave with the ledgers?",
        "Treasurer may have left with ledgers",
    ],
)
def test_a_headline_that_says_that_it_is_somebodys_word(headline: str) -> None:
    assert ask("headline-as-fact", story(headed(headline), standing="single")).outcome == "pass"


def test_a_headline_over_a_body_that_states_it_as_well_is_not_asked_about() -> None:
    told = headed("Treasurer left with ledgers")
    own = evidence(told.article, told.article.text.split("\n\n")[1])
    both = structs.replace(told, evidence=(*told.evidence, own))
    assert ask("headline-as-fact", story(told, standing="single")).outcome == "fail"
    assert ask("headline-as-fact", story(both, standing="single")).outcome == "not-applicable"


@pytest.mark.parametrize(
    "told",
    [
        (headed("Treasurer left with ledgers", "the police", kind="organisation"),),
        (headed("Treasurer left with ledgers", "officials"),),
        (gives("gazette", f"{LEFT}, a senior official said.", LEFT, "a senior official"),),
    ],
)
def test_headlines_of_what_is_known_otherwise(told: tuple[Told, ...]) -> None:
    assert ask("headline-as-fact", story(*told)).outcome == "not-applicable"
