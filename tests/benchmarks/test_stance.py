"""The benchmark of stances: FNC-1 put to stories that share no part, dossiers put to four classes, scores."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scripts
from twosource.model import Certainty, Claim, Conflict, ConflictKind, Dossier, Evidence, Link, MadeBy, Passage, Span
from twosource.model import Statement as Remark

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def bench() -> SimpleNamespace:
    return scripts.module("benchmarks/stance.py")


@pytest.fixture(scope="module")
def fnc() -> SimpleNamespace:
    return scripts.module("benchmarks/fnc.py")


# --- the set --------------------------------------------------------------------------------------------------------


def write(folder: Path, bodies: dict[str, str], rows: Sequence[tuple[str, str, str]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "fnc1_train_bodies.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Body ID", "articleBody"), *bodies.items()])
    with (folder / "fnc1_train_stances.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Headline", "Body ID", "Stance"), *rows])
    return folder


def test_pairs_are_read_once_and_sorted(fnc: SimpleNamespace, tmp_path: Path) -> None:
    rows = [("Ferry sinks", "2", "agree"), ("Ferry, once more, sinks ", "1", "discuss"), ("Ferry sinks", "2", "agree")]
    write(tmp_path / "in" / "one", {"1": 'It sank.\n\nLund said "so".', "2": "It did."}, rows)
    assert fnc.load(tmp_path) == [
        ("Ferry sinks", "It did.", "agree"),
        ("Ferry, once more, sinks", 'It sank.\n\nLund said "so".', "discuss"),
    ]


def test_a_folder_without_the_set_holds_no_pair(fnc: SimpleNamespace, tmp_path: Path) -> None:
    assert fnc.load(tmp_path) == []
    (tmp_path / "fnc1_train_stances.csv").write_text("Headline,Body ID,Stance\n", encoding="utf-8")
    assert fnc.load(tmp_path) == []


@pytest.mark.parametrize("row", [("Ferry sinks", "1", "doubt"), ("Ferry sinks", "9", "agree")])
def test_what_is_no_stance_or_has_no_body_is_refused(
    fnc: SimpleNamespace, tmp_path: Path, row: tuple[str, str, str]
) -> None:
    with pytest.raises(ValueError, match="no stance or no body"):
        fnc.load(write(tmp_path, {"1": "It sank."}, [row]))


def test_a_story_is_what_related_pairs_join(fnc: SimpleNamespace) -> None:
    pairs = [
        fnc.Pair("h1", "b1", "agree"),
        fnc.Pair("h2", "b1", "discuss"),
        fnc.Pair("h2", "b2", "disagree"),
        fnc.Pair("h3", "b3", "agree"),
        fnc.Pair("h3", "b2", "unrelated"),
    ]
    stories = fnc.Stories(pairs)
    of = [stories.of(pair) for pair in pairs]
    assert len({story for both in of[:3] for story in both}) == 1
    assert of[3][0] == of[3][1] != of[0][0]
    assert of[4] == (of[3][0], of[0][0])
    assert sum(stories.count().values()) == 2


NODES = st.integers(0, 30)


@given(st.lists(st.tuples(NODES, NODES, st.sampled_from(["agree", "discuss", "unrelated"])), max_size=60))
def test_no_story_is_on_both_sides(fnc: SimpleNamespace, drawn: list[tuple[int, int, str]]) -> None:
    pairs = [fnc.Pair(f"h{h}", f"b{b}", stance) for h, b, stance in drawn]
    stories, shuffled = fnc.Stories(pairs), fnc.Stories(sorted(pairs, key=lambda pair: pair[::-1]))
    headlines: dict[str, set[str]] = {"train": set(), "test": set()}
    about: dict[str, set[str]] = {"train": set(), "test": set()}
    for pair in pairs:
        part = stories.part(pair)
        assert part == shuffled.part(pair)
        assert part is not None or pair.stance == "unrelated"
        if part:
            headlines[part].add(pair.headline)
            about[part].add(stories.of(pair)[0])
        if part == "train":
            about["train"].add(stories.of(pair)[1])
    assert not headlines["train"] & headlines["test"]
    assert not about["train"] & about["test"]


def test_a_sample_does_not_depend_on_order(fnc: SimpleNamespace) -> None:
    pairs = [fnc.Pair(f"h{n}", f"b{n}", "agree") for n in range(50)]
    assert fnc.sample(pairs, 7) == fnc.sample(pairs[::-1], 7) == fnc.sample(pairs, 9)[:7]
    assert len(fnc.sample(pairs, 100)) == 50


# --- what a dossier tells -------------------------------------------------------------------------------------------


def remark(key: str, certainty: Certainty = "asserted") -> Remark:
    return Remark(id=key, article="body", content=(Span(0, 4),), certainty=certainty)


def evidence(article: str, start: int, statement: str | None = None) -> Evidence:
    return Evidence(article=article, start=start, end=start + 4, text="", statement=statement)


def dossier(
    passages: Sequence[Evidence],
    links: Sequence[Link] = (),
    remarks: Sequence[Remark] = (),
    conflict: ConflictKind | None = None,
) -> Dossier:
    wording = Passage(article=passages[0].article, start=0, end=4, text="")
    claim = Claim(id="c", wording=wording, evidence=tuple(passages), links=tuple(links), standing="single", why="")
    found = (Conflict(id="x", claim="c", slot="polarity", kind=conflict, values=()),) if conflict else ()
    made_by = MadeBy(twosource="")
    return Dossier(made_by=made_by, title="", claims=(claim,), statements=tuple(remarks), conflicts=found)


HEAD = evidence("headline", 0)


@pytest.mark.parametrize(
    ("statement", "certainty", "conflict", "stance"),
    [
        (None, "asserted", None, "agree"),
        (None, "asserted", "rounding", "agree"),
        (None, "asserted", "contradiction", "disagree"),
        ("s", "asserted", None, "discuss"),
        ("s", "hedged", None, "discuss"),
        ("s", "unverified", None, "discuss"),
        ("s", "denied", None, "disagree"),
        ("s", "asserted", "contradiction", "disagree"),
    ],
)
def test_a_dossier_is_put_to_a_class(
    bench: SimpleNamespace,
    statement: str | None,
    certainty: Certainty,
    conflict: ConflictKind | None,
    stance: str,
) -> None:
    passages = [HEAD, evidence("body", 0, statement)]
    made = dossier(passages, [Link(0, 1, 2.0)], [remark("s", certainty)], conflict)
    assert bench.of_dossier(made, "body") == stance


def test_the_passage_most_like_the_headline_tells(bench: SimpleNamespace) -> None:
    passages = [HEAD, evidence("body", 0, "s"), evidence("body", 9)]
    links = [Link(0, 1, 1.0), Link(0, 2, 2.0)]
    assert bench.of_dossier(dossier(passages, links, [remark("s")]), "body") == "agree"
    assert bench.of_dossier(dossier(passages, links[::-1], [remark("s")]), "body") == "agree"
    equal = [Link(0, 2, 1.0), Link(0, 1, 1.0)]
    assert bench.of_dossier(dossier(passages, equal, [remark("s")]), "body") == "discuss"


def test_without_a_link_nothing_is_related(bench: SimpleNamespace) -> None:
    assert bench.of_dossier(dossier([evidence("body", 0)]), "body") == "unrelated"
    both = dossier([evidence("body", 0)], conflict="contradiction")
    assert bench.of_dossier(both, "body") == "unrelated"


# --- scores ---------------------------------------------------------------------------------------------------------


def told(bench: SimpleNamespace, *rows: tuple[str, str]) -> list[object]:
    return [bench.Told(*row) for row in rows]


def test_the_score_of_the_challenge(bench: SimpleNamespace) -> None:
    assert bench.score(told(bench, ("agree", "agree"), ("unrelated", "unrelated"))) == 1.0
    assert bench.score(told(bench, ("agree", "discuss"), ("unrelated", "unrelated"))) == 0.5 / 1.25
    assert bench.score(told(bench, ("agree", "unrelated"), ("unrelated", "discuss"))) == 0.0
    assert bench.score([]) == 0.0


def test_figures_of_classes(bench: SimpleNamespace) -> None:
    rows = told(bench, ("agree", "agree"), ("agree", "discuss"), ("unrelated", "agree"), ("discuss", "unrelated"))
    found = bench.classes(rows)
    assert found["agree"] == {"gold": 2, "found": 2, "p": 0.5, "r": 0.5, "f1": 0.5}
    assert found["disagree"] == {"gold": 0, "found": 0, "p": 0.0, "r": 0.0, "f1": 0.0}
    assert bench.related(rows)["related"] == 2 / 3
    assert bench.related(rows)["unrelated"] == 0.0


def test_common_words_are_counted_in_the_headline(bench: SimpleNamespace, fnc: SimpleNamespace) -> None:
    assert (
        bench.common(
            fnc.Pair("Ferry sinks off Osterlin", "Ferry Alma, which had sunk, lay off Osterlin: it sinks.", "agree")
        )
        == 1.0
    )
    assert bench.common(fnc.Pair("Ferry sinks off Osterlin", "It rained.", "agree")) == 0.0
    assert bench.common(fnc.Pair("He is it", "He is it.", "agree")) == 0.0


# --- the whole ------------------------------------------------------------------------------------------------------

BODY = "The ferry Alma sank off Osterlin on Friday with nine people on board.\n\nDivers looked for it all day.\n"
SAID = "Harbour master Ann Hale said that the ferry Alma sank off Osterlin on Friday.\n\nNobody else knew more.\n"
OTHER = "The bakery of Norby sells a new kind of rye bread.\n\nIt costs three crowns and is baked at night.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    headline = "Ferry Alma sank off Osterlin on Friday"
    rows = [(headline, "1", "agree"), (headline, "2", "discuss"), (headline, "3", "unrelated")]
    return write(tmp_path, {"1": BODY, "2": SAID, "3": OTHER}, rows)


def part_of(fnc: SimpleNamespace, corpus: Path) -> str:
    pairs = fnc.load(corpus)
    return str(fnc.Stories(pairs).part(pairs[0]))


def test_from_the_files_to_the_figures(
    bench: SimpleNamespace, fnc: SimpleNamespace, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part = part_of(fnc, corpus)
    docs = corpus / "quality.md"
    docs.write_text(f"before\n<!-- begin stance {part} -->\n<!-- end stance {part} -->\nafter\n", encoding="utf-8")
    assert bench.main([str(corpus), "--part", part, "--json", "--table", str(docs)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["pairs"], found["all"]) == (3, 3)
    assert {gold: found["confusion"][gold][gold] for gold in ("agree", "discuss", "unrelated")} == {
        "agree": 1,
        "discuss": 1,
        "unrelated": 1,
    }
    assert (found["ways"]["claims"]["score"], found["ways"]["claims"]["macro"]) == (1.0, 0.75)
    assert found["ways"]["majority"]["accuracy"] == 1 / 3
    assert "| agree | 1 | 0 | 0 | 0 | 1.000 | 1.000 | 1.000 |" in docs.read_text(encoding="utf-8")


def test_a_limit_and_a_choice(
    bench: SimpleNamespace, fnc: SimpleNamespace, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part = part_of(fnc, corpus)
    assert bench.main([str(corpus), "--part", part, "--limit", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pairs"] == 1
    assert bench.main([str(corpus), "--part", part, "--choose"]) == 0
    assert capsys.readouterr().out.splitlines()[4] == "0.40  1.000"


def test_no_pair_is_told(bench: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main([str(tmp_path)]) == 2
    assert "no pairs of FNC-1" in capsys.readouterr().err
