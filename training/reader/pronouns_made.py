"""Examples of pronouns made of news articles that nobody annotated.

- **masked**: a later mention of somebody by name becomes the pronoun that fits its place ("Hale said" -> "she said",
  "Hale's" -> "her", "with Hale" -> "with her"), where the name is met before in the same or the two sentences before
  and somebody else of the same or unknown gender is near; the nearest sentence that names anybody of that gender names
  him. The antecedent is known; such places are harder than those where writers use a pronoun.
- **told**: a pronoun as written, whom its gender tells: one person of that gender in all the text shown, nobody of
  unknown gender, nobody described by gender.
- **renamed**: the same, with everybody else made the same gender: first names, titles and pronouns are exchanged, so
  that the gender tells nothing any more but the text is as it was written.

Deterministic: what is drawn depends on the article's key alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random

from msgspec import structs
from pronouns_records import Candidate, Example, Seen, read, sentence_of, window

from twosource.annotate.references import people
from twosource.annotate.references.genders import leaning
from twosource.lexicon import persons
from twosource.lexicon.persons import Gender
from twosource.lexicon.words import SPEECH_VERBS, listed
from twosource.model import Mention

NEAR = 2
"""Sentences back in which a masked name is met before."""

MOST_OF_A_KIND = 20
"""Examples of one kind taken from one article."""

LEANS = 1.3
"""Log-odds from which on a first name that is not listed tells a gender."""

SHINGLE = 8
SHARED = 3
"""Runs of eight words that an article may share with texts that must stay out."""

_FORMS: dict[Gender, dict[str, str]] = {
    "male": {"subject": "he", "possessive": "his", "object": "him"},
    "female": {"subject": "she", "possessive": "her", "object": "her"},
}
_GENDER: dict[str, Gender] = {
    **dict.fromkeys(listed("he him his himself"), "male"),
    **dict.fromkeys(listed("she her hers herself"), "female"),
}
_PREPOSITIONS = listed(
    "with to for against by from about on toward towards behind beside around after before near over"
)
_CONJUNCTIONS = listed(
    "that and but when because after before as while if since though although where what how than until"
)
_FOLLOWERS = listed("in on at to for after when because and but as from during with who over about into by since until")
_VERBS = SPEECH_VERBS | listed("""
    is was has had will would could can did does may might should must went took made came saw got gave found left held
    led met began became thought knew felt kept brought ran won lost sent spent stood sat wrote spoke put set sought
    hopes wants plans faces remains appears seems lives works plays leads knows makes takes
    """)
_ADVERBS = listed("also never still later now then reportedly repeatedly previously already once again initially")
_NOT_OWNED = listed("been not a an the going got already also now no just still")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*|[^\w\s]")
_TITLES = {"mr": "Ms", "mr.": "Ms.", "mrs": "Mr", "mrs.": "Mr.", "ms": "Mr", "ms.": "Mr.", "miss": "Mr", "sir": "Dame"}
_KIN = re.compile(
    r"\b(?:wife|husband|mother|father|son|daughter|brother|sister|girlfriend|boyfriend|widow|widower|mom|dad|king|queen"
    r"|prince|princess|duke|duchess|lord|lady|man|woman|boy|girl|nun|priest|pope|actress|spokes(?:man|woman)"
    r"|[a-z]+(?:man|woman))s?\b",
    re.IGNORECASE,
)
_SEXED: dict[Gender, re.Pattern[str]] = {
    gender: re.compile(
        rf"\b(?:{'|'.join(sorted(n for n, g in persons.ROLE_GENDER.items() if g == gender))})\b", re.IGNORECASE
    )
    for gender in _FORMS
}
"""Nouns for somebody of a gender."""

FIRST_NAMES: dict[Gender, tuple[str, ...]] = {
    "male": tuple(sorted(n for n in persons.MALE - persons.FEMALE - persons.EITHER if n.isascii() and n.isalpha())),
    "female": tuple(sorted(n for n in persons.FEMALE - persons.MALE - persons.EITHER if n.isascii() and n.isalpha())),
}


class Without:
    """Texts that must stay out of what is learned."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._runs = {run for text in texts for run in _runs(text)}

    def shares(self, text: str) -> bool:
        """Whether a text shares passages with one of them."""
        return sum(run in self._runs for run in _runs(text)) >= SHARED


