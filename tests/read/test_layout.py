import pytest
from hypothesis import given
from hypothesis import strategies as st

from notation import marked, words
from twosource.model import Mark
from twosource.read import agencies, layout

P1 = "The harbour wall of Orsk gave way on Monday, the mayor of the town said in a short statement to reporters."
P2 = "Two boats sank in the basin and a crane was damaged, but nobody was hurt, the port authority said on its website."
P3 = "Engineers had warned of cracks in the wall since March, according to documents that the council published in May."
P4 = "The council will meet on Thursday to decide whether the wall is to be rebuilt or moved further out into the bay."


def kinds(text: str, *, title: str | None = None) -> list[tuple[str, str]]:
    return [(mark.kind, text[mark.start : mark.end]) for mark in layout.read(text, title=title).marks]


def story(*lines: str) -> str:
    return "\n".join(("Wall gives way", "", P1, P2, P3, P4, *lines))


def furniture(*lines: str) -> list[tuple[str, str]]:
    """The marks of a report into which lines are put after its second paragraph, but for its headline."""
    text = "\n".join(("Wall gives way", "", P1, P2, *lines, P3, P4))
    return [mark for mark in kinds(text) if mark[0] != "headline"]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("caption", "FILE PHOTO: The harbour of Orsk is seen from the east in this picture taken in March 2024."),
        ("caption", "FILE - In this March 3, 2024, file photo, a crane stands on the wall of Orsk."),
        ("caption", "In this undated photo provided by the port authority, a crane stands on the wall."),
        ("caption", "This photo released by the port authority shows the wall of Orsk on Monday."),
        ("notice", "Wall of Orsk gives way originally appeared on Orsk Post.example on Mon, 3 March at 10:05."),
        ("caption", "Image copyright Lake Pictures Image caption The wall a year ago"),
        ("caption", "The wall of Orsk a year ago. (Photo: Ada Quill, The Orsk Post)"),
        ("caption", "Workers carry sand bags to the harbour of Orsk on Tuesday. REUTERS/Ada Quill"),
        ("caption", "The crane of Orsk. Photograph: Ada Quill for the Orsk Post"),
        ("caption", "Workers carry sand bags. Ada Quill/AFP/Getty Images"),
        ("caption", "Mayor Edda Voss, left, shakes hands with an engineer in front of the wall."),
        ("caption", "1 of 2 This picture shows the wall before it gave way on Monday morning."),
        (
            "caption",
            " ".join(
                f"Photos: Wall of Orsk {'The basin, from the north. ' * 20}Hide Caption {n} of 9" for n in range(1, 10)
            ),
        ),
        ("notice", "ADA QUILL, HOST:"),
        ("appeal", "Sign up for our daily newsletter"),
        ("appeal", "Support our independent journalism: it takes a minute."),
        ("appeal", "Download the Orsk Post app"),
        ("share", "Share this story:"),
        ("share", "Follow Ada Quill on Twitter: @adaquill"),
        ("share", "Facebook Twitter Email"),
        ("related", "Read more: How the wall of Orsk was built"),
        ("related", "READ MORE: Two boats sank in 2019"),
        ("related", "See also"),
        ("related", "https://orsk.example/wall"),
        ("media", "Media playback is unsupported on your device"),
        ("media", "Watch: The wall of Orsk gives way"),
        ("media", "Scroll down for video"),
        ("copyright", "Copyright 2025 The Orsk Post. All rights reserved."),
        ("copyright", "© 2025 The Orsk Post"),
        ("navigation", "Advertisement"),
        ("navigation", "Continue reading the main story"),
        ("navigation", "* * *"),
        ("notice", "This story has been updated."),
        ("notice", "Updated at 6:18 a.m."),
        ("notice", "Correction: An earlier version of this article gave the wrong name of the mayor."),
        ("notice", "Ada Quill reported from Orsk and Ben Reed contributed from the lake."),
        ("notice", "The Associated Press contributed to this report."),
        ("notice", "Reporting by Ada Quill; Editing by Ben Reed"),
        ("notice", "Editor's note: The writer is a member of the council."),
        ("byline", "By Ada Quill, lake correspondent"),
        ("repeated-headline", "WALL GIVES WAY"),
    ],
)
def test_lines_that_are_no_part_of_the_report(kind: str, line: str) -> None:
    assert furniture(line) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Update: The council voted on Tuesday evening to rebuild the wall, the mayor said after the meeting.",
        "In a stunning new image, the telescope has caught the light of a star that no longer exists.",
        "A letter from the mayor to the council, seen by the paper, says that the cracks were known.",
        "Like us, the people of the lake have waited for the wall, said the mayor of the next town.",
        "Support for the mayor has grown since the journalism students of Orsk went to the polls.",
        "Share prices of the port company fell by a tenth on the news.",
        "Published in March, the report of the engineers warned of cracks.",
        "Read out in court, the letter said that the wall would hold.",
        "Warning signs were put up along the quay on Sunday evening.",
        "Photographs of the wall taken in March show cracks as wide as a hand, the engineers said.",
        "Watch towers along the coast were built in the same year as the wall.",
        "By the end of the day the basin was empty.",
        "Copyright law was not what the council had in mind, the mayor said.",
        "“You can support us by donating to the fund,” the mayor told the people of the town.",
        "He told the AP that the wall would be rebuilt.",
        "The mayor posted a picture of the wall. — Edda Voss (@eddavoss) March 3, 2025",
        "She was left, right and centre of the campaign, and the wall was its theme.",
        "The wall gave way on Monday. " * 60 + "Photos: The wall of Orsk from the north. Hide Caption 1 of 2",
    ],
)
def test_paragraphs_of_the_report_are_never_marked(line: str) -> None:
    assert furniture(line) == []


