from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from twosource.annotate import names, sentences
from twosource.compare.entities import overlooked
from twosource.model import Article, Mark, Mention, MentionKind, Reading
from twosource.text import make_id, sha256


def article(text: str) -> Article:
    return Article(id=make_id("a", text), file="a.txt", sha256=sha256(text), raw_sha256="", text=text)


def told(text: str, *named: tuple[str, MentionKind]) -> tuple[Article, Reading]:
    """A report of which a reading has the first places of some names only."""
    report = article(text)
    mentions = [
        Mention(start=text.index(words), end=text.index(words) + len(words), kind=kind, form="name")
        for words, kind in named
    ]
    return report, Reading(
        article=report.id, made_by="", sentences=sentences.split(report), mentions=tuple(sorted(mentions))
    )


def more(*reports: tuple[Article, Reading]) -> list[tuple[str, str]]:
    """The further names of the last report, with their kinds."""
    found = overlooked.find([report for report, _ in reports], [read for _, read in reports])
    text = reports[-1][0].text
    return [(text[m.start : m.end], m.kind) for m in found[-1]]


def test_a_name_of_one_report_is_found_in_another() -> None:
    first = told("Corvid Trell sang.", ("Corvid Trell", "person"))
    assert more(first, told("They were helping Corvid Trell win.")) == [("Corvid Trell", "person")]


def test_a_surname_and_a_first_name_are_found_for_their_only_bearer() -> None:
    report = told("Corvid Trell sang. He heard Trell and Corvid's dog.", ("Corvid Trell", "person"))
    assert more(report) == [("Trell", "person"), ("Corvid", "person")]


def test_a_first_name_of_two_is_nobodys() -> None:
    named: tuple[tuple[str, MentionKind], ...] = (("Corvid Trell", "person"), ("Corvid Hume", "person"))
    assert more(told("Corvid Trell met Corvid Hume. So Corvid sang.", *named)) == []


def test_an_ordinary_word_is_not_taken_for_a_name() -> None:
    report = told("Ann Reading sang. Reading is good, and Reading helps.", ("Ann Reading", "person"))
    assert more(report) == []


def test_a_longer_name_is_left_alone() -> None:
    report = told("Corvid Trell came by Trell Street, and by Old Trell.", ("Corvid Trell", "person"))
    assert more(report) == []


def test_a_noun_of_a_body_makes_a_bodys_name() -> None:
    report = told("Corvid Trell won. It was the Trell administration that lost.", ("Corvid Trell", "person"))
    assert more(report) == [("Trell administration", "organisation")]


def test_a_paper_is_known_by_its_last_word_behind_the() -> None:
    report = told("The Harbour Times asked. Times change, the Times wrote.", ("Harbour Times", "organisation"))
    assert more(report) == [("Times", "organisation")]


def test_a_body_called_by_an_ordinary_word_is_known_behind_the() -> None:
    first = told("It was the Times that asked.", ("Times", "organisation"))
    assert more(first, told("She told the Times when Times change.")) == [("Times", "organisation")]


def test_capitals_make_a_name_of_an_ordinary_word() -> None:
    first = told("It was PORT that asked.", ("PORT", "organisation"))
    assert more(first, told("A man of PORT went to Port Trell.")) == [("PORT", "organisation")]


def test_a_name_that_was_cut_short_is_whole_where_another_report_has_it_so() -> None:
    first = told("Corvid Trell sang.", ("Corvid Trell", "organisation"))
    assert more(first, told("They sued Corvid Trell again.", ("Corvid", "organisation"))) == [
        ("Corvid Trell", "organisation")
    ]


def test_captions_are_looked_through_for_the_names_of_the_story() -> None:
    report, read = told("Corvid Trell sang.\nTrell and Ida Lund at sea", ("Corvid Trell", "person"))
    caption = Mark(start=report.text.index("\n") + 1, end=len(report.text), kind="caption")
    report = structs.replace(report, marks=(caption,))
    (found,) = overlooked.in_captions([report], [read])
    assert [report.text[m.start : m.end] for m in found] == ["Trell"]


def test_a_handle_behind_a_name_is_a_name() -> None:
    report = told("So it is. — Corvid Trell (@trellsings) May 2. Write to @somebody.", ("Corvid Trell", "person"))
    assert more(report) == [("@trellsings", "other")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Corvid", "Trell", "the", "Times", "(@trell)", "May", ".", "’s", "\n", "é", "administration"])
    )
)
def test_further_mentions_lie_in_sentences_and_share_text_with_no_name(words: list[str]) -> None:
    text = "Corvid Trell. The Harbour Times. " + " ".join(words)
    report = article(text)
    split = sentences.split(report)
    read = Reading(article=report.id, made_by="", sentences=split, mentions=names.find(report, split))
    (found,) = overlooked.find([report], [read])
    assert found == overlooked.find([report], [read])[0]
    spans = sorted([(m.start, m.end) for m in found] + [(m.start, m.end) for m in read.mentions if m.form == "name"])
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(any(s.start <= m.start and m.end <= s.end for s in split) for m in found)
