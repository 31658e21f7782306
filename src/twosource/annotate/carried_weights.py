"""The weights of the judge of carried channels: written by ``training/train_carried.py``, never by hand."""

from __future__ import annotations

BIAS = -1.671
WEIGHTS = {
    "added": 0.501,
    "any-before": -0.330,
    "attitude": -0.139,
    "both quoted": 0.130,
    "common words": 0.695,
    "first behind": 0.180,
    "further": 0.366,
    "inside": 0.011,
    "next paragraph": 0.309,
    "no strangers": 0.020,
    "other time": -0.545,
    "paragraphs": -0.647,
    "perfect": -0.247,
    "pronoun": 0.196,
    "quoted": 0.383,
    "said": 0.286,
    "same between": 0.266,
    "same paragraph": 0.448,
    "same speaker": 0.322,
    "same-before": 0.506,
    "same-behind": -0.175,
    "sentences": -0.248,
    "share": 0.195,
    "speaker's only": 0.456,
    "speaker's share": 0.477,
    "strangers": 0.080,
    "their time": -0.250,
    "written": 0.616,
}
