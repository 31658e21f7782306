"""The judge of relations: a cross-encoder (Nogueira and Cho 2019) on all-MiniLM-L6-v2 that reads two passages together.

Shapes: B pairs, T pieces, W the width of the encoder.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from records import NAMES
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parents[1] / "reader"))

from net import QuickDropout, as_mpnets, halved, larger, plain, with_dropout

__all__ = ["Relations", "halved"]


class Relations(nn.Module):
    """Log-probabilities of the six relations."""

    def __init__(self, dropout: float = 0.1, *, teacher: Path | None = None) -> None:
        super().__init__()
        self.encoder = with_dropout(larger(teacher) if teacher else plain(), dropout)
        width = self.encoder.config.hidden_size
        self.drop = QuickDropout(dropout)
        self.mixed = nn.Linear(2 * width, width)
        self.out = nn.Linear(width, len(NAMES))
        self.teacher = teacher is not None

    def forward(self, ids: Tensor, sides: Tensor, mask: Tensor) -> Tensor:
        """ids, sides (0 first passage, 1 second), mask, all (B, T) -> (B, len(NAMES)) log-probabilities."""
        if self.teacher:
            hidden = self.encoder(input_ids=as_mpnets(ids), attention_mask=mask).last_hidden_state
        else:
            hidden = self.encoder(input_ids=ids, token_type_ids=sides, attention_mask=mask).last_hidden_state
        weight = mask[..., None].to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        both = torch.tanh(self.mixed(self.drop(torch.cat([hidden[:, 0], mean], dim=1))))
        return torch.log_softmax(self.out(both).float(), dim=1)
