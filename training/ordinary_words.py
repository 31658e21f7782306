"""Count which words of English news are ordinary words, and write ``src/twosource/lexicon/ordinary.txt``.

    python training/ordinary_words.py ARTICLES.jsonl.gz src/twosource/lexicon/ordinary.txt

A word is ordinary if it stands in lower case at least ``LEAST`` times and more than ``RATIO`` times as often as
capitalised inside a sentence. Only words and their order are written: no text of the articles.
"""

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

LEAST = 25
RATIO = 4
_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[.!?:\n“\"]")


def count(path: Path) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in lower case, and capitalised inside a sentence."""
    low: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            before = "."
            for word in _TOKEN.findall(json.loads(line)["text"]):
                if word.islower():
                    low[word] += 1
                elif word.istitle() and before.isalpha():
                    capital[word.lower()] += 1
                before = word
    return low, capital


def main(articles: str, out: str) -> None:
    """Count and write."""
    low, capital = count(Path(articles))
    ordinary = sorted(w for w, n in low.items() if w.isalpha() and len(w) > 1 and n >= LEAST and n > RATIO * capital[w])
    Path(out).write_text("\n".join(ordinary) + "\n", encoding="utf-8")
    print(f"{len(ordinary)} words")


if __name__ == "__main__":
    main(*sys.argv[1:])
