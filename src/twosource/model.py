"""The records: everything twosource reads, concludes and hands on.

Every record is frozen and typed and has no behaviour beyond derived properties. The records that stand in a
:class:`Dossier` *are* its JSON format (``twosource/dossier/1``): field names and shapes here are those of the file,
so reading and writing need no mapping.

Addresses. Inside an article records nest and use :class:`Span` (``[start, end]``, half-open, in code points of
``Article.text``); the enclosing record names the article. Across articles records refer to text by
:class:`Passage` (article id and offsets) and to one another by id. Ids are content hashes: the same input gives
the same id on every machine, in every order, on every run.

What is not here: how a record is made (``read``, ``annotate``, ``compare``), how it is counted and judged
(``standing``), how it is written (``export``).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

FORMAT = "twosource/dossier/1"

PublishedFrom = Literal["stated", "metadata", "url", "given", "unknown"]
DateMethod = Literal["json-ld", "meta", "time", "line", "meta-date", "url"]
"""The ways in which a page tells when it was published, the surest first (``read.html.dated``)."""
DateCertainty = Literal["sure", "likely", "doubtful"]
MarkKind = Literal[
    # parts of the report
    "headline",
    "byline",
    "dateline",
    "credit",
    # not part of the report: these spans are the article's ``boilerplate``
    "repeated-headline",
    "caption",
    "appeal",
    "share",
    "highlights",
    "related",
    "media",
    "copyright",
    "navigation",
    "notice",
]
MentionKind = Literal["person", "organisation", "place", "other"]
MentionForm = Literal["name", "description", "pronoun"]
Manner = Literal["direct", "indirect", "mixed"]
Channel = Literal[
    "social-post",
    "press-release",
    "speech",
    "interview",
    "press-conference",
    "broadcast",
    "document",
    "court",
    "other-outlet",
    "unstated",
]
Certainty = Literal["asserted", "hedged", "denied", "declined", "unverified"]
AssertionForm = Literal["headline", "sentence", "clause"]
Precision = Literal["exact", "about", "at-least", "at-most"]
OriginKind = Literal["person", "organisation", "document", "outlet", "anonymous", "unknown"]
StandingName = Literal["single", "corroborated", "same-origin", "not-established", "conflict"]
ConflictKind = Literal["contradiction", "update", "scope", "rounding"]
Slot = Literal["count", "amount", "time", "place", "person", "polarity", "quote"]
RulingName = Literal[
    "same",
    "not-same",
    "speaker",
    "report",
    "not-report",
    # of what kind an entity is, and what it is called
    "person",
    "organisation",
    "place",
    "other",
    "name",
]
Subject = Literal["claim", "entity", "origin", "story", "passage"]
Extent = Literal["full", "partial"]
RelationName = Literal["same", "contained", "differs", "contradicts", "related", "unrelated"]
Stage = Literal["find", "read", "annotate", "compare", "export", "verify"]

RELATIONS: tuple[RelationName, ...] = ("same", "contained", "differs", "contradicts", "related", "unrelated")
"""How two passages may stand to one another: the same fact; one fact contained in the other's; one slot with another
value; one says what the other denies; the same matter, another fact; neither.
"""

PART_OF_REPORT: frozenset[str] = frozenset({"headline", "byline", "dateline", "credit"})
"""Kinds of :class:`Mark` that belong to the report; all others are boilerplate, except that a byline or an end
credit on a line of its own is boilerplate as well (it is about the report, not in it)."""


# --- addresses ---------------------------------------------------------------------------------------------------


class Span(Struct, frozen=True, array_like=True, order=True):
    """Characters ``start..end`` (half-open, code points) of the article that the enclosing record names."""

    start: int
    end: int


class Passage(Struct, frozen=True, kw_only=True, order=True):
    """A quoted stretch of one article: its address and the very characters found there."""

    article: str
    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Mark(Struct, frozen=True, kw_only=True, order=True):
    """What a stretch of an article's text is, when it is not running text. Text is marked, never cut."""

    start: int
    end: int
    kind: MarkKind

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


# --- an article and what is read out of it alone --------------------------------------------------------------------


class DateFound(Struct, frozen=True, kw_only=True):
    """One account of when a page was published: ISO 8601, and how it was found."""

    value: str
    method: DateMethod


class Dated(Struct, frozen=True, kw_only=True):
    """A page's date of publication (ISO 8601) with the method that found it and how certain it is. ``others`` are
    accounts on the page that say otherwise.
    """

    value: str
    method: DateMethod
    certainty: DateCertainty
    others: tuple[DateFound, ...] = ()


