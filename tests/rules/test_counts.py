"""Rules about numbers: of sources, of reports, of versions."""

from __future__ import annotations

import pytest
from msgspec import structs

import invented
from ruled import Told, ask, gives, story, voice
from twosource.model import Conflict, Dossier, Value

SOLD = "The board sold the northern pier to a bank on Friday"


def unnamed(name: str, source: str, **more: object) -> Told:
    return gives(name, f"{SOLD}, {source} said.", SOLD, source, **more)  # type: ignore[arg-type]


HEARSAY = gives("gazette", f"{SOLD}, reports said.", SOLD, "reports", kind="unknown", behind=" He said so.")
SOMEBODY = gives("gazette", HEARSAY.article.text, "so", "He", kind="unknown")

# --- overstated ------------------------------------------------------------------------------------------------------


def test_corroboration_is_counted_again() -> None:
    made = invented.dossier()
    ran = next(claim for claim in made.claims if claim.standing == "corroborated")
    ruling = ask("overstated", made, ran)
    assert ruling.outcome == "pass"
    assert "Ada Holm" in ruling.why
    assert ask("overstated", made, ran, independent=3).outcome == "fail"


def test_a_claim_called_corroborated_that_is_not() -> None:
    made = invented.dossier()
    keel = next(claim for claim in made.claims if claim.standing == "same-origin")
    ruling = ask("overstated", made, structs.replace(keel, standing="corroborated"))
    assert ruling.outcome == "fail"
    assert ruling.why == "called corroborated, but 0 of 2 independent origins are found: none"


def test_sources_in_one_report_that_are_one_source_in_another() -> None:
    heard = {"relayed_by": ("Lodestar",), "called": "sources"}
    ruling = ask(
        "overstated", story(unnamed("gazette", "one source", **heard), unnamed("herald", "several sources", **heard))
    )
    assert ruling.outcome == "fail"
    assert ruling.why == "The Herald Post speaks of several (“several sources”), The Gazette Post of one: “one source”"


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ({"called": "sources"}, {"called": "sources"}),
        ({"relayed_by": ("Lodestar",)}, {"relayed_by": ("Lodestar",)}),
    ],
)
def test_one_source_by_its_origin_or_by_who_heard_it(one: dict[str, object], several: dict[str, object]) -> None:
    told = unnamed("gazette", "one source", **one), unnamed("herald", "several sources", **several)
    assert ask("overstated", story(*told)).outcome == "fail"


def test_a_headline_of_sources_over_a_report_of_one() -> None:
    made = story(unnamed("gazette", "a source", headline="Board sold the northern pier: sources"), standing="single")
    ruling = ask("overstated", made)
    assert ruling.outcome == "fail"
    assert ruling.why.startswith("the headline in The Gazette Post speaks of several")


@pytest.mark.parametrize(
    "told",
    [
        (unnamed("gazette", "two sources", headline="Board sold the northern pier: sources"),),
        (unnamed("gazette", "a source", headline="Board sold the northern pier: source"),),
        (unnamed("gazette", "the official", headline="Board sold the northern pier: officials"),),
        (unnamed("gazette", "one source"), unnamed("herald", "several sources")),
        (unnamed("gazette", "one source"), voice("herald", "Officials closed the sources of the river.")),
        (
            gives("gazette", f"{SOLD}, officials said.", SOLD, "officials"),
            unnamed("herald", "an official", relayed_by=("Lodestar",)),
        ),
    ],
)
def test_numbers_that_may_well_be_right(told: tuple[Told, ...]) -> None:
    assert ask("overstated", story(*told)).outcome == "not-applicable"


# --- hearsay ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "cue"),
    [("some reports", "said"), ("Unconfirmed reports", "say"), ("rumours", "had it"), (None, "It has emerged that")],
)
def test_hearsay_of_one_report(source: str | None, cue: str) -> None:
    text = f"{source} {cue} {SOLD}." if source else f"{cue} {SOLD}."
    told = gives("gazette", text, SOLD, source or "", kind="unknown", called="unknown", cue=cue)
    ruling = ask("single-untold", story(told, standing="single"))
    assert ruling.outcome == "fail"
    assert ruling.why == f"only The Gazette Post has it, from “{source or cue}”"


def test_hearsay_that_others_carry_as_well_is_not_asked() -> None:
    told = gives("gazette", f"{SOLD}, reports said.", SOLD, "reports", kind="unknown")
    assert ask("single-untold", story(told, voice("herald", SOLD))).outcome == "not-applicable"
    assert ask("single-untold", story(voice("herald", SOLD), standing="single")).outcome == "not-applicable"


@pytest.mark.parametrize("source", ["he", "her family", "a report by the board", "the treasurer’s reports"])
def test_who_could_not_be_traced_is_somebody(source: str) -> None:
    told = gives("gazette", f"{SOLD}, {source} said.", SOLD, source, kind="unknown")
    assert ask("single-untold", story(told, standing="single")).outcome == "pass"


def test_reports_that_are_somebodys_are_no_hearsay() -> None:
    told = gives(
        "gazette", f"{SOLD}, according to reports by the Bell.", SOLD, "reports", kind="unknown", cue="according to"
    )
    assert ask("single-untold", story(told, standing="single")).outcome == "pass"


def test_hearsay_beside_somebody_is_somebodys_word() -> None:
    both = Told(
        HEARSAY.article,
        (*HEARSAY.evidence, *SOMEBODY.evidence),
        HEARSAY.statements + SOMEBODY.statements,
        HEARSAY.origins + SOMEBODY.origins,
    )
    assert ask("single-untold", story(HEARSAY, standing="single")).outcome == "fail"
    assert ask("single-untold", story(both, standing="single")).outcome == "pass"


def test_unnamed_sources_only_if_the_desk_wants_them() -> None:
    made = story(unnamed("gazette", "one source"), standing="single")
    assert ask("single-untold", made).outcome == "pass"
    assert ask("single-untold", made, anonymous=True).outcome == "fail"


# --- conflicts -------------------------------------------------------------------------------------------------------


def differing(kind: str) -> Dossier:
    told = voice("gazette", "Forty were aboard."), voice("herald", "Fifty were aboard.")
    values = (
        Value(article="gazette", start=0, end=5, text="Forty", value="40"),
        Value(article="herald", start=0, end=5, text="Fifty", value="50"),
    )
    conflict = Conflict(id="x-1", claim="c-1", slot="count", kind=kind, values=values)  # type: ignore[arg-type]
    return story(*told, conflicts=[conflict])


def test_a_contradiction_is_shown_with_its_values() -> None:
    ruling = ask("open-conflict", differing("contradiction"))
    assert ruling.outcome == "fail"
    assert ruling.why == "the reports contradict one another: “Forty” (The Gazette Post) and “Fifty” (The Herald Post)"
    assert [ground.text for ground in ruling.grounds] == ["Forty", "Fifty"]


def test_in_what_they_differ_is_the_desks_choice() -> None:
    made = differing("contradiction")
    assert ask("open-conflict", made, slots=("amount",)).outcome == "not-applicable"
    assert ask("open-conflict", made, slots=("amount", "count")).outcome == "fail"


@pytest.mark.parametrize("kind", ["update", "scope", "rounding"])
def test_other_differences_are_none(kind: str) -> None:
    assert ask("open-conflict", differing(kind)).outcome == "not-applicable"
