from itertools import pairwise
from random import Random
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from notation import marked, words
from twosource.annotate import names
from twosource.model import Article, Mention, Sentence


class Seen(NamedTuple):
    """A name as a tagger marks it."""

    start: int
    end: int
    label: str
    score: float


LABELS = {
    "per": "Person",
    "org": "Organization",
    "loc": "Location",
    "fac": "Facility",
    "prod": "Product",
    "misc": "Misc",
    "norp": "NORP",
    "date": "Date",
    "money": "Money",
}


def lines_of(text: str) -> list[Sentence]:
    lines: list[Sentence] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            lines.append(Sentence(start=start, end=start + len(line), paragraph=number))
        start += len(line) + 1
    return lines


def mentions(text: str, tagged: tuple[Seen, ...] = ()) -> tuple[Mention, ...]:
    article = Article(id="a", file="a.txt", sha256="", raw_sha256="", text=text)
    return names.find(article, lines_of(text), tagged)


def named(notation: str, score: float = 0.99) -> list[tuple[str, str]]:
    """The names found where a tagger marks what the notation marks; "per0" marks with a low score."""
    text, spans = marked(notation)
    seen = [
        Seen(span.start, span.end, LABELS[label.rstrip("0")], 0.5 if label.endswith("0") else score)
        for label, here in spans.items()
        for span in here
    ]
    return [(text[m.start : m.end], m.kind) for m in mentions(text, tuple(seen)) if m.form == "name"]


def found(text: str, form: str, kind: str | None = None) -> list[str]:
    return words(text, [m.span for m in mentions(text) if m.form == form and kind in {None, m.kind}])


def check(notation: str) -> None:
    """Every name and description of the text is marked with its kind, and nothing else is."""
    text, spans = marked(notation)
    got = [(text[m.start : m.end], m.kind) for m in mentions(text) if m.form != "pronoun"]
    expected = sorted((span, kind) for kind, here in spans.items() for span in here)
    assert got == [(text[span.start : span.end], kind) for span, kind in expected]


def test_a_surname_that_is_a_title_too() -> None:
    assert found("Martin Holm King Jr. spoke. Ann King sat.", "name", "person") == ["Martin Holm King Jr.", "Ann King"]


def test_two_full_names_side_by_side_are_two_people() -> None:
    assert named("He called [Paul Marsh Martin Holt]per’s friend.") == [
        ("Paul Marsh", "person"),
        ("Martin Holt", "person"),
    ]
    assert named("He called [Paul Martin Holt Marsh]per a friend.") == [("Paul Martin Holt Marsh", "person")]


def test_people_with_their_titles() -> None:
    check("On Monday [Foreign Minister Sergey V. Malov]person met [Cpl. Dylan Marsh]person in [Berlin]place.")
    check("It was signed by [U.S. District Judge Amy Berman Holt]person.")
    check("It was read by [Secretary of State John Harker]person to [Ursula van der Velde]person.")
    check("It went to [North Korean Kim Chol-su]person and to [Theresa May]person in May.")


def test_bodies_whole() -> None:
    check("It sued the [U.S. Department of Justice]organisation and the [Food and Drug Administration]organisation.")
    check("It sued the [People's Bank of China]organisation and [Alder & Holm Inc.]organisation on Friday.")
    check("It asked the [Bureau of Alcohol, Tobacco, Firearms and Explosives]organisation.")
    check("It asked the [Direct Investment Fund]organisation ([RDIF]organisation) and the [White House]organisation.")
    check("It asked the [Trump administration]organisation.")


def test_names_side_by_side_are_told_apart() -> None:
    check("It met [Nikki Hale]person, [Omar Reyes]person and [Ida Lund]person.")
    check("It met the [United Nations]organisation [Nikki Haley]person.")


def test_a_possessive_ends_a_name() -> None:
    check("It read [Omar Reyes]person's book in [Berlin]place’s snow.")


def test_a_sentence_initial_capital_shows_nothing() -> None:
    check("Meanwhile it rained.\nConsequently it snowed.\nRunning is healthy.")
    check("[Kovrin]other rose.\nIt met [Kovrin]other again.")


def test_a_sentence_initial_first_name_is_a_name() -> None:
    check("[Rich Dorn]person fell.\n[Rainer Holtz]person rose.")


