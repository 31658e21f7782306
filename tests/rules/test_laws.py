"""What holds of every rule: order, places, switches; and how findings are told."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

import invented
from ruled import gives, story, voice
from twosource import rules
from twosource.model import Claim, Dossier
from twosource.rules import Finding, Rules
from twosource.rules.told import MOST, WIDEST

SOLD = "The board sold the northern pier to a bank on Friday"
SOURCES = ("one source", "a senior official", "sources", "critics", "officials", "reports", "Ada Holm", "he")
KINDS = {"reports": "unknown", "he": "unknown", "Ada Holm": "person"}
TEXTS = (
    SOLD,
    "The plan is reckless",
    "The treasurer allegedly left with the ledgers",
    "Prosecutors accused Ada Holm of theft",
)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Stories of a few claims, in which rules pass, fail and do not apply."""
    told = []
    for number in range(draw(st.integers(1, 4))):
        text, source = draw(st.sampled_from(TEXTS)), draw(st.sampled_from((*SOURCES, None)))
        name = f"paper{number}"
        relay = draw(st.sampled_from([(), ("Lodestar",), ("The Paper0 Post",)]))
        kind = KINDS.get(source or "", "anonymous")
        one = (
            gives(name, f"{text}, {source} said.", text, source, kind=kind, relayed_by=relay)  # type: ignore[arg-type]
            if source
            else voice(name, f"{text}.")
        )
        told.append(one)
    made = story(*told, standing="single" if len(told) == 1 else "not-established")
    (whole,) = made.claims
    parts = [
        structs.replace(whole, id=f"part-{n}", evidence=(item,), links=()) for n, item in enumerate(whole.evidence)
    ]
    return structs.replace(made, claims=(whole, *parts))


def reordered(made: Dossier, claims: Sequence[Claim]) -> Dossier:
    return structs.replace(made, claims=tuple(claims))


@settings(max_examples=60, deadline=None)
@given(dossiers(), st.randoms())
def test_the_order_of_claims_changes_no_finding(made: Dossier, random) -> None:  # noqa: ANN001
    claims = list(made.claims)
    random.shuffle(claims)
    asked = rules.load()
    assert set(rules.check(made, asked)) == set(rules.check(reordered(made, claims), asked))


@settings(max_examples=60, deadline=None)
@given(dossiers(), st.randoms())
def test_the_order_of_reports_and_statements_changes_no_finding(made: Dossier, random) -> None:  # noqa: ANN001
    def shuffled(values: tuple) -> tuple:
        return tuple(random.sample(values, len(values)))

    other = structs.replace(
        made,
        articles=shuffled(made.articles),
        statements=shuffled(made.statements),
        origins=shuffled(made.origins),
    )
    assert rules.check(made, rules.load()) == rules.check(other, rules.load())


@settings(max_examples=60, deadline=None)
@given(dossiers())
def test_every_finding_stands_on_characters_of_a_report(made: Dossier) -> None:
    texts = {article.id: article.text for article in made.articles}
    found = rules.check(made, rules.load())
    assert len(found) == len(made.claims) * len(rules.load().rules)
    for finding in found:
        assert finding.grounds
        assert finding.why
        assert "\n" not in finding.why
        for ground in finding.grounds:
            assert texts[ground.article][ground.start : ground.end] == ground.text


@settings(max_examples=40, deadline=None)
@given(dossiers(), st.sets(st.sampled_from([rule.id for rule in rules.load().rules])))
def test_a_rule_that_is_off_finds_nothing_and_changes_no_other(made: Dossier, off: set[str]) -> None:
    whole = rules.load()
    some = Rules(whole.file, tuple(structs.replace(rule, on=rule.id not in off) for rule in whole.rules))
    kept = tuple(finding for finding in rules.check(made, whole) if finding.rule not in off)
    assert rules.check(made, some) == kept


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_a_copy_of_a_report_is_no_second_hearing(made: Dossier) -> None:
    only = Rules("x", tuple(rule for rule in rules.load().rules if rule.id == "anonymous-only"))
    failing = {f.claim for f in rules.check(made, only) if f.outcome == "fail"}
    named = {article.id: structs.replace(article, outlet="The One Paper") for article in made.articles}
    same_house = structs.replace(made, articles=tuple(named.values()))
    assert failing <= {f.claim for f in rules.check(same_house, only) if f.outcome == "fail"}


def test_standings_limit_a_rule() -> None:
    made = invented.dossier()
    (rule,) = (rule for rule in rules.load().rules if rule.id == "open-conflict")
    wide, narrow = (Rules("x", (structs.replace(rule, standings=s),)) for s in ((), ("single",)))
    assert [f.claim for f in rules.check(made, wide) if f.outcome == "fail"] == ["c-aboard"]
    limited = rules.check(made, narrow)
    assert not any(finding.outcome == "fail" for finding in limited)
    assert any("does not ask about claims that are conflict" in finding.why for finding in limited)


def test_only_the_severity_fail_breaks() -> None:
    made = invented.dossier()
    shipped = rules.load()
    mild = Rules("x", tuple(structs.replace(rule, severity="warn") for rule in shipped.rules))
    assert rules.broken(rules.check(made, shipped))
    assert not rules.broken(rules.check(made, mild))


# --- in words ---------------------------------------------------------------------------------------------------------


def many(number: int, source: str = "one source", title: str = "Asked") -> tuple[Dossier, Rules, tuple[Finding, ...]]:
    told = [gives(f"p{n}", f"{SOLD} {n}, {source} said.", f"{SOLD} {n}", source) for n in range(number)]
    made = story(*told)
    (whole,) = made.claims
    parts = tuple(
        structs.replace(
            whole, id=f"c-{n}", evidence=(item,), links=(), standing="single", wording=structs.replace(
                whole.wording, article=item.article, start=item.start, end=item.end, text=item.text
            ),
        )
        for n, item in enumerate(whole.evidence)
    )  # fmt: skip
    made = structs.replace(made, claims=parts)
    (rule,) = (rule for rule in rules.load().rules if rule.id == "anonymous-only")
    asked = Rules("desk.toml", (structs.replace(rule, title=title),))
    return made, asked, rules.check(made, asked)


def test_claims_that_fail_are_quoted_and_the_rest_counted() -> None:
    made, asked, found = many(MOST + 2)
    lines = list(rules.lines(found, made, asked))
    assert lines[0] == f"{MOST + 2} claims, 1 rule (desk.toml)"
    assert f"    “{SOLD} 0, one source said.” The P0 Post (c-0)" in lines
    assert "    and 2 more (--json lists all)" in lines
    assert lines[-1] == f"{MOST + 2} claims break a rule"
    assert all(len(line) <= WIDEST for line in lines)


def test_one_claim_is_told_rule_by_rule() -> None:
    made, asked, found = many(2)
    lines = list(rules.lines(found, made, asked, claim="c-1"))
    assert lines[0].startswith(f"“{SOLD} 1")
    assert "✗ Asked [anonymous-only]: fails" in lines
    assert not any("c-0" in line for line in lines)


def test_a_dossier_without_claims_breaks_nothing() -> None:
    made, asked, _ = many(1)
    empty = structs.replace(made, claims=())
    assert rules.check(empty, asked) == ()
    assert list(rules.lines((), empty, asked))[-1] == "no rule is broken"


def test_nothing_in_a_report_or_a_title_steers_the_terminal() -> None:
    made, asked, found = many(1, source="one\x1b[31m source", title="Asked \x1b[2J\u202e")
    text = "\n".join(rules.lines(found, made, asked))
    assert "\ufffd[31m" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
