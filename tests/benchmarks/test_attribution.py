"""The benchmark of attributions: CofeNet's rows put to a text, spans cut to instances, relations counted one to one."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scripts
from twosource.model import Attribution, Span

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bench() -> SimpleNamespace:
    return scripts.module("benchmarks/attribution.py")


TEXT = "“Taxes—all taxes—rise,” Bell said.\n\nIt didn’t rain (in the U.S.)."


def span(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def relation(bench: SimpleNamespace, source: str, cue: str, *content: str) -> object:
    parts = {"source": (span(source),) if source else (), "cue": (span(cue),) if cue else ()}
    return bench.polnear.Relation(content=tuple(map(span, content)), **parts)


def test_rows_of_another_tokenisation_are_put_to_the_text(bench: SimpleNamespace) -> None:
    rows = [["``", "Taxes", "--", "all", "taxes", "--", "rise", ",", "''", "Bell", "said", "."]]
    rows += [["It", "did", "n't", "rain", "-LRB-", "in", "the", "U.S.", "-RRB-", "."]]
    aligner = bench.cofenet.Aligner(TEXT)
    found = [[TEXT[a:b] for a, b in aligner.tokens(row)] for row in rows]
    assert found[0] == ["“", "Taxes", "—", "all", "taxes", "—", "rise", ",", "”", "Bell", "said", "."]
    assert found[1] == ["It", "did", "n’t", "rain", "(", "in", "the", "U.S.", ")", "."]


def test_a_token_that_the_text_does_not_hold_moves_no_other(bench: SimpleNamespace) -> None:
    text = "He lives in Nev. It is dry there."
    found = bench.cofenet.Aligner(text).tokens(["He", "lives", "in", "Nev.", ".", "It", "is", "dry", "there", "."])
    assert [text[a:b] for a, b in found if a < b and not text[a:b].isspace()][-5:] == ["It", "is", "dry", "there", "."]


def test_rows_out_of_order_are_found(bench: SimpleNamespace) -> None:
    text = "The first paragraph is here.\n\nThe second paragraph comes."
    aligner = bench.cofenet.Aligner(text)
    for words in ("The second paragraph comes", "The first paragraph is here"):
        assert [text[a:b] for a, b in aligner.tokens(words.split())] == words.split()


def test_labels_are_read_as_cofenet_reads_them(bench: SimpleNamespace) -> None:
    labels = ["B-source", "I-source", "B-cue", "I-content", "O", "I-cue", "B-content", "I-content", "B-content"]
    assert list(bench.cofenet.spans(labels)) == [("source", 0, 2), ("cue", 2, 3), ("content", 6, 8), ("content", 8, 9)]


def test_a_span_is_cut_at_the_instance(bench: SimpleNamespace) -> None:
    first, second = bench.derived(TEXT)
    found = bench.Stretches(frozenset(), frozenset(), frozenset([Span(TEXT.index("Bell"), len(TEXT))]))
    (one,) = bench.labelled(first, found)
    assert first.tokens[one[1]] == (TEXT.index("Bell"), TEXT.index("Bell") + 4)
    assert one[2] == len(first.tokens)
    assert bench.labelled(second, found) == {("content", 0, len(second.tokens))}


def test_a_line_that_ends_no_sentence_goes_on(bench: SimpleNamespace) -> None:
    assert len(list(bench.derived("Bell added:\n\n“It rains.”\nIt did."))) == 2


def test_a_relation_is_right_when_all_three_meet_one_gold(bench: SimpleNamespace) -> None:
    gold = [relation(bench, "Bell", "said", "“Taxes—all taxes—rise,”"), relation(bench, "", "didn’t", "rain")]
    cases = [
        ([relation(bench, "Bell", "said", "taxes—rise")], 1),
        ([relation(bench, "Bell", "said", "Taxes"), relation(bench, "Bell", "said", "rise")], 1),
        ([relation(bench, "", "said", "Taxes")], 0),
        ([relation(bench, "It", "didn’t", "rain")], 0),
        ([relation(bench, "", "didn’t", "rain"), relation(bench, "Bell", "said", "Taxes")], 2),
        ([relation(bench, "Bell", "", "Taxes")], 0),
        ([relation(bench, "Bell", "didn’t", "Taxes")], 0),
        ([], 0),
    ]
    for found, right in cases:
        counts = bench.Counts()
        bench.count_relations(gold, found, counts)
        assert (counts.right, counts.found, counts.gold) == (right, len(found), 2)


class Echo:
    """A tagger that answers what it was told to."""

    name = "echo"

    def attributions(self, article: object, sentences: object) -> tuple[Attribution, ...]:
        del article, sentences
        return (Attribution(source=span("Bell"), cue=span("said"), content=(span("“Taxes—all taxes—rise,”"),)),)


def test_gold_with_and_without_the_tokenised_file(bench: SimpleNamespace, tmp_path: Path) -> None:
    for part in ("text", "attributions"):
        (tmp_path / "data" / "dev" / part).mkdir(parents=True)
    (tmp_path / "data" / "dev" / "text" / "n.txt").write_text(TEXT)
    parts = {"Content": "“Taxes—all taxes—rise,”", "Source": "Bell", "Cue": "said"}
    rows = [f"T{n}\t{k} {span(w).start} {span(w).end}\t{w}" for n, (k, w) in enumerate(parts.items())]
    (tmp_path / "data" / "dev" / "attributions" / "n_1.ann").write_text(
        "\n".join([*rows, "E1\tAttribution:T2 Content:T0 Source:T1 Cue:T2"])
    )
    plain = bench.measure(tmp_path, "dev", Echo())
    assert {name: figures["f1"] for name, figures in plain.items()} == dict.fromkeys(
        ("source", "cue", "content", "relation"), 1.0
    )
    tokens = ["``", "Taxes", "--", "all", "taxes", "--", "rise", ",", "''", "Bell", "said", "."]
    labels = ["B-content", *["I-content"] * 8, "B-source", "B-cue", "O"]
    (tmp_path / "cofenet").mkdir()
    row = {"id": "n_1", "tokens": tokens, "labels": labels}
    (tmp_path / "cofenet" / "valid.txt").write_text(json.dumps(row))
    assert bench.measure(tmp_path, "dev", Echo()) == plain
    row["labels"][-2] = "O"
    (tmp_path / "cofenet" / "valid.txt").write_text(json.dumps(row))
    assert bench.measure(tmp_path, "dev", Echo())["cue"]["p"] == 0.0
    assert bench.measure(tmp_path, "dev", Echo(), derive=True) == plain


@given(st.text(max_size=80), st.lists(st.text(max_size=8), max_size=20))
def test_tokens_stand_inside_any_text(bench: SimpleNamespace, text: str, tokens: list[str]) -> None:
    for start, end in bench.cofenet.Aligner(text).tokens(tokens):
        assert 0 <= start <= end <= len(text)
