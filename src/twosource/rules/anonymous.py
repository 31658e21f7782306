"""Rules about unnamed sources: how many there are, who heard them, and what they may be quoted for.

Each test is ``(claim, case, options) -> Ruling``. "Unnamed" is what ``unnamed`` means by it: insiders whom a report
shields, not "officials" who speak for an authority and not a public ("critics", "residents").
"""

from __future__ import annotations

import re
from typing import Annotated

from msgspec import Meta, Struct

from twosource import standing
from twosource.houses import outlet_key, outlets_alike
from twosource.independence import NAMED, is_account, reports_differ
from twosource.model import Claim
from twosource.render import words
from twosource.rules.case import Case, Piece
from twosource.rules.opinions import is_opinion
from twosource.rules.records import NoOptions, Ruling, fails, passes, skips
from twosource.rules.unnamed import insider

_TELLS_NOTHING = re.compile(
    r"\b(?:I|[Ww]e) (?:just |don[’']t |do not |really )?(?:think|believe|feel|guess|see|suspect|assume)\b"
    r"|\banonymity\b|\bnot (?:to )?be (?:named|identified)\b"
)
"""Words of a source who only thinks so, or who only says why he is not named."""
NOBODY = "no unnamed source stands behind it"


class AnonymousOnly(Struct, frozen=True, forbid_unknown_fields=True):
    """``first_hand``: so many outlets must each have heard an unnamed source of their own."""

    first_hand: Annotated[int, Meta(ge=2, le=9)] = 2


def anonymous_only(claim: Claim, case: Case, options: AnonymousOnly) -> Ruling:
    """A claim that rests on unnamed sources alone needs sources that several outlets heard first hand.

    It passes if somebody named says it as well, or if so many outlets each heard a source of their own, described in
    other words, and none of them through another outlet. Not asked: a claim that a report states in its own voice, or
    has from another outlet's report or from somebody who cannot be told (how it is known is not told, which is not
    anonymous); of which somebody named says what is only near it; what is no account of fact (``anonymous_opinion``
    asks about that).
    """
    given = [piece for piece in case.pieces(claim) if piece.statement]
    unnamed = [piece for piece in given if insider(piece)]
    if not unnamed:
        return skips(NOBODY)
    named = [piece for piece in given if piece.origin and piece.origin.kind in NAMED]
    surely = [piece for piece in named if any(case.alike(claim, piece, one) for one in unnamed)]
    if surely:
        return passes(f"somebody named says it as well, in {case.outlets(surely)}", case.shown(surely))
    if named:
        return skips(f"somebody named speaks of it as well, in {case.outlets(named)}", case.shown(named))
    own = [piece for piece in case.pieces(claim) if piece.own_voice]
    if own:
        return skips(f"{case.outlets(own)} also {_states(own)} own voice")
    other = [piece for piece in given if not piece.origin or piece.origin.kind != "anonymous"]
    if other:
        return skips(f"whom {case.outlets(other)} has it from is not told", case.shown(other))
    accounts = [piece for piece in unnamed if _is_account(piece, case)]
    if not accounts:
        return skips("the unnamed source gives no account of fact", case.shown(unnamed))
    return _enough(accounts, case, options.first_hand)


def _enough(unnamed: list[Piece], case: Case, needed: int) -> Ruling:
    """Whether enough outlets heard a source of their own."""
    heard = standing.heard([piece.evidence for piece in unnamed], case.basis)
    if len(heard) >= needed:
        found = [piece for piece in unnamed if piece.evidence in heard]
        return passes(
            f"{len(heard)} outlets each heard an unnamed source of their own ({case.outlets(found)}); "
            "that they are not the same people is not shown",
            case.shown(found),
        )
    sources = _and([_described(piece) for piece in unnamed])
    return fails(
        f"only unnamed sources: {sources}, in {case.outlets(unnamed)}; {_heard(len(heard), needed)}",
        case.shown(unnamed),
    )


def _is_account(piece: Piece, case: Case) -> bool:
    """Whether a source tells that something is so; what he only thinks is none ("I think he is bluffing")."""
    if piece.statement is None or is_opinion(case.said(piece), piece.cue) or _TELLS_NOTHING.search(case.said(piece)):
        return False
    return is_account(case.said(piece), piece.statement, case.basis)


def _described(piece: Piece) -> str:
    """A source's words, and through whom they came."""
    every = piece.statement.relayed_by if piece.statement else ()
    relays = [name for name in every if not any(name != other and name in other for other in every)]
    return f"{piece.quoted} (heard by {words.line(words.listed(relays))})" if relays else piece.quoted


def _heard(number: int, needed: int) -> str:
    return f"at most {number} of {needed} outlets heard one first hand" if number else "no report heard them first hand"


def _states(pieces: list[Piece]) -> str:
    return "states it in its" if len({piece.article.id for piece in pieces}) == 1 else "state it in their"


# --- relayed ---------------------------------------------------------------------------------------------------------


def relayed_anonymous(claim: Claim, case: Case, _options: NoOptions) -> Ruling:
    """What another outlet has from unnamed sources is not told as one's own.

    Fails for a report that states the same in its own voice, or gives it to the same unnamed source, and never names
    the outlet that heard it. It passes where every report says who heard it. Not asked about that outlet itself and
    its copies, about a report that has the claim from anybody else, and where the passages are only similar.
    """
    relayed = [piece for piece in case.pieces(claim) if insider(piece) and _hands(piece, case)]
    if not relayed:
        return skips("no unnamed source that another outlet heard stands behind it")
    taken = [(piece, other) for piece in relayed for other in case.pieces(claim) if _taken(claim, case, piece, other)]
    heard = _and([name for piece in ([taken[0][0]] if taken else relayed) for name in _hands(piece, case)])
    if not taken:
        return passes(f"told as what {heard} heard, in {case.outlets(relayed)}", case.shown(relayed))
    takers = [other for _, other in taken]
    return fails(
        f"{case.outlets(takers)}: told without naming {heard}, where {taken[0][0].quoted} was heard",
        tuple(dict.fromkeys([*(case.passage(piece) for piece in takers), *case.shown([taken[0][0]])])),
    )


def _hands(piece: Piece, case: Case) -> tuple[str, ...]:
    """The outlets through whom a statement came; people and papers who pass a remark on are none."""
    relays = piece.statement.relayed_by if piece.statement else ()
    return tuple(name for name in relays if outlet_key(name) in case.houses)


def _taken(claim: Claim, case: Case, relayed: Piece, other: Piece) -> bool:
    """Whether the other passage tells the relayed story as its report's own."""
    if not reports_differ(other.article.id, relayed.article.id, case.basis):
        return False
    if any(_names(other, hand) for hand in _hands(relayed, case)):
        return False
    if other.own_voice:
        theirs = [piece for piece in case.pieces(claim) if piece.article.id == other.article.id]
        return all(piece.statement is None for piece in theirs) and case.alike(claim, relayed, other)
    return insider(other) and other.origin == relayed.origin and not (other.statement and other.statement.relayed_by)


def _and(names: list[str]) -> str:
    return words.line(words.listed(list(dict.fromkeys(names))))


def _names(piece: Piece, outlet: str) -> bool:
    """Whether a report is that outlet's, or names it anywhere."""
    if outlets_alike(outlet_key(piece.article.outlet or ""), outlet_key(outlet)):
        return True
    name = re.sub(r"^the\s+", "", outlet.strip(), flags=re.IGNORECASE)
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", piece.article.text, re.IGNORECASE))


# --- opinion ---------------------------------------------------------------------------------------------------------


def anonymous_opinion(claim: Claim, case: Case, _options: NoOptions) -> Ruling:
    """An unnamed source may be quoted for what happened, not for what he thinks of it.

    Fails where an unnamed source judges ("it is an embarrassment", "the plan is reckless") or is said to praise or to
    slam. It passes for accounts. Not asked: what is neither ("he may leave next week"), and what a source is only said
    to hope, expect or believe.
    """
    unnamed = [piece for piece in case.pieces(claim) if insider(piece)]
    if not unnamed:
        return skips(NOBODY)
    judging = [piece for piece in unnamed if is_opinion(case.said(piece), piece.cue)]
    if judging:
        sources = _and([piece.quoted for piece in judging])
        return fails(
            f"{sources}, unnamed, is quoted for a judgement in {case.outlets(judging)}",
            tuple(sorted({*case.shown(judging), *(case.passage(piece) for piece in judging)})),
        )
    if all(_is_account(piece, case) for piece in unnamed):
        return passes(f"the unnamed source gives an account, in {case.outlets(unnamed)}", case.shown(unnamed))
    return skips("the unnamed source neither judges nor gives an account", case.shown(unnamed))
