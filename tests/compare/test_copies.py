from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from making import article, reading, said
from twosource.compare import copies
from twosource.model import Article, Copy, Mark, Span

WORDS = """
    harbour night crane barley signal window market ferry lantern granite copper island teacher valley bridge morning
    thunder kitchen orchard village council shelter captain meadow engine pocket mirror basket
    """.split()  # noqa: SIM905 - a list of words reads better as words


def prose(seed: int, words: int) -> str:
    """Invented running text that no other seed gives."""
    dice = random.Random(seed)  # noqa: S311 - no secrets here
    return " ".join(dice.choice(WORDS) + ("." if i % 14 == 13 else "") for i in range(words))


def found(*articles: Article) -> tuple[Copy, ...]:
    return copies.find(articles, [reading(a) for a in articles])


def test_a_reprint_is_a_full_copy_whatever_its_dress() -> None:
    body = prose(1, 120)
    a = article("a", f"Night at the harbour\n\n{body}", credit="AP")
    b = article("b", f"Another headline\n\nBy Jo Reed\n\n{body.upper()}")
    (copy,) = found(a, b)
    assert copy.articles == ("a", "b")
    assert copy.extent == "full"
    assert copy.wire == "AP"


def test_a_brief_cut_from_a_long_report_is_full_and_a_mixture_is_partial() -> None:
    wire, own = prose(1, 200), prose(2, 200)
    assert [c.extent for c in found(article("a", wire), article("b", wire[:900] + " " + own[:40]))] == ["full"]
    assert [c.extent for c in found(article("a", wire), article("b", wire[:900] + " " + own))] == ["partial"]


def test_nobody_credited_names_no_wire() -> None:
    (copy,) = found(article("a", prose(1, 90)), article("b", prose(1, 90)))
    assert copy.wire is None


def test_other_reports_are_no_copies() -> None:
    assert found(article("a", prose(1, 300)), article("b", prose(2, 300))) == ()


def test_one_shared_sentence_is_no_copy() -> None:
    shared = prose(9, 25)
    assert found(article("a", prose(1, 200) + shared), article("b", prose(2, 200) + shared)) == ()


def test_the_same_quotations_alone_are_no_copy() -> None:
    remark = prose(9, 100)
    for opening, closing in ('""', "“”", "‘’", "«»"):
        a = article("a", f"{prose(1, 80)}\n{opening}{remark}{closing} she said.")
        b = article("b", f"{prose(2, 80)}\n{opening}{remark}{closing} said the mayor.")
        assert found(a, b) == (), opening


def test_a_quotation_that_a_reading_found_counts_as_one() -> None:
    remark = prose(9, 100)
    pair = [article(n, f"{prose(i, 80)}\n- {remark}", "") for i, n in enumerate("ab")]
    assert len(found(*pair)) == 1
    direct = [reading(a, structs.replace(said(a, remark, None), manner="direct")) for a in pair]
    assert copies.find(pair, direct) == ()


def test_what_one_quotes_and_another_prints_as_its_own_is_a_copy() -> None:
    remark = prose(9, 100)
    assert len(found(article("a", f"{prose(1, 30)}\n“{remark}”"), article("b", f"{prose(2, 30)}\n{remark}"))) == 1


def test_shared_furniture_is_no_copy() -> None:
    appeal = prose(9, 100)
    pair = []
    for i, name in enumerate("ab"):
        text = f"{prose(i, 100)}\n{appeal}"
        start = text.index(appeal)
        pair.append(article(name, text, "", boilerplate=(Span(start, len(text)),)))
    assert found(*pair) == ()


def test_an_advertisement_in_the_middle_ends_a_stretch_and_hides_no_copy() -> None:
    body = prose(1, 120)
    first, second = body[:400], body[400:]
    a = article("a", body)
    text = f"{first}\nBUY NOW{second}"
    start = text.index("BUY")
    b = article(
        "b", text, "", marks=(Mark(start=start, end=start + 7, kind="appeal"),), boilerplate=(Span(start, start + 7),)
    )
    (copy,) = found(a, b)
    assert all("BUY" not in passage.text for passage in copy.shared)
    assert len([p for p in copy.shared if p.article == "b"]) == 2


def test_groups_hold_only_pairs_that_share_text() -> None:
    one, two = prose(1, 100), prose(2, 100)
    groups = found(article("a", one), article("b", f"{one} {two}"), article("c", two))
    assert [g.articles for g in groups] == [("a", "b"), ("b", "c")]


def test_a_cut_copy_stands_in_one_group_with_the_whole_ones() -> None:
    wire = prose(1, 150)
    own = prose(2, 150)
    groups = found(article("a", wire), article("b", wire), article("c", wire[:600] + own))
    assert [(g.articles, g.extent) for g in groups] == [(("a", "b"), "full"), (("a", "b", "c"), "partial")]


def test_nothing_and_little_give_nothing() -> None:
    assert copies.find([], []) == ()
    assert found(article("a", ""), article("b", "")) == ()
    assert found(article("a", "Too short."), article("b", "Too short.")) == ()


@given(st.lists(st.text(max_size=300), max_size=4), st.randoms(use_true_random=False))
def test_any_text_any_order(texts, dice) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    articles = [article(f"a{i}", text) for i, text in enumerate(texts)]
    before = found(*articles)
    for copy in before:
        for passage in copy.shared:
            (of,) = [a for a in articles if a.id == passage.article]
            assert of.text[passage.start : passage.end] == passage.text
    dice.shuffle(articles)
    assert found(*articles) == before


@given(st.text(min_size=40, max_size=400))
def test_a_verbatim_copy_is_always_found(text: str) -> None:
    if len(copies._WORD.findall(text)) >= copies.RUN:  # noqa: SLF001 - what it takes for a word
        assert [c.extent for c in found(article("a", text), article("b", text))] == ["full"]
