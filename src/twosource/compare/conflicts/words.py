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

_PERSONS = r"(?:(?:people|those|the|civilians|victims) )*"
TOLL = re.compile(
    rf"\b(?:(?:death )?tolls?|number of {_PERSONS}(?:dead|deaths|killed|fatalities|victims))\b"
    rf"|\b(?P<injured>number of {_PERSONS}(?:injur|wounded|hurt)\w*)\b"
    rf"|\b(?P<missing>number of {_PERSONS}missing)\b",
    re.IGNORECASE,
)
"""What counts those who were killed, injured or are missing: its number may stand at the end of a long clause ("the
death toll of the fire in the old port has risen to 17").
"""

CHANGED = re.compile(
    r"\b(?:rais|rose|risen|ris(?:es|ing)|climb|increas|gr[eo]w|updat|jump|revis|lower|cut|fell|fall|dropp|drop|correct|"
    r"went|gone|chang)\w*\b",
    re.IGNORECASE,
)
"""What tells that a number is another one than before."""

QUOTED = re.compile(r"[\"“”]([^\"“”\n]{15,})(?:[\"“”]|$)")
"""A quotation, its words in the first group; its end may lie beyond what is searched."""
