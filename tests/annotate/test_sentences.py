"""Sentences: where they end, where they do not, and what is no running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notation import marked, words
from twosource.annotate.sentences import split
from twosource.model import Article, Mark, Sentence, Span


def article(text: str, *, marks: dict[str, list[Span]] | None = None) -> Article:
    made = tuple(
        Mark(start=span.start, end=span.end, kind=kind)  # type: ignore[arg-type]
        for kind, spans in (marks or {}).items()
        for span in spans
    )
    boilerplate = tuple(mark.span for mark in made if mark.kind in {"caption", "appeal"})
    return Article(
        id="a", file="a.txt", sha256="", raw_sha256="", text=text, marks=tuple(sorted(made)), boilerplate=boilerplate
    )


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(article(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose. | Wages did not.",
        "He left in 2014. | 25 people stayed.",
        '"We won. | We won twice," she said. | He smiled.',
        "“It is over.” | The crowd cheered.",
        "Is it over? | No! | It is not.",
        "She paused... | Then she went on.",
        "He lives in the U.S. | The company does not.",
        "They met at 9 p.m. | He left at once.",
        "It was bought by Brant Inc. | But the price is secret.",
        "There is no Plan B. | The plan is all.",
        "It was he and I. | Mr. Orlo was not there.",
        "(He left.) | Then she spoke.",
        "The minister left.|The crowd did not.",
        "He was king of the Netherlands.| ",
        "他走了。|她没有。",
        "Roe v. Orlo stands. | It was upheld.",
    ],
)
def test_cuts_at(text: str) -> None:
    wanted = [piece.strip() for piece in text.split("|") if piece.strip()]
    assert cut(text.replace(" | ", " ").replace("|", "")) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir V. Orlo met J. K. Lund of Brant Inc. in Washington.",
        "Mr. Orlo, Gen. Lund and Sen. Ana Brant of the U.S. Senate spoke.",
        "No. 3 on the list was U.S. companies.",
        "It cost 3.5 million at 9 a.m. Monday on Jan. 4.",
        '"Why?" he asked.',
        "“Never!” the minister shouted.",
        '"Why?" Mr. Orlo asked.',
        '"Never." Mr. Orlo said.',
        "It is . . . not over.",
        "The vote … was close.",
        "It is at example.org today.",
        "KARLO, Pa. — A woman spoke of e.g. apples.",
        "The yes/no question (is it over?) was left open.",
        "Yahoo! shares fell.",
    ],
)
def test_leaves_whole(text: str) -> None:
    assert cut(text) == [text]


def test_the_headline_is_a_sentence_of_its_own() -> None:
    text, spans = marked("[Mayor quits. City waits]headline\n\nThe mayor quit. He left.\n\n\nMore.")
    found = split(article(text, marks=spans))
    assert words(text, [s.span for s in found]) == ["Mayor quits. City waits", "The mayor quit.", "He left.", "More."]
    assert [s.headline for s in found] == [True, False, False, False]
    assert [s.paragraph for s in found] == [0, 1, 1, 2]


def test_lead_ins_and_boilerplate_are_left_out() -> None:
    text, spans = marked(
        "[By Ana Lund]byline\n[KARLO (AP)]dateline — The dam broke. [Photo: A. Brant.]caption Water rose. [(AP)]credit"
    )
    assert [text[s.start : s.end] for s in split(article(text, marks=spans))] == ["The dam broke.", "Water rose."]


def test_a_credit_inside_a_sentence_does_not_cut_it() -> None:
    text, spans = marked("The dam, [AP]credit says, broke.")
    assert [text[s.start : s.end] for s in split(article(text, marks=spans))] == [text]


def test_nothing_comes_of_nothing() -> None:
    assert split(article("")) == ()
    assert split(article(" \n\n \t")) == ()


@given(st.text(alphabet=st.sampled_from('aA1 .!?"”“’()—\n…U.S.é。')) | st.text(), st.data())
def test_spans_lie_inside_in_order_and_keep_every_word(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    marks = {"headline": [Span(ends[0], ends[1])], "caption": [Span(ends[2], ends[3])]}
    found = split(article(text, marks=marks))
    _well_formed(text, found)
    kept = "".join(text[s.start : s.end] for s in found)
    assert "".join(kept.split()) == "".join((text[: ends[2]] + text[ends[3] :]).split())
    assert found == split(article(text, marks=marks))


def _well_formed(text: str, found: tuple[Sentence, ...]) -> None:
    at = paragraph = 0
    for sentence in found:
        assert at <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        assert paragraph <= sentence.paragraph <= paragraph + 1
        at, paragraph = sentence.end, sentence.paragraph
