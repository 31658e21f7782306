"""Mentions: names, descriptions and pronouns that stand for somebody or something.

In: an article and its sentences, and what a trained tagger saw of names in it, if there is one. Out: mentions in text
order, each inside one sentence.

- A **name** is a run of capitalised words with the title before it: "Russian Foreign Minister Sergey V. Lavrov",
  "U.S. Department of Justice", "the Trump administration" (without "the"). Its kind is person, organisation, place or
  other (ships, laws, events). A possessive ending is not part of it. Names never overlap one another.
- A **description** is a noun phrase for a person or a body: "the envoy", "a 49-year-old former banker", "police",
  "President Vladimir Putin's special envoy"; its kind is person or organisation. Names may lie inside it.
- A **pronoun** is one of the third person. "he" and "she" are of kind person, "it" and "they" of kind other.

Names are found by the rules of ``names.runs`` and ``names.kinds`` alone, or, with tags, as ``names.merge`` says: the
tagger tells where a name stands and what it is, the rules add titles and what the tagger overlooked. Descriptions are
found by ``names.descriptions`` either way.
Not done: adjectives of nations ("Russian"), names inside hashtags, names in scripts without capital letters that no
tagger saw, who "I", "we" and "you" are. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.annotate.names import descriptions as names_descriptions
from twosource.annotate.names import merge, tags
from twosource.annotate.names.kinds import Surroundings, by_words
from twosource.annotate.names.merge import Run
from twosource.annotate.names.runs import Usage, runs, shouted, usage
from twosource.annotate.names.tokens import Token, abbreviated, tokens
from twosource.lexicon import organisations, persons, places
from twosource.lexicon.outlets import is_known
from twosource.lexicon.words import CALENDAR, DETERMINERS, FUNCTION, OTHER_PRONOUNS, PERSONAL_PRONOUNS, is_ordinary
from twosource.model import Article, Mention, MentionKind, Sentence
from twosource.seams import Marked

_VIEW = 3
"""Words looked at on either side of a name."""

_PAIR = 2
_SHORT_PAIR = 3
_PARTY = re.compile(r"[DRI]-")


def find(article: Article, sentences: Sequence[Sentence], marked: Sequence[Marked] = ()) -> tuple[Mention, ...]:
    """All mentions of an article's running text and headline, in text order.

    ``marked``: the names that a trained tagger marked, in any order; without any, the rules find names alone.
    """
    text, cut = article.text, [tokens(article.text, s.start, s.end) for s in sentences]
    counted = usage(cut)
    found = [_sifted(text, line, runs(text, line, counted), counted) for line in cut]
    if marked:
        named = _tagged_runs(text, sentences, cut, found, marked)
    else:
        named = [[merge.run(i, cut[i], *extent) for extent in ranges] for i, ranges in enumerate(found)]
    mentions = set(_mentions(cut, named))
    for sentence, line, here in zip(sentences, cut, named, strict=True):
        blind = sentence.headline or shouted(line)
        ranges = [(run.first, run.after) for run in here]
        for first, after, kind in names_descriptions.find(text, line, ranges, blind=blind):
            mentions.add(Mention(start=line[first].start, end=line[after - 1].end, kind=kind, form="description"))
        mentions.update(_pronouns(line))
    return tuple(sorted(mentions))


def _tagged_runs(
    text: str,
    sentences: Sequence[Sentence],
    cut: Sequence[Sequence[Token]],
    found: Sequence[Sequence[tuple[int, int]]],
    marked: Sequence[Marked],
) -> list[list[Run]]:
    """The names of each sentence: those tagged, and the rules' own as far as they are believed."""
    placed = tags.placed(text, sentences, cut, found, marked)
    blind = [sentence.headline or shouted(line) for sentence, line in zip(sentences, cut, strict=True)]
    heard = tags.votes_of(text, (here for here, unseen in zip(placed, blind, strict=True) if not unseen))
    out: list[list[Run]] = []
    for i, line in enumerate(cut):
        here = merge.doubted(text, placed[i], found[i], heard) if blind[i] else placed[i]
        named, free = merge.merged(text, i, line, here, found[i])
        kept = [one for run in free if (one := merge.believed(line, run, heard, blind=blind[i]))]
        out.append(sorted([*named, *kept], key=lambda run: run.first))
    return out


def _sifted(
    text: str, line: Sequence[Token], ranges: Sequence[tuple[int, int]], counted: Usage
) -> list[tuple[int, int]]:
    """The runs that are names, each with the noun that makes a body's name of it ("Trump administration")."""
    out: list[tuple[int, int]] = []
    for begin, after in ranges:
        first, words = begin, line[begin:after]
        if all(t.lower in places.ADJECTIVES or t.lower in CALENDAR - counted.months for t in words) or (
            " ".join(t.lower for t in words) in places.ADJECTIVES
        ):
            continue
        determined = first > 0 and line[first - 1].lower in DETERMINERS
        if len(words) == 1 and (merge.common(words[0], determined=determined) or _PARTY.match(words[0].text)):
            continue
        body = _body_before_person(words) or _body_before_title(words)
        if body:
            out.append((first, first + body))
            first, words = first + body, words[body:]
        paired = _paired(words, counted)
        if paired:
            out.extend([(first, first + paired), (first + paired + 1, after)])
            continue
        out.append((first, after + 1 if merge.body_follows(text, line, after) else after))
    return out


def _body_before_person(words: Sequence[Token]) -> int:
    """How many words of a run are a known body or place right before a full name: "United Nations | Nikki Haley"."""
    for width in (3, 2):
        name = " ".join(t.lower for t in words[:width])
        known = name in organisations.KNOWN or places.is_place(name)
        if known and len(words) > width + 1 and persons.is_first_name(words[width].lower):
            return width
    return 0


