"""W3C Web Annotations of a dossier, and links to the very words on a page."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

import invented
from handed import dossiers
from twosource.model import Dossier, Span
from twosource.render.annotations import jsonld
from twosource.render.textfragments import Directive, directive, encoded, find, is_web, link
from twosource.text import trimmed

IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
MOTIVATIONS = {"classifying", "identifying", "tagging"}


def load(made: Dossier) -> dict[str, Any]:
    return json.loads(jsonld(made))


def every(made: Dossier) -> list[dict[str, Any]]:
    return load(made)["first"]["items"]


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


def of_text(text: str) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


# --- the shape, by the Web Annotation Data Model --------------------------------------------------------------------


def check_collection(found: dict[str, Any]) -> None:
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationCollection"
    assert IRI.fullmatch(found["id"])
    page = found["first"]
    assert page["type"] == "AnnotationPage"
    assert IRI.fullmatch(page["id"])
    assert "@context" not in page
    assert page["startIndex"] == 0
    assert found["total"] == len(page["items"])
    ids = [annotation["id"] for annotation in page["items"]]
    assert len(ids) == len(set(ids))
    for annotation in page["items"]:
        check_annotation(annotation)


def check_annotation(found: dict[str, Any]) -> None:
    assert set(found) == {"id", "type", "motivation", "body", "target"}
    assert IRI.fullmatch(found["id"])
    assert found["type"] == "Annotation"
    assert found["motivation"] in MOTIVATIONS
    assert targets(found)
    for body in found["body"]:
        check_body(body)
    for target in targets(found):
        check_target(target)


def check_body(found: dict[str, Any]) -> None:
    assert found["purpose"] in MOTIVATIONS
    if found["type"] == "TextualBody":
        assert set(found) == {"type", "purpose", "format", "value"}
        assert isinstance(found["value"], str)
    else:
        assert found["type"] == "SpecificResource"
        assert IRI.fullmatch(found["source"])


def check_target(found: dict[str, Any]) -> None:
    assert found["type"] == "SpecificResource"
    assert IRI.fullmatch(found["source"])
    assert found["state"]["type"] == "TimeState"
    assert IRI.fullmatch(found["state"]["cached"])
    if "id" in found:
        assert IRI.fullmatch(found["id"])
        assert ":~:text=" in found["id"]
    position, quotation = found["selector"]
    assert position["type"] == "TextPositionSelector"
    assert 0 <= position["start"] <= position["end"]
    assert quotation["type"] == "TextQuoteSelector"
    assert set(quotation) == {"type", "exact", "prefix", "suffix"}


@given(dossiers())
@settings(max_examples=60)
def test_the_collection_has_the_shape_of_the_model(made: Dossier) -> None:
    check_collection(load(made))


@given(dossiers())
@settings(max_examples=60)
def test_both_selectors_find_the_words_in_the_text_of_the_hash(made: Dossier) -> None:
    texts = {of_text(article.text): article.text for article in made.articles}
    for annotation in every(made):
        for target in targets(annotation):
            text = texts[target["state"]["cached"]]
            position, quotation = target["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quotation["exact"]
            assert text[:start].endswith(quotation["prefix"])
            assert text[end:].startswith(quotation["suffix"])


def test_everything_that_rests_on_words_is_annotated() -> None:
    made = invented.dossier()
    kinds = [body["value"] for a in every(made) for body in a["body"] if body["purpose"] == "classifying"]
    assert kinds.count("evidence") == sum(len(claim.evidence) for claim in made.claims)
    assert kinds.count("statement content") == len(made.statements)
    assert kinds.count("statement source") == sum(s.source is not None for s in made.statements)
    assert kinds.count("statement cue") == sum(s.cue is not None for s in made.statements)
    assert kinds.count("value") == sum(len(conflict.values) for conflict in made.conflicts)


def test_bodies_say_what_a_passage_is_and_nothing_of_the_world() -> None:
    made = invented.dossier()
    known = {r.id for records in (made.claims, made.statements, made.origins, made.entities) for r in records}
    known |= {conflict.id for conflict in made.conflicts}
    told = {body["value"] for a in every(made) for body in a["body"] if body["purpose"] == "tagging"}
    assert {"standing:corroborated", "standing:conflict", "voice:own", "slot:count", "value:52"} <= told
    assert "channel-name:Mastodon" in told
    for annotation in every(made):
        for body in annotation["body"]:
            if body["purpose"] == "identifying":
                assert unquote(body["source"].split("#")[1]) in known


def test_the_source_is_the_address_else_the_hash_of_the_text() -> None:
    made = invented.dossier()
    assert {t["source"] for a in every(made) for t in targets(a)} == {article.url for article in made.articles}
    first = made.articles[0]
    for url in (None, "javascript:alert(1)", "file:///etc/passwd"):
        bare = structs.replace(made, articles=(structs.replace(first, url=url), *made.articles[1:]))
        found = [t for a in every(bare) for t in targets(a) if t["state"]["cached"] == of_text(first.text)]
        assert found
        assert all(t["source"] == of_text(first.text) and "id" not in t for t in found)


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert jsonld(invented.dossier()) == jsonld(invented.dossier())


# --- text fragments --------------------------------------------------------------------------------------------------


def decoded(written: str) -> Directive:
    """A directive as a browser takes it apart."""
    prefix = suffix = ""
    parts = written.split(",")
    if parts[0].endswith("-"):
        prefix = unquote(parts.pop(0)[:-1])
    if parts[-1].startswith("-"):
        suffix = unquote(parts.pop()[1:])
    assert len(parts) in {1, 2}
    return Directive(prefix, unquote(parts[0]), unquote(parts[1]) if len(parts) == 2 else "", suffix)


WORDS = st.lists(st.sampled_from(["quay", "tide", "tide-table,", "40", "a&b", "the", "“We", "wreck.”", "é", "-", "\n"]))


@st.composite
def placed(draw: st.DrawFn) -> tuple[str, Span]:
    """A text of words and whole words of it."""
    every_word = draw(WORDS.filter(lambda words: any(word.strip() for word in words)))
    text = " ".join(every_word)
    starts = [found.span() for found in re.finditer(r"\S+", text)]
    first = draw(st.integers(0, len(starts) - 1))
    last = draw(st.integers(first, len(starts) - 1))
    return text, Span(starts[first][0], starts[last][1])


@given(placed())
@settings(max_examples=300)
def test_a_directive_survives_its_encoding(case: tuple[str, Span]) -> None:
    made = directive(*case)
    back = decoded(encoded(made))
    assert [part.split() for part in back] == [part.split() for part in made]


def sentences() -> Iterator[tuple[str, str]]:
    text = (
        "The harbour was shut.\n\nThe pump failed on Monday, the port said. It was shut for a day.\n"
        "The port said it would open. The pump failed on Monday, the port said, because of rust - not age.\n"
    )
    for words in (
        "The harbour was shut.",
        "The pump failed on Monday, the port said. It",
        "The pump failed on Monday, the port said, because",
        "rust - not age.",
        "shut for a day.\nThe port said it would open. The pump failed on Monday, the port said, because of rust",
        "The harbour was shut.\n\nThe pump failed on Monday, the port said. It was shut for a day.\nThe port said it",
    ):
        yield text, words


@pytest.mark.parametrize(("text", "words"), list(sentences()))
def test_a_directive_leads_to_its_words_and_to_no_others_before(text: str, words: str) -> None:
    start = text.index(words)
    span = Span(start, start + len(words))
    assert find(text, decoded(encoded(directive(text, span)))) == span


def test_every_link_of_a_dossier_leads_to_its_words() -> None:
    made = invented.dossier()
    texts = {of_text(article.text): article.text for article in made.articles}
    for annotation in every(made):
        for target in targets(annotation):
            text, position = texts[target["state"]["cached"]], target["selector"][0]
            written = target["id"].split(":~:text=")[1]
            assert find(text, decoded(written)) == trimmed(text, position["start"], position["end"])


def test_what_stands_twice_is_told_apart_by_what_is_around_it() -> None:
    text = "He left. She said it was late. They agreed it was late."
    first, second = text.index("it was late"), text.rindex("it was late")
    assert directive(text, Span(first, first + 11)) == Directive("", "it was late", "", "")
    assert directive(text, Span(second, second + 11)) == Directive("late. They agreed", "it was late", "", ".")


def test_what_separates_the_parts_is_encoded_inside_of_them() -> None:
    url = link("https://quay.example/a?b=c&d#top", "Well-known, he & she said 5% – no.", Span(0, 34))
    assert (
        url
        == "https://quay.example/a?b=c&d#top:~:text=Well%2Dknown%2C%20he%20%26%20she%20said%205%25%20%E2%80%93%20no."
    )
    assert urlsplit(url).query == "b=c&d"


def test_long_words_are_given_by_their_ends() -> None:
    text = "A start of words " + "in between " * 20 + "and an end of it."
    assert directive(text, Span(0, len(text))) == Directive("", "A start of words", "an end of it.", "")


def test_no_link_where_there_is_no_page_or_no_word() -> None:
    assert link(None, "words", Span(0, 5)) is None
    assert link("mailto:a@quay.example", "words", Span(0, 5)) is None
    assert link("https://quay.example/", "words \n", Span(5, 7)) is None
    assert not is_web("https://")


@given(st.text(max_size=40), st.data())
def test_any_span_of_any_text_has_a_link(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = link("https://quay.example/", text, Span(start, end))
    words = trimmed(text, start, end)
    assert (made is None) == (words.start == words.end)
    assert made is None or IRI.fullmatch(made)
