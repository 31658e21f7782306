"""The command line: ``twosource brief`` makes a dossier, ``verify`` checks one, ``check`` asks a desk's rules of it.

Exit codes: 0 done; 1 done, with problems (or a result that could not be written, a dossier that does not verify, or a
rule that is broken); 2 wrong use. Results go to standard output, everything else to standard error; progress only to a
terminal.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twosource.errors import TwosourceError, UsageError
from twosource.version import __version__

if TYPE_CHECKING:
    from twosource.model import Problem
    from twosource.rules import Finding

DONE, PROBLEMS, WRONG_USE = 0, 1, 2
FORMATS = ("html", "json", "md")
DEFAULT_FOLDER = Path("dossier")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="twosource", message="%(prog)s %(version)s")
def cli() -> None:
    """Reads every report of an event and says what is known, from whom, and how independently.

    Every line of the result points at characters of a report, and 'verify' checks them all.
    """


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--published", metavar="DATE", help="Date of reports that do not say theirs (ISO 8601, 2025-04-03).")
@click.option("--outlet", metavar="NAME", help="Outlet of reports that do not say theirs.")
@click.option("--owners", metavar="FILE.csv", help="Whom outlets belong to (columns outlet, owner).")
@click.option("--corrections", metavar="FILE.jsonl", help="Rulings on which passages are one claim.")
@click.option("-o", "--output", "folder", metavar="DIR", help="Where to write the dossier.  [default: ./dossier]")
@click.option("--format", "formats", metavar="LIST", help="Any of html,json,md.  [default: html,json]")
@click.option("--json", "as_json", is_flag=True, help="Print the JSON dossier; write files only with -o.")
@click.option("--quiet", is_flag=True, help="Print no summary and no progress, only problems.")
@click.option("--jobs", type=int, metavar="N", help="Processes to read with.  [default: by the number of reports]")
def brief(  # noqa: PLR0913 - one parameter for each option
    *,
    paths: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    owners: str | None,
    corrections: str | None,
    folder: str | None,
    formats: str | None,
    as_json: bool,
    quiet: bool,
    jobs: int | None,
) -> int:
    """Read the reports of ONE event and write its dossier.

    PATH is a folder, a file (plain text, Markdown, saved HTML, JSONL) or a story folder (articles.json and texts).
    """
    chosen = _formats(formats)
    from twosource import codec, desk, render

    with _progress(shown=not quiet) as progress:
        made = desk.dossier(
            paths,
            published=published,
            outlet=outlet,
            owners=owners,
            corrections=corrections,
            jobs=jobs,
            progress=progress,
        )
    if folder or not as_json:
        written = render.write(made, Path(folder) if folder else DEFAULT_FOLDER, formats=chosen)
    if as_json:
        sys.stdout.buffer.write(codec.encode(made))
    elif not quiet:
        render.summary(made)
        click.echo("Written: " + ", ".join(str(path) for path in written))
    for problem in made.problems:
        _tell(f"{problem.about}: {problem.message}")
    return PROBLEMS if made.problems else DONE


@cli.command()
@click.argument("dossier", metavar="DOSSIER.JSON")
@click.option("--articles", metavar="DIR", help="Folder with the reports: compare the dossier with them as well.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--quiet", is_flag=True, help="Print nothing; the exit code tells.")
def verify(*, dossier: str, articles: str | None, as_json: bool, quiet: bool) -> int:
    """Check every line of a dossier against the texts that it carries."""
    import msgspec

    from twosource import verification

    found = verification.verify(Path(dossier), articles=Path(articles) if articles else None)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    elif not quiet:
        for problem in found:
            click.echo(f"{_plain(problem.about)}: {_plain(problem.message)}")
        click.echo(f"{_plain(dossier)}: " + (_problems(len(found)) if found else "verified"))
    return PROBLEMS if found else DONE


@cli.command()
@click.argument("dossier", metavar="DOSSIER.JSON", required=False)
@click.option("--rules", "file", metavar="FILE", help="The desk's rules (TOML).  [default: the shipped rules]")
@click.option("--claim", metavar="ID", help="Tell what every rule says of this claim, and why.")
@click.option("--json", "as_json", is_flag=True, help="Print all findings as JSON, those that pass as well.")
@click.option("--quiet", is_flag=True, help="Print nothing; the exit code tells.")
@click.option("--print-rules", "print_rules", is_flag=True, help="Print the shipped rules, to be edited, and stop.")
def check(
    *, dossier: str | None, file: str | None, claim: str | None, as_json: bool, quiet: bool, print_rules: bool
) -> int:
    """Ask a desk's rules of every claim of a dossier.

    Exit code 1 if a claim breaks a rule of severity "fail", or if the dossier does not verify.
    """
    import msgspec

    from twosource import codec, rules, verification

    if print_rules:
        sys.stdout.buffer.write(rules.SHIPPED.encode())
        return DONE
    if not dossier:
        raise UsageError("name a dossier.json, or print the shipped rules with --print-rules")
    asked = rules.load(Path(file) if file else None)
    raw = verification.read(Path(dossier))
    problems = verification.check(raw)
    if problems:
        _tell(_not_verified(dossier, problems))
        return PROBLEMS
    made = codec.decode(raw)
    found = _of_claim(claim, rules.check(made, asked), [known.id for known in made.claims])
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    elif not quiet:
        for line in rules.lines(found, made, asked, claim=claim):
            click.echo(_plain(line))
    return PROBLEMS if rules.broken(found) else DONE


def _not_verified(dossier: str, problems: Sequence[Problem]) -> str:
    """That a dossier does not verify: the first problem, and where to find the others."""
    first = f"{problems[0].about}: {problems[0].message}"
    return (
        f"{dossier} does not verify ({_problems(len(problems))}), so no rule is asked: {first}\nSee `twosource verify`."
    )


def _of_claim(claim: str | None, found: Sequence[Finding], known: Sequence[str]) -> tuple[Finding, ...]:
    """The findings on one claim, named by its id; on all if none is named."""
    if claim is not None and claim not in known:
        near = get_close_matches(claim, known, n=1, cutoff=0.8)
        hint = f"did you mean {near[0]}?" if near else "`twosource check` without --claim names the ids"
        raise UsageError(f"there is no claim {claim} in the dossier: {hint}")
    return tuple(finding for finding in found if claim in {None, finding.claim})


def _formats(given: str | None) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip() for part in (given or "html,json").split(",") if part.strip()))
    unknown = [part for part in chosen if part not in FORMATS]
    if unknown or not chosen:
        raise UsageError(f"--format takes any of {','.join(FORMATS)}, not {','.join(unknown) or repr(given)}")
    return chosen


def _problems(number: int) -> str:
    return "1 problem" if number == 1 else f"{number} problems"


def _plain(text: str) -> str:
    """The text without what could steer a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _tell(message: str) -> None:
    click.echo("twosource: " + "\n".join(_plain(line) for line in message.split("\n")), err=True)


