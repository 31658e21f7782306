"""Channels carried over: the way of a remark that its own sentence does not tell.

In: the remarks of an article in text order, with what the sentence of each tells of its way, and the sentences between
them that set a stage ("He spoke to reporters at the port"). Out: for each remark its way. Where a remark's own
sentence tells nothing it may go on in the channel of another one (candidates): the same speaker's before or behind
it, the remark just before, a stage. A logistic regression judges each candidate from what lies between and how the
two are worded; below the bar the way stays "unstated".

What this does not do: it does not read what was said.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.annotate import carried_weights
from twosource.annotate.channels import Told
from twosource.lexicon.organisations import HEADS

FAR = 40
"""Sentences over which a channel may be carried at all."""
MOST = 20
"""Remarks with a channel, before and behind one, that are looked at."""
WINDOW = 60
"""Remarks before and behind one that tell how its speaker is heard."""


class Remark(NamedTuple):
    """A remark as this module looks at it. A stage is one with ``stage`` set and no content."""

    told: Told
    source: str
    cue: str
    around: str
    said: str
    sentence: int
    paragraph: int
    quoted: bool
    stage: bool = False


class Candidate(NamedTuple):
    """A way that a remark may have come, and what speaks for it: names of features to values."""

    remark: int
    told: Told
    features: dict[str, float]


_NAME = re.compile(r"[^\W\d_][\w’'-]*")
_CAPITAL = re.compile(r"[A-Z][\w-]+")
_CUT = re.compile(r",|;|\(|\s(?:who|which|that|whose|of|at|for|from|in|on|with)\s")
_TITLES = frozenset(
    """
    The Mr Mrs Ms Dr President Sen Rep Gov House White Minister A An U.S Prime Secretary Senator Judge Justice
    Chief General Attorney Foreign Former State Department Director Professor Chairman Speaker Leader Mayor Sheriff
    Officer Spokesman Spokeswoman Republican Democratic Democrat Rev Col Gen Lt Sgt Ambassador Chancellor King
    """.split()  # noqa: SIM905
)
_PRONOUNS = frozenset(["he", "she", "him", "her", "his"])
_PLURAL = frozenset(["they", "it", "them", "their", "its", "who"])
_PERFECT = re.compile(r"\b(?:has|have|had)\b", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"\b(?:[Ll]ast|previous|earlier|ago|previously|once|long|repeatedly|often|always|past|campaign|candidate"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d)\b"
)
_LATER = re.compile(r"\b(?:also|added|adding|continued|went on|further|later)\b")
_ADDED = re.compile(r"^(?:added|adding|continued|went on|concluded|explained|noted|elaborated|responded|replied|asked)")
_SAID = re.compile(r"(?:^|\s)(?:said|says|wrote|writes|told|tweeted|reads|read)$")
_WROTE = re.compile(r"\b(?:wrote|writes|writing|written|reads?|posted)\b")
_WRITTEN = frozenset(["social-post", "press-release", "document", "court"])
_ATTITUDE = re.compile(
    r"(?:believ|think|thought|want|hope|expect|fear|plan|deni|deny|accus|critic|blam|promis|vow|threat|pledg|demand|call"
    r"|see|reject|charge|agree)"
)
_LONG = 5
"""Letters of a word that tells something."""
OPENING = 2
"""Sentences with which a report opens."""


def settle(remarks: Sequence[Remark]) -> list[Told]:
    """The way of each remark, in order; a stage keeps what it told."""
    best: dict[int, tuple[float, Told]] = {}
    for candidate in candidates(remarks):
        odds = score(candidate.features)
        if odds > BAR and odds > best.get(candidate.remark, (BAR, None))[0]:
            best[candidate.remark] = odds, candidate.told
    told = [
        remark.told if remark.stage or remark.told.channel != "unstated" else best.get(n, (0, Told()))[1]
        for n, remark in enumerate(remarks)
    ]
    return _named(remarks, told)


_POST = re.compile(
    r"^(?:(?:an?|the|another|his|her|this|that)\s+)?"
    r"(?:(?:further|second|third|later|earlier|first|last|new|separate|subsequent|previous|other)\s+)?"
    r"(?:post|tweet|message)$",
    re.IGNORECASE,
)
"""A source that is itself a post: "a further post" goes on in the channel of the post before."""
_AGENCY = re.compile(r"^the (?:news )?agency$", re.IGNORECASE)
_AGENCIES = re.compile(
    r"(?:Reuters|AP|Associated Press|AFP|Agence France[- ]Presse|UPI|dpa|ANSA|EFE|Xinhua|TASS|RIA(?: Novosti)?|Interfax"
    r"|Kyodo|Yonhap|KCNA|PTI|ANI|Anadolu|IRNA|ISNA|Fars|Mehr|Tasnim|SANA|WAM|Ukrinform|.*Agency)$"
)


def _named(remarks: Sequence[Remark], told: Sequence[Told]) -> list[Told]:
    """Each way with the name of its channel, where it was named before: "in another post", "the newspaper"."""
    last: dict[str, tuple[int, Told]] = {}
    out: list[Told] = []
    for number, (remark, way) in enumerate(zip(remarks, told, strict=True)):
        known = {name: seen for name, (at, seen) in last.items() if remark.sentence - at <= FAR}
        outlet = known.get("other-outlet")
        if way.channel == "unstated" and _POST.search(remark.source):
            way = known.get("social-post", way)  # noqa: PLW2901
        elif way.channel == "unstated" and _AGENCY.search(remark.source) and outlet and _is_agency(outlet.name):
            way = Told("other-outlet", outlet.name)  # noqa: PLW2901
        elif way.channel == "document" and _REPORT.search(remark.source) and (press := _press(remarks, number)):
            way = press  # noqa: PLW2901
        elif way.channel in known and _may_be_named(remark, way):
            way = known[way.channel]._replace(outlet=way.outlet)  # noqa: PLW2901
        if way.name:
            last[way.channel] = remark.sentence, way
        out.append(way)
    return out


_ANY_PRESS = re.compile(
    r"^(?!the |that |this |its )(?:[\w’'-]+\s+){0,3}(?:reports?|media|outlets|newspapers|papers|press"
    r"|agencies|editorials?)$",
    re.IGNORECASE,
)
"""Outlets of which none is meant: "reports", "local media"."""


def _may_be_named(remark: Remark, way: Told) -> bool:
    """Whether a channel that is not named may be one that was named before."""
    return way.channel in {"social-post", "other-outlet"} and not way.name and not _ANY_PRESS.match(remark.source)


_REPORT = re.compile(
    r"^(?:an?|the|that|this)\s+(?:new |bombshell |explosive )?(?:report|article|story)$", re.IGNORECASE
)
PRESS_NEAR = 3
"""Sentences from "the report" to an outlet that reports, whose report it then is."""


def _press(remarks: Sequence[Remark], number: int) -> Told | None:
    """The outlet that reports near a remark: before it, else behind it."""
    here = remarks[number].sentence
    near = [*range(number - 1, max(-1, number - 6), -1), *range(number + 1, min(len(remarks), number + 6))]
    for other in near:
        told = remarks[other].told
        if told.channel == "other-outlet" and told.name and abs(remarks[other].sentence - here) <= PRESS_NEAR:
            return Told("other-outlet", told.name)
    return None


def _is_agency(name: str | None) -> bool:
    return bool(name and _AGENCIES.match(name))


# --- speakers ---------------------------------------------------------------------------------------------------------


_TITLED = re.compile(
    r"\b(President|Minister|Secretary|Senator|Sen\.|Judge|Justice|Mayor|Governor|Gov\.|Sheriff|Chancellor|King|Pope"
    r"|Ambassador|Director|Commissioner|Speaker|Chief|Professor|Prof\.|Dr\.|Rep\.|Congressman|Prosecutor|Attorney)"
    r"\s+((?:[A-Z][\w’'-]+\s?){1,3})"
)
_TITLE_OF = {"sen.": "senator", "gov.": "governor", "prof.": "professor", "dr.": "doctor", "rep.": "congressman"}


def speakers(remarks: Sequence[Remark]) -> list[frozenset[str]]:
    """For each remark the words of a name that tell who speaks; a pronoun takes them from the remark before, a title
    from its last bearer.
    """
    out: list[frozenset[str]] = []
    person = other = frozenset[str]()
    bearers: dict[str, frozenset[str]] = {}
    for remark in remarks:
        for title, name in _TITLED.findall(f"{remark.around} {remark.source}"):
            bearers[_TITLE_OF.get(title.lower(), title.lower())] = frozenset(_CAPITAL.findall(name)) - _TITLES
        if remark.stage:
            out.append(frozenset(_CAPITAL.findall(remark.around)) - _TITLES)
            continue
        low = remark.source.lower()
        names = named(remark.source)
        if low in _PRONOUNS:
            names = person
        elif not names and low.startswith("the ") and low.split(" ")[-1] in bearers:
            names = person = bearers[low.split(" ")[-1]]
        elif low in _PLURAL or (not names and low.startswith(("the ", "its "))):
            names = other or person if low in _PLURAL else frozenset([low.split(" ", 1)[1]])
        elif names:
            if _is_body(remark.source):
                other = names
            else:
                person = names
        out.append(names)
    return out


def named(source: str) -> frozenset[str]:
    """The words of a name in a source, without titles and without what is said about it."""
    cut = _CUT.search(source)
    core = source[: cut.start()] if cut and cut.start() else source
    words = frozenset(_CAPITAL.findall(core)) - _TITLES
    return words or frozenset(_CAPITAL.findall(source)) - _TITLES


def _is_body(source: str) -> bool:
    words = [word.lower() for word in _NAME.findall(source)]
    return bool(words) and (source.startswith(("The ", "the ")) or words[-1] in HEADS or source.isupper())


# --- candidates -------------------------------------------------------------------------------------------------------


def candidates(remarks: Sequence[Remark]) -> Iterator[Candidate]:
    """The ways that remarks whose sentence tells nothing may have come."""
    told = [n for n, remark in enumerate(remarks) if remark.told.channel != "unstated"]
    if not told:
        return
    seen = _Seen(remarks)
    for n, remark in enumerate(remarks):
        if remark.stage or remark.told.channel != "unstated" or _elsewhen(remark):
            continue
        for kind, other in _others(n, told, seen):
            yield Candidate(n, _passed_on(remarks[other].told, kind), seen.features(n, other, kind))


def _elsewhen(remark: Remark) -> bool:
    """Whether a remark is said to have been made at another time ("last year he had said")."""
    return bool(_OTHER_TIME.search(remark.around) and _PERFECT.search(remark.cue))


def _passed_on(told: Told, kind: str) -> Told:
    """The way of a remark that stands under another one's: what an outlet tells of others, it passes on."""
    passes = kind == "any-before" and told.channel == "other-outlet" and told.outlet is None
    return told._replace(outlet=told.name) if passes else told


