"""What the commands on a case print: a line for a story, a hit, a change, a ruling, a source, and what a run did.

In: records of the case. Out: text; what a report says in it is not yet made harmless to a terminal (``console.plain``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.console import number_of

if TYPE_CHECKING:
    from twosource.case import Added, Change, Hit, Near, Source, StoryLine
    from twosource.case.telling import Line

SIGNS = {"corroborated": "●●", "conflict": "≠", "same-origin": "●", "not-established": "○○", "single": "·"}


def added(done: Added) -> str:
    """What a run did, in one line."""
    told = [number_of(done.reports, "new report")] if done.reports or not done.versions else []
    told += [number_of(done.versions, "new version")] if done.versions else []
    if done.known:
        told[-1] += f" ({number_of(done.known, 'page')} known already)"
    if done.read > done.pages:
        told.append(f"{number_of(done.read - done.pages, 'page')} read again")
    line = ", ".join([*told, f"{number_of(done.compared, 'dossier')} made"])
    if done.alone == done.reports == 1:
        return f"{line}: it is alone in its story so far, with nothing to compare it with"
    if done.alone:
        return f"{line}: {done.alone:,} of the reports {'is' if done.alone == 1 else 'are'} alone in a story so far"
    return line


def looked(done: Added) -> Iterator[str]:
    """What a look at sources did, for people; what changed is printed by itself."""
    if done.reports or done.versions:
        yield added(done)
    if done.gone:
        which = f"{number_of(len(done.gone), 'file is', 'files are')} no longer in the folder"
        yield f"{which} ({_names(done.gone)}): what came of {'it' if len(done.gone) == 1 else 'them'} stays in the case"
    if done.waiting:
        which = f"{number_of(len(done.waiting), 'file is', 'files are')} still being written"
        yield f"{which} ({_names(done.waiting)}), and looked at again at the next look"


def _names(files: Sequence[str]) -> str:
    return ", ".join(files[:3]) + (", ..." if files[3:] else "")


def story(line: StoryLine) -> Iterator[str]:
    """A story: what it is, and how its claims stand."""
    when = (line.last or "no date")[:10]
    counts = f"{number_of(line.reports, 'report')}, {number_of(line.outlets, 'outlet')}"
    yield f"{line.id}  {when:10}  {counts:24}  {line.title}"
    standing = "  ".join(f"{SIGNS[name]} {line.standings[name]}" for name in SIGNS if line.standings.get(name))
    if standing:
        yield f"{'':36}{standing}"


def near(found: Sequence[Near], story_id: str) -> Iterator[str]:
    """The stories that may be one with this one, and how to say so."""
    if found:
        yield "May belong here: rule on it with `correct same` or `correct not-same --about story`"
    for one in found:
        when = (one.story.last or "no date")[:10]
        yield f"   {when:10}  {number_of(one.story.reports, 'report')}  {one.story.title}"
        yield f"{'':15}{one.why}"
        yield f"{'':15}--id {story_id} --id {one.story.id}"


def hit(found: Hit) -> Iterator[str]:
    """Something found: where it stands, and the words."""
    where = ", ".join(
        str(part) for part in (found.outlet, found.day, found.speaker, found.channel, found.standing) if part
    )
    yield f"{found.kind:9}  {found.ref}  {where}" + (f"  (in {found.story})" if found.story else "")
    yield f"           {found.snippet}"


def entry(line: Line) -> str:
    """A line of the log."""
    return f"{line.n:4}  {line.at}  {line.by or '-'}  {line.text}" + (f"  [{line.state}]" if line.state else "")


def source(followed: Source) -> str:
    """Something that is followed."""
    when = f"looked at {followed.checked}" if followed.checked else "not looked at yet"
    return f"{followed.kind:7}  {followed.address}  {when}" + (f"  ({followed.problem})" if followed.problem else "")


def change(made: Change) -> str:
    """A change, in one line."""
    from twosource.case.changes import told  # noqa: PLC0415 - `--help` must not wait for it

    return f"{made.at}  {told(made)}: {made.text}  [{made.about or made.story}]"
