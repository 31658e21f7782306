from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import article
from twosource import owners
from twosource.errors import UsageError


def table(folder: Path, text: str) -> Path:
    file = folder / "owners.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_outlets_are_found_by_name_and_by_address(tmp_path: Path) -> None:
    told = owners.load(
        table(tmp_path, "Outlet,Country,Owner\nThe Quay News,NL,Gull Group\ndockpost.example,,Gull Group\n")
    )
    assert owners.owned(article("a", "x", "www.quaynews.com"), told).owner == "Gull Group"
    assert owners.owned(article("a", "x", "Dock Post"), told).owner == "Gull Group"
    assert owners.owned(article("a", "x", "Tern Press"), told).owner is None
    assert owners.owned(article("a", "x", None), told).owner is None


def test_a_row_without_an_owner_tells_nothing(tmp_path: Path) -> None:
    assert owners.load(table(tmp_path, "outlet,owner\nQuay News,\n")) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no column outlet and no column owner"),
        ("outlet,house\nQuay News,Gull Group\n", "no column owner"),
        ("outlet,owner\n,Gull Group\n", "line 2: names no outlet"),
        (
            "outlet,owner\nQuay News,Gull Group\nThe Quay News,Tern Press\n",
            "line 3: The Quay News belongs to Tern Press here and to Gull Group in line 2",
        ),
    ],
)
def test_a_table_that_does_not_serve_is_told_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=told):
        owners.load(table(tmp_path, text))


def test_no_file_and_no_text_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        owners.load(tmp_path / "nowhere.csv")
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(UsageError, match="no CSV in UTF-8"):
        owners.load(tmp_path / "picture.csv")


@given(st.binary(max_size=200))
def test_any_bytes_give_a_table_or_a_message(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "owners.csv"
        file.write_bytes(content)
        try:
            told = owners.load(file)
        except UsageError:
            return
        assert all(key and owner for key, owner in told.items())
