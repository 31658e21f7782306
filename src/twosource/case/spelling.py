"""Two spellings of one word, British and American: ``variants("fertiliser") == ("fertilizer",)``.

In: a word as somebody looks for it. Out: its other spellings. What is looked for is widened, not what is kept: the
index has the words of the reports, shows them, and finds phrases as they stand. A spelling that nobody uses
("doctour") finds nothing and does no harm. Pairs of which one is another word as well ("tyre, tire", "cheque, check",
"storey, story", "prise, prize") are not taken for two spellings.
"""

from __future__ import annotations

import re

_OUR = (
    "(?:un|dis|mis|re)?(?:arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|"
    "rig|rum|sav|splend|tum|val|vap|vig)"
)
_LL = (
    "cance|channe|counse|dia|due|equa|fue|funne|initia|jewe|labe|leve|libe|marsha|marve|mode|pane|parce|peda|quarre|refue|"
    "riva|shove|signa|tota|trave|tunne|unrave"
)
_RULES = (  # how a word begins, what is written in one way or the other, how it ends
    ("anal|paral|catal|electrol|hydrol", "ys", "yz", "e|es|ed|er|ers|ing"),
    (_OUR, "our", "or", r"\w*"),
    (r"\w*(?:calib|cent|fib|lit|lust|meag|met|sab|somb|spect|theat)", "re", "er", "|s|d"),
    ("defen|offen|licen|preten", "ce", "se", "|s|d|less"),
    (_LL, "ll", "l", "ed|ing|ings|er|ers|ery"),
    ("enro|fulfi|insta|disti", "l", "ll", "|s|ment|ments"),
    ("ski|wi", "l", "ll", "ful|fully"),
    ("anal|catal|dial|monol|epil", "ogue", "og", "|s|d"),
    ("p|orthop|encyclop", "aed", "ed", r"\w+"),
    ("an", "aesth", "esth", r"\w+"),
    ("an|h|leuk", "aem", "em", r"\w+"),
    ("f", "oet", "et", "us|uses|al"),
    ("s", "c", "k", "eptic|eptics|eptical|epticism"),
    ("", "grey", "gray", "|s|ing|ish"),
    ("", "mould", "mold", "|s|ed|ing|y"),
    ("", "plough", "plow", "|s|ed|ing"),
    ("program", "me", "", "|s"),
    ("judg|acknowledg", "em", "m", "ent|ents|ental"),
    ("", "ageing", "aging", ""),
    ("", "aluminium", "aluminum", ""),
    ("", "sulphur", "sulfur", "|ic|ous"),
    ("man", "oeuvre", "euver", "|s|d"),
)
_IZE = re.compile(r"(\w{3,})(is|iz)(e|es|ed|er|ers|ing|ings|able|ation|ations|ational)", re.IGNORECASE)
_PATTERNS = (
    (_IZE, "is", "iz"),
    *((re.compile(f"({begin})({one}|{other})({end})", re.IGNORECASE), one, other) for begin, one, other, end in _RULES),
)
MOST = 4
"""Spellings of one word: a word has hardly two places that are written in two ways."""


def variants(word: str) -> tuple[str, ...]:
    """The other spellings of a word, in small letters."""
    found = [word.casefold()]
    for known in found:  # grows: a variant may have a second place
        for pattern, one, other in _PATTERNS:
            match = pattern.fullmatch(known)
            if match and len(found) < MOST:
                varied = match[1] + (other if match[2] == one else one) + match[3]
                if varied not in found:
                    found.append(varied)
    return tuple(found[1:])


def roots(word: str) -> tuple[str, ...]:
    """What a text must have one of, if it is to have a word in -ise or -ize: a stemmer takes the ending off in one of
    the spellings, and more ("organization", "organic" and "organ" are one to it). Empty for other words.
    """
    match = _IZE.fullmatch(word)
    return (f"{match[1]}is", f"{match[1]}iz") if match else ()
