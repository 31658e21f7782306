import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource import read
from twosource.model import Article, Problem, Span
from twosource.read import load
from twosource.text import make_id, sha256

BODY = (
    "The harbour wall of Orsk gave way on Monday, the mayor said. Nobody was hurt, but two boats sank in the basin.\n\n"
    "Engineers had warned of cracks in the wall since March, according to a report of the port authority.\n"
)


def one(path: Path, **given_: str) -> Article | Problem:
    (page,) = read.discover([path], **given_).pages  # type: ignore[arg-type]
    return read.page(page)


def article(path: Path, **given_: str) -> Article:
    found = one(path, **given_)
    assert isinstance(found, Article), found
    return found


def put(path: Path, raw: bytes | str) -> Path:
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return path


def test_a_text_keeps_its_characters_but_for_newlines(tmp_path: Path) -> None:
    raw = "Wall gives way\r\n\r\n  A  text\twith \u00a0 odd\u2028spaces.\rLast line \n\n".encode()
    found = article(put(tmp_path / "a.txt", raw))
    assert found.text == "Wall gives way\n\n  A  text\twith \u00a0 odd\u2028spaces.\nLast line \n\n"
    assert found.raw_sha256 == hashlib.sha256(raw).hexdigest()
    assert found.sha256 == sha256(found.text)
    assert found.id == make_id("a", "", "", found.text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = BODY + "“It is over – the café is gone,” said Zoë Müller.\n"
    assert article(put(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_an_eight_bit_text_in_russian(tmp_path: Path) -> None:
    text = "Стена гавани рухнула в понедельник, сообщил мэр города. Никто не пострадал, но два катера затонули.\n" * 3
    found = article(put(tmp_path / "a.txt", text.encode("cp1251")))
    assert (found.text, found.language) == (text, "ru")


def test_languages(tmp_path: Path) -> None:
    assert article(put(tmp_path / "a.txt", BODY)).language == "en"
    german = "Die Hafenmauer von Orsk ist am Montag eingestürzt, wie der Bürgermeister sagte. Niemand wurde verletzt."
    assert article(put(tmp_path / "b.txt", german)).language == "de"
    assert article(put(tmp_path / "c.txt", "Flood!")).language is None


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n \xef\xbb\xbf", "is empty|holds no letter"),
        (b"12:30 --- 77\n", "holds no letter"),
        (b"some words\0\0and more words", "NUL bytes"),
        (bytes(range(256)) * 40, "NUL bytes|not text"),
        (b"\x01\x02\x03\x04 words" * 50, "control characters"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"\x89PNG\r\n", "a picture"),
        (b"x " * (load.MAX_TEXT // 2 + 1), "too large"),
    ],
)
def test_what_is_no_report_is_a_problem_that_says_why(tmp_path: Path, raw: bytes, what: str) -> None:
    import re  # noqa: PLC0415

    found = one(put(tmp_path / "a.txt", raw))
    assert isinstance(found, Problem)
    assert (found.about, found.stage) == ("a.txt", "read")
    assert re.search(what, found.message), found.message
    assert ";" in found.message  # what to do comes after


def test_a_huge_file_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was opened"))
    found = one(path)
    assert isinstance(found, Problem)
    assert "190.8 MB; at most 2 MB" in found.message


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "a.txt", BODY)
    (page,) = read.discover([path]).pages

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = read.page(page)
    assert isinstance(found, Problem)
    assert "cannot be opened (Permission denied)" in found.message


def test_a_file_that_went_away_and_one_that_is_none(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", BODY)
    (page,) = read.discover([path]).pages
    path.unlink()
    assert isinstance(read.page(page), Problem)
    if hasattr(os, "mkfifo"):
        os.mkfifo(path)  # opening a pipe would wait for ever
        assert isinstance(read.page(page), Problem)


def test_where_the_date_comes_from(tmp_path: Path) -> None:
    dated = put(tmp_path / "a.jsonl", '{"text": "Words.", "url": "https://www.orsk.example/2025/04/03/wall"}')
    found = article(dated, published="2024-01-01")
    assert (found.published, found.published_from, found.outlet) == ("2025-04-03", "url", "orsk.example")
    plain = put(tmp_path / "b.txt", BODY)
    assert article(plain, published="April 3, 2025").published_from == "given"
    assert article(plain, published="April 3, 2025").published == "2025-04-03"
    assert (article(plain).published, article(plain).published_from) == (None, "unknown")


def test_a_given_outlet_fills_gaps_only(tmp_path: Path) -> None:
    stated = put(tmp_path / "a.jsonl", '{"text": "Words.", "outlet": "The Orsk Post"}')
    assert article(stated, outlet="The Lake Herald").outlet == "The Orsk Post"
    assert article(put(tmp_path / "b.txt", BODY), outlet="The Lake Herald").outlet == "The Lake Herald"


def test_front_matter(tmp_path: Path) -> None:
    matter = '---\ntitle: "Wall gives way"\noutlet: The Orsk Post\ndate: 2025-04-03\nauthor: Ada Quill\n---\n'
    found = article(put(tmp_path / "a.md", f"{matter}\n# Wall gives way\n\n{BODY}\n## Background\n\n---\n"))
    assert (found.title, found.outlet, found.byline) == ("Wall gives way", "The Orsk Post", "Ada Quill")
    assert (found.published, found.published_from) == ("2025-04-03", "stated")
    marked = [(mark.kind, found.text[mark.start : mark.end]) for mark in found.marks]
    assert marked == [
        ("navigation", matter.rstrip("\n")),
        ("navigation", "# "),
        ("headline", "Wall gives way"),
        ("navigation", "## Background"),
        ("navigation", "---"),
    ]


@pytest.mark.parametrize("opening", ["---\n", "---\nno pairs here at all\n---\n", "--- \n\n---\n"])
def test_a_rule_is_no_front_matter(tmp_path: Path, opening: str) -> None:
    found = article(put(tmp_path / "a.md", opening + BODY))
    assert (found.title, found.outlet, found.text) == (None, None, opening + BODY)


PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Wall gives way - The Orsk Post</title>
<meta property="og:title" content="Wall gives way"><meta property="og:site_name" content="The Orsk Post">
<meta name="author" content="Ada Quill"><link rel="canonical" href="https://orsk.example/news/wall">
<meta property="article:published_time" content="2025-04-03T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Wall gives way</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in (BODY * 3).split(chr(10)) if paragraph)}</article>
<footer>Copyright The Orsk Post</footer></body></html>"""


@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_a_saved_page(tmp_path: Path, name: str) -> None:
    raw = PAGE.encode()
    found = article(put(tmp_path / name, raw))
    assert found.text.startswith("Wall gives way\n\nThe harbour wall of Orsk gave way")
    assert "Sport" not in found.text
    assert (found.title, found.outlet, found.byline) == ("Wall gives way", "The Orsk Post", "Ada Quill")
    assert (found.published, found.published_from) == ("2025-04-03T10:00:00+00:00", "metadata")
    assert found.url == "https://orsk.example/news/wall"
    assert found.raw_sha256 == hashlib.sha256(raw).hexdigest()


def test_a_page_in_the_encoding_it_declares(tmp_path: Path) -> None:
    page = PAGE.replace("utf-8", "iso-8859-2").replace("the mayor said", "Łukasz Żółw said")
    assert "Łukasz Żółw said" in article(put(tmp_path / "a.html", page.encode("iso-8859-2"))).text


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>x</script></body></html>", "<", "<html" * 999])
def test_a_page_without_a_report(tmp_path: Path, page: str) -> None:
    found = one(put(tmp_path / "a.html", page))
    assert isinstance(found, Problem)
    assert "no report was found on this page" in found.message


@given(st.binary(max_size=400))
def test_no_bytes_raise(raw: bytes) -> None:
    page = read.Page(file="a.txt", kind="text", path="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "_bytes", lambda _: raw)
        for kind in ("text", "markdown"):
            found = read.page(read.Page(file=page.file, kind=kind, path=""))  # type: ignore[arg-type]
            assert isinstance(found, Article | Problem)


@given(st.text(max_size=400))
def test_every_span_lies_inside_its_text_and_reading_is_repeatable(text: str) -> None:
    page = read.Page(file="a.jsonl:1", kind="jsonl", path="", content=text)
    found = read.page(page)
    assert read.page(page) == found
    if isinstance(found, Article):
        assert all(0 <= mark.start < mark.end <= len(found.text) for mark in found.marks)
        last = Span(0, 0)
        for span in found.boilerplate:
            assert last.end <= span.start < span.end <= len(found.text)
            last = span
