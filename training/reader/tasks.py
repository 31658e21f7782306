"""What the reader is trained on: each task draws windows for an epoch and tells the loss of a batch of them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Protocol

import labels
import numpy as np
import torch
import windows
from net import Net, halved, plain, pooled
from numpy.typing import NDArray
from sets import Joined, Labelled
from tokenizers import Tokenizer
from torch import Tensor, nn
from windows import Batch, Window

from twosource.engines.reader import pieces
from twosource.engines.reader.pieces import BROKEN, Pieces
from twosource.engines.reader.windows import AIM, CLS, LEAST, SEP, SIZE

LINKED = ("source", "content")
LINK_WEIGHT = 0.1
TEACH_WEIGHT = 1.0
BEHIND = 60
"""Pieces read behind a pronoun."""


class Task(Protocol):
    """One kind of gold."""

    name: str

    @property
    def documents(self) -> list[Pieces]: ...

    def draw(self, noise: np.random.Generator) -> list[Window]:
        """The windows of one epoch."""
        ...

    def loss(self, net: Net, hidden: Tensor, made: Batch, found: list[Window]) -> dict[str, Tensor]:
        """The parts of the loss, by name, of the last layer (B, T, width)."""
        ...


class Tagging:
    """One label a word; where attributions are known, also which spans belong to which cue."""

    def __init__(self, name: str, labelled: list[Labelled], *, share: float = 1.0) -> None:
        self.name, self.labelled, self.share = name, labelled, share
        self.documents = [d.pieces for d in labelled]
        self.tags = [d.tags for d in labelled]
        self.linked = any(d.joined for d in labelled)

    def draw(self, noise: np.random.Generator) -> list[Window]:
        found: list[Window] = []
        left = self.share
        while left > 0:
            chosen = noise.permutation(len(self.documents))[: round(min(1.0, left) * len(self.documents))]
            for number in sorted(chosen.tolist()):
                found += windows.windows(number, self.documents[number], int(noise.integers(0, AIM - LEAST)))
            left -= 1
        return found

    def loss(self, net: Net, hidden: Tensor, made: Batch, found: list[Window]) -> dict[str, Tensor]:
        words = windows.gathered(hidden, made.first)
        parts = {self.name: net.crfs[self.name](words, windows.padded(found, self.tags, labels.IGNORED))}
        if self.linked:
            parts["link"] = LINK_WEIGHT * self._links(net, words, found)
        return parts

    def _links(self, net: Net, words: Tensor, found: list[Window]) -> Tensor:
        """Cross-entropy of each source's and content's cue among the cues of its window."""
        losses: list[Tensor] = []
        for row, w in enumerate(found):
            joined = self.labelled[w.number].joined
            inside = [j for j in joined if j.cue and w.begin <= j.cue[0][0] and j.cue[0][1] <= w.end]
            cues = torch.tensor([j.cue[0][0] - w.begin for j in inside], dtype=torch.long)
            for role in LINKED:
                spans = [
                    (n, a - w.begin, b - 1 - w.begin)
                    for n, j in enumerate(inside)
                    for a, b in getattr(j, role)
                    if w.begin <= a and b <= w.end
                ]
                if spans:
                    which, a, b = (torch.tensor(column) for column in zip(*spans, strict=True))
                    scores = net.pulls[role](words[row, a] + words[row, b], words[row, cues])
                    losses.append(nn.functional.cross_entropy(scores.float(), which))
        return torch.stack(losses).mean() if losses else words.new_zeros(()).float()


GOLD = 0.5
"""How much the gold counts where there is some, beside what the teacher thinks."""


class Taught(Tagging):
    """The probabilities that teachers give to each word's labels, for all heads at once (see ``taught.py``). ``moves``
    are one teacher's scores of one label after another, for heads that the network takes them over for.
    """

    def __init__(self, name: str, texts: list[dict], moves: dict[str, Tensor]) -> None:
        super().__init__(name, [_as_labelled(one) for one in texts])
        self.moves = moves
        self.chances = [one["chances"] for one in texts]
        self.gold = [(one["head"], one["gold"]) for one in texts]

    def loss(self, net: Net, hidden: Tensor, made: Batch, found: list[Window]) -> dict[str, Tensor]:
        words = windows.gathered(hidden, made.first)
        inside = torch.arange(words.shape[1])[None] < torch.tensor(made.count)[:, None]
        parts = {}
        for head in sorted({head for w in found for head in self.chances[w.number]}):
            wanted = torch.zeros(*words.shape[:2], net.crfs[head].emit.out_features)
            known = inside.clone()
            for row, w in enumerate(found):
                if head in self.chances[w.number]:
                    wanted[row, : w.end - w.begin] = torch.from_numpy(self._wanted(head, w))
                else:
                    known[row] = False
            parts[head] = net.crfs[head].taught(words, wanted, known)
        return parts | {"link": LINK_WEIGHT * self._links(net, words, found)}

    def _wanted(self, head: str, w: Window) -> NDArray[np.float32]:
        """The probabilities of the labels of a window's words, (m, labels)."""
        wanted = self.chances[w.number][head][w.begin : w.end].astype(np.float32)
        mine, gold = self.gold[w.number]
        if mine == head:
            labelled = np.flatnonzero(gold[w.begin : w.end] != labels.IGNORED)
            wanted[labelled] *= 1 - GOLD
            wanted[labelled, gold[w.begin : w.end][labelled]] += GOLD
        return wanted


def _as_labelled(one: dict) -> Labelled:
    cut = Pieces(*one["pieces"])
    tags = np.full(len(cut.words), labels.IGNORED) if one["gold"] is None else one["gold"]
    return Labelled("", "", cut, tags, tuple(Joined(**j) for j in one["joined"]))


