from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from making import article, claim, entity, evidence, origin, reading, said, span
from twosource.annotate import quantities
from twosource.compare import conflicts
from twosource.compare.origins import Traced
from twosource.model import Article, Conflict, Entity, MentionKind, Precision, Quantity, Reading, Sentence, Time

Named = tuple[str, MentionKind, tuple[str, ...], tuple[str, ...]]
"""Somebody or some place: name, kind, and the words for it in the one report and in the other."""


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
        counted("b", "The granary fire destroyed some 24 wagons.", "some 24", 24, "wagon", precision="about"),
    )


def test_a_number_may_be_a_limit_elsewhere() -> None:
    (conflict,) = together("The fire destroyed 24 wagons of barley.", "The fire destroyed at least 24 wagons.")
    assert (conflict.kind, [v.text for v in conflict.values]) == ("rounding", ["24", "at least 24"])
    both = "The fire destroyed at least 24 wagons. All 24 wagons held barley."
    assert not together(both, both.replace("destroyed", "burned"))


def test_large_numbers_that_hardly_differ_are_of_one_slot_whatever_stands_beside_them() -> None:
    one = "Thieves took the records, and the breach touched 143,000 customers."
    (conflict,) = together(one, "The records of 145,500 people were taken in the breach.")
    assert conflict.kind == "scope"
    assert not together(one, "The records of 290,000 people were taken in the breach.")


def test_tolls_that_hardly_differ_meet_wherever_they_stand() -> None:
    articles, readings = whole(
        "Nearly 70 people were wounded on the quay.", "Sixty-nine others lay wounded, Kole said."
    )
    apart = [claim(a.id, evidence(a, a.text)) for a in articles]
    near = [(("a", 0, len(articles[0].text)), ("b", 0, len(articles[1].text)))]
    (conflict,) = conflicts.find(articles, readings, (), apart, near)
    assert conflict.kind == "rounding"
    assert not conflicts.find(articles, readings, (), apart)


def test_a_toll_that_grows_with_the_date_is_an_update() -> None:
    (conflict,) = found(
        counted("a", "The granary fire injured 12 people.", "12", 12, "people", published="2031-06-02"),
        counted("b", "The granary fire injured 17 people.", "17", 17, "people", published="2031-06-03"),
    )
    assert conflict.kind == "update"


def test_limits_of_a_toll_that_grows_are_an_update_too() -> None:
    early = counted("a", "At least 60 people died.", "60", 60, "people", precision="at-least", published="2031-06-02")
    (conflict,) = found(early, counted("b", "At least 84 people died.", "84", 84, "people", published="2031-06-03"))
    assert conflict.kind == "update"
    (conflict,) = found(early, counted("b", "In all 62 people died.", "62", 62, "people", published="2031-06-03"))
    assert conflict.kind == "rounding"


def test_among_the_dead_are_all_of_them() -> None:
    (conflict,) = found(
        counted("a", "The fire killed 80 people.", "80", 80, "people", published="2031-06-02"),
        counted(
            "b", "Two cooks were among the 84 people killed by the fire.", "84", 84, "people", published="2031-06-03"
        ),
    )
    assert conflict.kind == "update"


@pytest.mark.parametrize(
    "later",
    [
        "The death toll of the granary fire in the old port has risen to 17, the mayor said.",
        "The number of people killed in the granary fire in the old port reached 17, the mayor said.",
        "The mayor put the death toll of the granary fire in the old port at 17.",
    ],
)
def test_a_toll_at_the_end_of_a_long_clause_is_one(later: str) -> None:
    early = counted("a", "The granary fire killed 12 people.", "12", 12, "people", published="2031-06-02")
    (conflict,) = found(early, counted("b", later, "17", 17, "people", published="2031-06-03"))
    assert (conflict.kind, [v.value for v in conflict.values]) == ("update", ["12 people", "17 people"])
    hurt = later.replace("death toll", "number of wounded").replace("people killed", "people wounded")
    assert not found(early, counted("b", hurt, "17", 17, "people", published="2031-06-03"))


