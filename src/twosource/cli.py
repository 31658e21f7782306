"""The command line: ``twosource brief`` makes a dossier, ``verify`` checks one, ``check`` asks a desk's rules of it.

Exit codes: 0 done; 1 done, with problems (or a result that could not be written, a dossier that does not verify, or a
rule that is broken); 2 wrong use. Results go to standard output, everything else to standard error; progress only to a
terminal.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from twosource.console import (
    DONE,
    FORMATS_HELP,
    PROBLEMS,
    WRONG_USE,
    engine_options,
    number_of,
    plain,
    tell,
    tell_all,
    workers,
)
from twosource.console import formats as formats_of
from twosource.console import progress as progress_bar
from twosource.databases import is_database, shown
from twosource.errors import TwosourceError, UsageError
from twosource.version import __version__

if TYPE_CHECKING:
    from twosource.model import Problem
    from twosource.rules import Finding
    from twosource.seams import EngineName

DEFAULT_FOLDER = Path("dossier")
CASE_SUFFIXES = frozenset({".db", ".sqlite", ".case"})


class Grammar(click.Group):
    """The commands, and ``twosource CASE.db COMMAND``: a file, or the address of a database, in the place of a command
    is a case.
    """

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant."""
        name = args[0]
        if name not in self.commands and _is_case(name, args[1:]):
            from twosource.case_cli import case

            ctx.obj = name if is_database(name) else Path(name)
            return shown(name), case, args[1:]
        _check_order(name, args[1:])
        return super().resolve_command(ctx, args)

    def format_epilog(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands on a case."""
        from twosource.case_cli import case

        with formatter.section("Commands on a case (twosource CASE.db COMMAND)"):
            formatter.write_dl([(n, case.commands[n].get_short_help_str(limit=80)) for n in sorted(case.commands)])


def _is_case(name: str, rest: Sequence[str]) -> bool:
    """Whether a word in the place of a command names a case."""
    from twosource.case_cli import case

    path = Path(name)
    named = is_database(name) or path.suffix in CASE_SUFFIXES
    return named or path.is_file() or bool(rest and rest[0] in case.commands)


def _check_order(name: str, rest: Sequence[str]) -> None:
    """Raise :class:`UsageError` for a command on a case that stands before the case."""
    from twosource.case_cli import case

    if name in case.commands:
        file = next((word for word in rest if is_database(word) or Path(word).suffix in CASE_SUFFIXES), "CASE.db")
        others = " ".join(word for word in rest if word != file)
        raise UsageError(f"the case comes first: `twosource {shown(file)} {name}{f' {others}' if others else ''}`")


@click.group(cls=Grammar, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
@click.option("--corrections", metavar="FILE.jsonl", help="Rulings of people: what is one claim, who said it ...")
@click.option("-o", "--output", "folder", metavar="DIR", help="Where to write the dossier.  [default: ./dossier]")
@click.option("--format", "formats", metavar="LIST", help=FORMATS_HELP)
@click.option("--json", "as_json", is_flag=True, help="Print the JSON dossier; write files only with -o.")
@click.option("--quiet", is_flag=True, help="Print no summary and no progress, only problems.")
@click.option("--jobs", type=int, metavar="N", help="Workers to read with.  [default: by the number of reports]")
@engine_options
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
    engine: EngineName,
    address: str | None,
) -> int:
    """Read the reports of ONE event and write its dossier.

    PATH is a folder, a file (text, Markdown, saved HTML, JSONL, WARC) or a story folder (articles.json and texts).
    """
    chosen = formats_of(formats)
    who = workers(engine, address, jobs)
    from twosource import codec, desk, render

    render.ready(chosen)
    with progress_bar(shown=not quiet) as progress:
        made = desk.dossier(
            paths,
            published=published,
            outlet=outlet,
            owners=owners,
            corrections=corrections,
            jobs=who,
            progress=progress,
        )
    if folder or not as_json:
        raws = desk.originals(paths, made) if render.BUNDLES.intersection(chosen) else {}
        place = Path(folder) if folder else DEFAULT_FOLDER
        written = render.write(made, place, formats=chosen, beside=render.Beside(raws=raws))
    if as_json:
        sys.stdout.buffer.write(codec.encode(made))
    elif not quiet:
        render.summary(made)
        click.echo("Written: " + ", ".join(str(path) for path in written))
    tell_all(made.problems)
    return PROBLEMS if made.problems else DONE


@cli.command()
@click.argument("dossier", metavar="DOSSIER.JSON|BUNDLE")
@click.option("--articles", metavar="DIR", help="Folder with the reports: compare the dossier with them as well.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--quiet", is_flag=True, help="Print nothing; the exit code tells.")
def verify(*, dossier: str, articles: str | None, as_json: bool, quiet: bool) -> int:
    """Check every line of a dossier against the texts that it carries.

    A BUNDLE (its folder, or a ZIP archive of it) is checked whole: no file was changed, added or taken away, and its
    texts, pages and log are those of its dossier.
    """
    import msgspec

    from twosource import bundles

    found = bundles.verify(Path(dossier), articles=Path(articles) if articles else None)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    elif not quiet:
        for problem in found:
            click.echo(f"{plain(problem.about)}: {plain(problem.message)}")
        click.echo(f"{plain(dossier)}: " + (number_of(len(found), "problem") if found else "verified"))
        other = bundles.written_by(Path(dossier))
        if other is not None:
            click.echo(
                f"{plain(dossier)}: written by {plain(other) or 'a program that is not named'}: of its page and "
                "annotations only the hashes were checked, as only the version that wrote them makes them again"
            )
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
        tell(_not_verified(dossier, problems))
        return PROBLEMS
    made = codec.decode(raw)
    found = _of_claim(claim, rules.check(made, asked), [known.id for known in made.claims])
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    elif not quiet:
        for line in rules.lines(found, made, asked, claim=claim):
            click.echo(plain(line))
    return PROBLEMS if rules.broken(found) else DONE


def _not_verified(dossier: str, problems: Sequence[Problem]) -> str:
    """That a dossier does not verify: the first problem, and where to find the others."""
    first = f"{problems[0].about}: {problems[0].message}"
    found = number_of(len(problems), "problem")
    return f"{dossier} does not verify ({found}), so no rule is asked: {first}\nSee `twosource verify`."


def _of_claim(claim: str | None, found: Sequence[Finding], known: Sequence[str]) -> tuple[Finding, ...]:
    """The findings on one claim, named by its id; on all if none is named."""
    if claim is not None and claim not in known:
        near = get_close_matches(claim, known, n=1, cutoff=0.8)
        hint = f"did you mean {near[0]}?" if near else "`twosource check` without --claim names the ids"
        raise UsageError(f"there is no claim {claim} in the dossier: {hint}")
    return tuple(finding for finding in found if claim in {None, finding.claim})


@cli.command(short_help="Read archives (WARC, JSONL) into shards, on any number of workers.")
@click.argument("shards", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--to", "folder", required=True, metavar="DIR", help="Where to write; a run that was ended goes on there."
)
@click.option("--into", "into", metavar="CASE.db", help="At the end load it all into a case.")
@click.option("--jobs", type=int, metavar="N", help="Workers to read with.  [default: one for each processor]")
@engine_options
@click.option("--shard-size", type=click.IntRange(1), metavar="N", help="Pages of a shard.  [default: 500]")
@click.option("--limit", type=click.FloatRange(30), metavar="SECONDS", help="Time that one page has.  [default: 600]")
@click.option("--again", is_flag=True, help="Read shards again in which a page was lost.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.option("--quiet", is_flag=True, help="Print no summary and no progress, only problems.")
def bulk(  # noqa: PLR0913 - one parameter for each option
    *,
    shards: tuple[str, ...],
    folder: str,
    into: str | None,
    jobs: int | None,
    engine: EngineName,
    address: str | None,
    shard_size: int | None,
    limit: float | None,
    again: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Read archives into DIR: the pages and statements as Parquet, and all that a case needs to load them.

    FILE is a WARC or JSONL file (.warc, .warc.gz, .jsonl, .jsonl.gz), a folder of these, or a pattern in quotes. What
    was read before is not read again; a page that ends its worker, or takes too long, becomes a problem.

    Needs the tables' extra: pip install 'twosource[tables]', for WARC 'twosource[warc]', for Ray 'twosource[ray]'.
    """
    who = workers(engine, address, jobs, limit)
    import msgspec

    from twosource import bulk, bulk_lines

    with progress_bar(shown=not quiet) as progress:
        done = bulk.run(shards, folder, jobs=who, size=shard_size or bulk.SIZE, again=again, told=progress)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(done) + b"\n")
    elif not quiet:
        for line in bulk_lines.done(done, folder, into):
            click.echo(plain(line))
    for line in bulk_lines.problems(done):
        tell(line)
    code = PROBLEMS if done.problem_count else DONE
    if into is None:
        return code
    from twosource.case_cli import loaded

    return max(code, loaded(Path(into), folder, who, as_json=as_json, quiet=quiet))