def test_an_open_line_that_a_paragraph_says_again_is_a_caption() -> None:
    echo = "The harbour wall of Orsk gave way on Monday, the mayor said in a short statement"
    assert furniture(echo) == [("caption", echo)]
    assert furniture("The harbour wall of Lund held out on Friday, the warden said in a long letter") == []
    post = f"{echo} — Ada Quill (@adaquill) March 3, 2025"
    assert furniture(post) == []


def test_what_follows_continue_reading_at_the_end_is_links() -> None:
    links = (
        "Continue reading…",
        "Orsk Post top deals:",
        "How to take a crane to the harbour Why the wall says no again",
    )
    assert [words for kind, words in kinds(story(*links)) if kind != "headline"] == list(links)
    assert ("related", P4) not in kinds(story()[: -len(P4)] + "Continue reading…\n" + P4)


def test_all_marks_but_headline_and_dateline_are_boilerplate() -> None:
    text = f"Wall gives way\n\nBy Ada Quill\n\nORSK (AP) — {P1}\n\n{P2}\n\n{P3}\n\nRead more: The wall"
    found = layout.read(text)
    assert words(text, found.boilerplate) == ["By Ada Quill", "Read more: The wall"]


# --- headline ------------------------------------------------------------------------------------------------------


def test_a_first_line_that_stands_apart_is_the_headline() -> None:
    assert kinds(f"Wall gives way\n\n{P1}\n{P2}")[0] == ("headline", "Wall gives way")


def test_a_first_line_that_equals_the_title_is_the_headline() -> None:
    assert kinds(f"“Wall gives way”\n{P1}\n{P2}", title="Wall Gives Way")[0] == ("headline", "“Wall gives way”")


@pytest.mark.parametrize(
    "text",
    [
        f"{P1}\n{P2}\n{P3}",  # no headline at all
        f"{P1}\n\n{P2}\n\n{P3}",  # paragraphs that stand apart are no headlines
        f"\n{P1}\n{P2}",
        f"FILE PHOTO: The wall of Orsk\n\n{P1}\n\n{P2}",
        f"ORSK (AP) — The wall gave way\n\n{P1}\n\n{P2}",
        f"By Ada Quill\n\n{P1}\n\n{P2}",
        f"Ada Quill\n\nThe Orsk Post\n\n{P1}\n\n{P2}",
        P1,
        "Flood",
    ],
)
def test_no_headline_is_claimed(text: str) -> None:
    assert "headline" not in [kind for kind, _ in kinds(text)]


