"""The benchmarks' own mechanism: stories without their gold, floors that only rise, tables between markers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import scripts

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
EXAMPLE = BENCHMARKS.parent / "examples" / "harbour_fire"
STORIES = scripts.module("benchmarks/stories.py")
SPEED = scripts.module("benchmarks/speed.py")
TIMES = scripts.module("benchmarks/times.py")
SENTENCES = scripts.module("benchmarks/sentences.py")


def figures(claims: float) -> dict[str, object]:
    claimed = {"p": claims, "r": claims, "f1": claims, "gold": 10, "found": 10}
    return {"all": {"claims": claimed, "standing": {"share": 0.5, "of": 4}}, "stories": {}}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "dev" / "fire"
    folder.mkdir(parents=True)
    (folder / "articles.json").write_text('[{"id": "a1", "file": "a1.txt"}]')
    (folder / "a1.txt").write_text("Fire\n\nIt burned.")
    (folder / "gold.json").write_text("{}")
    return tmp_path / "dev"


def test_a_story_is_copied_without_its_gold(gold: Path, tmp_path: Path) -> None:
    copy = STORIES.without_gold(gold / "fire", tmp_path)
    assert sorted(p.name for p in copy.iterdir()) == ["a1.txt", "articles.json"]


def test_a_figure_below_its_floor_is_told(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    assert STORIES.check_floors(floors, gold, figures(0.6), raised=True) == []
    assert json.loads(floors.read_text())["dev"]["floors"] == {"claims": 0.59, "standing": 0.49}
    (message,) = STORIES.check_floors(floors, gold, figures(0.5), raised=False)
    assert message == "claims is 0.500, below its floor 0.59"


def test_a_floor_is_never_lowered(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    STORIES.check_floors(floors, gold, figures(0.6), raised=True)
    for lower in (0.595, 0.5):
        STORIES.check_floors(floors, gold, figures(lower), raised=True)
        assert json.loads(floors.read_text())["dev"]["floors"]["claims"] == 0.59


def test_a_figure_that_is_gone_is_below_its_floor(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    STORIES.check_floors(floors, gold, figures(0.6), raised=True)
    assert len(STORIES.check_floors(floors, gold, {"all": {}, "stories": {}}, raised=False)) == 2


def test_floors_of_other_stories_do_not_count(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    STORIES.check_floors(floors, gold, figures(0.6), raised=True)
    (gold / "fire" / "a1.txt").write_text("Fire\n\nIt went out.")
    (message,) = STORIES.check_floors(floors, gold, figures(0.6), raised=False)
    assert "another dev" in message


def test_only_the_part_between_the_markers_is_written(tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    page.write_text("before\n<!-- begin stories dev -->\nformer figures\n<!-- end stories dev -->\nafter\n")
    STORIES.write_table(page, "dev", figures(0.6))
    written = page.read_text()
    assert written.startswith("before\n<!-- begin stories dev -->\n")
    assert written.endswith("\n<!-- end stories dev -->\nafter\n")
    assert "**0.600**" in written
    assert "former" not in written


def test_missing_stories_are_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert STORIES.main([str(tmp_path / "none"), str(tmp_path / "out")]) == 2
    assert "no annotated stories" in capsys.readouterr().out


def test_edited_copies_differ_and_are_the_same_on_every_run() -> None:
    copies = list(SPEED.edited(EXAMPLE))
    assert copies == list(SPEED.edited(EXAMPLE))
    assert len(copies) == len({c["text"] for c in copies}) == len({c["outlet"] for c in copies}) == SPEED.REPORTS


TIMEML = """<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2019-03-06">03/06/2019</TIMEX3></DCT>
<TEXT>
The dam <EVENT eid="e1">broke</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2019-03-05">Tuesday</TIMEX3>
&amp; was closed for <TIMEX3 tid="t2" type="DURATION" value="P3D">about three days</TIMEX3>.

It opened in <TIMEX3 tid="t3" type="DATE" value="1952">1951</TIMEX3> and
<TIMEX3 tid="t4" type="TIME" value="PRESENT_REF">lately</TIMEX3> leaked at
<TIMEX3 tid="t5" type="SET" value="P1D">dusk</TIMEX3>.
</TEXT></TimeML>
"""


def test_times_are_scored_as_tempeval_scores_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "one.tml").write_text(TIMEML)
    assert TIMES.main([str(tmp_path), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert list(scores) == ["strict", "relaxed", "type", "value"]
    assert scores["relaxed"] == {"p": 1.0, "r": 0.8, "f1": pytest.approx(8 / 9)}
    assert scores["strict"]["r"] == pytest.approx(3 / 5)
    assert scores["type"]["r"] == pytest.approx(3 / 5)
    assert scores["value"]["r"] == pytest.approx(2 / 5)


def test_an_expression_is_in_one_pair_at_most() -> None:
    def at(*spans: tuple[int, int]) -> list[object]:
        return [TIMES.Timex(TIMES.Span(*span), "DATE", "2019") for span in spans]

    assert len(TIMES.pairs(at((0, 10)), at((0, 3), (5, 8)))) == 1
    assert len(TIMES.pairs(at((0, 3), (5, 8)), at((0, 10)))) == 1
    assert len(TIMES.pairs(at((0, 3), (5, 8)), at((2, 6), (7, 9)))) == 2
    assert TIMES.pairs(at((0, 3)), at((3, 5))) == []


def test_every_fifth_document_is_held_out(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.tml").write_text(TIMEML)
    parts = {part: [page.name for page in TIMES.documents(tmp_path, part)] for part in ("all", "tuned", "held-out")}
    assert parts["held-out"] == ["4"]
    assert sorted(parts["tuned"] + parts["held-out"]) == parts["all"]


def test_a_folder_without_documents_is_wrong_use(tmp_path: Path) -> None:
    assert TIMES.main([str(tmp_path)]) == 2
    assert TIMES.main(["--stories", str(tmp_path)]) == 2
    assert SENTENCES.main([str(tmp_path)]) == 2


def test_sentences_of_any_folder_are_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["The", "dam", "broke", "."], ["It", "was", "old", "."]]
    blocks = [
        "\n".join(
            [
                "# newdoc id = x" if not number else "# sent_id = x-2",
                *("\t".join([str(i), word, *"_______", "_"]) for i, word in enumerate(row, 1)),
            ]
        )
        for number, row in enumerate(rows)
    ]
    (tmp_path / "XY_news_dam.conllu").write_text("\n\n".join(blocks) + "\n")
    assert SENTENCES.main([str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"sentences": {"p": 1.0, "r": 1.0, "f1": 1.0}}
