"""The rule about the reply: who is accused is asked, and what he says is told.

In: a claim, and the whole dossier. Who is accused is read from the claim's passages by a few constructions ("accused
Reed of", "Reed was charged with", "allegations against Reed"); that he replied, from any passage of any report. What
this does not do: it does not judge whether a reply is one to this accusation, and it asks nothing where the accused is
not a person or a body that the reports name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from twosource.independence import NAMED, are_tied
from twosource.model import Article, Claim, Entity, Origin, Passage, Span
from twosource.render import words
from twosource.rules.case import Case, Piece
from twosource.rules.records import Ruling, fails, passes, skips
from twosource.text import overlap, quote
from twosource.ties import names_meet

_TITLE = r"\s+(?:(?!(?:by|to|that|of|with|for|in|on|at|and|or|is|was|has|had|it)\b)[\w.’'-]+\s+){0,6}"
_ACCUSES = re.compile(
    r"\b(accus(?:e|es|ed|ing)|su(?:ed|es|ing)|indict(?:s|ed|ing)|charg(?:ed|es|ing)|"
    r"(?:allegations?|accusations?|complaints?|law ?suits?|suits?) against)" + _TITLE + r"$",
    re.IGNORECASE,
)
_ASIDE = r"(?:,[^,;.]{1,60},|\s+\([^)]{1,40}\))?"
_ENDS = re.compile(
    rf"{_ASIDE}(?:\s*[,.;:!?)”\"]|\s*$|\s+(?:for|over|in|on|as|after|because|and|last|this|when|alleging|[–—-])(?!\w))"
)
_OF_VERB = {"accu": re.compile(rf"{_ASIDE}\s+of\b"), "char": re.compile(rf"{_ASIDE}\s+with\b")}
"""What follows whoever is accused or charged, by the verb's first letters: "charged the House to investigate" accuses
nobody, and of "accused Reed Bank directors of" the bank is not whom it accuses. Other verbs: ``_ENDS``."""
_IN_PASSING = re.compile(r"\b(?:who|which|that|where|whose|when)\s+(?:[\w’'-]+\s+){0,4}$", re.IGNORECASE)
"""Before a verb that only says who somebody is ("Bell, who once accused Reed of theft"): not what is reported."""
_BE = (
    r"\s+(?:(?:has|have|had|also|since|then|is|are|was|were|been|being|stands?|stood|later|first|previously|will be)"
    r"\s+){1,4}"
)
_ACCUSED = re.compile(
    rf"{_ASIDE}{_BE}(?:accused of|charged with|indicted|sued|arrested on suspicion)\b"
    rf"|{_ASIDE}\s+(?:faces?|faced|facing)\s+(?:[\w-]+\s+){{0,3}}(?:charges?|counts?|accusations?|allegations?)\b"
    r"|\s+(?P<allegedly>allegedly)\b",
    re.IGNORECASE,
)
_REPLIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|declin(?:es|ed|ing) (?:to|comment|an)|no comment|unavailable for comment|be reached|"
    r"(?:not|n[’']t) (?:\w+ )?(?:respond|return|repl|comment|answer)\w*|responded|repl(?:ies|ied)|countered|"
    r"plead(?:s|ed)?|pled|reject(?:s|ed|ing)|dismiss(?:es|ed)|disput(?:es|ed|ing)|refut\w+|rebut\w+|apologi[sz]\w*|"
    r"admit\w*|acknowledg\w+|confess\w*|conced\w+|innocen\w+|(?:hit|fired|shot) back|maintain(?:s|ed)|refus\w+ to|"
    r"defend(?:s|ed) (?:him|her|it|them)sel\w+|"
    r"called? (?:\w+ ){0,4}(?:baseless|groundless|untrue|false|nonsense|a witch hunt|a hoax|a lie))\b",
    re.IGNORECASE,
)
"""Words by which somebody replies who is named before them."""
_MAY_REPLY = re.compile(
    r"\b(?:repl\w+|respon[ds]\w*|denials?|lawyers?|attorneys?|spokes\w+|legal team|insist\w*|baseless|groundless|"
    r"untrue|wrongdoing|comment)\b",
    re.IGNORECASE,
)
"""Words beside a name by which somebody may reply for him, in a way that takes a reader."""
_REFUSING = frozenset({"denied", "declined"})
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n")
REACH, REPLY_REACH = 90, 150
"""Characters before or behind a name in which it is accused, and behind it in which its reply is told."""
_POLITICS = re.compile(
    r"\b(?:democrats?|republicans?|conservatives?|liberals?|labou?r|greens?|tories|gop|congress|senate|parliament|"
    r"house|assembly|council|cabinet|party|coalition|opposition|government|administration|regime|white house|kremlin|"
    r"ministry|department|lawmakers|court|union)\b",
    re.IGNORECASE,
)
"""Bodies that accuse one another every day: they answer in speeches and votes, and nobody rings them up."""
_CONVICTED = re.compile(r"\b(?:convicted|found guilty|sentenced|jailed for)\b", re.IGNORECASE)


class Reply(Struct, frozen=True, forbid_unknown_fields=True):
    """``of``: whose reply is asked for."""

    of: tuple[Literal["person", "organisation"], ...] = ("person", "organisation")


class Accused(Struct, frozen=True):
    """Who is accused, and where."""

    entity: Entity
    piece: Piece
    mention: Passage


def reply(claim: Claim, case: Case, options: Reply) -> Ruling:
    """A claim in which somebody is accused needs a reply of the accused, or word that he was asked.

    It passes if a passage of any report tells that he, or somebody who speaks for him, replied, denied, declined or
    could not be reached. Fails if no report does and the accused is not quoted at all. Not asked: claims without an
    accusation, an accused whom no report names, parties and governments, what the accused says himself, and an accused
    who is quoted otherwise or whose lawyer or spokesman is spoken of: whether that is a reply takes a reader.
    """
    accused = list(_accused(claim, case, options))
    if not accused:
        return skips("nobody known by name is accused in it")
    answers = [(one, *_answers(one, case)) for one in accused]
    silent = [one for one, replied, quoted in answers if not replied and not quoted]
    if silent:
        names = _names(silent)
        return fails(
            f"{names} is accused, and no report tells of a reply", tuple(sorted({one.mention for one in silent}))
        )
    unclear = [(one, quoted) for one, replied, quoted in answers if not replied]
    if unclear:
        told = _names([one for one, _ in unclear])
        return skips(f"{told} is heard; whether that is a reply takes a reader", unclear[0][1][:1])
    return passes(f"the reports tell of a reply of {_names(accused)}", tuple(r[0] for _, r, _ in answers))


def _names(accused: list[Accused]) -> str:
    return words.line(words.listed(list(dict.fromkeys(one.entity.name for one in accused))))


# --- who is accused --------------------------------------------------------------------------------------------------


def _accused(claim: Claim, case: Case, options: Reply) -> Iterator[Accused]:
    """Everybody whom a passage of the claim accuses, each once."""
    seen: set[str] = set()
    for piece in case.pieces(claim):
        for mention, entity in case.mentions.get(piece.article.id, ()):
            if entity.id in seen or entity.kind not in options.of or not _is_asked(entity):
                continue
            if overlap(mention, piece.evidence) and _is_accused(piece, mention) and not _speaks(piece, entity):
                seen.add(entity.id)
                yield Accused(entity, piece, mention)


def _is_asked(entity: Entity) -> bool:
    """Whether somebody is known by a name, not only by what it is ("the defendants"), and is no body of politics."""
    if entity.kind == "organisation" and _POLITICS.search(entity.name):
        return False
    return entity.name.split()[-1:] != [] and entity.name.split()[-1][:1].isupper()


def _is_accused(piece: Piece, mention: Passage) -> bool:
    text, at = piece.article.text, piece.evidence
    before = text[max(at.start, mention.start - REACH) : mention.start]
    behind = text[mention.end : min(at.end, mention.end + REACH)]
    if _CONVICTED.search(piece.evidence.text):
        return False
    verb = _ACCUSES.search(before)
    if verb is None:
        passive = _ACCUSED.match(behind)
        # "the remarks that he allegedly made": of what, its sentence does not tell
        return passive is not None and not (passive["allegedly"] and mention.text.casefold() in words.PRONOUNS)
    if _IN_PASSING.search(before[: verb.start()]):
        return False
    return bool(_OF_VERB.get(verb[1][:4].lower(), _ENDS).match(behind))


def _speaks(piece: Piece, entity: Entity) -> bool:
    return piece.statement is not None and piece.statement.speaker == entity.id


# --- who replies -----------------------------------------------------------------------------------------------------


def _answers(one: Accused, case: Case) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Passages that tell of a reply, and passages in which the accused is quoted otherwise."""
    side = {o.id for o in case.dossier.origins if o.entity == one.entity.id or _of_his(o, one.entity, case)}
    replied: list[Passage] = []
    quoted: list[Passage] = []
    for said in (*case.dossier.statements, *case.dossier.refusals):
        article = case.articles.get(said.article)
        theirs = said.speaker == one.entity.id or said.origin in side
        if article is None or not theirs:
            continue
        span = said.cue or said.source or said.content[0]
        is_reply = said.certainty in _REFUSING or said in case.dossier.refusals
        (replied if is_reply else quoted).append(quote(article.id, article.text, span))
    for mention in one.entity.mentions:
        known = case.articles.get(mention.article)
        if known is None or _same(mention, one.mention):
            continue
        sentence = _sentence(known, mention)
        if _REPLIES.search(known.text, mention.end, min(sentence.end, mention.end + REPLY_REACH)):
            replied.append(sentence)
        elif _MAY_REPLY.search(sentence.text):
            quoted.append(sentence)
    return tuple(replied), tuple(quoted)


def _of_his(origin: Origin, entity: Entity, case: Case) -> bool:
    """Whether somebody speaks for the accused, or goes by the same name: the Quill Company and Mara Quill."""
    if origin.kind in NAMED and names_meet(origin.name, entity.name):
        return True
    own = (other.id for other in case.dossier.origins if other.entity == entity.id)
    return any(are_tied(origin.id, other, case.basis) for other in own)


def _same(a: Passage, b: Passage) -> bool:
    """Whether a mention is the accusation itself ("Reed is accused of refusing to pay")."""
    return (a.article, a.start) == (b.article, b.start)


def _sentence(article: Article, mention: Passage) -> Passage:
    """The sentence around a mention, as far as stops tell."""
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(article.text)), len(article.text)]
    start = max(end for end in ends if end <= mention.start)
    end = min(end for end in ends if end >= mention.end)
    return quote(article.id, article.text, Span(start, end))
