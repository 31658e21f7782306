"""Pairs of passages from public sets: training/relations/public.py DATA OUT.jsonl.

DATA holds the unpacked sets (``training/unpack.py``). Left out: MRPC and SICK (their licences allow no commercial use),
ClaimDiff (its topics are stories that are measured on). ECB+ topics of the usual development and test splits are left
for ``benchmarks/ecb.py``.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from records import APART, CONTAINED, CONTRADICTS, DIFFERS, NOT_SO, ONE_FACT, RELATED, SAME, UNRELATED, Item, write

SHARES = {"cannot": 4000, "triples": 3000, "ecb": 9000, "ecb-apart": 9000}
"""At most so many items of one set: what is far from news must not outweigh it."""
NEAR, FAR = 0.75, 0.08
_WORD = re.compile(r"\w+")


def main() -> None:
    """Write all sets."""
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    rng = random.Random(5)  # noqa: S311 - a choice of examples
    found: list[Item] = []
    for read in (similarity, chunks, units, proposals, entailment, negations, triples, events):
        items = list(read(data, rng))
        print(f"{read.__name__}: {len(items)}")
        found += items
    rng.shuffle(found)
    print(write(found, out), "items")


def similarity(data: Path, rng: random.Random) -> Iterator[Item]:
    """STS, news parts: scores from 0 (nothing in common) to 5 (the same)."""
    for file in sorted((data / "mrpc_sts").glob("sts_*.tsv")):
        if "MSRpar" in file.name:
            continue
        for line in file.read_text("utf-8").splitlines():
            score, one, other = line.split("\t")[:3]
            yield Item(one.strip(), other.strip(), _of_score(float(score)), "sts")


def _of_score(score: float) -> tuple[int, ...]:
    steps = ((4.6, (SAME,)), (3.8, ONE_FACT), (2.8, (CONTAINED, DIFFERS, RELATED)), (1.2, (RELATED, DIFFERS)))
    return next((may for least, may in steps if score >= least), APART if score >= 0.4 else (UNRELATED,))  # noqa: PLR2004


def chunks(data: Path, rng: random.Random) -> Iterator[Item]:
    """Interpretable STS: typed alignments of chunks."""
    for file in sorted((data / "ists2016").glob("*headlines.wa")):
        for block in file.read_text("utf-8", "replace").split("</sentence>"):
            said = re.findall(r"^// (.+)$", block, re.MULTILINE)
            kinds = re.findall(r"<==> [\d ]+ // (\w+) // (\w+)", block)
            may = _of_chunks([(kind.split("_")[0], score) for kind, score in kinds])
            if len(said) == 2 and may:  # noqa: PLR2004 - a pair
                yield Item(said[0].strip(), said[1].strip(), may, "ists")


def _of_chunks(kinds: list[tuple[str, str]]) -> tuple[int, ...]:
    types = {kind for kind, _ in kinds} - {"NOALI", "ALIC"}
    if "OPPO" in types:
        return NOT_SO
    if types == {"EQUI"}:
        return ONE_FACT if ("NOALI", "0") in kinds else (SAME,)
    if types and types <= {"EQUI", "SPE1", "SPE2"}:
        return ONE_FACT
    return (DIFFERS, RELATED) if types & {"SIMI", "REL"} else ()


def units(data: Path, rng: random.Random) -> Iterator[Item]:
    """Summary content units (pyramids): sentences that contribute to one unit, or to two units of one topic."""
    rows = list(csv.DictReader((data / "qa_align" / "fusion_train.csv").open(encoding="utf-8")))
    by_unit, by_topic = defaultdict(list), defaultdict(list)
    for row in rows:
        row["text"] = row["text"].strip()
        by_unit[row["abs_scu_id"]].append(row)
        by_topic[row["topic"]].append(row)
    for unit in by_unit.values():
        yield from _of_unit(unit)
    for topic in by_topic.values():
        yield from _of_topic(topic, rng)


def _of_unit(unit: list[dict[str, str]]) -> Iterator[Item]:
    for a, b in list(combinations(unit, 2))[:4]:
        if a["text"] != b["text"]:
            yield Item(a["text"], b["text"], (*ONE_FACT, DIFFERS), "units", a["topic"])
    label, text = unit[0]["scu_label"].strip(), unit[0]["text"]
    if label != text:
        yield Item(label, text, ONE_FACT, "units", unit[0]["topic"])


def _of_topic(topic: list[dict[str, str]], rng: random.Random) -> Iterator[Item]:
    held = defaultdict(set)
    for row in topic:
        held[row["abs_scu_id"]].add(row["text"])
    for row in topic:
        others = [o for o in topic if o["text"] not in held[row["abs_scu_id"]]]
        for other in rng.sample(others, min(2, len(others))):
            if not _alike(row["text"], other["text"], NEAR):
                yield Item(row["text"], other["text"], APART, "units-apart", row["topic"])


def proposals(data: Path, rng: random.Random) -> Iterator[Item]:
    """SuperPAL, MultiNews part: propositions of a summary aligned with those of its sources."""
    for name in ("dev", "test"):
        for row in csv.DictReader((data / "superpal_mn" / f"{name}_MN_only.csv").open(encoding="utf-8")):
            yield Item(row["docSpanText"].strip(), row["summarySpanText"].strip(), ONE_FACT, "superpal", row["topic"])


def entailment(data: Path, rng: random.Random) -> Iterator[Item]:
    """RTE 1 to 3: a short text and what follows from it or does not."""
    for file in sorted((data / "rte").glob("rte*.xml")):
        for pair in ET.fromstring(file.read_bytes()).iter("pair"):  # noqa: S314 - files of a known set
            follows = (pair.get("entailment") or pair.get("value") or "").upper() in {"YES", "TRUE"}
            one, other = ((pair.findtext(tag) or "").strip() for tag in "th")
            yield Item(one, other, (CONTAINED, SAME) if follows else (RELATED, DIFFERS, CONTRADICTS, UNRELATED), "rte")


def negations(data: Path, rng: random.Random) -> Iterator[Item]:
    """CANNOT: a sentence and one that denies or turns it."""
    rows = [
        line.split("\t")
        for file in sorted((data / "nli" / "cannot").glob("wikifactcheck*.tsv"))
        for line in file.read_text("utf-8").splitlines()[1:]
    ]
    for row in rng.sample(rows, SHARES["cannot"]):
        yield Item(row[0].strip(), row[1].strip(), NOT_SO, "cannot")


def triples(data: Path, rng: random.Random) -> Iterator[Item]:
    """Pairs out of SNLI and MultiNLI."""
    kinds = {"entailment": ONE_FACT, "contradiction": (*NOT_SO, *APART), "neutral": (CONTAINED, *APART)}
    rows = list(csv.DictReader((data / "nli" / "openie_triples" / "oie-train.csv").open(encoding="utf-8")))
    for row in rng.sample(rows, SHARES["triples"]):
        if row["GoldLabel"] in kinds:
            yield Item(row["Premise"], row["Hypothesis"], kinds[row["GoldLabel"]], "nli")


def events(data: Path, rng: random.Random) -> Iterator[Item]:
    """ECB+, training topics: sentences that mention one event, or two events of the topic that only look alike."""
    folder = data / "ecbplus"
    sentences = _sentences(folder / "ECB_Train_corpus.txt")
    chains: dict[tuple[str, int], set[str]] = defaultdict(set)
    for mention in json.loads((folder / "ECB_Train_Event_gold_mentions.json").read_text("utf-8")):
        chains[mention["doc_id"], mention["sent_id"]].add(mention["coref_chain"])
    by_topic = defaultdict(list)
    for key in chains:
        if key in sentences:
            by_topic[key[0].split("_")[0]].append(key)
    together, apart = [], []
    for topic, keys in by_topic.items():
        for a, b in combinations(sorted(keys), 2):
            if a[0] == b[0]:
                continue
            common = len(chains[a] & chains[b])
            enough = common >= 2 or (common and _alike(sentences[a], sentences[b], 0.25))  # noqa: PLR2004
            if enough:
                together.append(Item(sentences[a], sentences[b], (*ONE_FACT, DIFFERS), "ecb", topic))
            elif not common and _alike(sentences[a], sentences[b], FAR):
                apart.append(Item(sentences[a], sentences[b], APART, "ecb-apart", topic))
    yield from rng.sample(together, min(len(together), SHARES["ecb"]))
    yield from rng.sample(apart, min(len(apart), SHARES["ecb-apart"]))


def _sentences(file: Path) -> dict[tuple[str, int], str]:
    words: dict[tuple[str, int], list[str]] = defaultdict(list)
    for line in file.read_text("utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) >= 4:  # noqa: PLR2004 - document, sentence, number, word
            words[parts[0], int(parts[1])].append(parts[3])
    return {key: re.sub(r" ([,.;:!?'’])", r"\1", " ".join(said)) for key, said in words.items()}


def _alike(a: str, b: str, least: float) -> bool:
    first, second = ({w for w in _WORD.findall(text.lower()) if len(w) > 3} for text in (a, b))  # noqa: PLR2004
    return bool(first and second) and len(first & second) >= least * min(len(first), len(second))


if __name__ == "__main__":
    main()
