from __future__ import annotations

import pytest

from making import article
from notation import marked
from twosource.annotate import sentences
from twosource.engines.reader.links import unseen
from twosource.engines.rules import RuleTagger
from twosource.model import Attribution, Span


def added(notation: str) -> list[tuple[str | None, str]]:
    """Source and content of each remark that is added to the one that is marked, if one is."""
    text, spans = marked(notation)
    made = []
    if "content" in spans:
        made = [Attribution(content=tuple(spans["content"]), source=spans["source"][0], cue=spans["cue"][0])]
    split = sentences.split(article("a", text))

    def of(span: Span | None) -> str | None:
        return text[span.start : span.end] if span else None

    found = RuleTagger().found(text, split)
    return [(of(one.source), " ".join(text[c.start : c.end] for c in one.content))
            for one in unseen.unclaimed(text, split, found, made)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The crew is feared to have drowned in the night.", "to have drowned in the night"),
        ("It has emerged that the captain sold his shares.", "the captain sold his shares"),
        ("The captain reportedly sold his shares in May.", "sold his shares in May"),
    ],
)
def test_what_nobody_is_named_for_is_added(text: str, content: str) -> None:
    assert added(text) == [(None, content)]
    assert list(unseen.places(text))


def test_who_claims_a_deed_is_added() -> None:
    text = "A group of the islands claimed responsibility for the blast."
    assert added(text) == [("A group of the islands", "responsibility for the blast")]
    assert list(unseen.places(text))


@pytest.mark.parametrize(
    "notation",
    [
        "[Ann Bell]source [said]cue [the crew is feared to have drowned]content.",
        "The crew is feared to have drowned, and [Ann Bell]source [said]cue that [it rained]content.",
        "The mayor said that it rained.",
        "The captain was accused of arson.",
    ],
)
def test_nothing_is_added_beside_a_remark_or_of_another_kind(notation: str) -> None:
    assert added(notation) == []


def test_other_sentences_do_not_matter() -> None:
    notation = "[Ann Bell]source [said]cue [it rained]content. The crew is feared to have drowned."
    assert added(notation) == [(None, "to have drowned")]
