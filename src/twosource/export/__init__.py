"""A dossier for people and programs: JSON, Markdown, one HTML page, a summary on the terminal.

``json``, ``markdown`` and ``html`` are pure functions of a dossier; ``summary`` prints, ``write`` writes files.
"""

from __future__ import annotations

from twosource.export.hypertext import html

__all__ = ["html"]
