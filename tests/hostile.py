"""Reports that were written to do harm, and a case of them: markup, control characters, turned text, endless lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from twosource import annotate
from twosource.case import Case, open_case
from twosource.model import Article, Correction, Reading
from twosource.seams import Engines

MARKUP = (
    "</style></title></script><script>document.body.dataset.ran=1;alert(1)</script><img src=x onerror=alert(2)>"
    "<svg onload=alert(3)><a href=javascript:alert(4)>a</a></svg><iframe src=//outlet.example></iframe>"
    '<meta http-equiv=refresh content="0;url=//outlet.example"><base href=//outlet.example>\' "onfocus="alert(5)'
    " &lt;script&gt; {{ 7*7 }} "
)
TURNED = "\u202egnp.exe\u2066 \u2067\u200f\u061c"
URLS = (
    "javascript:alert(6)",
    'https://outlet.example/"><script>alert(7)</script>',
    "data:text/html,<script>alert(8)</script>",
)
STEERS = "\x1b[2J\x1b]0;owned\x07\x9b31m\x08\x7f\r\x0c\u2028\u2029"
"""What steers a terminal, and what breaks lines that look like one."""
HEBREW = "שלום לכולם"
PILED = "Z" + "\u0335\u0321\u0322\u0489" * 40 + " 👩‍👩‍👧‍👦🏴‍☠️ e\u0301"
"""Marks piled upon one letter, emoji made of several."""
LONE = "\ud83d half \udc00"
"""Halves of pairs of surrogates, which JSON can write down."""
WORD = "W" * 100_000
LONG_LINE = ("The water rose <script>alert(9)</script> and " * 25_000)[:1_000_000]
SHORT_LINES = "\n".join(f"{number} metres." for number in range(10_000))
UNSEEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
"""What no page and no terminal may be given (the inside of a character class)."""
READ = 1500
"""Characters of a report that are read here: a line of a megabyte takes a minute, and does the same to a page."""

HAPPENED = "The ferry Osprey ran aground off Tarn Head on Monday, Captain Ada Holm said."
NAMES = ("Gazette", "Herald", "Courier", "Ledger", "Argus")
ENDS = ("", LONG_LINE, SHORT_LINES, WORD, LONE)


def report(number: int, *, edited: bool = False) -> dict[str, Any]:
    """A report; a later version of it is ``edited``."""
    name, end = NAMES[number], ENDS[number]
    hurt = "Seven people were hurt" if edited else ("Nobody was hurt" if number else "Forty people were hurt")
    return {
        "outlet": f"The {name} {HEBREW} {MARKUP}{STEERS}",
        "url": URLS[number] if number < len(URLS) else f"https://outlet.example/{name}/../{HEBREW}?a=<b>",
        "title": f"{name} {TURNED}{STEERS}{PILED}{HEBREW} ferry Osprey aground {MARKUP}",
        "published": "2031-05-12",
        "author": MARKUP + TURNED + STEERS,
        "text": (
            f"{name} {TURNED}{STEERS}{PILED} ferry Osprey aground {MARKUP}\n\n{HAPPENED}\n"
            f"“The keel {MARKUP}{STEERS} is split,” said {name} Reck {HEBREW} {MARKUP}, a diver.\n"
            f"{hurt}, Captain Ada Holm told reporters. {TURNED}{PILED}{HEBREW}\n\n{end}\n"
        ),
    }


def case(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of these reports: added, edited, ruled on; with a file of a hostile name that cannot be read."""
    real = annotate.article

    def head(article: Article, engines: Engines) -> Reading:
        return real(structs.replace(article, text=article.text[:READ], marks=(), boilerplate=()), engines)

    monkeypatch.setattr(annotate, "article", head)
    file = folder / "hostile.db"
    with open_case(file) as opened:
        made = opened.using(jobs=1)
        made.add(_written(folder / "first.jsonl", [report(number) for number in range(len(NAMES))]))
        made.add(_written(folder / "later.jsonl", [report(1, edited=True)]))
        broken = folder / "<img src=x onerror=alert(10)>\x1b[2J\u202e.html"
        broken.write_bytes(b"")
        made.add(broken)
        _ruled(made)
    return file


def _ruled(made: Case) -> None:
    story = made.stories(least=2)[0].id
    dossier = made.dossier(story)
    passages = [made.passage(article.id, HAPPENED) for article in dossier.articles[:2]]
    note = {"by": f"Ada {MARKUP}{TURNED}{STEERS}", "note": f"why {MARKUP}{TURNED}{STEERS}{PILED}"}
    made.correct([Correction(ruling="same", about="claim", passages=tuple(passages), **note)])


def _written(file: Path, reports: list[dict[str, Any]]) -> Path:
    file.write_text("".join(f"{json.dumps(one)}\n" for one in reports), "utf-8")
    return file
