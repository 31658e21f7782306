"""Golden dossiers: the whole dossier of the example, in Markdown, so that a change shows every line that it gains or
loses. `make golden` writes them anew; the difference belongs into the commit that made it.
"""

from __future__ import annotations

from pathlib import Path

from twosource import desk, render

HERE = Path(__file__).parent


def test_the_example_gives_the_golden_dossier() -> None:
    made = desk.dossier(HERE.parent / "examples" / "harbour_fire")
    assert render.markdown(made) == (HERE / "golden" / "harbour_fire.md").read_text(encoding="utf-8")
