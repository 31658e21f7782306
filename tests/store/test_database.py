from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Connection, Engine, event, inspect, select, text

from postgres import Places
from twosource.errors import UsageError
from twosource.store import Store, StoreError, migrations, sqlite
from twosource.store.schema import articles, meta, metadata, sources
from twosource.store.texts import ends, has


@pytest.fixture
def where(place: Places) -> Path | str:
    """A place of either kind."""
    return place()


@pytest.fixture
def store(where: Path | str) -> Iterator[Store]:
    """A new store of either kind."""
    opened = Store(where, create=True)
    yield opened
    opened.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.db"


@pytest.fixture
def file(path: Path) -> Iterator[Store]:
    """A new store in a file."""
    opened = Store(path, create=True)
    yield opened
    opened.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)


def put(store: Store, value: str, name: str = "name") -> None:
    with store.write() as connection:
        store.set(connection, name, value)


def got(store: Store, name: str = "name") -> str | None:
    with store.read() as connection:
        return store.setting(connection, name)


def test_what_was_written_is_there_when_it_is_opened_again(store: Store, where: Path | str) -> None:
    put(store, "first")
    put(store, "second")
    again = Store(where)
    assert got(again) == "second"
    again.close()


def test_a_change_is_kept_wholly_or_not_at_all(store: Store) -> None:
    put(store, "before")

    def broken_off() -> None:
        with store.write() as connection:
            store.set(connection, "name", "after")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert got(store) == "before"


def test_many_read_while_one_writes(store: Store) -> None:
    put(store, "before")
    with store.read() as early:
        assert store.setting(early, "name") == "before"
        with store.write() as connection:
            store.set(connection, "name", "after")
            assert got(store) == "before"
        assert got(store) == "after"
        assert store.setting(early, "name") == "before"


