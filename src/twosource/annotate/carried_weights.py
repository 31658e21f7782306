"""The weights of the judge of carried channels: written by ``training/train_carried.py``, never by hand."""

from __future__ import annotations

BIAS = -1.412
WEIGHTS = {
    "added": 0.379,
    "any-before": -0.453,
    "attitude": -0.013,
    "both quoted": 0.181,
    "common words": 0.744,
    "first behind": 0.130,
    "further": 0.368,
    "next paragraph": 0.218,
    "no strangers": -0.023,
    "other time": -0.437,
    "paragraphs": -0.676,
    "perfect": -0.117,
    "pronoun": 0.220,
    "quoted": 0.425,
    "said": 0.373,
    "same between": 0.008,
    "same paragraph": 0.350,
    "same speaker": 0.267,
    "same-before": 0.527,
    "same-behind": -0.075,
    "sentences": -0.437,
    "share": 0.190,
    "speaker's only": 0.469,
    "speaker's share": 0.532,
    "strangers": -0.047,
    "their time": -0.165,
    "written": 0.643,
}
