"""The commands on a case: ``twosource case.db add ...``, ``stories``, ``show``, ``search``, ``correct`` and the others.

Each opens the case, does one thing through :class:`twosource.case.Case`, and prints. ``--json`` prints records as JSON.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from twosource import case_lines
from twosource.console import (
    DONE,
    FORMATS_HELP,
    PROBLEMS,
    engine_options,
    formats,
    number_of,
    plain,
    plain_json,
    progress,
    tell,
    tell_all,
    workers,
)
from twosource.databases import shown
from twosource.errors import UsageError

if TYPE_CHECKING:
    from twosource.case import Added, Case, Source, Wanted
    from twosource.fetch import Fetcher
    from twosource.model import Article, Problem
    from twosource.seams import EngineName, Workers

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print records as JSON.")
quiet_option = click.option("--quiet", is_flag=True, help="Print only problems.")
jobs_option = click.option("--jobs", type=int, metavar="N", help="Workers to read with.  [default: by their number]")
online_option = click.option("--online", is_flag=True, help="Fetch addresses; nothing is fetched without it.")
contact_option = click.option("--contact", default="", metavar="MAIL", help="With --online: whom sites may write to.")
private_option = click.option("--allow-private", is_flag=True, hidden=True)  # for tests, and an archive of the house
by_option = click.option("--by", default="", metavar="NAME", help="Who rules.  [default: $USER]")


@click.group(name="case", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.pass_context
def case(context: click.Context) -> None:
    """Gather reports over time in CASE.db: keep them, group them into stories, compare, search, rule.

    The file is made by the first 'add'. In its place, postgresql://USER@HOST/DATABASE keeps the case on a server.
    """
    if context.obj is None:
        raise UsageError("name the case first: `twosource case.db COMMAND`")


@case.command(short_help="Add reports, and bring the case up to date.")
@click.argument("paths", nargs=-1, metavar="SOURCE...")
@click.option("--published", metavar="DATE", help="Date of reports that do not say theirs (ISO 8601, 2025-04-03).")
@click.option("--outlet", metavar="NAME", help="Outlet of reports that do not say theirs.")
@click.option("--owners", metavar="FILE.csv", help="Whom outlets belong to, from now on (columns outlet, owner).")
@click.option("--urls", metavar="FILE", help="A list of addresses, one a line.")
@online_option
@contact_option
@private_option
@jobs_option
@engine_options
@as_json_option
@quiet_option
@click.pass_obj
def add(  # noqa: PLR0913 - one parameter for each option
    path: Path | str,
    *,
    paths: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    owners: str | None,
    urls: str | None,
    online: bool,
    contact: str,
    allow_private: bool,
    jobs: int | None,
    engine: EngineName,
    address: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Add reports, and bring stories and dossiers up to date.

    SOURCE is a folder, a file (text, Markdown, saved HTML, JSONL, WARC, a saved feed), a story folder, '-' for JSONL
    from standard input, or with --online the address of a page or a feed. What is there already costs nothing; the same
    report under the same address with another text is a new version of it.
    """
    listed, problems = _listed(urls)
    wanted = [*paths, *listed]
    who = workers(engine, address, jobs)
    if not wanted:
        raise UsageError("name what to add: files, folders, '-' for standard input, or with --online addresses")
    with _opened(path, create=True) as opened, progress(shown=not quiet) as told:
        at_work = opened.using(jobs=who, progress=told, fetcher=_fetcher(online, contact, allow_private))
        done = at_work.add(wanted, published=published, outlet=outlet, owners=owners)
    return _added(done, as_json=as_json, quiet=quiet, problems=problems)


