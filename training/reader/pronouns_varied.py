"""Examples of pronouns with other people's names in them, so that what is learned is not who is who.

    python training/reader/pronouns_varied.py EXAMPLES.jsonl TO.jsonl [--times '{"gap": 6, "gum": 4, "renamed": 1}']

In: the examples of ``pronouns.py``. Out: each of them as it is, and so many variants of it: everybody's first and last
name is exchanged for another one, the same for all mentions of one person, of the gender that the name or the pronoun
tells; titles stay. Last names are drawn from those of the examples themselves. Bodies and places keep their names.
Deterministic: what is drawn depends on the example and the number of the variant alone.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from pronouns_made import FIRST_NAMES, edited
from pronouns_records import Candidate, Example, Seen, read

from twosource.annotate.references import people
from twosource.annotate.references.genders import PRONOUNS
from twosource.lexicon import persons
from twosource.lexicon.persons import Gender
from twosource.lexicon.words import is_ordinary

TIMES = {"gap": 6, "gum": 4, "renamed": 1, "told": 0, "masked": 0}
LEAST = 3
"""Times a last name must be met in the examples to be drawn."""


def examples(path: Path) -> Iterator[Example]:
    """The examples of a file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Example(
                source=row["source"],
                key=row["key"],
                text=row["text"],
                pronoun=(row["pronoun"][0], row["pronoun"][1]),
                candidates=tuple(Candidate(*c) for c in row["candidates"]),
            )


def last_names(path: Path) -> list[str]:
    """Last names of people met often enough."""
    met: Counter[str] = Counter()
    for example in examples(path):
        for start, end, _ in example.candidates:
            words = example.text[start:end].split(" ")
            if len(words) == 2 and persons.is_first_name(words[0]):  # noqa: PLR2004 - first and last name
                met[words[1]] += 1
    return sorted(
        name
        for name, n in met.items()
        if n >= LEAST and name.isalpha() and name.istitle() and not is_ordinary(name.lower())
    )


def varied(example: Example, names: Sequence[str], variant: int) -> Example | None:
    """An example with other names; None if nothing changes."""
    draw = Random(f"{example.key} {example.pronoun} {variant}")  # noqa: S311 - not for secrets
    seen = read(example.text)
    gender = PRONOUNS[example.text[slice(*example.pronoun)].lower()]
    told = people.genders(seen.mentions, seen.chains, seen.text)
    wanted = _wanted(example, seen)
    drawn: dict[int, tuple[str, str]] = {}
    edits: list[tuple[int, int, str]] = []
    for mention, chain in zip(seen.mentions, seen.chains, strict=True):
        if chain is None or chain not in wanted:
            continue
        if chain not in drawn:
            of: Gender = told.get(chain, gender)
            drawn[chain] = (draw.choice(FIRST_NAMES[of]).capitalize(), draw.choice(names))
        words = seen.text[mention.start : mention.end]
        edits.append((mention.start, mention.end, _exchanged(words, drawn[chain], wanted[chain])))
    edits = [edit for edit in edits if edit[2] != seen.text[edit[0] : edit[1]]]
    return edited(example, edits, 0) if edits else None


def _wanted(example: Example, seen: Seen) -> dict[int, str]:
    """The chains to be renamed: people, where no candidate's ends lie inside a mention; with their last words."""
    ends = [(c.start, c.end) for c in example.candidates]
    meant = [(c.start, c.end) for c in example.candidates if c.label]
    out: dict[int, str] = {}
    spoiled: set[int] = set()
    for mention, chain in zip(seen.mentions, seen.chains, strict=True):
        if chain is None:
            continue
        if any(s < mention.end and mention.start < e and (s, e) != (mention.start, mention.end) for s, e in ends):
            inside = any(s <= mention.start and mention.end <= e for s, e in ends)
            spoiled |= set() if inside else {chain}
        person = people.parse(seen.text[mention.start : mention.end])
        known = mention.kind == "person" or (mention.start, mention.end) in meant
        if known or (len(person.words) > 1 and mention.kind == "other" and persons.is_first_name(person.words[0])):
            out[chain] = person.words[-1] if len(person.words) > 1 else out.get(chain, "")
    return {chain: last for chain, last in out.items() if chain not in spoiled}


def _exchanged(words: str, name: tuple[str, str], last: str) -> str:
    """A mention with another name: its title stays, one word stays one word."""
    found = words.split(" ")
    cut = persons.title_length(found)
    title, own = (found[:cut], found[cut:]) if cut < len(found) else ([], found)
    if len(own) > 1:
        return " ".join([*title, *name])
    first = not title and (people.fold(own[0]) != last if last else persons.is_first_name(own[0]))
    return " ".join([*title, name[0] if first else name[1]])


def main() -> None:
    """Write the examples and their variants."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("examples", type=Path)
    parser.add_argument("to", type=Path)
    parser.add_argument("--times", type=json.loads, default=TIMES)
    args = parser.parse_args()
    names = last_names(args.examples)
    counts: Counter[str] = Counter()
    with args.to.open("w", encoding="utf-8") as out:
        for example in examples(args.examples):
            made = [varied(example, names, n) for n in range(args.times.get(example.source, 0))]
            for one in [example, *made]:
                if one:
                    counts[one.source] += 1
                    out.write(json.dumps(one.row(), ensure_ascii=False) + "\n")
    print(f"{len(names)} last names; {dict(counts)}")


if __name__ == "__main__":
    main()