def _body_before_title(words: Sequence[Token]) -> int:
    """1 if an abbreviated body stands before a person's title: "FBI | Special Agent Ann Hale"."""
    lower = [t.lower for t in words]
    if len(words) <= _SHORT_PAIR or not abbreviated(words[0].text) or lower[0] in organisations.NOT_ORGANISATIONS:
        return 0
    if places.is_place(lower[0]) or persons.ADDRESS.get(lower[0]) or lower[0] in persons.OFFICES:
        return 0
    titled = persons.title_length([t.text for t in words])
    return 1 if 1 < titled < len(words) else 0


def _paired(words: Sequence[Token], counted: Usage) -> int:
    """Where "&" joins two names that the article also has apart ("Reed & Hale"); 0 if it does not."""
    marks = [i for i, t in enumerate(words) if t.text == "&"]
    if len(marks) != 1 or not 0 < marks[0] < len(words) - 1:
        return 0
    left, right = words[marks[0] - 1], words[marks[0] + 1]
    apart = counted.capital[left.lower] > 1 and counted.capital[right.lower] > 1
    return marks[0] if len(words) <= _SHORT_PAIR and (apart or (left.text.isupper() and len(left.text) > 1)) else 0


def _mentions(cut: Sequence[Sequence[Token]], named: Sequence[Sequence[Run]]) -> list[Mention]:
    """Mentions of names, with their kinds."""
    all_runs = [run for here in named for run in here]
    around = Surroundings()
    for run in all_runs:
        line = cut[run.sentence]
        around.alone(run.words)
        before = [t.lower for t in reversed(line[max(0, run.first - _VIEW) : run.first])]
        around.see(" ".join(run.words), before, [t.lower for t in line[run.after : run.after + _VIEW]])
    for run in all_runs:
        if len(run.words) > 1 and (run.kind or by_words(run.words) or around.kind(run.words)) == "person":
            around.known_person(run.words[persons.title_length(run.words) :])
    return [mention for run in all_runs if (mention := _mention(cut[run.sentence], run, around))]


def _mention(line: Sequence[Token], run: Run, around: Surroundings) -> Mention | None:
    """The mention of a run; None for a run that names nobody."""
    start, end = run.start, run.end
    if run.kind == "organisation" and _a_bearer(line, run, around):
        return Mention(start=start, end=end, kind="person", form="name")
    if run.kind:
        return Mention(start=start, end=end, kind="organisation" if _a_body(run, around) else run.kind, form="name")
    if run.words[-1].lower() == run.words[-1] and run.words[-1] in merge.BODY_NOUNS:
        return Mention(start=start, end=end, kind="organisation", form="name")
    if _title_only(run.words) and by_words(run.words) != "organisation":
        return Mention(start=start, end=end, kind="person", form="description")
    kind: MentionKind = by_words(run.words) or around.kind(run.words)
    if kind == "person" and _a_thing(line, run):
        kind = "other"
    if len(run.words) == _PAIR and run.words[0].lower() in places.ADJECTIVES and around.known(run.words[1]):
        return Mention(start=line[run.first + 1].start, end=end, kind="person", form="name")
    if kind == "other" and len(run.words) == 1 and _trifle(line[run.first]):
        return None
    return Mention(start=start, end=end, kind=kind, form="name")


def _a_bearer(line: Sequence[Token], run: Run, around: Surroundings) -> bool:
    """Whether an outlet's name is the surname of somebody whom the article names: "Michael Bloomberg ... Bloomberg
    said"; but "told Bloomberg", "Bloomberg reported".
    """
    if len(run.words) > 1 or not is_known(run.words[0]) or not around.borne(run.words[0]):
        return False
    before = line[run.first - 1].lower if run.first else ""
    after = line[run.after].lower if run.after < len(line) else ""
    return before not in {"told", "by", "to", "with"} and after not in {"news", "reports", "reported", "reporter"}


def _a_body(run: Run, around: Surroundings) -> bool:
    """Whether a name like a surname is that of a body, as nobody whom the article names bears it: "Gallup said"."""
    alone = len(run.words) == 1 and run.words[0].lower() in organisations.LIKE_SURNAMES
    return alone and not around.borne(run.words[0])


def _a_thing(line: Sequence[Token], run: Run) -> bool:
    """Whether a name that looks like a person's is a thing's: "the Ann Hale" with nothing after it that she owns."""
    if len(run.words) == 1 or persons.title_length(run.words) or run.first == 0 or line[run.first - 1].lower != "the":
        return False
    after = line[run.after].lower if run.after < len(line) else "."
    return after in FUNCTION or after[:1] in {",", ".", ";", "(", ")"}


def _title_only(words: Sequence[str]) -> bool:
    return persons.title_length(words) == len(words) and words[-1].lower() not in {"judge", "major"}


def _trifle(token: Token) -> bool:
    """Whether a single capitalised word of no known kind is too ordinary to be a name ("Class", "R", "BREAKING")."""
    if token.lower in organisations.OUTLETS and token.capital:
        return token.first
    return len(token.text) == 1 or token.lower in FUNCTION or is_ordinary(token.lower) or token.text[0].isdigit()


def _pronouns(line: Sequence[Token]) -> list[Mention]:
    out: list[Mention] = []
    for token in line:
        if token.lower in PERSONAL_PRONOUNS:
            out.append(Mention(start=token.start, end=token.end, kind="person", form="pronoun"))
        elif token.lower in OTHER_PRONOUNS and token.text != "IT":
            out.append(Mention(start=token.start, end=token.end, kind="other", form="pronoun"))
    return out
