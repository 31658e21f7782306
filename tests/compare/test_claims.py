from itertools import combinations, permutations

from hypothesis import example, given
from hypothesis import strategies as st

from twosource import annotate, engines
from twosource.compare import claims
from twosource.compare.claims import Ref
from twosource.compare.pairs import Link
from twosource.model import Article, Reading
from twosource.text import make_id, sha256

A, B, C, D = (0, 0), (1, 0), (2, 0), (3, 0)


def link(left: claims.Node, right: claims.Node, score: float) -> Link:
    return Link(left, right, score)


def grouped(*links: Link) -> list[list[claims.Node]]:
    return [sorted(group) for group in claims.groups(links)]


def test_passages_that_fit_one_another_are_one_claim() -> None:
    assert grouped(link(A, B, 2.0), link(A, C, 1.5), link(B, C, 1.0)) == [[A, B, C]]


def test_groups_do_not_chain() -> None:
    """A is like B and B like C, but A and C speak of different things: two claims, and B serves both."""
    assert grouped(link(A, B, 2.0), link(B, C, 1.5), link(A, C, -3.0)) == [[A, B], [B, C]]


def test_one_objection_in_many_does_not_keep_a_passage_out() -> None:
    many = [(k, 0) for k in range(7)]
    links = [link(x, y, 2.0) for x, y in combinations(many, 2) if (x, y) != ((0, 0), (6, 0))]
    assert grouped(*links, link((0, 0), (6, 0), -2.0)) == [many]


def test_a_second_claim_must_be_surer_than_a_first() -> None:
    sure = [link(A, B, 2.0), link(C, D, 2.0)]
    assert grouped(*sure, link(A, C, claims.SAME + 0.1)) == [[A, B], [C, D]]
    assert grouped(*sure, link(A, C, claims.SAME_AGAIN + 0.1)) == [[A, B], [C, D], [A, C]]


def test_passages_of_one_report_join_when_all_fit_the_others() -> None:
    many = [link((0, k), B, 2.5 - k / 2) for k in range(4)]
    assert grouped(*many) == [[A, (0, 1), (0, 2), B], [(0, 3), B]]


def test_a_passage_that_has_a_claim_joins_another_only_when_sure() -> None:
    """B, a headline, is a little like everything."""
    a_little, rather = claims.FITS - 0.1, claims.SAME_AGAIN - 0.1
    facts = [link(A, B, 3.0), link((0, 1), (2, 1), 2.0), link((0, 1), B, a_little), link(B, (2, 1), rather)]
    assert grouped(*facts) == [[A, B], [(0, 1), (2, 1)]]


def test_a_passage_in_as_many_claims_as_it_has_room_for_must_be_surer_still() -> None:
    """A short passage that is like three others, which are not alike, and joins the claim of two more."""
    mine, theirs, one, other = A, [B, C, D], (4, 0), (5, 0)
    apart = [link(x, y, -3.0) for x, y in combinations(theirs, 2)]
    links = [*(link(mine, x, 3.0) for x in theirs), *apart]
    links += [link(one, other, 2.0), link(mine, one, 1.5), link(mine, other, 1.5)]
    assert [mine, one, other] in [sorted(group) for group in claims.groups(links, rooms={mine: 4})]
    assert [one, other] in [sorted(group) for group in claims.groups(links, rooms={mine: 1})]


def test_doubtful_pairs_make_no_claim() -> None:
    assert grouped(link(A, B, claims.SAME)) == []


nodes = st.tuples(st.integers(0, 4), st.integers(0, 3))
links = st.dictionaries(
    st.tuples(nodes, nodes).filter(lambda ends: ends[0][0] < ends[1][0]), st.integers(-40, 40), max_size=40
)


@given(links)
def test_every_sure_pair_is_in_a_group_and_none_speaks_against_many(scores: dict[tuple, int]) -> None:
    made = [Link(left, right, score / 10) for (left, right), score in sorted(scores.items())]
    found = claims.groups(made)
    for one in made:
        if one.score > claims.SAME_AGAIN:
            assert any(one.left in group and one.right in group for group in found)
    for group in found:
        assert len(set(group)) == len(group) >= 2
        assert len({node[0] for node in group}) >= 2
        assert all(sum(node[0] == a for node in group) <= claims.THRICE for a in range(5))


@example({((0, 0), (1, 1)): 1, ((0, 0), (1, 2)): 1}, {((1, 1), (1, 2))})
@given(links, st.sets(st.tuples(nodes, nodes).filter(lambda ends: ends[0] < ends[1]), max_size=12))
def test_no_group_holds_two_that_are_to_be_apart(scores: dict[tuple, int], apart: set[tuple]) -> None:
    made = [
        Link(left, right, score / 10) for (left, right), score in sorted(scores.items()) if (left, right) not in apart
    ]
    for group in claims.groups(made, frozenset(apart)):
        assert not any((min(a, b), max(a, b)) in apart for a, b in combinations(group, 2))


@given(links, st.randoms())
def test_the_order_of_links_does_not_matter(scores: dict[tuple, int], random) -> None:  # noqa: ANN001
    made = [Link(left, right, score / 10) for (left, right), score in sorted(scores.items())]
    mixed = random.sample(made, len(made))
    assert claims.groups(made) == claims.groups(mixed)


def read(text: str) -> tuple[Article, Reading]:
    article = Article(id=make_id("a", text), file="a.txt", sha256=sha256(text), raw_sha256="", text=text)
    return article, annotate.article(article, engines.load())


def test_every_assertion_is_in_a_group_for_any_order_of_articles() -> None:
    reports = [
        read("A grain ship ran aground off Vardholm on Friday with 14 sailors on board.\n\nThe cook slept."),
        read("A grain freighter with 14 sailors on board hit rocks off Vardholm on Friday.\n\nThe fog was thick."),
        read("The orchestra will open its season with a new symphony.\n\nSad!"),
    ]
    seen = set()
    for order in permutations(reports):
        articles, readings = [a for a, _ in order], [r for _, r in order]
        seen.add(claims.find(articles, readings, engines.load()).groups)
    (groups,) = seen
    every = {Ref(r.article, k) for _, r in reports for k in range(len(r.assertions))}
    assert {ref for group in groups for ref in group} == every
    ship = {Ref(reports[0][0].id, 0), Ref(reports[1][0].id, 0)}
    assert ship in [set(group) for group in groups]
    assert sum(len(group) > 1 for group in groups) == 1


def test_one_article_and_none() -> None:
    article, reading = read("The fog was thick over Vardholm.")
    assert claims.find([article], [reading], engines.load()).groups == ((Ref(article.id, 0),),)
    assert claims.find([], [], engines.load()).groups == ()
