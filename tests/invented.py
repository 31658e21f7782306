"""An invented story as a dossier, made by hand: three reports of a ferry that ran aground.

``dossier()`` holds one of everything: a corroborated claim, one of a single origin, a contradiction, one not
established, single ones, a copy, people, dates, boilerplate, a problem. It is sealed and it verifies.
"""

from __future__ import annotations

from collections.abc import Sequence

from making import linked
from notation import marked
from twosource import codec, standing
from twosource.model import (
    Article,
    Claim,
    Conflict,
    Copy,
    Dossier,
    Entity,
    Evidence,
    MadeBy,
    Mark,
    Moment,
    Origin,
    Passage,
    Problem,
    Span,
    Statement,
    Time,
    Value,
)
from twosource.text import make_id, quote, sha256

GAZETTE = """[Ferry runs aground off Tarn Head with 40 aboard]headline

[[The ferry Osprey ran aground off Tarn Head]ran [on Monday]time, [the captain]source [said]cue.]ran-sentence \
["We felt the [keel]keel touch,"]keel-quote [Captain Ada Holm]ada [wrote]wrote on Mastodon.
[[Forty]forty people were aboard.]aboard
[The harbour office was closed.]closed
[Sign up for our newsletter.]appeal
"""
HERALD = """[Osprey on the rocks]headline

["The [hull]hull is split,"]split [said]cue [a diver, Jon Reck]source, who [had gone down to the wreck and seen \
that the Osprey ran aground]ran.
[[Fifty-two]fifty people were on board.]aboard [The harbour office was closed.]closed
["We felt the keel touch,"]keel-quote [Captain Holm]ada [wrote]wrote on Mastodon.
"""
COURIER = """[Sea holds its breath]headline

[Nobody is known to be missing.]missing A <script>alert("x")</script> & a 🚢 stood here.
"""


class Story:
    """The invented reports and what stands where in them."""

    def __init__(self) -> None:
        self.texts = {"gazette": marked(GAZETTE), "herald": marked(HERALD), "courier": marked(COURIER)}
        self.articles = {
            "gazette": self._article("gazette", "The Tarn Gazette", "2031-05-12T09:30:00"),
            "herald": self._article("herald", "Skerry Herald", "2031-05-12"),
            "courier": self._article("courier", "Nordholm Courier", None),
        }
        self.captain = Origin(id="o-captain", name="Ada Holm", kind="person", entity="e-ada")
        self.diver = Origin(id="o-diver", name="Jon Reck", kind="person")
        self.voices = {
            name: Origin(id=f"o-{name}", name=a.outlet or "", kind="outlet") for name, a in self.articles.items()
        }

    def _article(self, name: str, outlet: str, published: str | None) -> Article:
        found = self.texts[name]
        headline = found.one("headline")
        appeal = found.spans.get("appeal", [])
        marks = [Mark(start=headline.start, end=headline.end, kind="headline")]
        marks += [Mark(start=span.start, end=span.end, kind="appeal") for span in appeal]
        return Article(
            id=make_id("a", f"https://{name}.example/ferry", outlet, found.text),
            file=f"{name}.txt",
            url=f"https://{name}.example/ferry",
            outlet=outlet,
            title=found.text[headline.start : headline.end],
            published=published,
            published_from="stated" if published else "unknown",
            language="en",
            sha256=sha256(found.text),
            raw_sha256=sha256(found.text),
            text=found.text,
            boilerplate=tuple(appeal),
            marks=tuple(marks),
        )

    def at(self, name: str, label: str) -> Passage:
        """The passage with that label."""
        article = self.articles[name]
        return quote(article.id, article.text, self.texts[name].one(label))

    def span(self, name: str, label: str) -> Span:
        return self.texts[name].one(label)

    def evidence(self, name: str, label: str, *, said: Statement | None = None) -> Evidence:
        passage = self.at(name, label)
        origin = said.origin if said else self.voices[name].id
        return Evidence(
            article=passage.article,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            statement=said.id if said else None,
            origins=(origin,),
        )

    def said(self, name: str, label: str, origin: Origin, **more: object) -> Statement:
        article = self.articles[name]
        return Statement(
            id=make_id("s", article.id, label),
            article=article.id,
            content=(self.span(name, label),),
            origin=origin.id,
            speaker=origin.entity,
            **more,
        )

    def value(self, name: str, label: str, value: str) -> Value:
        passage = self.at(name, label)
        return Value(article=passage.article, start=passage.start, end=passage.end, text=passage.text, value=value)


