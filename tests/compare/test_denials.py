"""Denials against what they deny, in invented reports."""

import pytest

from twosource import annotate, engines
from twosource.compare import claims, denials
from twosource.model import Article
from twosource.text import make_id, sha256

CARRIED = "The barge Odile sailed with a cracked hull on Friday, harbour inspectors said."


@pytest.mark.parametrize(
    ("no", "yes", "sure"),
    [
        ("Her owner denies that she sailed with a cracked hull.", CARRIED, True),
        ("The owner denied having sailed the barge with a cracked hull.", CARRIED, True),
        ("Her owner denies that she set off with a cracked hull.", CARRIED, False),
        ("“There were not sixty pilgrims,” Abbot Ulm told the Herald.", "Sixty pilgrims were hurt at Karsk.", True),
        ("There were no missing pilgrims, the abbot said.", "A list of 60 missing pilgrims went round.", True),
        (
            "There weren't sixty pilgrims.",
            "About 60 pilgrims fell ill, said a man whom nobody confirmed.",
            True,
        ),
    ],
)
def test_a_denial_of_the_same_words_is_found(no: str, yes: str, *, sure: bool) -> None:
    found = denials.denied(no, yes)
    assert found is not None
    assert found.sure == sure
    assert denials.denied(yes, no) is None
    assert denials.between(yes, no)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Her owner denies that she sailed with a cracked hull.", "The owner denied that the hull was cracked."),
        (
            "Her owner denies that she sailed with a cracked hull.",
            "It is not so that she sailed with a cracked hull.",
        ),
        ("Her owner never denied that she sailed with a cracked hull.", CARRIED),
        ("Inspectors say the Odile sailed with a cracked hull; her owner denies that she sailed with one.", CARRIED),
        ("Her owner denies that the crew were drunk.", CARRIED),
        ("There was no smuggling with the crew.", "As to charges of smuggling with the crew, the mayor laughed."),
        ("The mayor said it was not an attack.", "It was not an attack, the mayor said."),
        ("There were no more than sixty pilgrims.", "Sixty pilgrims were hurt at Karsk."),
        ("There is no doubt that sixty pilgrims were hurt.", "Sixty pilgrims were hurt at Karsk."),
        ("A judge denied a request to stop the sale of the quarry.", "A judge threw out the request to stop the sale."),
        ("Sixty pilgrims were hurt, but police have not released their names.", "Sixty pilgrims were hurt at Karsk."),
    ],
)
def test_what_is_no_denial_of_the_other(one: str, other: str) -> None:
    assert not denials.between(one, other)


def test_a_denial_is_not_in_the_claim_that_it_denies() -> None:
    texts = [
        "Barge sailed with a cracked hull\n\nThe barge Odile sailed with a cracked hull, the inspectors said.",
        "Inspectors: barge Odile sailed with a cracked hull\n\nThe barge Odile sailed with a cracked hull on Friday.",
        "Owner speaks\n\nThe owner of the barge Odile denies that she sailed with a cracked hull.",
    ]
    articles = [
        Article(id=make_id("denial", text), file=f"{k}.txt", sha256=sha256(text), raw_sha256="", text=text)
        for k, text in enumerate(texts)
    ]
    found = engines.load()
    groups = claims.find(articles, [annotate.article(a, found) for a in articles], found).groups
    with_owner = [g for g in groups if any(ref.article == articles[2].id for ref in g)]
    assert with_owner
    assert all({ref.article for ref in group} == {articles[2].id} for group in with_owner)
    assert any({articles[0].id, articles[1].id} <= {ref.article for ref in group} for group in groups)
