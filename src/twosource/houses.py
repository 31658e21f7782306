"""Names of outlets as they are compared: ``outlet_key("The Quay News") == outlet_key("www.quaynews.example")``.

In: the name an outlet goes by, or the address of its site. Out: a key that is equal for the names of one house, and
whether two keys may mean one house. What this does not do: it knows no owners, and of spellings only a few that do not
follow from the name.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ARTICLE = re.compile(r"^the\s+")
_SECTION = re.compile(r"(?<=\w)(?:\s+[-–|]\s+(?:news|world|politics|opinion|home)|\s+online(?:\s+news)?)$")
"""What lists of outlets put behind a name to tell its parts ("Quay Times - News", "Quay Radio Online News")."""
_HOST = re.compile(r"(?:https?://)?(?P<host>[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})/?")
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"})
_PLATFORMS = frozenset({"blogspot", "go", "medium", "substack", "tumblr", "wordpress"})
"""Hosts whose subdomains are houses of their own."""
_NO_WORD = re.compile(r"[\W_]+")
_SAME_HOUSE = {
    "associatedpress": "ap",
    "associatedpressap": "ap",
    "agencefrancepresse": "afp",
    "agencefrancepresseafp": "afp",
    "thomsonreuters": "reuters",
    "apnews": "ap",
    "csmonitor": "christiansciencemonitor",
    "ft": "financialtimes",
    "huffpost": "huffingtonpost",
    "latimes": "losangelestimes",
    "nypost": "newyorkpost",
    "nytimes": "newyorktimes",
    "scmp": "southchinamorningpost",
    "smh": "sydneymorningherald",
    "wsj": "wallstreetjournal",
}
"""Spellings of one house, as keys."""


@lru_cache(maxsize=65536)
def outlet_key(name: str) -> str:
    """An outlet's name as it is compared: case, article, punctuation, section and web address aside
    ("edition.quaynews.com" and "Quay News - World" are Quay News).
    """
    folded = name.strip().casefold()
    host = _HOST.fullmatch(folded)
    key = _NO_WORD.sub("", _house(host["host"]) if host else _SECTION.sub("", _ARTICLE.sub("", folded)))
    return _SAME_HOUSE.get(key, key)


def _house(host: str) -> str:
    """The label of a host that names its house."""
    labels = host.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL and len(host.rsplit(".", 1)[-1]) == 2:  # noqa: PLR2004
        labels = labels[:-1]
    named = [label for label in labels if label != "www"] or labels
    label = named[-2] if len(named) > 1 and named[-1] in _PLATFORMS else named[-1]
    return label.removeprefix("the") if len(label) > len("the") + 2 else label


def outlets_alike(a: str | None, b: str | None) -> bool:
    """Whether two keys of outlets may mean one house ("bellnews", "bellnewsonline"); an unknown one may be any."""
    return not a or not b or a.startswith(b) or b.startswith(a)
