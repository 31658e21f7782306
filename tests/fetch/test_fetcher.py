import gzip
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Mapping

import httpcore2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serving import HTML, NOON, Clock, Reply, Server, fetcher, served
from twosource.fetch import Got, Known, NotModified, Settings, addresses, wire
from twosource.fetch import fetcher as module
from twosource.fetch.lists import address
from twosource.fetch.wire import Answer
from twosource.model import Problem
from twosource.version import __version__


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as found:
        yield found


def problem(found: object) -> str:
    assert isinstance(found, Problem), found
    return found.message


def got(found: object) -> Got:
    assert isinstance(found, Got), found
    return found


def to(where: str, status: int = 302) -> Reply:
    return Reply(b"", status, {"Location": where})


def test_a_page_is_had_with_all_that_is_known_of_it(server: Server) -> None:
    server.replies["/a?q=1"] = Reply(
        b"<p>Wall.</p>", 200, {"Content-Type": 'Text/HTML; Charset="ISO-8859-1"', "ETag": '"7"', "Last-Modified": "x"}
    )
    found = fetcher().get(f"{server.url}/a?q=1#part")
    assert found == Got(
        requested=f"{server.url}/a?q=1#part",
        url=f"{server.url}/a?q=1",
        status=200,
        content_type="text/html",
        charset="iso-8859-1",
        etag='"7"',
        last_modified="x",
        raw=b"<p>Wall.</p>",
        at="2025-04-03T12:00:00Z",
    )


def test_the_program_says_who_it_is(server: Server) -> None:
    server.replies["/a"] = Reply()
    got(fetcher(contact="desk@gazette.example").get(f"{server.url}/a"))
    assert {headers["User-Agent"] for headers in server.headers} == {f"twosource/{__version__} (+desk@gazette.example)"}
    assert not any("Cookie" in headers for headers in server.headers)


def test_proxies_of_the_environment_are_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.replies["/a"] = Reply()
    got(fetcher().get(f"{server.url}/a"))


# --- what is refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_not_asked_in_whatever_way_it_is_named(server: Server, host: str) -> None:
    found = fetcher(allow_private=False).get(f"http://{host}:{server.port}/a")
    assert "not fetched" in problem(found)
    assert server.asked == []


@pytest.mark.parametrize(
    "addresses", [["10.0.0.8"], ["9.9.9.9", "192.168.1.1"], ["::ffff:10.0.0.1"], ["fe80::1%2"], []]
)
def test_a_name_that_leads_inside_is_refused(addresses: list[str]) -> None:
    found = fetcher(resolver=lambda _host, _port: addresses, allow_private=False).get("http://quay.example/a")
    assert problem(found).startswith("not fetched: the ")


