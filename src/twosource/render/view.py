"""What every format shows of a dossier, counted, ordered and numbered once: ``view(dossier) -> View``.

In: a dossier that holds (``verify``); a reference that resolves to nothing is passed over. Out: reports numbered in
the order of the dossier, claims numbered in the order in which they are shown, the lines of their evidence, the
origins with the reports they reach, and the sentences that sum the dossier up. Sentences here count reports and
origins; none says anything about the world. Texts are those of the reports: neutralised, never escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct, structs

from twosource import history, standing
from twosource.houses import outlet_key
from twosource.model import Article, Claim, Conflict, Dossier, Evidence, Origin, Passage, StandingName, Statement, Time
from twosource.publication import ONE_TIME, days_apart
from twosource.render import words
from twosource.standing import ORDER

_MOST_COPIES = 2
"""Groups of reports sharing text that are told of in the summary; all of them stand in the page."""
_UNDATED = "XXXX-"
"""How a time begins whose year is not known."""
_LONGEST_TITLE = 120
"""Letters of a title: some reports have none, and their first sentence stands for it."""


class Report(Struct, frozen=True):
    """One article: ``number`` counts from 1, ``name`` tells it from all others."""

    number: int
    name: str
    article: Article

    @property
    def date(self) -> str:
        return words.when(self.article.published) if self.article.published else "date unknown"


class Line(Struct, frozen=True):
    """One passage of a claim: ``said`` names its source; empty in the report's own voice. ``like`` names the report
    above that has the same words.
    """

    report: Report
    start: int
    end: int
    text: str
    said: str
    voice: str
    like: str = ""


class Item(Struct, frozen=True):
    """One claim as it is shown; ``reports`` are the numbers of the reports that carry it."""

    number: int
    claim: Claim
    wording: str
    why: str
    lines: tuple[Line, ...]
    reports: tuple[int, ...]
    conflicts: tuple[Conflict, ...]


class Source(Struct, frozen=True):
    """An origin with its statements; ``reports`` are the numbers of the reports it reaches."""

    number: int
    origin: Origin
    name: str
    statements: tuple[Statement, ...]
    reports: tuple[int, ...]


class Wire(Struct, frozen=True):
    """An agency whose copy reports carry in place of a voice of their own: passages of claims by number of report."""

    name: str
    passages: dict[int, int]


class Common(Struct, frozen=True):
    """An origin on which claims of several reports rest alone."""

    name: str
    reports: tuple[int, ...]
    claims: int


_CALLED = {
    "claim": "claim",
    "entity": "person, body or place",
    "origin": "origin",
    "story": "story",
    "passage": "passage",
}


class Ruled(Struct, frozen=True):
    """A correction: what was ruled, the passages with their reports, and who ruled so, when and why."""

    told: str
    places: tuple[tuple[Report, Passage], ...]
    notes: str


class View:
    """A dossier, indexed for showing. Made once for each export; everything is derived from the dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.reports = _reports(dossier.articles)
        self.report = {report.article.id: report for report in self.reports}
        self.origins = {origin.id: origin for origin in dossier.origins}
        self.statements = {statement.id: statement for statement in dossier.statements}
        self.items = tuple(self._items())
        self.item = {item.claim.id: item for item in self.items}

    @property
    def title(self) -> str:
        return words.clipped(self.dossier.title, _LONGEST_TITLE) or "Untitled"

    @cached_property
    def headline(self) -> Report | None:
        """The report whose headline the title is: it says so, and we do not."""
        return next((r for r in self.reports if r.article.title and r.article.title == self.dossier.title), None)

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        return standing.outlets(self.dossier.articles)

    @cached_property
    def period(self) -> str:
        days = [words.day_of(article.published) for article in self.dossier.articles]
        return words.period([day for day in days if day])

    @cached_property
    def span(self) -> int:
        """The days between the first and the last report, as far as they are dated."""
        dated = sorted(filter(None, (report.article.published for report in self.reports)))
        return days_apart(dated[0], dated[-1]) if dated else 0

    @cached_property
    def shared(self) -> tuple[Item, ...]:
        """The claims that several reports carry."""
        return tuple(item for item in self.items if item.claim.standing != "single")

    @cached_property
    def counts(self) -> dict[StandingName, int]:
        """How many claims have each standing, in the order of showing."""
        found = Counter(item.claim.standing for item in self.items)
        return {name: found[name] for name in ORDER}

    def of(self, name: StandingName) -> tuple[Item, ...]:
        """The claims of one standing, in the order of showing."""
        return tuple(item for item in self.items if item.claim.standing == name)

    def fresh(self, name: StandingName) -> tuple[Item, ...]:
        """The claims of one standing but for those that repeat another."""
        return tuple(item for item in self.of(name) if not self.repeated(item))

    @cached_property
    def contradicted(self) -> tuple[Item, ...]:
        """The claims on which reports contradict each other, also those that only one of the reports makes."""
        found = [i for i in self.items if any(conflict.kind == "contradiction" for conflict in i.conflicts)]
        return tuple(item for item in found if not self.repeated(item))

    def again(self, name: StandingName) -> tuple[Item, ...]:
        """The claims of one standing that repeat another."""
        return tuple(item for item in self.of(name) if self.repeated(item))

    def repeated(self, item: Item) -> Item | None:
        """The claim that another one repeats."""
        return self.item.get(item.claim.repeats or "")

    @cached_property
    def past(self) -> dict[str, history.Since]:
        """Since when each claim is known that several reports carry, by its id."""
        shared = tuple(item.claim for item in self.shared)
        return history.of(structs.replace(self.dossier, claims=shared))

    # --- claims ---

    def _items(self) -> Iterable[Item]:
        conflicts: dict[str, list[Conflict]] = {}
        for conflict in self.dossier.conflicts:
            conflicts.setdefault(conflict.claim, []).append(conflict)
        for number, claim in enumerate(sorted(self.dossier.claims, key=self._place), start=1):
            lines = self._lines(claim)
            yield Item(
                number=number,
                claim=claim,
                wording=words.passage(claim.wording.text),
                why=words.line(claim.why),
                lines=lines,
                reports=tuple(sorted({line.report.number for line in lines})),
                conflicts=tuple(conflicts.get(claim.id, ())),
            )

    def _lines(self, claim: Claim) -> tuple[Line, ...]:
        known = (self._line(e) for e in sorted(claim.evidence, key=self._reading_order) if e.article in self.report)
        first: dict[str, Report] = {}
        lines: list[Line] = []
        for line in known:
            above = first.setdefault(line.text, line.report)
            lines.append(structs.replace(line, like=above.name if above != line.report else ""))
        return tuple(lines)

    def _place(self, claim: Claim) -> tuple[int, bool, int, int, int, int, str]:
        """By standing, those that repeat another last; the most widely carried first; then in the order of reading."""
        reports = {evidence.article for evidence in claim.evidence} & self.report.keys()
        outlets, width = standing.carried_by(self.report[article].article for article in sorted(reports))
        first = min((self._number(e.article), e.start) for e in claim.evidence) if claim.evidence else (0, 0)
        return (ORDER.index(claim.standing), claim.repeats is not None, -outlets, -width, *first, claim.id)

    def _reading_order(self, evidence: Evidence) -> tuple[int, int, int]:
        return (self._number(evidence.article), evidence.start, evidence.end)

    def _number(self, article: str) -> int:
        known = self.report.get(article)
        return known.number if known else 0

    def _line(self, evidence: Evidence) -> Line:
        report = self.report[evidence.article]
        names = [words.line(self.origins[o].name) for o in evidence.origins if o in self.origins]
        statement = self.statements.get(evidence.statement or "")
        others = [name for name in names if not same_outlet(name, report.article.outlet)]
        said = words.source(words.listed(names) or "source not named", statement) if statement else ""
        voice = "" if statement else f"carrying {words.listed(others)} copy" if others else "in its own voice"
        return Line(report, evidence.start, evidence.end, words.passage(evidence.text), said, voice)

    # --- origins ---

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The origins of the statements, those that reach most reports first."""
        of: dict[str, list[Statement]] = {}
        for statement in self.dossier.statements:
            if statement.origin in self.origins and statement.article in self.report:
                of.setdefault(statement.origin, []).append(statement)
        found = [(self.origins[origin], tuple(sorted(said, key=self._said_at))) for origin, said in of.items()]
        reach = {o.id: tuple(sorted({self._number(s.article) for s in said})) for o, said in found}
        found.sort(key=lambda pair: (-len(reach[pair[0].id]), -len(pair[1]), pair[0].name, pair[0].id))
        return tuple(
            Source(number, origin, words.line(origin.name) or "not named", said, reach[origin.id])
            for number, (origin, said) in enumerate(found, start=1)
        )

    @cached_property
    def corrections(self) -> tuple[Ruled, ...]:
        """What people ruled to be one claim, or not, the latest last."""
        found = []
        for correction in self.dossier.corrections:
            if all(passage.article in self.report for passage in correction.passages):
                notes = (words.line(note) for note in (correction.by, words.moment(correction.at), correction.note))
                told = words.RULED[correction.ruling].format(_CALLED[correction.about])
                places = [(self.report[passage.article], passage) for passage in correction.passages]
                found.append(Ruled(told, tuple(places), ", ".join(filter(None, notes))))
        return tuple(found)

    @cached_property
    def refusals(self) -> tuple[tuple[str, Statement], ...]:
        """Who would not say, by name, in reading order."""
        found = [s for s in self.dossier.refusals if s.article in self.report and s.origin in self.origins]
        named = [(words.line(self.origins[s.origin].name), s) for s in sorted(found, key=self._said_at)]
        return tuple((name or "not named", statement) for name, statement in named)

    def _said_at(self, statement: Statement) -> tuple[int, int, str]:
        start = statement.content[0].start if statement.content else 0
        return (self._number(statement.article), start, statement.id)

    @cached_property
    def wires(self) -> tuple[Wire, ...]:
        """The agencies whose copy is carried, by name."""
        found: dict[str, Counter[int]] = {}
        for item in self.items:
            for evidence in item.claim.evidence:
                report = self.report.get(evidence.article)
                for origin in (self.origins[o] for o in evidence.origins if o in self.origins):
                    strange = origin.kind == "outlet" and report and not same_outlet(origin.name, report.article.outlet)
                    if report and strange and evidence.statement is None and report.article.outlet:
                        found.setdefault(words.line(origin.name), Counter())[report.number] += 1
        return tuple(Wire(name, dict(sorted(passages.items()))) for name, passages in sorted(found.items()))

    @cached_property
    def quoted(self) -> int:
        """How many origins are quoted that the reports tell apart: outlets and unknown sources are not among them."""
        return sum(source.origin.kind not in {"outlet", "unknown"} for source in self.sources)

    @cached_property
    def common(self) -> tuple[Common, ...]:
        """The origins that are the only one of claims in several reports, the farthest reaching first."""
        found: dict[str, list[Item]] = {}
        for item in self.of("same-origin"):
            for origin in sorted(self._shared_by_all(item.claim))[:1]:
                found.setdefault(origin, []).append(item)
        common = [
            Common(
                name=self._common_name(origin, items),
                reports=tuple(sorted({number for item in items for number in item.reports})),
                claims=len(items),
            )
            for origin, items in found.items()
        ]
        return tuple(sorted(common, key=lambda c: (-len(c.reports), -c.claims, c.name)))

    def _shared_by_all(self, claim: Claim) -> set[str]:
        by_report: dict[str, set[str]] = {}
        for evidence in claim.evidence:
            by_report.setdefault(evidence.article, set()).update(evidence.origins)
        return set.intersection(*by_report.values()) & self.origins.keys() if by_report else set()

    def _common_name(self, origin: str, items: Sequence[Item]) -> str:
        """The origin's name with the channel that its statements name most often."""
        name, kind = words.line(self.origins[origin].name), self.origins[origin].kind
        said = {e.statement for item in items for e in item.claim.evidence if origin in e.origins and e.statement}
        statements = [self.statements[s] for s in said if s in self.statements]
        named = [s for s in statements if s.channel_name and not same_outlet(name, s.channel_name)]
        channels = Counter(words.channel(s) for s in named)
        if channels:
            return f"{name}, {min(channels, key=lambda c: (-channels[c], c))}"
        return f"{name} (agency copy)" if kind == "outlet" else name

    # --- times ---

    @cached_property
    def moments(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """The same with the times in words."""
        return tuple((words.when(when), items) for when, items in self.times)

    @cached_property
    def times(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """The claims by the time they state; last those whose reports have no date to count from."""
        found = [
            (m.when, [self.item[claim] for claim in m.claims if claim in self.item]) for m in self.dossier.timeline
        ]
        found += self._undated({claim for moment in self.dossier.timeline for claim in moment.claims})
        return tuple((when, tuple(sorted(items, key=lambda item: item.number))) for when, items in found if items)

    def _undated(self, dated: set[str]) -> list[tuple[str, list[Item]]]:
        """Claims that name a weekday of an unknown week, or a day of an unknown year."""
        undated: dict[str, list[Time]] = {}
        for time in self.dossier.times:
            if time.value.startswith(_UNDATED):
                undated.setdefault(time.article, []).append(time)
        found: dict[str, list[Item]] = {}
        for item in self.items:
            inside = {
                time.value[: len("XXXX-WXX-3")]
                for evidence in item.claim.evidence
                for time in undated.get(evidence.article, ())
                if evidence.start <= time.start and time.end <= evidence.end
            }
            for value in inside if item.claim.id not in dated else ():
                found.setdefault(value, []).append(item)
        return sorted(found.items())

    # --- sentences ---

    @cached_property
    def headcount(self) -> str:
        """``6 reports by 5 outlets, 10–11 March 2026``."""
        reports, outlets = words.count(len(self.reports), "report"), words.count(len(self.outlets), "outlet")
        unnamed = sum(1 for article in self.dossier.articles if not article.outlet)
        by = f"{reports} by {outlets}" if self.outlets else f"{reports}, outlet unknown"
        also = f" ({unnamed} of unknown outlet)" if unnamed and self.outlets else ""
        return f"{by}{also}, {self.period}" if self.period else f"{by}{also}, undated"

    @cached_property
    def findings(self) -> tuple[str, ...]:
        """What the counting shows, in sentences, the most telling first."""
        told = []
        for common in self.common[:2]:
            claims = words.count(common.claims, "claim")
            told.append(f"{words.count(len(common.reports), 'report')}, 1 origin: {common.name} ({claims}).")
        if self.shared:
            told.append(self._standings())
        told += self._copied()
        if self.span > ONE_TIME:
            told.append(
                f"The reports lie up to {words.count(self.span, 'day')} apart and may tell of several events: those "
                f"more than {ONE_TIME} days apart neither confirm nor contradict one another."
            )
        if not self.shared and len(self.reports) > 1:
            told.append("No claim was found that two of the reports share.")
        return tuple(told)

    def _standings(self) -> str:
        counts = self.counts
        parts = [
            (counts["corroborated"], "corroborated by independent origins"),
            (counts["same-origin"], "carried by several reports from one origin"),
            (counts["conflict"], "contradicted"),
            (counts["not-established"], "not established as independent"),
        ]
        told = "; ".join(f"{number} {label}" for number, label in parts if number)
        total = len(self.shared)
        return f"{words.count(total, 'claim')} that several reports make: {told}."

    def _copied(self) -> list[str]:
        """Who shares text, and how many claims that several reports make rest on nothing but that text."""
        told: list[str] = []
        for wire, numbers, full in self._sharing()[:_MOST_COPIES]:
            resting = sum(
                set(item.reports) <= numbers and not self._shared_by_all(item.claim) for item in self.of("same-origin")
            )
            names = words.listed([self.reports[number - 1].name for number in sorted(numbers)])
            text = f"carry {words.line(wire)} copy" if wire else "share text"
            claims = f" ({words.count(resting, 'claim')} on it alone)" if resting else ""
            told.append(f"{names} {text}{' in full' if full else ''}{claims}.")
        return told

    def _sharing(self) -> list[tuple[str | None, set[int], bool]]:
        """The reports that share text, with the agency whose it is: all of one agency, or all that overlap."""
        groups: list[tuple[str | None, set[int], bool]] = []
        for copy in sorted(self.dossier.copies, key=lambda copy: copy.articles):
            numbers = {self.report[a].number for a in copy.articles if a in self.report}
            full = copy.extent == "full"
            same = [g for g in groups if g[0] == copy.wire and (copy.wire or g[1] & numbers)]
            merged = (
                copy.wire,
                numbers.union(*(g[1] for g in same)),
                all([full, *(g[2] for g in same)]),
            )
            groups = [*(g for g in groups if g not in same), merged]
        within = [g for g in groups if not any(g[1] < other[1] for other in groups)]
        return sorted(within, key=lambda g: (-len(g[1]), sorted(g[1]), g[0] or ""))


def same_outlet(name: str, outlet: str | None) -> bool:
    """Whether a name is that of an outlet, as outlets are told apart where they are counted."""
    return bool(outlet) and outlet_key(name) == outlet_key(outlet or "")


def _reports(articles: Sequence[Article]) -> tuple[Report, ...]:
    """Reports with names of their own: the outlet, with a number where it has several reports."""
    names = [words.clipped(article.outlet, 40) or words.clipped(article.file, 40) for article in articles]
    several, seen = Counter(names), Counter[str]()
    reports = []
    for number, (name, article) in enumerate(zip(names, articles, strict=True), start=1):
        seen[name] += 1
        told = f"{name} ({seen[name]})" if several[name] > 1 else name
        reports.append(Report(number, told, article))
    return tuple(reports)
