"""What only a server has: addresses, passwords, schemas, tables of others, connections that are lost."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from litestar.testing import TestClient

import postgres
from commands import Told
from gathered import EVERY, jsonl
from hosting import free_port
from postgres import PASSWORD, QUOTED, Server
from twosource.case import open_case
from twosource.databases import shown
from twosource.errors import UsageError
from twosource.store import Store, StoreError
from twosource.store import postgres as there
from twosource.web.app import make
from twosource.web.desk import open_desk
from twosource.web.settings import Settings


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    """The address of an empty database."""
    made = server.new()
    yield made
    server.drop(made)


def secret(text: str) -> bool:
    return any(part in text for part in (PASSWORD, QUOTED, "fog", "a%d"))


def wrong(server: Server, name: str) -> str:
    """An address with something wrong in it."""
    return {
        "password": server.address(password="fog%40night"),  # noqa: S106 - a wrong one
        "user": server.address(user="nobody"),
        "database": server.address("atlantis"),
        "port": f"postgresql://desk:{QUOTED}@127.0.0.1:{free_port()}/postgres",
        "server": f"postgresql://desk:{QUOTED}@no-such-server.invalid/postgres",
        "parameter": f"{server.address()}?weather=fine",
        "schema": f"{server.address()}?schema=no%20name",
        "unwritten": f"postgresql://desk:{PASSWORD}@[127.0.0.1/postgres",
        "empty": server.address(),
    }[name]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("password", "does not let this user in: check the name and the password"),
        ("user", "does not let this user in"),
        ("database", "there is no such database on the server"),
        ("port", "the server cannot be reached: check its name and port"),
        ("server", "the server cannot be reached"),
        ("parameter", "is no address that PostgreSQL takes"),
        ("schema", "a schema has a name of letters, digits and _"),
        ("unwritten", "write postgresql://user@host/database, and signs such as @ / :"),
        ("empty", "has no case yet: `twosource postgresql://desk@127.0.0.1"),
    ],
)
def test_what_is_wrong_with_an_address_is_told_without_the_password(
    server: Server, told: Told, name: str, message: str
) -> None:
    told.run(wrong(server, name), "stories")
    assert told.code in {1, 2}
    assert message in told.err
    assert "Traceback" not in told.err
    assert not secret(told.out + told.err)


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("postgresql://anna:fog@server:5433/desk?sslmode=require&password=fog", "postgresql://anna@server:5433/desk"),
        ("postgresql://server/desk", "postgresql://server/desk"),
        ("postgresql:///desk?host=/run/postgresql", "postgresql:///desk"),
        ("postgres://anna:fo/g?@server/desk", "postgres://anna@server/desk"),
        ("postgres://anna:fo@g@server/desk", "postgres://anna@server/desk"),
        ("case.db", "case.db"),
    ],
)
def test_an_address_is_shown_without_the_password(name: str, seen: str) -> None:
    assert shown(name) == seen


def test_no_command_tells_the_password(address: str, told: Told, tmp_path: Path) -> None:
    source = jsonl(tmp_path, "reports.jsonl", EVERY[:3])
    told.run(address, "add", str(source))
    assert told.code == 0, told.err
    told.run(address, "correct", "not-report", "--words", str(EVERY[0]["url"]), "Nobody was hurt")
    for command in (
        ("show",),
        ("stories",),
        ("log", "--check"),
        ("search", "ferry"),
        ("export", "-o", str(tmp_path / "out")),
        ("watch", str(tmp_path), "--once", "--feed", str(tmp_path / "feed.xml")),
        ("copy", address),
        ("copy", str(tmp_path / "copy.db")),
        ("nothing",),
        ("show", "story-nothing"),
    ):
        told.run(address, *command)
        assert told.out or told.err
        assert not secret(told.out + told.err), command
    told.run("add", address, "reports")
    assert "the case comes first: `twosource postgresql://desk@127.0.0.1" in told.err
    assert not secret(told.err)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"feed.xml", "copy.db", "log.jsonl"} <= {path.name for path in files}
    assert not any(secret(path.read_bytes().decode("utf-8", "replace")) for path in files)


def test_a_desk_is_served_from_a_database_and_tells_no_password(made_there: str) -> None:
    desk = open_desk(f"{made_there}?application_name=desk", Settings())
    with TestClient(make(desk), base_url="http://127.0.0.1:8322") as client:
        pages = [client.get(path) for path in ("/", "/search?words=ferry", "/log", "/api/stories", "/nothing")]
    assert pages[0].status_code == 200
    assert desk.name == made_there.rsplit("/", 1)[1]
    assert desk.name in pages[0].text
    assert not any(secret(page.text) for page in pages)


def test_one_database_has_several_cases_by_schema(address: str, tmp_path: Path) -> None:
    names = ("floods", "mines")
    for name, reports in zip(names, (EVERY[:3], EVERY[5:]), strict=True):
        with open_case(f"{address}?schema={name}") as case:
            case.add(jsonl(tmp_path, f"{name}.jsonl", reports))
            assert case.name.endswith(f".{name}")
    for name, words in zip(names, ("Aurelia", "Velden"), strict=True):
        with open_case(f"{address}?schema={name}", create=False) as case:
            assert [line.reports for line in case.stories()] == [3]
            assert case.search(words)
    by_path = f"{address}?options=-csearch_path%3Dmines"
    with open_case(by_path, create=False) as case:
        assert case.search("Velden")
    with pytest.raises(UsageError, match="has no case yet"):
        Store(address)
    one, other = (Store(f"{address}?schema={name}") for name in names)
    with one.working(), other.working(wait=False) as free:
        assert free, "who works on one case is not in the way of another"
    one.close()
    other.close()


def test_tables_of_another_program_are_left_alone(address: str) -> None:
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE meta (name text, value text)")
        connection.execute("INSERT INTO meta VALUES ('tables', '3')")
    with pytest.raises(UsageError, match="has tables of another program and no case"):
        Store(address, create=True)
    with psycopg.connect(address) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        assert tables == [("meta",)]


def test_a_user_who_may_not_make_tables_is_told(server: Server, address: str) -> None:
    server.admin.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'")
    name = address.rsplit("/", 1)[1]
    theirs = server.address(name, user="guest", password="guest")  # noqa: S106 - of a user that goes with the server
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("REVOKE CREATE ON SCHEMA public FROM public")
    with pytest.raises(StoreError, match="this user may not do that: have the owner of the database grant it"):
        Store(theirs, create=True)
    with pytest.raises(StoreError, match="this user may not do that"):
        Store(f"{theirs}?schema=own", create=True)


def test_a_database_that_cannot_hold_every_letter_is_refused(server: Server) -> None:
    latin = server.new(made="ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(UsageError, match="is encoded as LATIN1; a case needs one made with ENCODING 'UTF8'"):
        Store(latin, create=True)
    server.drop(latin)


def test_a_case_in_a_database_of_another_order_of_letters_is_the_same(server: Server, tmp_path: Path) -> None:
    german = server.new(made="LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' LOCALE 'C.UTF-8'")
    outlets = ["zeit", "Anzeiger", "Äther", "anzeiger"]
    reports = [EVERY[0] | {"outlet": name, "url": f"https://{n}.example/1"} for n, name in enumerate(outlets)]
    with open_case(german) as case:
        case.add(jsonl(tmp_path, "reports.jsonl", reports))
        told = case.nothing_found("ferry", outlet="Nobody")
    assert "there are Anzeiger, anzeiger, zeit, Äther" in told[0]
    server.drop(german)


def test_a_connection_that_is_lost_is_told_and_the_next_one_is_made(server: Server, address: str) -> None:
    store = Store(address, create=True)

    def ended() -> None:
        with store.write() as connection:
            store.set(connection, "name", "lost")
            server.admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [address.rsplit("/", 1)[1]]
            )
            store.set(connection, "name", "lost")

    with pytest.raises(StoreError, match="nothing of this step was kept") as caught:
        ended()
    assert not secret(str(caught.value))
    with store.write() as connection:
        assert store.setting(connection, "name") is None
        store.set(connection, "name", "kept")
    store.close()


def test_a_turn_that_does_not_come_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store, other = Store(address, create=True), Store(address)
    monkeypatch.setattr(there, "PATIENCE", 1)
    with store.write(), pytest.raises(StoreError, match="others have been writing"), other.write():
        pass
    store.close()
    other.close()


def test_a_missing_driver_is_told(monkeypatch: pytest.MonkeyPatch, told: Told) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    told.run("postgresql://anna:fog@server/desk", "stories")
    assert (told.code, told.out) == (2, "")
    assert "PostgreSQL needs its driver: pip install 'twosource[postgres]'" in told.err
    assert not secret(told.err)


def test_the_server_of_the_tests_is_stopped(server: Server) -> None:
    with postgres.server() as second:
        assert second.port != server.port
        psycopg.connect(second.address(), connect_timeout=2).close()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(second.address(), connect_timeout=2)