def test_the_address_that_was_checked_is_the_one_connected_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves to another address the second time gains nothing: there is no second time."""
    monkeypatch.setattr(wire, "refused", lambda address: None if address == "127.0.0.1" else addresses.refused(address))
    connected: list[str] = []
    plain = httpcore2.SyncBackend.connect_tcp

    def connect(self: httpcore2.SyncBackend, host: str, *more: object, **others: object) -> httpcore2.NetworkStream:
        connected.append(host)
        return plain(self, host, *more, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    turns = iter(["127.0.0.1", "127.0.0.1", "10.0.0.1"])
    asking = fetcher(resolver=lambda _host, _port: [next(turns)], allow_private=False)
    server.replies["/a"] = Reply()
    got(asking.get(f"http://quay.example:{server.port}/a"))
    assert server.headers[-1]["Host"] == f"quay.example:{server.port}"
    assert "10.0.0.1 (private)" in problem(asking.get(f"http://quay.example:{server.port}/a"))
    assert connected == ["127.0.0.1", "127.0.0.1"]


def test_a_redirect_inside_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"quay.example": "127.0.0.1", "router.example": "192.168.0.1"}
    monkeypatch.setattr(wire, "refused", lambda address: None if address == "127.0.0.1" else addresses.refused(address))
    asking = fetcher(resolver=lambda host, _port: [known.get(host, host)], allow_private=False)
    for inside in ("http://router.example/", "http://169.254.169.254/latest/", "http://[::1]/"):
        server.replies["/a"] = to(inside)
        assert "what is inside a network is not fetched" in problem(asking.get(f"http://quay.example:{server.port}/a"))


def test_an_unknown_host_is_told() -> None:
    def nobody(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    assert problem(fetcher(resolver=nobody).get("https://quay.example/a")) == (
        "not fetched: the host quay.example is not known (no such name); check the address and the network"
    )


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "no web address"),
        ("https://jo:secret@quay.example/", "user name or a password"),
        ("https://", "names no host"),
        ("", "no web address"),
    ],
)
def test_wrong_addresses_are_told_without_the_password(url: str, words: str) -> None:
    found = fetcher().get(url)
    assert words in problem(found)
    assert "secret" not in str(found)


# --- redirects ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_step_by_step(server: Server, status: int) -> None:
    server.replies |= {"/a": to("/b/c", status), "/b/c": to("../d?x=1", status), "/d?x=1": Reply()}
    found = got(fetcher().get(f"{server.url}/a"))
    assert found.url == f"{server.url}/d?x=1"
    assert found.redirects == (f"{server.url}/a", f"{server.url}/b/c")
    assert server.asked == ["/robots.txt", "/a", "/b/c", "/d?x=1"]


def test_a_circle_is_left(server: Server) -> None:
    server.replies |= {"/a": to("/b"), "/b": to("/a")}
    assert "redirects in a circle" in problem(fetcher().get(f"{server.url}/a"))
    server.replies["/c"] = to("/c")
    assert "redirects in a circle" in problem(fetcher().get(f"{server.url}/c"))


def test_there_is_an_end_to_redirects(server: Server) -> None:
    for number in range(10):
        server.replies[f"/{number}"] = to(f"/{number + 1}")
    server.replies["/10"] = Reply()
    assert "redirects more than 3 times" in problem(fetcher(max_redirects=3).get(f"{server.url}/0"))
    got(fetcher(max_redirects=3).get(f"{server.url}/7"))


@pytest.mark.parametrize("where", ["", "file:///etc/passwd", "https://jo:secret@quay.example/", "http://[::", "x:y"])
def test_a_redirect_to_nowhere_is_told(server: Server, where: str) -> None:
    server.replies["/a"] = to(where)
    message = problem(fetcher().get(f"{server.url}/a"))
    assert "redirects to" in message or "did not say where" in message
    assert "secret" not in message


def test_no_redirect_from_https_to_http() -> None:
    answer = Answer(301, {"location": "http://quay.example/a"}, b"", whole=True)
    with pytest.raises(module._Stop, match=r"redirects from https to http://quay\.example/a"):  # noqa: SLF001
        module._next(address("https://quay.example/a"), answer)  # noqa: SLF001
    assert module._next(address("http://quay.example/a"), answer)  # noqa: SLF001


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=30) | st.text(alphabet="htps:/@[]?#%.\\\\1:", max_size=20))
def test_wherever_a_redirect_leads_it_is_an_address_or_a_problem(location: str) -> None:
    answer = Answer(302, {"location": location}, b"", whole=True)
    try:
        found = module._next(address("https://quay.example/a/b"), answer)  # noqa: SLF001
    except module._Stop:  # noqa: SLF001
        return
    assert (found.scheme, found.userinfo, bool(found.host)) == ("https", b"", True)


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_words_of_a_server_are_survived(media: str, after: str) -> None:
    module._media({"content-type": media})  # noqa: SLF001
    module._media({"content-type": f"text/html; charset={media}"})  # noqa: SLF001
    assert module._retry_after(after, NOON) >= 0  # noqa: SLF001


# --- limits ------------------------------------------------------------------------------------------------------


def test_a_body_up_to_the_limit_is_read_and_no_larger_one(server: Server) -> None:
    server.replies |= {"/fits": Reply(b"a" * 1000), "/large": Reply(b"a" * 1001)}
    assert len(got(fetcher(max_bytes=1000).get(f"{server.url}/fits")).raw) == 1000
    assert "larger than" in problem(fetcher(max_bytes=1000).get(f"{server.url}/large"))


def test_a_body_without_an_end_is_left(server: Server) -> None:
    sent: list[int] = []

    def endless(write: Callable[[bytes], object]) -> None:
        for _ in range(10_000):
            write(b"a" * 10_000)
            sent.append(10_000)

    server.replies["/a"] = Reply(headers={**HTML, "Connection": "close"}, write=endless)
    assert "larger than" in problem(fetcher(max_bytes=50_000).get(f"{server.url}/a"))
    assert sum(sent) < 50_000_000


def packed(data: bytes, bits: int) -> bytes:
    machine = zlib.compressobj(wbits=bits)
    return machine.compress(data) + machine.flush()


@pytest.mark.parametrize(
    ("coding", "bits"), [("gzip", 31), ("x-gzip", 31), ("deflate", zlib.MAX_WBITS), ("deflate", -zlib.MAX_WBITS)]
)
def test_packed_bodies_are_unpacked(server: Server, coding: str, bits: int) -> None:
    text = os.urandom(200_000).hex().encode()
    server.replies["/a"] = Reply(packed(text, bits), headers={**HTML, "Content-Encoding": coding})
    assert got(fetcher().get(f"{server.url}/a")).raw == text


def test_a_small_body_that_unpacks_to_a_large_one_is_left(server: Server) -> None:
    bomb = gzip.compress(b"\0" * 200_000_000, compresslevel=1)
    server.replies["/a"] = Reply(bomb, headers={**HTML, "Content-Encoding": "gzip"})
    started = time.monotonic()
    assert "larger than" in problem(fetcher(max_bytes=2_000_000).get(f"{server.url}/a"))
    assert time.monotonic() - started < 5


def test_content_is_unpacked_piece_by_piece() -> None:
    pieces = wire._unpacked([gzip.compress(b"\0" * 20_000_000)], "gzip")  # noqa: SLF001
    assert max(len(piece) for piece in pieces) <= 65_536


@pytest.mark.parametrize(
    ("body", "coding", "words"),
    [
        (gzip.compress(b"a" * 1000)[:-12], "gzip", "breaks off"),
        (b"no gzip at all", "gzip", "damaged"),
        (b"x", "br", "packed as 'br'"),
        (b"x", "gzip, gzip", "packed as 'gzip, gzip'"),
    ],
)
def test_a_damaged_body_is_told(server: Server, body: bytes, coding: str, words: str) -> None:
    server.replies["/a"] = Reply(body, headers={**HTML, "Content-Encoding": coding})
    assert words in problem(fetcher().get(f"{server.url}/a"))


def test_a_body_that_breaks_off_is_told(server: Server) -> None:
    server.replies["/a"] = Reply(b"half", headers={**HTML, "Content-Length": "8"})
    message = problem(fetcher().get(f"{server.url}/a"))
    assert "no valid HTTP" in message or "did not answer in time" in message


def test_a_server_that_is_silent_is_left(server: Server) -> None:
    def silent(write: Callable[[bytes], object]) -> None:
        time.sleep(0.6)
        write(b"late")

    server.replies["/a"] = Reply(write=silent)
    assert "did not answer in time" in problem(fetcher(read=0.2).get(f"{server.url}/a"))


def test_a_server_that_sends_a_byte_now_and_then_is_left(server: Server) -> None:
    def trickle(write: Callable[[bytes], object]) -> None:
        for _ in range(200):
            write(b"a")
            time.sleep(0.05)

    server.replies["/a"] = Reply(write=trickle)
    started = time.monotonic()
    assert "0.4 s in all" in problem(fetcher(read=0.3, total=0.4).get(f"{server.url}/a"))
    assert time.monotonic() - started < 5


def test_nobody_there_is_told() -> None:
    assert "connection failed" in problem(fetcher().get("http://127.0.0.1:9/a"))


@pytest.mark.parametrize("media", ["application/pdf", "image/png", "video/mp4", "application/octet-stream"])
def test_what_is_no_page_is_not_read(server: Server, media: str) -> None:
    server.replies["/a"] = Reply(b"x", headers={"Content-Type": media})
    assert media in problem(fetcher().get(f"{server.url}/a"))


@pytest.mark.parametrize(
    "media", ["application/rss+xml", "application/atom+xml; charset=utf-8", "text/xml", "text/plain"]
)
def test_feeds_and_texts_are_read(server: Server, media: str) -> None:
    server.replies["/a"] = Reply(b"x", headers={"Content-Type": media})
    assert got(fetcher().get(f"{server.url}/a")).content_type == media.partition(";")[0]


def test_a_page_of_no_type_is_read(server: Server) -> None:
    server.replies["/a"] = Reply(b"x", headers={})
    assert got(fetcher().get(f"{server.url}/a")).content_type is None


@pytest.mark.parametrize("status", [204, 401, 403, 404, 410, 418, 451, 500, 502])
def test_what_a_server_refuses_is_told_with_what_to_do(server: Server, status: int) -> None:
    server.replies["/a"] = Reply(b"", status)
    message = problem(fetcher().get(f"{server.url}/a"))
    assert message.startswith(f"not fetched: 127.0.0.1 answered {status}: ")


# --- conditional requests ----------------------------------------------------------------------------------------


def fresh(headers: Mapping[str, str]) -> Reply:
    if headers.get("If-None-Match") == '"7"' and headers.get("If-Modified-Since") == "Thu, 03 Apr 2025 10:00:00 GMT":
        return Reply(b"", 304, {})
    return Reply(headers={**HTML, "ETag": '"7"', "Last-Modified": "Thu, 03 Apr 2025 10:00:00 GMT"})


def test_what_is_known_is_not_sent_again(server: Server) -> None:
    server.replies |= {"/feed": fresh, "/old": to("/feed")}
    asking = fetcher()
    first = got(asking.get(f"{server.url}/old"))
    again = asking.get(f"{server.url}/old", known=first.known)
    assert again == NotModified(
        requested=f"{server.url}/old", url=f"{server.url}/feed", redirects=(f"{server.url}/old",), at=first.at
    )
    assert "If-None-Match" not in server.headers[server.asked.index("/old")]


def test_what_is_known_of_one_address_is_told_to_no_other(server: Server) -> None:
    server.replies["/feed"] = fresh
    got(fetcher().get(f"{server.url}/feed", known=Known(url="http://other.example/", etag='"7"')))
    assert "If-None-Match" not in server.headers[-1]


def test_a_304_that_nobody_asked_for_is_a_problem(server: Server) -> None:
    server.replies["/a"] = Reply(b"", 304, {})
    assert "answered 304" in problem(fetcher().get(f"{server.url}/a"))


# --- robots.txt --------------------------------------------------------------------------------------------------

TEXT = {"Content-Type": "text/plain"}


def test_what_a_site_forbids_is_not_fetched(server: Server) -> None:
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: twosource\nAllow: /news/\nDisallow: /private/\n"
    server.replies |= {"/robots.txt": Reply(rules, headers=TEXT), "/news/a": Reply(), "/news/b": to("/private/c")}
    asking = fetcher()
    got(asking.get(f"{server.url}/news/a"))
    assert "does not let programs fetch it" in problem(asking.get(f"{server.url}/private/b"))
    assert "does not let programs fetch it" in problem(asking.get(f"{server.url}/news/b"))
    assert server.asked == ["/robots.txt", "/news/a", "/news/b"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_where_there_are_no_rules_all_may_be_fetched(server: Server, status: int) -> None:
    server.replies |= {"/robots.txt": Reply(b"User-agent: *\nDisallow: /", status, TEXT), "/a": Reply()}
    got(fetcher().get(f"{server.url}/a"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_where_rules_cannot_be_had_nothing_may_be_fetched(server: Server, status: int) -> None:
    server.replies |= {"/robots.txt": Reply(b"", status, TEXT), "/a": Reply()}
    clock = Clock()
    asking = fetcher(clock)
    assert f"could not be had: the server answered {status}" in problem(asking.get(f"{server.url}/a"))
    assert "could not be had" in problem(asking.get(f"{server.url}/a"))
    assert server.asked == ["/robots.txt"]
    clock.time += 3_600
    server.replies["/robots.txt"] = Reply(b"", 404)
    got(asking.get(f"{server.url}/a"))


def test_rules_that_never_come_forbid_all(server: Server) -> None:
    server.replies |= {"/robots.txt": Reply(write=lambda _: time.sleep(0.5)), "/a": Reply()}
    assert "could not be had" in problem(fetcher(read=0.1).get(f"{server.url}/a"))


def test_rules_are_asked_for_once_a_day(server: Server) -> None:
    server.replies |= {"/robots.txt": Reply(b"", headers=TEXT), "/a": Reply()}
    clock = Clock()
    asking = fetcher(clock)
    for _ in range(3):
        got(asking.get(f"{server.url}/a"))
    clock.time += 25 * 3_600
    got(asking.get(f"{server.url}/a"))
    assert server.asked == ["/robots.txt", "/a", "/a", "/a", "/robots.txt", "/a"]


def test_rules_may_lie_elsewhere(server: Server) -> None:
    server.replies |= {"/robots.txt": to("/rules"), "/rules": Reply(b"User-agent: *\nDisallow: /a", headers=TEXT)}
    assert "does not let programs fetch it" in problem(fetcher().get(f"{server.url}/a"))


def test_rules_that_are_sent_in_a_circle_are_none(server: Server) -> None:
    server.replies |= {"/robots.txt": to("/robots.txt"), "/a": Reply()}
    got(fetcher().get(f"{server.url}/a"))
    assert server.asked == ["/robots.txt"] * 6 + ["/a"]


def test_of_long_rules_the_first_part_holds_and_no_half_line(server: Server) -> None:
    rules = b"User-agent: *\nDisallow: /private\n" + b"# more\n" * 74_891
    rules += b"Disallow: /" + b"x" * 100_000
    server.replies |= {"/robots.txt": Reply(rules, headers=TEXT), "/a": Reply()}
    asking = fetcher()
    got(asking.get(f"{server.url}/a"))
    assert "does not let programs" in problem(asking.get(f"{server.url}/private"))


# --- time between requests ---------------------------------------------------------------------------------------


def test_a_host_is_asked_at_its_pace(server: Server) -> None:
    server.replies |= {"/a": to("/b"), "/b": Reply()}
    clock = Clock()
    asking = fetcher(clock, delay=2.0)
    got(asking.get(f"{server.url}/a"))
    assert clock.slept == [2.0, 2.0]  # robots.txt, /a, /b
    clock.time += 0.5
    got(asking.get(f"{server.url}/b"))
    assert clock.slept == [2.0, 2.0, 1.5]
    clock.time += 10
    got(asking.get(f"{server.url}/b"))
    assert len(clock.slept) == 3


def test_other_hosts_do_not_wait(server: Server) -> None:
    server.replies["/a"] = Reply()
    clock = Clock()
    asking = fetcher(clock, resolver=lambda _host, _port: ["127.0.0.1"], delay=2.0)
    for host in ("quay.example", "gazette.example"):
        got(asking.get(f"http://{host}:{server.port}/a"))
    assert clock.slept == [2.0, 2.0]  # each between its robots.txt and its page


@pytest.mark.parametrize(("asked", "waited"), [("7", 7.0), ("0.5", 1.0), ("9999", 30.0), ("soon", 1.0)])
def test_the_delay_that_a_site_asks_for_is_kept_up_to_a_limit(server: Server, asked: str, waited: float) -> None:
    rules = f"User-agent: *\nCrawl-delay: {asked}\nDisallow:\n".encode()
    server.replies |= {"/robots.txt": Reply(rules, headers=TEXT), "/a": Reply()}
    clock = Clock()
    got(fetcher(clock, delay=1.0).get(f"{server.url}/a"))
    assert clock.slept == [waited]


@pytest.mark.parametrize(
    ("status", "after", "rest"),
    [
        (429, "120", 120),
        (503, "Thu, 03 Apr 2025 12:05:00 GMT", 300),
        (429, None, 60),
        (503, "later", 60),
        (429, "99999999", 3_600),
    ],
)
def test_a_host_that_asks_for_rest_is_left_alone(server: Server, status: int, after: str | None, rest: int) -> None:
    server.replies |= {"/a": Reply(b"", status, {"Retry-After": after} if after else {}), "/b": Reply()}
    clock = Clock()
    asking = fetcher(clock)
    assert f"answered {status}" in problem(asking.get(f"{server.url}/a"))
    before = len(server.asked)
    assert f"left alone for {rest:,} s more" in problem(asking.get(f"{server.url}/b"))
    assert len(server.asked) == before
    clock.time += rest + 1
    got(asking.get(f"{server.url}/b"))


# --- start-up ----------------------------------------------------------------------------------------------------


def test_nothing_of_the_network_is_loaded_before_it_is_asked_for() -> None:
    script = (
        "import sys, twosource.fetch, twosource.read; from twosource.fetch import Fetcher; Fetcher();"
        "print([name for name in ('httpx2', 'httpcore2', 'protego', 'feedparser', 'ssl') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_private_addresses_are_refused_unless_somebody_says_otherwise() -> None:
    assert Settings().allow_private is False
