import pytest
from hypothesis import given
from hypothesis import strategies as st

from notation import marked, words
from twosource.annotate import assertions, sentences
from twosource.model import Article, Assertion, Mark, Sentence, Span, Statement
from twosource.text import sha256


def article(text: str, *, headline: bool = False) -> Article:
    marks = (Mark(start=0, end=len(text.split("\n", 1)[0]), kind="headline"),) if headline else ()
    return Article(id="a-1", file="a.txt", sha256=sha256(text), raw_sha256="", text=text, marks=marks)


def found(text: str, statements: tuple[Statement, ...] = (), *, headline: bool = False) -> tuple[Assertion, ...]:
    read = article(text, headline=headline)
    return assertions.find(read, sentences.split(read), statements)


def test_the_headline_and_each_sentence() -> None:
    text = "Ferry runs aground\n\nA ferry ran aground off Vardholm on Friday. Nobody was hurt."
    made = found(text, headline=True)
    assert words(text, [a.span for a in made]) == [
        "Ferry runs aground",
        "A ferry ran aground off Vardholm on Friday.",
        "Nobody was hurt.",
    ]
    assert [a.form for a in made] == ["headline", "sentence", "sentence"]
    assert [a.sentence for a in made] == [0, 1, 2]


@pytest.mark.parametrize("text", ["Sad!", "Good morning.", "", "So it is.", "* * *"])
def test_what_cannot_be_checked_is_left_out(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not resign.",
        "The mayor didn’t resign.",
        "Nobody was hurt in the fire.",
        "The mayor denied the report.",
        "The ministry declined to comment.",
        "The bill passed without a vote.",
        "There were no injuries.",
    ],
)
def test_negated(text: str) -> None:
    assert [a.negated for a in found(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor resigned.",
        "The mayor will resign no later than Friday.",
        "The mayor not only resigned but left the town.",
        "No doubt the mayor will resign.",
        "A notable mayor resigned in Norway.",
    ],
)
def test_not_negated(text: str) -> None:
    assert [a.negated for a in found(text)] == [False]


def statement(name: str, content: list[Span], source: Span | None = None, cue: Span | None = None) -> Statement:
    return Statement(id=name, article="a-1", content=tuple(content), source=source, cue=cue)


def test_the_statement_that_makes_up_most_of_a_sentence() -> None:
    text, spans = marked(
        '["The pier will close,"]content [Mayor Ines Holt]source [told]cue reporters. '
        "The pier, which [Holt]source2 [calls]cue2 [a ruin]content2, was built in 1911 by the town and its guilds."
    )
    said = statement("s-1", spans["content"], spans["source"][0], spans["cue"][0])
    aside = statement("s-2", spans["content2"], spans["source2"][0], spans["cue2"][0])
    assert [a.statement for a in found(text, (aside, said))] == ["s-1", None]


def test_of_several_statements_the_one_with_most_content() -> None:
    text, spans = marked("[The pier will close]long, [Holt]source [said]cue, and [it is late]short.")
    one = statement("s-1", spans["short"], spans["source"][0], spans["cue"][0])
    two = statement("s-2", spans["long"], spans["source"][0], spans["cue"][0])
    assert [a.statement for a in found(text, (one, two))] == ["s-2"]


def test_a_headline_is_in_nobodys_words() -> None:
    text = "Pier will close\n\nThe pier will close."
    assert found(text, (statement("s-1", [Span(0, 15)]),), headline=True)[0].statement is None


@given(st.text(max_size=400), st.lists(st.tuples(st.integers(0, 400), st.integers(1, 80)), max_size=6))
def test_spans_lie_inside_their_sentences(text: str, places: list[tuple[int, int]]) -> None:
    read = article(text)
    split = sentences.split(read)
    said = tuple(statement(f"s-{k}", [Span(start, start + size)]) for k, (start, size) in enumerate(places))
    made = assertions.find(read, split, said)
    assert list(made) == sorted(made)
    for a in made:
        sentence: Sentence = split[a.sentence]
        assert sentence.start <= a.start < a.end <= sentence.end
        assert not text[a.start].isspace()
        assert not text[a.end - 1].isspace()
    assert made == assertions.find(read, split, tuple(reversed(said)))
