"""A dossier as tables: what is written is read back, and every row can be checked."""

from __future__ import annotations

import csv as reader
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet as arrow

import invented
from handed import NASTY, dossiers
from twosource import render
from twosource.console import FORMATS
from twosource.model import Dossier
from twosource.render.parquet import parquet
from twosource.render.spreadsheet import csv, guarded, plain
from twosource.render.tables import TABLES, Cell, Column, Table

TABLE = {table.name: table for table in TABLES}
FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


def named(table: Table, made: Dossier) -> Iterator[dict[str, Cell]]:
    names = [column.name for column in table.columns]
    return (dict(zip(names, row, strict=True)) for row in table.rows(made))


def cell(column: Column, written: str) -> Cell:
    if written == "":
        return None
    return {
        "text": plain,
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
    }[column.kind](written)


def read_back(table: Table, raw: bytes) -> list[tuple[Cell, ...]]:
    first, *lines = reader.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True)
    assert first == [column.name for column in table.columns]
    return [tuple(cell(c, w) for c, w in zip(table.columns, line, strict=True)) for line in lines]


@given(dossiers())
@settings(max_examples=60)
def test_csv_is_read_back_as_it_was(made: Dossier) -> None:
    for table in TABLES:
        assert read_back(table, csv(table, made)) == list(table.rows(made)), table.name


@given(dossiers())
@settings(max_examples=20, deadline=None)  # the first example waits for pyarrow
def test_parquet_is_read_back_as_it_was(made: Dossier) -> None:
    for table in TABLES:
        found = arrow.read_table(io.BytesIO(parquet(table, made)))
        assert found.column_names == [column.name for column in table.columns]
        assert [tuple(row.values()) for row in found.to_pylist()] == list(table.rows(made)), table.name


@given(dossiers())
@settings(max_examples=60)
def test_every_span_in_a_table_quotes_its_words(made: Dossier) -> None:
    texts = {row["id"]: row["text"] for row in named(TABLE["reports"], made)}
    quoted = 0
    for table in TABLES:
        for row in named(table, made):
            for part in ("", "source_", "cue_"):
                if row.get(f"{part}start") is not None:
                    words = texts[row.get("article")][row[f"{part}start"] : row[f"{part}end"]]
                    assert words == row[f"{part}text"], table.name
                    quoted += 1
    assert quoted >= 14


def test_every_id_in_a_table_is_found_in_another() -> None:
    made = invented.with_copy(invented.dossier())
    keys = {"article": "reports", "claim": "claims", "statement": "statements", "origin": "origins"}
    keys |= {"entity": "entities", "speaker": "entities", "repeats": "claims"}
    ids = {name: {row["id"] for row in named(TABLE[name], made)} for name in set(keys.values())}
    for table in TABLES:
        for row in named(table, made):
            for column, wanted in keys.items():
                assert row.get(column) is None or row[column] in ids[wanted], (table.name, column)
    passages = {(row["claim"], row["number"]) for row in named(TABLE["evidence"], made)}
    assert {(row["claim"], row["number"]) for row in named(TABLE["evidence_origins"], made)} <= passages
    links = list(named(TABLE["links"], made))
    assert links
    assert {(row["claim"], row[end]) for row in links for end in ("first", "second")} <= passages


def test_all_records_are_in_the_tables() -> None:
    made = invented.with_copy(invented.dossier())
    rows = {table.name: list(table.rows(made)) for table in TABLES}
    assert len(rows["reports"]) == len(made.articles)
    assert len(rows["evidence"]) == sum(len(claim.evidence) for claim in made.claims)
    assert len(rows["conflicts"]) == sum(len(conflict.values) for conflict in made.conflicts)
    assert len(rows["statements"]) == len(made.statements) + len(made.refusals)
    assert len(rows["mentions"]) == sum(len(entity.mentions) for entity in made.entities)
    assert rows["copies"][0][2:] == ("partial", "Lodestar")


def test_a_claim_is_counted_as_it_is_judged() -> None:
    counted = {row["id"]: row for row in named(TABLE["claims"], invented.dossier())}
    ran, keel, missing = counted["c-ran"], counted["c-keel"], counted["c-missing"]
    assert (ran["standing"], ran["reports"], ran["outlets"], ran["independent"]) == ("corroborated", 2, 2, 2)
    assert (keel["standing"], keel["reports"], keel["independent"]) == ("same-origin", 2, 0)
    assert (missing["standing"], missing["reports"]) == ("single", 1)


# --- spreadsheets ---------------------------------------------------------------------------------------------------


@given(st.text() | st.text(NASTY) | st.text(FORMULA + "';\" "))
@settings(max_examples=500)
def test_what_guards_a_text_can_be_undone(text: str) -> None:
    assert plain(guarded(text)) == text


@given(st.text(NASTY + "\r") | st.text(FORMULA + "';\" "))
@settings(max_examples=500)
def test_no_cell_is_a_formula_whatever_ends_a_cell(text: str) -> None:
    written = guarded(text)
    assert written[:1] not in set(FORMULA)
    quoted = '"' + written.replace('"', '""') + '"'
    assert not re.search(r'(?:\A|[;|\t\r\n])[" ]*[=+@\uff1d\uff0b\uff0d\uff20-]', quoted)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("-40", "'-40"),
        ("'=1+1", "''=1+1"),
        ("", "'"),
        ("a;=1+1", "a;'=1+1"),
        ('a\n"=1', "a\n\"'=1"),
        ("40", "40"),
        ("'Tis so", "'Tis so"),
        ("five - or six", "five - or six"),
        ("well-known", "well-known"),
        ("a, b; c", "a, b; c"),
    ],
)
def test_an_apostrophe_stands_before_what_would_be_a_formula_only(text: str, written: str) -> None:
    assert guarded(text) == written


def test_lines_end_as_rfc_4180_has_it_and_nothing_is_before_the_first() -> None:
    raw = csv(TABLE["problems"], invented.dossier())
    assert raw == (b'"about","stage","message"\r\n"map.tiff","find","is of a type that is not read: left out"\r\n')


# --- files ----------------------------------------------------------------------------------------------------------


def test_tables_are_written_into_a_folder(tmp_path: Path) -> None:
    assert render.write(invented.dossier(), tmp_path, ["csv", "parquet"]) == (tmp_path / "tables",)
    wanted = {f"{table.name}.{ending}" for table in TABLES for ending in ("csv", "parquet")}
    assert {path.name for path in (tmp_path / "tables").iterdir()} == wanted


def test_the_command_line_knows_every_format() -> None:
    assert tuple(render.EXPORTERS) == FORMATS


@pytest.mark.parametrize(
    ("format_", "module", "extra"), [("parquet", "pyarrow", "tables"), ("pdf", "weasyprint", "pdf")]
)
def test_what_is_not_installed_is_told_before_anything_is_read(format_: str, module: str, extra: str) -> None:
    code = f"""
import sys
sys.modules[{module!r}] = None
from twosource.cli import main
sys.exit(main(["brief", "nowhere", "--format", {format_!r}]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"pip install 'twosource[{extra}]'" in done.stderr
    assert "nowhere" not in done.stderr
