"""One passage says, another says not.

Two forms, beside the plain denials of ``compare.denials``: a passage that negates nearly the same words that another
asserts; and a denial ("it had never stored nitrate in Osterlin") whose own words another passage asserts, its verb
among them. Both are contradictions, and both are asked for many words in common: a single "not" anywhere in a passage
feigns one easily, and in 180 round-ups of three reports nine in ten denials that met all words but the verb denied
something else. Opposites without a negation ("rose", "fell") are those of ``opposites``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from twosource import likeness
from twosource.compare import denials
from twosource.compare.conflicts.sight import Difference, Meeting, Side, Sight, stems
from twosource.compare.conflicts.words import NOT
from twosource.compare.pairs.words import stem
from twosource.lexicon.words import listed
from twosource.likeness import WORD
from twosource.model import Value

NEARLY_THE_SAME = 0.6
"""Share of all telling words of two passages that both have, for the first form."""

DENIED = 0.5
"""Share of a denial's words that the other passage asserts, for the second, ``DENIED_WORDS`` of them at least."""
DENIED_WORDS = 3
DENIED_PLAIN = 2
"""... and so many of them no names: whoever denies that he is a client of Corvo Bank denies nothing of the next one."""

_NEGATION = re.compile(
    r"\b(?:do|does|did|is|are|was|were|be|been|has|have|had|will|would|could|can|should|may|might|must)\s+(?:not|never)\b"
    r"|\bcannot\b|\bnever\b|n['’]t\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:(?:has|have|had|was|were)\s+(?:never|not)|did\s+not|didn['’]t|(?<!would )(?<!could )(?<!will )never"
    r"|(?:denied|denies|denying)\s+(?:that|having|ever))\s+([^,;:.\"“”]{10,120})",
    re.IGNORECASE,
)
_LIGHT = listed("be been being is are was were a an any no have had has having")
"""What a denial begins with that denies what stands behind it ("had never had any contact")."""
_ONLY = re.compile(r"(?:just|only|merely|simply|the only)\b", re.IGNORECASE)
_IRREGULAR = {
    form: verb
    for verb, forms in {
        "come": "came", "do": "did done", "find": "found", "get": "got", "give": "gave given", "go": "went gone",
        "hear": "heard", "hold": "held", "keep": "kept", "know": "knew known", "leave": "left", "make": "made",
        "meet": "met", "pay": "paid", "say": "said", "see": "saw seen", "sell": "sold", "send": "sent",
        "speak": "spoke spoken", "take": "took taken", "tell": "told", "win": "won", "write": "wrote written",
    }.items()
    for form in forms.split()
}  # fmt: skip
_DEEDS = tuple(
    tuple(stem(verb) for verb in verbs.split())
    for verbs in (
        "hold store contain keep carry own possess house",
        "kill shoot stab murder",
        "pay give send hand",
        "meet see speak talk",
    )
)
"""Verbs that tell of one deed: who held it stored it."""
_NOT_SO_FAR = re.compile(
    r"\b(?:to|must|should|would|could|may|might|can|will|shall)\s+(?:be\s+|have\s+)?$", re.IGNORECASE
)
"""Before a verb that is no assertion: what somebody must, may or means to do."""
_CLAUSES = re.compile(r"[,;:–—]\s+|\s+(?:and|but|if|because|while|although|though|so|as)\s+", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_WHY = "One report says so; the other says that it is not so."


class _Denial(NamedTuple):
    """What a passage denies, where: the verb (empty, if it says little), the stems behind it, and those of them that
    are no names.
    """

    start: int
    end: int
    verb: str
    words: frozenset[str]
    plain: frozenset[str]


class _Heard(NamedTuple):
    """Whether a passage asserts throughout, the telling words of the clause of its main sentence that negates, and what
    it denies.
    """

    asserts: bool
    negated: frozenset[str]
    denials: tuple[_Denial, ...]


def differences(meeting: Meeting, sight: Sight) -> Iterator[Difference]:
    """At most one difference: the two passages, or the denial and the passage it denies."""
    one, other = meeting.one, meeting.other
    heard = sight.once(_heard, one), sight.once(_heard, other)
    plain = _denied(one, other, sight) or _denied(other, one, sight)
    if plain:
        yield plain
        return
    for no, yes, negated, asserted in ((one, other, *heard), (other, one, *heard[::-1])):
        span = _denies(no, yes, negated, grouped=meeting.grouped) if asserted.asserts else None
        if span:
            values = (no.value(*span, "not"), yes.value(yes.start, yes.end, "so"))
            yield Difference(
                claim=meeting.claim, slot="polarity", kind="contradiction", values=_sorted(values), why=_WHY
            )
            return


def _denied(no: Side, yes: Side, sight: Sight) -> Difference | None:
    """A plain denial of a passage: it belongs to the claim that is denied, which the denial is kept out of."""
    found = denials.denied(no.text, yes.text)
    home = sight.homes.get((yes.article.id, yes.start, yes.end))
    if not found or not found.sure or not home:
        return None
    values = (no.value(no.start + found.start, no.start + found.end, "not"), yes.value(yes.start, yes.end, "so"))
    return Difference(claim=home, slot="polarity", kind="contradiction", values=_sorted(values), why=_WHY)


def _heard(side: Side) -> _Heard:
    denials = []
    for match in _DENIAL.finditer(side.text):
        words = [word for word in match[1].split() if word not in {"that", "he", "she", "it", "they"}]
        denied = stems(" ".join(words[1:]))
        light = words[0].casefold() in _LIGHT
        meant = not _ONLY.match(match[1]) and (not light or match[0][:3].casefold() == "den")
        if len(denied) >= DENIED_WORDS and meant:
            plain = stems(" ".join(word for word in words[1:] if word[:1].islower()))
            verb = "" if light else _verb(words[0])
            denials.append(_Denial(side.start + match.start(), side.start + match.end(1), verb, denied, plain))
    main = max(_SENTENCES.split(side.text), key=len)  # "Nobody believes it." beside it negates another thing
    clause = next((part for part in _CLAUSES.split(main) if _NEGATION.search(part)), "")
    return _Heard(not NOT.search(side.text), stems(_NEGATION.sub(" ", clause)), tuple(denials))


def _verb(word: str) -> str:
    folded = word.casefold()
    found = stem(_IRREGULAR.get(folded, folded))
    return next((deeds[0] for deeds in _DEEDS if found in deeds), found)


def _asserts(text: str, verb: str) -> bool:
    """Whether a text tells that something was done, not that it must or may be."""
    return any(_verb(m[0]) == verb and not _NOT_SO_FAR.search(text[: m.start()]) for m in WORD.finditer(text))


def _denies(no: Side, yes: Side, negated: _Heard, *, grouped: bool) -> tuple[int, int] | None:
    """Where one passage denies what the other says."""
    told = stems(yes.text)
    clause = (
        grouped
        and len(negated.negated) >= DENIED_WORDS
        and len(negated.negated & told) >= NEARLY_THE_SAME * len(negated.negated)
    )
    if clause and likeness.shared(no.text, yes.text) >= NEARLY_THE_SAME:
        return no.start, no.end
    for denial in negated.denials:
        held = denial.words & told
        least = DENIED if denial.verb else 1.0
        enough = len(held) >= max(DENIED_WORDS, least * len(denial.words)) and len(held & denial.plain) >= DENIED_PLAIN
        if enough and (not denial.verb or _asserts(yes.text, denial.verb)):
            return denial.start, denial.end
    return None


def _sorted(values: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(sorted(values, key=lambda v: (v.article, v.start, v.end)))
