"""A dossier for people and programs: JSON, Markdown, one HTML page, PDF, tables, annotations, a bundle with all that it
rests on, a summary on the terminal.

``json``, ``markdown`` and ``html`` are pure functions of a dossier; ``summary`` prints, ``write`` writes files.
"""

from __future__ import annotations

from twosource.codec import encode as json
from twosource.render.bundle import Beside
from twosource.render.files import BUNDLES, EXPORTERS, ready, write, write_file
from twosource.render.hypertext import html
from twosource.render.markup import markdown
from twosource.render.terminal import summary

__all__ = [
    "BUNDLES",
    "EXPORTERS",
    "Beside",
    "html",
    "json",
    "markdown",
    "ready",
    "summary",
    "write",
    "write_file",
]
