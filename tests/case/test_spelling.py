from __future__ import annotations

import pytest

from twosource.case.spelling import roots, variants


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("fertiliser", "fertilizer"),
        ("organisations", "organizations"),
        ("harbour", "harbor"),
        ("neighbourhood", "neighborhood"),
        ("kilometres", "kilometers"),
        ("centre", "center"),
        ("defence", "defense"),
        ("cancelled", "canceled"),
        ("enrol", "enroll"),
        ("skilful", "skillful"),
        ("catalogue", "catalog"),
        ("programme", "program"),
        ("paediatric", "pediatric"),
        ("sceptical", "skeptical"),
        ("judgement", "judgment"),
    ],
)
def test_a_word_has_both_spellings(british: str, american: str) -> None:
    assert american in variants(british)
    assert british in variants(american)
    assert american in variants(british.upper())


@pytest.mark.parametrize(
    "word", ["four", "hour", "tour", "your", "flour", "prize", "size", "rise", "wise", "tire", "check"]
)
def test_other_words_are_left_alone(word: str) -> None:
    assert variants(word) == ()
    assert roots(word) == ()


def test_a_word_with_two_places_has_all_spellings() -> None:
    assert {"colorise", "colourize", "colorize"} == {*variants("colourise")}


def test_what_a_stemmer_cuts_off_must_stand_there() -> None:
    assert roots("organisation") == roots("organization") == ("organis", "organiz")
