from __future__ import annotations

from msgspec import structs

from making import article, entity, evidence, linked, origin, said
from twosource import standing
from twosource.model import Article, Evidence

TOLLAND = "Mira Tolland"


def judged(own: str, *, given: str = "“Nobody was told of the cracks in the beams of the hall,”") -> standing.Judged:
    """One report gives words to Mira Tolland, another states ``own`` in its own voice."""
    told = article("a", f"{given} {TOLLAND} said.")
    voiced = article("b", own)
    mentions = [(a, TOLLAND) for a in (told, voiced) if TOLLAND in a.text]
    mira = entity(TOLLAND, "person", *mentions)
    statement = said(told, given, TOLLAND, origin=TOLLAND)
    items = [evidence(told, given, TOLLAND, statement=statement), whole(voiced)]
    basis = standing.basis(
        articles=[told, voiced],
        statements=[statement],
        origins=[
            structs.replace(origin(TOLLAND, "person"), entity=mira.id),
            origin("The A Post", "outlet"),
            origin("The B Post", "outlet"),
        ],
        entities=[mira],
    )
    return standing.judge(items, basis, links=linked(items))


def whole(a: Article) -> Evidence:
    return evidence(a, a.text, a.outlet or "")


def test_whoever_prints_the_same_words_has_them_from_the_same_speaker() -> None:
    found = judged("There it was: “Nobody was told of the cracks in the beams of the hall.”")
    assert found.standing == "same-origin"
    assert found.why == "2 reports by 2 outlets, all from one origin: Mira Tolland."


def test_the_same_fact_in_other_words_is_the_reports_own() -> None:
    assert judged("The beams of the hall had cracks, and nobody knew.").standing == "not-established"


def test_words_of_a_title_in_common_are_no_echo() -> None:
    given = "This is for the President of the United States of Norland and nobody else."
    assert judged("To the President of the United States of Norland.", given=given).standing == "not-established"


def test_a_long_name_in_common_is_no_echo() -> None:
    given = "The launch by the Democratic People's Republic of Norland must not go unanswered."
    own = "Who speaks of the Democratic People's Republic of Norland means its army."
    assert judged(own, given=given).standing == "not-established"


def test_plain_words_are_an_echo_from_nine_on() -> None:
    given = "the yard was fined nine million crowns for cracked beams in the hall"
    common = "For cracked beams in the hall the yard was fined nine million crowns."
    assert judged(common, given=given).standing == "not-established"
    assert judged(f"In May {given}.", given=given).standing == "same-origin"
    assert judged("“Fined nine million crowns for cracked beams”, it is.", given=given).standing == "same-origin"


def test_a_passage_that_names_who_speaks_goes_back_to_him() -> None:
    for own in (
        "Mira Tolland has slammed the silence about the cracks.",
        "Mira Tolland, who chairs the board, said nothing of the cracks was known.",
        "The cracks were known to nobody, according to Mira Tolland.",
    ):
        assert judged(own).standing == "same-origin", own


def test_a_passage_that_only_names_him_does_not() -> None:
    for own in (
        "Mira Tolland walked under the cracked beams for years.",
        "The board told Mira Tolland of the cracks.",
        "Mira Tolland left. The board said that nobody knew of the cracks.",
    ):
        assert judged(own).standing == "not-established", own


def test_who_names_somebody_else_echoes_nobody() -> None:
    told = article("a", "“Nobody was told of the cracks in the beams,” Mira Tolland said.")
    other = article("b", "“Nobody was told of the cracks in the beams,” Anders Quill said.")
    statements = [
        said(told, "Nobody was told of the cracks in the beams", TOLLAND, origin=TOLLAND),
        said(other, "Nobody was told of the cracks in the beams", "Anders Quill", origin="Anders Quill"),
    ]
    items = [
        evidence(told, "Nobody was told of the cracks in the beams", TOLLAND, statement=statements[0]),
        evidence(other, "Nobody was told of the cracks in the beams", "Anders Quill", statement=statements[1]),
    ]
    basis = standing.basis(
        articles=[told, other],
        statements=statements,
        origins=[origin(TOLLAND, "person"), origin("Anders Quill", "person")],
    )
    assert standing.judge(items, basis, links=linked(items)).standing == "not-established"


def test_one_side_is_tied_throughout() -> None:
    people = ("Mira Tolland", "Anders Quill", "Mira Anders")
    words = ("The plant is shut", "The plant stays shut", "The plant shut down")
    reports = [article(n, f"{w}, said {who}, a sailor.") for n, w, who in zip("abc", words, people, strict=True)]
    statements = [
        said(a, w, who, origin=who, certainty="hedged") for a, w, who in zip(reports, words, people, strict=True)
    ]
    items = [evidence(a, w, who, statement=s) for a, w, who, s in zip(reports, words, people, statements, strict=True)]
    basis = standing.basis(articles=reports, statements=statements, origins=[origin(who, "person") for who in people])
    assert standing.judge(items, basis, links=linked(items)).standing == "not-established"
    assert standing.judge(items[1:], basis, links=linked(items[1:])).standing == "same-origin"
