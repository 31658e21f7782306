"""Sentences: an article's running text cut into sentences.

In: an article. Out: its sentences in text order, disjoint and trimmed. The headline (where ``read`` marked one) is a
sentence of its own. Every other line is a paragraph. Boilerplate gives no sentences; a byline, dateline or credit at
either end of a line is left out, so that the first sentence begins after "BERLIN (AP) -".

A full stop, question mark, exclamation mark or ellipsis ends a sentence together with the quotation marks and
brackets that close after it, so a quotation of several sentences is cut inside the quotation marks. It does not when
the text goes on in lower case ('"Why?" she asked.'), after titles, initials and other abbreviations, or inside
numbers. Abbreviations that also end sentences ("U.S.", "Inc.", "p.m.") do so before a word that seldom goes on in
capitals ("The", "But", "He").

Not done: joining hard-wrapped lines, cutting at colons or semicolons, telling sentences from list items.
The rules read at most 60 characters on either side of a mark: linear in the length of the text. How they compare
with libraries: docs/decisions/0003-sentence-splitting.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from twosource.model import Article, Sentence, Span
from twosource.text import lines, merged, trimmed


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LEAD_IN = frozenset({"byline", "dateline", "credit"})

_CLOSERS = "\"'”’»)\\]"
_OPENERS = "\"'“‘«(\\["

_STOP = re.compile(
    rf"(?P<mark>\.(?:[ \u00a0]\.)+|[.!?…]+)(?P<close>[{_CLOSERS}]*)(?=\s|$|[—–•])"
    rf"|(?P<wide>[。！？؟।]+[{_CLOSERS}」』]*)"
    rf"|(?P<glued>(?<=[a-z][a-z][a-z])[.!?][{_CLOSERS}]*)(?=[{_OPENERS}]?[A-Z][a-z]+[ ,])"
)
"""Where a sentence may end. ``glued``: the space after the full stop was lost ("he said.The minister")."""

_WORD = re.compile(r"\w")
_LAST_WORD = re.compile(r"[^\s\"'“”‘’«»()\[\]—–/]+\Z")
_NEXT_WORD = re.compile(rf"\s*(?P<dash>[—–-]*)[•\s]*(?P<open>[{_OPENERS}]*)(?P<word>\S+)")
_INITIAL = re.compile(r"[^\W\d_]\Z")
_INITIALS = re.compile(r"[A-Z]\.")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}\Z")
_CAMEL = re.compile(r"[a-z][A-Z]")
_SPEAKER = (
    r"\s*(?:[A-Z][\w.’'-]*\s+){1,4}"
    r"(?:said|says|asked|asks|added|wrote|writes|tweeted|told|wondered|replied|shouted|exclaimed|demanded)\b"
)
_SPEECH = re.compile(
    _SPEAKER + r"(?=[.,:;]|\s+(?:in|on|at|during|of|to|as|when|after|before|while|about|earlier|later|last)\b|\s*$)"
)
"""Named speaker and verb after a quotation that ends in "?" or "!": '"Why?" Mr. Hale asked.'"""
_SPEECH_ALONE = re.compile(_SPEAKER + r"\.")
"""The same after a quotation that ends, against the custom, in a full stop: '"We won." Mr. Hale said.'"""

_ALWAYS = _words("""
    mr mrs ms messrs mx dr prof rev hon fr msgr gen lt ltgen majgen brig col maj capt cmdr cdr adm sgt cpl pvt
    spc insp supt sen sens rep reps gov govs atty asst assoc pres st ste v vs cf viz mme mlle sra dra amb
    """)
"""Abbreviations that stand before a name or a word, so never at the end of a sentence."""

_BEFORE_NUMBER = _words("no nos art arts sec secs p pp ch para paras fig figs vol op approx ca est")
"""Abbreviations only before a number ("No. 3"); otherwise words that end sentences like any other."""

_SOMETIMES = _words("""
    Inc Corp Co Cos Ltd LLC Plc Bros Jr Sr Esq etc Dept Univ Assn Ave Blvd Rd Hwy Bldg Dist al Mt Ft
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn
    Tex Va Vt Wash Wis Wyo Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
    """)
"""Abbreviations that may end a sentence: they do so only before a word of ``_STARTERS``."""

_STARTERS = _words("""
    the a an he she it its his her their they we our i you my your this that these those there here who what when
    where why how in on at but and or so yet if as after before since while although though because however
    meanwhile according for from with without under over by to of no not some many most several all both each one
    two three then still now also among earlier later last more nearly about despite during until only even once
    such instead asked neither either nobody nothing everyone nor thus therefore
    """)
"""Words that seldom carry a capital inside a sentence: after "U.S." or "Inc." they begin a new one."""

_REACH = 60
"""Characters read on either side of a mark."""


def split(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article, in text order; see the module's docstring."""
    text = article.text
    headlines = merged(mark for mark in article.marks if mark.kind == "headline")
    titles = {trimmed(text, span.start, span.end) for span in headlines}
    lead_ins = merged(mark for mark in article.marks if mark.kind in _LEAD_IN)
    body = [
        sentence
        for part in _open_parts(text, merged([*article.boilerplate, *headlines]))
        for sentence in _sentences(text, _without_lead_ins(text, part, lead_ins))
    ]
    found: list[Sentence] = []
    paragraph = line = -1
    breaks = [at.end for at in lines(text)]
    for span in sorted([*(title for title in titles if title.start < title.end), *body]):
        if (here := bisect_right(breaks, span.start)) != line:
            paragraph, line = paragraph + 1, here
        found.append(Sentence(start=span.start, end=span.end, paragraph=paragraph, headline=span in titles))
    return tuple(found)


