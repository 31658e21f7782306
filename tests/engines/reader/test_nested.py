from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import article
from notation import marked
from twosource.annotate import sentences
from twosource.engines.reader.links import nested
from twosource.engines.rules import RuleTagger
from twosource.model import Attribution, Span

Found = tuple[str | None, str | None, str]


def known(notation: str) -> tuple[str, list[Attribution]]:
    """The text, and the one attribution that is marked."""
    text, spans = marked(notation)
    one = Attribution(content=tuple(spans["content"]), source=spans["source"][0], cue=spans["cue"][0])
    return text, [one]


def words(text: str, found: list[Attribution]) -> list[Found]:
    def of(span: Span | None) -> str | None:
        return text[span.start : span.end] if span else None

    return [(of(one.source), of(one.cue), " ... ".join(text[c.start : c.end] for c in one.content)) for one in found]


def around(notation: str) -> list[Found]:
    text, made = known(notation)
    found = RuleTagger().found(text, sentences.split(article("a", text)))
    return words(text, list(nested.around(found, made)))


def inside(notation: str) -> list[Found]:
    text, made = known(notation)
    return words(text, list(nested.inside(text, made)))


def test_what_holds_a_known_remark_is_one_too() -> None:
    assert around("Ann Bell said [the mayor]source [told]cue her that [the bridge was safe to cross]content.") == [
        ("Ann Bell", "said", "the mayor told her that the bridge was safe to cross")
    ]


def test_what_is_said_behind_it_holds_it_too() -> None:
    assert around(
        "[The mayor]source [said]cue [the bridge was safe to cross]content, according to the Harbour Times."
    ) == [("the Harbour Times", "according to", "The mayor said the bridge was safe to cross")]


@pytest.mark.parametrize(
    "notation",
    [
        "[Ann Bell]source [said]cue [the bridge was safe to cross]content.",
        "Ann Bell said it rained. [The mayor]source [told]cue her that [the bridge was safe to cross]content.",
    ],
)
def test_nothing_is_made_of_what_holds_no_remark(notation: str) -> None:
    assert around(notation) == []


def test_a_remark_inside_a_remark_is_one_too() -> None:
    assert inside(
        "“[Most people laugh, but dock workers report heavy losses of cargo every year]content,” [she]source [said]cue."
    ) == [("dock workers", "report", "heavy losses of cargo every year")]


@pytest.mark.parametrize(
    "notation",
    [
        "“[Most people laugh, but dock workers like the heavy losses of cargo]content,” [she]source [said]cue.",
        "“[Most people laugh, but dock workers report losses]content,” [she]source [said]cue.",
    ],
)
def test_only_plain_words_of_telling_and_enough_of_them_count_inside(notation: str) -> None:
    assert inside(notation) == []


@given(
    st.lists(st.sampled_from(["Ann Bell", "said", "that", "the mayor", "reported", "it rained", ",", "“", "”", "."]))
)
def test_laws(parts: list[str]) -> None:
    """What is found inside lies inside, and shares no source or cue with what is known."""
    text = " ".join(parts)
    made = list(RuleTagger().found(text, sentences.split(article("a", text))))
    for one in nested.inside(text, made):
        assert one.source
        assert one.cue
        assert all(one.cue != other.cue and one.source != other.source for other in made)
        assert any(part.start <= one.cue.start and one.cue.end <= part.end for other in made for part in other.content)