def _runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


def made(key: str, text: str) -> Iterator[Example]:
    """What can be made of an article."""
    draw = Random(key)  # noqa: S311 - not for secrets
    seen = read(text)
    told = _genders(seen)
    for make in (_masked, _told, _renamed):
        found = list(make(key, seen, told, draw))
        if len(found) > MOST_OF_A_KIND:
            found = draw.sample(found, MOST_OF_A_KIND)
        yield from found


def _genders(seen: Seen) -> dict[int, Gender]:
    """The gender of each chain of names, by titles and listed first names, else by how news calls people so named."""
    told = people.genders(seen.mentions, seen.chains, seen.text)
    leanings: dict[int, float] = {}
    for mention, chain in zip(seen.mentions, seen.chains, strict=True):
        person = people.parse(seen.text[mention.start : mention.end])
        if chain is not None and chain not in told and len(person.words) > 1 and mention.kind in {"person", "other"}:
            leanings.setdefault(chain, leaning(person.words[0]))
    learned: dict[int, Gender] = {c: "female" if x > 0 else "male" for c, x in leanings.items() if abs(x) >= LEANS}
    return learned | told


def _masked(key: str, seen: Seen, told: dict[int, Gender], draw: Random) -> Iterator[Example]:
    del draw
    for number, mention in enumerate(seen.mentions):
        chain = seen.chains[number]
        if chain is None or chain not in told or mention.kind != "person":
            continue
        role = _role(seen, mention)
        if role is None:
            continue
        first, last = window(seen, mention)
        around = [n for n, m in enumerate(seen.mentions) if first <= m.start and m.end <= last and n != number]
        at = sentence_of(seen, mention)
        before = [n for n in around if seen.mentions[n].end <= mention.start]
        met = any(seen.chains[n] == chain and at - sentence_of(seen, seen.mentions[n]) <= NEAR for n in before)
        fit = [n for n in before if _may_be(seen.chains[n], chain, told)]
        if not met or not {seen.chains[n] for n in fit} - {chain}:
            continue
        nearest = max(sentence_of(seen, seen.mentions[n]) for n in fit)
        if chain not in {seen.chains[n] for n in fit if sentence_of(seen, seen.mentions[n]) == nearest}:
            continue  # a reader would take the pronoun for somebody else
        if any(
            _coupled(seen, a, b) for a, b in pairwise(n for n in fit if sentence_of(seen, seen.mentions[n]) == nearest)
        ):
            continue
        yield _with_pronoun(key, seen, number, _FORMS[told[chain]][role[0]], role[1])


def _with_pronoun(key: str, seen: Seen, number: int, form: str, end: int) -> Example:
    mention = seen.mentions[number]
    first, last = window(seen, mention)
    sentence = seen.sentences[sentence_of(seen, mention)]
    opens = not re.search(r"\w", seen.text[sentence.start : mention.start]) or seen.text[mention.start - 1] in '"“'
    form = form.capitalize() if opens else form
    shift = len(form) - (end - mention.start)
    text = seen.text[first : mention.start] + form + seen.text[end:last]
    found = []
    for n, other in enumerate(seen.mentions):
        if n == number or other.start < first or other.end > last or (other.start < end and mention.start < other.end):
            continue
        if not seen.candidate(other, seen.chains[n]):
            continue
        move = shift - first if other.start >= end else -first
        chain = seen.chains[n]
        label = None if chain is None else int(chain == seen.chains[number])
        found.append(Candidate(other.start + move, other.end + move, label))
    at = mention.start - first
    return Example(source="masked", key=key, text=text, pronoun=(at, at + len(form)), candidates=tuple(found))


