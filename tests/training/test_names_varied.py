"""Exchanged names: what stays, what follows, and that spans still cover their names. All texts are invented."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training" / "reader"))

import names_varied
from names_records import Named, NamedDocument


def document(number: int, text: str, *named: tuple[str, str]) -> NamedDocument:
    spans = []
    for words, label in named:
        at = spans[-1].end if spans else 0
        start = text.index(words, at)
        spans.append(Named(start, start + len(words), label))
    return NamedDocument(id=f"d{number}", corpus="c", outlet=f"o{number}", split="train", text=text, spans=tuple(spans))


FIRST = document(
    1,
    "Ann Bell left Oslo. Bell wept, the Trell said.",
    ("Ann Bell", "Person"),
    ("Oslo", "Location"),
    ("Bell", "Person"),
)
OTHERS = [document(n, f"{name} slept.", (name, "Person")) for n, name in enumerate(("Ida Lund", "Omar Reed"), start=2)]


def words(one: NamedDocument) -> list[str]:
    return [one.text[span.start : span.end] for span in one.spans]


def test_a_surname_follows_the_full_name() -> None:
    pool = names_varied.pool([FIRST, *OTHERS])
    made = [words(names_varied.varied(FIRST, pool, n)) for n in range(20)]
    assert {tuple(one) for one in made} == {
        ("Ann Bell", "Oslo", "Bell"),
        ("Ida Lund", "Oslo", "Lund"),
        ("Omar Reed", "Oslo", "Reed"),
    }


def test_what_is_drawn_depends_on_document_and_variant_alone() -> None:
    pool = names_varied.pool([FIRST, *OTHERS])
    assert names_varied.varied(FIRST, pool, 3) == names_varied.varied(FIRST, pool, 3)


def test_only_what_is_trained_on_has_variants() -> None:
    kept = NamedDocument(id="d9", corpus="c", outlet="o9", split="dev", text="Ida Lund", spans=(Named(0, 8, "Person"),))
    assert [one.id for one in names_varied.variants([FIRST, kept], 2)] == ["d1", "d9", "d1~0", "d1~1"]


@given(st.integers(0, 50), st.integers(0, 50))
def test_laws(at: int, variant: int) -> None:
    """As many names of the same classes, and all that is no name unchanged."""
    one = document(5, "x " * at + "Ann Bell met Mr. Reed.", ("Ann Bell", "Person"), ("Reed", "Person"))
    made = names_varied.varied(one, names_varied.pool([one, *OTHERS]), variant)
    assert [span.label for span in made.spans] == [span.label for span in one.spans]
    for text, document_ in ((one.text, one), (made.text, made)):
        rest = list(text)
        for span in reversed(document_.spans):
            del rest[span.start : span.end]
        assert "".join(rest) == "x " * at + " met Mr. ."
