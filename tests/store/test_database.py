from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, inspect, select, text

from twosource.errors import UsageError
from twosource.store import Store, StoreError, database, migrations
from twosource.store.schema import meta, metadata


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "case.db", create=True)
    yield opened
    opened.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)


def put(store: Store, value: str) -> None:
    with store.alone(), store.write() as connection:
        store.set(connection, "name", value)


def got(store: Store) -> str | None:
    with store.read() as connection:
        return store.setting(connection, "name")


def test_what_was_written_is_there_when_it_is_opened_again(store: Store) -> None:
    put(store, "first")
    put(store, "second")
    again = Store(store.path)
    assert got(again) == "second"
    again.close()


def test_a_change_is_kept_wholly_or_not_at_all(store: Store) -> None:
    put(store, "before")

    def broken_off() -> None:
        with store.alone(), store.write() as connection:
            store.set(connection, "name", "after")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert got(store) == "before"


def test_many_read_while_one_writes(store: Store) -> None:
    put(store, "before")
    with store.read() as early:
        assert store.setting(early, "name") == "before"
        with store.alone(), store.write() as connection:
            store.set(connection, "name", "after")
            assert got(store) == "before"
        assert got(store) == "after"
        assert store.setting(early, "name") == "before"


@pytest.mark.usefixtures("impatient")
def test_a_second_writer_is_told_and_nothing_is_lost(store: Store) -> None:
    put(store, "before")
    other = Store(store.path)
    with store.alone(), pytest.raises(StoreError, match="somebody else is writing"):
        put(other, "after")
    assert got(store) == "before"
    put(other, "after")
    assert got(store) == "after"
    other.close()


@pytest.mark.usefixtures("impatient")
def test_a_file_that_another_program_has_locked_is_told(store: Store) -> None:
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="holds the case file locked"):
        put(store, "after")
    other.close()


def test_a_full_disk_is_told_and_what_was_kept_stays(store: Store) -> None:
    put(store, "before")

    @event.listens_for(Engine, "connect")
    def limited(connection: sqlite3.Connection, _: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    try:
        full = Store(store.path)
        with pytest.raises(StoreError, match="no room left"):
            put(full, "x" * 100_000)
        full.close()
    finally:
        event.remove(Engine, "connect", limited)
    assert got(store) == "before"
    put(store, "after")


def test_a_file_that_cannot_be_written_can_be_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, "kept")
    store.close()
    monkeypatch.setattr(database, "_writable", lambda _: False)
    read_only = Store(store.path)
    assert got(read_only) == "kept"
    with pytest.raises(StoreError, match="cannot be written"):
        put(read_only, "other")
    read_only.close()


def test_a_damaged_file_is_told(store: Store) -> None:
    put(store, "x" * 100_000)
    store.close()
    raw = bytearray(store.path.read_bytes())
    raw[4096:12288] = b"\xff" * 8192
    store.path.write_bytes(raw)
    with pytest.raises(StoreError, match="damaged"):
        got(Store(store.path))


def test_what_is_no_case_is_wrong_use_and_is_left_alone(tmp_path: Path) -> None:
    words, other = tmp_path / "words.db", tmp_path / "other.db"
    words.write_text("a shopping list", "utf-8")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE birds (name)")
    for path, message in ((words, "is no case file"), (other, "of another program"), (tmp_path, "is no file")):
        with pytest.raises(UsageError, match=message):
            Store(path, create=True)
    assert words.read_text("utf-8") == "a shopping list"
    with pytest.raises(UsageError, match="does not exist"):
        Store(tmp_path / "none.db")
    with pytest.raises(UsageError, match="no folder"):
        Store(tmp_path / "nowhere" / "none.db", create=True)


def test_a_case_of_a_newer_version_is_not_touched(store: Store) -> None:
    with store.alone(), store.write() as connection:
        connection.execute(meta.update().where(meta.c.name == migrations.NAME).values(value="99"))
    with pytest.raises(UsageError, match="newer twosource"):
        Store(store.path)


def test_an_older_case_is_brought_up_to_date(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def step(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE stories ADD COLUMN colour TEXT"))

    put(store, "kept")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    newer = Store(store.path)
    with newer.read() as connection:
        assert "colour" in {column["name"] for column in inspect(connection).get_columns("stories")}
        assert connection.execute(select(meta.c.value).where(meta.c.name == migrations.NAME)).scalar() == str(
            migrations.VERSION
        )
    assert got(newer) == "kept"
    newer.close()


def _tables(store: Store) -> dict[str, tuple[list[str], list[str]]]:
    with store.read() as connection:
        looked = inspect(connection)
        return {
            table: (
                sorted(column["name"] for column in looked.get_columns(table)),
                sorted(str(index["name"]) for index in looked.get_indexes(table)),
            )
            for table in metadata.tables
        }


def test_a_case_of_the_first_version_has_the_tables_of_a_new_one(store: Store) -> None:
    new = _tables(store)
    with store.alone(), store.write() as connection:
        connection.execute(text("DROP INDEX ix_pages_place"))
        connection.execute(text("ALTER TABLE pages DROP COLUMN place"))
        connection.execute(meta.update().where(meta.c.name == migrations.NAME).values(value="1"))
    assert _tables(store) != new
    older = Store(store.path)
    assert _tables(older) == new
    older.close()


def test_all_tables_are_made(store: Store) -> None:
    with store.read() as connection:
        assert set(metadata.tables) <= set(inspect(connection).get_table_names())


@pytest.mark.parametrize("name", ["a?b.db", "a#b.db", "a%20b.db", "with space.db"])
def test_names_of_files_are_taken_as_they_are(name: str, tmp_path: Path) -> None:
    opened = Store(tmp_path / name, create=True)
    put(opened, "x")
    opened.close()
    assert [file.name for file in tmp_path.iterdir() if not file.name.endswith(".lock")] == [name]