def _role(seen: Seen, mention: Mention) -> tuple[str, int] | None:
    """How a name stands in its sentence, if that is plain, and where what a pronoun replaces ends."""
    sentence = seen.sentences[sentence_of(seen, mention)]
    before = _WORDS.findall(seen.text[max(sentence.start, mention.start - 60) : mention.start])
    after = seen.text[mention.end : min(sentence.end, mention.end + 60)]
    words = _WORDS.findall(after)
    left = before[-1] if before else ""
    start = not before or left in {'"', "“", ",", "—", "–", "”"}
    owned = re.match(r"['’]s? ([a-z]+)", after)
    if owned:
        fits = start or left in _PREPOSITIONS | _CONJUNCTIONS | SPEECH_VERBS | {"of", "in", "at"} or left.endswith("ed")
        if fits and left != "," and owned[1] not in _NOT_OWNED:
            return "possessive", mention.end + after.index(" ")
        return None
    if not words or after[:1] in "'’-":
        return None
    verb = next((w for w in words[:2] if w not in _ADVERBS), "")
    if (start or left in _CONJUNCTIONS) and after[0] == " " and (verb in _VERBS or re.fullmatch(r"[a-z]{3,}ed", verb)):
        return "subject", mention.end
    ends = words[0] in {".", ";", "?", "!"} or words[0] in _FOLLOWERS
    if words[0] == "and" and (len(words) == 1 or words[1][0].isupper()):
        return None
    if ends and (left in _PREPOSITIONS or (left.endswith("ed") and left.islower())):
        return "object", mention.end
    return None


def _alone(seen: Seen, number: int, told: dict[int, Gender]) -> int | None:
    """The only chain of a pronoun's gender in the text shown for it, if nobody else there can be meant."""
    pronoun = seen.mentions[number]
    gender = _GENDER[seen.text[pronoun.start : pronoun.end].lower()]
    first, last = window(seen, pronoun)
    if _quoted(seen.text, pronoun.start) or _SEXED[gender].search(seen.text[first:last]):
        return None
    around = [n for n, m in enumerate(seen.mentions) if first <= m.start and m.end <= last]
    found = {seen.chains[n] for n in around} - {None}
    known = {c for c in found if c is not None and c in told}
    people_named = {seen.chains[n] for n in around if seen.mentions[n].kind == "person"}
    if any(c not in known for c in people_named if c is not None) or len(known) == 1:
        return None
    fit = [c for c in known if told[c] == gender]
    if len(fit) != 1:
        return None
    opened = any(seen.chains[n] == fit[0] and seen.mentions[n].end <= pronoun.start for n in around)
    return fit[0] if opened else None