class Asked(NamedTuple):
    """A pronoun's word and its candidates: first word, last word, and whether it is meant."""

    word: int
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    meant: NDArray[np.bool_]


class Pronouns:
    """Who is meant by a pronoun, among those named or described near it, or none of them."""

    name = "pronoun"

    def __init__(self, path: Path, cutter: Tokenizer, shares: dict[str, float]) -> None:
        self.documents: list[Pieces] = []
        self.asked: list[Asked] = []
        self.shares: list[float] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            if shares.get(one["source"]):
                self._add(one, cutter)
                self.shares += [shares[one["source"]]] * (len(self.documents) - len(self.shares))

    def _add(self, one: dict, cutter: Tokenizer) -> None:
        cut = pieces.cut(one["text"], [(0, len(one["text"]))], cutter)
        known = [(a, b, label) for a, b, label in one["candidates"] if label is not None]
        if not known:
            return
        starts = cut.words[:, 0]
        word = int(np.searchsorted(starts, one["pronoun"][0]))
        first = np.searchsorted(starts, [a for a, _, _ in known])
        last = np.searchsorted(starts, [b for _, b, _ in known]) - 1
        self.documents.append(cut)
        self.asked.append(Asked(word, first, np.maximum(first, last), np.array([bool(x) for _, _, x in known])))

    def draw(self, noise: np.random.Generator) -> list[Window]:
        found = []
        for number, (cut, asked) in enumerate(zip(self.documents, self.asked, strict=True)):
            for _ in range(int(self.shares[number] + noise.random())):
                at = int(cut.first[min(asked.word, len(cut.first) - 1)])
                high = min(len(cut.ids), at + BEHIND)
                low = max(0, high - SIZE + 2)
                high = min(len(cut.ids), low + SIZE - 2)
                begin, end = np.searchsorted(cut.first, [low, high]).tolist()
                found.append(Window(number, low, high, begin, end))
        return found

    def loss(self, net: Net, hidden: Tensor, made: Batch, found: list[Window]) -> dict[str, Tensor]:
        words = windows.gathered(hidden, made.first)
        losses = []
        for row, w in enumerate(found):
            asked = self.asked[w.number]
            inside = (asked.first >= w.begin) & (asked.last < w.end)
            if not inside.any() or not w.begin <= asked.word < w.end:
                continue
            first, last = (torch.from_numpy(x[inside] - w.begin) for x in (asked.first, asked.last))
            scores = net.pulls["pronoun"](words[row, [asked.word - w.begin]], words[row, first] + words[row, last])
            scores = torch.cat([scores[0].float(), net.nobody])
            meant = torch.from_numpy(np.append(asked.meant[inside], not asked.meant[inside].any()))
            losses.append(torch.logsumexp(scores, 0) - torch.logsumexp(scores[meant], 0))
        return {self.name: torch.stack(losses).mean() if losses else words.new_zeros(()).float()}


class Teacher:
    """The untouched sentence encoder: what the reader's own passage embeddings should be like."""

    def __init__(self) -> None:
        self.net = plain().eval()

    def loss(self, net: Net, hidden: Tensor, documents: list[Pieces], found: list[Window]) -> dict[str, Tensor]:
        """1 - cosine, and squared difference of the cosines between passages."""
        spots = [(row, a, b) for row, w in enumerate(found) for a, b in passages(documents[w.number], w)]
        if len(spots) <= 1:
            return {}
        rows = [documents[found[row].number].ids[found[row].low + a : found[row].low + b] for row, a, b in spots]
        want = self._rows(rows)
        have = pooled(net.embed(hidden).float(), [(row, a + 1, b + 1) for row, a, b in spots])
        near = 1 - (want * have).sum(dim=1).mean()
        alike = ((want @ want.T - have @ have.T) ** 2).mean()
        return {"embed": TEACH_WEIGHT * near, "alike": 4 * TEACH_WEIGHT * alike}

    def _rows(self, rows: list[NDArray[np.int64]]) -> Tensor:
        order = sorted(range(len(rows)), key=lambda n: -len(rows[n]))
        out = torch.zeros(len(rows), self.net.config.hidden_size)
        for at in range(0, len(order), 32):
            some = order[at : at + 32]
            longest = len(rows[some[0]]) + 2
            ids = np.zeros((len(some), longest), dtype=np.int64)
            mask = np.zeros((len(some), longest), dtype=np.int64)
            for n, number in enumerate(some):
                size = len(rows[number])
                ids[n, : size + 2] = [CLS, *rows[number], SEP]
                mask[n, : size + 2] = 1
            with torch.no_grad(), halved():
                mine = torch.from_numpy(mask)
                hidden = self.net(input_ids=torch.from_numpy(ids), attention_mask=mine).last_hidden_state.float()
            mean = (hidden * mine[..., None]).sum(dim=1)
            out[some] = nn.functional.normalize(mean, dim=1)
        return out


SHORTEST, LONGEST = 6, 120
_STOPS = {1012, 999, 1029}  # . ! ?


def passages(document: Pieces, w: Window) -> list[tuple[int, int]]:
    """Sentence-like stretches of a window, as numbers of pieces in it: enough for teaching, splitting is rough."""
    ids, gaps = document.ids[w.low : w.high], document.features[w.low : w.high, 1]
    cuts = [n + 1 for n in range(len(ids) - 1) if gaps[n + 1] == BROKEN or (ids[n] in _STOPS and gaps[n + 1] == 1)]
    ends = [0, *cuts, len(ids)]
    return [(a, b) for a, b in pairwise(ends) if SHORTEST <= b - a <= LONGEST]
