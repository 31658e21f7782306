"""Dossiers to bytes and back."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import invented
from twosource import codec
from twosource.errors import TwosourceError
from twosource.model import Dossier, MadeBy

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def test_what_is_written_is_read_back() -> None:
    made = invented.dossier()
    assert codec.decode(codec.encode(made)) == made


def test_fields_are_those_of_the_format() -> None:
    raw = json.loads(codec.encode(invented.dossier()))
    assert raw["format"] == "twosource/dossier/1"
    assert set(raw["claims"][0]) == {"id", "wording", "evidence", "links", "standing", "why", "grounds", "repeats"}
    assert raw["articles"][0]["boilerplate"][0][0] < raw["articles"][0]["boilerplate"][0][1]


def test_written_for_people_and_programs() -> None:
    raw = codec.encode(invented.dossier())
    assert raw.endswith(b"}\n")
    assert "🚢".encode() in raw
    assert b'\n "title": "Ferry runs aground' in raw


@given(TEXTS, st.dictionaries(TEXTS, TEXTS, max_size=4))
def test_one_form_only(title: str, models: dict[str, str]) -> None:
    made = Dossier(made_by=MadeBy(twosource="1", models=models), title=title)
    turned = Dossier(made_by=MadeBy(twosource="1", models=dict(reversed(models.items()))), title=title)
    assert codec.encode(made) == codec.encode(turned)
    assert codec.decode(codec.encode(made)) == made


def test_half_a_character_cannot_be_written() -> None:
    with pytest.raises(codec.FormatError, match=r"U\+D83D"):
        codec.encode(Dossier(made_by=MadeBy(twosource="1"), title="\ud83d"))


@pytest.mark.parametrize(
    ("raw", "place", "message"),
    [
        (b"", "line 1", "ends too early"),
        (b"[]", "file", "Expected `object`"),
        (b"\xff\xfe", "line 1", "malformed"),
        (b'{"title": "x"}', "file", "missing required field"),
        (b'{\n "title": \n', "line 2, title", "ends too early"),
        (b'{"made_by": {"twosource": "1"}, "title": "x", "claims": [{"id": 3}]}', "claims[0].id", "Expected `str`"),
        (b'{"made_by": {"twosource": "1"}, "title": NaN}', "line 1", "malformed"),
        (b'{"made_by": {"twosource": "1"}, "title": "x", "format": "2"}', "format", "not known"),
        (b'{"x": ' + b"[" * 100_000, "line 1", "nested"),
    ],
)
def test_what_is_no_dossier_is_refused_with_its_place(raw: bytes, place: str, message: str) -> None:
    with pytest.raises(codec.FormatError) as caught:
        codec.decode(raw)
    assert caught.value.place == place
    assert message in caught.value.message
    assert isinstance(caught.value, TwosourceError)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_dossier_or_refused(raw: bytes) -> None:
    with pytest.raises(codec.FormatError):
        codec.decode(raw)


def test_the_seal_has_a_hash_for_every_record() -> None:
    made = invented.dossier()
    assert len(made.seal["claims"]) == len(made.claims)
    assert made.seal["copies"] == ()
    assert len(made.seal["title"]) == 1
    assert set(made.seal) == set(made.__struct_fields__) - {"seal"}
    assert codec.seal(made) == made


def test_a_changed_record_changes_only_its_hash() -> None:
    made = invented.dossier()
    claims = (msgspec.structs.replace(made.claims[0], why="Because."), *made.claims[1:])
    other = codec.seal(msgspec.structs.replace(made, claims=claims))
    differing = [(name, i) for name in made.seal for i, h in enumerate(made.seal[name]) if h != other.seal[name][i]]
    assert differing == [("claims", 0)]


def test_places_are_paths() -> None:
    raw = codec.encode(invented.dossier())
    at = raw.index(b'"text"', raw.index(b'"evidence"'))
    place = codec.place(raw, at)
    assert place.endswith(", claims[0].evidence[0].text")
    line = raw[:at].count(b"\n") + 1
    assert place.startswith(f"line {line},")
