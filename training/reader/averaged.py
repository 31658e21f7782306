"""Average the weights of several runs: training/reader/averaged.py OUT STATE:WEIGHT ...

In: states of ``train.py`` that come from one another (one was started with the weights of the other), each with how
much it counts. Out: a state at OUT whose weights are the weighted mean of their averaged weights: to export, or to
start another run from. Method: Wortsman et al., Model soups (ICML 2022): runs that go on from common weights lie in
one basin, and the mean of them is better than each, for the price of one.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def averaged(parts: list[tuple[Path, float]]) -> dict[str, torch.Tensor]:
    """The mean of the averaged weights of states; what is no floating-point number is taken from the first."""
    states = [torch.load(path, weights_only=False)["average"] for path, _ in parts]
    total = sum(weight for _, weight in parts)
    shares = [weight / total for _, weight in parts]
    return {
        name: sum(share * state[name].float() for share, state in zip(shares, states, strict=True)).to(value.dtype)
        if value.is_floating_point()
        else value
        for name, value in states[0].items()
    }


def main() -> None:
    """Write the mean."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("parts", nargs="+", metavar="STATE:WEIGHT")
    o = parser.parse_args()
    parts = [(Path(path), float(weight)) for path, _, weight in (part.rpartition(":") for part in o.parts)]
    mean = averaged(parts)
    o.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"net": mean, "average": mean}, o.out)


if __name__ == "__main__":
    main()
