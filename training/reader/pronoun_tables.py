"""Count which first names and which words of news go with "he" and "she", and write the tables that references use.

    python training/reader/pronoun_tables.py TO TEXT ... [--without DIR]

In: gzipped JSONL of articles or of stories, and folders of ``.txt`` or of word-TAB-tag ``.tsv`` files. Out, in the
folder TO (``src/twosource/annotate/references``): ``given.txt``, a first name and how many different people of that
name are called "he" and "she"; ``verbs.txt``, words that follow "he", "she", "they" or "who" in place of a verb. Only
words and counts are written: no text of the articles.

Whom a "he" means is not known here. A name is counted for the gender of most pronouns that stand behind it in its own
and the next sentence before anybody else is named, and for that of "Mr" and "Ms"; each full name once an article set.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from pronouns_made import Without
from pronouns_records import Seen, read, sentence_of

from twosource.annotate.references import people
from twosource.annotate.references.genders import PRONOUNS
from twosource.lexicon.persons import Gender
from twosource.lexicon.words import is_ordinary

SURE = 0.75
"""Share of the pronouns behind a name that must be of one gender."""

LEAST_PRONOUNS = 2
LEAST_VERB = 12
"""How often a word follows a pronoun to be taken for a verb."""

SHARE_VERB = 0.03
"""How much of all its uses that must be."""

_SUBJECT = re.compile(
    r"\b(?:he|she|they|who|we|I) (?:(?:also|then|later|never|still|now|once|first|only) )?([a-z]{2,})\b"
)
_LOWER = re.compile(r"\b[a-z]{2,}\b")
_LETTERS = 2


def texts(source: Path) -> Iterator[str]:
    """The texts of a file or folder."""
    if source.is_dir():
        for path in sorted(source.rglob("*.txt")):
            yield path.read_text(encoding="utf-8")
        for path in sorted(source.rglob("*.tsv")):
            yield _joined(path.read_text(encoding="utf-8"))
        return
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for one in row.get("articles", [row]):
                yield one["text"]


def _joined(table: str) -> str:
    sentences = [[row.split("\t")[0] for row in part.splitlines()] for part in table.split("\n\n")]
    return "\n".join(re.sub(r" (?=[.,;:!?’'])", "", " ".join(words)) for words in sentences)


class Tables:
    """What is counted."""

    def __init__(self) -> None:
        self.people: dict[tuple[str, str], Counter[Gender]] = defaultdict(Counter)
        self.after: Counter[str] = Counter()
        self.all: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count a text."""
        self.after.update(_SUBJECT.findall(text))
        self.all.update(_LOWER.findall(text))
        seen = read(text)
        full: dict[int, tuple[str, str]] = {}
        for mention, chain in zip(seen.mentions, seen.chains, strict=True):
            person = people.parse(text[mention.start : mention.end])
            if chain is not None and len(person.words) > 1 and mention.kind in {"person", "other"}:
                full.setdefault(chain, (person.words[0], person.words[-1]))
        told = _told(seen)
        for chain, name in full.items():
            counts = told.get(chain, Counter())
            if counts.total() >= LEAST_PRONOUNS:
                gender, most = max(sorted(counts.items()), key=lambda kv: kv[1])
                if most >= SURE * counts.total():
                    self.people[name][gender] += 1

    def given(self) -> dict[str, tuple[int, int]]:
        """Men and women of each first name."""
        out: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for (first, _), counts in sorted(self.people.items()):
            gender, most = max(sorted(counts.items()), key=lambda kv: kv[1])
            if most >= SURE * counts.total():
                out[first][gender == "female"] += 1
        return {
            name: (m, f)
            for name, (m, f) in sorted(out.items())
            if len(name) > _LETTERS and name.replace("-", "").isalpha() and not is_ordinary(name)
        }

    def verbs(self) -> list[str]:
        """Words that stand for a verb."""
        often = (w for w, n in self.after.items() if n >= LEAST_VERB and n >= SHARE_VERB * self.all[w])
        return sorted(w for w in often if not w.endswith("ly"))


def _told(seen: Seen) -> dict[int, Counter[Gender]]:
    """The pronouns that stand behind each chain of names before anybody else is named."""
    told: dict[int, Counter[Gender]] = defaultdict(Counter)
    last: tuple[int, int] | None = None
    for mention, chain in zip(seen.mentions, seen.chains, strict=True):
        at = sentence_of(seen, mention)
        if chain is not None:
            last = (chain, at)
            title = people.parse(seen.text[mention.start : mention.end])
            if title.titled and title.gender:
                told[chain][title.gender] += 2
        elif seen.described(mention):
            last = None
        elif mention.form == "pronoun" and last and at - last[1] <= 1:
            gender = PRONOUNS.get(seen.text[mention.start : mention.end].lower())
            if gender:
                told[last[0]][gender] += 1
    return told


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("to", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--without", type=Path, help="stories whose texts must stay out")
    args = parser.parse_args()
    kept_out = Without(
        [p.read_text(encoding="utf-8") for p in sorted(args.without.glob("*/*.txt"))] if args.without else []
    )
    tables, met = Tables(), set()
    for source in args.texts:
        for text in texts(source):
            if text not in met and not kept_out.shares(text):
                met.add(text)
                tables.add(text)
    given, verbs = tables.given(), tables.verbs()
    (args.to / "given.txt").write_text("".join(f"{n} {m} {f}\n" for n, (m, f) in given.items()), encoding="utf-8")
    (args.to / "verbs.txt").write_text("\n".join(verbs) + "\n", encoding="utf-8")
    print(f"{len(given)} first names, {len(verbs)} verbs, {len(met)} texts")


if __name__ == "__main__":
    main()
