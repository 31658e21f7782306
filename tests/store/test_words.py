"""Full-text search finds, orders and shows the same in both databases."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from postgres import Server
from twosource.store import Store
from twosource.store import words as index
from twosource.store.words import Asked, Entry, Phrase

LETTERS = (
    "ice",
    "ices",
    "iced",
    "icebreaker",
    "Ícè",
    "port",
    "ports",
    "the",
    "a",
    "b",
    "c1",
    "don't",
    "x_y",
    "100",
    "—",
)


@pytest.fixture(scope="module")
def both(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """An empty store of each kind."""
    address = server.new()
    stores = Store(tmp_path_factory.mktemp("words") / "case.db", create=True), Store(address, create=True)
    yield stores
    for store in stores:
        store.close()
    server.drop(address)


def entered(stores: tuple[Store, Store], texts: list[tuple[str, str]]) -> None:
    """These are findable, and nothing else."""
    for store in stores:
        with store.write() as connection:
            words = index.of(connection)
            known = [entry.n for entry in words.entries(connection)]
            if known:
                words.leave(connection, known)
            if texts:
                words.enter(connection, [Entry(n, *both) for n, both in enumerate(texts, start=1)])


def found(store: Store, asked: Asked) -> dict[int, tuple[float, str]]:
    """Rank and snippet of what is found."""
    with store.read() as connection:
        words = index.of(connection)
        rows = connection.execute(select(words.ranked(connection, asked))).all()
        shown = index.snippets(asked, words.entries(connection, [row.n for row in rows])) if rows else {}
        return {row.n: (row.rank, row.shown or shown[row.n]) for row in rows}


def same(stores: tuple[Store, Store], asked: Asked) -> dict[int, tuple[float, str]]:
    one, other = (found(store, asked) for store in stores)
    assert one == other, asked
    return one


texts = st.lists(st.sampled_from(LETTERS), max_size=12).map(" ".join)
phrases = st.builds(Phrase, st.lists(st.sampled_from(LETTERS), min_size=1, max_size=3).map(" ".join), st.booleans())
spelled = st.lists(phrases, min_size=1, max_size=2).map(tuple)
asked = st.builds(
    Asked, st.lists(spelled, min_size=1, max_size=3).map(tuple), st.lists(spelled, max_size=1).map(tuple), st.just(())
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=12), st.lists(asked, min_size=1, max_size=6))
def test_ranks_are_those_of_fts5_to_the_last_digit(
    both: tuple[Store, Store], rows: list[tuple[str, str]], asks: list[Asked]
) -> None:
    entered(both, rows)
    for one in asks:
        same(both, one)


def test_counts_are_right_after_names_have_changed_and_rows_have_gone(both: tuple[Store, Store]) -> None:
    chance = random.Random(5)  # noqa: S311 - nothing secret
    rows = [(" ".join(chance.choices(LETTERS, k=chance.randint(1, 30))), "Ada Lund") for _ in range(60)]
    entered(both, rows)
    for store in both:
        with store.write() as connection:
            words = index.of(connection)
            words.rename(connection, {n: f"Bo Ice of {n} ports" for n in range(10, 30)})
            words.leave(connection, list(range(20, 40)))
    assert len(same(both, Asked(((Phrase("ice"),),)))) > 10
    assert len(same(both, Asked(((Phrase("bo ice"),),)))) == 10
    assert len(same(both, Asked(((Phrase("lund"),),)))) == 30


def test_phrases_that_overlap_are_counted_as_fts5_does(both: tuple[Store, Store]) -> None:
    entered(both, [("a b a b a b a", ""), ("a b a", ""), ("a a a a", ""), ("b a", ""), ("c1", "")])
    for text in ("a b a", "a a", "b a"):
        assert same(both, Asked(((Phrase(text),),)))
    assert same(both, Asked(((Phrase("a b", begins=True),),)))


def test_a_phrase_does_not_reach_from_what_was_said_into_a_name(both: tuple[Store, Store]) -> None:
    entered(both, [("the ice", "port of a"), ("ice port", "")])
    assert set(same(both, Asked(((Phrase("ice port"),),)))) == {2}


def test_long_words_and_very_many_words_are_found(both: tuple[Store, Store]) -> None:
    long = "x" * 3000
    many = " ".join(f"w{n:x}{'y' * 20}" for n in range(60_000))
    entered(both, [(f"the {long}a was long", ""), (f"the {long}b was", ""), (f"port {many}", ""), ("port of ice", "")])
    assert set(same(both, Asked(((Phrase(f"{long}a"),),)))) == {1}
    assert set(same(both, Asked(((Phrase(long, begins=True),),)))) == {1, 2}
    assert set(same(both, Asked(((Phrase("port"),),)))) == {3, 4}
    assert set(same(both, Asked(((Phrase(f"w{59_999:x}{'y' * 20}"),),)))) == {3}
    assert set(same(both, Asked(((Phrase("ice"),),)))) == {4}
    assert same(both, Asked(((Phrase("nowhere"),),))) == {}


def test_parts_of_words_must_stand_in_the_text_itself(both: tuple[Store, Store]) -> None:
    entered(both, [("the port organization", ""), ("an organic farm", ""), ("x", "Port Organisation")])
    one = Asked(((Phrase("organisation"), Phrase("organization")),), (), (("organis", "organiz"),))
    assert set(same(both, one)) == {1, 3}


def test_an_empty_index_has_nothing(both: tuple[Store, Store]) -> None:
    entered(both, [])
    assert same(both, Asked(((Phrase("ice"),), (Phrase("port"),)))) == {}


def test_words_are_cut_as_fts5_cuts_them() -> None:
    (said, who), nothing = index.cut([("Running Ícès — don't", "Ångström's"), ("", "…")])
    assert (said, who) == (["run", "ic", "don", "t"], ["angstrom", "s"])
    assert nothing == ([], [])


def test_a_snippet_has_the_words_between_brackets() -> None:
    entry = Entry(7, "The harbour ices over in March", "")
    assert index.snippets(Asked(((Phrase("ice"),),)), [entry]) == {7: "The harbour [ices] over in March"}
