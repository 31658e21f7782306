"""Who speaks in a transcript."""

from __future__ import annotations

from pathlib import Path

import twosource
from making import article
from twosource.annotate import transcripts

TALK = """Council debates the ferry

ADA QUILL, HOST: The council of Orsk voted on the ferry last night. With us is Edda Voss.

EDDA VOSS: Good morning.

QUILL: What happens to the ferry now, and who pays for it?

VOSS: The ferry will stop in May. We have no money for a new hull.

QUILL: Divers said that the hull is cracked in two places.

VOSS: Forty people will lose their jobs, the union said.
"""


def said(text: str) -> list[tuple[str, str]]:
    found = transcripts.attributions(article("a", text))
    return [
        (text[a.source.start : a.source.end], text[a.content[0].start : a.content[0].end]) for a in found if a.source
    ]


def test_words_are_those_of_the_label_and_a_host_speaks_for_the_outlet() -> None:
    assert said(TALK) == [
        ("VOSS", "The ferry will stop in May. We have no money for a new hull."),
        ("VOSS", "Forty people will lose their jobs, the union said."),
    ]


def test_headings_are_no_speakers() -> None:
    assert not said(TALK.replace("VOSS:", "THE FACTS:").replace("EDDA THE FACTS", "THE FACTS"))
    assert not said("POLL: Who leads in Orsk now?\n\nENGAGE: A talk about the ferry.\n\nMORE: All about the ferry.")
    assert not said(TALK.partition("VOSS: The ferry")[0])


def test_a_dossier_gives_them_to_the_guest(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    dossier = twosource.dossier(tmp_path, jobs=1)
    text, origins = dossier.articles[0].text, {origin.id: origin.name for origin in dossier.origins}
    found = {text[s.content[0].start : s.content[-1].end]: (origins[s.origin], s.manner) for s in dossier.statements}
    assert found["The ferry will stop in May. We have no money for a new hull."] == ("Edda Voss", "direct")
    assert not any("voted on the ferry" in words for words in found)
