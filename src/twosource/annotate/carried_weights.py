"""The weights of the judge of carried channels: written by ``training/train_carried.py``, never by hand."""

from __future__ import annotations

BIAS = -1.410
WEIGHTS = {
    "added": 0.379,
    "any-before": -0.461,
    "attitude": 0.008,
    "both quoted": 0.179,
    "common words": 0.744,
    "first behind": 0.147,
    "further": 0.361,
    "next paragraph": 0.218,
    "no strangers": -0.018,
    "other time": -0.420,
    "paragraphs": -0.666,
    "perfect": -0.118,
    "pronoun": 0.208,
    "quoted": 0.408,
    "said": 0.374,
    "same between": 0.032,
    "same paragraph": 0.346,
    "same speaker": 0.280,
    "same-before": 0.558,
    "same-behind": -0.097,
    "sentences": -0.447,
    "share": 0.212,
    "speaker's only": 0.454,
    "speaker's share": 0.511,
    "strangers": -0.049,
    "their time": -0.170,
    "written": 0.642,
}
