from __future__ import annotations

import pytest

from making import article, claim, entity, evidence, reading, span
from twosource.compare import conflicts
from twosource.model import Article, Conflict, Entity, Precision, Quantity, Reading, Time


def number(a: Article, words: str, value: float, unit: str, precision: Precision = "exact") -> Quantity:
    where = span(a.text, words)
    return Quantity(start=where.start, end=where.end, value=value, unit=unit, precision=precision)


def date(a: Article, words: str, value: str) -> Time:
    where = span(a.text, words)
    return Time(article=a.id, start=where.start, end=where.end, value=value)


def found(*read: tuple[Article, Reading], entities: tuple[Entity, ...] = ()) -> tuple[Conflict, ...]:
    """The conflicts on a claim that each report states in one sentence, its whole text."""
    articles = [a for a, _ in read]
    whole = claim("c", *(evidence(a, a.text) for a in articles))
    return conflicts.find(articles, [r for _, r in read], entities, [whole])


def counted(name: str, text: str, words: str, value: float, unit: str, **more: str) -> tuple[Article, Reading]:
    published = more.pop("published", None)
    a = article(name, text, "", published=published)
    return a, reading(a, quantities=(number(a, words, value, unit, **more),))  # type: ignore[arg-type]


def dated(name: str, text: str, words: str, value: str) -> tuple[Article, Reading]:
    a = article(name, text)
    return a, reading(a, times=(date(a, words, value),))


def test_two_exact_numbers_of_one_thing_contradict() -> None:
    (conflict,) = found(
        counted("a", "The granary fire destroyed 40 wagons of barley.", "40", 40, "wagon"),
        counted("b", "Some 60 wagons of barley were lost in the granary fire.", "60", 60, "wagon"),
    )
    assert (conflict.slot, conflict.kind, conflict.claim) == ("count", "contradiction", "c")
    assert [(v.article, v.text, v.value) for v in conflict.values] == [("a", "40", "40 wagon"), ("b", "60", "60 wagon")]


@pytest.mark.parametrize(
    ("words", "value", "precision"),
    [("nearly 25", 25.0, "about"), ("more than 20", 20.0, "at-least"), ("up to 30", 30.0, "at-most")],
)
def test_numbers_that_can_both_hold_are_roundings(words: str, value: float, precision: Precision) -> None:
    (conflict,) = found(
        counted("a", "The granary fire destroyed 24 wagons of barley.", "24", 24, "wagon"),
        counted(
            "b", f"The granary fire destroyed {words} wagons of barley.", words, value, "wagon", precision=precision
        ),
    )
    assert conflict.kind == "rounding"


def test_the_same_number_in_two_dresses_is_no_conflict() -> None:
    assert not found(
        counted("a", "The granary fire destroyed 24 wagons of barley.", "24", 24, "wagon"),
        counted(
            "b", "The granary fire destroyed more than 24 wagons.", "more than 24", 24, "wagon", precision="at-least"
        ),
    )


def test_a_toll_that_grows_with_the_date_is_an_update() -> None:
    (conflict,) = found(
        counted("a", "The granary fire injured 12 people.", "12", 12, "people", published="2031-06-02"),
        counted("b", "The granary fire injured 17 people.", "17", 17, "people", published="2031-06-03"),
    )
    assert conflict.kind == "update"


def test_a_toll_that_shrinks_is_none() -> None:
    (conflict,) = found(
        counted("a", "The granary fire injured 17 people.", "17", 17, "people", published="2031-06-02"),
        counted("b", "The granary fire injured 12 people.", "12", 12, "people", published="2031-06-03"),
    )
    assert conflict.kind == "contradiction"


def test_dead_and_injured_are_two_slots() -> None:
    assert not found(
        counted("a", "The granary fire killed 3 people.", "3", 3, "people"),
        counted("b", "The granary fire injured 5 people.", "5", 5, "people"),
    )


def test_words_beside_a_number_may_say_that_it_counts_something_else() -> None:
    (conflict,) = found(
        counted("a", "The town sent 40 guards to the granary.", "40", 40, "guard"),
        counted("b", "The town sent 60 additional guards to the granary.", "60", 60, "guard"),
    )
    assert conflict.kind == "scope"


def test_numbers_of_unlike_passages_and_units_do_not_meet() -> None:
    one = counted("a", "The granary fire destroyed 40 wagons of barley.", "40", 40, "wagon")
    assert not found(one, counted("b", "A ferry with 60 wagons waited outside.", "60", 60, "wagon"))
    assert not found(one, counted("b", "The granary fire destroyed 60 tonnes of barley.", "60", 60, "tonne"))


