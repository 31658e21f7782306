"""Whose turn it is: the time between two requests to one host.

In: hosts, and delays in seconds. Out: nothing is returned but time passes: :meth:`Turns.wait` sleeps until the host may
be asked again. A host that asked for rest ("Retry-After") is left alone until then. Clock and sleep are given from
outside, so that tests take no time.
"""

from __future__ import annotations

from collections.abc import Callable


class Turns:
    """When each host was last asked, by one fetcher."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._last: dict[str, float] = {}
        self._rests: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> None:
        """Sleep until ``delay`` seconds have passed since the host was asked, and count this as asking."""
        last = self._last.get(host)
        if last is not None:
            left = last + delay - self._clock()
            if left > 0:
                self._sleep(left)
        self._last[host] = self._clock()

    def rest(self, host: str, seconds: float) -> None:
        """The host wants to be left alone."""
        self._rests[host] = max(self._rests.get(host, 0.0), self._clock() + seconds)

    def resting(self, host: str) -> float:
        """For how many seconds more a host wants to be left alone; 0 for most."""
        return max(0.0, self._rests.get(host, 0.0) - self._clock())
