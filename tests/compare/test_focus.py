from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.compare import focus
from twosource.model import Article, Assertion, Span
from twosource.text import covers, make_id, sha256


def passage(text: str, name: str = "") -> focus.Passage:
    article = Article(id=make_id("a", name, text), file="x.txt", sha256=sha256(text), raw_sha256="", text=text)
    return article, Assertion(start=0, end=len(text), sentence=0)


def shown(*texts: str, keep: tuple[str, ...] = ()) -> list[str]:
    passages = [passage(text) for text in texts]
    kept = [[Span(text.index(k), text.index(k) + len(k)) for k in keep if k in text] for text in texts]
    found = focus.spans(passages, focus.rarity(passages), kept)
    return [text[span.start : span.end] for text, span in zip(texts, found, strict=True)]


LOSS = (
    "The mill owners said they had lost nine million crowns in the spring trade after the flooding of the Orla valley."
)
FLOOD = "It was the first visit of a minister since the flooding of the Orla valley."


def test_only_the_part_that_is_shared_is_shown() -> None:
    assert shown(LOSS, FLOOD)[0] == "after the flooding of the Orla valley."


def test_a_passage_that_is_shared_for_the_most_part_stays_whole() -> None:
    texts = (
        "The ferry ran aground off Port Selm on Tuesday.",
        "On Tuesday a ferry ran aground near Port Selm, they said.",
    )
    assert shown(*texts)[0] == texts[0]


def test_a_value_that_differs_stays_in_view() -> None:
    assert shown(LOSS, FLOOD, keep=("nine million crowns",))[0] == LOSS


def test_little_in_common_leaves_everything() -> None:
    texts = (LOSS, "The valley was quiet.")
    assert shown(*texts) == list(texts)


def test_and_between_two_nouns_is_no_joint() -> None:
    text = "A bus carrying ten miners and two cooks overturned on the pass"
    assert [text[s.start : s.end] for s in focus.cut(text, Span(0, len(text)))] == [text]


def test_no_cut_inside_a_quotation() -> None:
    text = "“We waited, after the bell, and nobody came,” he said."
    first, *_ = focus.cut(text, Span(0, len(text)))
    assert text[first.start : first.end].startswith("“We waited, after the bell, and nobody came,”")


@given(st.lists(st.text(min_size=1, max_size=60), min_size=2, max_size=4))
def test_the_part_lies_inside_the_passage_and_is_not_empty_unless_it_is(texts: list[str]) -> None:
    passages = [passage(text, str(i)) for i, text in enumerate(texts)]
    for (_, whole), span in zip(
        passages, focus.spans(passages, focus.rarity(passages), [()] * len(texts)), strict=True
    ):
        assert covers(whole, span)
        assert span.start < span.end


@pytest.mark.parametrize("text", ["", "word", " , ; — "])
def test_segments_are_all_of_the_passage(text: str) -> None:
    assert "".join(text[s.start : s.end] for s in focus.cut(text, Span(0, len(text)))) == text
