"""Who speaks in a transcript: "VOSS: The ferry will stop in May." gives the words behind the colon to Voss.

In: an article. Out: an attribution for each paragraph that begins with a label in capitals and is spoken by a guest:
the source is the label, the content what follows it, and there is no cue. Labels count where there are ``FEWEST`` such
paragraphs by two speakers who speak twice ("POLL: Who leads" is a heading). Who is called a host or a correspondent
speaks for the outlet, so that his words are the report's own. Questions and greetings give nobody a statement.

What this does not do: paragraphs without a label are given to nobody, although mostly the speaker before goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from twosource.lexicon import persons
from twosource.lexicon.words import listed
from twosource.model import Article, Attribution, Span
from twosource.text import lines, overlap

FEWEST = 4
"""Labelled paragraphs of a transcript."""
SPEAKERS = 2
"""Speakers who speak twice."""
WORDS = 4
"""Words of the shortest turn that says something."""

_LABEL = re.compile(rf"(?P<name>{persons.LABEL})(?:, (?P<role>[A-Z][\w ,.'’-]{{2,50}}?))?: +(?=\S)")
_STAFF = re.compile(r"\b(?:HOST|BYLINE|ANCHOR|CORRESPONDENT|REPORTER|PRESENTER|MODERATOR)\b", re.IGNORECASE)
_HEADINGS = listed("THE FACT FACTS CLAIM CLAIMS TRUTH REALITY MYTH QUESTION ANSWER VERDICT RATING NOTE UPDATE POLL")
"""What labels of fact checks and lists begin with."""


class Turn(NamedTuple):
    """A paragraph of a transcript: whose, the place of the label's name and of the words."""

    who: str
    label: Span
    words: Span
    staff: bool


def turns(article: Article) -> tuple[Turn, ...]:
    """The labelled paragraphs of a transcript; none, if the article is none."""
    found = list(_labelled(article))
    often = Counter(turn.who for turn in found)
    if len(found) < FEWEST or sum(count > 1 for count in often.values()) < SPEAKERS:
        return ()
    staff = {turn.who for turn in found if turn.staff}
    return tuple(turn._replace(staff=turn.who in staff) for turn in found if often[turn.who] > 1)


def attributions(article: Article) -> tuple[Attribution, ...]:
    """What guests say in a transcript."""
    text = article.text
    return tuple(
        Attribution(source=turn.label, content=(turn.words,))
        for turn in turns(article)
        if not turn.staff and _says(text[turn.words.start : turn.words.end])
    )


def is_turn(text: str, one: Attribution) -> bool:
    """Whether an attribution is that of words to the label before them."""
    label = _LABEL.match(text, one.source.start) if one.source and not one.cue else None
    return label is not None and label.end() == one.content[0].start


def _labelled(article: Article) -> Iterator[Turn]:
    for line in lines(article.text):
        label = _LABEL.match(article.text, line.start, line.end)
        if (
            label
            and label["name"].split()[0] not in _HEADINGS
            and not any(overlap(line, mark) for mark in article.marks)
        ):
            staff = bool(label["role"] and _STAFF.search(label["role"]))
            who = label["name"].split()[-1]  # the whole name once, the last from then on
            yield Turn(who, Span(*label.span("name")), Span(label.end(), line.end), staff)


def _says(words: str) -> bool:
    return len(words.split()) >= WORDS and not words.rstrip().endswith("?")
