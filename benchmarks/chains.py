"""Stories of invented events: reports that have all from one origin, by ways that hide it, and reports that have not.

Each function takes an :class:`~events.Event` and a source of chance and gives the reports of a story, of invented
outlets, every one in other words, and the passages in which they tell the event's fact. One origin have

post      two outlets on what one person posted
release   two outlets on one statement of one body, given to it, to its spokesperson, or to both
circle    A's report, B's report that A reports so, and A's report that B reports so too
relay     one person's interview with A, told by B with credit to A, and by C to nobody but that person
chain     A, citing B, quoting C's post

and ``independent`` tells what two different people, heard first-hand by the reporters of two outlets, say of one fact.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from events import CONFERENCE, FILLERS, Event, Person
from planting import OUTLETS, Passage, Report

DAYS = ("2031-03-04", "2031-03-05", "2031-03-06")


class Told(NamedTuple):
    """A story, and where each of its reports tells the fact."""

    reports: tuple[Report, ...]
    passages: tuple[Passage, ...]


class _Pen(NamedTuple):
    """What the reports of one story are written with: no two have a headline, a wording or a filler in common."""

    event: Event
    outlets: list[str]
    facts: list[str]
    headlines: list[str]
    fillers: list[str]


Maker = Callable[[Event, random.Random], Told]


def _pen(event: Event, chance: random.Random) -> _Pen:
    def shuffled(items: tuple[str, ...]) -> list[str]:
        return chance.sample(items, len(items))

    return _Pen(event, shuffled(OUTLETS), shuffled(event.facts), shuffled(event.headlines), shuffled(FILLERS))


def _report(pen: _Pen, number: int, telling: str, outlet: str) -> tuple[Report, Passage]:
    """Report ``number`` of a story; in ``telling``, {fact} or {Fact} is where the fact stands."""
    fact = pen.facts[number]
    before, _, after = telling.replace("{Fact}", "{fact}").partition("{fact}")
    words = fact[0].upper() + fact[1:] if "{Fact}" in telling else fact
    after = after.removeprefix(".") if words.endswith(".") else after
    first, *rest = (words.format(place=pen.event.place) for words in pen.fillers[4 * number : 4 * number + 4])
    text = f"{pen.headlines[number]}\n\n{first}\n\n"
    start = len(text) + len(before)
    text += f"{before}{words}{after}\n\n" + "\n\n".join(rest) + "\n"
    name = f"r{number + 1}.txt"
    return Report(name, outlet, f"{DAYS[number]}T10:00:00", text), Passage(name, start, start + len(fact))


def _told(pen: _Pen, *tellings: str, outlets: tuple[int, ...] = (0, 1, 2)) -> Told:
    made = [_report(pen, n, telling, pen.outlets[outlets[n]]) for n, telling in enumerate(tellings)]
    return Told(tuple(report for report, _ in made), tuple(passage for _, passage in made))


# --- one origin ------------------------------------------------------------------------------------------------------


def post(event: Event, chance: random.Random) -> Told:
    """Two outlets report what one person posted."""
    pen, by, on = _pen(event, chance), event.poster, event.channel
    ways = [
        f"{by.name}, {by.role}, wrote on {on} that {{fact}}.",
        f"In a post on {on}, {by.name} said that {{fact}}.",
        f"“{{Fact}},” {by.name}, {by.role}, posted on {on}.",
        f"{{Fact}}, according to a post by {by.name}, {by.role}.",
        f"{{Fact}}, {by.name}, {by.role}, said.",
        f"{by.role[0].upper()}{by.role[1:]} said on {on} that {{fact}}." if by.role.startswith("the") else "",
    ]
    return _told(pen, *chance.sample([way for way in ways if way], 2))


def release(event: Event, chance: random.Random) -> Told:
    """Two outlets quote one press release."""
    pen, body, spokes = _pen(event, chance), event.body, event.spokes
    ways = [
        f"{body} said in a statement that {{fact}}.",
        f"“{{Fact}},” {spokes}, a spokesperson for {body}, said in a press release.",
        f"{{Fact}}, according to a press release from {body}.",
        f"In a statement, {spokes} of {body} said that {{fact}}.",
        f"“{{Fact}},” {body} spokesperson {spokes} said.",
        "{Fact}, the company said.",
        f"{spokes}, who speaks for {body}, said that {{fact}}.",
    ]
    return _told(pen, *chance.sample(ways, 2))


def circle(event: Event, chance: random.Random) -> Told:
    """A reports, B reports that A does, A reports that B does."""
    pen, by = _pen(event, chance), chance.choice(event.people)
    a, b = pen.outlets[:2]
    first = [
        f"{a} has learned that {{fact}}.",
        f"“{{Fact}},” said {by.name}, {by.role}, in an interview with {a}.",
        "{Fact}.",
        f"{{Fact}}, people familiar with the matter told {a}.",
    ]
    second = [f"{a} reported that {{fact}}.", f"{{Fact}}, {a} reported on Tuesday.", f"According to {a}, {{fact}}."]
    third = [
        f"{b} also reported that {{fact}}.",
        f"{{Fact}}, {b} reported, confirming the account of {a}.",
        f"{b} has since confirmed that {{fact}}.",
    ]
    return _told(pen, *map(chance.choice, (first, second, third)), outlets=(0, 1, 0))


def relay(event: Event, chance: random.Random) -> Told:
    """One person's interview, told by three outlets."""
    pen, by = _pen(event, chance), chance.choice(event.people)
    a = pen.outlets[0]
    first = [
        f"“{{Fact}},” said {by.name}, {by.role}, in an interview with {a}.",
        f"{by.name}, {by.role}, told {a} that {{fact}}.",
    ]
    second = [
        f"{by.name}, {by.role}, told {a} that {{fact}}.",
        f"{{Fact}}, {a} reported, citing {by.name}, {by.role}.",
        f"According to {a}, which spoke to {by.name}, {{fact}}.",
    ]
    third = [
        f"{{Fact}}, said {by.name}, {by.role}.",
        f"{by.name} said that {{fact}}.",
        f"According to {by.role}, {{fact}}.",
        f"{by.role[0].upper()}{by.role[1:]} said that {{fact}}.",
    ]
    return _told(pen, *map(chance.choice, (first, second, third)))


