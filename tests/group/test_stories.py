"""Whole stories of invented reports, read and grouped by what ships: look-alike events, a copy, a report of two."""

from __future__ import annotations

from functools import cache
from itertools import permutations

import making
from twosource import annotate, engines, group
from twosource.group import Profile, Ruling

FERRY = {
    "ferry1": (
        "2031-05-06T11:00",
        "Eleven hurt as ferry rams Kessmouth pier",
        (
            "KESSMOUTH - Eleven passengers were hurt on Tuesday when the ferry Arlet ran into the stone pier of "
            "Kessmouth, the harbour police said. The ferry had left Varn Island at six with 84 people on board. "
            "“The engine did not answer,” Captain Oluf Brandt told reporters on the quay. Ingrid Sallow, the "
            "chief of the harbour police, said the ferry would be searched by divers. Three of the injured were "
            "taken to St. Alban's Hospital."
        ),
    ),
    "ferry2": (
        "2031-05-06T15:30",
        "Ferry Arlet hits pier, 11 injured",
        (
            "The ferry Arlet struck the pier at Kessmouth on Tuesday morning and injured 11 of its 84 "
            "passengers. Captain Oluf Brandt said his engine had failed. “The engine did not answer,” he said. "
            "Three people were still in St. Alban's Hospital in the afternoon. Kessmouth Ferries, which owns "
            "the Arlet, has stopped all crossings to Varn Island. Police chief Ingrid Sallow said divers would "
            "look at the hull."
        ),
    ),
    "ferry3": (
        None,
        "Kessmouth ferry crash: captain blames engine",
        (
            "Captain Oluf Brandt has blamed a dead engine for the crash of the ferry Arlet into the pier of "
            "Kessmouth on Tuesday, in which 11 passengers were hurt. Kessmouth Ferries said all crossings to "
            "Varn Island were stopped. Ingrid Sallow of the harbour police said divers were to search the hull "
            "of the Arlet on Wednesday."
        ),
    ),
}
NEXT_FERRY = {
    "next1": (
        "2031-05-23T09:00",
        "Second ferry in a month runs aground off Kessmouth",
        (
            "KESSMOUTH - The ferry Morrow ran aground on a sandbank off Kessmouth in thick fog on Friday, and "
            "140 people waited five hours for lifeboats. Nobody was hurt. Pilot Greta Halloran said the radar "
            "had shown nothing. Ingrid Sallow, the chief of the harbour police, praised the lifeboat crews."
        ),
    ),
    "next2": (
        "2031-05-23T18:00",
        "140 taken off ferry stuck on sandbank",
        (
            "Lifeboats took 140 people off the ferry Morrow on Friday after it ran aground on a sandbank in fog "
            "near Kessmouth. Passengers had waited for five hours. Greta Halloran, the pilot, said that her "
            "radar had shown nothing at all. No one was injured, the harbour police said."
        ),
    ),
}
MUSEUM = {
    "crown1": (
        "2031-05-06T08:00",
        "Silver crown stolen from Tessin museum",
        (
            "Thieves sawed a hole in the roof of the Tessin museum on Monday night and took a silver crown from "
            "the north room, detectives said. Curator Clara Weiss said the crown was worth four million crowns."
        ),
    ),
}


@cache
def profiles() -> dict[str, Profile]:
    loaded = engines.load()
    made = {}
    for name, (published, title, text) in (FERRY | NEXT_FERRY | MUSEUM).items():
        article = making.article(name, text, published=published, title=title, language="en")
        made[name] = group.profile(article, annotate.article(article, loaded))
    return made


def stories(*rulings: Ruling) -> set[tuple[str, ...]]:
    return {s.articles for s in group.profiled(list(profiles().values()), engines.grouping(), rulings)}


def test_reports_of_one_event_meet_and_look_alike_events_do_not() -> None:
    assert stories() == {("ferry1", "ferry2", "ferry3"), ("next1", "next2"), ("crown1",)}


def test_the_order_of_reports_does_not_matter() -> None:
    listed = list(profiles().values())
    made = {
        group.profiled([listed[n] for n in order], engines.grouping()) for order in list(permutations(range(6)))[::97]
    }
    assert len(made) == 1


def test_reasons_are_those_of_the_two_reports() -> None:
    first = group.profiled(list(profiles().values()), engines.grouping())[1]
    assert first.articles[0] == "ferry1"
    told = [group.worded(tie) for tie in first.joined]
    assert len(told) == 2
    assert "arlet" in told[0]
    assert any("hours apart" in reason for reason in told)


def test_a_person_has_the_last_word() -> None:
    split = Ruling(ruling="not-same", articles=("ferry1", "ferry2"))
    merge = Ruling(ruling="same", articles=("next1", "ferry1"))
    assert not any({"ferry1", "ferry2"} <= set(story) for story in stories(split))
    assert any({"next1", "ferry1"} <= set(story) for story in stories(merge))
