"""A dossier as W3C Web Annotations (JSON-LD): ``jsonld(dossier) -> bytes``, an AnnotationCollection of one page.

In: a dossier. Out: an annotation for each passage that states a claim, for the words, the source and the cue of each
statement, and for each value of a difference. Its bodies say what the passage *is*: the record it belongs to (by an
IRI made of the hash of the dossier and the record's id), what it is there, and tags such as ``standing:corroborated``;
none is a sentence about the world. Its targets are the characters:

- ``source``: the report's address, else the hash of its text as a ``ni`` URI (RFC 6920);
- ``TextPositionSelector``: code points of the text that was read, half-open (for a saved page: of the text found on
  it, not of its HTML), which the dossier and the bundle carry; ``state.cached`` names this text by its hash;
- ``TextQuoteSelector``: the words, with those before and after;
- ``id``: for an address on the web, a link to these words on the page (``textfragments``).

The order is that of the dossier; the bytes depend on nothing else.

Method: W3C Web Annotation Data Model and Vocabulary (Recommendations of 23 February 2017).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec

from twosource import codec
from twosource.model import Article, Dossier, Span, Statement
from twosource.render import textfragments

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the words, as the model's own examples have them."""

Node = dict[str, Any]
"""An object of JSON-LD."""


class _Report(NamedTuple):
    article: Article
    text: str
    """The name of its text."""


def jsonld(dossier: Dossier) -> bytes:
    """The annotations of a dossier as JSON-LD, in UTF-8."""
    whole = hash_uri(codec.encode(dossier))
    articles = {article.id: _Report(article, hash_uri(article.text.encode())) for article in dossier.articles}
    items = [*_of_claims(dossier, articles, whole), *_of_statements(dossier, articles, whole)]
    items += _of_conflicts(dossier, articles, whole)
    collection = {
        "@context": CONTEXT,
        "id": f"{whole}#annotations",
        "type": "AnnotationCollection",
        "label": dossier.title,
        "generator": {"type": "Software", "name": f"twosource {dossier.made_by.twosource}"},
        "total": len(items),
        "first": {"id": f"{whole}#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return msgspec.json.format(msgspec.json.encode(collection), indent=1) + b"\n"


def hash_uri(raw: bytes) -> str:
    """The name of these bytes by their SHA-256 (RFC 6920)."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


# --- what is annotated -----------------------------------------------------------------------------------------------


def _of_claims(dossier: Dossier, articles: Mapping[str, _Report], whole: str) -> Iterator[Node]:
    for claim in dossier.claims:
        for number, evidence in enumerate(claim.evidence, start=1):
            tags = [f"standing:{claim.standing}"]
            if evidence.statement is None:
                tags.append("voice:own")
            about = [claim.id, *([evidence.statement] if evidence.statement else []), *evidence.origins]
            bodies = _bodies(whole, about, "evidence", tags)
            target = _target(articles[evidence.article], evidence.span)
            yield _annotation(whole, (claim.id, "evidence", number), bodies, [target])


def _of_statements(dossier: Dossier, articles: Mapping[str, _Report], whole: str) -> Iterator[Node]:
    said = [(s, "statement") for s in dossier.statements] + [(s, "refusal") for s in dossier.refusals]
    for statement, kind in said:
        article = articles[statement.article]
        about = [statement.id, statement.origin, *([statement.speaker] if statement.speaker else [])]
        parts: dict[str, Sequence[Span]] = {
            "content": statement.content,
            "source": (statement.source,) if statement.source else (),
            "cue": (statement.cue,) if statement.cue else (),
        }
        for part, spans in parts.items():
            if spans:
                bodies = _bodies(whole, about, f"{kind} {part}", _how(statement) if part == "content" else ())
                targets = [_target(article, span) for span in spans]
                yield _annotation(whole, (statement.id, kind, part), bodies, targets)


def _how(statement: Statement) -> list[str]:
    named = {
        "manner": statement.manner,
        "channel": statement.channel,
        "channel-name": statement.channel_name,
        "certainty": statement.certainty,
    }
    tags = [f"{name}:{value}" for name, value in named.items() if value]
    return [*tags, *(["source:anonymous"] if statement.anonymous else [])]


def _of_conflicts(dossier: Dossier, articles: Mapping[str, _Report], whole: str) -> Iterator[Node]:
    for conflict in dossier.conflicts:
        for number, value in enumerate(conflict.values, start=1):
            tags = [f"slot:{conflict.slot}", f"kind:{conflict.kind}", f"value:{value.value}"]
            bodies = _bodies(whole, [conflict.id, conflict.claim], "value", tags)
            target = _target(articles[value.article], Span(value.start, value.end))
            yield _annotation(whole, (conflict.id, "value", number), bodies, [target])


# --- the model -------------------------------------------------------------------------------------------------------


def _annotation(whole: str, path: Sequence[object], bodies: list[Node], targets: list[Node]) -> Node:
    return {
        "id": f"{whole}#" + "/".join(quote(str(step), safe="") for step in path),
        "type": "Annotation",
        "motivation": "classifying",
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _bodies(whole: str, about: Sequence[str], kind: str, tags: Sequence[str]) -> list[Node]:
    """The records that a passage belongs to, what it is there, and tags."""
    named = [f"{whole}#{quote(id_, safe='')}" for id_ in about]
    records = [{"type": "SpecificResource", "purpose": "identifying", "source": name} for name in named]
    return [*records, _told("classifying", kind), *(_told("tagging", tag) for tag in tags)]


def _told(purpose: str, value: str) -> Node:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _target(report: _Report, span: Span) -> Node:
    url, text = report.article.url, report.article.text
    link = textfragments.link(url, text, span)
    return {
        **({"id": link} if link else {}),
        "type": "SpecificResource",
        "source": textfragments.safe(url) if textfragments.is_web(url) else report.text,
        "state": {"type": "TimeState", "cached": report.text},
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": text[span.start : span.end],
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }
