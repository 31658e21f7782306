"""What is told of a found attribution: manner, channel, anonymity, relay, certainty. The tagger here is a stub, so
that the stage is shown to serve any tagger; all texts and outlets are invented or agencies' names.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notation import Marked, marked
from twosource.annotate import statements
from twosource.model import Article, Attribution, Sentence, Span, Statement


class Stub:
    """Hands out the attributions it was given."""

    name = "stub"

    def __init__(self, found: Sequence[Attribution]) -> None:
        self.found = tuple(found)

    def attributions(self, article: Article, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
        del article, sentences
        return self.found


def sentences(text: str) -> tuple[Sentence, ...]:
    """Each line is a paragraph of one sentence."""
    found, at = [], 0
    for paragraph, line in enumerate(text.split("\n")):
        if line:
            found.append(Sentence(start=at, end=at + len(line), paragraph=paragraph))
        at += len(line) + 1
    return tuple(found)


def attributions(text: Marked) -> list[Attribution]:
    """One for each ``c1``, ``s1``, ``k1`` (content, source, cue), ``c2`` ..."""
    found = []
    for n in ("1", "2", "3"):
        if f"c{n}" in text.spans:
            source, cue = text.spans.get(f"s{n}"), text.spans.get(f"k{n}")
            found.append(
                Attribution(
                    content=tuple(text.spans[f"c{n}"]),
                    source=source[0] if source else None,
                    cue=cue[0] if cue else None,
                )
            )
    return found


def read(notation: str, *, outlet: str | None = "Harbour Times", credit: str | None = None) -> tuple[Statement, ...]:
    text = marked(notation)
    article = Article(
        id="a", file="a.txt", outlet=outlet, credit=credit, sha256="", raw_sha256="", text=text.text
    )  # fmt: skip
    return statements.read(article, sentences(text.text), Stub(attributions(text)))


@pytest.mark.parametrize(
    ("notation", "channel", "name"),
    [
        ("[Bell]s1 [said]k1 in a statement that [it rained]c1.", "press-release", None),
        ("[Bell]s1 [told]k1 reporters [it rained]c1.", "press-conference", None),
        ('["It rained,"]c1 [Bell]s1 [tweeted]k1.', "social-post", "Twitter"),
        ("[Bell]s1 [wrote]k1 on Telegram that [it rained]c1.", "social-post", "Telegram"),
        ("[Bell]s1 [told]k1 Reuters [it rained]c1.", "other-outlet", "Reuters"),
        ("[Bell]s1 [said]k1 in an interview that [it rained]c1.", "interview", None),
        ("[Bell]s1 [wrote]k1 in a letter to the council that [it rained]c1.", "document", "letter"),
        ("[The judge]s1 [ruled]k1 that [it rained]c1.", "court", None),
        ("[Bell]s1 [said]k1 in a speech on Monday that [it rained]c1.", "speech", None),
        ("[The Daily Lantern]s1 [reported]k1 that [it rained]c1.", "other-outlet", "The Daily Lantern"),
        ("[A survey of 400 sailors]s1 [found]k1 that [it rained]c1.", "document", "survey"),
        ("[Bell]s1 [said]k1 [it rained]c1.", "unstated", None),
        ("[Bell]s1 [said]k1 on Harbour Radio that [it rained]c1.", "broadcast", "Harbour Radio"),
        ("[Bell]s1 [said]k1 in a statement to the Daily Lantern that [it rained]c1.", "press-release", None),
        ("[Bell]s1, asked by reporters, [said]k1 [it rained]c1.", "press-conference", None),
        ("In a social media post [Bell]s1 [said]k1 that [it rained]c1.", "social-post", None),
        ("[Bell]s1 [blamed]k1 [the rain in a post on Telegram]c1.", "social-post", "Telegram"),
        ("[The governor's post]s1 [said]k1 [it rained]c1.", "social-post", None),
        ("[The Norland-linked Daily Lantern]s1 [reported]k1 that [it rained]c1.", "other-outlet", "Daily Lantern"),
        (
            "[Norlandish state television]s1 [reported]k1 that [it rained]c1.",
            "broadcast",
            "Norlandish state television",
        ),
        ("[State radio]s1 [reported]k1 that [it rained]c1.", "broadcast", None),
        ("[CBS Boston]s1 [reported]k1 that [it rained]c1.", "other-outlet", "CBS Boston"),
        ("[The Pier Safety Network]s1 [reported]k1 that [it rained]c1.", "unstated", None),
        ("In prepared testimony, [Bell]s1 [said]k1 [it rained]c1.", "document", "prepared testimony"),
        ("[Bell]s1 [said]k1 [it rained]c1, but sailors interviewed by the judge did not.", "unstated", None),
        ("[A Torvek-based newspaper]s1 [reported]k1 that [it rained]c1.", "other-outlet", None),
        ("[Local media]s1 [reported]k1 that [it rained]c1.", "other-outlet", None),
        ("[An editorial in the Daily Lantern]s1 [said]k1 [it rained]c1.", "other-outlet", "Daily Lantern"),
        ("[Court papers]s1 [say]k1 [it rained]c1.", "court", None),
        ("[Bell]s1 [told]k1 the paper [it rained]c1.", "other-outlet", None),
        ("[Bell]s1 [told]k1 local media [it rained]c1.", "other-outlet", None),
        ("[Bell]s1 [expressed]k1 [her sorrow on Telegram]c1.", "social-post", "Telegram"),
        ("[A trove of leaked tax records]s1 [showed]k1 [it rained]c1.", "document", "records"),
        ("[Instructions seen by the council]s1 [said]k1 [it rained]c1.", "document", "instructions"),
        ("[Bell]s1 [said]k1 in a statement to reporters that [it rained]c1.", "press-release", None),
        ("[A Daily Lantern spokesman]s1 [told]k1 Reuters [it rained]c1.", "other-outlet", "Reuters"),
        # somebody of an outlet is not the outlet
        ("[A former Daily Lantern columnist]s1 [said]k1 [it rained]c1.", "unstated", None),
        ("In his post-election address [Bell]s1 [said]k1 [it rained]c1.", "speech", None),
        # the occasion is not the channel, and a platform is also an employer
        ("After his tweets, [Bell]s1 [said]k1 [it rained]c1.", "unstated", None),
        ("[Bell]s1 [said]k1 in response to the statement that [it rained]c1.", "unstated", None),
        ("[Two former workers]s1 of Facebook and Google [said]k1 [it rained]c1.", "unstated", None),
        ("[The agency]s1 [said]k1 [it rained]c1.", "unstated", None),
        # what is told inside the remark, or is only somebody's employer, tells nothing
        ('[Bell]s1 [said]k1 ["I saw it on Telegram and in a statement."]c1', "unstated", None),
        ("[Facebook]s1 [said]k1 [it rained]c1.", "unstated", None),
    ],
)
def test_channel(notation: str, channel: str, name: str | None) -> None:
    (found,) = read(notation)
    assert (found.channel, found.channel_name) == (channel, name)


def test_an_agency_in_its_own_copy_is_an_interview() -> None:
    told = "[Bell]s1 [told]k1 Reuters [it rained]c1."
    assert read(told, outlet="Reuters")[0].channel == "interview"
    assert read(told, credit="Reuters")[0].channel == "interview"
    assert read(told, credit="Reuters")[0].relayed_by == ()
    assert read(told)[0].relayed_by == ("Reuters",)


def test_the_channel_is_kept_for_the_same_speaker_and_not_for_another() -> None:
    first = "[Ann Bell]s1 [said]k1 in a statement that [it rained]c1.\n"
    assert [s.channel for s in read(first + "[She]s2 [said]k2 [it would stop]c2.")] == ["press-release"] * 2
    assert [s.channel for s in read(first + "[Bell]s2 [said]k2 [it would stop]c2.")] == ["press-release"] * 2
    assert [s.channel for s in read(first + "[Reed]s2 [said]k2 [it would stop]c2.")] == ["press-release", "unstated"]
    assert read(first + "\n\n\n\n[Bell]s2 [said]k2 [it would stop]c2.")[1].channel in {"unstated", "press-release"}


def test_a_further_post_is_a_post_too() -> None:
    first = "[Bell]s1 [wrote]k1 on Telegram that [it rained]c1.\n"
    assert [s.channel_name for s in read(first + "[A further post]s2 [put]k2 [the toll at 9]c2.")] == ["Telegram"] * 2


def test_not_every_post_is_one() -> None:
    first = "[Bell]s1 [wrote]k1 on Telegram that [it rained]c1.\n"
    assert read(first + "[The trading post]s2 [said]k2 [it was shut]c2.")[1].channel == "unstated"


def test_another_occasion_is_another_channel() -> None:
    first = "[Ann Bell]s1 [said]k1 in a statement that [it rained]c1.\n"
    later = read(first + "Last year [Bell]s2 [has said]k2 [it would stop]c2.")
    assert [s.channel for s in later] == ["press-release", "unstated"]


def test_two_acts_of_one_sentence_have_a_channel_each() -> None:
    both = read("[Bell]s1 [said]k1 [it rained]c1, but [Bell]s2 [told]k2 the Daily Lantern [it poured]c2.")
    assert [s.channel for s in both] == ["unstated", "other-outlet"]


def test_a_person_may_be_called_as_an_outlet() -> None:
    text = "[Bloomberg]s1 [said]k1 [it rained]c1."
    assert read(text)[0].channel == "other-outlet"
    assert read(f"{text}\nMr. Bloomberg runs for mayor.")[0].channel == "unstated"


def test_the_newspaper_is_the_one_named_before() -> None:
    first = "[The Daily Lantern]s1 [reported]k1 that [it rained]c1.\n"
    found = read(first + "[The newspaper]s2 [said]k2 [it would stop]c2.")
    assert found[1].channel_name == "The Daily Lantern"


def test_reports_are_no_outlets_in_particular() -> None:
    first = "[The Daily Lantern]s1 [reported]k1 that [it rained]c1.\n"
    found = read(first + "[Local media]s2 [said]k2 [it would stop]c2.")
    assert (found[1].channel, found[1].channel_name) == ("other-outlet", None)


def test_an_agency_named_before_is_the_agency() -> None:
    first = "[Interfax]s1 [reported]k1 that [it rained]c1.\n"
    assert read(first + "[The agency]s2 [said]k2 [it would stop]c2.")[1].channel_name == "Interfax"
    other = "[The Harbour Agency]s1 [announced]k1 that [it rained]c1.\n"
    assert read(other + "[The agency]s2 [said]k2 [it would stop]c2.")[1].channel == "unstated"


def test_those_who_are_cited_are_the_source() -> None:
    text = "[The Daily Lantern]s1 [reported]k1 that [it rained]c1, [citing]k2 [two officials it did not name]c2."
    spans = marked(text).spans
    found = [
        Attribution(content=(spans["c1"][0],), source=spans["s1"][0], cue=spans["k1"][0]),
        Attribution(content=(spans["c2"][0],), source=spans["s1"][0], cue=spans["k2"][0]),
    ]
    plain = marked(text).text
    article = Article(id="a", file="a", sha256="", raw_sha256="", text=plain)
    (made,) = statements.read(article, sentences(plain), Stub(found))
    assert (made.content, made.source) == ((spans["c1"][0],), spans["c2"][0])
    assert (made.relayed_by, made.anonymous) == (("The Daily Lantern",), True)


def test_who_is_cited_is_found_where_the_tagger_saw_only_the_outlet() -> None:
    (found,) = read("[It rained]c1, [Reuters]s1 [reported]k1, citing harbour officials familiar with the matter.")
    assert (found.anonymous, found.relayed_by) == (True, ("Reuters",))
    (found,) = read("[It rained]c1, [Reuters]s1 [reported]k1, citing the weather.")
    assert not found.anonymous
    assert not found.relayed_by


def test_authorities_may_be_cited() -> None:
    text = "[The Daily Lantern]s1 [reported]k1 that [it rained]c1, [citing]k2 [harbour authorities]c2."
    spans = marked(text).spans
    found = [Attribution(content=(spans[f"c{n}"][0],), source=spans["s1"][0], cue=spans[f"k{n}"][0]) for n in (1, 2)]
    article = Article(id="a", file="a", sha256="", raw_sha256="", text=marked(text).text)
    (made,) = statements.read(article, sentences(marked(text).text), Stub(found))
    assert made.source == spans["c2"][0]


def test_a_reason_that_is_cited_is_no_source() -> None:
    text = marked("[Bell]s1 [said]k1 [it was shut]c1, [citing]k2 [the weather]c2.")
    spans = text.spans
    found = [Attribution(content=(spans[f"c{n}"][0],), source=spans["s1"][0], cue=spans[f"k{n}"][0]) for n in (1, 2)]
    article = Article(id="a", file="a", sha256="", raw_sha256="", text=text.text)
    assert len(statements.read(article, sentences(text.text), Stub(found))) == 2


def test_a_conjunction_that_hangs_on_a_remark_is_not_part_of_it() -> None:
    (found,) = read("[Bell]s1 [said]k1 [the pier was shut, which]c1 was news.")
    assert found.content == (Span(10, 27),)


def test_a_reported_remark_is_one_statement_with_its_relay() -> None:
    text = "[The Daily Lantern]s1 [reported]k1 that [[the mayor]s2 [had said]k2 [the pier was unsafe]c2]c1."
    (found,) = read(text)
    assert found.relayed_by == ("The Daily Lantern",)
    assert found.channel == "other-outlet"
    assert found.source == Span(32, 41)


def test_an_agency_that_the_report_calls_one_relays_what_it_reported_of_somebody() -> None:
    (found,) = read(
        "[[Ann Bell, who sits on the harbour council]s2, [wrote]k2 on Telegram that [the pier was unsafe]c2]c1, "
        "[the news agency Lanternwire]s1 [reported]k1."
    )
    assert found.relayed_by == ("Lanternwire",)
    assert (found.channel, found.channel_name) == ("social-post", "Telegram")


@pytest.mark.parametrize(
    ("listener", "relay"),
    [
        ("The Tarn Lamp", ("The Tarn Lamp",)),
        ("The Tarn Lamp Friday", ("The Tarn Lamp",)),
        ("the newspaper Vardlys", ("Vardlys",)),
        ("The Hague tribunal", ()),
        ("the newspaper Monday", ()),
        ("The Daily Lantern", ("The Daily Lantern",)),
    ],
)
def test_an_outlet_is_known_by_how_it_is_told(listener: str, relay: tuple[str, ...]) -> None:
    assert read(f"[Bell]s1 [told]k1 {listener} [it rained]c1.")[0].relayed_by == relay


def test_what_was_told_to_the_paper_itself_is_an_interview_and_no_relay() -> None:
    said = "[Holm]s1 [told]k1 The Tarn Lamp [it rained]c1.\n[Bell]s2 [told]k2 the Times [it snowed]c2."
    _, own = read(said)
    assert (own.channel, own.relayed_by) == ("interview", ())


def test_what_is_left_of_a_claim_is_nobody() -> None:
    assert read("[an]s1 unproven [claim]k1 that [the pier had been sold]c1 went round.")[0].source is None


def test_who_did_not_answer_said_nothing() -> None:
    assert read("[The port]s1 did not [respond]k1 to questions about [the list of passengers]c1.") == ()
    assert len(read("[The port]s1 [responded]k1 that [nobody was on the list]c1.")) == 1


@pytest.mark.parametrize(
    ("reporter", "outlet"),
    [
        ("The Daily Lantern's Ann Bell", "The Daily Lantern"),
        ("Daily Lantern and Harbour Post news reports", "Daily Lantern"),
    ],
)
def test_somebody_of_an_outlet_passes_on_what_it_reports(reporter: str, outlet: str) -> None:
    (found,) = read(f"[{reporter}]s1 [reported]k1 that [[the mayor]s2 [had said]k2 [the pier was unsafe]c2]c1.")
    assert found.relayed_by == (outlet,)


def test_citing_gives_the_cited_and_the_relay() -> None:
    text = marked("[The Daily Lantern]s1, [citing]k2 [two officials]s2, [said]k1 that [the pier was unsafe]c1.")
    spans = text.spans
    both = [Attribution(content=(spans["c1"][0],), source=spans[f"s{n}"][0], cue=spans[f"k{n}"][0]) for n in ("1", "2")]
    article = Article(id="a", file="a", sha256="", raw_sha256="", text=text.text)
    (found,) = statements.read(article, sentences(text.text), Stub(both))
    assert (found.source, found.relayed_by, found.anonymous) == (spans["s2"][0], ("The Daily Lantern",), True)


def test_a_shortened_outlet_gets_its_full_name() -> None:
    found = read("The Harbour Journal saw it first.\n[Bell]s1 [told]k1 the Journal [it rained]c1.", outlet="Other Post")
    assert found[0].relayed_by == ("The Harbour Journal",)


def test_whom_somebody_wrote_to_says_nothing() -> None:
    assert read("Holm wrote a letter to Mayor [Ann Bell]s1 [saying]k1 [it rained]c1.")[0].source is None
    assert read("A letter by Holm pleased [Ann Bell]s1, [saying]k1 [it rained]c1.")[0].source is not None


@pytest.mark.parametrize(
    ("source", "anonymous"),
    [
        ("Two officials who asked not to be named", True),
        ("Witnesses", True),
        ("a senior government official", True),
        ("Critics of the plan", True),
        ("people familiar with the talks", True),
        ("relatives of the victims", True),
        ("Police", False),
        ("The ministry", False),
        ("A spokesman for the company", False),
        ("Police spokesman Alan Reed", False),
        ("Ann Bell, an official of the port", False),
        ("The president", False),
        ("the judge", False),
        ("his lawyer", False),
        ("Fire department officials", False),
        ("The report", False),
        ("Harbour Holdings Ltd", False),
        ("strategists in both parties", True),
        ("two friends of the couple", True),
        ("classmates of Bell", True),
        ("a former port official", True),
        ("Two councillors, Ann Bell and Tom Reed", False),
        ("Speaker Ann Bell and other councillors", False),
        ("Ann, his wife", False),
        ("Bell, who leads the union", False),
        ("House Democrats", False),
        ("some Democrats", True),
        ("analysts at Northport Capital", False),
        ("analysts", True),
        ("Ohio officials", False),
        ("her official biography", False),
        ("the nation's largest teachers union", False),
        ("Those defending the law", True),
        ("supporters of the guild and ousted Mayor Ann Bell", True),
        ("critics of Mr. Bell", True),
    ],
)
def test_anonymous(source: str, anonymous: bool) -> None:  # noqa: FBT001 - a table
    (found,) = read(f"[{source}]s1 [said]k1 [it rained]c1.")
    assert found.anonymous is anonymous


def test_no_source_is_not_anonymous_and_a_pronoun_follows_what_it_stands_for() -> None:
    assert read("It [reportedly]k1 [rained]c1.")[0].anonymous is False
    both = read("[An official]s1 [said]k1 [it rained]c1.\n[He]s2 [said]k2 [it would stop]c2.")
    assert [s.anonymous for s in both] == [True, True]


@pytest.mark.parametrize(
    ("notation", "manner"),
    [
        ('["It rained."]c1 [Bell]s1 [said]k1', "direct"),
        ("[‘It rained,’]c1 [Bell]s1 [said]k1", "direct"),
        ('["It rained,"]c1 [Bell]s1 [said]k1. ["A lot."]c1', "direct"),
        ("[Bell]s1 [said]k1 [it rained]c1.", "indirect"),
        ("[Bell]s1 [said]k1 [the town's pier wasn't safe]c1.", "indirect"),
        ('[Bell]s1 [said]k1 [it rained "cats and dogs"]c1.', "mixed"),
        ('["Rain" and "wind"]c1, [Bell]s1 [said]k1', "mixed"),
        ("[It rained.]c1 — [Ann Bell (@annbell)]s1 June 1, 2018", "direct"),
    ],
)
def test_manner(notation: str, manner: str) -> None:
    assert read(notation)[0].manner == manner


@pytest.mark.parametrize(
    ("cue", "certainty"),
    [
        ("said", "asserted"),
        ("denied", "denied"),
        ("believes", "hedged"),
        ("reportedly", "hedged"),
        ("told", "asserted"),
    ],
)
def test_certainty(cue: str, certainty: str) -> None:
    assert read(f"[Bell]s1 [{cue}]k1 [it rained]c1.")[0].certainty == certainty


@pytest.mark.parametrize(
    ("notation", "certainty"),
    [
        ("[Bell]s1 [declined]k1 [to comment]c1.", "declined"),
        ("[Bell]s1 [had no comment]k1 [on the visit]c1.", "declined"),
        ("[Bell]s1 [would not say]k1 [who was on board]c1.", "declined"),
        ("[Bell]s1 [said]k1 [forty were hurt]c1. The figure could not be independently verified.", "unverified"),
        ("[Bell]s1 [said]k1 [forty were hurt]c1, a claim that the Daily Lantern was unable to confirm.", "unverified"),
        ("[Bell]s1 [cited]k1 unconfirmed reports that [forty were hurt]c1.", "unverified"),
        ("[Bell]s1 [said]k1 [forty were hurt]c1. Officers who had not been confirmed by the Senate left.", "asserted"),
        ("[Bell]s1 [said]k1 [the report could not be verified]c1.", "asserted"),
        ("[Bell]s1 [denied]k1 [the charge]c1. The report could not be verified.", "denied"),
    ],
)
def test_what_the_report_says_of_a_remark(notation: str, certainty: str) -> None:
    assert read(notation)[0].certainty == certainty


def test_silence_is_nobodys_remark() -> None:
    assert read("[The port]s1 [did not respond]k1 [to a request for comment]c1.") == ()
    assert read("[The port]s1 [has not publicly commented on]k1 [the visit]c1.") == ()


def test_ids_tell_statements_apart_and_are_the_same_on_every_run() -> None:
    notation = "[Bell]s1 [said]k1 [it rained]c1.\n[Bell]s2 [said]k2 [it rained]c2."
    one, two = read(notation)
    assert one.id != two.id
    assert read(notation) == (one, two)


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=120),
    st.lists(st.tuples(*[st.integers(0, 120)] * 6), max_size=6),
    st.sampled_from([None, "Reuters", "AP"]),
)
def test_anything_a_tagger_says_is_read(text: str, numbers: list[tuple[int, ...]], credit: str | None) -> None:
    def span(a: int, b: int) -> Span:
        a, b = min(a, len(text)), min(b, len(text))
        return Span(min(a, b), max(a, b))

    found = [
        Attribution(content=(span(a, b),), source=span(c, d) if c else None, cue=span(e, f) if e else None)
        for a, b, c, d, e, f in numbers
    ]
    article = Article(id="a", file="a", credit=credit, sha256="", raw_sha256="", text=text)
    made = statements.read(article, sentences(text), Stub(found))
    assert made == statements.read(article, sentences(text), Stub(found[::-1]))
    assert all(s.article == "a" for s in made)


@pytest.mark.parametrize(
    "notation",
    [
        "[Reed]s1 [backs]k1 [the plan of the harbour board]c1.",
        "[This photo released by the ministry]s1 [shows]k1 [the wreck of the ferry off Torvek]c1.",
        "[The ministry]s1 posted pictures [showing]k1 [the wreck of the ferry]c1.",
        "[The law]s1 [requires]k1 [owners to fence the pier]c1.",
        "[Anyone]s1 who [claims]k1 [that the pier is safe]c1 is wrong.",
        "[The flood]s1 [claimed]k1 [the lives of two sailors]c1.",
        "[That]s1 [might suggest]k1 [the pier is safe]c1.",
        "[Owners]s1 [must confirm]k1 [that the pier is safe]c1.",
        "[Reed]s1 [did not disclose]k1 [the names of those he met]c1.",
        "[Reed]s1 [has not announced]k1 [that he will run]c1.",
        "[Asked]k1 [whether the pier was safe]c1, [Reed]s1 left.",
        "[Reed]s1 [refused]k1 [to sign the letter]c1.",
        "[Reed]s1 [has not commented on]k1 [the fire]c1.",
        "[The pier]c1 [seemed]k1 [to be safe]c1.",
        "[Reed]s1 [is known for]k1 [her work on tides]c1.",
        "[Reed]s1 [discussed]k1 [the plan]c1 with the board.",
        "[Reed]s1 spoke on [the close vote]c1.",
        "[Reed]s1 knew [what]c1 [they]s2 [said]k2.",
        "papers that [Reed]s1 [said]k1 support [her claim]c1.",
        "Bell [praised]k1 [him, by]c1 writing to [the board]s1.",
        "Contrary to [Reed]s1's [claims]k1, [the pier is unsafe]c1.",
        "Despite what [Reed]s1 [says]k1, [the pier is unsafe]c1.",
        "[A sailor]s1 [spoke]k1 anonymously as he was not authorised to discuss [the talks]c1.",
        "[Reed]s1 [signed]k1 [the new fire law]c1.",
    ],
)
def test_what_gives_nobody_words_is_no_statement(notation: str) -> None:
    assert read(notation) == ()


@pytest.mark.parametrize(
    "notation",
    [
        '[Reed]s1 [backs]k1 [the plan, "with all my heart"]c1.',
        "[Pictures of the ministry]s1 [showed]k1 [the wreck of the ferry off Torvek]c1.",
        "[Reed]s1 [announced]k1 [a new ferry]c1.",
        "[Two sailors]s1 [have asked]k1 [the port to close the pier]c1.",
        "[Reed]s1 [does not believe]k1 [the pier is safe]c1.",
        "[A post]s1 [claimed]k1 [that the flood took lives]c1.",
        "[Reed]s1 [denied]k1 [the charge]c1.",
        "[Reed]s1 [was adamant]k1 that [nobody slept there]c1.",
        "[Reed]s1 [seemed to admit]k1 [the fault]c1.",
        "[Reed]s1 [sees]k1 [the pier as a danger]c1.",
        "[Reed]s1 [declined]k1 [to comment]c1.",
        "[Reed]s1 [said]k1 [Yes]c1.",
        "Despite [Reed]s1's [claim]k1 that [the pier is safe]c1, it burnt.",
        "[A sailor]s1 [spoke]k1 of [the need to fence the pier]c1.",
        "[Reed (@reed)]s1 The ferry is late again [today]c1",
    ],
)
def test_what_somebody_said_or_meant_is_a_statement(notation: str) -> None:
    assert len(read(notation)) == 1


@pytest.mark.parametrize(
    ("notation", "source"),
    [
        ("[The crew]s1 [is believed]k1 [to be safe]c1.", None),
        ("[Sailors]s1 [are being encouraged]k1 [to report what they saw]c1.", None),
        ("[Reed]s1 [believes]k1 [the crew to be safe]c1.", "Reed"),
        ("[The crew]c1 [was said by]k1 [Reed]s1 [to be safe]c1.", "Reed"),
    ],
)
def test_whom_passive_words_are_about_is_not_their_source(notation: str, source: str | None) -> None:
    (found,) = read(notation)
    plain = marked(notation).text
    assert (plain[found.source.start : found.source.end] if found.source else None) == source


@pytest.mark.parametrize(
    ("notation", "source"),
    [
        ("Zentrix reeled after its [announcement that]k1 [cards were taken]c1.", "its"),
        ("They read Harbour Watch’s [announcement that]k1 [cards were taken]c1.", "Harbour Watch"),
        ("They heard the [announcement that]k1 [cards were taken]c1.", None),
        ("It was given her [said]k1 [cards were taken]c1.", None),
        ("[Reed]s1 made its [announcement that]k1 [cards were taken]c1.", "Reed"),
    ],
)
def test_whose_announcement_it_is_announces(notation: str, source: str | None) -> None:
    (found,) = read(notation)
    plain = marked(notation).text
    assert (plain[found.source.start : found.source.end] if found.source else None) == source


def test_words_that_say_nothing_are_left_out_of_a_content() -> None:
    (found,) = read("the pier [which]c1, [Reed]s1 [said]k1, [had burnt before]c1")
    assert len(found.content) == 1