def test_writers_take_turns_and_no_change_is_lost(store: Store, where: Path | str) -> None:
    put(store, "0")

    def count() -> None:
        mine = Store(where)
        for _ in range(20):
            with mine.write() as connection:
                mine.set(connection, "name", str(int(mine.setting(connection, "name") or 0) + 1))
        mine.close()

    writers = [Thread(target=count) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert got(store) == "80"


def test_what_somebody_has_taken_is_free_again_when_they_are_gone(store: Store, where: Path | str, kind: str) -> None:
    other = Store(where)
    with store.taking(["a", "b"]) as mine:
        assert mine == ["a", "b"]
        if kind == "postgresql":  # with a file only one works, who is given all
            with other.taking(["b", "c"]) as theirs:
                assert theirs == ["c"]
    with other.taking(["b", "c"]) as theirs:
        assert theirs == ["b", "c"]
    other.close()


def test_somebody_who_works_is_seen_by_others(store: Store, where: Path | str, kind: str) -> None:
    other = Store(where)
    with other.working(wait=False) as free:
        assert free
    with store.working(), other.working(wait=False) as free:
        assert not free
    if kind == "postgresql":
        with store.working(), other.working():
            pass
    with other.working(wait=False) as free:
        assert free
    other.close()


NAMES = ["Zebra", "apple", "Äpfel", "a-b", "ab", "A B", "_x", "zèbre", "ZEBRA", "€", "100% (a/b)"]


def test_texts_are_ordered_and_compared_alike(store: Store) -> None:
    rows = [{"kind": "folder", "address": name, "record": b""} for name in NAMES]
    with store.write() as connection:
        connection.execute(sources.insert(), rows)
    table = sources

    def found(*conditions: object) -> list[str]:
        with store.read() as connection:
            query = select(table.c.address).where(*conditions).order_by(table.c.address)  # type: ignore[arg-type]
            return list(connection.execute(query).scalars())

    assert found() == sorted(NAMES)
    assert found(table.c.address >= "a") == sorted(name for name in NAMES if name >= "a")
    assert found(has(table.c.address, "EBR")) == ["ZEBRA", "Zebra"]
    assert found(has(table.c.address, "ä")) == []
    assert found(has(table.c.address, "0% (a/B")) == ["100% (a/b)"]
    assert found(has(table.c.address, "_")) == ["_x"]
    assert found(ends(table.c.address, "B")) == ["A B", "a-b", "ab"]


def test_a_text_that_no_database_can_hold_is_kept_without_what_it_cannot(store: Store) -> None:
    put(store, "a\0b\ud800c", "od\0d")
    assert got(store, "od\0d") == "a\ufffdb?c"


def test_the_numbers_of_articles_are_counted_by_a_column(store: Store) -> None:
    with store.read() as connection:
        assert "n" in {column["name"] for column in inspect(connection).get_columns("articles")}
        assert connection.execute(select(articles.c.n)).all() == []


@pytest.mark.usefixtures("impatient")
def test_a_file_that_another_program_has_locked_is_told(file: Store, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="holds the case file locked"):
        put(file, "after")
    other.close()


def test_a_full_disk_is_told_and_what_was_kept_stays(file: Store, path: Path) -> None:
    put(file, "before")

    @event.listens_for(Engine, "connect")
    def limited(connection: sqlite3.Connection, _: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    try:
        full = Store(path)
        with pytest.raises(StoreError, match="no room left"):
            put(full, "x" * 100_000)
        full.close()
    finally:
        event.remove(Engine, "connect", limited)
    assert got(file) == "before"
    put(file, "after")


def test_a_file_that_cannot_be_written_can_be_read(file: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(file, "kept")
    file.close()
    monkeypatch.setattr(sqlite, "_writable", lambda _: False)
    read_only = Store(path)
    assert got(read_only) == "kept"
    with pytest.raises(StoreError, match="cannot be written"):
        put(read_only, "other")
    read_only.close()


def test_a_damaged_file_is_told(file: Store, path: Path) -> None:
    put(file, "x" * 100_000)
    file.close()
    raw = bytearray(path.read_bytes())
    raw[4096:12288] = b"\xff" * 8192
    path.write_bytes(raw)
    with pytest.raises(StoreError, match="damaged"):
        got(Store(path))


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


def test_a_case_of_a_newer_version_is_not_touched(store: Store, where: Path | str) -> None:
    with store.write() as connection:
        connection.execute(meta.update().where(meta.c.name == migrations.NAME).values(value="99"))
    with pytest.raises(UsageError, match="newer twosource"):
        Store(where)


def test_an_older_case_is_brought_up_to_date(store: Store, where: Path | str, monkeypatch: pytest.MonkeyPatch) -> None:
    def step(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE stories ADD COLUMN colour TEXT"))

    put(store, "kept")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    newer = Store(where)
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


def test_a_case_of_the_first_version_has_the_tables_of_a_new_one(file: Store, path: Path) -> None:
    new = _tables(file)
    with file.write() as connection:
        for statement in (
            "DROP INDEX ix_pages_place",
            "ALTER TABLE pages DROP COLUMN place",
            "DROP INDEX ix_articles_n",
            "ALTER TABLE articles DROP COLUMN n",
        ):
            connection.execute(text(statement))
        connection.execute(meta.update().where(meta.c.name == migrations.NAME).values(value="1"))
    assert _tables(file) != new
    older = Store(path)
    assert _tables(older) == new
    older.close()


def test_articles_of_a_case_of_the_second_version_are_counted_as_they_came(made: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(made, tmp_path / "second.db"))
    with sqlite3.connect(path) as connection:
        connection.execute("DROP INDEX ix_articles_n")
        connection.execute("ALTER TABLE articles DROP COLUMN n")
        connection.execute("UPDATE meta SET value = '2' WHERE name = 'tables'")
        came = [id_ for (id_,) in connection.execute("SELECT id FROM articles ORDER BY rowid")]
    connection.close()
    store = Store(path)
    with store.read() as reading:
        assert list(reading.execute(select(articles.c.id).order_by(articles.c.n)).scalars()) == came
    store.close()


def test_all_tables_are_made(store: Store) -> None:
    with store.read() as connection:
        assert set(metadata.tables) <= set(inspect(connection).get_table_names())


@pytest.mark.parametrize("name", ["a?b.db", "a#b.db", "a%20b.db", "with space.db"])
def test_names_of_files_are_taken_as_they_are(name: str, tmp_path: Path) -> None:
    opened = Store(tmp_path / name, create=True)
    put(opened, "x")
    opened.close()
    assert [file.name for file in tmp_path.iterdir() if not file.name.endswith(".lock")] == [name]
