"""What a program that a test interrupts needs: a run in the background of a shell hands on that Ctrl-C is ignored."""

from __future__ import annotations

import signal


def heard() -> None:
    """In a process that begins: Ctrl-C ends it, whatever those that started it do with theirs."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