def test_title_case_headlines() -> None:
    text = "Mayor Resigns After Factory Fire In Lisbon\nA fire broke out."
    got = [text[m.start : m.end] for m in mentions(text) if m.form == "name" and m.start < 43]
    assert got == ["Lisbon"]


def test_a_sentence_full_of_names_is_no_headline() -> None:
    text = "Senators Ann Holt, Lisa Marku and Cory Garde have said that they would vote against Brandt."
    assert found(text, "name") == ["Ann Holt", "Lisa Marku", "Cory Garde", "Brandt"]


def test_weekdays_and_months_are_no_names() -> None:
    assert found("It came on Monday in March, and on Sunday.", "name") == []


def test_a_month_that_is_a_surname() -> None:
    text = "It saw Theresa May resign.\nOn 5 May it rained; then May spoke."
    assert found(text, "name") == ["Theresa May", "May"]


def test_adjectives_of_nations_are_no_names() -> None:
    assert found("It was a Russian ship with a North Korean crew.", "name") == []


def test_contractions_and_hashtags_are_no_names() -> None:
    assert found("He said We’ll go, and I'm sure, #Forward.", "name") == []


def test_bodies_and_places_are_told_from_people_by_what_stands_around() -> None:
    check("It asked [Corvid Trell]organisation, which sells salt.")
    check("It fell in [Lowmarsh]place and in the [Lowmarsh]place district.")
    assert found("It saw Corvid Trell on Monday.", "name", "person") == []
    assert "Corvid Trell" in found("It asked Corvid Trell, who left. Trell sat.", "name", "person")
    assert found("It saw the Alma Trell, which burned.", "name", "person") == []


def test_a_number_that_belongs_to_a_name() -> None:
    assert "Warehouse 4" in found("It burned in Warehouse 4 on Monday.", "name")
    assert "Senate" in found("It went to the Senate 4 times.", "name")


def test_a_body_before_a_title_is_a_name_of_its_own() -> None:
    check("It was [FBI]organisation [Special Agent Ann Holt]person who left.")


def test_a_headline_describes_without_an_article() -> None:
    text = "Woman finds [whale]"
    sentence = Sentence(start=0, end=len(text), paragraph=0, headline=True)
    article = Article(id="a", file="a.txt", sha256="", raw_sha256="", text=text)
    assert [(m.start, m.form) for m in names.find(article, [sentence])] == [(0, "description")]
    assert found("Women and men find it.", "description", "person") == []


def test_descriptions_of_people() -> None:
    check("[The envoy]person and [a 49-year-old former banker]person met [the singer]person.")
    check("It praised [[Omar Reyes]person's special envoy]person.")
    check("[Police]organisation said that [the agency]organisation knew.")
    check("It was told by [harbour spokesman]person [Alan Reed]person.")


def test_a_noun_inside_another_phrase_describes_nobody() -> None:
    assert found("The court order and the company profits and a major case stood.", "description") == ["the company"]


def test_a_verb_does_not_stretch_a_description() -> None:
    assert found("The mayor criticised lawmakers.", "description") == ["The mayor", "lawmakers"]


def test_a_day_or_an_adverb_behind_a_noun_ends_the_description() -> None:
    assert found("They met a reporter Wednesday at noon.", "description") == ["a reporter"]
    assert found("They put files of the law firm online.", "description") == ["the law firm"]
    assert found("They saw the company march on.", "description") == []


def test_common_nouns_with_a_capital_are_descriptions() -> None:
    assert found("It said that the Judge agreed with the Court.", "description") == ["the Judge", "the Court"]


def test_pronouns() -> None:
    text = "He gave her his book, and it fell. IT failed."
    assert found(text, "pronoun") == ["He", "her", "his", "it"]
    assert found(text, "pronoun", "person") == ["He", "her", "his"]


def test_single_words_that_speak_are_bodies_unless_a_full_name_ends_in_them() -> None:
    text = "It knows that Zentrix said no.\nIt met Omar Kovrin, and Kovrin said no."
    assert found(text, "name", "organisation") == ["Zentrix"]
    assert found(text, "name", "person") == ["Omar Kovrin", "Kovrin"]


