"""Dossiers for the tests of what is handed on: nasty ones, with a record of each kind on the characters drawn."""

from __future__ import annotations

from hypothesis import strategies as st

from twosource.model import (
    Article,
    Claim,
    Conflict,
    Copy,
    Correction,
    Dossier,
    Entity,
    Evidence,
    Link,
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

NASTY = "=+-@\uff1d\uff0b\uff0d\uff20'\",;|\t\n &%#:~<\u00e9\U0001f6a2ab1"


def words(least: int = 0) -> st.SearchStrategy[str]:
    return st.text(NASTY, min_size=least, max_size=24)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A dossier of one report (no standing is judged), whose every field may hold anything."""
    text = draw(words(1))
    url = draw(st.none() | words().map("https://quay.example/{}".format))
    article = Article(
        id=make_id("a", url or "", "", text),
        file=draw(words(1)),
        url=url,
        outlet=draw(st.none() | words()),
        title=draw(st.none() | words()),
        byline=draw(st.none() | words()),
        sha256=sha256(text),
        raw_sha256=sha256(text),
        text=text,
    )
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = ends.map(lambda pair: Span(*pair))

    def passage() -> Passage:
        return quote(article.id, text, draw(spans))

    def quoted(record: type, **more: object) -> object:
        at = passage()
        return record(article=at.article, start=at.start, end=at.end, text=at.text, **more)

    said = Statement(
        id="s-1",
        article=article.id,
        content=tuple(draw(st.lists(spans, min_size=1, max_size=2))),
        source=draw(st.none() | spans),
        cue=draw(st.none() | spans),
        origin="o-1",
        speaker="e-1",
        anonymous=draw(st.booleans()),
        channel_name=draw(st.none() | words()),
        relayed_by=tuple(draw(st.lists(words(), max_size=2))),
    )
    evidence = tuple(quoted(Evidence, statement=of, origins=("o-1",)) for of in ("s-1", None))
    link = Link(0, 1, draw(st.floats(-9, 9)), draw(st.none() | st.floats(-9, 9)), "same")
    claim = Claim(
        id="c-1",
        wording=passage(),
        evidence=evidence,
        links=(link,),
        standing="single",
        why=draw(words()),
        grounds=(passage(),),
        repeats=draw(st.sampled_from([None, "c-1"])),
    )
    mark, time = draw(spans), draw(spans)
    article_marked = Article(
        **{name: getattr(article, name) for name in article.__struct_fields__ if name not in {"marks", "boilerplate"}},
        marks=(Mark(start=mark.start, end=mark.end, kind="appeal"),),
        boilerplate=(mark,),
    )
    return Dossier(
        made_by=MadeBy(twosource=draw(words())),
        title=draw(words()),
        articles=(article_marked,),
        statements=(said,),
        refusals=(Statement(id="s-2", article=article.id, content=(draw(spans),), origin="o-1", certainty="declined"),),
        origins=(Origin(id="o-1", name=draw(words()), kind="person", entity="e-1"),),
        claims=(claim,),
        conflicts=(
            Conflict(
                id="x-1",
                claim="c-1",
                slot="count",
                kind="scope",
                values=(quoted(Value, value=draw(words())), quoted(Value, value="2")),
                why=draw(words()),
            ),
        ),
        copies=(Copy(articles=(article.id,), extent="full", wire=draw(st.none() | words()), shared=(passage(),)),),
        times=(Time(article=article.id, start=time.start, end=time.end, value=draw(words())),),
        entities=(Entity(id="e-1", name=draw(words()), kind="person", mentions=(passage(), passage())),),
        timeline=(Moment(when=draw(words()), claims=("c-1",)),),
        corrections=(Correction(ruling="not-report", about="passage", passages=(passage(),), note=draw(words())),),
        problems=(Problem(about=draw(words()), stage="read", message=draw(words())),),
    )
