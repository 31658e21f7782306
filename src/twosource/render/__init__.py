"""A dossier for people and programs: JSON, Markdown, one HTML page, a summary on the terminal.

``json``, ``markdown`` and ``html`` are pure functions of a dossier; ``summary`` prints, ``write`` writes files.
"""

from __future__ import annotations

from twosource.codec import encode as json
from twosource.render.files import EXPORTERS, write, write_file
from twosource.render.hypertext import html
from twosource.render.markup import markdown
from twosource.render.terminal import summary

__all__ = ["EXPORTERS", "html", "json", "markdown", "summary", "write", "write_file"]
