"""Whom "it" and "they" stand for in what a body or a group says of itself.

In: the words of an article and its mentions. Out: references, only where the sentence itself is plain: a body is the
subject of a verb of speech, and "it" (of a group: "they") is the first subject of what it says ("the ministry said it
would appeal", "police said they had found"), or its own ("Hale Corp. said it would sell its plant": both). Between the
two nobody else is named or described whom the pronoun could mean. Everything else stays open.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.annotate.references.words import Class, Words
from twosource.lexicon import persons
from twosource.lexicon.words import listed
from twosource.model import Mention, Reference

ODDS = 3.0
"""Log-odds of such a reference: 1 in 20 is wrong (read in ``stories/train``)."""

_ONE = listed("it its itself")
_MANY = listed("they them their theirs themselves")
_GAP = 4
"""Words that may stand between the verb of speech and the pronoun: "said on Monday that it"."""

_STILL = listed("is was were are be")
_HAVE = listed("has had have")
_EMPTY = listed(
    "be been take seem seems seemed appear appears appeared happen happens happened rained snowed rain snow depend"
)
"""Verbs of an "it" that often stands for nothing."""

_VERBS = (Class.SPEECH, Class.BE, Class.MODAL, Class.VERB, Class.ADVERB)


def find(words: Words, mentions: Sequence[Mention]) -> list[Reference]:
    """The references of an article's "it" and "they"."""
    out: list[Reference] = []
    speaker: tuple[int, int, bool] | None = None
    """The last body that speaks: its mention, the token behind the verb, whether it is many."""
    met = False
    for number, mention in enumerate(mentions):
        if mention.form != "pronoun":
            told = _speaks(words, mention)
            if told is not None:
                speaker, met = (number, told, _many(words, mention)), False
            else:
                met = met or mention.kind in {"organisation", "other"} or _many(words, mention)
            continue
        if speaker is None or mention.kind != "other":
            continue
        word = words.text[mention.start : mention.end].lower()
        at = words.at(mention.start)
        same = words.sentence[at] == words.sentence[words.at(mentions[speaker[0]].start)]
        if not same or words.quoted[at] or word not in (_MANY if speaker[2] else _ONE):
            continue
        first = word in {"it", "they"} and _opens_content(words, speaker[1], at)
        follows = bool(out) and out[-1].antecedent == speaker[0] and word in {"its", "their", "itself", "themselves"}
        if (first and not met) or (follows and not met):
            out.append(Reference(mention=number, antecedent=speaker[0], odds=ODDS))
    return out


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
    """The token behind the verb of speech whose subject a body is; None if it is none."""
    if mention.kind not in {"organisation", "other", "place"} and not _many(words, mention):
        return None
    if mention.form == "name" and mention.kind == "other":
        return None
    at = words.after(mention.end)
    if at >= len(words.tokens) or words.kind(at, words.sentence[words.at(mention.start)]) is not Class.SPEECH:
        return None
    before = words.kind(words.at(mention.start) - 1, words.sentence[at])
    return None if before in {Class.OF, Class.BY, Class.WITH, Class.TO, Class.PREPOSITION} else at + 1


def _many(words: Words, mention: Mention) -> bool:
    """Whether a description is of several people: "officials", "police"."""
    if mention.form != "description":
        return False
    last = words.text[mention.start : mention.end].lower().split()[-1]
    plural = persons.singular(last) != last and persons.singular(last) in persons.ROLES
    return last in persons.GROUPS or last in persons.IRREGULAR or plural