def test_a_line_that_shares_nothing_with_the_title_is_no_headline() -> None:
    assert kinds(f"Six years ago today\n\n{P1}\n{P2}", title="Wall gives way") == []


# --- byline, dateline, credit -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"[ORSK (Reuters) -]dateline {P1}", "Reuters"),
        (f"[GENEVA, March 3 (AP) —]dateline {P1}", "AP"),
        (f"[MADRID, Spain, Dec 29 (Thomson Reuters Foundation) -]dateline {P1}", "Thomson Reuters Foundation"),
        (f"[BEIJING, Jan. 3 (Xinhua) --]dateline {P1}", "Xinhua"),
        (f"[Seoul (AFP) -]dateline {P1}", "AFP"),
        (f"[VARDESSA, Belmaria (Lodestar) —]dateline {P1}", "Lodestar"),
        (f"[March 3 (Reuters) -]dateline {P1}", "Reuters"),
        (f"[(CNN)]dateline {P1}", "CNN"),
        (f"[(CNN)]dateline{P1}", "CNN"),
        (f"[BAGHDAD/PARIS (Reuters) -]dateline {P1}", "Reuters"),
        (f"[ST. LOUIS —]dateline {P1}", None),
        (f"[LYNCHBURG, Va. —]dateline {P1}", None),
        (f"[ORSKAU—]dateline{P1}", None),
        (f"[ISLAMABAD:]dateline {P1}", None),
    ],
)
def test_datelines(text: str, agency: str | None) -> None:
    read = marked(text)
    found = layout.read(f"Wall gives way\n\n{read.text}\n\n{P2}")
    offset = len("Wall gives way\n\n")
    (dateline,) = [mark for mark in found.marks if mark.kind == "dateline"]
    wanted = read.one("dateline")
    assert (dateline.start - offset, dateline.end - offset) == (wanted.start, wanted.end)
    assert found.credit == agency
    assert found.boilerplate == ()


@pytest.mark.parametrize(
    "line",
    [
        f"NATO — which has no part in it — was not asked. {P1}",
        f"UPDATE: {P1}",
        f"EXCLUSIVE — {P1}",
        f"U.S.-led talks went on. {P1}",
        f"Edda Voss (R-Orsk) — {P1}",
        f"The mayor (AP) said so. {P1}",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert "dateline" not in [kind for kind, _ in kinds(f"Wall gives way\n\n{line}\n\n{P2}")]


def test_speakers_of_a_transcript_are_no_datelines() -> None:
    text = f"Wall gives way\n\nVOSS: {P1}\n\nREED: {P2}\n\nVOSS: {P3}"
    assert "dateline" not in [kind for kind, _ in kinds(text)]


@pytest.mark.parametrize(
    ("lines", "byline", "credit"),
    [
        (("By Ada Quill",), "Ada Quill", None),
        (("By Ada Quill and Ben Reed, Associated Press",), "Ada Quill and Ben Reed, Associated Press", "AP"),
        (("By Reuters Staff",), "Reuters Staff", "Reuters"),
        (("By Ada Quill, special to CNN",), "Ada Quill, special to CNN", None),
        (("Ada Quill and Ben Reed", "", "ORSK TODAY"), "Ada Quill and Ben Reed, ORSK TODAY", None),
        (("By Ada Quill, Pittsburgh, PA",), "Ada Quill, Pittsburgh, PA", None),
    ],
)
def test_bylines(lines: tuple[str, ...], byline: str, credit: str | None) -> None:
    text = "\n".join(("Wall gives way", "", *lines, "", P1, P2, P3))
    found = layout.read(text)
    assert (found.byline, found.credit) == (byline, credit)
    assert words(text, found.boilerplate) == [line for line in lines if line]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("(AP)", "AP"),
        ("— Agence France-Presse", "AFP"),
        ("Source: Xinhua", "Xinhua"),
        ("Copyright 2025 The Associated Press. All rights reserved.", "AP"),
        ("The Associated Press contributed to this report.", None),
        ("Copyright 2025 The Orsk Post. The Associated Press contributed to this report.", None),
        ("Reporting by Ada Quill; Editing by Ben Reed", None),
    ],
)
def test_whose_text_a_report_is(line: str, agency: str | None) -> None:
    found = layout.read(story(line))
    assert found.credit == agency
    assert words(story(line), found.boilerplate) == [line]