def test_the_day_on_which_a_toll_rose_is_not_that_of_the_fire() -> None:
    early = dated("a", "The granary fire in the old port killed twelve people on Friday.", "Friday", "2031-06-06")
    burned = "The granary fire in the old port killed twelve people on Saturday."
    (conflict,) = found(early, dated("b", burned, "Saturday", "2031-06-07"))
    assert conflict.kind == "contradiction"
    rose = "The death toll of the granary fire in the old port that killed people rose on Saturday."
    assert not found(early, dated("b", rose, "Saturday", "2031-06-07"))


def test_tolls_of_other_days_are_those_of_other_things() -> None:
    now = counted("a", "The granary fire killed 24 people.", "24", 24, "people", published="2031-06-02")
    text = "The granary fire of November 2030 killed 30 people."
    old = article("b", text, "", published="2031-06-02")
    then = (number(old, "30", 30, "people"),)
    assert found(now, (old, reading(old, quantities=then)))
    assert not found(now, (old, reading(old, quantities=then, times=(date(old, "November 2030", "2030-11"),))))


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


def test_two_things_that_one_person_did_have_dates_of_their_own() -> None:
    def of(did: str) -> tuple[Conflict, ...]:
        a = dated("a", "On 3 May, President Anders Quill of Osterlin resigned.", "3 May", "2031-05-03")
        b = dated("b", f"On 4 May, President Anders Quill of Osterlin {did}.", "4 May", "2031-05-04")
        quill = entity("Anders Quill", "person", (a[0], "Anders Quill"), (b[0], "Anders Quill"))
        return found(a, b, entities=(quill, entity("Osterlin", "place", (a[0], "Osterlin"), (b[0], "Osterlin"))))

    assert not of("slept")
    assert of("resigned")


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
    ("one", "other"),
    [("Jaro Hamad", "Jaro al-Hamad"), ("Mira Tolland", "Tolland"), ("Jürgen Kühl", "Juergen Kühl"), ("Kurds", "Kurd")],
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


# --- what one report tells about two numbers -------------------------------------------------------------------------


def whole(*texts: str, published: tuple[str, ...] = ()) -> tuple[list[Article], list[Reading]]:
    """Reports of one sentence each, with the numbers that are read in it."""
    articles = [
        article("abcdef"[k], text, "", published=published[k] if published else None) for k, text in enumerate(texts)
    ]
    readings = []
    for a in articles:
        sentences = (Sentence(start=0, end=len(a.text), paragraph=0),)
        readings.append(reading(a, sentences=sentences, quantities=quantities.find(a, sentences)))
    return articles, readings


def read_as_one(*texts: str, published: tuple[str, ...] = ()) -> tuple[Conflict, ...]:
    """The conflicts of reports that were not grouped: each passage is a claim of its own."""
    articles, readings = whole(*texts, published=published)
    return conflicts.find(articles, readings, (), [claim(a.id, evidence(a, a.text)) for a in articles])


def test_a_report_that_tells_of_the_change_makes_an_update() -> None:
    (conflict,) = read_as_one(
        "The granary fire in Osterlin injured 12 people.", "Mayor Kole raised the number of injured from 12 to 17."
    )
    assert (conflict.kind, {v.text for v in conflict.values}) == ("update", {"12", "17"})


@pytest.mark.parametrize(
    "other",
    [
        "Mayor Kole raised the number of dead from 12 to 17.",
        "The 12 injured and 17 others came home.",
        "The ferry took the injured from 12 to 17 villages.",
    ],
)
def test_two_numbers_side_by_side_need_not_be_a_change(other: str) -> None:
    assert not read_as_one("The granary fire in Osterlin injured 12 people.", other)


def test_a_report_that_has_both_numbers_differs_from_none() -> None:
    assert not read_as_one(
        "The fire injured 12 people; later it was 17 injured.", "Mayor Kole raised the number of injured from 12 to 17."
    )


def test_a_number_may_be_told_as_a_part_of_another() -> None:
    (conflict,) = read_as_one(
        "The granary held nine night-shift workers.",
        "Inside were fourteen people: the nine on the rota and five others.",
    )
    assert (conflict.kind, {v.text for v in conflict.values}) == ("scope", {"nine", "fourteen"})


def test_parts_do_not_differ_from_their_sum() -> None:
    assert not together(
        "The granary fire killed 12 people.", "The granary fire killed 10 foreign guests and two cooks."
    )


