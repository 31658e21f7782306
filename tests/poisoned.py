"""Pages that are too much for a worker, which no page can be made to be."""

from __future__ import annotations

import os
import time
from pathlib import Path

from twosource import read
from twosource.bulk import rows


def read_or_die(page: read.Page, mark: str = "") -> rows.Row:
    """Reads a page; one ends the worker (with ``mark`` only once), one hangs, one is too much for the memory."""
    text = page.content or ""
    if "ENDS" in text:
        if mark:
            try:
                Path(mark).touch(exist_ok=False)
            except FileExistsError:
                return rows.read_row(page)
        os.kill(os.getpid(), 9)
    if "HANGS" in text:
        time.sleep(3600)
    if "EATS" in text:
        return rows.lost(page, str(allocated(2**60)))
    return rows.read_row(page)


def allocated(size: int) -> int:
    """Asks for memory that there is not."""
    return len(bytearray(size))
