"""Reading a rules file: ``load(path) -> Rules``; ``load(None)`` reads the one that is shipped, ``SHIPPED``.

The file is TOML: a ``format``, and one ``[[rule]]`` for each rule, with ``id``, ``title``, ``test``, ``severity``,
``on``, ``standings`` and the options of its test. Everything that is wrong with it raises :class:`RulesError` with a
message that says what, where (file, rule, key) and what to do. Nothing is guessed and nothing passed over: a misspelt
key would be a rule that nobody asks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from twosource.errors import UsageError
from twosource.model import StandingName
from twosource.rules.catalogue import TESTS
from twosource.rules.records import Rule, Rules, Severity

FORMAT = "twosource/rules/1"
SHIPPED = resources.files("twosource.rules").joinpath("rules.toml").read_text("utf-8")
NAME_OF_SHIPPED = "the shipped rules"
_LARGEST = 1024 * 1024
"""Bytes of a rules file: a larger one is something else."""
_COMMON = tuple(name for name in Rule.__struct_fields__ if name != "options")
_REQUIRED = ("id", "title", "test")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_S = TypeVar("_S", bound=Struct)
_AT = re.compile(r" - at `\$\.?([^`]*)`$")


class RulesError(UsageError):
    """A rules file that cannot be used."""


class _Shape(Struct, frozen=True, kw_only=True):
    """What a rule's own keys have to be; the keys of its test are looked at by the test's options."""

    id: str
    title: str
    test: str
    severity: Severity = "fail"
    on: bool = True
    standings: tuple[StandingName, ...] = ()


def load(path: Path | None = None) -> Rules:
    """The rules of a file; of the shipped one without a path."""
    if path is None:
        return parse(SHIPPED, NAME_OF_SHIPPED)
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except OSError as error:
        hint = "name a rules file, or make one with `twosource check --print-rules`"
        raise RulesError(f"{path} cannot be read ({error.strerror}): {hint}") from error
    if len(raw) > _LARGEST:
        raise RulesError(f"{path} is larger than a rules file can be: name a TOML file with [[rule]] tables")
    try:
        return parse(raw.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise RulesError(f"{path} is not UTF-8: save it as UTF-8") from None


def parse(text: str, file: str) -> Rules:
    """The rules in a text; ``file`` names it in messages."""
    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RulesError(f"{file} is not TOML: {error}") from None
    _known(table, ("format", "rule"), file)
    if table.get("format") != FORMAT:
        raise RulesError(f'{file}: format: this version reads "{FORMAT}"; write format = "{FORMAT}" at the top')
    found = table.get("rule")
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise RulesError(f"{file}: holds no rules: write each as a table that begins with [[rule]]")
    rules = tuple(_rule(one, number, file) for number, one in enumerate(found, 1))
    for number, rule in enumerate(rules):
        if rule.id in {earlier.id for earlier in rules[:number]}:
            raise RulesError(
                f'{file}: rule {number + 1}: the id "{rule.id}" is given twice: give one of them another id'
            )
    return Rules(file, rules)


def _rule(table: Mapping[str, Any], number: int, file: str) -> Rule:
    named = table.get("id")
    where = f'{file}: rule "{named}"' if isinstance(named, str) and named else f"{file}: rule {number}"
    for key in _REQUIRED:
        if key not in table:
            raise RulesError(f"{where}: {key} is missing")
    shape = _converted({key: value for key, value in table.items() if key in _COMMON}, _Shape, where)
    if not _ID.fullmatch(shape.id):
        raise RulesError(f"{where}: id: write small letters, digits and hyphens, such as anonymous-only")
    if not shape.title.strip():
        raise RulesError(f"{where}: title: say in a few words what the rule asks")
    if shape.test not in TESTS:
        raise RulesError(f'{where}: test: there is no test "{shape.test}"{_meant(shape.test, TESTS)}')
    options = TESTS[shape.test].options
    _known(table, (*_COMMON, *options.__struct_fields__), where)
    rest = _converted({key: value for key, value in table.items() if key not in _COMMON}, options, where)
    return Rule(**{key: getattr(shape, key) for key in _COMMON}, options=rest)


def _known(table: Mapping[str, Any], names: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in names:
            raise RulesError(f'{where}: there is no key "{key}" here{_meant(key, names)}')


def _meant(word: str, names: Iterable[str]) -> str:
    """What was probably meant, and what there is."""
    every = list(names)
    near = get_close_matches(word, every, n=1)
    return f': did you mean "{near[0]}"?' if near else f"; there are {', '.join(every)}"


def _converted(values: Mapping[str, Any], kind: type[_S], where: str) -> _S:
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        found = _AT.search(str(error))
        key = found[1] if found else ""
        raise RulesError(f"{where}: {key}: {_told(_AT.sub('', str(error)), kind, key)}") from None


def _told(message: str, kind: type[Struct], key: str) -> str:
    """The decoder's message in words for the person who wrote the file."""
    name, _, number = key.partition("[")
    choices = _choices(get_type_hints(kind).get(name))
    if choices and (number or name == "severity"):
        return f"write {'any' if number else 'one'} of {', '.join(choices)}"
    words = {
        "`bool`": "true or false",
        "`int`": "a whole number",
        "`str`": "text in quotation marks",
        "`array`": "a list",
    }
    for called, plain in words.items():
        message = message.replace(called, plain)
    return message.replace("Expected", "write", 1).replace("`", "").replace(", got", ", not")


def _choices(hint: Any) -> tuple[str, ...]:  # noqa: ANN401 - any annotation
    """The values that a field may have, if its type lists them."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    return tuple(value for inner in get_args(hint) for value in _choices(inner))