def test_a_later_report_gives_no_outdated_number() -> None:
    assert not read_as_one(
        "The granary fire in Osterlin injured 12 people.",
        "Mayor Kole raised the number of injured from 12 to 17.",
        published=("2031-05-04", "2031-05-03"),
    )


# --- shares, places, quotations, roles, denials ----------------------------------------------------------------------


def together(one: str, other: str, *people: Named) -> list[Conflict]:
    """The conflicts of two texts in one claim."""
    articles, readings = whole(one, other)
    entities = [
        entity(name, kind, *((articles[0], w) for w in first), *((articles[1], w) for w in second))
        for name, kind, first, second in people
    ]
    return list(conflicts.find(articles, readings, entities, [claim("c", *(evidence(a, a.text) for a in articles))]))


def test_shares_of_things_called_otherwise_differ_where_the_same_is_told_of_them() -> None:
    (conflict,) = together(
        "Most of the ferry is expected to sink by dusk.", "Half of the ship is expected to sink by dusk."
    )
    assert conflict.slot == "count"
    assert not together("A spark most likely lit the granary.", "All of the granary was lit by a spark, most likely.")


def test_shares_in_words_differ() -> None:
    (conflict,) = together("The fire destroyed most of the barley.", "The fire destroyed nearly all the barley.")
    assert (conflict.slot, conflict.kind) == ("count", "rounding")
    (conflict,) = together("The fire destroyed half of the barley.", "The fire destroyed two-thirds of the barley.")
    assert conflict.kind == "scope"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fire destroyed most of the barley.", "The fire destroyed the majority of the barley."),
        ("The fire destroyed most of the barley.", "The fire destroyed all the granary windows and barley."),
        ("The fire destroyed most of the barley.", "The fire destroyed most of the barley, nearly all the barley."),
        ("The council passed the country's most restrictive law.", "The council passed a near-total restrictive law."),
    ],
)
def test_shares_that_do_not(one: str, other: str) -> None:
    assert not together(one, other)


def test_two_places_of_one_act() -> None:
    one, other = "Kole signed the treaty at a summit in Osterlin.", "Kole signed the treaty at a summit in Vardessa."
    osterlin: Named = ("Osterlin", "place", ("Osterlin",), ())
    vardessa: Named = ("Vardessa", "place", (), ("Vardessa",))
    (conflict,) = together(one, other, osterlin, vardessa)
    assert (conflict.slot, conflict.kind) == ("place", "scope")
    assert not together(f"{one} Vardessa rejoiced.", other, osterlin, vardessa)


def test_one_remark_quoted_in_two_wordings() -> None:
    one, other = (
        "“We shall rebuild the granary by winter,” Kole said.",
        "Kole: “We shall rebuild the granary by spring.”",
    )
    (conflict,) = together(one, other)
    assert (conflict.slot, [v.text for v in conflict.values]) == ("quote", ["winter", "spring"])


def test_what_telling_a_remark_turns_is_no_difference() -> None:
    for one, other in (
        ("“There is no doubt in my mind about it,” Kole said.", "Kole saw “no doubt in his mind about it at all.”"),
        ("“You can take eight boats away, okay?” Kole said.", "“You can take 8 boats away, OK?” Kole said."),
        (
            "“You can take the boats away now — Ada Kole (@kole) April 1”",
            "“You can take the boats away now — Ada Kole (@kole) April 2”",
        ),
    ):
        assert not together(one, other), one


@pytest.mark.parametrize(
    "other",
    [
        "“We shall rebuild the granary,” Kole said.",
        "We shall rebuild the granary by spring, Kole said.",
        "“Nobody will ever forget this fire or its dead,” Kole said.",
        "“We shall re-build the granary by winter,” Kole said.",
    ],
)
def test_quotations_cut_or_spelt_in_another_way_do_not_differ(other: str) -> None:
    assert not together("“We shall rebuild the granary by winter,” Kole said.", other)


def test_two_roles_of_one_person() -> None:
    one, other = "The fire spread, said harbour master Mira Tolland.", "Mira Tolland, the port engineer, saw the fire."
    tolland: Named = ("Mira Tolland", "person", ("Mira Tolland",), ("Mira Tolland",))
    (conflict,) = together(one.replace("harbour master", "port director"), other, tolland)
    assert (conflict.slot, conflict.kind) == ("person", "rounding")
    assert [v.text for v in conflict.values] == ["port director", "port engineer"]


