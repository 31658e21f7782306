"""The corpora of names: text rebuilt from tokens, tags read as CoNLL's scorer reads them, outlets kept together."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

READER = str(Path(__file__).parents[2] / "training" / "reader")
if READER not in sys.path:
    sys.path.insert(0, READER)

import names_partial  # noqa: E402
from spacing import rebuild  # noqa: E402


def corpora() -> ModuleType:
    """The module under test; the benchmarks have one of the same name."""
    spec = importlib.util.spec_from_file_location("training_names", Path(READER) / "names.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NAMES = corpora()


@pytest.mark.parametrize(
    "text",
    [
        "He said: “It’s done.” She (the mayor) left.",
        '"It burned," he said. "All of it."',
        "The U.S.-backed men, 20-year-old Mr. K. Holt’s, got US$5 million, or 12.5%, in the 1950s.",
        "LOWMARSH - The first-ever fair opened.",
        "It closed at 8:30 - which nobody saw.",
        "The workers' fair at O’Hale and the G7 of Alder & Holm, J&K.",
        "It was one-on-one, state-of-the-art.",
    ],
)
def test_tokens_become_a_newspaper_s_text(text: str) -> None:
    tokens = re.findall(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]", text)
    assert rebuild(tokens)[0] == text


@given(st.lists(st.text(min_size=1, max_size=4).filter(lambda t: t.strip() == t and t.split() == [t]), max_size=15))
def test_every_token_stands_where_it_is_said_to(tokens: list[str]) -> None:
    text, spans = rebuild(tokens)
    assert [text[s.start : s.end] for s in spans] == tokens
    assert "".join(text.split()) == "".join("".join(tokens).split())


ARTICLE = """https://example.org/a-b\tO
&\tO
x\tO

Omar\tB-Person
Reyes\tI-Person
of\tO
Norland\tB-Organization\tB-Location
Bank\tI-Organization
’\tO
s\tO
.\tO

In\tO
1950\tI-Date
s\tO
"""


def test_an_article_s_address_is_dropped_and_its_names_are_marked() -> None:
    document = NAMES.parse_worldwide("xx_article_post_3.txt.tsv", ARTICLE)
    assert document.text == "Omar Reyes of Norland Bank’s.\n\nIn 1950s"
    marked = [(document.text[s.start : s.end], s.label) for s in document.spans]
    assert marked == [("Omar Reyes", "Person"), ("Norland Bank", "Organization"), ("1950", "Date")]
    assert [(document.text[s.start : s.end], s.label) for s in document.nested] == [("Norland", "Location")]
    assert document.outlet == "xx_post"


def test_an_i_of_another_class_opens_a_name() -> None:
    assert list(NAMES.tagged(["B-A", "I-B", "O", "I-A", "I-A", "B-A"])) == [
        (0, 1, "A"),
        (1, 2, "B"),
        (3, 5, "A"),
        (5, 6, "A"),
    ]


def test_an_outlet_stays_in_one_part() -> None:
    assert NAMES.outlet("cosric_ticotimes_1.txt.tsv") == NAMES.outlet("cosrica_ticotimes_2.txt.tsv")
    assert {NAMES.split(f"outlet{n}") for n in range(40)} == {"train", "dev"}


def test_a_mention_is_cut_down_to_its_name() -> None:
    for mention, name in (
        ("the Brandt Fund’s", "Brandt Fund"),
        ("President Omar Reyes", "Omar Reyes"),
        ("the city", None),
        ("the President", None),
        ("Norland's men", None),
    ):
        cut = names_partial.bare(mention, 0, len(mention))
        assert (mention[slice(*cut)] if cut else None) == name
