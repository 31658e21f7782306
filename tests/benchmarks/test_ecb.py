"""The benchmark of look-alike events: files of ECB+ put to texts, pairs of sentences counted over claims."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scripts
from twosource.model import Claim, Dossier, Evidence, Link, MadeBy, Passage, Span

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def bench() -> SimpleNamespace:
    return scripts.module("benchmarks/ecb.py")


@pytest.fixture(scope="module")
def ecbplus() -> SimpleNamespace:
    return scripts.module("benchmarks/ecbplus.py")


def page(sentences: list[str], markables: str = "", relations: str = "") -> str:
    """A file of ECB+; tokens are numbered from 1 through all sentences."""
    tokens, key = [], 0
    for number, sentence in enumerate(sentences):
        for place, word in enumerate(sentence.split(" ")):
            key += 1
            tokens.append(f'<token t_id="{key}" sentence="{number}" number="{place}">{word}</token>')
    whole = f"<Markables>{markables}</Markables><Relations>{relations}</Relations>"
    return f'<?xml version="1.0" encoding="UTF-8"?><Document doc_name="x">{"".join(tokens)}{whole}</Document>'


def action(key: int, *tokens: int, tag: str = "ACTION_OCCURRENCE") -> str:
    anchors = "".join(f'<token_anchor t_id="{token}"/>' for token in tokens)
    return f'<{tag} m_id="{key}">{anchors}</{tag}>'


def event(note: str, *sources: int, tag: str = "CROSS_DOC_COREF") -> str:
    parts = "".join(f'<source m_id="{source}"/>' for source in sources)
    return f'<{tag} r_id="1" note="{note}">{parts}<target m_id="99"/></{tag}>'


def test_a_text_is_rebuilt_a_sentence_a_paragraph(ecbplus: SimpleNamespace) -> None:
    found = ecbplus.parse("3_1ecb", page(["`` We did n't go , '' Ann Hale said .", "It rained ."]), [1])
    assert found.text == '"We didn\'t go," Ann Hale said.\n\nIt rained.'
    assert [found.text[s.start : s.end] for s in found.sentences] == found.text.split("\n\n")
    assert [s.checked for s in found.sentences] == [False, True]
    assert (found.topic, found.side, found.url) == (3, "ecb", None)


def test_the_address_that_opens_a_file_is_no_text(ecbplus: SimpleNamespace) -> None:
    content = page(["http : / / www . post . example / a - b . html", "Hale resigns", "She went ."])
    found = ecbplus.parse("3_10ecbplus", content, [1])
    assert found.url == "http://www.post.example/a-b.html"
    assert found.text == "Hale resigns\n\nShe went."
    assert [s.number for s in found.sentences] == [1, 2]
    assert found.side == "ecbplus"


def test_tokens_of_white_space_and_empty_sentences_leave_nothing(ecbplus: SimpleNamespace) -> None:
    found = ecbplus.parse("3_1ecb", page(["May 3 \t", "\t", "It rained ."]), [])
    assert found.text == "May 3\n\nIt rained."
    assert [s.number for s in found.sentences] == [0, 2]


def test_events_are_actions_told_across_documents(ecbplus: SimpleNamespace) -> None:
    sentences = ["Hale resigned and wept .", "Lund did not resign .", "Hale left ."]
    markables = (
        action(1, 2)
        + action(2, 4)
        + action(3, 8, 9, tag="NEG_ACTION_OCCURRENCE")
        + action(4, 1, tag="HUMAN_PART_PER")
        + action(5, 77)
        + action(6, 12)
    )
    relations = (
        event("ACT1", 1, 6)
        + event("ACT2", 3)
        + event("HUM1", 4)
        + event("ACT3", 2, tag="INTRA_DOC_COREF")
        + event("ACT4", 5)
        + event("ACT5")
        + event("", 2)
    )
    found = ecbplus.parse("3_1ecb", page(sentences, markables, relations), [])
    assert [sorted(s.events) for s in found.sentences] == [["ACT1"], ["ACT2"], ["ACT1"]]


def test_a_name_of_another_set_is_refused(ecbplus: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match="no document"):
        ecbplus.parse("readme", page(["It rained ."]), [])


@given(st.lists(st.lists(st.text("ab.,\"'()-", min_size=1, max_size=4), min_size=1, max_size=6), max_size=4))
def test_every_sentence_lies_in_its_text(ecbplus: SimpleNamespace, rows: list[list[str]]) -> None:
    found = ecbplus.parse("3_1ecb", page([" ".join(row) for row in rows]), [0])
    letters = [found.text[s.start : s.end].replace(" ", "") for s in found.sentences]
    assert letters == ["".join('"' if word == "''" else word for word in row) for row in rows]


def write(folder: Path, name: str, said: str, note: str, *, opens: str = "") -> None:
    """A document of one sentence, whose second token is an action."""
    sentences = [opens, said] if opens else [said]
    first = len(opens.split(" ")) if opens else 0
    topic = folder / "xml" / name.partition("_")[0]
    topic.mkdir(parents=True, exist_ok=True)
    content = page(sentences, action(1, first + 2), event(note, 1))
    (topic / f"{name}.xml").write_text(content, encoding="utf-8")


HALE = "Hale resigned as mayor of Osterlin on Friday after the harbour fire ."
LUND = "Lund bought two ferries from the shipyard of Norby for nine million dollars ."
TWIN = "Reed resigned as mayor of Osterlin on Friday after the harbour fire ."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write(tmp_path, "5_1ecb", HALE, "ACT1")
    write(tmp_path, "5_2ecb", HALE.replace("on Friday ", ""), "ACT1")
    write(tmp_path, "5_1ecbplus", TWIN, "ACT2", opens="http : / / www . post . example / x")
    write(tmp_path, "5_2ecbplus", LUND, "ACT2")
    write(tmp_path, "6_1ecb", LUND, "ACT3")
    rows = ["Topic,File,Sentence Number", "5,1ecb,0", "5,2ecb,0", "5,1ecbplus,1", "5,2ecbplus,0"]
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def test_documents_of_the_topics_asked_for(ecbplus: SimpleNamespace, corpus: Path) -> None:
    assert [d.name for d in ecbplus.documents(corpus, [5])] == ["5_1ecb", "5_1ecbplus", "5_2ecb", "5_2ecbplus"]
    assert [d.name for d in ecbplus.documents(corpus)][-1] == "6_1ecb"
    assert [sum(s.checked for s in d.sentences) for d in ecbplus.documents(corpus)] == [1, 1, 1, 1, 0]


def test_a_topic_from_its_files_to_its_figures(
    bench: SimpleNamespace, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.main([str(corpus), "--topics", "5", "--json"]) == 0
    printed = capsys.readouterr().out
    found = json.loads(printed)
    assert (found["documents"], found["sentences"], found["across"]) == (4, 4, 4)
    assert (found["ways"]["together"]["gold"], found["ways"]["alone"]["gold"]) == (2, 2)
    assert (found["ways"]["alone"]["found"], found["ways"]["alone"]["p"]) == (1, 1.0)
    assert found["by_events"] == {"1": {"of": 2, "share": 0.5}}
    assert found["told"]["within"]["of"] == 2
    assert found["told"]["across"]["of"] == 4
    assert bench.main([str(corpus), "--topics", "5", "--json"]) == 0
    assert capsys.readouterr().out == printed


def test_the_table_is_written_between_its_markers(bench: SimpleNamespace, corpus: Path) -> None:
    docs = corpus / "quality.md"
    docs.write_text("before\n<!-- begin ecb all -->\n<!-- end ecb all -->\nafter\n", encoding="utf-8")
    assert bench.main([str(corpus), "--topics", "all", "--table", str(docs)]) == 0
    written = docs.read_text(encoding="utf-8")
    assert written.startswith("before\n<!-- begin ecb all -->\nVersion ")
    assert "| 5 | 2 |" in written


def test_no_checked_sentence_is_told(bench: SimpleNamespace, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main([str(corpus), "--topics", "6"]) == 2
    assert bench.main([str(corpus / "nowhere"), "--topics", "all"]) == 2
    assert "no document with checked sentences" in capsys.readouterr().err


def place(name: str) -> tuple[str, int]:
    return name, 0


ONE, TWO, PLUS = place("5_1ecb"), place("5_2ecb"), place("5_1ecbplus")


def test_pairs_of_look_alikes_are_counted_apart(bench: SimpleNamespace) -> None:
    found = bench.scored([(ONE, TWO), (PLUS, ONE), (PLUS, TWO)], {(ONE, TWO): 1}, 4)
    assert (found["gold"], found["found"], found["across"]) == (1, 3, 2)
    assert (found["p"], found["r"], found["share"], found["of_wrong"]) == (1 / 3, 1.0, 0.5, 1.0)


def test_an_event_that_both_sides_tell_is_no_confusion(bench: SimpleNamespace) -> None:
    found = bench.scored([(PLUS, ONE)], {(PLUS, ONE): 2}, 0)
    assert (found["across"], found["p"], found["of_wrong"]) == (0, 1.0, 0.0)


def test_nothing_found_gives_noughts(bench: SimpleNamespace) -> None:
    assert bench.scored([], {(ONE, TWO): 1}, 4)["f1"] == 0.0
    assert bench.scored([], {}, 0)["f1"] == 0.0


def test_a_passage_is_the_checked_sentence_that_it_is_most_of(bench: SimpleNamespace, ecbplus: SimpleNamespace) -> None:
    document = ecbplus.parse("5_1ecb", page(["It rained all day .", "Hale went home .", "So did Lund ."]), [0, 1])
    first, second, third = document.sentences
    assert bench.met(document, Span(first.start, first.end)) == [("5_1ecb", 0)]
    assert bench.met(document, Span(second.start, second.start + 4)) == [("5_1ecb", 1)]
    assert bench.met(document, Span(first.start, second.end)) == [("5_1ecb", 0), ("5_1ecb", 1)]
    assert bench.met(document, Span(third.start, third.end)) == []


def test_only_what_the_judge_links_is_linked(bench: SimpleNamespace, corpus: Path, ecbplus: SimpleNamespace) -> None:
    known = ecbplus.documents(corpus, [5])
    reports = [SimpleNamespace(document=d, article=SimpleNamespace(id=d.name)) for d in known]
    spans = [next(s for s in d.sentences if s.checked) for d in known]
    evidence = tuple(
        Evidence(article=d.name, start=s.start, end=s.end, text="") for d, s in zip(known, spans, strict=True)
    )
    wording = Passage(article=known[0].name, start=0, end=1, text="H")
    links = (Link(0, 1, 3.0), Link(0, 2, -1.0))
    claim = Claim(id="c", wording=wording, evidence=evidence, links=links, standing="single", why="")
    dossier = Dossier(made_by=MadeBy(twosource=""), title="", claims=(claim,))
    assert len(set(bench.joined(dossier, reports))) == 6
    assert set(bench.linked(dossier, reports)) == {(("5_1ecb", 0), ("5_1ecbplus", 1))}


def test_the_order_of_files_changes_nothing(bench: SimpleNamespace, corpus: Path) -> None:
    known, loaded = bench.documents(corpus, [5]), bench.engines.load()
    assert bench.topic(known, loaded) == bench.topic(known[::-1], loaded)