@pytest.mark.parametrize(
    ("role", "apposed"), [("spokesman", "a spokeswoman"), ("official", "an engineer"), ("", "an engineer")]
)
def test_roles_that_are_only_wider_or_worded_otherwise(role: str, apposed: str) -> None:
    tolland: Named = ("Mira Tolland", "person", ("Mira Tolland",), ("Mira Tolland",))
    one, other = f"The fire spread, said port {role} Mira Tolland.", f"Mira Tolland, {apposed}, saw the fire."
    assert not together(one, other, tolland)


@pytest.mark.parametrize("address", ["Dr", "Dr."])
def test_a_doctor_may_be_a_director_too(address: str) -> None:
    tolland: Named = ("Mira Tolland", "person", ("Mira Tolland",), ("Mira Tolland",))
    other = "Mira Tolland, the director of the port, saw the fire."
    assert not together(f"The fire spread, said {address} Mira Tolland.", other, tolland)
    assert together("The fire spread, said port engineer Mira Tolland.", other, tolland)


def test_a_lawmaker_may_be_a_chairman_too() -> None:
    tolland: Named = ("Mira Tolland", "person", ("Mira Tolland",), ("Mira Tolland",))
    one = "The fire spread, said port chairman Mira Tolland."
    assert together(one, "Mira Tolland, an engineer, saw the fire.", tolland)
    assert not together(one, "Mira Tolland, a senator, saw the fire.", tolland)


def test_opposites_beside_the_same_words_contradict() -> None:
    (conflict,) = together(
        "The council approved the new granary on the quay.", "The new granary on the quay was rejected."
    )
    assert (conflict.slot, conflict.kind) == ("polarity", "contradiction")
    assert [v.text for v in conflict.values] == ["approved", "rejected"]
    (conflict,) = together("Shares of Corvo Steel rose on the news.", "On the news shares of Corvo Steel fell.")
    assert conflict.kind == "update"
    (conflict,) = together(
        "Kole’s victory in the harbour election was clear.", "Kole’s defeat in the harbour election was clear."
    )
    assert [v.text for v in conflict.values] == ["victory", "defeat"]
    assert not together("The council approved the new granary on the quay.", "The new granary was not rejected.")
    assert not together("The council approved the granary.", "The mayor rejected a plan for the ferry.")
    one = "The fireworks on the quay had finished and the crane stood still when people ran."
    assert not together(one, "On the quay people started towards the fireworks.")
    assert together("The fireworks on the quay had finished.", "The fireworks on the quay had started.")


def test_one_number_with_two_units_is_a_slip() -> None:
    (conflict,) = together("The dam cost the city $284 million.", "The dam cost the city €284 million.")
    assert (conflict.kind, conflict.slot) == ("contradiction", "amount")
    (conflict,) = together("Thieves took 11 million files of the bank.", "Thieves took 11 billion files of the bank.")
    assert conflict.kind == "contradiction"
    (conflict,) = together("The crew was lost for 40 hours at sea.", "The crew was lost for 40 days at sea.")
    assert conflict.kind == "contradiction"
    assert not together("The dam cost the city $30 million.", "The dam cost the city more than $30 billion.")
    assert not together("It took 3 hours to empty the hold.", "The captain slept 3 days on the quay.")
    assert not together("It cost A$5 million to build.", "It cost $5 million to build.")
    assert not together(
        "Police stopped the 25-tonne truck on the quay.", "Police stopped the 25-ton truck on the quay."
    )


def test_each_report_gives_a_value_once() -> None:
    one = "At least 24 wagons burned. The 24 wagons or more, at least 24 wagons, held barley."
    (conflict,) = together(one.replace("The 24 wagons or more, at", "At"), "The fire burned 24 wagons of barley.")
    assert [v.article for v in conflict.values] == ["a", "b"]


def test_a_county_is_not_its_town() -> None:
    one, other = "The lamp stood in Quill, near the ferry.", "The lamp stood in Quill County, near the ferry."
    (conflict,) = together(
        one, other, ("Quill", "place", ("Quill",), ()), ("Quill County", "place", (), ("Quill County",))
    )
    assert (conflict.slot, conflict.kind) == ("place", "rounding")
    assert not together(
        f"{one} Quill County is flat.",
        other,
        ("Quill", "place", ("Quill",), ()),
        ("Quill County", "place", (), ("Quill County",)),
    )


