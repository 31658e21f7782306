"""Where the words of an annotation stand. All texts are invented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import scripts
from twosource.model import Attribution, Span

PASSAGES = scripts.module("training/passages.py")

TEXT = "Reed left. The mayor, Reed,\nsaid that Reed would pay. “We will,” Reed added."


def at(words: str, nth: int = 1, text: str = TEXT) -> Span:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def test_a_passage_is_found_by_its_words_and_number() -> None:
    assert PASSAGES.located(TEXT, "Reed") == at("Reed")
    assert PASSAGES.located(TEXT, "Reed", 3) == at("Reed", 3)


def test_white_space_need_not_agree() -> None:
    assert PASSAGES.located(TEXT, "Reed, said") == at("Reed,\nsaid")


def test_what_the_text_does_not_hold_is_nowhere() -> None:
    assert PASSAGES.located(TEXT, "Hale") is None
    assert PASSAGES.beside(TEXT, "Hale", [at("said")]) is None
    assert PASSAGES.beside(TEXT, None, [at("said")]) is None


def test_a_source_is_the_nearest_to_its_cue() -> None:
    assert PASSAGES.beside(TEXT, "Reed", [at("said")]) == at("Reed", 2)
    assert PASSAGES.beside(TEXT, "Reed", [at("added")]) == at("Reed", 4)


def test_a_source_is_outside_of_what_it_says_if_it_can_be() -> None:
    content = at("that Reed would pay")
    assert PASSAGES.beside(TEXT, "Reed", [content]) == at("Reed", 2)
    assert PASSAGES.beside("He said Reed would pay", "Reed", [Span(8, 22)]) == Span(8, 12)


def test_words_are_whole() -> None:
    assert PASSAGES.beside("The reader said he read it", "read", [Span(11, 15)]) == Span(19, 23)


def test_an_annotated_statement_is_put_to_the_text() -> None:
    said = {"content": ["Reed would pay", "“We will,”"], "cue": "said", "source": "Reed", "nth": None}
    want = Attribution(content=(at("Reed would pay"), at("“We will,”")), cue=at("said"), source=at("Reed", 2))
    assert PASSAGES.annotated(TEXT, said) == want
    assert PASSAGES.annotated(TEXT, said | {"content": "Hale would"}) == Attribution(content=())
    alone = PASSAGES.annotated(TEXT, said | {"content": "“We will,”", "cue": None})
    assert (alone.cue, alone.source) == (None, at("Reed", 4))


@given(st.text(alphabet="ab \n", max_size=40), st.text(alphabet="ab ", min_size=1, max_size=5), st.integers(1, 4))
def test_what_is_found_says_the_words(text: str, words: str, nth: int) -> None:
    found = PASSAGES.located(text, words, nth)
    if found and words.strip():
        assert text[found.start : found.end].split() == words.split()
