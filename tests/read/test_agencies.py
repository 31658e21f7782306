"""Whose text a report is: bylines, datelines, credit lines, signatures, sections of a site. People are invented."""

from __future__ import annotations

import pytest

from twosource.read import agencies, layout

P1 = "The sea wall of Orsk gave way on Monday night, and the water stood knee-deep in the lower town until the morning."
P2 = "Engineers had asked for money to mend it twice in the past ten years, the mayor of the town said on Tuesday."
P3 = "Nobody was hurt, but forty families spent the night in the school on the hill, where volunteers brought blankets."


def credit(*paragraphs: str) -> str | None:
    """The agency that the layout of a report shows."""
    return layout.read("\n\n".join(("Wall gives way in Orsk", *paragraphs))).credit


# --- datelines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("NEW YORK (AP) —", "AP"),
        ("NEW YORK, Nov. 19 (UPI) —", "UPI"),
        ("NEW DELHI (Reuters) -", "Reuters"),
        ("NEW ORLEANS —", None),
        ("ORSK (QUAY/AP) —", "AP"),
        ("Orsk (AFP) –", "AFP"),
        ("ORSK (RNS) —", "Religion News Service"),
        ("Orsk de la Costa (Belmaria) (AFP) -", "AFP"),
        ("ORSK , Belmaria, Dec. 1 (UPI) --", "UPI"),
    ],
)
def test_datelines(dateline: str, agency: str | None) -> None:
    text = f"{dateline} {P1}"
    assert credit(text, P2, P3) == agency
    (mark,) = [mark for mark in layout.read(text).marks if mark.kind == "dateline"]
    assert text[mark.start : mark.end] == dateline


@pytest.mark.parametrize(
    "opening", ["NEW POLL — ", "NEW: ", "NEW YORKERS HAVE SPOKEN — ", "ADA QUILL (HOST): ", "Ada Quill (CEO): "]
)
def test_what_is_no_dateline(opening: str) -> None:
    assert "dateline" not in [mark.kind for mark in layout.read(f"Wall gives way\n\n{opening}{P1}\n\n{P2}").marks]


# --- credit lines -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("(Reporting by Ada Quill; Editing by Ben Reed)", "Reuters"),
        (
            "(Reporting by Ada Quill in Orsk and Cy Moss in Vardessa; Writing by Dee Hart; Editing by Ben Reed.)",
            "Reuters",
        ),
        (
            "(Additional reporting by Ada Quill ORSK and Cy Moss in VARDESSA. Editing by Ben Reed and Dee Hart)",
            "Reuters",
        ),
        ("(Reporting by Nora Bloomberg; additional reporting by Cy Moss)", "Reuters"),
        ("(Editing by Ben Reed; Please credit the Thomson Reuters Foundation)", "Thomson Reuters Foundation"),
        ("AP - AFP", "AP"),
        ("Reuters, AFP and AP", "Reuters"),
        ("Reuters - Ap - Afp", "Reuters"),
        ("Ap / Afp", "AP"),
        ("— Reuters", "Reuters"),
        ("Tribune News Services", "Tribune News Service"),
        ("© 2025 Agence France-Presse", "AFP"),
        ("© Associated Press. All rights reserved.", "AP"),
        ("—Copyright the Associated Press", "AP"),
        ("(Copyright 2025 The Associated Press. All rights reserved.)", "AP"),
    ],
)
def test_credit_lines(line: str, agency: str) -> None:
    assert credit(P1, P2, P3, line) == agency
    text = f"{P1}\n\n{P2}\n\n{P3}\n\n{line}"
    found = [mark for mark in layout.read(text).marks if mark.kind in {"credit", "copyright"}]
    assert [text[mark.start : mark.end] for mark in found] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The Associated Press contributed to this report.",
        "Ada Quill of Orsk Today and The Associated Press contributed to this report.",
        "Associated Press writers Ada Quill in Orsk and Cy Moss in Vardessa contributed to this report.",
        "Contributing: The Associated Press",
        "With files from Reuters",
        "With reporting by the Associated Press and AFP.",
        "This report contains material from Reuters.",
        "Information from The Associated Press was used in this report.",
        "Additional reporting by Reuters",
        "Additional reporting by Ada Quill",
        "(Additional reporting by Ada Quill)",
        "Reporting by Ada Quill; Editing by Ben Reed",
        "Edited by Ben Reed",
        "This article originally appeared on Orsk Today.",
        "The wall of Orsk on Tuesday. (AP Photo/Ada Quill)",
        "The wall of Orsk on Tuesday. Ada Quill/Reuters",
        "© REUTERS/ Ada Quill The wall of Orsk on Tuesday",
        "© Reuters The wall of Orsk on Tuesday",
        "© AFP/Getty Images",
        "Copyright ©2025 Dow Jones & Company, Inc. All Rights Reserved.",
        "A view of the wall after the storm of the night (PA)",
        "The mayor spoke to the AP",
        "Sana Quill - Ada Moss",
    ],
)
def test_what_credits_nobody(line: str) -> None:
    assert credit(P1, P2, P3, line) is None
    assert credit(P1, line, P2, P3) is None


def test_a_signature_at_the_end_of_the_last_paragraph_is_marked_once() -> None:
    signature = "(Writing by Ada Quill; Editing by Ben Reed)"
    text = f"{P1}\n\n{P2} {signature}"
    found = layout.read(text)
    assert found.credit == "Reuters"
    assert [(mark.kind, text[mark.start : mark.end]) for mark in found.marks] == [("credit", signature)]


