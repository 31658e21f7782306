"""The benchmark of pronouns: how rows of GAP are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

import scripts
from twosource.annotate import names, sentences
from twosource.model import Article, Reading, Reference

PRONOUNS = scripts.module("benchmarks/pronouns.py")
TEXT = "Ann Hale met Eva Lund. Hale sat down, and she wept."
ROW = {
    "ID": "x-1",
    "Text": TEXT,
    "Pronoun": "she",
    "Pronoun-offset": str(TEXT.index("she")),
    "A": "Ann Hale",
    "A-offset": "0",
    "A-coref": "TRUE",
    "B": "Eva Lund",
    "B-offset": str(TEXT.index("Eva")),
    "B-coref": "FALSE",
}


def reading(antecedent: str) -> Reading:
    article = Article(id="a", file="", text=TEXT, sha256="", raw_sha256="")
    split = sentences.split(article)
    mentions = names.find(article, split)
    numbers = {TEXT[m.start : m.end]: n for n, m in enumerate(mentions)}
    told = Reference(mention=numbers["she"], antecedent=numbers[antecedent], odds=1.0)
    return Reading(article="a", made_by="", sentences=split, mentions=mentions, references=(told,))


def test_a_name_is_meant_if_the_antecedent_is_the_same_person() -> None:
    assert PRONOUNS.answer(ROW, reading("Hale")).said == (True, False)
    assert PRONOUNS.answer(ROW, reading("Eva Lund")).said == (False, True)


def test_nobody_is_meant_without_a_reference() -> None:
    assert PRONOUNS.answer(ROW, Reading(article="a", made_by="")).said == (False, False)


def test_figures_are_over_the_names_that_are_meant() -> None:
    right, wrong = PRONOUNS.answer(ROW, reading("Hale")), PRONOUNS.answer(ROW, reading("Eva Lund"))
    figures = PRONOUNS.score([right, wrong, right.silent()])
    assert figures["p"] == 0.5
    assert figures["r"] == pytest.approx(1 / 3, abs=1e-4)
    assert figures["masculine"] == 0
    assert figures["feminine"] == figures["f1"] == 0.4


def test_a_missing_file_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert PRONOUNS.main([str(tmp_path / "none.tsv"), "--json"]) == 2
    assert "is not there" in capsys.readouterr().err
