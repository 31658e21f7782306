"""A dossier on paper. What it looks like was looked at; here stands what must not break."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import zlib

import pytest

import invented
from twosource import render
from twosource.errors import OutputError
from twosource.model import Dossier
from twosource.render import paper


@pytest.fixture(scope="module")
def made() -> bytes:
    return paper.pdf(render.html(invented.dossier()))


def streams(raw: bytes) -> bytes:
    """All that is packed in a PDF, unpacked."""
    found = []
    for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", raw, re.DOTALL):
        try:
            found.append(zlib.decompress(part))
        except zlib.error:
            found.append(part)
    return raw + b"\n".join(found)


def test_it_is_a_pdf_with_a_title_and_links_inside(made: bytes) -> None:
    assert made.startswith(b"%PDF-")
    inside = streams(made)
    assert b"/Title (Ferry runs aground off Tarn Head" in inside
    assert len(re.findall(rb"/Subtype ?/Link", inside)) >= len(invented.dossier().claims)


def test_no_script_goes_into_it(made: bytes) -> None:
    inside = streams(made)
    assert b"/JavaScript" not in inside
    assert b"/JS" not in inside


def test_the_same_page_gives_the_same_bytes(made: bytes) -> None:
    assert paper.pdf(render.html(invented.dossier())) == made


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda *_: asked.append("network"))
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *_, **__: asked.append("opener"))
    page = render.html(invented.dossier()).replace(
        "</main>",
        '<img src="http://127.0.0.1:9/a.png"><img src="file:///etc/hostname">'
        '<link rel="stylesheet" href="https://a.example/b.css">'
        '<svg><image href="http://127.0.0.1:9/b.png"/></svg></main>',
    )
    assert paper.pdf(page).startswith(b"%PDF-")
    assert asked == []


def test_every_picture_has_its_colours_without_the_style_of_the_page() -> None:
    weasyprint = pytest.importorskip("weasyprint")
    page = weasyprint.HTML(string=render.html(invented.dossier()))
    paper._prepare(page.etree_element)  # noqa: SLF001 - what is drawn cannot be asked of the PDF
    pictures = list(page.etree_element.iter("{http://www.w3.org/2000/svg}svg"))
    assert len(pictures) > 5
    for picture in pictures:
        drawn = "".join(picture.itertext())
        assert "var(" not in drawn
        assert picture.find("{http://www.w3.org/2000/svg}use") is None
        assert paper.COLOURS["k-corroborated"] in drawn


def test_a_page_that_cannot_be_laid_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    weasyprint = pytest.importorskip("weasyprint")

    def broken(*_: object, **__: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(weasyprint.HTML, "write_pdf", broken)
    with pytest.raises(OutputError, match=r"cannot be laid out .*: print dossier\.html from a browser"):
        paper.pdf(render.html(invented.dossier()))


def test_a_dossier_of_nothing_can_be_printed() -> None:
    empty = Dossier(made_by=invented.dossier().made_by, title="")
    assert paper.pdf(render.html(empty)).startswith(b"%PDF-")


def test_a_system_without_pango_is_told() -> None:
    code = """
import sys
class Finder:
    def find_spec(self, name, *_):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'\\nmore")
sys.meta_path.insert(0, Finder())
from twosource.cli import main
sys.exit(main(["brief", "nowhere", "--format", "pdf"]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "PDF needs the library Pango" in done.stderr
    assert "libpango-1.0-0 libpangoft2-1.0-0" in done.stderr
