"""What a teacher thinks of texts: training/reader/taught.py STATE OUT --data DIR --stories DIR [--larger DIR] [...].

In: a state of ``train.py`` (with --larger as it was trained), the sets of attributions, and articles without any
annotation (--articles, JSON lines as ``twosource`` reads them). Out: one file with the pieces of each text, the
teacher's probability of each label of each of its words for the heads asked for, and the gold labels where there are
some. ``train.py --taught`` makes a small network think the same (Hinton, Vinyals and Dean 2015): of texts without
annotation there is no end, and the probabilities say more than labels do, so the small one learns more than from the
gold alone.

--earlier takes a file that another teacher has made of the same texts, and keeps what that one thinks for the heads
that this one is not asked for.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import scoring
import sets
import torch
from msgspec import Struct
from net import Net, head_counts, widths
from numpy.typing import NDArray
from tokenizers import Tokenizer

from twosource import read
from twosource.engines.reader import decode, pieces, running
from twosource.engines.reader.pieces import Pieces
from twosource.model import Article

PORTION = 40
"""Documents that are read together."""


class Text(Struct, frozen=True):
    """A text to think about: ``head`` and ``gold`` (m,) where it is annotated, with its attributions."""

    pieces: Pieces
    head: str = ""
    gold: NDArray[np.int64] | None = None
    joined: tuple[sets.Joined, ...] = ()


def annotated(data: Path, stories: Path, cutter: Tokenizer) -> Iterator[Text]:
    """The training parts of the sets of attributions."""
    for head, found in {
        "polnear": sets.from_polnear(data / "polnear", "train", cutter),
        "story": sets.from_stories(stories / "train", cutter),
    }.items():
        for one in found:
            yield Text(one.pieces, head, one.tags, one.joined)


def bare(path: Path, cutter: Tokenizer, every: int) -> Iterator[Text]:
    """Every so many-th article of a file, its running text as the product reads it."""
    for page in read.discover([str(path)], max_reports=sys.maxsize).pages[::every]:
        article = read.page(page)
        if isinstance(article, Article):
            yield Text(pieces.cut(article.text, running(article), cutter))


def thoughts(net: Net, heads: list[str], texts: list[Text]) -> Iterator[dict]:
    """What the teacher thinks of some texts."""
    steps = {head: scoring.moves(net, head) for head in heads}
    scores = scoring.emissions(net, heads, [t.pieces for t in texts])
    for number, text in enumerate(texts):
        lines = text.pieces.word_lines
        chances = {
            head: decode.chain(scores[head][number], steps[head], lines).chances.astype(np.float16) for head in heads
        }
        yield {"pieces": tuple(text.pieces), "head": text.head, "gold": text.gold, "chances": chances} | {
            "joined": [{role: getattr(j, role) for role in sets.ROLES} for j in text.joined]
        }


def together(mine: dict, earlier: dict) -> dict:
    """What two teachers think, of texts that both have read; what only one of them has read stays as it is."""

    def key(one: dict) -> tuple[bytes, bytes]:
        return one["pieces"][0].tobytes(), b"" if one["gold"] is None else one["gold"].tobytes()

    known = {key(one): one for one in earlier["texts"]}
    texts = []
    for one in mine["texts"]:
        other = known.pop(key(one), None)
        texts.append(one if other is None else {**other, "chances": {**other["chances"], **one["chances"]}})
    return {"texts": [*texts, *known.values()], "moves": {**earlier["moves"], **mine["moves"]}}


def main() -> None:
    """Think and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("state", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--larger", type=Path, help="folder of all-mpnet-base-v2, if the teacher is as large")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--stories", type=Path, required=True)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--every", type=int, default=12)
    parser.add_argument("--earlier", type=Path)
    parser.add_argument("--heads", nargs="+", default=["polnear"], help="what it is asked for")
    o = parser.parse_args()
    torch.set_flush_denormal(True)
    net = teacher(o.state, o.larger)
    cutter = sets.tokenizer()
    texts = [*annotated(o.data, o.stories, cutter), *(bare(o.articles, cutter, o.every) if o.articles else ())]
    texts = [t for t in texts if len(t.pieces.words)]
    done: list[dict] = []
    for at in range(0, len(texts), PORTION):
        done += thoughts(net, o.heads, texts[at : at + PORTION])
        print(len(done), len(texts), flush=True)
    made = {"texts": done, "moves": {head: net.crfs[head].moves.detach() for head in o.heads}}
    torch.save(together(made, torch.load(o.earlier, weights_only=False)) if o.earlier else made, o.out)


def teacher(state: Path, larger: Path | None) -> Net:
    """The averaged weights of a run, with the larger encoder or the reader's own."""
    from train import HEADS, PULLS  # noqa: PLC0415 - train reads this module's files

    weights = torch.load(state, weights_only=False)["average"]
    net = Net(HEADS, PULLS, heads=head_counts(weights), neurons=widths(weights), teacher=larger)
    net.load_state_dict(weights)
    return net.eval()


if __name__ == "__main__":
    main()
