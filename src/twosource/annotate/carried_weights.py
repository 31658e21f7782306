"""The weights of the judge of carried channels: written by ``training/train_carried.py``, never by hand."""

from __future__ import annotations

BIAS = -1.667
WEIGHTS = {
    "added": 0.501,
    "any-before": -0.330,
    "attitude": -0.139,
    "both quoted": 0.130,
    "common words": 0.697,
    "first behind": 0.180,
    "further": 0.365,
    "next paragraph": 0.309,
    "no strangers": 0.020,
    "other time": -0.546,
    "paragraphs": -0.648,
    "perfect": -0.247,
    "pronoun": 0.196,
    "quoted": 0.382,
    "said": 0.286,
    "same between": 0.266,
    "same paragraph": 0.449,
    "same speaker": 0.321,
    "same-before": 0.505,
    "same-behind": -0.175,
    "sentences": -0.249,
    "share": 0.195,
    "speaker's only": 0.456,
    "speaker's share": 0.477,
    "strangers": 0.081,
    "their time": -0.250,
    "written": 0.616,
}