def test_one_person_with_two_given_names() -> None:
    (conflict,) = together(
        "Jaro Tolland was hurt.",
        "Pavel Emil Tolland was hurt.",
        ("Tolland", "person", ("Jaro Tolland",), ("Pavel Emil Tolland",)),
    )
    assert (conflict.slot, conflict.kind) == ("person", "rounding")
    assert not together(
        "Minister Tolland was hurt.",
        "Pavel Tolland was hurt.",
        ("Tolland", "person", ("Minister Tolland",), ("Pavel Tolland",)),
    )
    assert not together(
        "P. Tolland was hurt.", "Pavel Tolland was hurt.", ("Tolland", "person", ("P. Tolland",), ("Pavel Tolland",))
    )


def test_names_with_another_last_word_and_models_with_another_letter() -> None:
    (conflict,) = together(
        "The Tarn Harbour Board lost a barge, it said.", "A barge was lost, the Tarn Harbour Trust said."
    )
    assert [v.text for v in conflict.values] == ["Tarn Harbour Board", "Tarn Harbour Trust"]
    (conflict,) = together("The Merlin 208B went down at noon.", "At noon the Merlin 208 went down.")
    assert [v.text for v in conflict.values] == ["Merlin 208B", "Merlin 208"]
    assert not together("Paragraph 5 was cut.", "Paragraph 51 was cut.")


def test_a_short_quotation_meets_the_long_one_that_holds_it() -> None:
    (conflict,) = together(
        "It called the town “the servant of the quay”.",
        "“In our long struggle that we wage every day against the keeper of the quay, we shall prevail”, it wrote.",
    )
    assert [v.text for v in conflict.values] == ["servant", "keeper"]


def test_all_words_that_differ_in_one_quotation_are_one_difference() -> None:
    (conflict,) = together(
        "“We shall never again sell the old granary to a stranger from the coast”, she said.",
        "“We shall never again lease the old granary to a trader from the coast”, she said.",
    )
    assert [v.text for v in conflict.values] == ["sell", "stranger", "lease", "trader"]


def test_a_headline_that_adds_a_denial_denies_nothing() -> None:
    assert not together(
        "Corvo raises its offer for the Harbour Trust.",
        "Corvo raises its offer for the Harbour Trust. Buyers don’t bite.",
    )


def test_denials_of_two_things_are_two_conflicts() -> None:
    texts = (
        "The granary in Osterlin held copper nitrate. The ferry carried seventy sick pilgrims home.",
        "The owner had never stored copper nitrate in Osterlin. The ferry had not carried seventy sick pilgrims.",
    )
    articles, readings = whole(*texts)
    parts = [[text[: text.index(".") + 1], text[text.index(".") + 2 :]] for text in texts]
    claims = [claim(f"c{n}", *(evidence(a, parts[k][n]) for k, a in enumerate(articles))) for n in range(2)]
    assert [c.claim for c in conflicts.find(articles, readings, (), claims)] == ["c0", "c1"]


def test_one_quotation_with_two_speakers() -> None:
    words = "“the boats came back at dawn with nobody aboard and no lamp lit”"

    def given(one: str, other: str) -> tuple[Conflict, ...]:
        articles = [article("a", f"{words}, {one} said."), article("b", f"{words}, {other} said.")]
        readings = [reading(a) for a in articles]
        statements = tuple(
            structs.replace(said(a, words, who, origin=who), manner="direct")
            for a, who in zip(articles, (one, other), strict=True)
        )
        traced = Traced(statements, tuple(origin(name, "person") for name in dict.fromkeys((one, other))), {})
        claims = [claim("c", *(evidence(a, a.text) for a in articles))]
        return conflicts.find(articles, readings, (), claims, traced=traced)

    (conflict,) = given("Mira Tolland", "Anders Quill")
    assert (conflict.slot, conflict.kind) == ("person", "scope")
    assert [v.text for v in conflict.values] == ["Mira Tolland", "Anders Quill"]
    assert not given("Mira Tolland", "Mira Tolland")
    assert not given("Mira Tolland", "a spokesman for the port")
    assert not given("Mira Tolland", "she")


