from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from notation import marked, words
from twosource.annotate import names
from twosource.model import Article, Mention, Sentence


def mentions(text: str) -> tuple[Mention, ...]:
    article = Article(id="a", file="a.txt", sha256="", raw_sha256="", text=text)
    lines: list[Sentence] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            lines.append(Sentence(start=start, end=start + len(line), paragraph=number))
        start += len(line) + 1
    return names.find(article, lines)


def found(text: str, form: str, kind: str | None = None) -> list[str]:
    return words(text, [m.span for m in mentions(text) if m.form == form and kind in {None, m.kind}])


def check(notation: str) -> None:
    """Every name and description of the text is marked with its kind, and nothing else is."""
    text, spans = marked(notation)
    got = [(text[m.start : m.end], m.kind) for m in mentions(text) if m.form != "pronoun"]
    expected = sorted((span, kind) for kind, here in spans.items() for span in here)
    assert got == [(text[span.start : span.end], kind) for span, kind in expected]


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