def test_handles_are_names_and_addresses_of_pages_are_not() -> None:
    assert found("It quoted @omarkovrin at t.co/AbC12.", "name") == ["@omarkovrin"]


def test_nothing_in_nothing() -> None:
    assert mentions("") == ()


# --- with a tagger ------------------------------------------------------------------------------------------------


def test_the_tagger_says_where_a_name_stands_and_what_it_is() -> None:
    got = named("It met [Ola Brekke Havn]org and [Zentrix]per in [Lowmarsh Quay]fac over the [Grey Accord]misc.")
    assert got == [
        ("Ola Brekke Havn", "organisation"),
        ("Zentrix", "person"),
        ("Lowmarsh Quay", "place"),
        ("Grey Accord", "other"),
    ]


def test_dates_money_and_nations_are_no_names_and_nothing_else_either() -> None:
    assert named("In [May]date the [Russian]norp crew paid [Crowns 500]money.") == []
    assert named("The [Republicans]norp left.") == [("Republicans", "organisation")]


def test_the_title_before_a_person_is_taken_in() -> None:
    assert named("Then President [Omar Reyes]per sat.") == [("President Omar Reyes", "person")]
    assert named("Then [Russian]norp Foreign Minister [Ida Malov]per sat.") == [
        ("Russian Foreign Minister Ida Malov", "person")
    ]
    assert named("Then [U.S. Treasury]org Secretary [Alan Hale]per sat.") == [
        ("U.S. Treasury Secretary Alan Hale", "person")
    ]


def test_what_is_no_title_is_not_taken_in() -> None:
    assert named("It saw the Amir of [Kuwait]loc Sheikh [Nasr Haddad]per.") == [
        ("Kuwait", "place"),
        ("Sheikh Nasr Haddad", "person"),
    ]
    assert named("On Monday [Omar Reyes]per sat.") == [("Omar Reyes", "person")]
    assert named("It asked [Norland]loc's President [Omar Reyes]per.") == [
        ("Norland", "place"),
        ("President Omar Reyes", "person"),
    ]


def test_a_noun_makes_a_body_of_a_tagged_name() -> None:
    assert named("It asked the [Brandt]per administration.") == [("Brandt administration", "organisation")]
    assert named("It asked the [Brandt]per house.") == [("Brandt", "person")]


def test_a_tag_is_trimmed() -> None:
    assert named("It asked [the Brandt Fund’s]org men.") == [("Brandt Fund", "organisation")]
    assert named("It read “[“The Brandt Fund,”]org he said.") == [("The Brandt Fund", "organisation")]
    assert named("It asked [Brandt Fund (BF]org).") == [("Brandt Fund", "organisation")]


def test_names_joined_by_a_hyphen_are_two() -> None:
    text = "The Norland-Sudland road."
    tags = (Seen(4, 11, "Location", 0.99), Seen(12, 19, "Location", 0.99))
    assert [text[m.start : m.end] for m in mentions(text, tags) if m.form == "name"] == ["Norland", "Sudland"]


def test_a_common_noun_with_its_determiner_stays_a_description() -> None:
    text, spans = marked("It said that the [Foundation]org paid.")
    (span,) = spans["org"]
    seen = Seen(span.start, span.end, "Organization", 0.99)
    found_here = [(text[m.start : m.end], m.form) for m in mentions(text, (seen,)) if m.form != "pronoun"]
    assert found_here == [("the Foundation", "description")]


def test_a_seat_acts() -> None:
    assert named("It asked the [White House]fac and the [Lowmarsh House]fac.") == [
        ("White House", "organisation"),
        ("Lowmarsh House", "place"),
    ]


def test_what_the_tagger_overlooked_is_found_where_it_is_plain() -> None:
    assert named("It asked [Ola Kovrin]per.\nIt asked Kovrin.") == [("Ola Kovrin", "person"), ("Kovrin", "person")]
    assert named("It asked [Zentrix]org in Berlin and Mr. Holt.") == [
        ("Zentrix", "organisation"),
        ("Berlin", "place"),
        ("Mr. Holt", "person"),
    ]


def test_what_the_tagger_overlooked_is_not_believed_elsewhere() -> None:
    assert named("It asked [Zentrix]org for the MMSI and the Peace Zone.") == [("Zentrix", "organisation")]


