"""What the rule-based tagger finds, in the span notation, and what it must leave alone. All texts are invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notation import marked, words
from twosource.engines.rules import RuleTagger
from twosource.model import Article, Attribution, Sentence, Span


def article(text: str) -> Article:
    return Article(id="a", file="a.txt", sha256="", raw_sha256="", text=text)


def sentences(text: str) -> tuple[Sentence, ...]:
    """A splitter that knows no abbreviation: each line a paragraph, cut behind '. '."""
    found, at = [], 0
    for paragraph, line in enumerate(text.split("\n")):
        start = at
        for index in range(at, at + len(line)):
            end = index + 1
            last = end == at + len(line)
            if last or (text[index] in ".?!" and text[end] == " " and text[end + 1 : end + 2].isupper()):
                found.append(Sentence(start=start, end=end, paragraph=paragraph))
                start = end + 1
        at += len(line) + 1
    return tuple(found)


def read(text: str) -> tuple[Attribution, ...]:
    return RuleTagger().attributions(article(text), sentences(text))


FOUND = [
    # the quotation before and behind
    '["Taxes will rise,"]content [said]cue [the minister]source.',
    '["Taxes will rise,"]content [the minister]source [said]cue.',
    '["Will taxes rise?"]content [asked]cue [Ann Bell]source.',
    '[Ann Bell]source [said]cue: ["Taxes will rise."]content',
    '["Taxes will rise,"]content [she]source [said]cue. ["They must."]content',
    '["Taxes,"]content [Bell]source [said]cue, ["will rise this year."]content',
    "[‘Taxes will rise,’]content [said]cue [Ann Bell, the city’s treasurer]source.",
    "['We don't know yet,']content [said]cue [Bell]source.",
    '["It is over. We lost," ]content'.replace(" ]", "]") + " [Reed]source [told]cue the Harbour Times.",
    "[“Where is she?”]content [Reed]source [asked]cue.",
    '["A new port will be built,"]content [Bell]source [said]cue in a statement on Monday.',
    # clauses
    "[The minister]source [said]cue that [taxes will rise]content.",
    "[The minister]source [said]cue on Monday [taxes would rise]content.",
    "[Police spokesman Alan Reed]source [said]cue in a statement that [nobody was hurt]content.",
    "[Taxes will rise this year]content, [the minister]source [said]cue.",
    "[Nobody was hurt]content, [said]cue [Alan Reed, a police spokesman]source.",
    "[Ann Bell, a former judge]source, [told]cue reporters that [the law was dead]content.",
    "[Two officials who asked not to be named]source [told]cue the Herald that [the talks had failed]content.",
    "[He]source [told]cue Reuters [the ship had sunk]content.",
    '[She]source [said]cue [the plan was "a bad joke" and would fail]content.',
    "[The harbour is closed]content, [according to]cue [port officials]source.",
    "[According to]cue [a report by the council]source, [the bridge was unsafe]content.",
    "[The law, ]content".replace(", ]", "]") + ", [Bell]source [said]cue, [will be gone by spring]content.",
    # verbs with other complements
    '[Reed]source [called]cue [the deal "a disgrace"]content.',
    "[The council]source [accused]cue [the company of hiding the leak]content.",
    "[Bell]source [promised]cue [to rebuild the pier]content.",
    "[The mayor]source [denied]cue [any wrongdoing]content.",
    "[The union]source [called for]cue [an inquiry into the fire]content.",
    "[The judge]source [ordered]cue [the ship's owner to pay]content.",
    "[Residents]source [believe]cue [the mill was set on fire]content.",
    "[The minister]source [warned of]cue [more floods]content.",
    "[Bell]source does not [believe]cue that [the mill was set on fire]content.",
    "[Bell]source is [urging]cue [the council to act]content.",
    # nobody's words
    "The ship [reportedly]cue [left port on Friday]content.",
    "The captain is [believed]cue [to have left the country]content.",
    "He was [told]cue that [the job was gone]content.",
    "She was [accused]cue of [hiding the ledger]content.",
    "He stands trial on [charges]cue of [arson and theft]content.",
    # noun cues, labels, posts
    "Few accept [Bell's]source [claim]cue that [the pier was safe]content.",
    "[Ann Bell]source: [“We never saw the report.”]content",
    "[“We never saw the report.”]content — [Ann Bell, a councillor]source",
    "[The pier is gone. So is the mill.]content — [Ann Bell (@annbell)]source June 1, 2018",
]


@pytest.mark.parametrize("notation", FOUND)
def test_finds(notation: str) -> None:
    text = marked(notation)
    (found,) = read(text.text)
    assert words(text.text, found.content) == words(text.text, text.spans["content"])
    assert [found.source] == text.spans.get("source", [None])
    assert [found.cue] == text.spans.get("cue", [None])


NOTHING = [
    "The company declined to comment.",
    "Bell did not say when the pier would open.",
    "The mayor did not respond to a request.",
    "He would say that the pier was safe.",
    "The claims were settled and the reports were filed.",
    "Four states have closed their ports.",
    "She added three goals before the break.",
    "We said that the pier was safe.",
    "The museum shows paintings.",
    "The train left at 5 and the '90s were over.",
    'He read "The Long Pier" on the train.',
    "A vote expected to pass was put off.",
    "",
    "   ",
    "Он сказал, что мост закрыт.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_finds_nothing(text: str) -> None:
    assert read(text) == ()


def test_a_second_verb_takes_the_first_subject_and_cuts_the_first_content() -> None:
    text = "The mayor said the pier was unsafe and called on the council to act, adding that time was short."
    found = read(text)
    assert [words(text, a.content)[0] for a in found] == [
        "the pier was unsafe",
        "the council to act",
        "time was short",
    ]
    assert {text[a.source.start : a.source.end] for a in found if a.source} == {"The mayor"}


def test_a_quotation_of_several_paragraphs_is_one_remark() -> None:
    text = 'Bell said: "The pier is gone.\n"The mill is gone.\n"What is left?" she asked.'
    first = read(text)[0]
    assert words(text, first.content)[0] == '"The pier is gone.'


def test_a_bare_quotation_follows_its_speaker() -> None:
    text = '"The pier is gone," Bell said.\n"The mill burned for two days."\nThe council meets on Monday.'
    (found,) = read(text)
    assert words(text, found.content) == ['"The pier is gone,"', '"The mill burned for two days."']


def test_a_bare_quotation_behind_two_speakers_belongs_to_nobody() -> None:
    text = 'Bell said the pier was gone, but Reed said it was safe.\n"The mill burned for two days."'
    assert all('"' not in text[c.start : c.end] for a in read(text) for c in a.content)


def test_who_cites_whom() -> None:
    text = "The Herald, citing two officials, said that the pier would close."
    found = read(text)
    assert {text[a.source.start : a.source.end] for a in found if a.source} == {"The Herald", "two officials"}
    assert {words(text, a.content)[0] for a in found} == {"the pier would close"}


def test_the_headline_is_left_out() -> None:
    text = "Bell said taxes will rise"
    head = (Sentence(start=0, end=len(text), paragraph=0, headline=True),)
    assert RuleTagger().attributions(article(text), head) == ()


def test_words_inside_a_post_are_not_attributed_again() -> None:
    text = "Reed said the pier was safe and I believe him. — Ann Bell (@annbell) May 2, 2018"
    (found,) = read(text)
    assert found.source is not None
    assert text[found.source.start : found.source.end] == "Ann Bell (@annbell)"


PARTS = st.sampled_from(
    [
        '"', "“", "”", "'", "‘", "’", ",", ". ", " ", "\n", ": ", " — ", "(", ")", "said", " Bell ", "told",
        "reporters", " that ", "according to", "is believed to", "the mayor", "he", "citing", "adding", "reportedly",
        "@a", "claim",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(PARTS, max_size=40).map("".join)))
def test_laws(text: str) -> None:
    found = read(text)
    assert found == read(text)
    assert list(found) == sorted(found, key=lambda a: a.content)
    for a in found:
        for span in (*a.content, *(s for s in (a.source, a.cue) if s)):
            assert 0 <= span.start < span.end <= len(text)
        assert a.content
        assert all(x.end <= y.start for x, y in pairwise(a.content))


def test_a_text_of_one_endless_sentence_is_read_in_time() -> None:
    text = "Bell said he was sorry and " * 4000
    one = (Sentence(start=0, end=len(text), paragraph=0),)
    assert RuleTagger().attributions(article(text), one)


def test_spans_are_records() -> None:
    (found,) = read("Bell said that taxes will rise.")
    assert isinstance(found.cue, Span)
