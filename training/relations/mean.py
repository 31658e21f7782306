"""The mean of the weights of several runs: training/relations/mean.py OUT.pt STATE ...

Runs that began at one state and saw nearly the same pairs lie in one basin; their mean does better on stories that none
of them saw than each of them (Wortsman et al. 2022).
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch


def main() -> None:
    """Write the mean."""
    out, *states = map(Path, sys.argv[1:])
    loaded = [torch.load(state, weights_only=True) for state in states]
    torch.save({name: sum(one[name].float() for one in loaded) / len(loaded) for name in loaded[0]}, out)


if __name__ == "__main__":
    main()
