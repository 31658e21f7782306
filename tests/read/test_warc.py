"""Web archives: which records are pages, and what becomes of damaged ones."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archived import answer, page, record
from twosource import read
from twosource.model import Article, Problem
from twosource.read import Page, warc
from twosource.read.warc import Passed

TEXT = "The ferry Aurelia ran aground off Sundmark on Tuesday, the coast guard said. Nobody was hurt."
REPORT = page("Ferry runs aground", TEXT)


def found(folder: Path, *records: bytes, name: str = "a.warc") -> list[Page | Problem | Passed]:
    path = folder / name
    path.write_bytes(b"".join(gzip.compress(one) if name.endswith(".gz") else one for one in records))
    return list(warc.records(path, name))


def addresses(found: list[Page | Problem | Passed]) -> list[str | None]:
    return [one.stated.url for one in found if isinstance(one, Page)]


def problems(found: list[Page | Problem | Passed]) -> list[str]:
    return [one.message for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_page_has_its_address_and_when_it_was_fetched(tmp_path: Path, name: str) -> None:
    (told,) = found(tmp_path, record(answer(REPORT)), name=name)
    assert isinstance(told, Page)
    assert (told.file, told.kind, told.path, told.raw) == (f"{name}:1", "html", "", REPORT)
    assert (told.stated, told.charset) == (read.Hints(url="https://harbour.example/report"), "utf-8")
    assert told.fetched == "2026-02-03T09:30:00Z"


def test_when_it_was_fetched_is_not_when_it_was_published(tmp_path: Path) -> None:
    (told,) = found(tmp_path, record(answer(REPORT)))
    assert isinstance(told, Page)
    article = read.page(told)
    assert isinstance(article, Article)
    assert (article.published, article.url, article.title) == (
        None,
        "https://harbour.example/report",
        "Ferry runs aground",
    )
    assert TEXT in article.text


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    picture = answer(b"\x89PNG", head=(("Content-Type", "image/png"),))
    told = found(
        tmp_path,
        record(b"software: crawler\r\n", kind="warcinfo", type_="application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request", type_="application/http; msgtype=request"),
        record(picture),
        record(answer(b"", "301 Moved Permanently", (("Location", "/new"),))),
        record(answer(REPORT, "404 Not Found")),
        record(answer(b""), kind="revisit"),
        record(b"20260203 1.2.3.4\n", kind="response", type_="text/dns"),
        record(answer(REPORT)),
    )
    passed = [one.what for one in told if isinstance(one, Passed)]
    assert passed == [
        "warcinfo", "request", "not HTML", "answer 301", "answer 404", "revisit", "response that is not HTTP",
    ]  # fmt: skip
    assert len(addresses(told)) == 1
    assert problems(told) == []


def test_a_resource_is_a_page_too(tmp_path: Path) -> None:
    (told,) = found(tmp_path, record(REPORT, kind="resource", type_="text/html"))
    assert isinstance(told, Page)
    assert told.raw == REPORT


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(REPORT)),
        ("x-gzip", gzip.compress(REPORT)),
        ("deflate", zlib.compress(REPORT)),
        ("deflate", zlib.compress(REPORT)[2:-4]),
        ("br", brotli.compress(REPORT)),
        ("gzip", REPORT),  # an archive that keeps what was packed without its packing
        ("identity", REPORT),
    ],
)
def test_packed_pages_are_unpacked(tmp_path: Path, coding: str, packed: bytes) -> None:
    (told,) = found(
        tmp_path, record(answer(packed, head=(("Content-Type", "text/html"), ("Content-Encoding", coding))))
    )
    assert isinstance(told, Page)
    assert told.raw == REPORT


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x;n=1\r\n%s\r\n" % (len(p), p) for p in (body[:30], body[30:])) + b"0\r\n\r\n"


@pytest.mark.parametrize("body", [chunked(REPORT), REPORT])
def test_chunks_are_joined(tmp_path: Path, body: bytes) -> None:
    (told,) = found(
        tmp_path, record(answer(body, head=(("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"))))
    )
    assert isinstance(told, Page)
    assert told.raw == REPORT


@pytest.mark.parametrize(
    ("head", "body", "message"),
    [
        (("Content-Encoding", "gzip"), gzip.compress(REPORT)[:-20], "its packed content breaks off: left out"),
        (("Content-Encoding", "br"), brotli.compress(REPORT)[:-5], "its packed content breaks off: left out"),
        (("Content-Encoding", "br"), b"\xff" * 40, "its packed content is damaged"),
        (("Content-Encoding", "zstd"), b"\x28\xb5\x2f\xfd", "its content coding ('zstd') is not read: left out"),
        (("Transfer-Encoding", "chunked"), b"zz\r\nhello", "its chunks are damaged: left out"),
        (("Transfer-Encoding", "chunked"), b"ff\r\nhello", "its chunks break off: left out"),
        (("Content-Encoding", "gzip"), gzip.compress(b"a" * 11 * 2**20), "is larger than 10 MB: left out"),
        (("Content-Encoding", "br"), brotli.compress(b"a" * 11 * 2**20, quality=1), "is larger than 10 MB: left out"),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_a_problem_and_the_next_page_is_read(
    tmp_path: Path, head: tuple[str, str], body: bytes, message: str
) -> None:
    bad = record(answer(body, head=(("Content-Type", "text/html"), head)))
    told = found(tmp_path, bad, record(answer(REPORT)))
    (problem,) = problems(told)
    assert problem.startswith(message)
    assert len(addresses(told)) == 1


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_record_that_breaks_off_at_the_end_is_a_problem(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    records = [record(answer(REPORT), f"https://harbour.example/{n}") for n in (1, 2)]
    whole = b"".join(gzip.compress(one) if name.endswith(".gz") else one for one in records)
    path.write_bytes(whole[:-60])
    told = list(warc.records(path, name))
    assert addresses(told) == ["https://harbour.example/1"]
    assert problems(told) == ["the record breaks off: left out"]


@pytest.mark.parametrize("length", [10**6, 400, 30, -5])
def test_a_wrong_length_costs_its_own_record(tmp_path: Path, length: int) -> None:
    bad = record(answer(REPORT), "https://harbour.example/bad", length=length)
    after = [record(answer(REPORT), f"https://harbour.example/{n}") for n in (1, 2)]
    told = found(tmp_path, bad, *after)
    assert "https://harbour.example/2" in addresses(told)
    assert "https://harbour.example/bad" not in addresses(told)
    assert problems(told)


@pytest.mark.parametrize("digest", [True, False])
def test_what_stands_before_rubbish_is_kept_if_its_digest_shows_that_it_is_whole(tmp_path: Path, digest: bool) -> None:  # noqa: FBT001
    first = record(answer(REPORT), "https://harbour.example/1", digest=digest)
    told = found(tmp_path, first, b"rubbish\r\n\r\n", record(answer(REPORT), "https://harbour.example/2"))
    assert addresses(told) == (["https://harbour.example/1"] if digest else []) + ["https://harbour.example/2"]
    assert len(problems(told)) == (0 if digest else 1)


def test_a_damaged_member_costs_itself_and_its_neighbour_at_most(tmp_path: Path) -> None:
    members = [gzip.compress(record(answer(REPORT), f"https://harbour.example/{n}")) for n in range(5)]
    members[2] = members[2][:80] + b"\xff" * 8 + members[2][88:]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(members))
    told = list(warc.records(path, path.name))
    assert set(addresses(told)) >= {f"https://harbour.example/{n}" for n in (0, 3, 4)}
    assert len(problems(told)) == 1


@pytest.mark.parametrize("raw", [b"<html>no archive</html>" * 99, b"\x1f\x8b\x08nothing", b"\0" * 5000])
def test_what_is_no_archive_is_told(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(raw)
    (problem,) = problems(list(warc.records(path, "a.warc")))
    assert problem.startswith("is no web archive")


def test_an_archive_without_pages_is_told_when_it_is_added(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record(answer(b"", "404 Not Found")))
    (problem,) = warc.pages(path, "a.warc", read.Hints(), 9)
    assert isinstance(problem, Problem)
    assert problem.message == "holds no page of HTML (1 answer 404): left out"


def test_archives_are_found_and_their_pages_are_in_order(tmp_path: Path) -> None:
    records = [record(answer(REPORT), f"https://harbour.example/{n}") for n in range(12)]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    pages = read.discover([tmp_path]).pages
    assert [one.file for one in pages] == [f"a.warc.gz:{n}" for n in range(1, 13)]


WHOLE = b"".join(
    [
        record(b"software: crawler\r\n", kind="warcinfo", type_="application/warc-fields"),
        record(answer(REPORT), "https://harbour.example/1"),
        record(answer(gzip.compress(REPORT), head=(("Content-Type", "text/html"), ("Content-Encoding", "gzip")))),
        record(answer(chunked(REPORT), head=(("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")))),
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([WHOLE, gzip.compress(WHOLE)]),
    st.integers(0, len(WHOLE)),
    st.binary(max_size=12),
    st.integers(0, 30),
    st.integers(0, len(WHOLE)),
)
def test_no_damage_ends_the_reading(
    tmp_path_factory: pytest.TempPathFactory,
    raw: bytes,
    at: int,
    put: bytes,
    out: int,
    end: int,
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "a.warc"
    path.write_bytes((raw[:at] + put + raw[at + out :])[:end])
    for one in warc.records(path, "a.warc"):
        assert isinstance(one, Page | Problem | Passed)
