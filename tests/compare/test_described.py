"""What reports call somebody is a claim of its own."""

from __future__ import annotations

import pytest
from msgspec import structs

from making import article, entity
from twosource.compare import described
from twosource.model import Article, Span


def groups(one: str, other: str, *names: str) -> list[list[str]]:
    """What the groups of descriptions say, for one person who goes by these names."""
    articles = [article("a", one), article("b", other)]
    places = [(a, name) for a in articles for name in names if name in a.text]
    people = [entity(names[0], "person", *places)]
    found = described.find({a.id: a for a in articles}, people)
    return [[passage.text for passage in group] for group in found]


def test_a_title_and_an_apposition_say_the_same() -> None:
    assert groups(
        "Port spokeswoman Mira Tolland left early.", "Mira Tolland, a spokeswoman for the port, left.", "Mira Tolland"
    ) == [["Port spokeswoman Mira Tolland", "Mira Tolland, a spokeswoman for the port"]]


def test_another_word_for_the_office_will_do_and_a_wide_one_needs_more() -> None:
    one = "Mira Tolland, a lawyer for the port, left."
    assert groups(one, "Mira Tolland, the attorney of the docks, left.", "Mira Tolland")
    assert groups(
        "Quay Town Police Chief Mira Tolland left.",
        "Mira Tolland, chief of the Quay Town police, left.",
        "Mira Tolland",
    )
    assert not groups(
        "Mira Tolland, chief of the choir, left.", "Mira Tolland, chief of the Quay Town police, left.", "Mira Tolland"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mira Tolland, a lawyer for the port, left.", "Mira Tolland left."),
        ("Mira Tolland, a lawyer for the port, left.", "Mira Tolland, a painter, left."),
        ("President Mira Tolland left.", "President Mira Tolland came."),
        ("Mira Tolland, a lawyer, left. Mira Tolland, the lawyer, came back.", "Mira Tolland slept."),
    ],
)
def test_what_is_no_shared_description(one: str, other: str) -> None:
    assert not groups(one, other, "Mira Tolland")


def test_every_description_stands_in_its_report() -> None:
    texts: dict[str, Article] = {
        name: article(name, f"{lead}harbour master Mira Tolland, the owner of the Tarn Line, spoke.")
        for name, lead in (("a", "The "), ("b", "Then "), ("c", "Again "))
    }
    people = [entity("Mira Tolland", "person", *((a, "Mira Tolland") for a in texts.values()))]
    for group in described.find(texts, people):
        assert len({passage.article for passage in group}) == len(group) > 1
        for passage in group:
            assert texts[passage.article].text[passage.start : passage.end] == passage.text


def test_what_is_no_part_of_a_report_tells_nothing() -> None:
    one = article("a", "Port spokeswoman Mira Tolland left early.")
    other = article("b", "Port spokeswoman Mira Tolland at the quay.")
    places = [(a, "Mira Tolland") for a in (one, other)]
    people = [entity("Mira Tolland", "person", *places)]
    assert list(described.find({"a": one, "b": other}, people))
    caption = structs.replace(other, boilerplate=(Span(0, len(other.text)),))
    assert not list(described.find({"a": one, "b": caption}, people))