def test_two_speakers_who_say_nearly_the_same_are_not_one_quoted_differently() -> None:
    def given(one: str, other: str) -> list[str]:
        quotes = "“We shall rebuild the granary by winter”", "“We shall rebuild the granary by spring”"
        articles = [article("a", f"{quotes[0]}, {one} said."), article("b", f"{quotes[1]}, {other} said.")]
        statements = tuple(
            structs.replace(said(a, words, who, origin=who), manner="direct")
            for a, words, who in zip(articles, quotes, (one, other), strict=True)
        )
        traced = Traced(statements, tuple(origin(name, "person") for name in dict.fromkeys((one, other))), {})
        claims = [claim("c", *(evidence(a, a.text) for a in articles))]
        return [c.slot for c in conflicts.find(articles, [reading(a) for a in articles], (), claims, traced=traced)]

    assert given("Mira Tolland", "Mira Tolland") == ["quote"]
    assert given("Mira Tolland", "Anders Quill") == []


def test_a_denial_meets_what_it_denies() -> None:
    one = "The granary in Osterlin held forty sacks of copper nitrate."
    (conflict,) = together(one, "The owner said it had never stored copper nitrate in Osterlin.")
    assert (conflict.slot, conflict.kind) == ("polarity", "contradiction")
    assert "had never stored copper nitrate in Osterlin" in [v.text for v in conflict.values]
    assert not together(one, "The owner said it had never stored barley on the quay.")
    assert not together(one, "The owner said he would never store copper nitrate in Osterlin.")
    assert not together(one, "The owner said he will never sell copper nitrate from Osterlin.")


def test_clock_times_of_one_thing() -> None:
    (conflict,) = together("The ferry landed at 10:15 a.m. on the quay.", "The ferry landed at 10:15 p.m. as told.")
    assert (conflict.slot, conflict.kind) == ("time", "contradiction")
    assert not together("The ferry landed at 10:15 a.m.", "The crew ate at 11:40 a.m.")
    assert not together("The ferry landed at 6 a.m. on the quay.", "The ferry landed on the quay at 6am, he said.")


def test_clock_times_of_two_clocks_do_not_meet() -> None:
    one = "The ferry landed at 10:15 a.m. on the quay."
    for clock in ("GMT", "(EDT)", "Tarn time"):
        assert not together(one, f"The ferry landed at 6:15 a.m. {clock} as told.")
    assert together(one, "The ferry landed at 6:15 a.m. local time as told.")


def test_reports_of_two_times_do_not_contradict_each_other() -> None:
    def kinds(day: str) -> list[str]:
        early = counted("a", "The granary fire destroyed 40 wagons.", "40", 40, "wagon", published="2031-06-02")
        late = counted("b", "The granary fire destroyed 50 wagons.", "50", 50, "wagon", published=day)
        return [conflict.kind for conflict in found(early, late)]

    assert kinds("2031-06-04") == ["contradiction"]
    assert kinds("2031-06-24") == ["scope"]


def test_bodies_named_in_two_ways() -> None:
    (conflict,) = together(
        "He wrote to the Bureau of Mines and Quarries.", "He wrote to the Department of Mines and Quarries."
    )
    assert (conflict.slot, conflict.kind) == ("person", "rounding")


TOLD = (
    "12|17|nine|fourteen|people|injured|dead|from|to|raised|“We shall rebuild”|never stored|10 a.m.|May 3|most|half of|"
    "victory’s|rose|fell|approved|rejected|$284 million|€284 million|208|208B|Merlin|the granary|in Osterlin|"
    "Mira Tolland,|engineer|said|Bureau of Mines and Quarries|the|and"
)
WORDS = st.sampled_from(TOLD.split("|"))


@given(st.lists(st.lists(WORDS, max_size=25).map(" ".join), min_size=2, max_size=3))
def test_values_are_words_of_their_reports_and_differ_in_report(texts: list[str]) -> None:
    articles, readings = whole(*texts)
    claims = [claim("c", *(evidence(a, a.text) for a in articles))]
    found = conflicts.find(articles, readings, (), claims)
    text = {a.id: a.text for a in articles}
    for conflict in found:
        assert len({v.article for v in conflict.values}) > 1
        assert all(text[v.article][v.start : v.end] == v.text for v in conflict.values)
    assert conflicts.find(articles[::-1], readings[::-1], (), claims) == found
