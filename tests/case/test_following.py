"""What a case follows: folders, feeds and pages, and what it tells of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import feedparser
import pytest

from gathered import EVERY, FERRY, jsonl
from serving import Reply, Server, fetcher, served
from twosource.case import Case
from twosource.cli import main
from twosource.errors import UsageError
from twosource.read import watching
from twosource.store import Store

START = datetime.now(UTC) + timedelta(hours=1)
"""Later than all files of the tests were written, so that they have settled."""
RSS = {"Content-Type": "application/rss+xml"}


class Now:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as serving:
        yield serving


@pytest.fixture
def empty(tmp_path: Path, now: Now) -> Iterator[Case]:
    """An empty case that may fetch from the server of the test."""
    with Case(Store(tmp_path / "case.db", create=True), now=now, fetcher=fetcher()) as opened:
        yield opened


def html(number: int, **changed: str) -> bytes:
    report = FERRY[number] | changed
    title, *paragraphs = str(report["text"]).strip().split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f"<html><head><title>{title}</title></head>"
    return f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def rss(server: Server, numbers: tuple[int, ...]) -> Reply:
    items = "".join(
        f"<item><title>{FERRY[n]['title']}</title><link>{server.url}/{n}</link><guid>g{n}</guid>"
        f"<description>{FERRY[n]['title']} [...]</description><pubDate>Tue, 03 Feb 2026 0{n + 6}:10:00 GMT</pubDate>"
        f"<source url='https://paper{n}.example'>{FERRY[n]['outlet']}</source></item>"
        for n in numbers
    )
    return Reply(
        f"<rss version='2.0'><channel><title>All</title><link>/</link>{items}</channel></rss>".encode(), 200, RSS
    )


def titles(case: Case) -> set[str | None]:
    (line,) = case.stories(least=2)
    return {article.title for article in case.dossier(line.id).articles}


def kinds(case: Case) -> list[str]:
    return [change.kind for _, change in case.changes()]


def test_nothing_is_fetched_unless_asked_for(tmp_path: Path) -> None:
    with Case(Store(tmp_path / "case.db", create=True)) as case:
        with pytest.raises(UsageError, match="nothing is fetched unless you ask for it"):
            case.add("https://paper.example/1")
        with pytest.raises(UsageError, match="nothing is fetched unless you ask for it"):
            case.follow(["https://paper.example/feed"])


def test_pages_and_feeds_are_added_by_their_addresses(empty: Case, server: Server) -> None:
    server.replies |= {f"/{n}": Reply(html(n)) for n in range(3)} | {"/feed": rss(server, (0, 1))}
    done = empty.add([f"{server.url}/2", f"{server.url}/feed", f"{server.url}/nowhere"])
    assert (done.pages, done.read) == (3, 3)
    assert ["answered 404" in problem.message for problem in done.problems] == [True]
    assert titles(empty) == {report["title"] for report in FERRY}
    article = empty.article(f"{server.url}/0")
    assert (article.outlet, article.published) == ("Sundmark Post", "2026-02-03T06:10:00+00:00")


def test_a_feed_is_followed_and_its_reports_are_asked_for_again(empty: Case, server: Server, now: Now) -> None:
    server.replies |= {f"/{n}": Reply(html(n)) for n in range(3)} | {"/feed": rss(server, (0, 1))}
    (source,) = empty.follow([f"{server.url}/feed"])
    assert source.kind == "feed"
    assert empty.look().pages == 2
    assert kinds(empty) == ["new-story"]
    assert empty.look().pages == 0
    server.replies["/feed"] = rss(server, (1, 2))
    assert empty.look().pages == 1
    assert kinds(empty)[1] == "new-report"
    asked = len(server.asked)
    server.replies["/1"] = Reply(html(1).replace(b"About 140 people", b"About 152 people"))
    empty.look()
    assert server.asked[asked:].count("/1") == 0
    now.time += timedelta(hours=2)
    assert empty.look().pages == 1
    assert server.asked[asked:].count("/1") == 1
    assert "edited" in kinds(empty)
    assert empty.look().pages == 0
    entries = feedparser.parse(BytesIO(empty.feed())).entries
    edited = next(entry for entry in entries if entry.title.startswith("edited"))
    assert "[152]" in edited.content[0].value


def test_a_page_that_changes_around_its_report_is_kept_once(empty: Case, server: Server) -> None:
    server.replies["/0"] = Reply(html(0))
    empty.follow([f"{server.url}/0"])
    assert empty.look().pages == 1
    server.replies["/0"] = Reply(html(0).replace(b"</body>", b"<script>tick(2)</script></body>"))
    assert empty.look().pages == 0
    assert empty.counts()["pages"] == 1


def test_a_page_that_is_edited_back_is_as_it_was(empty: Case, server: Server, now: Now) -> None:
    first, second = html(0), html(0).replace(b"Nobody was hurt", b"Two people were hurt")
    server.replies["/0"] = Reply(first)
    empty.follow([f"{server.url}/0"])
    for body, words in ((first, "Nobody"), (second, "Two people"), (first, "Nobody"), (second, "Two people")):
        server.replies["/0"] = Reply(body)
        now.time += timedelta(minutes=15)
        empty.look()
        assert f"{words} w" in empty.article(f"{server.url}/0").text
    assert kinds(empty).count("edited") == 3


def test_a_source_that_fails_is_told_and_the_others_are_looked_at(empty: Case, server: Server, tmp_path: Path) -> None:
    server.replies |= {"/feed": rss(server, ()), "/0": Reply(html(0))}
    folder = tmp_path / "incoming"
    folder.mkdir()
    empty.follow([f"{server.url}/feed", folder])
    server.replies["/feed"] = Reply(b"", 500)
    jsonl(folder, "reports.jsonl", EVERY[:1])
    done = empty.look()
    assert done.pages == 1
    assert ["answered 500" in problem.message for problem in done.problems] == [True]
    assert [bool(source.problem) for source in empty.sources()] == [True, False]


def test_a_folder_is_followed(empty: Case, tmp_path: Path) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    empty.follow([folder])
    assert empty.look().pages == 0
    jsonl(folder, "first.jsonl", EVERY[:2])
    assert empty.look().pages == 2
    jsonl(folder, "second.jsonl", EVERY[2:3])
    jsonl(folder, "unfinished.jsonl.part", EVERY[3:4])
    done = empty.look()
    assert (done.pages, done.known) == (1, 0)
    assert empty.look().pages == 0
    assert empty.unfollow([folder]) == []
    with pytest.raises(UsageError, match="is no folder"):
        empty.follow([tmp_path / "nowhere"])


def test_lines_on_standard_input_are_added(empty: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = jsonl(tmp_path, "lines.jsonl", EVERY[:2]).read_bytes() + b'{"text": "broken'
    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": BytesIO(raw)}))
    done = empty.add("-")
    assert done.pages == 2
    assert ["breaks off" in problem.message for problem in done.problems] == [True]


def test_the_watch_command_tells_what_is_new_and_writes_a_feed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "incoming"
    folder.mkdir()
    jsonl(folder, "first.jsonl", EVERY[:2])
    monkeypatch.setattr(watching.scan, "__kwdefaults__", {"settle": 0.0})
    assert main(["case.db", "watch", "incoming", "--once", "--feed", "changes.xml"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert ["new story (2 reports)" in line for line in told] == [True]
    assert [entry.tags[0].term for entry in feedparser.parse((tmp_path / "changes.xml").read_bytes()).entries] == [
        "new-story"
    ]
    assert main(["case.db", "watch", "--list"]) == 0
    assert capsys.readouterr().out.startswith("folder   ")
    assert main(["case.db", "watch", "incoming", "--drop"]) == 0
    assert main(["case.db", "watch", "--once"]) == 2
    assert main(["case.db", "watch", "--every", "soon"]) == 2
    assert "such as 90s" in capsys.readouterr().err
