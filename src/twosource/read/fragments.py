"""The text of a fragment of HTML, such as an item of a feed carries: all of it, paragraphs kept.

In: the fragment. Out: its text: a blank line between blocks, one newline for a line break, white space as one space.
Scripts, forms, tables, pictures with their captions and players are left out, as :mod:`twosource.read.markup` leaves
them out of pages. What this does not do: look for the main text (a feed's item holds nothing else).
"""

from __future__ import annotations

import html
import re

LONGEST = 2 * 1024 * 1024
"""Characters of a fragment; what lies beyond is not looked at."""
_WORD = re.compile(r"\w+")
_BLOCKS = frozenset(
    _WORD.findall(
        "address article aside blockquote body center dd details dir div dl dt fieldset footer h1 h2 h3 h4 h5 h6 header"
        " hr li main ol p pre section summary ul"
    )
)
_LEFT_OUT = frozenset(
    _WORD.findall(
        "applet audio button canvas embed figure form head iframe input math nav noscript object script select style"
        " svg table template textarea title video"
    )
)
_TAG = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9]*[\s/>]|/[a-zA-Z]|!--)")
_SPACES = re.compile(r"\s+")
_GAPS = re.compile(r"\n{2,}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def text(fragment: str) -> str:
    """The text of a fragment. Where no tag is in it, it is plain text, in which newlines count."""
    fragment = _CONTROLS.sub(" ", fragment[:LONGEST])
    if not _TAG.search(fragment):
        lines = (_SPACES.sub(" ", line).strip() for line in html.unescape(fragment).split("\n"))
        return _GAPS.sub("\n\n", "\n".join(lines)).strip("\n")
    return "\n\n".join(_paragraphs(fragment))


def _paragraphs(fragment: str) -> list[str]:
    from lxml import etree  # noqa: PLC0415 - slow to load, needed for HTML only

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(b"<html><body>" + fragment.encode("utf-8", "replace") + b"</body></html>", parser)
    out: list[str] = []
    words: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if tag in _BLOCKS or tag in _LEFT_OUT:
            _close(words, out)
        if event == "end":
            words.append(_SPACES.sub(" ", element.tail or ""))
        elif tag in _LEFT_OUT:
            walk.skip_subtree()
        else:
            words.append("\n" if tag == "br" else _SPACES.sub(" ", element.text or ""))
    _close(words, out)
    return out


def _close(words: list[str], out: list[str]) -> None:
    """End a paragraph; two line breaks end one too."""
    lines = [_SPACES.sub(" ", line).strip() for line in "".join(words).split("\n")]
    words.clear()
    out += [part.strip("\n") for part in _GAPS.split("\n".join(lines)) if part.strip("\n")]