@case.command(short_help="Finish what a run left undone, or another version does otherwise.")
@click.option("--owners", metavar="FILE.csv", help="Whom outlets belong to, from now on (columns outlet, owner).")
@jobs_option
@engine_options
@as_json_option
@quiet_option
@click.pass_obj
def refresh(
    path: Path | str,
    *,
    owners: str | None,
    jobs: int | None,
    engine: EngineName,
    address: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Finish what a run left undone, and make anew what another version of twosource makes in another way."""
    who = workers(engine, address, jobs)
    with _opened(path) as opened, progress(shown=not quiet) as told:
        done = opened.using(jobs=who, progress=told).refresh(owners=owners)
    if not (as_json or quiet or done.read or done.regrouped or done.compared):
        click.echo("everything is up to date")
        quiet = True
    return _added(done, as_json=as_json, quiet=quiet)


@case.command(short_help="Load what `twosource bulk` has read.")
@click.argument("folder", metavar="DIR")
@jobs_option
@engine_options
@as_json_option
@quiet_option
@click.pass_obj
def load(
    path: Path | str,
    *,
    folder: str,
    jobs: int | None,
    engine: EngineName,
    address: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Load what 'twosource bulk' has read into DIR, and bring stories and dossiers up to date.

    Nothing is read again: the case is the same as if its reports had been added.
    """
    return loaded(path, folder, workers(engine, address, jobs), as_json=as_json, quiet=quiet)


def loaded(path: Path | str, folder: str, who: Workers, *, as_json: bool, quiet: bool) -> int:
    """Load a folder into a case, and tell what was done."""
    from twosource import bulk

    bulk.shards(Path(folder))  # before a case is made for nothing
    with _opened(path, create=True) as opened, progress(shown=not quiet) as told:
        done = opened.using(jobs=who, progress=told).load(folder)
    return _added(done, as_json=as_json, quiet=quiet)


@case.command(short_help="List the stories, the latest first.")
@click.argument("words", nargs=-1)
@click.option("--least", type=int, default=1, metavar="N", help="Only stories of at least N reports.")
@as_json_option
@click.pass_obj
def stories(path: Path | str, *, words: tuple[str, ...], least: int, as_json: bool) -> int:
    """List the stories, the latest first; with WORDS those whose reports have them."""
    with _opened(path) as opened:
        asked = _asked(words)
        found = opened.stories(least=least, words=asked or None)
        if not found:
            tell(_no_stories(opened, least, asked))
    return _printed(found, (text for line in found for text in case_lines.story(line)), as_json=as_json)


@case.command(short_help="Show a story, a report, a claim, whatever has an id.")
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--versions", is_flag=True, help="For a report: all versions of it, and what changed.")
@click.option("--why", is_flag=True, help="For a story: why its reports are in it.")
@as_json_option
@click.pass_obj
def show(path: Path | str, *, id_: str | None, versions: bool, why: bool, as_json: bool) -> int:
    """Show what has an id: a story, a report, a claim ...; without ID the case.

    Ids are those of stories, reports, claims, statements, entities, origins, differences and changes; a report is also
    shown by its address, its file name or the path of its file, a ruling by its number in the log. Ids last: that of a
    story or claim which has become part of another shows the other.
    """
    with _opened(path) as opened:
        if id_ is None:
            return _overview(opened, as_json=as_json)
        if versions:
            return _versions(opened, id_, as_json=as_json)
        if why:
            lines = opened.why(opened.story(id_))
            return _printed(lines, lines, as_json=as_json)
        return _shown(opened, id_, as_json=as_json)


class Searching(click.Command):
    """A command among whose words may be some with a minus before them: options have two, or one letter."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Words that are not wanted are no options."""
        if "--" not in args:
            unwanted = [word for word in args if _UNWANTED.match(word)]
            args = [*(word for word in args if word not in unwanted), "--", *unwanted]
        return super().parse_args(ctx, args)


_UNWANTED = re.compile(r"-[^\W\d]\w")


@case.command(cls=Searching, short_help="Search reports, statements and claims.")
@click.argument("words", nargs=-1)
@click.option("--kind", metavar="KIND", help="Only articles, statements or claims (article, statement, claim).")
@click.option("--speaker", metavar="NAME", help="Only what somebody of this name said (a part of it is enough).")
@click.option("--outlet", metavar="NAME", help="Only reports of this outlet (a part of its name is enough).")
@click.option("--channel", metavar="CHANNEL", help="Only statements made so: social-post, interview, document ...")
@click.option("--standing", metavar="STANDING", help="Only claims that stand so: corroborated, same-origin ...")
@click.option("--story", metavar="ID", help="Only within this story.")
@click.option("--since", metavar="DAY", help="Only reports of this day or later (2025-04-03).")
@click.option("--until", metavar="DAY", help="Only reports of this day or earlier.")
@click.option("--limit", type=int, default=20, metavar="N", help="At most so many.  [default: 20]")
@as_json_option
@click.pass_obj
def search(path: Path | str, /, *, words: tuple[str, ...], limit: int, as_json: bool, **filters: str | None) -> int:
    """Search reports, statements and claims: all WORDS must occur; "a phrase", begin*, -without."""
    with _opened(path) as opened:
        if filters["story"]:
            filters["story"] = opened.story(filters["story"])
        asked = _asked(words)
        found = opened.search(asked, first=0, limit=limit, **filters)
        for reason in () if found else opened.nothing_found(asked, **filters):
            tell(f"nothing found: {reason}")
    return _printed(found, (line for hit in found for line in case_lines.hit(hit)), as_json=as_json)


@case.command(short_help="Rule on what the program found.")
@click.argument("ruling", required=False, metavar="[RULING]")
@click.option("--about", metavar="WHAT", help="What is (not) the same: claim, entity, origin or story.")
@click.option("--id", "ids", multiple=True, metavar="ID", help="What it is on: the id of a claim, an entity, ...")
@click.option("--words", nargs=2, multiple=True, metavar="REPORT WORDS", help="... or words in a report.")
@click.option("--file", "file", metavar="FILE.jsonl", help="Rulings from a file, one a line.")
@click.option("--undo", type=int, metavar="N", help="Take back line N of the log.")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@by_option
@quiet_option
@click.pass_obj
def correct(  # noqa: PLR0913 - one parameter for each option
    path: Path | str,
    *,
    ruling: str | None,
    about: str | None,
    ids: tuple[str, ...],
    words: tuple[tuple[str, str], ...],
    file: str | None,
    undo: int | None,
    note: str,
    by: str,
    quiet: bool,
) -> int:
    """Rule on what the program found; the ruling holds in every later run, until it is taken back.

    \b
    RULING is one of
      same, not-same   two things are (not) one --about claim, entity, origin or story: each by its --id or --words
      speaker          who said it: --words REPORT "what" --words REPORT "who" (leave out who: nobody is known)
      not-report       a passage is not part of the report (an appeal, an advertisement)
      report           a passage is part of the report
      person, organisation, place, other   what somebody or something is, by its --id or --words
      name             what it is called: --words REPORT "the name"
    """  # noqa: D301 - click reads the backspace as a mark
    given = [bool(ruling), file is not None, undo is not None]
    if sum(given) != 1:
        raise UsageError("give a RULING, or --file, or --undo")
    who = by or os.environ.get("USER", "")
    with _opened(path) as opened:
        if undo is not None:
            made = opened.undo(undo, by=who)
        elif file is not None:
            made = opened.correct_file(Path(file), by=who)
        else:
            made = opened.correct(opened.drafted([_wanted(ruling, about, ids, words, by=who, note=note)]))
        lines = opened.told(made)
    for line in () if quiet else lines:
        click.echo(plain(case_lines.entry(line)))
    return DONE


def _wanted(
    ruling: str | None,
    about: str | None,
    ids: tuple[str, ...],
    words: tuple[tuple[str, str], ...],
    *,
    by: str,
    note: str,
) -> Wanted:
    from twosource import corrections
    from twosource.case import Wanted, Words

    name, subject = corrections.meant(ruling, about)
    named = tuple(Words(report=report, text=text) for report, text in words)
    return Wanted(ruling=name, about=subject, ids=ids, passages=named, by=by, note=note)


@case.command(short_help="Print what was ruled, by whom and when.")
@click.option("--check", is_flag=True, help="Check that no line was changed or taken out.")
@as_json_option
@click.pass_obj
def log(path: Path | str, *, check: bool, as_json: bool) -> int:
    """Print what was ruled, by whom and when; each line is chained to the one before by its hash."""
    with _opened(path) as opened:
        if check:
            broken = opened.check_log()
            tell_all(broken)
            if not broken:
                click.echo(f"{plain(shown(str(path)))}: the log is whole ({number_of(len(opened.log()), 'line')})")
            return PROBLEMS if broken else DONE
        found = opened.log()
        lines = [] if as_json else opened.told()
    if not found:
        tell("nothing was ruled yet")
    return _printed(found, (case_lines.entry(line) for line in lines), as_json=as_json)


@case.command(short_help="Write the dossiers of stories as files.")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.option("-o", "--output", "folder", metavar="DIR", required=True, help="Where to write.")
@click.option("--format", "chosen", metavar="LIST", help=FORMATS_HELP)
@click.option("--least", type=int, default=2, metavar="N", help="Without ID: all stories of at least N reports.")
@quiet_option
@click.pass_obj
def export(path: Path | str, *, ids: tuple[str, ...], folder: str, chosen: str | None, least: int, quiet: bool) -> int:
    """Write the dossiers of stories, each into a folder of its own beside the log of rulings.

    One ID: into DIR itself.
    """
    from twosource import render

    named = render.ready(formats(chosen))
    with _opened(path) as opened:
        wanted = [opened.story(id_) for id_ in ids] or [line.id for line in opened.stories(least=least)]
        if not wanted:
            tell(f"nothing was written: {_no_stories(opened, least, '')}")
        for id_ in wanted:
            place = Path(folder) if len(ids) == 1 else Path(folder) / id_
            written = opened.export(id_, place, formats=named)
            if not quiet:
                click.echo("Written: " + ", ".join(plain(str(one)) for one in written))
    return DONE


@case.command(short_help="Copy the whole case: from a file to a server, and back.")
@click.argument("to", metavar="CASE")
@quiet_option
@click.pass_obj
def copy(path: Path | str, *, to: str, quiet: bool) -> int:
    """Copy the whole case to CASE, where none is yet: another file, or postgresql://USER@HOST/DATABASE."""
    with _opened(path) as opened, _opened(to, create=True) as there, progress(shown=not quiet) as told:
        rows = opened.using(progress=told).copy_to(there)
    if not quiet:
        click.echo(f"copied to {plain(shown(to))}: {number_of(rows, 'row')}")
    return DONE


@case.command(short_help="Follow folders, feeds and pages, and tell what is new.")
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@click.option("--every", default="15m", metavar="TIME", help="How often to look: 90s, 15m, 2h, 1d.  [default: 15m]")
@click.option("--once", is_flag=True, help="Look once, and stop.")
@click.option("--list", "listing", is_flag=True, help="List what is followed, and stop.")
@click.option("--drop", is_flag=True, help="Follow SOURCE no more, and stop.")
@click.option("--feed", "feed", metavar="FILE.xml", help="Write what changed as an Atom feed, after every look.")
@online_option
@contact_option
@private_option
@jobs_option
@as_json_option
@click.pass_obj
def watch(  # noqa: PLR0913 - one parameter for each option
    path: Path | str,
    *,
    sources: tuple[str, ...],
    every: str,
    once: bool,
    listing: bool,
    drop: bool,
    feed: str | None,
    online: bool,
    contact: str,
    allow_private: bool,
    jobs: int | None,
    as_json: bool,
) -> int:
    """Follow folders, feeds and pages, and tell what is new: claims, standings, contradictions, edited reports.

    SOURCE is a folder, or with --online the address of a feed or a page; it is followed from now on. Without SOURCE
    everything that is followed is looked at. What changed is printed, one line each (--json: one record each).
    """
    seconds = _seconds(every)
    with _opened(path, create=not (listing or drop)) as opened, progress(shown=True) as told:
        at_work = opened.using(jobs=jobs, progress=told, fetcher=_fetcher(online, contact, allow_private))
        if drop:
            _check_followed(sources, at_work.sources())
        followed = at_work.unfollow(sources) if drop else at_work.follow(sources) if sources else at_work.sources()
        if listing or drop:
            if not followed:
                tell("nothing is followed" + (" any more" if drop else " yet: `watch FOLDER` follows a folder"))
            return _printed(followed, (case_lines.source(one) for one in followed), as_json=as_json)
        if not followed:
            raise UsageError("nothing is followed yet: name a folder, or with --online the address of a feed or a page")
        away = [one.address for one in followed if one.kind != "folder"]
        if away and not online:
            tell(f"not looked at without --online: {', '.join(away)}")
        return _watched(at_work, None if once else seconds, Path(feed) if feed else None, as_json=as_json)


def _check_followed(names: Sequence[str], followed: Sequence[Source]) -> None:
    """Raise :class:`UsageError` for what is not followed and so cannot be dropped."""
    known = {one.address for one in followed}
    listed = "".join(f"\n  {case_lines.source(one)}" for one in followed) or " nothing"
    if not names:
        raise UsageError(f"name what to follow no more; followed is:{listed}")
    for name in names:
        if not known & {name, str(Path(name).resolve())}:
            raise UsageError(f"{name} is not followed, and nothing was dropped; followed is:{listed}")


def _watched(opened: Case, seconds: float | None, feed: Path | None, *, as_json: bool) -> int:
    """Look, tell, wait, and again; once without ``seconds``."""
    import msgspec

    from twosource import render

    shown = max((n for n, _ in opened.changes()), default=0)
    told: set[Problem] = set()
    while True:
        done = opened.look()
        for n, change in opened.changes(since=shown):
            click.echo(
                plain_json(msgspec.json.encode(change)).decode() if as_json else plain(case_lines.change(change))
            )
            shown = n
        sys.stdout.flush()
        for line in case_lines.looked(done):
            tell(line)
        tell_all(problem for problem in done.problems if problem not in told)
        told |= set(done.problems)
        if feed is not None:
            render.write_file(feed, opened.feed())
        if seconds is None:
            return PROBLEMS if done.problems else DONE
        time.sleep(seconds)


def _seconds(told: str) -> float:
    found = re.fullmatch(r"(\d+)\s*([smhd])", told.strip())
    if not found or int(found[1]) == 0:
        raise UsageError(f"--every takes a time such as 90s, 15m, 2h or 1d, not {told!r}")
    return float(int(found[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[found[2]])


def _listed(file: str | None) -> tuple[list[str], list[Problem]]:
    """The addresses of a list, and what is wrong with its lines."""
    if file is None:
        return [], []
    from twosource import fetch
    from twosource.model import Problem

    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read as a list of addresses ({error})") from error
    found = fetch.urls(text, file)
    return [one for one in found if isinstance(one, str)], [one for one in found if isinstance(one, Problem)]


def _fetcher(online: bool, contact: str, allow_private: bool) -> Fetcher | None:  # noqa: FBT001 - options
    if not online:
        return None
    from twosource.fetch import Fetcher, Settings

    return Fetcher(Settings(contact=contact, allow_private=allow_private))


# --- opening ------------------------------------------------------------------------------------------------------


@contextmanager
def _opened(path: Path | str, *, create: bool = False) -> Iterator[Case]:
    from twosource.case import open_case

    with open_case(path, create=create) as opened:
        yield opened


# --- printing -----------------------------------------------------------------------------------------------------


def _printed(records: object, lines: Iterable[str], *, as_json: bool) -> int:
    if as_json:
        _print_json(records)
    else:
        for line in lines:
            click.echo(plain(line))
    return DONE


def _print_json(records: object) -> None:
    import msgspec

    sys.stdout.buffer.write(plain_json(msgspec.json.format(msgspec.json.encode(records), indent=1)) + b"\n")


def _added(done: Added, *, as_json: bool, quiet: bool, problems: Sequence[Problem] = ()) -> int:
    if as_json:
        _print_json(done)
    elif not quiet:
        click.echo(case_lines.added(done))
    tell_all((*problems, *done.problems))
    return PROBLEMS if problems or done.problems else DONE


def _overview(opened: Case, *, as_json: bool) -> int:
    counts, problems = opened.counts(), opened.problems()
    if as_json:
        _print_json({"counts": counts, "problems": problems, "changes": [c for _, c in opened.changes()]})
        return DONE
    for name, number in counts.items():
        click.echo(f"{number:8,}  {name}")
    latest = opened.changes()[-_LATEST:]
    if latest:
        click.echo("\nLatest changes")
        for _, change in latest:
            click.echo(f"  {plain(case_lines.change(change))}")
    tell_all(problems)
    return DONE


_LATEST = 10
"""Changes shown in the overview."""


def _shown(opened: Case, id_: str, *, as_json: bool) -> int:
    from twosource.case import naming, shown

    kind = naming.kind_of(id_)
    if kind in {None, "report"} or opened.is_article(id_):
        if id_.isdecimal() and not opened.is_article(id_):
            return _line_shown(opened, int(id_), as_json=as_json)
        return _article_shown(opened, opened.article(id_), as_json=as_json)
    if kind == "story":
        return _story_shown(opened, id_, as_json=as_json)
    if kind == "change":
        change = opened.change(id_)
        return _printed(change, [case_lines.change(change)], as_json=as_json)
    found = opened.thing(id_)
    if found.part.id != id_:
        tell(f"the {kind} {id_} is part of {found.part.id} today")
    return _printed(found.part, shown.lines(found), as_json=as_json)


def _line_shown(opened: Case, number: int, *, as_json: bool) -> int:
    """A line of the log by its number."""
    found = [entry for entry in opened.log() if entry.n == number]
    if not found:
        raise UsageError(f"there is no report named {number}, and no line {number} in the log")
    return _printed(found[0], (case_lines.entry(line) for line in opened.told(found)), as_json=as_json)


def _article_shown(opened: Case, article: Article, *, as_json: bool) -> int:
    if as_json:
        _print_json(article)
        return DONE
    where = f"{article.outlet or 'no outlet'}, {article.published or 'no date'}, {article.url or article.file}"
    story = opened.story_or_none(article.id)
    click.echo(plain(f"{article.id}  {where}" + (f"  (in {story})" if story else "")))
    click.echo("\n".join(plain(line) for line in article.text.split("\n")))
    return DONE


def _story_shown(opened: Case, id_: str, *, as_json: bool) -> int:
    from twosource import codec, render

    today = opened.story(id_)
    made = opened.dossier(today)
    if today != id_:
        tell(f"the story {id_} is part of {today} today")
    if as_json:
        sys.stdout.buffer.write(codec.encode(made))
    else:
        render.summary(made)
        for line in case_lines.near(opened.near(today), today):
            click.echo(plain(line))
    tell_all(made.problems)
    return DONE


def _versions(opened: Case, id_: str, *, as_json: bool) -> int:
    found = opened.versions(opened.article(id_).id)
    if as_json:
        _print_json(found)
        return DONE
    from twosource.case.versions import difference

    for number, article in enumerate(found):
        click.echo(plain(f"{article.id}  {article.published or 'no date'}  {article.title or article.file}"))
        if number:
            for line in difference(found[number - 1].text, article.text):
                click.echo(f"  {plain(line)}")
    return DONE


def _asked(words: Sequence[str]) -> str:
    """The words as one query: what the shell has kept together is a phrase."""
    return " ".join(_PHRASE.sub(r'\1"\2"', word) if " " in word and '"' not in word else word for word in words)


_PHRASE = re.compile(r"^(-?)(.*)$", re.DOTALL)


def _no_stories(opened: Case, least: int, asked: str) -> str:
    """Why no stories are listed."""
    every = opened.stories()
    if not every:
        return "the case has no stories yet: `add` reports"
    if asked and not opened.stories(words=asked):
        return f"no story has a report with {asked}: all words must occur in one report, statement or claim"
    most = max(line.reports for line in (opened.stories(words=asked) if asked else every))
    return f"no story has {least:,} reports or more: the largest has {most:,}"
