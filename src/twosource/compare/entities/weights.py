"""What speaks for and against a candidate, in log-odds for one unit of a feature of ``entities.meant``.

Written by ``training/train_entities.py`` from annotated stories; not by hand.
"""

from __future__ import annotations

BIAS = -2.1291

WEIGHTS: dict[str, float] = {
    "of-person": -0.5091,
    "of-thing": -0.7951,
    "the": -0.1900,
    "this": 0.1537,
    "owned-by-name": -0.5819,
    "a": 0.4162,
    "bare": -0.8308,
    "modifiers": 0.4487,
    "in-headline": 1.0475,
    "sentence": -0.0214,
    "generic": -0.1420,
    "same-noun": 0.0408,
    "kind": -0.2336,
    "kind-agrees": -0.3174,
    "times-before": 0.0578,
    "times": 0.1197,
    "share": 1.0657,
    "rank": -0.1455,
    "lead": -0.0288,
    "distance": -0.0087,
    "recency": -0.0541,
    "in-sentence-before": 0.2880,
    "in-sentence-after": -0.1937,
    "first-of-sentence-before": 0.3667,
    "until-next": 0.0033,
    "reports": 0.2109,
    "abroad": 0.9461,
    "told-here": 1.0854,
    "told": 1.8060,
    "told-alike": 1.1498,
    "others-told-here": -1.1740,
    "others-told": -0.5889,
    "in-name": 3.2916,
    "others-in-name": -0.5730,
    "modifiers-in-name": 0.8365,
    "modifiers-strange": -0.1453,
    "nation": 0.6537,
    "known-as": 1.6376,
    "company": 0.3009,
    "press": 0.7229,
    "other-body": -0.2365,
    "gender": 1.3191,
    "said-before": 3.8881,
    "candidates": -0.0453,
}