@cli.command(short_help="Open a case or a dossier in a browser.")
@click.argument("path", metavar="CASE.DB|DATABASE|DOSSIER.JSON")
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", help="Where to listen; 0: any that is free.  [default: 8322]"
)
@click.option(
    "--host", default="127.0.0.1", metavar="HOST", help="Any but this machine itself needs the token that is printed."
)
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="Another name by which it is reached (behind a proxy)."
)
@click.option("--token", metavar="TOKEN", help="What must be known to be let in.  [default: none on this machine]")
@click.option("--online", is_flag=True, help="Addresses may be given and are fetched; nothing is without it.")
@click.option("--contact", default="", metavar="MAIL", help="With --online: whom sites may write to.")
@click.option("--rules", metavar="FILE", help="The desk's rules (TOML).  [default: the shipped rules]")
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
def serve(  # noqa: PLR0913 - one parameter for each option
    *,
    path: str,
    port: int | None,
    host: str,
    names: tuple[str, ...],
    token: str | None,
    online: bool,
    contact: str,
    rules: str | None,
    open_: bool,
) -> int:
    """Open a case, or one dossier, as pages for a browser on this machine. Ctrl-C ends it.

    Needs the desk's extra: pip install 'twosource[desk]'.
    """
    from twosource.web import serve as run
    from twosource.web.settings import PORT, Settings

    def ready(address: str) -> None:
        tell(f"{shown(path)} is open at {address} (Ctrl-C ends it)")
        if open_:
            click.launch(address)

    settings = Settings(
        host=host,
        port=PORT if port is None else port,
        names=names,
        token=token,
        online=online,
        contact=contact,
        rules=Path(rules) if rules else None,
    )
    run(path if is_database(path) else Path(path), settings, ready=ready)
    return DONE


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return its exit code. No traceback reaches a user (TWOSOURCE_DEBUG=1 shows it)."""
    try:
        result: Any = cli.main(args=argv, prog_name="twosource", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except click.Abort:
        tell("stopped")
        return PROBLEMS
    except TwosourceError as error:
        tell(str(error))
        return WRONG_USE if isinstance(error, UsageError) else PROBLEMS
    except OSError as error:
        return _output_failed(error)
    except Exception as error:
        if os.environ.get("TWOSOURCE_DEBUG"):
            raise
        tell(f"internal error ({type(error).__name__}: {error}); TWOSOURCE_DEBUG=1 shows where, please report it")
        return PROBLEMS
    return result if isinstance(result, int) else DONE


def _output_failed(error: OSError) -> int:
    """Standard output takes no more: its reader left (`twosource ... | head`), or the disk is full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter tries again at its end
    if isinstance(error, BrokenPipeError):
        return DONE
    tell(f"cannot write the output: {error.strerror or error}")
    return PROBLEMS


if __name__ == "__main__":
    sys.exit(main())