def dossier() -> Dossier:
    """The invented story's dossier."""
    story = Story()
    ran = story.said(
        "gazette", "ran", story.captain, source=story.span("gazette", "source"), cue=story.span("gazette", "cue")
    )
    post: dict[str] = {"manner": "direct", "channel": "social-post", "channel_name": "Mastodon"}
    keel = story.said("gazette", "keel-quote", story.captain, cue=story.span("gazette", "wrote"), **post)
    again = story.said("herald", "keel-quote", story.captain, cue=story.span("herald", "wrote"), **post)
    saw = story.said(
        "herald", "ran", story.diver, source=story.span("herald", "source"), cue=story.span("herald", "cue")
    )
    aboard = (story.evidence("gazette", "aboard"), story.evidence("herald", "aboard"))
    groups = {
        "ran": (story.evidence("gazette", "ran", said=ran), story.evidence("herald", "ran", said=saw)),
        "keel": (
            story.evidence("gazette", "keel-quote", said=keel),
            story.evidence("herald", "keel-quote", said=again),
        ),
        "aboard": aboard,
        "closed": (story.evidence("gazette", "closed"), story.evidence("herald", "closed")),
        "missing": (story.evidence("courier", "missing"),),
        "split": (story.evidence("herald", "split"),),
    }
    values = (story.value("gazette", "forty", "40"), story.value("herald", "fifty", "52"))
    conflict = Conflict(id="x-aboard", claim="c-aboard", slot="count", kind="contradiction", values=values)
    statements = (ran, keel, again, saw)
    origins = (story.captain, story.diver, *story.voices.values())
    entities = (_ada(story),)
    articles = tuple(story.articles.values())
    basis = standing.basis(articles=articles, statements=statements, origins=origins, entities=entities)
    claims = tuple(
        _claim(f"c-{name}", group, basis, [conflict] if name == "aboard" else []) for name, group in groups.items()
    )
    monday = story.span("gazette", "time")
    return codec.seal(
        Dossier(
            made_by=MadeBy(twosource="0.1.0", models={"pairs.onnx": "ab" * 32}),
            title="Ferry runs aground off Tarn Head with 40 aboard",
            articles=articles,
            statements=statements,
            origins=origins,
            claims=claims,
            conflicts=(conflict,),
            times=(Time(article=articles[0].id, start=monday.start, end=monday.end, value="2031-05-12"),),
            entities=entities,
            timeline=(Moment(when="2031-05-12", claims=("c-ran",)), Moment(when="2029", claims=("c-closed",))),
            problems=(Problem(about="map.tiff", stage="find", message="is of a type that is not read: left out"),),
        )
    )


def with_copy(made: Dossier) -> Dossier:
    """The dossier with the first two reports given as copies of one agency's text; standings are left as they are."""
    ids = tuple(article.id for article in made.articles[:2])
    return codec.seal(Dossier(**{**_fields(made), "copies": (Copy(articles=ids, extent="partial", wire="Lodestar"),)}))


def changed(made: Dossier, **fields: object) -> Dossier:
    """The dossier with other fields, sealed again: what verify has to find without the seal."""
    return codec.seal(Dossier(**{**_fields(made), **fields}))


def _fields(made: Dossier) -> dict[str]:
    return {name: getattr(made, name) for name in made.__struct_fields__}


def _ada(story: Story) -> Entity:
    mentions = (story.at("gazette", "ada"), story.at("herald", "ada"))
    return Entity(id="e-ada", name="Ada Holm", kind="person", mentions=mentions)


def _claim(name: str, group: Sequence[Evidence], basis: standing.Basis, conflicts: Sequence[Conflict]) -> Claim:
    group = sorted(group)
    links = linked(group)
    judged = standing.judge(group, basis, links=links, conflicts=conflicts)
    first = group[0]
    wording = Passage(article=first.article, start=first.start, end=first.end, text=first.text)
    return Claim(
        id=name,
        wording=wording,
        evidence=tuple(group),
        links=links,
        standing=judged.standing,
        why=judged.why,
        grounds=judged.grounds,
    )
