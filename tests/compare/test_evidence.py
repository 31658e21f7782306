from __future__ import annotations

from notation import marked
from twosource.compare import evidence
from twosource.model import Article, Assertion, Statement
from twosource.text import make_id, sha256


def passage(notation: str) -> tuple[tuple[Article, Assertion], list[Statement]]:
    """One sentence as an article of its own, with at most one statement marked in it."""
    text, spans = marked(notation)
    article = Article(id=make_id("a", text), file="x.txt", sha256=sha256(text), raw_sha256="", text=text)
    said = (
        [
            Statement(
                id=make_id("s", text),
                article=article.id,
                content=tuple(spans["content"]),
                source=spans.get("source", [None])[0],
                cue=spans.get("cue", [None])[0],
            )
        ]
        if "content" in spans
        else []
    )
    return (article, Assertion(start=0, end=len(text), sentence=0)), said


def elected(*notations: str) -> list[str | None]:
    read = [passage(notation) for notation in notations]
    statements = {article.id: said for (article, _), said in read}
    names = {s.id: article.text for (article, _), said in read for s in said}
    found = evidence.voices([p for p, _ in read], statements)
    return [names.get(one or "") for one in found]


MIXED = "[The envoy]source [announced]cue that [he had met officials in the capital]content, a first visit in years."


def test_a_sentence_of_two_voices_is_the_speakers_where_the_claim_is_what_he_said() -> None:
    first, other = elected(MIXED, "Officials met the envoy in the capital.")
    assert first
    assert other is None


def test_and_the_reporters_own_where_the_claim_is_what_the_reporter_added() -> None:
    assert elected(MIXED, "It was his first visit in years.") == [None, None]


def test_the_words_that_name_the_source_do_not_vote() -> None:
    first, _ = elected(
        "[Ida Marrow of the coast guard]source [said]cue [nobody drowned]content.",
        "Nobody drowned, the coast guard spokeswoman Ida Marrow told a newspaper.",
    )
    assert first


def test_a_headline_is_nobodys_statement() -> None:
    (article, assertion), said = passage("[Nobody drowned]content, [coast guard]source [says]cue")
    headline = Assertion(start=assertion.start, end=assertion.end, sentence=0, form="headline")
    assert evidence.voices([(article, headline)], {article.id: said}) == [None]


def test_without_shared_words_the_assertions_own_statement_stands() -> None:
    (article, assertion), said = passage("[Nobody drowned]content, [the coast guard]source [said]cue.")
    own = Assertion(start=0, end=assertion.end, sentence=0, statement=said[0].id)
    assert evidence.voices([(article, own)], {article.id: said}) == [said[0].id]
