import gzip
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource import read
from twosource.model import Article, Problem
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


# --- streams -----------------------------------------------------------------------------------------------------


def test_a_line_is_handed_on_before_the_next_is_there() -> None:
    reading, writing = os.pipe()
    with open(reading, "rb") as file, open(writing, "wb", buffering=0) as pipe:  # noqa: PTH123 - descriptors
        found = lines.stream(file, "standard input")
        pipe.write(b'{"text": "One."}\n')
        first = next(found)
        pipe.write(b'{"text": "Two.", "outlet": "A"}\n{"te')
        second = next(found)
        pipe.write(b'xt": "Three."}\n')
        third = next(found)
        pipe.close()
        assert list(found) == []
    assert [page.file for page in (first, second, third) if isinstance(page, read.Page)] == [
        "standard input:1",
        "standard input:2",
        "standard input:3",
    ]


def test_broken_lines_of_a_stream_are_told_by_number() -> None:
    raw = b'\xef\xbb\xbf{"text": "One."}\r\n\n{"text": \n[1]\n{"text": "Two."}\n{"text": "Thr'
    found = list(lines.stream(io.BytesIO(raw), "-", read.Hints(outlet="Given")))
    assert [page.given.outlet for page in found if isinstance(page, read.Page)] == ["Given", "Given"]
    told = [(problem.about, problem.message) for problem in found if isinstance(problem, Problem)]
    assert [about for about, _ in told] == ["-:3", "-:4", "-:6"]
    assert told[-1][1] == "the last line breaks off: left out; write it anew, with a newline at its end"


def test_a_last_line_without_its_newline_is_read_if_it_is_whole() -> None:
    (page,) = lines.stream(io.BytesIO(b'{"text": "One."}'), "-")
    assert isinstance(page, read.Page)


def test_a_stream_without_newlines_is_not_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE", 1_000)

    class Endless(io.RawIOBase):
        left = 5_000
        longest = 0

        def readable(self) -> bool:
            return True

        def readline(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            self.longest = max(self.longest, size)
            self.left -= 1
            return b"a" * size if self.left > 0 else b'\n{"text": "One."}\n' if self.left == 0 else b""

    file = Endless()
    problem, *_ = lines.stream(file, "-")  # type: ignore[arg-type]
    assert isinstance(problem, Problem)
    assert "longer than 1,000 bytes" in problem.message
    assert file.longest == 1_001


def test_a_stream_that_fails_is_told() -> None:
    class Failing(io.RawIOBase):
        def readline(self, _size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    (problem,) = lines.stream(Failing(), "-")  # type: ignore[arg-type]
    assert isinstance(problem, Problem)
    assert problem.message == "cannot be read further: Input/output error; what was read before is kept"


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_stream(raw: bytes) -> None:
    assert len(list(lines.stream(io.BytesIO(raw), "-"))) <= raw.count(b"\n") + 1