def test_a_credit_at_the_end_of_the_last_paragraph() -> None:
    text = story()[:-1] + ". (AP)"
    found = layout.read(text)
    assert found.credit == "AP"
    assert words(text, found.boilerplate) == ["(AP)"]


@pytest.mark.parametrize(
    ("outlet", "seen", "byline", "credit"),
    [
        ("Reuters", None, None, "Reuters"),
        ("apnews.com", None, None, "AP"),
        ("The Orsk Post", None, "Ada Quill, Associated Press", "AP"),
        ("The Orsk Post", "CNN", None, "CNN"),
        ("edition.cnn.com", "CNN", None, None),
        ("The Orsk Post", None, None, None),
        (None, None, None, None),
    ],
)
def test_credit_of_a_report(outlet: str | None, seen: str | None, byline: str | None, credit: str | None) -> None:
    assert agencies.of_report(outlet, seen, byline) == credit


# --- what only the lines around show --------------------------------------------------------------------------------


def test_lines_without_an_end_are_furniture_where_lines_have_one() -> None:
    assert furniture("The wall of Orsk as it was seen from the lighthouse before the storm of Monday night") == [
        ("caption", "The wall of Orsk as it was seen from the lighthouse before the storm of Monday night")
    ]
    assert furniture("MAYOR OF ORSK MEETS ENGINEERS") == [("related", "MAYOR OF ORSK MEETS ENGINEERS")]
    assert furniture("A long winter") == [("navigation", "A long winter")]


def test_lines_without_an_end_are_kept_where_lines_have_none() -> None:
    verse = "\n".join(
        ("Wall gives way", "", *(f"A line of verse about the wall, number {n} of them" for n in range(9)))
    )
    assert [kind for kind, _ in kinds(verse)] == ["headline"]


@pytest.mark.parametrize(
    "lines",
    [
        ("The council named three reasons:", "- cracks in the wall", "- a storm in the night", "- no money at all"),
        ("The mayor wrote:", "We will build it again"),
        ("Two boats sank on Monday, one more on Tuesday and the crane fell into the basin, a fisherman said",),
        ("For: 12 members", "Against: 3 members", "Absent: 1 member", "Ill: 2 members"),
        ("It holds! — Edda Voss (@eddavoss) March 3, 2025",),
    ],
)
def test_lists_speech_and_posts_without_an_end_are_kept(lines: tuple[str, ...]) -> None:
    assert furniture(*lines) == []


def test_a_single_standfirst_is_part_of_the_report() -> None:
    standfirst = "Two boats sank in the harbour after a storm that engineers had warned of for a month"
    text = f"Wall gives way\n\n{standfirst}\n{P1}\n{P2}\n{P3}\n{P4}"
    assert [kind for kind, _ in kinds(text)] == ["headline"]


def test_highlights_and_their_list() -> None:
    lines = ("Story highlights", "The wall of Orsk gave way on Monday", "Two boats sank in the basin")
    text = "\n".join(("Wall gives way", "", *lines, P1, P2, P3, P4))
    assert kinds(text)[1:] == [("highlights", line) for line in lines]


def test_an_appeal_runs_to_the_end_of_the_text() -> None:
    lines = (
        "A message from The Orsk Post:",
        "Dear readers,",
        "We are facing hard times. The owner of the harbour wants to close our paper.",
        "He calls our work a nuisance and an insult, and he will not rest.",
        "But our readers stand by us, and we will go on with your help, as long as it takes.",
        "Not now",
    )
    text = story(*lines)
    assert words(text, layout.read(text).boilerplate) == list(lines)


