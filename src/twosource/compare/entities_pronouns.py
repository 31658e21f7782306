"""Pronouns put to the people they stand for (first version: none is)."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.compare.entities_items import Groups, Item
from twosource.model import Article


def link(every: Sequence[Item], groups: Groups, articles: Sequence[Article]) -> None:
    """Join pronouns to the groups they stand for."""
    del every, groups, articles
