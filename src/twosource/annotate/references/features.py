"""Features of a pronoun and somebody whom it may stand for: what a judge of references looks at.

In: a :class:`~.figures.Scene`. Out: for each pronoun its candidates (numbers of figures) and one row of features for
each; the columns are ``NAMES``. Candidates are the figures mentioned in the ``BACK`` sentences before the pronoun or in
its own, the nearest ``MOST`` of them, without those of the other gender as far as titles and listed first names tell.

Every feature has a reason in the literature of pronouns or in the news' ways: how far, how often, whether subject or
object, parallel roles, who speaks, what stands between, what gender names lean to, what binding forbids ("Hale saw
him": not Hale), possessives and relatives ("his wife Ann": not Ann), and whether names follow the pronoun only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from twosource.annotate.references.figures import Figure, Pronoun, Scene, Spot
from twosource.annotate.references.words import Class

BACK = 8
"""Sentences before a pronoun's own in which those it may stand for are named."""

BACK_DESCRIBED = 2
"""The same for people who are only described."""

MOST = 12
_FAR = 60.0
_OPENERS = (Class.PREPOSITION, Class.THAT, Class.BY, Class.WITH, Class.TO)
_NOBODY = -1.0


class Choice(Struct, frozen=True):
    """A pronoun and the figures it may stand for, with one row of features each."""

    pronoun: int
    figures: tuple[int, ...]
    rows: tuple[tuple[float, ...], ...]


class _View(Struct, frozen=True):
    """A candidate as a pronoun sees it: its last mention before, its first behind, and how many stand before."""

    number: int
    figure: Figure
    last: Spot | None
    next: Spot | None
    before: int


NAMES: tuple[str, ...] = (
    # the pronoun
    *("form", "female", "index", "opens", "left", "right", "speaks", "quoted", "verbs_before", "same_before"),
    # the candidate's last mention before it
    *("sentences", "tokens", "rank", "rivals_between", "last_first", "last_left", "last_right", "last_verbs_before"),
    *("last_subject", "last_owns", "last_speaks", "last_quoted", "last_coupled", "last_kin", "last_length"),
    *("last_index", "last_of", "last_prep", "last_listed", "last_bracket"),
    # what stands between
    *("verbs", "main", "commas", "clauses", "who", "and", "marks", "speech", "same_between", "other_between"),
    *("parallel", "binding", "clause_subject", "owner_gap"),
    # all its mentions
    *("count", "share", "most", "first_sentence", "subjects", "openers", "speaker_count", "own_sentence"),
    *("own_subject", "previous_first", "previous_subject", "previous_only", "own_first", "own_main", "previous_main"),
    *("after_tokens", "after_same", "only_after", "after_adjacent", "after_main", "count_after", "after_fronted"),
    # who speaks and who is spoken of
    *("spoke_last", "spoke_back", "level_sentences", "level_rank", "level_subject", "level_speaks"),
    # who it is
    *("agrees", "known", "persons", "organisations", "places", "others", "full", "described"),
    # the others
    *("rivals", "rivals_named", "gender_best", "nearest", "described_between"),
)
"""The columns."""


def choices(scene: Scene) -> list[Choice]:
    """Each pronoun of an article with those it may stand for."""
    return [made for number in range(len(scene.pronouns)) if (made := choice(scene, number))]


def choice(scene: Scene, number: int) -> Choice | None:
    """A pronoun of an article with those it may stand for; None if nobody is near."""
    pronoun = scene.pronouns[number]
    views = _views(scene, pronoun)
    if not views:
        return None
    shared = _Shared(scene, pronoun, views)
    rows = tuple(shared.row(view) for view in views)
    return Choice(number, tuple(view.number for view in views), rows)


def _views(scene: Scene, pronoun: Pronoun) -> list[_View]:
    found = [view for number, figure in enumerate(scene.figures) if (view := _view(number, figure, pronoun))]
    found.sort(key=lambda v: (v.last is None, pronoun.at - v.last.first if v.last else 0, v.number))
    return found[:MOST]


def _view(number: int, figure: Figure, pronoun: Pronoun) -> _View | None:
    """A figure as the pronoun sees it; None if it cannot be meant."""
    if figure.known and (figure.leaning > 0) != (pronoun.gender == "female"):
        return None
    spots = figure.spots
    cut = bisect_left(spots, pronoun.at, key=lambda s: s.first)
    last = spots[cut - 1] if cut else None
    if last and last.after > pronoun.at:  # the pronoun stands inside the description
        last = spots[cut - 2] if cut > 1 else None
    behind = spots[cut] if cut < len(spots) and spots[cut].sentence <= pronoun.sentence + 1 else None
    back = BACK_DESCRIBED if figure.described else BACK
    near = last is not None and pronoun.sentence - last.sentence <= back
    follows = behind is not None and behind.sentence == pronoun.sentence and not figure.described
    if not near and not follows:
        return None
    return _View(number, figure, last, behind, cut)


