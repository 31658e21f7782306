"""A desk's own rules, asked of every claim of a dossier: ``check(dossier, load(path)) -> tuple[Finding, ...]``.

In: a dossier that holds (``verify``) and the rules of a TOML file (``load``; without a path the shipped ones). Out: for
each rule that is on and each claim a :class:`Finding`: pass, fail or not-applicable, the reason in one line about
sources, and the passages that show it; in the order of the rules, then of the claims.

A rule speaks about how reports tell what they tell. None says that anything is true or false, or grades an outlet.
Where the texts do not tell enough, a rule is not applicable: a desk switches a rule off that is wrong twice. So that a
rule passes does not mean that nothing is wrong; it means that the words show nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from twosource.model import Claim, Dossier, Passage
from twosource.rules.case import Case
from twosource.rules.catalogue import TESTS
from twosource.rules.file import SHIPPED, RulesError, load
from twosource.rules.records import Finding, Rule, Rules, Ruling, skips
from twosource.rules.told import broken, lines

__all__ = ["SHIPPED", "Finding", "Rule", "Rules", "RulesError", "broken", "check", "lines", "load"]


def check(dossier: Dossier, rules: Rules) -> tuple[Finding, ...]:
    """What each rule that is on says of each claim. Pure: the order of the claims changes only that of the findings."""
    case = Case(dossier)
    return tuple(_findings(case, rules))


def _findings(case: Case, rules: Rules) -> Iterator[Finding]:
    for rule in rules.rules:
        for claim in case.dossier.claims if rule.on else ():
            ruling = _asked(rule, claim, case)
            yield Finding(
                rule=rule.id,
                claim=claim.id,
                outcome=ruling.outcome,
                severity=rule.severity,
                why=ruling.why,
                grounds=ruling.grounds or (_wording(claim),),
            )


def _asked(rule: Rule, claim: Claim, case: Case) -> Ruling:
    if rule.standings and claim.standing not in rule.standings:
        return skips(f"the rule does not ask about claims that are {claim.standing}")
    return TESTS[rule.test].ask(claim, case, rule.options)


def _wording(claim: Claim) -> Passage:
    return claim.wording
