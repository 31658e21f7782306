"""The shell of a case: :class:`Case` does what people ask for, in the order that the steps need.

All side effects are here, in :mod:`twosource.desk` and in :mod:`twosource.store`: the clock, processes, progress, and
that one writes at a time. What reads, groups and compares is imported when there is something to do: who lists and
searches does not wait for it.
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import structs
from sqlalchemy import Connection, select

from twosource import group, read
from twosource.case import (
    articles,
    changes,
    dossiers,
    drafting,
    following,
    listing,
    log,
    naming,
    pages,
    rulings,
    search,
    settings,
    stories,
    telling,
    things,
)
from twosource.case import near as nearness
from twosource.case.drafting import Wanted
from twosource.case.following import Gets
from twosource.case.records import Added, Asked, Change, Entry, Hit, Near, ReportLine, Source, StoryLine
from twosource.case.streaming import in_time
from twosource.case.telling import Line
from twosource.case.things import Thing
from twosource.case.versions import difference
from twosource.corrections import checked
from twosource.corrections import load as load_rulings
from twosource.databases import is_database
from twosource.errors import UsageError
from twosource.model import Article, Correction, Dossier, Passage, Problem
from twosource.owners import load as load_owners
from twosource.publication import stamp
from twosource.read import watching
from twosource.seams import Jobs, Progress, silent
from twosource.store import Store
from twosource.store import schema as db
from twosource.store.database import put

StrPath = str | Path

EVERYTHING = 10**9
"""A case takes any number of reports."""


def open_case(place: StrPath | os.PathLike[str], *, create: bool = True) -> Case:
    """Open the case in a file, or in a database (``postgresql://user@server/desk``); ``create`` makes a new one where
    there is none. Raises :class:`~twosource.errors.UsageError` for what is no case, and
    :class:`~twosource.store.StoreError` for one that cannot be opened.
    """
    return Case(Store(str(place) if is_database(place) else Path(place), create=create))


class Case:
    """An open case. Everything that changes it is done in short turns, between which others have theirs, and what was
    done is kept even if it is ended in the middle.
    """

    def __init__(
        self,
        store: Store,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        jobs: Jobs = None,
        progress: Progress | None = None,
        fetcher: Gets | None = None,
    ) -> None:
        self._store = store
        self._now = now
        self._jobs = jobs
        self._fetcher = fetcher
        self._told = progress or silent

    def using(self, *, jobs: Jobs = None, progress: Progress | None = None, fetcher: Gets | None = None) -> Case:
        """The same case, worked on with so many processes or other workers, with somebody to tell how far it is, and
        with somebody who fetches (:class:`twosource.fetch.Fetcher`): without one it never touches the network. What is
        not given stays.
        """
        return Case(
            self._store,
            now=self._now,
            jobs=jobs if jobs is not None else self._jobs,
            progress=progress or self._told,
            fetcher=fetcher or self._fetcher,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def name(self) -> str:
        """What the case is called: the name of its file or of its database."""
        return self._store.name

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    # --- adding ------------------------------------------------------------------------------------------------------

    def add(
        self,
        paths: Sequence[StrPath] | StrPath,
        *,
        published: str | None = None,
        outlet: str | None = None,
        owners: StrPath | None = None,
        sent: Path | None = None,
    ) -> Added:
        """Add folders, files, story folders, JSONL files, or addresses of pages and feeds (if the case may fetch, see
        :meth:`using`), and bring the case up to date with them.

        ``published`` and ``outlet`` say what the files do not; ``owners`` (a CSV file, see ``twosource.owners``) holds
        for the whole case from now on. ``sent``: a folder of files that were sent from elsewhere: they are known by
        their names in it, so that a file which is sent again is the same file. What is wrong with single reports stands
        in ``Added.problems``.
        """
        named = [paths] if isinstance(paths, str | Path) else list(paths)
        addresses = [str(name) for name in named if following.is_address(str(name))]
        files = [Path(name) for name in named if str(name) != "-" and not following.is_address(str(name))]
        table = load_owners(Path(owners)) if owners is not None else None
        found: list[read.Page | Problem] = []
        if files:
            local = read.discover(files, published=published, outlet=outlet, max_reports=EVERYTHING)
            found += [*local.pages, *local.problems]
        if addresses and self._fetcher is None:
            raise UsageError(
                f"{addresses[0]} is an address, and nothing is fetched unless you ask for it: add --online"
            )
        done = Added()
        with self._store.read() as connection:
            mark = listing.mark(connection)
        if found or addresses or table is not None:
            done = self.add_pages(itertools.chain(found, self._fetched(addresses)), owners=table, sent=sent)
        if any(str(name) == "-" for name in named):
            for portion in in_time(read.stream(sys.stdin.buffer, "standard input"), most=pages.PORTION):
                done = _both(done, self.add_pages(portion))
            with self._store.read() as connection:  # what was alone may have been joined by what came later
                done = structs.replace(done, **listing.fresh(connection, mark)._asdict())
        return done

    def _fetched(self, addresses: Sequence[str]) -> Iterator[read.Page | Problem]:
        for number, address in enumerate(addresses, start=1):
            if self._fetcher is not None:
                yield from following.once(address, self._fetcher, self._has, self._now())
            self._told("fetching", number, len(addresses))

    def _has(self, article: Article) -> bool:
        """Whether the case has an article already."""
        with self._store.read() as connection:
            known = select(db.articles.c.id).where(db.articles.c.id == article.id, db.articles.c.current == 1)
            return connection.execute(known).first() is not None

    def add_pages(
        self,
        found: Iterable[read.Page | Problem],
        *,
        owners: Mapping[str, str] | None = None,
        sent: Path | None = None,
    ) -> Added:
        """Add pages that were found in another way (``read.Page``), and bring the case up to date with them."""
        kept = pages.keep(self._store, found, seen=self._at(), sent=sent)
        done = self._update(owners)
        problems = tuple(sorted({*kept.problems, *done.problems}))
        known = kept.known + _once_more(kept.new, done)
        return structs.replace(done, pages=kept.new, known=known, problems=problems)

    def load(self, folder: StrPath) -> Added:
        """Add what was read in bulk (:mod:`twosource.bulk`), without reading it again, and bring the case up to date
        with it. Raises :class:`~twosource.errors.UsageError` for a folder of something else, or of a run that is not
        done.
        """
        from twosource.case import loading

        with self._store.read() as connection:
            mark, before = listing.mark(connection), listing.unreadable(connection)
        kept = loading.run(self._store, Path(folder), self._at(), self._told)
        done = self._update(None)
        with self._store.read() as connection:
            done = structs.replace(done, **listing.fresh(connection, mark)._asdict())
            bad = {told for page, told in listing.unreadable(connection).items() if before.get(page) != told}
        problems = tuple(sorted({*kept.problems, *done.problems, *bad}))
        known = kept.known + max(0, kept.new - done.reports - done.versions - len({*done.problems, *bad}))
        return structs.replace(done, pages=kept.new, known=known, problems=problems)

    def follow(self, names: Iterable[StrPath]) -> list[Source]:
        """Follow folders, feeds or pages from now on. Raises :class:`~twosource.errors.UsageError` for what is neither,
        and for an address if the case may not fetch.
        """
        wanted = [str(name) if following.is_address(str(name)) else str(Path(name).resolve()) for name in names]
        kinds = {name: following.kind_of(name, self._fetcher) for name in wanted}
        with self._store.write() as connection:
            rows = [
                {"kind": kind, "address": name, "record": following.save(following.fresh(kind))}
                for name, kind in kinds.items()
            ]
            put(connection, db.sources, rows)
        return self.sources()

    def unfollow(self, names: Iterable[StrPath]) -> list[Source]:
        """Follow these no more. What came of them stays."""
        table = db.sources
        wanted = {str(name) for name in names} | {str(Path(name).resolve()) for name in names}
        with self._store.write() as connection:
            connection.execute(table.delete().where(table.c.address.in_(sorted(wanted))))
        return self.sources()

    def sources(self) -> list[Source]:
        """What is followed."""
        table = db.sources
        with self._store.read() as connection:
            rows = connection.execute(select(table).order_by(table.c.kind, table.c.address))
            return [Source(kind=r.kind, address=r.address, checked=r.checked, problem=r.problem) for r in rows]

    def look(self) -> Added:
        """Look at everything that is followed once, and bring the case up to date with what is new. Without a fetcher
        only folders are looked at.
        """
        table = db.sources
        with self._store.read() as connection:
            rows = connection.execute(select(table).order_by(table.c.kind, table.c.address)).all()
        total = Added()
        for number, row in enumerate(rows, start=1):
            look = self._look(row.address, following.load(row.kind, row.record))
            if look is not None:
                kept = pages.keep(self._store, look.found, seen=self._at(), live=row.kind != "folder")
                total = structs.replace(
                    total,
                    pages=total.pages + kept.new,
                    known=total.known + kept.known,
                    problems=(*total.problems, *kept.problems),
                    **_of_folder(following.load(row.kind, row.record), look.state, total),
                )
                self._looked(row.kind, row.address, look.state, kept.problems)
            self._told("looking", number, len(rows))
        done = self._update(None)
        problems = tuple(sorted({*total.problems, *done.problems}))
        known = total.known + _once_more(total.pages, done)
        return structs.replace(
            done, pages=total.pages, known=known, gone=total.gone, waiting=total.waiting, problems=problems
        )

    def _look(self, address: str, state: following.State) -> following.Look | None:
        if isinstance(state, watching.State):
            return following.folder(Path(address), state, int(self._now().timestamp() * 1e9))
        if self._fetcher is None:
            return None
        if isinstance(state, following.FeedState):
            return following.feed(address, state, self._fetcher, self._has, self._now())
        return following.page(address, state, self._fetcher, self._has)

    def _looked(self, kind: str, address: str, state: following.State, problems: Sequence[Problem]) -> None:
        table = db.sources
        told = "; ".join(problem.message for problem in problems[:3]) or None
        with self._store.write() as connection:
            connection.execute(
                table.update()
                .where(table.c.kind == kind, table.c.address == address)
                .values(record=following.save(state), checked=self._at(), problem=told)
            )

    def refresh(self, *, owners: StrPath | None = None) -> Added:
        """Do what is left to do: read what a new version of the program reads in another way, group, compare. Where
        nothing has changed it does nothing.
        """
        table = load_owners(Path(owners)) if owners is not None else None
        return self._update(table)

    def _update(self, owners: Mapping[str, str] | None) -> Added:
        from twosource.case import updating

        return updating.run(self._store, owners, self._jobs, self._at(), self._told)

    def _follow_rulings(self, on: Collection[str]) -> None:
        from twosource.case import updating

        updating.ruled(self._store, on, self._jobs, self._at(), self._told)

    # --- looking -----------------------------------------------------------------------------------------------------

    def stories(
        self,
        asked: Asked | None = None,
        *,
        least: int = 1,
        words: str | None = None,
        first: int = 0,
        limit: int | None = None,
    ) -> list[StoryLine]:
        """The stories with at least so many reports, the latest first; with ``words`` those whose reports have them.
        ``asked`` asks more closely, in place of both. For a list in pages: without the ``first`` ones, and at most
        ``limit``. Raises :class:`~twosource.errors.UsageError` for what cannot be asked.
        """
        wanted = asked or Asked(least=least, words=words)
        with self._store.read() as connection:
            return listing.stories(connection, wanted, first=first, limit=limit)

    def number_of_stories(self, asked: Asked | None = None) -> int:
        """How many stories :meth:`stories` would list in all."""
        with self._store.read() as connection:
            return listing.number(connection, asked or Asked())

    def reports(
        self, *, alone: bool | None = None, outlet: str | None = None, first: int = 0, limit: int = EVERYTHING
    ) -> tuple[int, list[ReportLine]]:
        """How many reports there are, and a line for each (without the ``first`` ones, at most ``limit``), the latest
        first. ``alone``: those whose event no other report is about, or the others; ``outlet``: a part of its name.
        """
        with self._store.read() as connection:
            return listing.reports(connection, alone=alone, outlet=outlet, first=first, limit=limit)

    def counts(self) -> dict[str, int]:
        """How many pages, reports, versions, stories, problems and rulings the case has."""
        with self._store.read() as connection:
            return listing.counts(connection)

    def dossier(self, story: str) -> Dossier:
        """The dossier of a story, under any id it ever had; as it stands, even if it was not compared yet."""
        with self._store.read() as connection:
            id_ = stories.resolve(connection, story)
            return self._dossier_of(connection)(id_)

    def story(self, id_: str) -> str:
        """The id under which a story, or the story of an article, a claim or a statement, is kept today."""
        with self._store.read() as connection:
            return naming.story_of(connection, id_)

    def claim(self, id_: str) -> str:
        """The id of today of a claim, under any id it ever had."""
        with self._store.read() as connection:
            return naming.claim_of_today(connection, id_)

    def article(self, id_: str) -> Article:
        """An article by its id (the current version or an earlier one)."""
        with self._store.read() as connection:
            return naming.article(connection, id_)

    def is_article(self, id_: str) -> bool:
        """Whether a report has this id, address or file name."""
        with self._store.read() as connection:
            return naming.is_article(connection, id_)

    def story_or_none(self, article: str) -> str | None:
        """The story that an article is of first of all; None for an earlier version."""
        with self._store.read() as connection:
            return stories.of_article(connection, article)

    def export(self, story: str, folder: StrPath, *, formats: Sequence[str] = ("html", "json")) -> tuple[Path, ...]:
        """Write the dossier of a story, and the whole log beside it (``log.jsonl``); the paths written. A bundle holds
        the pages that its reports were read from as well, but for lines of JSONL and items of feeds, of which a case
        keeps the text.
        """
        from twosource import render

        made = self.dossier(story)
        with self._store.read() as connection:
            lines = log.written(connection)
            wanted = {article.raw_sha256 for article in made.articles if render.BUNDLES.intersection(formats)}
            raws = pages.bytes_of(connection, wanted)
        beside = render.Beside(raws=raws, log=lines)
        return render.write(made, Path(folder), formats=formats, beside=beside)

    def versions(self, article: str) -> list[Article]:
        """All versions of the report that an article is one of, the first first."""
        with self._store.read() as connection:
            return articles.versions(connection, naming.article(connection, article).id)

    def why(self, story: str) -> list[str]:
        """Why the reports of a story are in it, a line for each tie."""
        with self._store.read() as connection:
            return listing.ties(connection, stories.resolve(connection, story))

    def near(self, story: str) -> list[Near]:
        """The stories that may be one with this one, the likeliest first: a person decides."""
        with self._store.read() as connection:
            return nearness.near(connection, stories.resolve(connection, story))

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with pages that were added, and rulings that rest because their words are gone."""
        with self._store.read() as connection:
            rest = [
                Problem(
                    about="log",
                    stage="compare",
                    message=f"the ruling on “{ruling.passages[0].text:.80}” rests: no report has these words today",
                )
                for ruling in rulings.resting(connection)
            ]
            passed_over = group.contradictions(rulings.on_stories(rulings.in_force(connection)))
            return tuple(sorted({*listing.unreadable(connection).values(), *rest, *passed_over}))

    def feed(self, title: str = "") -> bytes:
        """What changed in the case as an Atom feed, the latest first."""
        from twosource.render import atom

        with self._store.read() as connection:
            latest = listing.changes(connection, last=atom.MOST)
            known = self._store.setting(connection, settings.CASE) or self._store.name
            told = [
                atom.Change(
                    at=change.at,
                    kind=change.kind,
                    title=f"{changes.told(change)}: {change.text}",
                    summary="\n".join(self._details(connection, change)),
                    id=change.id,
                )
                for _, change in latest
            ]
        return atom.feed(told, case=known, title=title or f"Changes in {self._store.name}")

    @staticmethod
    def _details(connection: Connection, change: Change) -> Iterator[str]:
        """What an entry of the feed says: where it is, and for an edited report what changed in it."""
        title = connection.execute(select(db.stories.c.title).where(db.stories.c.id == change.story)).scalar()
        yield change.text
        if title and title != change.text:
            yield f"Story: {title} ({change.story})"
        if change.kind == "edited":
            found = articles.load(connection, [change.before, change.after])
            if len(found) == 2:  # noqa: PLR2004 - two versions
                yield from difference(found[change.before].text, found[change.after].text)

    def search(self, words: str = "", *, first: int = 0, limit: int = 20, **filters: str | None) -> list[Hit]:
        """What has these words (:mod:`twosource.case.search` tells how they are written), the best first, without the
        ``first`` ones. ``filters``: kind, speaker, outlet, channel, standing, story, since, until.
        """
        with self._store.read() as connection:
            return search.find(connection, words, first=first, limit=limit, **filters)

    def nothing_found(self, words: str = "", **filters: str | None) -> list[str]:
        """Why a search has no hits, a line for each reason."""
        with self._store.read() as connection:
            return search.nothing(connection, words, **filters)

    def changes(
        self, *, since: int = 0, limit: int | None = None, last: int | None = None, story: str | None = None
    ) -> list[tuple[int, Change]]:
        """What changed after change number ``since``, each with its number, the first first; with ``last`` only so many
        of the latest, with ``story`` only in that one.
        """
        with self._store.read() as connection:
            return listing.changes(connection, since=since, limit=limit, last=last, story=story)

    def latest_change(self) -> int:
        """The number of the latest change; 0 if nothing ever changed."""
        with self._store.read() as connection:
            return listing.latest_change(connection)

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """The titles of stories, by their ids."""
        with self._store.read() as connection:
            return stories.titles(connection, ids)

    # --- ruling ------------------------------------------------------------------------------------------------------

    def correct(self, given: Iterable[Correction]) -> list[Entry]:
        """Write rulings down and put them into effect. Raises :class:`~twosource.errors.UsageError` for one that cannot
        be followed, and keeps none then.
        """
        ruled = [checked(ruling) for ruling in given]
        at = self._at()
        with self._store.write() as connection:
            for ruling in ruled:
                naming.check(connection, ruling)
            found = log.add(connection, [structs.replace(r, at=r.at or at) for r in ruled], at=at)
            touched = self._touch(connection, ruled)
        self._follow_rulings(touched)
        return found

    def drafted(self, wanted: Iterable[Wanted]) -> list[Correction]:
        """The rulings that are wanted of things by their ids or of words of reports, to be given to :meth:`correct`.
        Raises :class:`~twosource.errors.UsageError` for what cannot be ruled.
        """
        with self._store.read() as connection:
            dossier_of = cache(self._dossier_of(connection))
            every = list(wanted)
            return [
                one
                for number, each in enumerate(every, start=1)
                for one in drafting.drafted(connection, each, dossier_of, f"ruling {number}" if every[1:] else "")
            ]

    def correct_file(self, file: StrPath, *, by: str = "") -> list[Entry]:
        """Write down the rulings of a JSONL file (``twosource.corrections``). Raises
        :class:`~twosource.errors.UsageError` where a line cannot be followed, and keeps none then.
        """
        found: list[Correction] = []
        problems: list[str] = []
        for line in load_rulings(Path(file)):
            if isinstance(line, Problem):
                problems.append(f"{line.about}: {line.message}")
                continue
            told = {"by": by, **{name: value for name, value in line.told.items() if value != ""}}
            at = str(told.pop("at", ""))
            try:
                found += [structs.replace(one, at=at) for one in self.drafted([drafting.read(told)])]
            except UsageError as error:
                problems.append(f"{line.place}: {error}")
        if problems:
            raise UsageError("no ruling was kept:" + "".join(f"\n  {problem}" for problem in problems[:10]))
        return self.correct(found)

    def undo(self, *numbers: int, by: str = "") -> list[Entry]:
        """Take back lines of the log (rulings, or the undoing of some) by a line of its own for each, the last first.
        Raises :class:`~twosource.errors.UsageError` for one that does not hold, and keeps none then.
        """
        with self._store.write() as connection:
            at = self._at()
            made = [log.undo(connection, n, by=by, at=at) for n in sorted(set(numbers), reverse=True)]
            touched = self._touch(connection, [e.correction for e in log.entries(connection) if e.correction])
        self._follow_rulings(touched)
        return made

    def passage(self, report: str, words: str, start: int | None = None) -> Passage:
        """The words in a report (by its id, address or file name), to be ruled on."""
        with self._store.read() as connection:
            return naming.passage(connection, report, words, start)

    def thing(self, id_: str) -> Thing:
        """The claim, statement, entity, origin or difference of today under an id, with the dossier that it stands in.
        Raises :class:`~twosource.errors.UsageError` for an id of none.
        """
        with self._store.read() as connection:
            return things.thing(connection, id_, self._dossier_of(connection))

    def change(self, id_: str) -> Change:
        """A change by its id."""
        with self._store.read() as connection:
            return listing.change(connection, id_)

    def _dossier_of(self, connection: Connection) -> Callable[[str], Dossier]:
        """The dossiers of stories as they stand: those that are kept, if they are up to date, else made now."""
        ruled = cache(lambda: (rulings.in_force(connection), settings.owners(connection)))

        def of(story: str) -> Dossier:
            kept = dossiers.up_to_date(connection, story)
            if kept is None:
                from twosource.case import comparing

                kept = comparing.made_now(connection, story, *ruled())
            return kept

        return of

    def log(self) -> list[Entry]:
        """All that was ruled, line by line."""
        with self._store.read() as connection:
            return log.entries(connection)

    def told(self, entries: Sequence[Entry] | None = None) -> list[Line]:
        """Lines of the log (without ``entries`` all) in words: what was ruled, of which words in which report, and
        whether it holds.
        """
        with self._store.read() as connection:
            every = log.entries(connection)
            return telling.lines(connection, every if entries is None else entries, every)

    def check_log(self) -> tuple[Problem, ...]:
        """Where the log was tampered with."""
        with self._store.read() as connection:
            return log.check(connection)

    @staticmethod
    def _touch(connection: Connection, ruled: Iterable[Correction]) -> set[str]:
        """What a ruling is on is to be looked at again: these articles."""
        touched: set[str] = set()
        for ruling in ruled:
            named = articles.current(connection, sorted({passage.article for passage in ruling.passages}))
            stories.stale_of(connection, named.values())
            if ruling.about == "story":
                stories.regroup(connection, named.values())
            touched |= {*named.values()}
        return touched

    # --- moving ------------------------------------------------------------------------------------------------------

    def copy_to(self, there: Case) -> int:
        """Copy everything into a case that is empty yet; how many rows that were. Raises
        :class:`~twosource.errors.UsageError` for one that is not.
        """
        from twosource.case import copying

        return copying.copy(self._store, there._store, self._told)

    # --- inside ------------------------------------------------------------------------------------------------------

    def _at(self) -> str:
        return stamp(self._now())


def _of_folder(before: following.State, after: following.State, total: Added) -> dict[str, tuple[str, ...]]:
    """The files of a folder that are gone, and those that are waited for, after those of folders looked at before."""
    if not (isinstance(before, watching.State) and isinstance(after, watching.State)):
        return {}
    gone = sorted(before.files.keys() - after.files.keys())
    return {"gone": (*total.gone, *gone), "waiting": (*total.waiting, *after.waiting)}


def _once_more(new: int, done: Added) -> int:
    """How many of the new pages have a report that the case had already."""
    return max(0, new - done.reports - done.versions - len(done.problems))


def _both(one: Added, other: Added) -> Added:
    """What two runs did."""
    sums = {name: getattr(one, name) + getattr(other, name) for name in Added.__struct_fields__ if name != "problems"}
    return Added(**sums, problems=tuple(sorted({*one.problems, *other.problems})))