def test_an_agency_behind_the_time_of_publication() -> None:
    text = f"Wall gives way in Orsk Updated: 2025-03-02 06:50 (Xinhua)\n{P1}\n{P2}"
    found = layout.read(text)
    assert found.credit == "Xinhua"
    assert [text[mark.start : mark.end] for mark in found.marks if mark.kind == "credit"] == [
        "Updated: 2025-03-02 06:50 (Xinhua)"
    ]


def test_brackets_at_the_end() -> None:
    assert credit(P1, P2, f"{P3} (AP)") == "AP"
    assert credit(P1, P2, f"{P3}(Reuters)") == "Reuters"
    assert credit(f"{P1} (AFP)", f"{P2} (Orsk Today)", f"{P3} (AP)") is None, "items of a list, each with its source"
    assert credit(P1, P2, f"“{P3}” (AP)") is None, "whom a quotation is from"
    assert credit(P1, P2, f"{P3} (CNN)") is None, "an outlet in the first place"


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Ada Quill, The Associated Press", "AP"),
        ("Ada Quill and Ben Reed of Reuters", "Reuters"),
        ("By Ada Quill | Associated Press", "AP"),
        ("Ada Quill, AP", None),
        ("Ada Quill / Reuters", None),
        ("Ada Quill/Associated Press", None),
    ],
)
def test_a_line_of_names_above_the_text(line: str, agency: str | None) -> None:
    assert credit(line, P1, P2, P3) == agency


# --- bylines ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("Associated Press", "AP"),
        ("By THE ASSOCIATED PRESS", "AP"),
        ("Ada Quill, Associated Press", "AP"),
        ("Ada Quill and Ben Reed | AP", "AP"),
        ("ADA QUILL Associated Press", "AP"),
        ("AP Political Writer Ada Quill", "AP"),
        ("Afp", "AFP"),
        ("Ap Reporter, Ada Quill", "AP"),
        ("Ap Quill", None),
        ("Reuters Staff", "Reuters"),
        ("Reuters Editorial, 3 Min Read", "Reuters"),
        ("Ada Quill of Reuters", "Reuters"),
        ("Press Association Reporter", "PA"),
        ("PA Reporter", "PA"),
        ("Bloomberg News", "Bloomberg"),
        ("Ada Quill, Bloomberg", "Bloomberg"),
        ("Agence France-Presse in Orsk", "AFP"),
        ("Associated Press, Getty Images", "AP"),
        ("Nora Bloomberg", None),
        ("Efe Quill", None),
        ("Antara Moss and Ben Reed", None),
        ("Ada Quill, Orsk, PA", None),
        ("Ada Quill, special to AP", None),
        ("Ada Quill with The Associated Press", None),
        ("Ada Quill, additional reporting by Reuters", None),
        ("Ada Quill, Cy Moss, Bloomberg, Getty Images", None),
        ("Ada Quill, photos by Reuters", None),
        ("AP Photo/Ada Quill", None),
        ("Ada Quill", None),
        ("", None),
        (None, None),
    ],
)
def test_bylines(byline: str | None, agency: str | None) -> None:
    assert agencies.of_byline(byline) == agency


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "agency"),
    [
        ("https://quaynews.example/wires/afp/article-1/Wall.html", "AFP"),
        ("https://quaynews.example/wires/pa/article-1/Wall.html", "PA"),
        ("https://quaynews.example/aponline/2025/03/02/wall.html", "AP"),
        ("https://quaynews.example/Reuters/2025/03/02/wall.html", "Reuters"),
        ("https://quaynews.example/news/ap/wall-gives-way", "AP"),
        ("https://quaynews.example/news/pa/wall-gives-way", None),
        ("https://quaynews.example/news/wire/wall-gives-way", None),
        ("https://quaynews.example/US/wireStory/wall-gives-way-1", None),
        ("https://quaynews.example/topics/reuters/wall", None),
        ("https://quaynews.example/business/companies/reuters/shares-fall", None),
        ("https://quaynews.example/business/reuters", None),
        ("https://quaynews.example/news/reuters-names-an-editor/", None),
        ("https://[quaynews.example/wires/afp/x", None),
        (None, None),
    ],
)
def test_sections_of_a_site(url: str | None, agency: str | None) -> None:
    assert agencies.of_address(url) == agency


# --- the report -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outlet", "seen", "byline", "url", "agency"),
    [
        ("Orsk Today", "AP", "Reuters Staff", None, "AP"),
        ("Orsk Today", None, None, "https://orsk.example/wires/ap/wall", "AP"),
        ("Guest Writer", "CNN", None, "https://www.cnn.com/2025/wall", None),
        ("Orsk Today", "CNN", None, "https://orsk.example/wall", "CNN"),
        ("Orsk Shipping Letter", "OSL", None, None, None),
        ("Orsk Today", "OSL", None, None, "OSL"),
        ("Orsk Star", "STA", None, "https://orskstar.example/wall", "STA"),
        ("money.cnn.com", "CNN", None, None, None),
        ("Orsk Lodestar", "Lodestar", None, None, None),
        ("Quay SFBayArea", "QUAY SF", None, None, None),
        ("Reuters", "Reuters", None, None, "Reuters"),
        ("Orsk Today", "CNN", None, "https://[orsk.example", "CNN"),
    ],
)
def test_an_outlet_does_not_copy_itself(
    outlet: str, seen: str | None, byline: str | None, url: str | None, agency: str | None
) -> None:
    assert agencies.of_report(outlet, seen, byline, url) == agency
