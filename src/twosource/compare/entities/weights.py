"""What speaks for and against a candidate, in log-odds for one unit of a feature of ``entities.meant``.

Written by ``training/train_entities.py`` from annotated stories; not by hand.
"""

from __future__ import annotations

BIAS = -1.7068

WEIGHTS: dict[str, float] = {
    "of-person": -0.3108,
    "of-thing": -2.8472,
    "the": -0.1871,
    "this": -1.9468,
    "owned-by-name": -0.3632,
    "a": 0.5081,
    "bare": -0.3831,
    "modifiers": 0.3711,
    "in-headline": 1.1021,
    "sentence": -0.0333,
    "generic": -0.1144,
    "same-noun": -0.0247,
    "kind": -0.2006,
    "kind-agrees": -0.6678,
    "times-before": 0.0640,
    "times": 0.0910,
    "share": 0.0486,
    "rank": -0.1088,
    "lead": 0.0206,
    "distance": 0.0018,
    "recency": -0.1033,
    "in-sentence-before": 0.2634,
    "in-sentence-after": -0.0664,
    "first-of-sentence-before": 0.4466,
    "until-next": -0.0002,
    "reports": 0.5787,
    "abroad": 0.5717,
    "told-here": 0.7161,
    "told": 1.6293,
    "told-alike": 1.0106,
    "others-told-here": -0.9299,
    "others-told": -0.4443,
    "in-name": 3.5112,
    "others-in-name": -0.6107,
    "modifiers-in-name": 0.8322,
    "modifiers-strange": -0.2076,
    "nation": 0.8167,
    "known-as": 1.4821,
    "company": 0.5884,
    "press": 1.5653,
    "other-body": -0.1881,
    "gender": 1.0632,
    "said-before": 3.8110,
    "candidates": 0.0116,
}
