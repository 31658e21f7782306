"""Whom "it" and "they" stand for in what a body or a group says of itself.

In: the words of an article and its mentions. Out: references, only where it is plain: a body is the subject of a verb
of speech, and "it" (of a group: "they") is the first subject of what it says ("the ministry said it would appeal",
"police said they had found") or speaks again while nobody else has spoken ("It added that ..."). Nothing inside
quotation marks is looked at. Everything else stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from twosource.annotate.references.words import Class, Words
from twosource.lexicon import persons
from twosource.lexicon.words import listed
from twosource.model import Mention, Reference

ODDS = 3.0
"""Log-odds of such a reference: 1 in 20 is wrong (read in ``stories/train``)."""

_ONE = listed("it its itself")
_MANY = listed("they them their theirs themselves")
BACK = 2
"""Sentences back in which the body spoke that speaks again: "It added ..."."""

_SAID = listed("said says added adds warned warns argued argues noted explained announced insisted stated")
_GAP = 4
"""Words that may stand between the verb of speech and the pronoun: "said on Monday that it"."""

_STILL = listed("is was were are be")
_HAVE = listed("has had have")
_EMPTY = listed(
    "be been take seem seems seemed appear appears appeared happen happens happened rained snowed rain snow depend"
)
"""Verbs of an "it" that often stands for nothing."""

_VERBS = (Class.SPEECH, Class.BE, Class.MODAL, Class.VERB, Class.ADVERB)


class _Speaker(NamedTuple):
    """A body or group that speaks: its mention, the token behind the verb, its sentence, and whether it is many."""

    mention: int
    behind: int
    sentence: int
    many: bool


def find(words: Words, mentions: Sequence[Mention]) -> list[Reference]:
    """The references of an article's "it" and "they"."""
    out: list[Reference] = []
    speaker: _Speaker | None = None
    met = False
    """Whether anybody whom the pronoun could mean stands behind the speaker."""
    for number, mention in enumerate(mentions):
        at = words.at(mention.start)
        if words.quoted[at]:
            continue
        if mention.form != "pronoun" or mention.kind == "person":
            behind = _speaks(words, mention)
            if behind is None:
                met = met or mention.kind in {"organisation", "other"} or _many(words, mention)
            elif _body(words, mention):
                speaker, met = _Speaker(number, behind, words.sentence[at], _many(words, mention)), False
            else:
                speaker = None
        elif speaker and _stands_for(words, at, speaker, met=met):
            out.append(Reference(mention=number, antecedent=speaker.mention, odds=ODDS))
        elif speaker and out and out[-1].antecedent == speaker.mention and not met:
            owned = words.tokens[at].lower in ({"their", "themselves"} if speaker.many else {"its", "itself"})
            if owned and words.sentence[at] == speaker.sentence:
                out.append(Reference(mention=number, antecedent=speaker.mention, odds=ODDS))
    return out


def _stands_for(words: Words, at: int, speaker: _Speaker, *, met: bool) -> bool:
    """Whether "it" or "they" is the last speaker, again a speaker or the subject of what is said."""
    if words.tokens[at].lower != ("they" if speaker.many else "it"):
        return False
    sentence = words.sentence[at]
    if words.kind(at + 1, sentence) is Class.SPEECH and words.tokens[at + 1].lower in _SAID:
        return sentence - speaker.sentence <= BACK
    return sentence == speaker.sentence and not met and _opens_content(words, speaker.behind, at)


def _opens_content(words: Words, after: int, at: int) -> bool:
    """Whether a pronoun is the first subject of what is said behind ``after``, and does something: "said on Monday
    that it would appeal". Not where "it" only fills the place: "it was too early", "it would be wrong", "it rained".
    """
    sentence = words.sentence[at]
    if not 0 <= at - after <= _GAP or words.count("verbs", after, at) or words.count("and", after, at):
        return False
    verb, then = (words.tokens[n].lower if words.kind(n, sentence) is not Class.EDGE else "" for n in (at + 1, at + 2))
    if words.tokens[at].lower == "they":
        return words.kind(at + 1, sentence) in _VERBS
    if verb in _STILL:
        return then.endswith("ing")
    if words.kind(at + 1, sentence) is Class.MODAL or verb in _HAVE:
        return then not in _EMPTY
    return words.kind(at + 1, sentence) in _VERBS and verb not in _EMPTY


def _speaks(words: Words, mention: Mention) -> int | None:
    """The token behind the verb of speech whose subject a mention is; None if it is none."""
    at, sentence = words.after(mention.end), words.sentence[words.at(mention.start)]
    if words.kind(at, sentence) is not Class.SPEECH:
        return None
    before = words.kind(words.at(mention.start) - 1, sentence)
    return None if before in {Class.OF, Class.BY, Class.WITH, Class.TO, Class.PREPOSITION} else at + 1


def _body(words: Words, mention: Mention) -> bool:
    """Whether a mention is of a body or of several people."""
    if mention.form == "name":
        return mention.kind in {"organisation", "place"}
    return mention.form == "description" and (mention.kind == "organisation" or _many(words, mention))


def _many(words: Words, mention: Mention) -> bool:
    """Whether a description is of several people: "officials", "police"."""
    if mention.form != "description":
        return False
    last = words.text[mention.start : mention.end].lower().split()[-1]
    plural = persons.singular(last) != last and persons.singular(last) in persons.ROLES
    return last in persons.GROUPS or last in persons.IRREGULAR or plural
