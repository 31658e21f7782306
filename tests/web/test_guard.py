"""Who may ask a desk, and what its answers let a browser do."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from litestar.testing import TestClient

from twosource.errors import UsageError
from twosource.web import serve
from twosource.web.app import make
from twosource.web.desk import open_desk
from twosource.web.guard import HEADERS
from twosource.web.serving import _listening
from twosource.web.settings import Settings, is_loopback

TOKEN = "kestrel-9"  # noqa: S105 - of a test


@pytest.fixture(scope="module")
def locked(made: Path) -> Iterator[TestClient]:
    """A desk that asks for a token."""
    settings = Settings(host="0.0.0.0", names=("desk.example",), token=TOKEN)  # noqa: S104 - nothing listens
    with TestClient(make(open_desk(made, settings)), base_url="http://desk.example:8322") as client:
        yield client


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8322", "127.0.0.1.evil.example:8322", "127.0.0.1:80", ""]
)
def test_a_name_that_somebody_else_pointed_here_is_refused(look: TestClient, host: str) -> None:
    answer = look.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "Stories" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8322", "localhost:8322", "[::1]:8322", "LOCALHOST:8322"])
def test_this_machine_goes_by_these_names(look: TestClient, host: str) -> None:
    assert look.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_a_page_of_another_site_changes_nothing(work: TestClient, headers: dict[str, str]) -> None:
    token = work.get("/log").cookies["csrftoken"]
    answer = work.post("/rulings", data={"rule": "same:claim", "_csrf_token": token}, headers=headers)
    assert answer.status_code == 403


def test_a_form_without_its_token_changes_nothing(work: TestClient) -> None:
    assert work.post("/rulings", data={"rule": "same:claim"}).status_code == 403
    work.get("/log")
    assert work.post("/rulings", data={"rule": "same:claim", "_csrf_token": "f" * 64}).status_code == 403


def test_who_does_not_know_the_token_sees_nothing(locked: TestClient) -> None:
    locked.cookies.clear()
    for given in ({}, {"authorization": "Bearer wrong"}, {"cookie": "twosource=wrong"}, {"cookie": "twosource"}):
        assert locked.get("/", headers=given).status_code == 401
    assert locked.get("/?token=wrong").status_code == 401
    assert locked.get("/static/x/desk.css").status_code == 401


def test_the_token_is_given_once_and_leaves_the_address(locked: TestClient) -> None:
    locked.cookies.clear()
    answer = locked.get(f"/search?q=ferry&token={TOKEN}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=ferry")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Strict" in answer.headers["set-cookie"]
    assert locked.get("/search?q=ferry").status_code == 200
    locked.cookies.clear()
    assert locked.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_the_token_leads_to_no_other_machine(locked: TestClient) -> None:
    locked.cookies.clear()
    answer = locked.get(f"//evil.example/x?token={TOKEN}", follow_redirects=False)
    assert not answer.headers.get("location", "").startswith("//")


@pytest.mark.parametrize("path", ["/", "/search?q=ferry", "/nowhere", "/static/x/desk.js", "/changes.atom", "/add"])
def test_every_answer_lets_the_page_load_nothing_but_ours(look: TestClient, path: str) -> None:
    answer = look.get(path)
    assert HEADERS.items() <= dict(answer.headers).items()
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "server" not in answer.headers


def test_other_machines_are_served_only_with_a_token(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def begin(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        assert len(sockets) == 1
        for start in server.config.app.app.on_startup:
            start(server.config.app.app)

    monkeypatch.setattr("uvicorn.Server.run", begin)
    serve(made, Settings(host="0.0.0.0", port=0), ready=told.append)  # noqa: S104 - nothing listens
    serve(made, Settings(port=0), ready=told.append)
    assert "?token=" in told[0]
    assert len(told[0].partition("?token=")[2]) >= 24
    assert "token" not in told[1]


def test_a_port_that_is_taken_is_told(made: Path) -> None:
    first = _listening(Settings(port=0))
    with first:
        first.listen()
        with pytest.raises(UsageError, match="--port"):
            serve(made, Settings(port=first.getsockname()[1]))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.9.9.9"])
def test_what_is_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.4", "desk.example", "::"])  # noqa: S104 - nothing listens
def test_what_is_not(host: str) -> None:
    assert not is_loopback(host)
