from __future__ import annotations

import msgspec
import pytest

import making
from twosource import group
from twosource.group import index, pairs, terms
from twosource.group.profiles import SKETCH, Profile
from twosource.model import Mention, Quantity, Reading, Span, Time

TEXT = (
    "Eleven passengers were hurt when the ferry Arlet struck the stone pier of Kessmouth, harbour police said. "
    "Ingrid Sallow said the engine had failed twice on Tuesday. Subscribe to our letter for more of this."
)


def reading(text: str = TEXT) -> Reading:
    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    return Reading(
        article="a",
        made_by="",
        mentions=tuple(
            Mention(start=at(words)[0], end=at(words)[1], kind=kind, form="name")
            for words, kind in (("Ingrid Sallow", "person"), ("Kessmouth", "place"))
        ),
        times=(Time(article="a", start=at("Tuesday")[0], end=at("Tuesday")[1], value="2031-05-06"),),
        quantities=(
            Quantity(start=0, end=6, value=11.0, unit="people"),
            Quantity(start=0, end=1, value=2.0),
            Quantity(start=0, end=1, value=2031.0),
        ),
    )


def made(**more: object) -> Profile:
    return group.profile(making.article("a", TEXT, published="2031-05-07", title="Ferry rams pier", **more), reading())


def test_a_profile_holds_what_is_told() -> None:
    one = made()
    assert dict(one.names).keys() == {"sallow", "kessmouth"}
    assert one.numbers == ((11.0, "people"),)
    assert (one.days, one.weekday, one.year) == (("2031-05-06",), 2, 2031)
    assert {"ferry", "pier"} <= dict(one.title).keys() <= dict(one.terms).keys()


def test_boilerplate_is_left_out() -> None:
    start = TEXT.index("Subscribe")
    assert "subscrib" in dict(made().terms)
    assert "subscrib" not in dict(made(boilerplate=(Span(start, len(TEXT)),)).terms)


def test_a_profile_survives_writing_and_stays_small() -> None:
    one = made()
    raw = msgspec.msgpack.encode(one)
    assert msgspec.msgpack.decode(raw, type=Profile) == one
    assert len(raw) < 8000


def test_an_empty_report_has_a_profile() -> None:
    empty = group.profile(making.article("e", ""), Reading(article="e", made_by=""))
    assert group.keys(empty) == ()
    assert pairs.measures(pairs.look(empty), pairs.look(made()))


def test_half_a_character_breaks_nothing() -> None:
    broken = group.profile(
        making.article("e", "one two three four five \ud800 six seven"), Reading(article="e", made_by="")
    )
    assert broken.sketch


@pytest.mark.parametrize(
    ("word", "stem"),
    [("strikes", "strik"), ("striking", "strik"), ("cities", "city"), ("Arlet’s", "Arlet"), ("gas", "gas")],
)
def test_forms_of_a_word_meet(word: str, stem: str) -> None:
    assert terms.stem(word) == stem


def test_seldom_words_are_telling() -> None:
    assert terms.telling("the") < 0.1 < terms.telling("ferry") < terms.telling("kessmouth")


def test_a_near_copy_is_found_at_any_time_and_always_tied() -> None:
    words = [f"word{number}" for number in range(300)]
    text, edited = " ".join(words), " ".join(["Update:", *words[:280], "and", "no", "more"])
    copies = [
        group.profile(making.article(name, body, published=when), Reading(article=name, made_by=""))
        for name, body, when in (("a", text, "2011-05-01"), ("b", edited, "2031-05-01"))
    ]
    assert list(index.candidates(copies)) == [(0, 1)]
    assert len(copies[0].sketch) == 4 * SKETCH
    (tie,) = group.ties([(copies[1], copies[0])], Against())
    assert (tie.first, tie.odds) == ("a", pairs.SURE)
    assert "of their text in common" in group.worded(tie)


class Against:
    """A judge to whom nothing is one event."""

    name = "against"

    def odds(self, rows):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        return rows[:, 0] * 0 - 9
