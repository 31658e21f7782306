"""Descriptions that stand for somebody or some body: "the envoy", "a 49-year-old former banker", "the agency".

In: the tokens of a sentence and the runs of names in it. Out: index ranges with their kind. A description is a noun
of a role or of a body (``lexicon.persons``, ``lexicon.organisations``) with its determiner or possessor, what
stands between them, and an "of ..." or "for ..." with a name after it. Without a determiner only groups ("police",
"prosecutors"), and a role right before a name ("spokesman Alan Reed") or opening a headline, are descriptions.

Not done: heads with relative clauses, coordination ("the mayor and his aides" gives two descriptions).
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.annotate.names.tokens import Token, adjacent, contraction
from twosource.lexicon import organisations, persons, places
from twosource.lexicon.words import CALENDAR, DETERMINERS, FUNCTION, SPEECH_VERBS, is_ordinary, listed
from twosource.model import MentionKind

_INSIDE = listed("""
    former new first second third last next late late other same top own two three four five then-  most
    """)
"""Function words that may stand between a determiner and its noun."""

_WIDEST = 9
_BARE_WIDEST = 5
_LONG_ROLE = 6
_OWNED_WIDEST = 4
_BEFORE_ROLE = listed("former top senior local federal state special police military")
_SENT_TO = frozenset({"ambassador", "envoy", "adviser", "advisor", "aide", "heir", "assistant", "counsel", "delegate"})
"""Tokens that a description reaches to the left of its noun, with and without a determiner."""

_AFTER_BODY = listed("""
    told made took went found began gave came saw put held led sent set got won lost paid met kept left broke built
    became brought bought caught chose cut drew fell felt fought grew hit knew let meant ran rose sat sold spent
    threw struck shot hurt cast dealt fled flew forgot hid hung laid lay quit read rode sank sought shook shut slept
    spread stole stuck swore swept swung tore undertook wept woke wore drove ate beat bet blew burst dug fed forgave
    forecast broadcast bid split spoke stood taught thought understood withdrew wrote can say have know want need
    online aboard abroad ahead alone alive able unable responsible
    """)
"""Words of a sentence's middle that no noun phrase goes on with: pasts and plain verbs, adverbs, and adjectives that
stand behind their noun."""


def _noun(token: Token) -> MentionKind | None:
    """What a token describes if it is a role's or body's noun."""
    word = token.lower
    if word in persons.GROUPS:
        return "organisation"
    if word in persons.ROLES:
        return "person"
    if word.endswith(("ist", "ician", "ologist", "grapher")) and len(word) > _LONG_ROLE and is_ordinary(word):
        return "person"
    if word in organisations.CRAFT:
        return "other"
    if word in organisations.NOUNS or (word.endswith("s") and persons.singular(word) in organisations.NOUNS):
        return "organisation"
    return "organisation" if word.endswith(("s", "men", "women")) and persons.singular(word) in persons.ROLES else None


class _Sentence:
    """The tokens of a sentence, with the run that each of them belongs to."""

    def __init__(self, text: str, tokens: Sequence[Token], runs: Sequence[tuple[int, int]], *, blind: bool) -> None:
        self.text, self.tokens, self.blind = text, tokens, blind
        self.run_of: dict[int, tuple[int, int]] = {i: run for run in runs for i in range(*run)}
        self.starts = {run[0] for run in runs}

    def near(self, i: int) -> bool:
        """Whether token ``i`` stands right before the next one."""
        return 0 <= i < len(self.tokens) - 1 and (
            adjacent(self.tokens[i], self.tokens[i + 1], self.text)
            or self.text[self.tokens[i].end : self.tokens[i + 1].start] == ""
        )

    def lower(self, i: int) -> str:
        """The word at ``i`` in lower case, "" outside the sentence."""
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def head(self, i: int) -> bool:
        """Whether the noun at ``i`` ends its noun phrase."""
        if not self.near(i) or i + 1 in self.starts:
            return True
        following = self.tokens[i + 1]
        word = following.lower
        if _noun(following) and i + 1 not in self.run_of:
            return False
        if not following.word or contraction(word) or word in FUNCTION or word in SPEECH_VERBS:
            return True
        if word in _AFTER_BODY or (word in CALENDAR and following.text[0].isupper()):
            return True
        return word.endswith(("ed", "s", "ly", "ing")) or following.text[0] in "-’'" or self.lower(i).endswith("s")

    def left(self, h: int) -> tuple[int, bool]:
        """Where the phrase of the noun at ``h`` begins, and whether a determiner or possessor opens it."""
        i = h
        while i > 0 and h - i < _WIDEST and self.near(i - 1):
            before = self.tokens[i - 1]
            word = before.lower
            if word in DETERMINERS and word not in {"that", "one", "some", "two"}:
                return i - 1, True
            if word in {"’s", "'s", "’", "'"} and i > 1:
                return self._possessor(i - 1, h)
            if i - 1 in self.run_of:
                i = self.run_of[i - 1][0]
            elif self._clause(i - 1):
                return h, False
            elif self._modifier(before):
                i -= 1
            else:
                break
        return i, False

    def _clause(self, i: int) -> bool:
        """Whether the word at ``i`` is the verb of somebody before it: "the mayor criticised lawmakers"."""
        word = self.lower(i)
        verb = word.endswith(("ed", "s")) or word in SPEECH_VERBS or word in _AFTER_BODY
        return verb and i > 0 and (i - 1 in self.run_of or _noun(self.tokens[i - 1]) is not None)

    def _modifier(self, token: Token) -> bool:
        if token.lower in _INSIDE or token.lower.isdigit():
            return True
        plain = token.text[0].isalnum() and token.lower not in FUNCTION and token.lower not in SPEECH_VERBS
        return plain or token.text[0] in "-‐‑"

    def noun_modifier(self, i: int) -> bool:
        """Whether the word at ``i`` may stand between a bare role and what is before it: "pizza chain executive"."""
        word = self.lower(i)
        verb = word in SPEECH_VERBS or word in _AFTER_BODY or word.endswith(("ed", "ing", "ly"))
        return word == "former" or (
            word.isalpha() and word not in FUNCTION and not verb and self.tokens[i].text.islower()
        )

    def _possessor(self, i: int, h: int) -> tuple[int, bool]:
        """The beginning of what owns the noun: a name, or "the company" in "the company's founder"."""
        if i - 1 in self.run_of:
            start = self.run_of[i - 1][0]
            return (start - 1 if self.lower(start - 1) == "the" else start), True
        start, opened = self.left(i - 1) if h - i < _WIDEST and i > 1 else (i, False)
        return (start, True) if opened else (i + 1, False)

    def comma_start(self, h: int) -> int | None:
        """Where a bare apposition begins: "Reed, senior adviser at the bank", the words after a name and a comma."""
        follows = {"of"} if self.lower(h) == "head" else {"of", "at", "for", "in", "with", ",", "and"}
        if self.lower(h + 1) not in follows and not (self.lower(h) in _SENT_TO and self.lower(h + 1) == "to"):
            return None
        i = h
        while i > 0 and h - i < _BARE_WIDEST and self.near(i - 1) and self.noun_modifier(i - 1):
            i -= 1
        return i if self.lower(i - 1) == "," and i - 2 in self.run_of else None

    def right(self, h: int) -> int:
        """The end of the phrase, with "of ..." or "for ..." and a name."""
        if self.lower(h + 1) == "and" and self._second_role(h + 2):
            return self.right(h + 2)
        joiners = {"of", "for", "at"} if _noun(self.tokens[h]) == "person" else {"of", "for"}
        if self.lower(h) in _SENT_TO:
            joiners = joiners | {"to"}
        if self.lower(h + 1) not in joiners or not self.near(h):
            return h + 1
        if self.lower(h + 2) in {"staff", "state", "government", "operations", "police"}:
            return h + 3
        at = h + 3 if self.lower(h + 2) == "the" else h + 2
        after = self.run_of[at][1] if at in self.starts else h + 1
        if self.lower(after) in {"’s", "'s", "’", "'"}:
            return self._owned_body(after + 1) or h + 1
        return after

    def _second_role(self, i: int) -> bool:
        """Whether "and" joins a second office of the same person: "president and chief executive of"."""
        if i + 1 >= len(self.tokens) or self.lower(i + 1) not in {"of", "at"} or not self.near(i - 1):
            return False
        return self.lower(i) in persons.ROLES or self.lower(i) in {"ceo", "cfo", "coo"}

    def _owned_body(self, i: int) -> int | None:
        """The end of the body in "head of Norland's police union": a noun after a possessive and plain words."""
        for at in range(i, min(i + _OWNED_WIDEST, len(self.tokens))):
            word = self.lower(at)
            if not word.isalpha() or word in FUNCTION or at in self.run_of or not self.near(at - 1):
                return None
            if _noun(self.tokens[at]) == "organisation" and self.head(at):
                return at + 1
        return None


def _bare_start(sentence: _Sentence, h: int) -> int:
    """The beginning of a phrase without determiner: the noun with names and adjectives of nations before it."""
    i = h
    named = h + 1 in sentence.starts and sentence.near(h)
    while i > 0 and h - i < _BARE_WIDEST and sentence.near(i - 1):
        word = sentence.lower(i - 1)
        if i - 1 in sentence.run_of:
            i = sentence.run_of[i - 1][0]
        elif (
            (named and sentence.noun_modifier(i - 1))
            or word in _BEFORE_ROLE
            or word in places.ADJECTIVES
            or _noun(sentence.tokens[i - 1])
        ):
            i -= 1
        else:
            break
    return i


def _bare(sentence: _Sentence, h: int) -> int | None:
    """Where a description without determiner begins, None if the noun alone describes nobody."""
    start = _bare_start(sentence, h)
    noun = sentence.lower(h)
    if noun in persons.GROUPS or (start < h and noun.endswith("s") and persons.singular(noun) in persons.ROLES):
        return start
    if h + 1 in sentence.starts and sentence.near(h) and noun in persons.ROLES:
        return start
    after_name = sentence.comma_start(h) if noun in persons.ROLES else None
    if after_name is not None:
        return after_name
    opens = sentence.tokens[start].first or start == 0
    if opens and noun in persons.ROLES and sentence.lower(h + 1) == "," and h + 2 in sentence.starts:
        return start
    if opens and noun in persons.ROLES and (sentence.blind or sentence.lower(h + 1) in SPEECH_VERBS):
        return start
    return start if opens and sentence.blind and noun in organisations.NOUNS and start < h else None


def find(
    text: str, tokens: Sequence[Token], runs: Sequence[tuple[int, int]], *, blind: bool
) -> list[tuple[int, int, MentionKind]]:
    """The descriptions of one sentence: first token, token after the last, kind. ``blind``: capitals show nothing."""
    sentence = _Sentence(text, tokens, runs, blind=blind)
    out: list[tuple[int, int, MentionKind]] = []
    for h, token in enumerate(tokens):
        kind = _noun(token)
        if kind is None or h in sentence.run_of or not sentence.head(h):
            continue
        start, opened = sentence.left(h)
        begin = start if opened else _bare(sentence, h)
        if begin is not None and sentence.lower(begin) not in {"another", "my", "our", "your"}:
            out.append((begin, sentence.right(h), kind))
    return out
