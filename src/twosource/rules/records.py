"""The records of the desk rules: a rule, the rules of a file, what a test answers, and a finding.

They are no part of a dossier: a dossier says what the reports say, a desk's rules say what the desk asks of them.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from twosource.model import Passage, StandingName

Severity = Literal["fail", "warn"]
Outcome = Literal["pass", "fail", "not-applicable"]


class NoOptions(Struct, frozen=True, forbid_unknown_fields=True):
    """The options of a test that has none."""


class Rule(Struct, frozen=True, kw_only=True):
    """One rule of a desk: ``test`` names the built-in test that it asks, ``options`` are that test's own settings.

    ``severity`` says what breaking it means: *fail* ends ``check`` with exit code 1, *warn* is only told.
    ``standings`` limits it to claims of these standings (empty: all). A rule that is not ``on`` is not asked.
    """

    id: str
    title: str
    test: str
    severity: Severity = "fail"
    on: bool = True
    standings: tuple[StandingName, ...] = ()
    options: Struct = NoOptions()


class Rules(Struct, frozen=True):
    """The rules of one file, in its order; ``file`` is its name as it is told."""

    file: str
    rules: tuple[Rule, ...]


class Ruling(Struct, frozen=True):
    """What a test answers about one claim: the outcome, one line about sources, and the passages that show it."""

    outcome: Outcome
    why: str
    grounds: tuple[Passage, ...] = ()


class Finding(Struct, frozen=True, kw_only=True):
    """What one rule says of one claim. ``rule`` and ``claim`` are ids; ``why`` is one line about sources, never about
    the world; ``grounds`` are passages of the dossier, at least the claim's wording.
    """

    rule: str
    claim: str
    outcome: Outcome
    severity: Severity
    why: str
    grounds: tuple[Passage, ...]


def passes(why: str, grounds: tuple[Passage, ...] = ()) -> Ruling:
    """The claim keeps the rule."""
    return Ruling("pass", why, grounds)


def fails(why: str, grounds: tuple[Passage, ...]) -> Ruling:
    """The claim breaks the rule."""
    return Ruling("fail", why, grounds)


def skips(why: str, grounds: tuple[Passage, ...] = ()) -> Ruling:
    """The rule does not ask about this claim, or the reports do not tell enough to say."""
    return Ruling("not-applicable", why, grounds)
