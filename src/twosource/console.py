"""What the commands share: exit codes, messages, progress, and text that cannot steer a terminal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from twosource.errors import UsageError
from twosource.model import Problem

if TYPE_CHECKING:
    from twosource.seams import EngineName, Workers

DONE, PROBLEMS, WRONG_USE = 0, 1, 2
FORMATS = ("html", "json", "md", "pdf", "csv", "parquet", "annotations", "bundle", "bundle.zip")
FORMATS_HELP = f"Any of {','.join(FORMATS)}.  [default: html,json]"
_STEERS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]")
"""What steers a terminal and may stand in JSON as it is (``render.words`` has the others)."""


def formats(given: str | None) -> tuple[str, ...]:
    """The formats of a list such as ``html,json``. Raises :class:`UsageError` for one that is not known."""
    chosen = tuple(dict.fromkeys(part.strip() for part in (given or "html,json").split(",") if part.strip()))
    unknown = [part for part in chosen if part not in FORMATS]
    if unknown or not chosen:
        raise UsageError(f"--format takes any of {','.join(FORMATS)}, not {','.join(unknown) or repr(given)}")
    return chosen


def number_of(number: int, what: str, many: str | None = None) -> str:
    """``1 problem``, ``2 problems``."""
    return f"1 {what}" if number == 1 else f"{number:,} {many or what + 's'}"


def plain(text: str) -> str:
    """The text without what could steer a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def plain_json(raw: bytes) -> bytes:
    """The same JSON, with what could steer a terminal written as escapes."""
    return _STEERS.sub(lambda found: json.dumps(found[0])[1:-1], raw.decode()).encode()


def tell(message: str) -> None:
    """A message on standard error."""
    click.echo("twosource: " + "\n".join(plain(line) for line in message.split("\n")), err=True)


def tell_all(problems: Iterable[Problem]) -> None:
    """Problems on standard error, a line each."""
    for problem in problems:
        tell(f"{problem.about}: {problem.message}")


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that say who does the work; :func:`workers` takes them."""
    engine = click.option(
        "--engine",
        type=click.Choice(("serial", "processes", "ray")),
        default="processes",
        metavar="NAME",
        help="Who reads: serial (this process), processes, or ray (a cluster).  [default: processes]",
    )
    address = click.option(
        "--address",
        metavar="HOST:PORT",
        help="With --engine ray: the cluster; auto: this machine's.  [default: its own]",
    )
    return engine(address(command))


def workers(engine: EngineName, address: str | None, jobs: int | None, limit: float | None = None) -> Workers:
    """Who does the work. Raises :class:`UsageError` for what does not go together."""
    if address is not None and engine != "ray":
        raise UsageError("--address names a Ray cluster: add --engine ray")
    if jobs is not None and jobs < 1:
        raise UsageError(f"--jobs must be at least 1, not {jobs}")
    if engine == "serial" and jobs not in {None, 1}:
        raise UsageError("--engine serial is one process: leave out --jobs, or --engine")
    from twosource.seams import Workers  # noqa: PLC0415 - `--help` must not wait for it

    return Workers(engine=engine, jobs=jobs, address=address, limit=limit)


@contextmanager
def progress(*, shown: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on standard error, if that is a terminal."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - `--help` must not wait for it
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def told(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of if of > 1 else None)  # one step: a bar that moves
            bar.update(tasks[what], completed=done, total=of if of > 1 or (of and done) else None)

        yield told
