"""Pronouns in a story: what a reading's references are worth beside the rules."""

from __future__ import annotations

import pytest

from twosource.annotate import names, sentences
from twosource.compare import entities
from twosource.compare.entities import pronouns
from twosource.model import Article, Reading, Reference, Span
from twosource.text import make_id, sha256

SURE, UNSURE = pronouns.SAFE + 0.5, pronouns.SAFE - 0.5


def who(text: str, pronoun: str, antecedent: str, odds: float) -> str | None:
    """The name of the entity that a pronoun belongs to, where the reading takes it for the antecedent."""
    article = Article(id=make_id("a", text), file="a.txt", sha256=sha256(text), raw_sha256="", text=text)
    split = sentences.split(article)
    mentions = names.find(article, split)
    ends = {text[m.start : m.end]: n for n, m in reversed(list(enumerate(mentions)))}
    told = Reference(mention=ends[pronoun], antecedent=ends[antecedent], odds=odds)
    reading = Reading(article=article.id, made_by="", sentences=split, mentions=mentions, references=(told,))
    index = entities.index(entities.link([article], [reading]), [article])
    start = text.index(pronoun)
    found = entities.at(index, article.id, Span(start, start + len(pronoun)))
    return found.name if found else None


OPEN = "On Monday the crowd saw Omar Kovrin meet Paul Reyes. The crowd liked him."
PLAIN = "Omar Kovrin came. He left early."


def test_a_sure_reference_tells_what_no_rule_does() -> None:
    assert who(OPEN, "him", "Paul Reyes", SURE) == "Paul Reyes"
    assert who(OPEN, "him", "Omar Kovrin", SURE) == "Omar Kovrin"


def test_an_unsure_reference_tells_nothing() -> None:
    assert who(OPEN, "him", "Paul Reyes", UNSURE) is None


def test_a_rule_needs_no_reference() -> None:
    assert who(PLAIN, "He", "Omar Kovrin", pronouns.DOUBT - 1) == "Omar Kovrin"


@pytest.mark.parametrize("odds", [SURE, UNSURE])
def test_a_reference_to_somebody_else_stops_a_rule(odds: float) -> None:
    text = "Paul Reyes spoke on Sunday. Omar Kovrin came on Monday. He left early."
    assert who(text, "He", "Paul Reyes", odds) is None
    assert who(text, "He", "Paul Reyes", pronouns.DOUBT - 0.1) == "Omar Kovrin"


def test_nobody_of_the_other_gender_is_meant() -> None:
    assert (
        who("On Monday the crowd saw Mrs. Lund and Paul Reyes. The crowd liked him.", "him", "Mrs. Lund", SURE) is None
    )


def test_nothing_in_a_quotation_is_resolved() -> None:
    assert who("Omar Kovrin came. “The crowd liked him,” the mayor said.", "him", "Omar Kovrin", SURE) is None


def test_it_is_what_the_reading_is_sure_of() -> None:
    text = "The Ministry of Trade spoke on Monday. It said no."
    assert who(text, "It", "Ministry of Trade", SURE) == "Ministry of Trade"
    assert who(text, "It", "Ministry of Trade", UNSURE) is None


def test_it_does_not_pass_over_a_body_that_its_own_sentence_names() -> None:
    text = (
        "The Harbour Army held the gate. The Torvek Liberation Front, whose isles it says are poor, claimed the blast."
    )
    assert who(text, "it", "Harbour Army", SURE) is None
    assert who(text, "it", "Torvek Liberation Front", SURE) == "Torvek Liberation Front"
