"""What the formats have in common, and each of them on the invented story and on hostile texts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from rich.console import Console

import invented
from twosource import codec, render
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
from twosource.render import words
from twosource.render.view import View
from twosource.text import sha256

HOSTILE = (
    (
        "</script><script>alert(1)</script>\u202egnp.exe\u2066 \x1b[31mred\x07 <img src=x onerror=alert(1)> "
        "{{ 7*7 }} {% raw %} [link](javascript:alert(1)) ![x](http://evil.example/x.png) [bold red]markup[/] :smile: "
        "`code` | cell | # head & &lt; \ud83d\ude00"
    )
    .encode("utf-16", "surrogatepass")
    .decode("utf-16")
)
EMPTY = Dossier(made_by=MadeBy(twosource="0.1.0"), title="")


class Page(HTMLParser):
    """Ids, links and whatever else of a page a test asks for. Raises on elements that are not closed in order."""

    VOID = frozenset({"meta", "br", "circle", "rect", "path", "use", "line", "img", "input", "link"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and "script" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def printed(made: Dossier, width: int = 100) -> str:
    out = StringIO()
    render.summary(made, Console(file=out, width=width))
    return out.getvalue()


def hostile() -> Dossier:
    """A dossier in which every text that can come from outside is hostile."""
    text = f"{HOSTILE}\n\n{HOSTILE}\nA last line.\n"
    article = Article(
        id="a-1",
        file=HOSTILE,
        url="javascript:alert(1)",
        outlet=HOSTILE,
        title=HOSTILE,
        published=HOSTILE,
        published_from="given",
        language='en" onload="alert(1)',
        byline=HOSTILE,
        credit=HOSTILE,
        sha256=sha256(text),
        raw_sha256=sha256(text),
        text=text,
        boilerplate=(Span(len(HOSTILE) + 2, len(HOSTILE) + 9),),
        marks=(Mark(start=len(HOSTILE) + 2, end=len(HOSTILE) + 9, kind="share"),),
    )
    other = structs.replace(article, id="a-2", url='http://x.example/"><script>alert(1)</script>')
    span = Span(3, len(HOSTILE) - 3)
    said = Statement(
        id="s-1",
        article="a-1",
        content=(span,),
        origin="o-1",
        channel_name=HOSTILE,
        relayed_by=(HOSTILE,),
        certainty="hedged",
    )
    passage = Passage(article="a-1", start=span.start, end=span.end, text=text[span.start : span.end])
    evidence = tuple(
        Evidence(article=a, start=span.start, end=span.end, text=passage.text, statement=s, origins=("o-1",))
        for a, s in (("a-1", "s-1"), ("a-2", None))
    )
    value = Value(article="a-1", start=0, end=9, text=text[:9], value=HOSTILE)
    return Dossier(
        made_by=MadeBy(twosource=HOSTILE, models={HOSTILE: HOSTILE}),
        title=HOSTILE,
        articles=(article, other),
        statements=(said,),
        origins=(Origin(id="o-1", name=HOSTILE, kind="person"),),
        claims=(Claim(id="c-1", wording=passage, evidence=evidence, standing="conflict", why=HOSTILE),),
        conflicts=(Conflict(id="x-1", claim="c-1", slot="quote", kind="contradiction", values=(value,), why=HOSTILE),),
        copies=(Copy(articles=("a-1", "a-2"), extent="full", wire=HOSTILE, shared=(passage,)),),
        entities=(Entity(id="e-1", name=HOSTILE, kind="person", mentions=(passage,)),),
        timeline=(Moment(when=HOSTILE, claims=("c-1",)), Moment(when="2031-05-12", claims=("c-1",))),
        problems=(Problem(about=HOSTILE, stage="read", message=HOSTILE),),
    )


# --- the page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [invented.dossier(), invented.with_copy(invented.dossier()), hostile(), EMPTY])
def test_the_page_is_whole(made: Dossier) -> None:
    page = Page(render.html(made))
    assert len(page.ids) == len(set(page.ids))
    anchors = {link[1:] for link in page.links if link.startswith("#")}
    assert anchors <= set(page.ids)


def test_every_passage_of_evidence_is_linked_and_marked() -> None:
    made = invented.dossier()
    page = Page(render.html(made))
    for claim in made.claims:
        for evidence in claim.evidence:
            number = [article.id for article in made.articles].index(evidence.article) + 1
            assert f"#r{number}-{evidence.start}-{evidence.end}" in page.links


def test_every_text_stands_on_the_page_once_and_whole() -> None:
    made = invented.dossier()
    html = render.html(made)
    for number, article in enumerate(made.articles, start=1):
        sheet = html[html.index(f'<section class="report" id="r{number}"') :]
        body = re.sub(
            r'<a class="n[^>]*>\d+</a>', "", sheet[sheet.index('<div class="body"') : sheet.index("</section>")]
        )
        assert "".join("".join(Page(body).words).split()) == "".join(article.text.split())


def test_the_page_asks_for_nothing() -> None:
    html = render.html(invented.dossier())
    page = Page(html)
    (policy,) = [attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not [tag for tag, _ in page.tags if tag in {"img", "link", "iframe", "object", "embed", "base", "form"}]
    assert not [attrs for _, attrs in page.tags if "src" in attrs or "style" in attrs]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert "@import" not in html
    assert "url(" not in html
    assert all(link.startswith(("#", "https://")) for link in page.links)


def test_hostile_texts_stay_texts() -> None:
    html = render.html(hostile())
    page = Page(html)
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not [tag for tag, _ in page.tags if tag == "img"]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert not [link for link in page.links if link.lower().startswith("javascript")]
    assert "{{ 7*7 }}" in page.text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)


def test_nothing_depends_on_the_script() -> None:
    page = Page(re.sub("<script>.*?</script>", "", render.html(invented.dossier()), flags=re.DOTALL))
    assert not [attrs for tag, attrs in page.tags if "hidden" in attrs and tag != "div"]
    assert {"r1", "r2", "r3", "claims", "reports"} <= set(page.ids)


def test_forty_reports_are_a_page_of_reasonable_size() -> None:
    made = many(40)
    html = render.html(made)
    texts = sum(len(article.text) for article in made.articles)
    assert len(Page(html).ids) > 40
    assert len(html) < 8 * texts + 400_000


def many(number: int) -> Dossier:
    """So many reports that all carry the same five sentences, by three speakers."""
    sentences = [f"Sentence {i} of the report says that {i} boats went out and came back at noon." for i in range(5)]
    text = "Headline\n\n" + "\n".join(sentences) + "\n"
    articles = tuple(
        Article(
            id=f"a-{n}",
            file=f"{n}.txt",
            outlet=f"Outlet {n}",
            published=f"2031-05-{n % 28 + 1:02}",
            sha256=sha256(text),
            raw_sha256="",
            text=text,
        )
        for n in range(number)
    )
    starts = [text.index(sentence) for sentence in sentences]
    spans = [Span(start, start + len(sentence)) for start, sentence in zip(starts, sentences, strict=True)]
    statements = tuple(
        Statement(id=f"s-{a.id}-{i}", article=a.id, content=(span,), origin=f"o-{i % 3}", relayed_by=("Lodestar",))
        for a in articles
        for i, span in enumerate(spans)
    )
    claims = tuple(
        Claim(
            id=f"c-{i}",
            wording=Passage(article="a-0", start=span.start, end=span.end, text=sentences[i]),
            evidence=tuple(
                Evidence(
                    article=a.id,
                    start=span.start,
                    end=span.end,
                    text=sentences[i],
                    statement=f"s-{a.id}-{i}",
                    origins=(f"o-{i % 3}",),
                )
                for a in articles
            ),
            standing="same-origin",
            why="One origin.",
        )
        for i, span in enumerate(spans)
    )
    origins = tuple(Origin(id=f"o-{i}", name=f"Speaker {i}", kind="person") for i in range(3))
    return Dossier(
        made_by=MadeBy(twosource="0.1.0"),
        title="Many",
        articles=articles,
        statements=statements,
        origins=origins,
        claims=claims,
        timeline=(Moment(when="2031-05-02", claims=("c-1",)), Moment(when="1999", claims=("c-2",))),
    )


# --- Markdown -------------------------------------------------------------------------------------------------------


def test_markdown_tells_the_same() -> None:
    text = render.markdown(invented.dossier())
    assert text.startswith(
        "# Ferry runs aground off Tarn Head with 40 aboard\n\n3 reports by 3 outlets, 12 May 2031.\n"
    )
    assert "## Corroborated (1)" in text
    assert "**2. The ferry Osprey ran aground off Tarn Head**" in text
    assert "“Forty” (The Tarn Gazette); “Fifty-two” (Skerry Herald)" in text
    assert text.endswith("against the texts.\n")


def test_markdown_of_hostile_texts_has_no_markup() -> None:
    text = render.markdown(hostile())
    assert not re.search(r"(?<!\\)<", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


# --- the terminal ---------------------------------------------------------------------------------------------------


def test_the_summary_says_what_counts() -> None:
    text = printed(invented.dossier())
    assert "3 reports by 3 outlets, 12 May 2031" in text
    assert "2 reports, 1 origin: Ada Holm, on Mastodon (1 claim)." in text
    assert text.index("Contradicted") < text.index("Corroborated") < text.index("One origin") < text.index("Problems")
    assert "Forty  The Tarn Gazette" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("width", [40, 80, 100, 120, 300])
def test_the_summary_keeps_its_width(width: int) -> None:
    for made in (invented.dossier(), many(12)):
        assert max(len(row) for row in printed(made, width).splitlines()) <= min(width, 110)


def test_a_hostile_text_does_not_steer_the_terminal() -> None:
    text = printed(hostile())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "[bold red]markup[/]" in re.sub(r"\s+", " ", text)
    assert ":smile:" in text


def test_shared_text_is_told_once_for_the_largest_group() -> None:
    made = invented.dossier()
    ids = tuple(article.id for article in made.articles)
    copies = (Copy(articles=ids[:2], extent="full"), Copy(articles=ids, extent="partial", wire="Lodestar"))
    text = re.sub(r"\s+", " ", printed(structs.replace(made, copies=copies)))
    assert "The Tarn Gazette, Skerry Herald and Nordholm Courier carry Lodestar copy." in text
    assert " share " not in text


def test_reports_that_share_text_are_told_together() -> None:
    made = many(5)
    ids = tuple(article.id for article in made.articles)
    by = {"extent": "partial", "wire": "Lodestar"}
    copies = (Copy(articles=ids[:2], **by), Copy(articles=ids[1:3], **by), Copy(articles=ids[3:5], extent="full"))
    told = View(structs.replace(made, copies=copies)).findings
    assert [text for text in told if " copy" in text] == [
        f"{words.listed([report.name for report in View(made).reports[:3]])} carry Lodestar copy."
    ]
    assert [text for text in told if "share text in full" in text]


def test_that_reports_are_of_several_times_is_told() -> None:
    def told(*days: str | None) -> list[str]:
        made = many(len(days))
        dated = (structs.replace(a, published=day) for a, day in zip(made.articles, days, strict=True))
        return [text for text in View(structs.replace(made, articles=tuple(dated))).findings if "apart" in text]

    (text,) = told("2031-05-03", None, "2031-06-03T10:00:00")
    assert text.startswith("The reports lie up to 30 days apart")
    assert not told("2031-05-03", None, "2031-05-10")
    assert not told(None, None)


def test_no_line_of_the_summary_ends_in_spaces() -> None:
    for made in (invented.dossier(), many(12), hostile()):
        assert [row for row in printed(made, 60).splitlines() if row != row.rstrip()] == []


def test_one_wording_is_shown_once() -> None:
    made = invented.dossier()
    claims = tuple(structs.replace(claim, wording=made.claims[0].wording) for claim in made.claims)
    text = re.sub(r"\s+", " ", printed(structs.replace(made, claims=claims)))
    assert text.count(words.line(made.claims[0].wording.text)) == 1


def test_a_reader_who_leaves_is_told_to_the_caller() -> None:
    class Gone(StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", Gone())
        with pytest.raises(BrokenPipeError):
            render.summary(invented.dossier())


def test_a_sentence_for_a_title_is_cut() -> None:
    made = structs.replace(invented.dossier(), title="A ferry ran aground, " * 20)
    assert len(View(made).title) <= 120
    assert View(made).title.endswith("…")


def test_a_channel_that_is_the_origin_is_not_named_twice() -> None:
    made = invented.dossier()
    told = structs.replace(made, statements=tuple(structs.replace(s, channel_name="Ada Holm") for s in made.statements))
    assert "1 origin: Ada Holm (1 claim)." in " ".join(View(told).findings)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("XXXX-WXX-1", "a Monday, date unknown"),
        ("XXXX-05-12", "12 May, year unknown"),
        ("XXXX-05", "May, year unknown"),
    ],
)
def test_a_day_of_an_undated_report_stays_undated(value: str, shown: str) -> None:
    made = invented.dossier()
    first = made.claims[0].evidence[0]
    times = (Time(article=first.article, start=first.start, end=first.start + 3, value=value),)
    undated = structs.replace(made, times=times, timeline=())
    assert [when for when, _ in View(undated).moments] == [shown]
    assert shown in render.html(undated)
    assert shown in render.markdown(undated)


def test_the_words_of_a_copy_are_shown_once() -> None:
    made = invented.dossier()
    claim = next(claim for claim in made.claims if len(claim.evidence) > 1)
    same = tuple(structs.replace(e, text="The same words.") for e in claim.evidence)
    page = Page(render.html(structs.replace(made, claims=(structs.replace(claim, evidence=same),))))
    assert "The same words as The Tarn Gazette" in page.text


def test_a_dossier_of_nothing() -> None:
    assert "0 reports" in printed(EMPTY)
    assert "Untitled" in render.markdown(EMPTY)


# --- laws -----------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.data())
def test_any_text_and_any_spans_make_a_whole_page(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=8))
    kinds = st.sampled_from(["conflict", "corroborated", "same-origin", "not-established", "single"])
    article = Article(id="a", file="f", sha256="", raw_sha256="", text=text)
    claims = tuple(
        Claim(
            id=f"c{i}",
            wording=Passage(article="a", start=start, end=end, text=text[start:end]),
            evidence=(Evidence(article="a", start=start, end=end, text=text[start:end]),),
            standing=data.draw(kinds),
            why=text,
        )
        for i, (start, end) in enumerate(spans)
    )
    made = Dossier(made_by=MadeBy(twosource="1"), title=text, articles=(article,), claims=claims)
    html = render.html(made)
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))
    body = re.sub(r'<a class="n[^>]*>\d+</a>', "", html[html.index('<div class="body"') :])
    shown = "".join(Page(body[: body.index("</section>")].rsplit("</div>", 1)[0] + "</div>").words)
    assert shown == words.visible(text).replace("\n", "")
    assert render.html(made) == html
    render.markdown(made)
    printed(made)


def test_json_is_the_format() -> None:
    made = invented.dossier()
    assert render.json(made) == codec.encode(made)


def test_who_would_not_say_is_told_apart() -> None:
    made = invented.dossier()
    refusal = structs.replace(made.statements[0], id="s-refusal", certainty="declined")
    told = invented.changed(made, refusals=(refusal,))
    name = next(origin.name for origin in made.origins if origin.id == refusal.origin)
    assert name in render.markdown(told).partition("## Asked, and would not say")[2]
    page = render.html(told)
    assert name in page.partition('id="refusals"')[2]
    assert 'id="refusals"' not in render.html(made)


def test_two_values_of_one_report_stand_apart() -> None:
    made = invented.dossier()
    (conflict, *_) = made.conflicts
    first = conflict.values[0]
    again = structs.replace(first, end=first.start + 1, text=first.text[:1], value="again")
    html = render.html(structs.replace(made, conflicts=(structs.replace(conflict, values=(again, *conflict.values)),)))
    cell = next(c for c in re.findall(r"<td[^>]*>(.*?)</td>", html, flags=re.DOTALL) if "read as again" in c)
    assert cell.count("<div>") == 2
