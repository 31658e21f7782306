"""CofeNet's tokenised files put to the texts they were made of.

In: a text, and the rows of its instances (``tokens``, BIO ``labels``), in any tokenisation that only changes signs
(quotation marks, dashes, brackets, spaces). Out: for every token the characters of the text it stands for. Tokens
that the text does not hold (CoreNLP doubles some full stops) stand for the characters between their neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_SIGNS = (
    dict.fromkeys("“”«»", '"') | dict.fromkeys("‘’`´", "'") | dict.fromkeys("–—―", "-") | {"…": "..."}
)  # a sign of the text, and the one it is compared as
_SLACK = 3
"""Characters that may be passed over between two tokens, besides those of the tokens that were not found."""
_OPENING = 16
"""Characters that tell where an instance goes on that does not stand in the text letter by letter."""


def plain(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without spaces and in plain signs, and for each of its signs the characters it stands for."""
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    for place, char in enumerate(text):
        for sign in _SIGNS.get(char, char):
            before = signs[-1] if places and places[-1][1] >= place else ""
            if sign == before and sign in "'-":
                signs[-1] = '"' if sign == "'" else sign
                places[-1] = (places[-1][0], place + 1)
            elif not sign.isspace():
                signs.append(sign)
                places.append((place, place + 1))
    return "".join(signs), places


class Aligner:
    """A text to which instances are put, one after the other; most follow one another, a few do not."""

    def __init__(self, text: str) -> None:
        self._stream, self._places = plain(text)
        self._at = 0

    def tokens(self, tokens: Sequence[str]) -> list[tuple[int, int]]:
        """The characters of each token of the next instance."""
        words = [plain(_BRACKETS.get(token, token))[0] for token in tokens]
        ahead = "".join(words)
        at, done, passed = self._jump(ahead, self._at), 0, 0
        found: list[tuple[int, int] | None] = []
        for word in words:
            spot = self._stream.find(word, at, at + len(word) + passed + _SLACK) if word else -1
            if spot < 0 and word:
                at = self._jump(ahead[done : done + _OPENING], at)
                spot = at if self._stream.startswith(word, at) else -1
            done += len(word)
            passed = passed + len(word) if spot < 0 else 0
            at = at if spot < 0 else spot + len(word)
            found.append(None if spot < 0 else (self._places[spot][0], self._places[at - 1][1]))
        self._at = at
        return list(_filled(found))

    def _jump(self, ahead: str, at: int) -> int:
        """Where the words ahead stand, or at least the first of them: from a place on, or before it, or nowhere."""
        for words in (ahead, ahead[:_OPENING]):
            for start in (at, 0):
                spot = self._stream.find(words, start) if len(words) >= _OPENING else -1
                if spot >= 0:
                    return spot
        return at


def _filled(found: Sequence[tuple[int, int] | None]) -> Iterator[tuple[int, int]]:
    """Tokens without a place between the end of the one before and the start of the one behind."""
    following: list[int | None] = [None] * (len(found) + 1)
    for number in range(len(found) - 1, -1, -1):
        spot = found[number]
        following[number] = spot[0] if spot else following[number + 1]
    end = next((spot[0] for spot in found if spot), 0)
    for number, spot in enumerate(found):
        behind = following[number]
        yield spot or (end, end if behind is None else max(end, behind))
        end = spot[1] if spot else end


def spans(labels: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Role, first token and the one behind the last of each span of an instance, as CofeNet's evaluation reads BIO:
    a span begins with B; an I of another role or after an O begins none.
    """
    begun, role = -1, ""
    for number, label in enumerate([*labels, "O"]):
        if begun >= 0 and label != f"I-{role}":
            yield role, begun, number
            begun = -1
        if label.startswith("B-"):
            begun, role = number, label[2:]
