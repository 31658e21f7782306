"""Rules about how many there are: sources are not overstated, one report's hearsay is no source, conflicts stand open.

Each test is ``(claim, case, options) -> Ruling``. Nothing is counted here: the numbers are those of ``standing``.
"""

from __future__ import annotations

import re
from typing import Annotated

from msgspec import Meta, Struct

from twosource import standing
from twosource.model import Claim, Passage, Slot, Value
from twosource.render import words
from twosource.rules.case import Case, Piece
from twosource.rules.records import Ruling, fails, passes, skips
from twosource.rules.unnamed import insider, is_one, is_several

_HEADLINE_SOURCES = re.compile(
    r"\b(?:sources|officials|insiders|aides)\b(?=\s*(?:say|said|tell|:|$))|[:–—-]\s*(?:sources|officials|insiders|aides)\s*$",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\b(?:reportedly|rumou?r\w*|word is|it is said|(?:is|are|was|were) (?:said|rumou?red|reported|understood)|"
    r"(?:has|have|had) (?:also )?emerged|it emerged|emerged that)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"^(?:(?:some|several|various|multiple|other|unconfirmed|early|initial|many)\s+)?(?:media |press |news )?"
    r"(?:reports|rumou?rs|speculation)(?: on the ground)?\b",
    re.IGNORECASE,
)


_OF_SOMEBODY = re.compile(r"\s+(?:from|by|in|of|published|carried)\b", re.IGNORECASE)
"""What follows reports that are somebody's: "according to reports by the Bell"."""
BEHIND = 20


class Overstated(Struct, frozen=True, forbid_unknown_fields=True):
    """``independent``: so many independent origins must stand behind a claim that is called corroborated."""

    independent: Annotated[int, Meta(ge=2, le=9)] = 2


def overstated(claim: Claim, case: Case, options: Overstated) -> Ruling:
    """The number of sources is never overstated: neither by the dossier nor by a report.

    Fails if a claim is called corroborated and fewer independent origins are counted again from its evidence; or if a
    report speaks of several unnamed sources where it, or another report that has it from the same source or through
    the same outlet, speaks of one. Not asked: claims for which nobody says that there are several.
    """
    plurals = [piece for piece in case.pieces(claim) if insider(piece) and is_several(piece.source)]
    plurals += [
        piece for piece in case.pieces(claim) if piece.headline and _HEADLINE_SOURCES.search(piece.evidence.text)
    ]
    ones = [piece for piece in case.pieces(claim) if insider(piece) and is_one(piece.source)]
    for several in plurals:
        one = next((one for one in ones if _same_source(several, one, claim, case)), None)
        if one:
            return fails(
                _speaks(several, one, case), tuple(dict.fromkeys([*_where(several, case), *case.shown([one])]))
            )
    if claim.standing == "corroborated":
        return _corroborated(claim, case, options.independent)
    if plurals and ones:
        return skips("some reports speak of one source and some of several; they may be different ones")
    return skips("nobody says that it has several sources")


def _corroborated(claim: Claim, case: Case, needed: int) -> Ruling:
    counted = standing.independent_origins(claim.evidence, case.basis, links=claim.links)
    names = words.line(words.listed([origin.name for origin in counted])) or "none"
    if len(counted) < needed:
        return fails(
            f"called corroborated, but {len(counted)} of {needed} independent origins are found: {names}", claim.grounds
        )
    return passes(f"corroborated, and {len(counted)} independent origins are found again: {names}", claim.grounds)


def _same_source(several: Piece, one: Piece, claim: Claim, case: Case) -> bool:
    """Whether two passages speak of one source: in one report the only one there, otherwise through the same outlet or
    of the same origin.
    """
    if several.article.id == one.article.id:
        here = [p for p in case.pieces(claim) if p.article.id == one.article.id and p.number != several.number]
        return several.headline and all(p.headline or p.origin == one.origin for p in here)
    if several.statement is None or one.statement is None or not case.alike(claim, several, one):
        return False
    return several.origin == one.origin or bool(set(several.statement.relayed_by) & set(one.statement.relayed_by))


def _speaks(several: Piece, one: Piece, case: Case) -> str:
    told = several.quoted if several.statement else f"“{words.clipped(several.evidence.text, 80)}”"
    where = f"the headline in {case.outlets([several])}" if several.headline else case.outlets([several])
    return f"{where} speaks of several ({told}), {case.outlets([one])} of one: {one.quoted}"


def _where(piece: Piece, case: Case) -> tuple[Passage, ...]:
    return case.shown([piece]) if piece.statement else (case.passage(piece),)


# --- hearsay ---------------------------------------------------------------------------------------------------------


class Untold(Struct, frozen=True, forbid_unknown_fields=True):
    """``anonymous``: ask about unnamed insiders as well, not only about hearsay."""

    anonymous: bool = False


def single_untold(claim: Claim, case: Case, options: Untold) -> Ruling:
    """A claim of one report says whose word it is.

    Fails if only one report has it, and has it from nobody: "reportedly", "it has emerged", "reports say". Not asked:
    claims of several reports, what the report states in its own voice, and sources that could not be traced ("he
    said") but are somebody.
    """
    pieces = case.pieces(claim)
    if claim.standing != "single":
        return skips("several reports carry it")
    given = [piece for piece in pieces if piece.statement]
    if not given:
        return skips("the report states it in its own voice")
    hearsay = [piece for piece in given if _from_nobody(piece) or (options.anonymous and insider(piece))]
    if len(hearsay) < len(given):
        return passes("the report says whose word it is", case.shown(given))
    told = words.listed(list(dict.fromkeys(f"“{words.clipped(p.source or p.cue, 80)}”" for p in hearsay)))
    return fails(f"only {case.outlets(hearsay)} has it, from {told}", case.shown(hearsay))


def _from_nobody(piece: Piece) -> bool:
    """Whether a passage is hearsay."""
    if piece.origin is None or piece.origin.kind != "unknown":
        return False
    if not piece.source or piece.statement is None or piece.statement.source is None:
        return bool(_HEARSAY.search(piece.cue))
    behind = piece.article.text[piece.statement.source.end :][:BEHIND]
    return bool(_REPORTS.search(piece.source)) and not _OF_SOMEBODY.match(behind)


# --- conflicts -------------------------------------------------------------------------------------------------------


class OpenConflict(Struct, frozen=True, forbid_unknown_fields=True):
    """``slots``: in what the reports have to differ. Of those left out, whether something is so at all ("polarity")
    and the words of quotations are found less surely.
    """

    slots: tuple[Slot, ...] = ("count", "amount", "time", "place", "person")


def open_conflict(claim: Claim, case: Case, options: OpenConflict) -> Ruling:
    """A claim on which the reports contradict one another is not used before the desk has settled it.

    Fails if a contradiction was found on it, whatever its standing. Not asked: updates, other scopes, roundings; that
    no difference was found does not mean that there is none.
    """
    every = [conflict for conflict in case.conflicts.get(claim.id, ()) if conflict.kind == "contradiction"]
    found = [conflict for conflict in every if conflict.slot in options.slots]
    if not found:
        return skips("the rule does not ask about such a contradiction" if every else "no contradiction was found")
    values = [value for conflict in found for value in conflict.values]
    told = list(dict.fromkeys(f"“{words.clipped(v.text, 60)}” ({_outlet(v, case)})" for v in values))
    return fails(
        f"the reports contradict one another: {words.listed(told)}",
        tuple(dict.fromkeys(Passage(article=v.article, start=v.start, end=v.end, text=v.text) for v in values)),
    )


def _outlet(value: Value, case: Case) -> str:
    article = case.articles.get(value.article)
    return words.line(article.outlet if article else "") or "an unknown outlet"
