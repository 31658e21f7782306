import gzip
import json
from pathlib import Path

import pytest

from twosource import read
from twosource.model import Article
from twosource.read import lines


def write(path: Path, *records: object) -> Path:
    raw = "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records).encode() + b"\n"
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return path


@pytest.mark.parametrize("name", ["all.jsonl", "all.ndjson", "all.jsonl.gz"])
def test_one_report_a_line(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, {"text": "One two.", "outlet": "A"}, "", {"text": "Three four.", "outlet": "B"})
    found = read.discover([path])
    assert [(page.file, page.stated.outlet, page.content) for page in found.pages] == [
        (f"{name}:1", "A", "One two."),
        (f"{name}:3", "B", "Three four."),
    ]
    assert found.problems == ()


def test_common_names_of_fields(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        {
            "Body": "Words.\r\nMore.",
            "headline": " A  headline ",
            "source": {"id": None, "name": "The Orsk Post"},
            "publishedAt": "2025-04-03T10:15:00Z",
            "link": "https://orsk.example/a",
            "authors": ["Ada Quill", "Ben Reed"],
        },
    )
    article = read.page(read.discover([path]).pages[0])
    assert isinstance(article, Article)
    assert (article.text, article.title, article.outlet) == ("Words.\nMore.", "A headline", "The Orsk Post")
    assert (article.published, article.published_from) == ("2025-04-03T10:15:00+00:00", "stated")
    assert (article.url, article.byline) == ("https://orsk.example/a", "Ada Quill, Ben Reed")


def test_values_of_wrong_types_are_ignored(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"text": "Words.", "title": 7, "outlet": ["A", 1], "url": "javascript:x"})
    found = read.discover([path])
    assert found.pages[0].stated == read.Hints()


def test_paragraphs_in_a_list_are_joined(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"text": ["One.", "Two."]})
    assert read.discover([path]).pages[0].content == "One.\n\nTwo."


def test_a_broken_line_is_told_by_number_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"text": "One."}, '{"text": ', "[1]", {"title": "x"}, {"text": "Two."})
    with path.open("ab") as file:
        file.write(b'{"text": "\xff"}\n')
    found = read.discover([path])
    assert [page.file for page in found.pages] == ["a.jsonl:1", "a.jsonl:5"]
    assert [problem.about for problem in found.problems] == ["a.jsonl:2", "a.jsonl:3", "a.jsonl:4", "a.jsonl:6"]
    assert "is not JSON" in found.problems[0].message
    assert "write one object a line" in found.problems[0].message


def test_a_wrong_date_is_told_and_the_report_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"text": "One.", "date": "last week"})
    found = read.discover([path])
    assert found.pages[0].stated.published is None
    assert found.problems[0].about == "a.jsonl:1"
    assert "'last week'" in found.problems[0].message


def test_a_line_beyond_the_limit_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE", 100)
    path = write(tmp_path / "a.jsonl", {"text": "x " * 500}, {"text": "Two."})
    found = read.discover([path])
    assert [page.file for page in found.pages] == ["a.jsonl:2"]
    assert "longer than 100 bytes" in found.problems[0].message


def test_a_damaged_archive_keeps_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    raw = gzip.compress(b"".join(b'{"text": "Line %d."}\n' % n for n in range(50)))
    path.write_bytes(raw[:-12])
    found = read.discover([path])
    assert found.pages
    assert "cannot be read further" in found.problems[0].message


def test_a_file_that_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(b"plain")
    (tmp_path / "b.txt").write_text("Words.")
    assert "cannot be read further" in read.discover([tmp_path]).problems[0].message


def test_lines_are_sorted_by_number(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", *({"text": f"Line {n}."} for n in range(12)))
    assert [page.file for page in read.discover([path]).pages] == [f"a.jsonl:{n}" for n in range(1, 13)]