@contextmanager
def _progress(*, shown: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on standard error, if that is a terminal."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def told(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of if of > 1 else None)  # one step: a bar that moves
            bar.update(tasks[what], completed=done, total=of if of > 1 or done else None)

        yield told


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return its exit code. No traceback reaches a user (TWOSOURCE_DEBUG=1 shows it)."""
    try:
        result: Any = cli.main(args=argv, prog_name="twosource", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except click.Abort:
        _tell("stopped")
        return PROBLEMS
    except TwosourceError as error:
        _tell(str(error))
        return WRONG_USE if isinstance(error, UsageError) else PROBLEMS
    except OSError as error:
        return _output_failed(error)
    except Exception as error:
        if os.environ.get("TWOSOURCE_DEBUG"):
            raise
        _tell(f"internal error ({type(error).__name__}: {error}); TWOSOURCE_DEBUG=1 shows where, please report it")
        return PROBLEMS
    return result if isinstance(result, int) else DONE


def _output_failed(error: OSError) -> int:
    """Standard output takes no more: its reader left (`twosource ... | head`), or the disk is full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter tries again at its end
    if isinstance(error, BrokenPipeError):
        return DONE
    _tell(f"cannot write the output: {error.strerror or error}")
    return PROBLEMS


if __name__ == "__main__":
    sys.exit(main())
