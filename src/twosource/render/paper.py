"""A dossier on paper: ``pdf(page) -> bytes``, from the page of HTML. Needs WeasyPrint (the extra ``pdf``).

In: the page of a dossier (``hypertext.html``). Out: a PDF: A4, with a running title and page numbers, links inside the
document and the page of every passage beside it; the reports stand at the end. The page's own style and script are
taken out and ``paper.css`` is put in their place; its pictures are given their colours by themselves (``PICTURES``), as
the style of a page does not reach into them. Nothing is fetched: every address that is asked for is refused.

The fonts are those of the machine, so two machines may break lines differently; the words are the same.
"""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from twosource.errors import OutputError, UsageError

_LONG, _PIECE = re.compile(r"\S{31,}"), re.compile(r"\S{1,10}")
_SVG = "{http://www.w3.org/2000/svg}"
_INK, _SOFT, _LINE = "#111", "#555", "#bbb"
COLOURS = {
    "k-conflict": "#a8201a",
    "k-corroborated": "#10654a",
    "k-same-origin": "#8a5200",
    "k-not-established": "#38568a",
    "k-single": "#555",
}
"""What stands for a standing, as in ``paper.css``."""
_COMMON = COLOURS["k-same-origin"]
_SINGLE = COLOURS["k-single"]

PICTURES = f"""
text {{ font-family: sans-serif; font-size: 12.5px; fill: {_INK}; }}
.note, .more, .growth text {{ font-size: 11px; fill: {_SOFT}; }}
.grid text, .knowing text {{ font-size: 12px; }}
.name {{ font-weight: bold; }}
.lone .name, .grid .name, .knowing .name {{ font-weight: normal; }}
.common .name {{ font-weight: bold; }}
circle, .issued {{ fill: {_SINGLE}; }}
.issued {{ fill: {_INK}; }}
.common circle {{ fill: {_COMMON}; }}
.axis {{ stroke: {_INK}; }}
.flow path {{ fill: none; stroke: {_SINGLE}; stroke-opacity: .28; }}
.flow.common path {{ stroke: {_COMMON}; stroke-opacity: .5; }}
.relay rect {{ fill: #fff; stroke: {_SOFT}; }}
.relay text {{ font-size: 11.5px; }}
.grid .rule, .knowing .rule {{ stroke: {_LINE}; }}
.knowing .no {{ font-weight: bold; }}
.knowing .through {{ fill: #fff; stroke: {_SINGLE}; stroke-width: 1.5; }}
.grid a rect {{ fill: {_SINGLE}; }}
.grid .common rect {{ fill: {_COMMON}; }}
.grid .through {{ fill: #fff; stroke: {_SINGLE}; stroke-width: 1.5; }}
.grid .common .through {{ stroke: {_COMMON}; }}
.growth path {{ fill: none; stroke: {_SOFT}; stroke-width: 1.2; }}
.growth .ground {{ stroke: {_LINE}; stroke-width: 1; }}
.growth .origins {{ stroke-width: 2.6; }}
.carriers path {{ fill: none; stroke: {_LINE}; stroke-width: 3; }}
.carriers .yes {{ stroke-width: 4; }}
.glyph * {{ fill: none; stroke-width: 1.5; }}
"""
"""The style of the pictures; what has the colour of a standing is added to each picture by itself."""


def check() -> None:
    """Raise :class:`UsageError` if no PDF can be made on this machine."""
    _weasyprint()


def pdf(page: str) -> bytes:
    """The page on paper. Raises :class:`OutputError` if it cannot be laid out."""
    weasyprint = _weasyprint()
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    document = weasyprint.HTML(string=page, url_fetcher=nothing)
    _prepare(document.etree_element)
    style = weasyprint.CSS(string=_style(), url_fetcher=nothing)
    try:
        made: bytes = document.write_pdf(stylesheets=[style])
    except Exception as error:
        told = f"dossier.pdf cannot be laid out ({type(error).__name__}: {error})"
        raise OutputError(f"{told}: print dossier.html from a browser instead, and please report it") from error
    return made


@cache
def _style() -> str:
    return resources.files("twosource.render").joinpath("paper.css").read_text("utf-8")


def _weasyprint() -> Any:  # noqa: ANN401 - a module that need not be there
    try:
        import weasyprint  # noqa: PLC0415 - an extra
    except ImportError as error:
        told = f"PDF needs WeasyPrint, which is not there ({error}): pip install 'twosource[pdf]'"
        raise UsageError(told) from error
    except OSError as error:
        told = f"PDF needs the library Pango, which WeasyPrint cannot load ({str(error).splitlines()[0]})"
        raise UsageError(f"{told}: install it with the system (Debian: libpango-1.0-0 libpangoft2-1.0-0)") from error
    for name in ("weasyprint", "fontTools", "weasyprint.progress"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it does not know of a style is no problem of the user
    return weasyprint


# --- the page for paper ----------------------------------------------------------------------------------------------


def _prepare(page: Element) -> None:
    """Take out the page's style and script, and give each picture a style of its own."""
    symbols = {symbol.get("id", ""): symbol for symbol in page.iter(f"{_SVG}symbol")}
    for parent in list(page.iter()):
        for child in list(parent):
            if child.tag in {"style", "script"}:
                child.text = None
    for element in page.iter():
        element.text, element.tail = _breakable(element.text), _breakable(element.tail)
    for picture, standing in list(_pictures(page, None)):
        _inline(picture, symbols)
        _colour(picture, standing)


def _breakable(text: str | None) -> str | None:
    """The text with places to break in what has none for longer than a line: addresses, hashes."""
    return _LONG.sub(lambda found: "\u200b".join(_PIECE.findall(found[0])), text) if text else text


def _pictures(element: Element, standing: str | None) -> Iterator[tuple[Element, str | None]]:
    """Every picture, with the standing that it is drawn for: its own, or that of what it stands in."""
    own = next((name for name in (element.get("class") or "").split() if name in COLOURS), standing)
    if element.tag == f"{_SVG}svg":
        yield element, own
        return
    for child in element:
        yield from _pictures(child, own)


def _inline(picture: Element, symbols: dict[str, Element]) -> None:
    """Draw in the picture what it only refers to."""
    for use in list(picture):
        if use.tag != f"{_SVG}use":
            continue
        symbol = symbols.get((use.get("href") or "").removeprefix("#"))
        picture.remove(use)
        if symbol is not None:
            picture.set("viewBox", symbol.get("viewBox") or "0 0 16 16")
            picture.extend(copy.deepcopy(child) for child in symbol)


def _colour(picture: Element, standing: str | None) -> None:
    """Put a style into the picture: that of all, the colours of the standings, and the colour of its own."""
    rules = [PICTURES, *(f".{name} circle, circle.{name}, rect.{name} {{ fill: {c}; }}" for name, c in COLOURS.items())]
    own = COLOURS.get(standing or "", _SOFT)
    rules.append(
        f".carriers .yes, path.origins {{ stroke: {own}; }} text.origins {{ fill: {own}; }} "
        f".glyph * {{ stroke: {own}; }} .glyph .full {{ fill: {own}; }}"
    )
    style = SubElement(picture, f"{_SVG}style")
    style.text = "\n".join(rules)
    picture.remove(style)
    picture.insert(0, style)