class Article(Struct, frozen=True, kw_only=True):
    """One version of one outlet's report.

    ``text`` is the file's text with newlines normalised and nothing else changed; it never changes (an edited page
    is another article). ``id`` hashes url, outlet and text. ``published`` is ISO 8601 as found (date or date and
    time), ``published_from`` says how it was found, and ``dated``, where a page or an address tells it, by what method
    and how surely. ``owner`` is whom the desk knows the outlet to belong to, which no text tells. ``credit`` is the
    agency the report credits ("AP", "Reuters"),
    ``boilerplate`` the stretches that are not part of the report, in order, disjoint; ``marks`` says what each is.
    ``sha256`` is of ``text`` in UTF-8, ``raw_sha256`` of the bytes that were read.
    """

    id: str
    file: str
    url: str | None = None
    outlet: str | None = None
    owner: str | None = None
    title: str | None = None
    published: str | None = None
    published_from: PublishedFrom = "unknown"
    dated: Dated | None = None
    language: str | None = None
    byline: str | None = None
    credit: str | None = None
    sha256: str
    raw_sha256: str
    text: str
    boilerplate: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()


class Sentence(Struct, frozen=True, kw_only=True, order=True):
    """One sentence of running text (or the headline); ``paragraph`` counts paragraphs from 0 in text order."""

    start: int
    end: int
    paragraph: int
    headline: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Mention(Struct, frozen=True, kw_only=True, order=True):
    """A name, description ("the envoy") or pronoun standing for somebody or something in one article."""

    start: int
    end: int
    kind: MentionKind
    form: MentionForm

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Reference(Struct, frozen=True, kw_only=True, order=True):
    """A pronoun put to the mention it stands for: their numbers in ``Reading.mentions``, from 0, and the natural log of
    the odds that it stands for that one and for nobody else.
    """

    mention: int
    antecedent: int
    odds: float


class Time(Struct, frozen=True, kw_only=True, order=True):
    """A date or time expression: ``value`` is an ISO date, month, year or week ("2017-W52"), or a TimeML pattern
    such as "XXXX-WXX-3" (a Wednesday) when the article is not dated.
    """

    article: str
    start: int
    end: int
    value: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Quantity(Struct, frozen=True, kw_only=True, order=True):
    """A number in the text: ``value`` in units of ``unit`` (a normalised noun or symbol: "people", "USD", "%",
    "km", "" if none), with ``upper`` for a range's upper end, and how the text qualifies it.
    """

    start: int
    end: int
    value: float
    upper: float | None = None
    unit: str = ""
    precision: Precision = "exact"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Attribution(Struct, frozen=True, kw_only=True):
    """An attribution relation as a tagger finds it: who (``source``), the attributing words (``cue``) and what is
    attributed (``content``, several spans when a quote is broken). ``source`` is None for "reportedly".
    """

    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None


class Statement(Struct, frozen=True, kw_only=True):
    """Words given to somebody, with all that the article tells about how they reached it.

    ``speaker`` (entity id) and ``origin`` (origin id) are set when the story is compared; a reading alone leaves
    them empty. ``relayed_by`` names outlets or people in between, nearest to the article first.
    """

    id: str
    article: str
    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    manner: Manner = "indirect"
    speaker: str | None = None
    origin: str = ""
    anonymous: bool = False
    channel: Channel = "unstated"
    channel_name: str | None = None
    relayed_by: tuple[str, ...] = ()
    certainty: Certainty = "asserted"


class Assertion(Struct, frozen=True, kw_only=True, order=True):
    """One passage that puts forward something checkable. ``sentence`` indexes ``Reading.sentences``;
    ``statement`` is the statement whose content it is (None: the reporter's own voice).
    """

    start: int
    end: int
    sentence: int
    form: AssertionForm = "sentence"
    statement: str | None = None
    negated: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Reading(Struct, frozen=True, kw_only=True):
    """All that is read out of one article alone. ``vectors`` holds one embedding for each assertion: float16,
    little-endian, C order, shape (len(assertions), ``width``); rows have unit length.
    """

    article: str
    made_by: str
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    width: int = 0
    vectors: bytes = b""
    problems: tuple[Problem, ...] = ()


# --- what comparing the articles of a story gives -------------------------------------------------------------------


class Entity(Struct, frozen=True, kw_only=True):
    """Mentions of one person, organisation or place across the articles; ``name`` is the fullest name used."""

    id: str
    name: str
    kind: MentionKind
    mentions: tuple[Passage, ...]


