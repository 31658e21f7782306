"""The built-in tests by the names that a rules file calls them by, each with the type of its options."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import Struct

from twosource.model import Claim
from twosource.rules import anonymous, counts, replies, voices
from twosource.rules.case import Case
from twosource.rules.records import NoOptions, Ruling


class Test(NamedTuple):
    """A test: the function that asks it of one claim, and its options."""

    ask: Callable[[Claim, Case, Any], Ruling]
    options: type[Struct] = NoOptions


TESTS: dict[str, Test] = {
    "anonymous-only": Test(anonymous.anonymous_only, anonymous.AnonymousOnly),
    "relayed-anonymous": Test(anonymous.relayed_anonymous),
    "anonymous-opinion": Test(anonymous.anonymous_opinion),
    "overstated": Test(counts.overstated, counts.Overstated),
    "reply": Test(replies.reply, replies.Reply),
    "single-untold": Test(counts.single_untold, counts.Untold),
    "hedged-as-fact": Test(voices.hedged_as_fact),
    "dropped-attribution": Test(voices.dropped_attribution),
    "headline-as-fact": Test(voices.headline_as_fact),
    "open-conflict": Test(counts.open_conflict, counts.OpenConflict),
}
