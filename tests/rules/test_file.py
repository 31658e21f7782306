"""Rules files: what they may hold, and what is said when they are wrong."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource import rules
from twosource.rules.catalogue import TESTS
from twosource.rules.counts import Overstated
from twosource.rules.file import parse

HEAD = 'format = "twosource/rules/1"\n'
RULE = '[[rule]]\nid = "a"\ntitle = "Asked"\ntest = "overstated"\n'


def told(text: str) -> str:
    with pytest.raises(rules.RulesError) as error:
        parse(text, "desk.toml")
    return str(error.value)


def test_the_shipped_rules_ask_every_test_once() -> None:
    shipped = rules.load()
    assert sorted(rule.test for rule in shipped.rules) == sorted(TESTS)
    assert all(rule.on and rule.title for rule in shipped.rules)


def test_the_shipped_rules_write_out_every_setting_with_its_default() -> None:
    tables = {table["id"]: table for table in tomllib.loads(rules.SHIPPED)["rule"]}
    for rule in rules.load().rules:
        assert rule.options == TESTS[rule.test].options()
        assert set(TESTS[rule.test].options.__struct_fields__) <= set(tables[rule.id])
        assert "#" not in rule.title


def test_what_is_left_out_has_a_default(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_bytes(b"\xef\xbb\xbf" + (HEAD + RULE).replace("\n", "\r\n").encode())
    (rule,) = rules.load(file).rules
    assert (rule.severity, rule.on, rule.standings, rule.options) == ("fail", True, (), Overstated(independent=2))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + "[[rule]\n", "desk.toml is not TOML: Expected"),
        (
            RULE,
            'desk.toml: format: this version reads "twosource/rules/1"; write format = "twosource/rules/1" at the top',
        ),
        ('format = "twosource/rules/9"\n' + RULE, "desk.toml: format: this version reads"),
        (HEAD, "desk.toml: holds no rules: write each as a table that begins with [[rule]]"),
        (HEAD + "rule = 3\n", "desk.toml: holds no rules"),
        (HEAD + "rules = 3\n" + RULE, 'desk.toml: there is no key "rules" here: did you mean "rule"?'),
        (HEAD + RULE + RULE, 'desk.toml: rule 2: the id "a" is given twice'),
        (HEAD + RULE.replace("title", "titel"), 'desk.toml: rule "a": title is missing'),
        (HEAD + RULE.replace('id = "a"\n', ""), "desk.toml: rule 1: id is missing"),
        (HEAD + RULE.replace('"a"', '"A b"'), 'desk.toml: rule "A b": id: write small letters, digits and hyphens'),
        (HEAD + RULE.replace('"a"', "3"), "desk.toml: rule 1: id: write text in quotation marks, not a whole number"),
        (HEAD + RULE.replace('"Asked"', '" "'), 'desk.toml: rule "a": title: say in a few words'),
        (
            HEAD + RULE.replace("overstated", "overstate"),
            'desk.toml: rule "a": test: there is no test "overstate": did you mean "overstated"?',
        ),
        (HEAD + RULE.replace("overstated", "zzz"), 'there is no test "zzz"; there are anonymous-only, '),
        (
            HEAD + RULE + "servity = 3\n",
            'desk.toml: rule "a": there is no key "servity" here: did you mean "severity"?',
        ),
        (
            HEAD + RULE + "first_hand = 2\n",
            'desk.toml: rule "a": there is no key "first_hand" here; there are id, title, ',
        ),
        (HEAD + RULE + 'severity = "fatal"\n', 'desk.toml: rule "a": severity: write one of fail, warn'),
        (HEAD + RULE + 'on = "yes"\n', 'desk.toml: rule "a": on: write true or false, not text in quotation marks'),
        (
            HEAD + RULE + 'standings = ["alone"]\n',
            'desk.toml: rule "a": standings[0]: write any of single, corroborated, ',
        ),
        (
            HEAD + RULE + 'standings = "single"\n',
            'desk.toml: rule "a": standings: write a list, not text in quotation marks',
        ),
        (HEAD + RULE + "independent = 1\n", 'desk.toml: rule "a": independent: write a whole number >= 2'),
        (HEAD + RULE + "independent = 2.5\n", 'desk.toml: rule "a": independent: write a whole number, not '),
        (
            HEAD + RULE.replace("overstated", "reply") + 'of = ["place"]\n',
            'rule "a": of[0]: write any of person, organisation',
        ),
    ],
)
def test_what_is_wrong_and_where(text: str, message: str) -> None:
    assert message in told(text)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for make, message in (
        (lambda path: None, "cannot be read (No such file or directory): name a rules file"),  # noqa: ARG005
        (lambda path: path.mkdir(), "cannot be read (Is a directory)"),
        (lambda path: path.write_bytes(b"\xff\xfe"), "is not UTF-8: save it as UTF-8"),
        (lambda path: path.write_bytes(b"#" * 2_000_000), "is larger than a rules file can be"),
    ):
        path = tmp_path / str(len(message))
        make(path)
        with pytest.raises(rules.RulesError, match=r".*") as error:
            rules.load(path)
        assert str(error.value).startswith(f"{path} {message}")


def tried(text: str) -> str:
    """What is wrong with a text; empty if it holds rules."""
    try:
        return "" if parse(text, "desk.toml").rules else "no rules"
    except rules.RulesError as error:
        return str(error)


@given(st.text(max_size=200))
def test_any_text_gives_rules_or_says_why_not(text: str) -> None:
    assert tried(text).startswith("desk.toml")
    assert tried(HEAD + text).startswith("desk.toml")
    assert tried(HEAD + RULE + text).startswith("desk.toml") or tried(HEAD + RULE + text) == ""


VALUES = st.booleans() | st.integers(-9, 9) | st.text("ab", max_size=5) | st.lists(st.integers(0, 3), max_size=2)


@given(st.sampled_from(["id", "title", "test", "severity", "on", "standings", "independent"]), VALUES)
def test_any_value_of_any_key_gives_rules_or_says_why_not(key: str, value: object) -> None:
    kept = [line for line in RULE.split("\n") if not line.startswith(f"{key} =")]
    message = tried(HEAD + "\n".join(kept) + f"{key} = {json.dumps(value)}\n")
    assert message == "" or message.startswith("desk.toml: rule ")