class _Shared:
    """What all candidates of one pronoun share."""

    def __init__(self, scene: Scene, pronoun: Pronoun, views: Sequence[_View]) -> None:
        self.words, self.pronoun, self.views = scene.words, pronoun, views
        words, at, sentence = self.words, pronoun.at, pronoun.sentence
        self.start = words.first[sentence]
        self.sign = 1.0 if pronoun.gender == "female" else -1.0
        self.same, self.other = ("she", "he") if pronoun.gender == "female" else ("he", "she")
        left, right = words.kind(at - 1, sentence), words.kind(at + 1, sentence)
        self.subject = pronoun.form == 0
        self.head = (
            float(pronoun.form),
            float(pronoun.gender == "female"),
            float(min(at - self.start, 40)),
            float(words.count("verbs", self.start, at) == 0 and at - self.start <= 1),
            float(left),
            float(right),
            float(right is Class.SPEECH),
            float(pronoun.quoted),
            float(words.count("verbs", self.start, at)),
            float(words.count(self.same, self.start, at)),
        )
        self.most = max(view.before for view in views)
        self.total = sum(view.before for view in views)
        befores = [view for view in views if view.last]
        self.ranks = {view.number: rank for rank, view in enumerate(befores)}
        self.best = max(self.sign * view.figure.leaning for view in views)
        self.previous = self._previous()
        own = [
            (spot.first, view)
            for view in views
            for spot in view.figure.spots[: view.before]
            if spot.sentence == sentence
        ]
        self.own = [view for _, view in sorted(own, key=lambda pair: pair[0])]
        self.fronted = self._fronted()
        before = [(view, view.figure.spots[: view.before]) for view in views]
        level = [(v.number, [s for s in spots if s.quoted == pronoun.quoted]) for v, spots in before]
        self.level = {number: spots[-1] for number, spots in level if spots}
        self.spoke = {v.number: told[-1] for v, spots in before if (told := [s for s in spots if s.speaks])}

    def _previous(self) -> list[_View]:
        """The candidates named in the last sentence before the pronoun's own that names any, in text order."""
        earlier = [
            (spot.sentence, spot.first, view)
            for view in self.views
            if (spot := _before(view.figure, self.start)) is not None
        ]
        last = max((sentence for sentence, _, _ in earlier), default=-1)
        return [view for sentence, _, view in sorted(earlier, key=lambda e: e[:2]) if sentence == last]

    def _fronted(self) -> bool:
        """Whether the pronoun stands in a phrase or clause before the main one: "In his speech, Hale ..."."""
        kind = self.words.kind(self.start, self.pronoun.sentence)
        opener = kind in _OPENERS or self.words.tokens[self.start].lower.endswith(("ing", "ed"))
        return opener and not self.own

    def row(self, view: _View) -> tuple[float, ...]:
        """The features of one candidate."""
        return (
            *self.head,
            *self._last(view),
            *self._between(view),
            *self._all(view),
            *self._behind(view),
            *self._spoken(view),
            *self._who(view),
            *self._rivals(view),
        )

    def _last(self, view: _View) -> tuple[float, ...]:
        spot, pronoun, words = view.last, self.pronoun, self.words
        if spot is None:
            return (_NOBODY, _FAR * 10, *(_NOBODY,) * 18)
        rank = self.ranks[view.number]
        between = sum(1 for other in self.views if other.last and other is not view and other.last.first > spot.first)
        opening = words.first[spot.sentence]
        rivals_first = any(
            opening <= other.first < spot.first
            for rival in self.views
            if rival is not view
            for other in rival.figure.spots
        )
        return (
            float(pronoun.sentence - spot.sentence),
            float(pronoun.at - spot.after),
            float(rank),
            float(between),
            float(not rivals_first),
            float(spot.before),
            float(spot.behind),
            float(spot.verbs_before),
            float(spot.subject),
            float(spot.owns),
            float(spot.speaks),
            float(spot.quoted),
            float(spot.coupled),
            float(spot.kin),
            float(spot.length),
            float(min(spot.first - opening, 40)),
            float(spot.before is Class.OF),
            float(spot.before in {Class.TO, Class.BY, Class.WITH, Class.PREPOSITION}),
            float(spot.listed),
            float(spot.bracketed),
        )

    def _between(self, view: _View) -> tuple[float, ...]:
        spot, pronoun, words = view.last, self.pronoun, self.words
        if spot is None:
            return (_NOBODY,) * 14
        after, at = spot.after, pronoun.at
        own = spot.sentence == pronoun.sentence
        main, clauses = words.count("main", after, at), words.count("clauses", after, at)
        objectlike = spot.before in {Class.VERB, Class.TO, Class.BY, Class.WITH, Class.PREPOSITION, Class.SPEECH}
        parallel = spot.subject if self.subject else objectlike if pronoun.form == 1 else spot.owns
        binding = own and pronoun.form == 1 and main <= 1 and clauses == 0
        return (
            float(words.count("verbs", after, at)),
            float(main),
            float(words.count("commas", after, at)),
            float(clauses),
            float(words.count("who", after, at)),
            float(words.count("and", after, at)),
            float(words.count("marks", after, at)),
            float(words.count("speech", after, at)),
            float(words.count(self.same, after, at)),
            float(words.count(self.other, after, at)),
            float(parallel),
            float(binding),
            float(own and spot.subject and clauses == 0),
            float(at - after if own and spot.owns else _FAR),
        )

    def _all(self, view: _View) -> tuple[float, ...]:
        before = view.figure.spots[: view.before]
        own = [spot for spot in before if spot.sentence == self.pronoun.sentence]
        last = _before(view.figure, self.start)
        return (
            float(view.before),
            view.before / self.total if self.total else 0.0,
            float(view.before == self.most),
            float(before[0].sentence if before else _NOBODY),
            float(sum(spot.subject for spot in before)),
            float(sum(spot.first == self.words.first[spot.sentence] for spot in before)),
            float(sum(spot.speaks for spot in before)),
            float(len(own)),
            float(any(spot.subject for spot in own)),
            float(bool(self.previous) and self.previous[0].number == view.number),
            float(last is not None and last.subject),
            float(len(self.previous) == 1 and self.previous[0].number == view.number),
            float(bool(self.own) and self.own[0].number == view.number),
            float(any(spot.subject and spot.verbs_before == 0 for spot in own)),
            float(last is not None and last.subject and last.verbs_before == 0),
        )

    def _behind(self, view: _View) -> tuple[float, ...]:
        spot, pronoun = view.next, self.pronoun
        behind = len(view.figure.spots) - view.before
        if spot is None:
            return (_FAR, 0.0, 0.0, 0.0, _NOBODY, float(behind), 0.0)
        gap = spot.first - pronoun.at - 1
        return (
            float(min(gap, _FAR)),
            float(spot.sentence == pronoun.sentence),
            float(view.last is None),
            float(self.words.count("main", pronoun.at, spot.first) == 0 and gap <= 4),  # noqa: PLR2004 - "his wife Ann"
            float(self.words.count("main", pronoun.at, spot.first)),
            float(behind),
            float(self.fronted and spot.before is Class.COMMA and spot.subject),
        )

    def _spoken(self, view: _View) -> tuple[float, ...]:
        """Who spoke last, and the last mentions on the pronoun's own side of quotation marks."""
        spoke = self.spoke.get(view.number)
        spot = self.level.get(view.number)
        back = _FAR if spoke is None else float(self.pronoun.sentence - spoke.sentence)
        last = float(spoke is not None and all(spoke.first >= other.first for other in self.spoke.values()))
        if spot is None:
            return (last, back, _FAR, _FAR, _NOBODY, _NOBODY)
        nearer = sum(1 for other in self.level.values() if other.first > spot.first)
        return (
            last,
            back,
            float(self.pronoun.sentence - spot.sentence),
            float(nearer),
            float(spot.subject),
            float(spot.speaks),
        )

    def _who(self, view: _View) -> tuple[float, ...]:
        figure = view.figure
        named = max(1, len(figure.spots))
        return (
            self.sign * figure.leaning,
            float(figure.known),
            figure.persons / named,
            figure.kinds[0] / named,
            figure.kinds[1] / named,
            figure.kinds[2] / named,
            float(figure.full),
            float(figure.described),
        )

    def _rivals(self, view: _View) -> tuple[float, ...]:
        fit = [v for v in self.views if v is not view and self.sign * v.figure.leaning > -1]
        spot = view.last
        return (
            float(len(fit)),
            float(sum(1 for v in fit if not v.figure.described and v.figure.persons)),
            self.best - self.sign * view.figure.leaning,
            float(bool(self.ranks.get(view.number) == 0)),
            float(
                sum(
                    1
                    for v in self.views
                    if v.figure.described and v.last and spot and v.last.first > spot.first and v is not view
                )
            ),
        )


def _before(figure: Figure, start: int) -> Spot | None:
    """A figure's last mention before a token."""
    cut = bisect_left(figure.spots, start, key=lambda s: s.first)
    return figure.spots[cut - 1] if cut else None


def matrix(found: Sequence[Choice]) -> list[tuple[float, ...]]:
    """All rows of some choices, one after the other."""
    return [row for choice in found for row in choice.rows]
