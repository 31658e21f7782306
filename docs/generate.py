"""Write the generated parts of the documentation: ``python docs/generate.py [--check]``.

Three kinds, each found by its marks in the Markdown files:

- ``<!-- begin NAME -->`` ... ``<!-- end NAME -->``: what stands between is made by ``PARTS[NAME]`` from the code;
- a ```` ```console ```` block: its lines that start with ``$ `` are commands, run with ``sh`` beside a copy of
  ``examples/`` (one for each document), in text order, and must end with exit code 0; so must a ```` ```python ````
  block;
- ``<!-- run: ... -->`` on the line before such a block changes that: ``output`` (what follows each command is its
  output), ``exit 1`` (another exit code), ``no`` (not run).

``--check`` writes nothing and ends with 1 if a part is not up to date. ``tests/test_docs.py`` uses these functions.
Tables of figures are not made here: ``benchmarks/stories.py --table`` measures and writes them.
"""

# ruff: noqa: INP001 - a script, not a package

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import types
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from twosource import model
from twosource.case_cli import case
from twosource.cli import cli
from twosource.render.tables import TABLES
from twosource.rules.catalogue import TESTS

ROOT = Path(__file__).parent.parent
DOCUMENTS = (
    "README.md",
    "docs/tutorial.md",
    "docs/case.md",
    "docs/handing-on.md",
    "docs/bulk.md",
    "docs/format.md",
    "docs/commands.md",
    "docs/architecture.md",
)

_PART = re.compile(r"(<!-- begin ([a-z]+) -->\n).*?(\n?<!-- end \2 -->)", re.DOTALL)
_BLOCK = re.compile(r"^(?:<!-- run: ([^\n]*?) -->\n)?```(console|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ROLE = re.compile(r":[a-z]+:`([^`]*)`")


# --- parts made from the code


def records() -> str:
    """Every record that can stand in a dossier: its docstring and its fields."""
    return "\n\n".join(_record(r) for r in _reachable(model.Dossier))


def _record(record: type[msgspec.Struct]) -> str:
    doc = _markdown(record.__doc__ or "")
    if record.__struct_config__.array_like:
        fields = ", ".join(record.__struct_fields__)
        return f"### {record.__name__}\n\n{doc}\n\nWritten as a list: `[{fields}]`."
    hints = typing.get_type_hints(record)
    rows = [f"| `{name}` | {_type(hints[name])} |" for name in record.__struct_fields__]
    return f"### {record.__name__}\n\n{doc}\n\n| field | is |\n|---|---|\n" + "\n".join(rows)


def _reachable(root: type[msgspec.Struct]) -> list[type[msgspec.Struct]]:
    """The records that a record is made of, itself first, then in the order of ``model``."""
    found = {root}
    todo = [root]
    while todo:
        for hint in typing.get_type_hints(todo.pop()).values():
            new = [t for t in _structs(hint) if t not in found]
            found.update(new)
            todo += new
    order = [value for value in vars(model).values() if isinstance(value, type) and value in found - {root}]
    return [root, *order]


def _structs(hint: Any) -> Iterator[type[msgspec.Struct]]:  # noqa: ANN401 - any annotation
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    for inner in typing.get_args(hint):
        yield from _structs(inner)


def _type(hint: Any) -> str:  # noqa: ANN401 - any annotation
    """An annotation in the words of JSON."""
    args = typing.get_args(hint)
    kind = typing.get_origin(hint)
    if kind is typing.Literal:
        return "one of " + ", ".join(f"`{value}`" for value in args)
    if kind is tuple:
        return f"list of {_type(args[0])}"
    if kind is dict:
        return f"object: {_type(args[0])} to {_type(args[1])}"
    if kind in {typing.Union, types.UnionType}:
        return " or ".join(_type(a) for a in args)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return {str: "string", int: "integer", float: "number", bool: "true or false", type(None): "null"}[hint]


def commands() -> str:
    """The help of every command."""
    width = {"max_content_width": 100, "terminal_width": 100, "help_option_names": ["-h", "--help"]}
    context = click.Context(cli, info_name="twosource", **width)
    parts = [f"```\n{cli.get_help(context)}\n```"]
    on_case = click.Context(case, info_name="case.db", parent=context, **width)
    for group, outer, prefix in ((cli, context, "twosource"), (case, on_case, "twosource case.db")):
        for name, command in sorted(group.commands.items()):
            inner = click.Context(command, info_name=name, parent=outer, **width)
            parts.append(f"## `{prefix} {name}`\n\n```\n{command.get_help(inner)}\n```")
    return "\n\n".join(parts)


def modules() -> str:
    """Every module with the first sentence of its docstring."""
    source = ROOT / "src"
    rows = []
    for file in sorted((source / "twosource").rglob("*.py")):
        parts = file.relative_to(source).with_suffix("").parts
        if len(parts) == 2 and parts[-1].startswith("__"):  # noqa: PLR2004 - the package itself
            continue
        doc = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
        first = re.split(r"\.(?:\s|$)", _markdown(doc.partition("\n\n")[0]))[0].rstrip(":").replace("|", r"\|")
        rows.append(f"| `{'/'.join(parts)}.py` | {first} |".replace("/__init__.py", "/").replace("`twosource/", "`"))
    return "| module | is |\n|---|---|\n" + "\n".join(rows)


def layers() -> str:
    """The layers that import-linter checks, highest first; siblings on one line."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layered = next(c for c in contracts if c["type"] == "layers")
    return "```\n" + "\n".join(layered["layers"]) + "\n```"


def _markdown(doc: str) -> str:
    return _ROLE.sub(lambda m: f"`{m[1].rsplit('.')[-1].lstrip('~')}`", " ".join(doc.split())).replace("``", "`")