def chain(event: Event, chance: random.Random) -> Told:
    """A, citing B, quoting C's post; B; and somebody else who read C."""
    pen, by, on = _pen(event, chance), event.poster, event.channel
    b = pen.outlets[1]
    first = [
        f"{b} reported that {by.name}, {by.role}, had written on {on} that {{fact}}.",
        f"{{Fact}}, {b} reported, quoting a post by {by.name} on {on}.",
        f"According to {b}, {by.name} said on {on} that {{fact}}.",
    ]
    second = [
        f"{by.name}, {by.role}, wrote on {on} that {{fact}}.",
        f"“{{Fact}},” {by.name}, {by.role}, posted on {on}.",
    ]
    third = [
        f"{{Fact}}, {b} reported.",
        f"{by.name} said that {{fact}}.",
        f"{{Fact}}, according to {on} posts quoted by {b}.",
    ]
    return _told(pen, *map(chance.choice, (first, second, third)))


# --- two origins -----------------------------------------------------------------------------------------------------


def independent(event: Event, chance: random.Random) -> Told:
    """Two people who know it first-hand, each heard by another outlet's reporter."""
    pen = _pen(event, chance)
    people = chance.sample(event.people, 2)
    return _told(pen, *(_heard(person, pen.outlets[n], chance) for n, person in enumerate(people)))


def _heard(by: Person, outlet: str, chance: random.Random) -> str:
    """How a report gives somebody's own words."""
    if by.scene == CONFERENCE:
        ways = [
            f"{by.name}, {by.role}, told a press conference that {{fact}}.",
            f"“{{Fact}},” {by.name}, {by.role}, said at a news conference.",
            f"At a press conference, {by.name}, {by.role}, said that {{fact}}.",
            f"{{Fact}}, {by.name}, {by.role}, told reporters.",
            f"{{Fact}}, according to {by.name}, {by.role}, who spoke to reporters at noon.",
        ]
    else:
        ways = [
            f"“{{Fact}},” said {by.name}, {by.role}, in an interview with {outlet}.",
            f"{by.name}, {by.role}, told {outlet} that {{fact}}.",
            f"{{Fact}}, {by.name}, {by.role}, told {outlet}.",
            f"{{Fact}}, according to {by.name}, {by.role}, who spoke to {outlet} by telephone.",
            f"{by.name}, {by.role}, saw it happen. “{{Fact}},” she said in an interview.",
        ]
        if by.name.split()[0] not in SHE:
            ways.pop()
    return chance.choice(ways)


SHE = frozenset(
    """
    Ingrid Joanna Dagmar Hanna Mirja Susanne Edda Livia Gudrun Margit Clara
    Viola Ragna Elsa Berit Paula Rita Ellen Doris
    """.split()  # noqa: SIM905 - a list of words
)
"""First names of the women among the people of ``events``."""

KINDS: dict[str, Maker] = {"post": post, "release": release, "circle": circle, "relay": relay, "chain": chain}
