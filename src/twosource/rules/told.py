"""Findings in words for a terminal: ``lines(findings, dossier, rules)``, one text a line.

In: what ``check`` found. Out: for each rule that was asked one line of counts, and below it the claims that break it,
in a report's own words, with the outlet and the reason. For one claim (``claim=``) every rule is told with its reason.
Texts of reports are neutralised, so that nothing in a report can steer the terminal. What this does not do: print.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from twosource.model import Article, Claim, Dossier
from twosource.render import words
from twosource.rules.records import Finding, Outcome, Rule, Rules

MOST = 5
"""Claims told under one rule: more are counted; ``--json`` has them all."""
WIDEST = 100
"""Columns."""
_QUOTED = 150
_SIGN = {"fail": "✗", "warn": "!", "pass": "✓", "not-applicable": "·"}


def broken(findings: Iterable[Finding]) -> bool:
    """Whether a rule of severity "fail" fails."""
    return any(finding.outcome == "fail" and finding.severity == "fail" for finding in findings)


def lines(findings: Sequence[Finding], dossier: Dossier, rules: Rules, *, claim: str | None = None) -> Iterator[str]:
    """The findings, rule by rule; with ``claim`` (an id) those on that claim, each with its reason."""
    teller = _Teller(dossier)
    asked = [rule for rule in rules.rules if rule.on]
    if claim is not None:
        yield from teller.wording(claim, indent="")
        for rule in asked:
            for finding in (f for f in findings if f.rule == rule.id and f.claim == claim):
                yield ""
                yield f"{_sign(finding)} {_title(rule)}: {_OUTCOME[finding.outcome]}"
                yield from _set_in(finding.why, "    ")
        return
    yield f"{words.count(len(dossier.claims), 'claim')}, {words.count(len(asked), 'rule')} ({words.line(rules.file)})"
    yield ""
    for rule in asked:
        yield from _of_rule(rule, [finding for finding in findings if finding.rule == rule.id], teller)
    yield _verdict(findings)


_OUTCOME: dict[Outcome, str] = {"pass": "passes", "fail": "fails", "not-applicable": "not asked"}


def _of_rule(rule: Rule, findings: Sequence[Finding], teller: _Teller) -> Iterator[str]:
    """One line of counts, and below it the claims that break the rule."""
    outcomes = Counter(finding.outcome for finding in findings)
    failing = [finding for finding in findings if finding.outcome == "fail"]
    sign = _sign(failing[0]) if failing else _SIGN["pass" if outcomes["pass"] else "not-applicable"]
    fails = "fail" if rule.severity == "fail" else "to look at"
    counted = [(outcomes["fail"], fails), (outcomes["pass"], "pass"), (outcomes["not-applicable"], "not asked")]
    told = ", ".join(f"{number:,} {what}" for number, what in counted if number) or "no claims"
    yield from _set_in(f"{_title(rule)}: {told}", "  ", first=f"{sign} ")
    for finding in failing[:MOST]:
        yield from teller.wording(finding.claim, indent="    ")
        yield from _set_in(finding.why, "      ")
    if len(failing) > MOST:
        yield f"    and {len(failing) - MOST:,} more (--json lists all)"
    if failing:
        yield ""


def _verdict(findings: Sequence[Finding]) -> str:
    failing = [finding for finding in findings if finding.outcome == "fail"]
    claims = len({finding.claim for finding in failing if finding.severity == "fail"})
    warned = len({finding.claim for finding in failing if finding.severity == "warn"})
    told = (
        f"{words.count(claims, 'claim')} {'breaks' if claims == 1 else 'break'} a rule"
        if claims
        else "no rule is broken"
    )
    return f"{told}; {words.count(warned, 'claim')} to look at" if warned else told


def _sign(finding: Finding) -> str:
    return _SIGN[finding.severity if finding.outcome == "fail" else finding.outcome]


def _title(rule: Rule) -> str:
    return f"{words.line(rule.title)} [{rule.id}]"


def _set_in(text: str, indent: str, *, first: str | None = None) -> list[str]:
    return wrap(
        words.line(text),
        WIDEST,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


class _Teller:
    """Claims in a report's words, with the outlet."""

    def __init__(self, dossier: Dossier) -> None:
        self._claims: dict[str, Claim] = {claim.id: claim for claim in dossier.claims}
        self._articles: dict[str, Article] = {article.id: article for article in dossier.articles}

    def wording(self, claim: str, *, indent: str) -> list[str]:
        known = self._claims[claim]
        article = self._articles.get(known.wording.article)
        outlet = words.line(article.outlet if article else "") or "an unknown outlet"
        quoted = words.clipped(known.wording.text, _QUOTED).strip('"“”')
        return _set_in(f"“{quoted}” {outlet} ({known.id})", indent)
