"""What a judge of relations reads of a passage."""

from making import article, reading, said, span
from twosource.compare.pairs.told import told
from twosource.model import Article, Assertion, Mention, MentionForm, Reading, Reference

TEXT = 'Ida Lund runs the port. She opened it in May. "It is full," she said. Her deputy Ole Brandt left.'


def mention(of: Article, words: str, form: MentionForm, after: int = 0) -> Mention:
    found = span(of.text, words, after)
    return Mention(start=found.start, end=found.end, kind="person", form=form)


def read(odds: float = 2.0) -> tuple[Article, Reading]:
    of = article("bell", TEXT)
    statement = said(of, '"It is full,"', "she")
    mentions = (
        mention(of, "Ida Lund", "name"),
        mention(of, "She", "pronoun"),
        mention(of, "she", "pronoun"),
        mention(of, "Her", "pronoun"),
        mention(of, "Ole Brandt", "name"),
    )
    passages = ("Ida Lund runs the port.", "She opened it in May.", '"It is full,"', "Her deputy Ole Brandt left.")
    assertions = tuple(
        Assertion(
            start=span(TEXT, words).start,
            end=span(TEXT, words).end,
            sentence=number,
            statement=statement.id if words.startswith('"') else None,
        )
        for number, words in enumerate(passages)
    )
    references = tuple(Reference(mention=number, antecedent=0, odds=odds) for number in (1, 2, 3))
    return of, reading(of, statement, mentions=mentions, references=references, assertions=assertions)


def test_pronouns_give_way_to_names_and_words_have_their_speaker() -> None:
    assert told(*read()) == [
        "Ida Lund runs the port.",
        "Ida Lund opened it in May.",
        'Ida Lund: "It is full,"',
        "Ida Lund's deputy Ole Brandt left.",
    ]


def test_a_pronoun_that_may_be_anybody_stays() -> None:
    assert told(*read(odds=0.1))[1:] == [
        "She opened it in May.",
        'she: "It is full,"',
        "Her deputy Ole Brandt left.",
    ]


def test_a_name_that_stands_there_already_is_not_told_again() -> None:
    of, read_of = read()
    whole = Assertion(start=0, end=span(TEXT, "in May.").end, sentence=0)
    only = reading(of, mentions=read_of.mentions, references=read_of.references, assertions=(whole,))
    assert told(of, only) == ["Ida Lund runs the port. She opened it in May."]
