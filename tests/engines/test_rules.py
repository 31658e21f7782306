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
    "[A group of the islands]source [claimed]cue [responsibility for the blast]content.",
    # cues of more than one word, and rarer ones
    "[The mayor]source [pointed out]cue that [the pier was safe]content.",
    "[The mayor]source [made it clear]cue [the pier would stay shut]content.",
    "[The minister]source [pushed back on]cue [the claim that the pier was unsafe]content.",
    '[The senator]source [ripped into]cue [the plan as "a bad joke"]content.',
    "[He]source [communicated]cue via a messaging app that [he had met the mayor]content.",
    "[Reed]source [blamed]cue [faulty wiring]content in a message on Telegram.",
    "[Officials]source [signalled]cue that [the pier would reopen]content.",
    "On the radio [he]source has [spoken of]cue [a fault in the line]content.",
    "[He]source [put it down to]cue [an electrical fault]content.",
    "[The mayor]source [floated]cue [the idea of closing the pier]content.",
    # by whose count
    "By [the governor's]source [count]cue, [two people have died and 17 are hurt]content.",
    "[Reed left at noon]content, by [his]source own [account]cue.",
    "In [the union's]source [view]cue, [the plan is dead]content.",
    "[A further post]source [put]cue [the number of injured at 17]content.",
    "[Torvek]source [raised]cue [the number of injured from 12 to 17]content.",
    "After [accusations]cue of [arson]content, the mayor went home.",
    "[According to]cue [a study by Ann Bell]source, [Norlanders in the far north are tall]content.",
    "[Ann Bell, the mayor, and Alan Reed, her deputy]source, [said]cue [the pier was safe]content.",
    "The fire burned for a day, and [Alan Reed, a deputy]source, [said]cue [the pier was safe]content.",
    # inside and around other clauses
    "They saw the blast, which [according to]cue [the governor]source [took the roof off and cost two lives]content.",
    "She signed a law which [she]source [said]cue [would let the work go on]content.",
    "They marched to what [they]source [said]cue was [the house of the mayor]content.",
    "As [Bell]source [wrote]cue, [these included a ban on boats]content.",
    "[The debt is 3 million]content, as [the Herald]source [noted]cue.",
    "But [the host of that event]source [announced]cue that [Reed was ill]content.",
    "[The 17-year-old boy]source [said]cue [the pier was safe]content.",
    "[The harbour firm]source [says]cue [it's about to close the pier]content.",
    "[Bell]source also [said]cue [part of the loss comes from a new rule]content.",
    "[Reed, a member of the board]source, [said]cue [blame for the loss rests with Bell]content.",
    "Something was wrong with [Bell]source, who [told]cue a friend [the pier was shaking]content.",
    "It was the arrival of [a man]source who [accused]cue [the firm of theft]content.",
    "[Bell]source at one point [said]cue [the pier was safe]content.",
    # where a content ends
    "[Bell]source [denied]cue [any part in it]content and Reed has appealed.",
    "[Bell]source [announced]cue [her run for mayor]content, when she was in Paris.",
    "[The talks are stuck]content, [Bell]source [said]cue, a view that few share.",
    "The talks have [reportedly]cue [stalled]content, with Bell leaving on Friday.",
    # nobody's words
    "The ship [reportedly]cue [left port on Friday]content.",
    "The captain is [believed]cue [to have left the country]content.",
    "It is [feared]cue that [the captain has left the country]content.",
    "It's now [believed]cue [some 500 people were on the pier]content.",
    "It has also [emerged]cue that [the captain had sold his shares]content.",
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
    "The race moves to more diverse states that are seen as friendly.",
    "The council acted at last, as it promised not to do.",
    # nothing is attributed
    "Neither message mentions the pier.",
    "Prosecutors questioned two of the company's managers overnight.",
    "The source asked to remain anonymous because the talks were private.",
    "The officials asked not to be named because they were not authorized to speak.",
    "Two diplomats spoke on condition of anonymity because the talks were secret.",
    "The goods are subject to recently announced steep tariffs.",
    "The accused man was released, and the reported cases rose.",
    "An explosion tore the roof off the warehouse.",
    "They differ because reporting requirements differ.",
    "There is a reason when it comes to reporting property taxes.",
    "Reports that turn out to be wrong harm everyone.",
    "Reed left, citing a lack of support among the members.",
    "The boy floated a boat on the pond.",
    # numbers that are moved by events, or are no counts
    "The storm raised the number of injured to 17.",
    "The council raised the number of seats from 12 to 17.",
    "He put the book on the table at 9.",
    "By the river's edge, two people have died.",
    # what is done, not said
    "It is believed in Torvek.",
    "The moon emerged that night.",
    "Nobody has claimed responsibility for the blast.",
    # whose words they are is not plain
    "So many people queued that the staff sent the last ones home and asked them to come back.",
    "Reed left the hall after the crowd had gone home and said the talks were over.",
    "They point to an allegation the mayor denied.",
    "A day after officials said it, the mayor left.",
    "A meteor crossed the sky, lighting up the town and leaving eyewitnesses in awe.",
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


def test_a_series_inside_a_content_is_not_the_speakers_doing() -> None:
    text = "The officials said that inspectors came in May, ordered it removed and never went back."
    assert {text[a.cue.start : a.cue.end] for a in read(text) if a.cue} == {"said"}


def test_two_predicates_are_two_statements() -> None:
    text = "Bell denied stealing the money and insisted it was hers."
    found = read(text)
    assert [words(text, a.content)[0] for a in found] == ["stealing the money", "it was hers"]


def test_a_phrase_between_commas_parts_the_content() -> None:
    text = "The mayor, according to police, left the hall at noon."
    (found,) = read(text)
    assert words(text, found.content) == ["The mayor", "left the hall at noon"]


@pytest.mark.parametrize(
    "text",
    [
        "They need the approval of state lawmakers, said Ann Bell, a teacher.",
        "This is different from other piers, says Ann Bell, a judge who knows it.",
    ],
)
def test_the_words_before_an_inverted_cue_are_no_source(text: str) -> None:
    assert {text[a.source.start : a.source.end][:8] for a in read(text) if a.source} <= {"Ann Bell"}


def test_a_hedge_inside_a_named_remark_is_no_remark_of_its_own() -> None:
    text = "The ministry said no citizens were thought to be among the dead."
    (found,) = read(text)
    assert found.source is not None


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


def test_what_is_cited_ends_where_the_citing_outlet_comes_in() -> None:
    text = "The pier would close in May, the Herald reported on Monday, citing two officials."
    found = read(text)
    assert {words(text, a.content)[0] for a in found} == {"The pier would close in May"}
    assert {text[a.source.start : a.source.end] for a in found if a.source} == {"the Herald", "two officials"}


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