def _open_parts(text: str, closed: Sequence[Span]) -> Iterator[Span]:
    """The lines, or parts of lines, outside the closed spans."""
    at = 0
    for stretch in [*closed, Span(len(text), len(text))]:
        for line in lines(text[at : stretch.start]):
            yield trimmed(text, at + line.start, at + line.end)
        at = max(at, stretch.end)


def _without_lead_ins(text: str, part: Span, lead_ins: Sequence[Span]) -> Span:
    """The part without a byline, dateline or credit at either end, and without the dash after a dateline."""
    start, end = part.start, part.end
    first = bisect_right(lead_ins, start, key=lambda span: span.end)
    for lead_in in lead_ins[first:]:
        if lead_in.start > start:
            break
        start = min(lead_in.end, end)
        while start < end and (text[start].isspace() or text[start] in "-–—:|·"):
            start += 1
    last = bisect_right(lead_ins, end, key=lambda span: span.start) - 1
    if last >= 0 and start < lead_ins[last].start < end <= lead_ins[last].end:
        end = lead_ins[last].start
    return trimmed(text, start, end)


def _sentences(text: str, part: Span) -> Iterator[Span]:
    """The sentences of one part of a line."""
    start = read = part.start
    worded = False
    for stop in _STOP.finditer(text, part.start, part.end):
        worded = worded or bool(_WORD.search(text, read, stop.end()))
        read = stop.end()
        if worded and _ends(text, part, stop):
            yield trimmed(text, start, stop.end())
            start, worded = stop.end(), False
    rest = trimmed(text, start, part.end)
    if rest.start < rest.end:
        yield rest


def _ends(text: str, part: Span, stop: re.Match[str]) -> bool:
    """Whether the mark ends a sentence."""
    if stop["wide"] or stop["glued"]:
        return True
    after = text[stop.end() : min(stop.end() + _REACH, part.end)]
    following = _NEXT_WORD.match(after)
    if not following:
        return True
    opened, word = following["open"], following["word"]
    if word[0].islower() and not _CAMEL.match(word) and not opened:
        return False
    mark, closed = stop["mark"], stop["close"].strip(")]")
    if closed:
        return not (_SPEECH_ALONE if mark == "." else _SPEECH).match(after)
    if mark == ".":
        before = text[max(part.start, stop.start() - _REACH) : stop.start()]
        return _full_stop(before, word, opened=bool(opened.strip("([")), dashed=bool(following["dash"]))
    return True


def _full_stop(before: str, word: str, *, opened: bool, dashed: bool) -> bool:
    """Whether a single full stop ends a sentence, given the text before it and the word after it."""
    found = _LAST_WORD.search(before)
    if not found:
        return True
    last, plain = found[0], word.rstrip(".,;:!?\"'”’").lower()
    if last.lower() in _BEFORE_NUMBER and (word[0].isdigit() or word[0] in "#$"):
        return False
    if last in _ALWAYS or (len(last) > 1 and last.lower() in _ALWAYS):
        return False
    starts = (opened or plain in _STARTERS) and not dashed
    if _ACRONYM.match(last) or last in _SOMETIMES:
        return starts and not word[0].isdigit()
    if _INITIAL.match(last) and last.isupper():
        return (starts or last == "I") and not _INITIALS.match(word)
    return True
