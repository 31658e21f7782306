"""What a rule finds in one segment: a :class:`Hit`, in token numbers of that segment."""

from __future__ import annotations

from typing import NamedTuple

from twosource.engines.rules.phrases import Range


class Hit(NamedTuple):
    """A cue with its source and content. ``content`` is empty where the remark stands in another segment.

    ``start`` is where the attributing phrase begins (source or cue, whichever comes first): the content of an earlier
    cue is cut there if ``cuts``. ``waits`` says where an empty content is to be looked for: "left", "right" or "".
    """

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    start: int
    cuts: bool = False
    waits: str = ""
    verb: str = ""