class Origin(Struct, frozen=True, kw_only=True):
    """Where statements go back to; ``entity`` when it is a known person or organisation."""

    id: str
    name: str
    kind: OriginKind
    entity: str | None = None


class Evidence(Struct, frozen=True, kw_only=True, order=True):
    """A passage that states a claim, the statement it belongs to (None: the outlet's own voice) and its origins."""

    article: str
    start: int
    end: int
    text: str
    statement: str | None = None
    origins: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Link(Struct, frozen=True, array_like=True, order=True):
    """Two passages of different reports that were judged alike: their numbers in ``Claim.evidence``, from 0; the
    natural log of the odds that both carry the same claim, by their features (``odds``) and by reading both together
    (``read``); and the likeliest of the :data:`RELATIONS`. The last two are None where they were not read.
    """

    first: int
    second: int
    odds: float
    read: float | None = None
    relation: RelationName | None = None


class Claim(Struct, frozen=True, kw_only=True):
    """Passages of the same thing. ``wording`` is one of them; ``why`` gives the reason of the standing and
    ``grounds`` the passages that show it (source and cue words, credit lines, shared text). ``repeats`` is the id of a
    claim before it in which most of its passages stand: who has read that one reads little that is new here.
    """

    id: str
    wording: Passage
    evidence: tuple[Evidence, ...]
    links: tuple[Link, ...] = ()
    standing: StandingName
    why: str
    grounds: tuple[Passage, ...] = ()
    repeats: str | None = None


class Value(Struct, frozen=True, kw_only=True, order=True):
    """One report's value of a slot: where it stands, the words, and the value they were read as."""

    article: str
    start: int
    end: int
    text: str
    value: str


class Conflict(Struct, frozen=True, kw_only=True):
    """Values of one slot of a claim that differ between reports, side by side; never resolved."""

    id: str
    claim: str
    slot: Slot
    kind: ConflictKind
    values: tuple[Value, ...]
    why: str = ""


class Copy(Struct, frozen=True, kw_only=True):
    """Articles sharing text: ``shared`` quotes the shared stretches in each of them, ``wire`` names the agency
    whose copy it is, if an article says so.
    """

    articles: tuple[str, ...]
    extent: Extent
    wire: str | None = None
    shared: tuple[Passage, ...] = ()


class Moment(Struct, frozen=True, kw_only=True):
    """Claims on the time line; ``when`` is a value of :class:`Time`."""

    when: str
    claims: tuple[str, ...]


class Problem(Struct, frozen=True, kw_only=True, order=True):
    """Something wrong with an input: ``about`` names it (file, line), ``message`` says what and what to do."""

    about: str
    stage: Stage
    message: str


class Correction(Struct, frozen=True, kw_only=True):
    """A person's ruling: input to the pipeline, so that it survives every new run. Of rulings on the same passages the
    last one holds. ``by`` and ``at`` (ISO 8601) are as given.

    ``same`` and ``not-same`` say of two passages whether they are one ``claim`` (passages of two reports), name one
    ``entity``, go back to one ``origin`` (words of two statements), or whether their reports are of one ``story``. Of
    the ``entity`` that one passage names, ``person``, ``organisation``, ``place`` and ``other`` say of what kind it is,
    and ``name`` that it is called by these words. The other rulings are about a ``passage``: ``speaker`` gives the
    statement that the first passage lies in to whom the second names (without a second: nobody is known to have made
    it); ``not-report`` says that a passage is no part of the report, ``report`` that it is one.
    """

    ruling: RulingName
    about: Subject = "claim"
    passages: tuple[Passage, ...]
    by: str = ""
    at: str = ""
    note: str = ""


class MadeBy(Struct, frozen=True, kw_only=True):
    """What made a dossier: version, and the SHA-256 of each model file used."""

    twosource: str
    models: dict[str, str] = {}


class Dossier(Struct, frozen=True, kw_only=True):
    """The result for one story. ``seal`` holds a hash of every record, so that a change is found and placed."""

    format: str = FORMAT
    made_by: MadeBy
    title: str
    articles: tuple[Article, ...] = ()
    statements: tuple[Statement, ...] = ()
    refusals: tuple[Statement, ...] = ()
    """Who was asked and would not say ("declined to comment"): nothing is said that could be compared."""
    origins: tuple[Origin, ...] = ()
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    copies: tuple[Copy, ...] = ()
    times: tuple[Time, ...] = ()
    entities: tuple[Entity, ...] = ()
    timeline: tuple[Moment, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """In the order in which they were given."""
    problems: tuple[Problem, ...] = ()
    seal: dict[str, tuple[str, ...]] = {}
