"""Laws that hold for every story, tried on stories put together at random from invented sentences.

The sentences were made to collide: the same remark in several wordings, speakers who share a surname, a post that
others quote, reports without an outlet or a date.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from twosource import annotate, codec, compare, engines
from twosource.model import Article, Dossier, Reading
from twosource.text import make_id, sha256

SENTENCES = (
    "An explosion tore the roof off a warehouse in Vardessa on Tuesday, Governor Ilan Torvek said.",
    "The blast killed two people, Torvek wrote on Telegram.",
    "“There is no danger to the residents,” Torvek wrote on his Telegram channel.",
    "Residents were not at risk, according to the governor.",
    "Crane driver Marta Yevdal said the roof of the warehouse went up in one piece.",
    "“I saw the roof go up like a lid,” Yevdal said.",
    "At least 12 people were injured in the explosion.",
    "Seventeen people were injured, the fire service said on Wednesday.",
    "Two officials who asked not to be named said the warehouse held 300 tonnes of fertiliser.",
    "The Meridian Post reported, citing two officials, that the warehouse held fertiliser without a permit.",
    "The company did not respond to a request for comment.",
    "Corvane Agro denied storing ammonium nitrate in the warehouse.",
    "The harbour was closed on Tuesday and 11 ships were waiting.",
    "Dana Torvek, a lawyer, said her clients would sue the company.",
    "The blast happened at 4:10 a.m. in Warehouse 4.",
)
OUTLETS = (None, "The Coast Ledger", "Vardessa Courier", "Meridian Post", "The Quayside")
DATES = (None, "2026-03-10", "2026-03-11T09:00:00")


@cache
def made_by_us() -> engines.Loaded:
    return engines.load()


def report(text: str, outlet: str | None, published: str | None) -> Article:
    return Article(
        id=make_id("a", "", outlet or "", text),
        file=f"{sha256(text)[:6]}.txt",
        outlet=outlet,
        published=published,
        published_from="stated" if published else "unknown",
        language="en",
        sha256=sha256(text),
        raw_sha256=sha256(text),
        text=text,
    )


@cache
def reading_of(article_text: str, outlet: str | None, published: str | None) -> tuple[Article, Reading]:
    article = report(article_text, outlet, published)
    return article, annotate.article(article, made_by_us())


def dossier_of(articles: list[tuple[str, str | None, str | None]]) -> Dossier:
    pairs = [reading_of(*article) for article in articles]
    return compare.story([a for a, _ in pairs], [r for _, r in pairs], made_by_us())


reports = st.tuples(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True).map("\n".join),
    st.sampled_from(OUTLETS),
    st.sampled_from(DATES),
)
stories = st.lists(reports, min_size=1, max_size=5, unique_by=lambda r: (r[0], r[1]))
few = settings(max_examples=30, deadline=None)


@few
@given(stories, st.randoms(use_true_random=False))
def test_the_order_of_the_reports_does_not_matter(story: list[tuple[str, str | None, str | None]], dice) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    shuffled = story.copy()
    dice.shuffle(shuffled)
    assert codec.encode(dossier_of(shuffled)) == codec.encode(dossier_of(story))


@few
@given(stories, st.data())
def test_a_copy_never_corroborates(story: list[tuple[str, str | None, str | None]], data: st.DataObject) -> None:
    copied = data.draw(st.sampled_from(story))
    copy = (copied[0], "The Echo Chamber", copied[2])
    before, after = dossier_of(story), dossier_of([*story, copy])

    def confirmed(dossier: Dossier) -> set[str]:
        return {e.text for c in dossier.claims if c.standing == "corroborated" for e in c.evidence}

    def speakers(dossier: Dossier) -> set[str]:
        return {o.name for o in dossier.origins if o.kind != "outlet"}

    assert confirmed(after) <= confirmed(before)
    if not any("Dana Torvek" in text for text, _, _ in story):  # whom a bare surname means may be open, see below
        assert speakers(after) == speakers(before)


@few
@given(stories, reports)
def test_another_report_never_splits_an_origin(
    story: list[tuple[str, str | None, str | None]], another: tuple[str, str | None, str | None]
) -> None:
    # But for a namesake: once there are two Torveks, whom a bare "Torvek" means may be open (the test after this one).
    assume("Dana Torvek" not in another[0])
    assume("Torvek" not in another[0] or not any("Dana Torvek" in text for text, _, _ in story))
    assume(all((another[0], another[1]) != (text, outlet) for text, outlet, _ in story))
    before, after = dossier_of(story), dossier_of([*story, another])
    kinds = {o.id: o.kind for o in before.origins}
    new = {s.id: s.origin for s in after.statements}
    known = [s for s in before.statements if kinds[s.origin] in {"person", "organisation"}]
    together = {(a.id, b.id) for a in known for b in known if a.origin == b.origin}
    assert all(new[a] == new[b] for a, b in together)


def test_a_namesake_leaves_a_bare_surname_open_and_never_takes_it_over() -> None:
    bare = ("The blast killed two people, Torvek wrote on Telegram.", "The Quayside", None)
    governor = ("The governor, Ilan Torvek, said the roof was gone.\nTorvek spoke on Tuesday.", "Coast Ledger", None)
    lawyer = ("Dana Torvek, a lawyer, said her clients would sue the company.", "Meridian Post", None)
    before, after = dossier_of([bare, governor]), dossier_of([bare, governor, lawyer])

    def origin_of_the_bare(dossier: Dossier) -> str:
        (article,) = [a.id for a in dossier.articles if a.outlet == "The Quayside"]
        (said,) = [s for s in dossier.statements if s.article == article]
        return next(o.name for o in dossier.origins if o.id == said.origin)

    assert origin_of_the_bare(before) in {"Ilan Torvek", "Torvek"}
    assert origin_of_the_bare(after) != "Dana Torvek"


@few
@given(stories)
def test_every_line_points_at_characters_and_every_id_resolves(
    story: list[tuple[str, str | None, str | None]],
) -> None:
    made = dossier_of(story)
    texts = {a.id: a.text for a in made.articles}
    statements, origins, claims = ({r.id for r in rs} for rs in (made.statements, made.origins, made.claims))
    for claim in made.claims:
        for passage in (claim.wording, *claim.evidence, *claim.grounds):
            assert passage.text == texts[passage.article][passage.start : passage.end] != ""
        assert all(e.statement is None or e.statement in statements for e in claim.evidence)
        assert all(set(e.origins) <= origins and e.origins for e in claim.evidence)
    for statement in made.statements:
        assert all(0 <= a.start < a.end <= len(texts[statement.article]) for a in statement.content)
        assert all(a.end <= b.start for a, b in pairwise(statement.content))
        assert statement.origin in origins
    assert all(conflict.claim in claims for conflict in made.conflicts)


@few
@given(reports)
def test_one_report_alone_has_only_single_claims(one: tuple[str, str | None, str | None]) -> None:
    made = dossier_of([one])
    assert made.claims
    assert {c.standing for c in made.claims} == {"single"}
    assert not made.conflicts
    assert not made.copies