def test_a_sign_up_box_does_not_swallow_the_report_after_it() -> None:
    box = "Sign up for our free newsletter"
    said = "“We will support you,” the mayor told her readers in the paper."
    text = f"Wall gives way\n\n{P1}\n{P2}\n{P3}\n{box}\n{said}\n{P4}"
    assert words(text, layout.read(text).boilerplate) == [box]


def test_a_sign_up_box_does_not_swallow_paragraphs_on_the_us() -> None:
    text = f"Wall gives way\n\n{P1}\n{P2}\n{P3}\nSign up for our free newsletter\nThe US has no such walls.\n{P4}"
    assert words(text, layout.read(text).boilerplate) == ["Sign up for our free newsletter"]


def test_end_credits_inside_the_last_paragraph() -> None:
    text = story() + " (Reporting by Ada Quill; editing by Ben Reed)"
    assert words(text, layout.read(text).boilerplate) == ["(Reporting by Ada Quill; editing by Ben Reed)"]


def test_links_in_brackets_and_link_lists_inside_a_sentence() -> None:
    text = story(
        "The mayor said so twice. (RELATED: The Mayor Of Orsk And Her Wall)",
        "Mayor Voss Edda Maria VossBoats sink in Orsk Mayor meets engineers MORE said that the wall would be rebuilt.",
    )
    assert words(text, layout.read(text).boilerplate) == [
        "(RELATED: The Mayor Of Orsk And Her Wall)",
        "Edda Maria VossBoats sink in Orsk Mayor meets engineers MORE",
    ]


@pytest.mark.parametrize(
    "line", ["The mayor asked for MORE and got it.", "Ada McQuill said MORE than she should have."]
)
def test_the_word_more_alone_is_no_link_list(line: str) -> None:
    assert furniture(line) == []


def test_a_repeated_paragraph_is_marked_once() -> None:
    assert furniture(P1) == [("notice", P1)]


def test_hard_wrapped_paragraphs_are_units() -> None:
    wrapped = "\n\n".join(
        "\n".join(p[i : i + 55].strip() for i in range(0, len(p), 55))
        for p in (P1, P2, "FILE PHOTO: " + P3, P4, P1 + P2, P3 + P4)
    )
    text = f"Wall gives way\n\n{wrapped}"
    (span,) = layout.read(text).boilerplate
    assert text[span.start : span.end].startswith("FILE PHOTO")
    assert text[span.end : span.end + 2] == "\n\n"


# --- laws ----------------------------------------------------------------------------------------------------

_LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [P1, P2, "Read more:", "By Ada Quill", "ORSK (AP) — " + P3, "Sign up for our newsletter", "(AP)"]
        ),
        st.text(alphabet="Aa (/)—-.,:MORE@“”’\n", max_size=80),
    ),
    max_size=12,
)


@given(_LINES, st.none() | st.text(max_size=30))
def test_marks_lie_inside_the_text_on_words(lines: list[str], title: str | None) -> None:
    text = "\n".join(lines)
    found = layout.read(text, title=title)
    assert layout.read(text, title=title) == found
    for mark in found.marks:
        assert isinstance(mark, Mark)
        assert 0 <= mark.start < mark.end <= len(text)
        assert text[mark.start : mark.end].strip()
    assert list(found.boilerplate) == sorted(found.boilerplate)
    assert sum(mark.kind == "headline" for mark in found.marks) <= 1
    assert sum(mark.kind == "dateline" for mark in found.marks) <= 1


@pytest.mark.parametrize(
    "piece", ["A", "(", "Ab/", "MORE ", '"', "John Smith ", "— ", "a@b", "Dear reader, your support you\n"]
)
def test_long_texts_take_linear_time(piece: str) -> None:
    layout.read(piece * (200_000 // len(piece)), title="Some title of five words")