def test_an_unsure_tag_follows_the_other_tags_and_the_rules() -> None:
    assert named("It asked [Zentrix]loc0.\nIt asked [Zentrix]org.") == [
        ("Zentrix", "organisation"),
        ("Zentrix", "organisation"),
    ]
    assert named("It asked [Omar Kovrin]per.\nIt asked [Kovrin]loc0.") == [
        ("Omar Kovrin", "person"),
        ("Kovrin", "person"),
    ]
    assert named("It asked Mr. [Brandt]org0.") == [("Mr. Brandt", "person")]
    assert named("It fell in [Berlin]per0.") == [("Berlin", "place")]


def test_a_sure_tag_follows_nobody() -> None:
    assert named("It asked [Zentrix]loc.\nIt asked [Zentrix]org.\nIt asked [Zentrix]org.")[0] == ("Zentrix", "place")


def test_a_headline_s_verb_is_not_taken_with_the_name() -> None:
    got = named("[Brandt Told To Sue]org0 Zentrix\nIt was [Ola Brandt]per who sued [Zentrix]org.")
    assert got[:2] == [("Brandt", "person"), ("Zentrix", "organisation")]


def test_an_outlets_name_is_a_persons_where_the_report_names_that_person() -> None:
    assert named("[Ida Forbes]per came. [Forbes]org said it rained.") == [
        ("Ida Forbes", "person"),
        ("Forbes", "person"),
    ]
    assert named("[Ida Forbes]per told [Forbes]org it rained.")[1] == ("Forbes", "organisation")
    assert named("[Ida Lund]per came. [Forbes]org said it rained.")[1] == ("Forbes", "organisation")


def test_a_pronoun_is_no_name_whatever_the_tagger_says() -> None:
    assert named("[He]per met [Ida Lund]per in the [US]loc.") == [("Ida Lund", "person"), ("US", "place")]


def test_a_tag_in_no_sentence_is_dropped_and_one_that_leaves_it_is_cut() -> None:
    text = "It asked Ola\nNobody left."
    tags = (Seen(9, 19, "Person", 0.99), Seen(12, 13, "Person", 0.99), Seen(90, 95, "Person", 0.99))
    assert [text[m.start : m.end] for m in mentions(text, tags) if m.form == "name"] == ["Ola"]


_TEXTS = st.text(alphabet=st.sampled_from("aAbBé中 .,’'\"“”-&()\n1@#/\u00a0ǅ"), max_size=60) | st.lists(
    st.sampled_from(
        [
            "Mr. ",
            "U.S.",
            "the ",
            "of ",
            "and ",
            "de ",
            "President ",
            "Omar ",
            "said ",
            "police ",
            "company ",
            "’s ",
            "May ",
        ]
    ),
    max_size=20,
).map("".join)


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_any_text_gives_mentions_inside_it_in_order_and_the_same_twice(text: str) -> None:
    once = mentions(text)
    assert list(once) == sorted(set(once))
    assert all(0 <= m.start < m.end <= len(text) for m in once)
    assert once == mentions(text)


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_names_never_overlap(text: str) -> None:
    found_names = [m for m in mentions(text) if m.form == "name"]
    assert all(a.end <= b.start for a, b in pairwise(found_names))


_TAGS = st.lists(
    st.builds(
        Seen,
        st.integers(-3, 70),
        st.integers(-3, 90),
        st.sampled_from([*LABELS.values(), "Nonsense"]),
        st.floats(0, 1),
    ),
    max_size=6,
)


@given(_TEXTS, _TAGS, st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_any_tags_give_names_inside_sentences_that_never_overlap(text: str, tags: list[Seen], random: Random) -> None:
    once = mentions(text, tuple(tags))
    assert all(0 <= m.start < m.end <= len(text) for m in once)
    lines = lines_of(text)
    assert all(any(s.start <= m.start and m.end <= s.end for s in lines) for m in once)
    found_names = [m for m in once if m.form == "name"]
    assert all(a.end <= b.start for a, b in pairwise(found_names))
    shuffled = list(tags)
    random.shuffle(shuffled)
    assert once == mentions(text, tuple(shuffled))