def _others(n: int, told: Sequence[int], seen: _Seen) -> Iterator[tuple[str, int]]:
    """The remarks that this one may go on from, each once."""
    remarks, who, here = seen.remarks, seen.who, bisect_left(told, n)
    back = [m for m in reversed(told[max(0, here - MOST) : here]) if remarks[n].sentence - remarks[m].sentence <= FAR]
    ahead = [m for m in told[here : here + MOST] if remarks[m].sentence - remarks[n].sentence <= FAR]
    before = next((m for m in back if who[m] & who[n] and not remarks[m].stage), None)
    behind = next((m for m in ahead if who[m] & who[n] and not remarks[m].stage), None)
    if before is not None:
        yield "same-before", before
    if behind is not None and remarks[behind].sentence != remarks[n].sentence:
        yield "same-behind", behind
    if back and back[0] != before:
        yield "any-before", back[0]


class _Seen:
    """All remarks of an article, compared in pairs."""

    def __init__(self, remarks: Sequence[Remark]) -> None:
        self.remarks, self.who = remarks, speakers(remarks)
        self.shares = Counter[str](r.told.channel for r in remarks if r.told.channel != "unstated" and not r.stage)
        self.said = [frozenset(w.lower()[:6] for w in _NAME.findall(r.said) if len(w) >= _LONG) for r in remarks]

    def features(self, n: int, m: int, kind: str) -> dict[str, float]:
        """What speaks for and against one remark's going on in the channel of another."""
        parts = {**self._spot(n, m), **self._speaker(n, m), **self._wording(n, m)}
        return {kind: 1.0} | {name: float(value) for name, value in parts.items()}

    def _spot(self, n: int, m: int) -> dict[str, float]:
        """Where the two stand."""
        mine, other = self.remarks[n], self.remarks[m]
        low, high = sorted((n, m))
        between = [k for k in range(low + 1, min(high, low + WINDOW)) if not self.remarks[k].stage]
        strangers = sum(1 for k in between if not self.who[k] & self.who[n])
        return {
            "sentences": math.log1p(abs(mine.sentence - other.sentence)),
            "paragraphs": math.log1p(abs(mine.paragraph - other.paragraph)),
            "same paragraph": mine.paragraph == other.paragraph,
            "next paragraph": abs(mine.paragraph - other.paragraph) == 1,
            "strangers": math.log1p(strangers),
            "no strangers": not strangers,
            "same between": math.log1p(len(between) - strangers),
            "first behind": mine.sentence < OPENING and m > n,
        }

    def _speaker(self, n: int, m: int) -> dict[str, float]:
        """Who speaks, and how else the speaker is heard around here."""
        channel = self.remarks[m].told.channel
        near = range(max(0, n - WINDOW), min(len(self.remarks), n + WINDOW))
        known = [str(self.remarks[k].told.channel) for k in near if self.who[k] & self.who[n]]
        known = [told for told in known if told != "unstated"]
        return {
            "same speaker": bool(self.who[n] & self.who[m]),
            "pronoun": self.remarks[n].source.lower() in _PRONOUNS,
            "share": self.shares[channel] / (self.shares.total() or 1),
            "speaker's share": known.count(channel) / (1 + len(known)),
            "speaker's only": len(set(known)) == 1,
        }

    def _wording(self, n: int, m: int) -> dict[str, float]:
        """How the two are worded."""
        mine, other = self.remarks[n], self.remarks[m]
        common = len(self.said[n] & self.said[m]) / (1 + min(len(self.said[n]), len(self.said[m])))
        return {
            "quoted": mine.quoted,
            "both quoted": mine.quoted and other.quoted,
            "perfect": bool(_PERFECT.search(mine.cue)),
            "other time": bool(_OTHER_TIME.search(mine.around)),
            "their time": bool(_OTHER_TIME.search(other.around)),
            "further": bool(_LATER.search(mine.around)),
            "added": bool(_ADDED.search(mine.cue)),
            "said": bool(_SAID.search(mine.cue)),
            "written": bool(_WROTE.search(mine.cue)) and other.told.channel in _WRITTEN,
            "attitude": bool(_ATTITUDE.search(mine.cue)),
            "common words": common,
        }


# --- the judge --------------------------------------------------------------------------------------------------------

BAR = math.log(0.46 / 0.54)
"""Odds above which a channel is carried over. Chosen on ``train``, each story judged by weights of the others: from .38
to .5 the share of right channels is the same, and named channels get the more precise the higher it lies.
"""


def score(features: Mapping[str, float]) -> float:
    """The log-odds that a candidate is right."""
    return carried_weights.BIAS + sum(
        carried_weights.WEIGHTS.get(name, 0.0) * value for name, value in features.items()
    )
