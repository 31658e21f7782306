from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource import annotate, engines
from twosource.compare import pairs
from twosource.compare.pairs import features as pairs_features
from twosource.compare.pairs import words as pairs_words
from twosource.model import Article, Reading
from twosource.text import make_id, sha256

FIRST = (
    "A grain ship ran aground off Vardholm on Friday with 14 sailors on board, the coastguard said.",
    "“We could hear the hull tearing,” said the ship's cook, Piet Aalders.",
    "The harbour master, Ines Holt, closed the northern channel.",
)
SECOND = (
    "Fourteen crew members were aboard a grain freighter that hit rocks near Vardholm, according to the coastguard.",
    "Holt, who runs the harbour, has shut the northern channel to all traffic.",
    "The town's orchestra will open its season with a new symphony.",
)


def read(*sentences: str) -> tuple[Article, Reading]:
    text = "\n\n".join(sentences)
    article = Article(id=make_id("a", text), file="a.txt", sha256=sha256(text), raw_sha256="", text=text)
    return article, annotate.article(article, engines.load())


def judged(*reports: tuple[Article, Reading]) -> dict[frozenset[tuple[str, int]], float]:
    ordered = sorted(reports, key=lambda report: report[0].id)
    articles, readings = [a for a, _ in ordered], [r for _, r in ordered]
    links = pairs.judge(articles, readings, engines.load())
    return {
        frozenset(((articles[k.left[0]].id, k.left[1]), (articles[k.right[0]].id, k.right[1]))): k.score for k in links
    }


@pytest.fixture(scope="module")
def reports() -> tuple[tuple[Article, Reading], tuple[Article, Reading]]:
    return read(*FIRST), read(*SECOND)


def test_passages_of_one_fact_score_above_others(reports: tuple[tuple[Article, Reading], ...]) -> None:
    (one, _), (two, _) = reports
    scores = judged(*reports)
    assert scores[frozenset(((one.id, 0), (two.id, 0)))] > 0
    assert scores[frozenset(((one.id, 2), (two.id, 1)))] > 0
    assert frozenset(((one.id, 1), (two.id, 2))) not in scores


def test_a_further_report_changes_no_judgement(reports: tuple[tuple[Article, Reading], ...]) -> None:
    third = read("The coastguard said a grain ship had run aground off Vardholm with 14 sailors.", *SECOND[1:])
    alone, together = judged(*reports), judged(*reports, third)
    assert {pair: together[pair] for pair in alone} == alone


def test_features_are_symmetric(reports: tuple[tuple[Article, Reading], ...]) -> None:
    sides = pairs.prepared([a for a, _ in reports], [r for _, r in reports])
    there, back = pairs_features.block(*sides), pairs_features.block(*reversed(sides))
    assert there.shape == (len(pairs_features.NAMES), 3, 3)
    assert np.allclose(there, back.transpose(0, 2, 1), atol=2e-4, equal_nan=True)


def test_names_of_features_are_distinct() -> None:
    assert len(set(pairs_features.NAMES)) == len(pairs_features.NAMES)


def test_an_article_without_assertions_has_no_links(reports: tuple[tuple[Article, Reading], ...]) -> None:
    assert judged(reports[0], read("Sad!")) == {}
    assert judged(reports[0]) == {}


def test_words_of_a_passage() -> None:
    made = pairs_words.read("The mayors’ “broken promises” cost 2,500 people in Vardholm two years.")
    assert {"mayor", "promis", "vardholm", "people"} <= made.content | {"people"}
    assert made.capitals == {"vardholm"}
    assert made.numbers == {"2500", "2"}
    assert made.quoted == {"broken", "promis"}
    assert "the" not in made.content


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("arrested", "arrests"),
        ("killing", "killed"),
        ("countries", "country"),
        ("closes", "closing"),
        ("planned", "plans"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert pairs_words.stem(one) == pairs_words.stem(other)


@pytest.mark.parametrize("word", ["his", "gas", "bus", "2,500", "press", "ly", "ing"])
def test_short_words_and_numbers_keep_their_form(word: str) -> None:
    assert pairs_words.stem(word) == word


@settings(max_examples=50)
@given(st.text(max_size=300))
def test_any_text_has_words(text: str) -> None:
    made = pairs_words.read(text)
    assert made.capitals <= made.content
    assert made.quoted_share <= 1
    assert made == pairs_words.read(text)


def test_the_models_are_in_the_checkout() -> None:
    assert (Path(__file__).parents[2] / "models" / "MANIFEST").is_file()
