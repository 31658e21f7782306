"""Words that several rules of this package ask for."""

from __future__ import annotations

import re

NOT = re.compile(
    r"\b(?:not|never|no|nor|none|cannot|without|fail\w*|refus\w+|den(?:y|ie\w*|ying)|declin\w+|prevent\w*|block\w*|"
    r"barred|lack\w*|skip\w*|avoid\w*|miss(?:ed|es|ing)?|first|if|whether|unless)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What negates, or may: a passage without any of them asserts."""

MARKET = re.compile(r"\b(?:shares?|stocks?|index|trad(?:ed|ing)|clos(?:ed|ing) at|barrel|points)\b", re.IGNORECASE)
"""Beside prices that change within the hour, and of which no report is wrong."""

QUOTED = re.compile(r"[\"“”]([^\"“”\n]{15,})(?:[\"“”]|$)")
"""A quotation, its words in the first group; its end may lie beyond what is searched."""
