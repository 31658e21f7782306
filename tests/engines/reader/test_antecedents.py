from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import article
from notation import marked
from twosource.annotate import sentences
from twosource.engines.reader.links import antecedents
from twosource.model import Attribution, Span


def source(notation: str) -> str | None:
    """The words that become the source of the one attribution that is marked."""
    text, spans = marked(notation)
    made = Attribution(content=tuple(spans["content"]), source=spans["source"][0], cue=spans["cue"][0])
    (one,) = antecedents.named(text, sentences.split(article("a", text)), [made])
    return text[one.source.start : one.source.end] if one.source else None


@pytest.mark.parametrize(
    ("notation", "words"),
    [
        ("They met the mayor, [who]source [said]cue [the bridge was safe]content.", "the mayor"),
        ("The harbour was closed by Ann Bell, [who]source [said]cue that [it was full]content.", "Ann Bell"),
        (
            "The pilots, [who asked not to be named as they feared the board,]source [said]cue [it was late]content.",
            "The pilots, who asked not to be named as they feared the board,",
        ),
        ("Members include the union, [which]source [says]cue [nobody was paid]content.", "the union"),
        (
            "Under the Bell administration, [which]source [called]cue him [“a friend”]content, it sank.",
            "Bell administration",
        ),
        ("Sen. Ann Bell (D-[Ohio)]source [called]cue it [“shameful”]content.", "Sen. Ann Bell (D-Ohio)"),
        ("Sen. Ann Bell [(D-Ohio)]source [called]cue it [“shameful”]content.", "Sen. Ann Bell (D-Ohio)"),
    ],
)
def test_the_phrase_that_is_meant_is_the_source(notation: str, words: str) -> None:
    assert source(notation) == words


def subject(notation: str) -> tuple[str | None, list[str]]:
    """Source and contents of a remark that has no source yet."""
    one = marked(notation)
    made = Attribution(content=tuple(one.spans["content"]), cue=one.one("cue"))
    (found,) = antecedents.named(one.text, sentences.split(article("a", one.text)), [made])

    def of(span: Span) -> str:
        return one.text[span.start : span.end]

    return of(found.source) if found.source else None, [of(part) for part in found.content]


def test_a_subject_that_was_taken_for_what_is_said_is_the_source() -> None:
    assert subject("[The firm, which runs the pier]content, [said]cue [it was late]content.") == (
        "The firm, which runs the pier",
        ["it was late"],
    )


@pytest.mark.parametrize(
    "notation",
    [
        "[The pier]content [is believed]cue [to be lost]content.",
        "[It was late]content [said]cue the mayor.",
        "[It was late]content and he [said]cue [it was cold]content.",
    ],
)
def test_what_is_believed_is_nobodys_words(notation: str) -> None:
    assert subject(notation)[0] is None


@pytest.mark.parametrize(
    "notation",
    [
        "[Ann Bell]source [said]cue [it was late]content.",
        "[Ann Bell (Labour)]source [said]cue [it was late]content.",
        "[Who]source [said]cue [it was late]content?",
        "[He]source, who was there, [said]cue [it was late]content.",
    ],
)
def test_any_other_source_stays(notation: str) -> None:
    assert source(notation) == marked(notation).text[slice(*_ends(marked(notation).one("source")))]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@given(st.text(alphabet='who wich)(,.\n"aB', max_size=60), st.data())
def test_sources_stay_inside_the_text(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = Attribution(content=(Span(0, 1),), source=Span(start, end), cue=None)
    (one,) = antecedents.named(text, sentences.split(article("a", text)), [made])
    assert one.source
    assert 0 <= one.source.start < one.source.end <= len(text)