def _quoted(text: str, at: int) -> bool:
    """Whether a place stands inside double quotation marks of its paragraph."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line.count('"') % 2 == 1 or line.count("“") > line.count("”")


def _natural(seen: Seen) -> list[int]:
    return [
        n for n, m in enumerate(seen.mentions) if m.form == "pronoun" and seen.text[m.start : m.end].lower() in _GENDER
    ]


def _told(key: str, seen: Seen, told: dict[int, Gender], draw: Random) -> Iterator[Example]:
    del draw
    for number in _natural(seen):
        chain = _alone(seen, number, told)
        if chain is not None:
            yield _as_written(key, seen, number, chain)


def _as_written(key: str, seen: Seen, number: int, chain: int) -> Example:
    pronoun = seen.mentions[number]
    first, last = window(seen, pronoun)
    found = []
    for other, other_chain in zip(seen.mentions, seen.chains, strict=True):
        if first <= other.start and other.end <= last and seen.candidate(other, other_chain):
            label = None if other_chain is None else int(other_chain == chain)
            found.append(Candidate(other.start - first, other.end - first, label))
    span = (pronoun.start - first, pronoun.end - first)
    return Example(source="told", key=key, text=seen.text[first:last], pronoun=span, candidates=tuple(found))


def _renamed(key: str, seen: Seen, told: dict[int, Gender], draw: Random) -> Iterator[Example]:
    """The examples of :func:`_told` with everybody made one gender."""
    names: dict[int, str] = {}
    for number in _natural(seen):
        chain = _alone(seen, number, told)
        if chain is None:
            continue
        gender = told[chain]
        pronoun = seen.mentions[number]
        first, last = window(seen, pronoun)
        if _KIN.search(seen.text[first:last]):
            continue
        edits: list[tuple[int, int, str]] = []
        for other, other_chain in zip(seen.mentions, seen.chains, strict=True):
            if not (first <= other.start and other.end <= last):
                continue
            words = seen.text[other.start : other.end]
            if other.form == "pronoun" and _GENDER.get(words.lower(), gender) != gender:
                edits.append((other.start, other.end, _turned(seen.text, other, gender)))
            elif other_chain is not None and told.get(other_chain, gender) != gender:
                first_name = names.setdefault(other_chain, draw.choice(FIRST_NAMES[gender]).capitalize())
                edits.append((other.start, other.end, _renamed_words(words, first_name)))
        if edits:
            written = structs.replace(_as_written(key, seen, number, chain), source="renamed")
            yield edited(written, edits, first)


def _renamed_words(words: str, first_name: str) -> str:
    """A name with another first name and the other gender's title."""
    found = words.split(" ")
    cut = persons.title_length(found)
    title, own = (found[:cut], found[cut:]) if cut < len(found) else ([], found)
    title = [_TITLES.get(word.lower(), word) for word in title]
    if len(own) > 1 or persons.gender_of_first_name(own[0]):
        own = [first_name, *own[1:]]
    return " ".join([*title, *own])


def _turned(text: str, pronoun: Mention, gender: Gender) -> str:
    """A pronoun of the other gender, turned."""
    word = text[pronoun.start : pronoun.end]
    lower = word.lower()
    if lower in {"himself", "herself"}:
        new = "himself" if gender == "male" else "herself"
    elif lower in {"he", "she"}:
        new = _FORMS[gender]["subject"]
    elif lower == "hers":
        new = "his"
    elif lower in {"his", "him"}:
        new = "her"
    else:
        behind = re.match(r" ([\w’'-]+)", text[pronoun.end : pronoun.end + 30])
        object_form = not behind or behind[1].lower() in _FOLLOWERS | {
            "that",
            "is",
            "was",
            "a",
            "an",
            "the",
            "out",
            "up",
        }
        new = "him" if object_form else "his"
    return new.capitalize() if word[0].isupper() else new


def edited(example: Example, edits: Sequence[tuple[int, int, str]], offset: int) -> Example:
    """An example with words exchanged; ``edits`` are in text order and shifted by ``offset``."""
    pieces, at, moves = [], 0, []
    for start, end, new in edits:
        start, end = start - offset, end - offset  # noqa: PLW2901 - places in the text shown
        if start < at:
            continue
        pieces += [example.text[at:start], new]
        moves.append((start, end, len(new) - (end - start)))
        at = end
    text = "".join([*pieces, example.text[at:]])

    def moved(start: int, end: int) -> tuple[int, int]:
        return (
            start + sum(by for s, _, by in moves if s < start),
            end + sum(by for _, e, by in moves if e <= end),
        )

    candidates = tuple(Candidate(*moved(c.start, c.end), c.label) for c in example.candidates)
    return Example(
        source=example.source, key=example.key, text=text, pronoun=moved(*example.pronoun), candidates=candidates
    )


def _may_be(other: int | None, chain: int, told: dict[int, Gender]) -> bool:
    """Whether a pronoun for one chain may be read as another's."""
    return other is not None and told.get(other, told[chain]) == told[chain]


def _coupled(seen: Seen, a: int, b: int) -> bool:
    """Whether two names are coupled by "and": neither is nearer to a pronoun than the other."""
    return seen.text[seen.mentions[a].end : seen.mentions[b].start].strip(" ,") == "and"