def rules() -> str:
    """Every test that a desk's rules may name: what it asks, and its settings with the shipped values."""
    rows = []
    for name, test in TESTS.items():
        asks = _markdown(test.ask.__doc__ or "").split(". ")[0].rstrip(".")
        shipped = msgspec.to_builtins(test.options())
        settings = ", ".join(f"`{key} = {msgspec.json.encode(value).decode()}`" for key, value in shipped.items())
        rows.append(f"| `{name}` | {asks} | {settings.replace(',', ', ').replace(',  ', ', ')} |")
    return "| test | asks | settings |\n|---|---|---|\n" + "\n".join(rows)


def tables() -> str:
    """Every table that a dossier is written as: what a row is, and its columns."""
    parts = []
    for table in TABLES:
        rows = [f"| `{column.name}` | {column.kind} | {column.meaning} |" for column in table.columns]
        head = f"### `{table.name}`\n\nA row is {table.row}.\n\n| column | type | is |\n|---|---|---|\n"
        parts.append(head + "\n".join(rows))
    return "\n\n".join(parts)


PARTS: dict[str, Callable[[], str]] = {
    "records": records,
    "commands": commands,
    "modules": modules,
    "layers": layers,
    "rules": rules,
    "tables": tables,
}


# --- commands that are run


class Sandbox:
    """A temporary folder with a copy of ``examples/`` in which the commands of one document run."""

    def __init__(self, folder: Path) -> None:
        """Set up the folder; ``twosource`` and ``python`` are this interpreter's."""
        self.folder = folder / "work"
        shutil.copytree(ROOT / "examples", self.folder / "examples")
        programs = folder / "bin"
        programs.mkdir()
        for name, module in (("twosource", "-m twosource"), ("python", "")):
            (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n')
            (programs / name).chmod(0o755)
        settings = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONPATH": str(ROOT / "src")}
        self.environment = os.environ | settings | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}

    def run(self, command: str) -> tuple[int, str]:
        """The exit code and everything printed, without spaces at line ends."""
        done = subprocess.run(  # noqa: S603 - commands of our own documents
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def run_blocks(document: str) -> tuple[str, list[str]]:
    """The document with the output of its commands renewed, and what went wrong (commands with another exit code)."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as work:
        box = Sandbox(Path(work))

        def renewed(block: re.Match[str]) -> str:
            options = {option.strip() for option in (block[1] or "").split(",")}
            if "no" in options:
                return block[0]
            expected = next((int(o.removeprefix("exit ")) for o in options if o.startswith("exit ")), 0)
            text = ""
            for command in _commands(block):
                code, printed = box.run(command)
                text += f"$ {command}\n{printed}"
                if code != expected:
                    wrong.append(f"`$ {command}` ended with {code}, not {expected}:\n{printed}")
            return block[0].replace(block[3], text) if "output" in options else block[0]

        return _BLOCK.sub(renewed, document), wrong


def _commands(block: re.Match[str]) -> list[str]:
    if block[2] == "python":
        return [f"python - <<'END'\n{block[3]}END"]
    return [line[2:] for line in block[3].split("\n") if line.startswith("$ ")]


def renewed_parts(document: str) -> str:
    """The document with its parts made anew from the code."""
    return _PART.sub(lambda m: f"{m[1]}{PARTS[m[2]]()}\n{m[3].lstrip()}", document)


def main(argv: list[str] | None = None) -> int:
    """Renew all documents, or only check them."""
    parser = argparse.ArgumentParser(description="Write the generated parts of the documentation.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if a part is not up to date")
    check = parser.parse_args(argv).check
    failed = False
    for name in DOCUMENTS:
        file = ROOT / name
        old = file.read_text("utf-8")
        new, wrong = run_blocks(renewed_parts(old))
        for message in wrong:
            click.echo(f"{name}: {message}", err=True)
        if new != old:
            click.echo(f"{name}: {'not up to date' if check else 'left alone' if wrong else 'renewed'}")
        if new != old and not check and not wrong:
            file.write_text(new, "utf-8")
        failed |= bool(wrong) or (check and new != old)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