def test_several_numbers_of_one_unit_leave_it_open_which_is_meant() -> None:
    a, read = counted("a", "The granary fire destroyed 40 wagons, not 50 wagons.", "40", 40, "wagon")
    both = reading(a, quantities=(*read.quantities, number(a, "50", 50, "wagon")))
    assert not found((a, both), counted("b", "The granary fire destroyed 60 wagons.", "60", 60, "wagon"))


def test_one_report_does_not_contradict_itself() -> None:
    a = article("a", "The granary fire destroyed 40 wagons. The granary fire destroyed 60 wagons.")
    read = reading(a, quantities=(number(a, "40", 40, "wagon"), number(a, "60", 60, "wagon")))
    items = (evidence(a, "The granary fire destroyed 40 wagons"), evidence(a, "The granary fire destroyed 60 wagons"))
    assert conflicts.find([a], [read], (), [claim("c", *items)]) == ()


def test_two_dates_of_one_event_contradict() -> None:
    (conflict,) = found(
        dated("a", "The granary burned down on 3 May.", "3 May", "2031-05-03"),
        dated("b", "The granary burned down on 4 May.", "4 May", "2031-05-04"),
    )
    assert (conflict.slot, conflict.kind) == ("time", "contradiction")


def test_a_month_and_a_day_in_it_can_both_hold() -> None:
    (conflict,) = found(
        dated("a", "The granary burned down on 3 May.", "3 May", "2031-05-03"),
        dated("b", "The granary burned down in May.", "May", "2031-05"),
    )
    assert conflict.kind == "rounding"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The granary burned down, Mira Tolland said on 4 May.", "4 May", "2031-05-04"),
        ("The granary burned down yesterday.", "yesterday", "2031-05-04"),
        ("The granary burned down on Tuesday.", "Tuesday", "XXXX-WXX-2"),
        ("A court will hear the owner on 4 May.", "4 May", "2031-05-04"),
    ],
)
def test_dates_of_something_else_do_not_meet(text: str, words: str, value: str) -> None:
    assert not found(
        dated("a", "The granary burned down on 3 May.", "3 May", "2031-05-03"), dated("b", text, words, value)
    )


def test_one_report_says_and_another_says_not() -> None:
    a = article("a", "The sprinklers in the granary worked during the fire.")
    b = article("b", "The sprinklers in the granary did not work during the fire.")
    (conflict,) = found((a, reading(a)), (b, reading(b)))
    assert (conflict.slot, conflict.kind) == ("polarity", "contradiction")
    c = article("b", "The owner could not say how the sprinklers of the old granary on the quay had ever been tested.")
    assert not found((a, reading(a)), (c, reading(c)))


def test_one_name_in_two_spellings() -> None:
    a, b = article("a", "Mira Tolland left."), article("b", "Mira Toland left.")
    both = entity("Mira Tolland", "person", (a, "Mira Tolland"), (b, "Mira Toland"))
    (conflict,) = found((a, reading(a)), (b, reading(b)), entities=(both,))
    assert (conflict.slot, conflict.kind) == ("person", "rounding")
    assert [v.text for v in conflict.values] == ["Mira Tolland", "Mira Toland"]


@pytest.mark.parametrize(
    ("one", "other"), [("Mira Tolland", "Tolland"), ("Jürgen Kühl", "Juergen Kühl"), ("Kurds", "Kurd")]
)
def test_forms_of_a_name_are_no_spellings(one: str, other: str) -> None:
    a, b = article("a", f"{one} left."), article("b", f"{other} left.")
    assert not found((a, reading(a)), (b, reading(b)), entities=(entity(one, "person", (a, one), (b, other)),))


def test_one_difference_is_told_once_and_in_any_order_of_reports() -> None:
    one = counted("a", "The granary fire destroyed 40 wagons of barley.", "40", 40, "wagon")
    other = counted("b", "The granary fire destroyed 60 wagons of barley.", "60", 60, "wagon")
    articles, readings = [one[0], other[0]], [one[1], other[1]]
    claims = [claim(name, *(evidence(a, a.text) for a in articles)) for name in ("c1", "c2")]
    before = conflicts.find(articles, readings, (), claims)
    assert len(before) == 1
    assert conflicts.find(articles[::-1], readings[::-1], (), claims) == before
