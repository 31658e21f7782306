"""In what order claims are shown, which of them repeat another, and which passage words each.

In: drafts whose claims have their standing. Out: the claims in the order in which they are read: by standing, the most
widely carried first, and of one standing those last that repeat a claim before them. Where eleven reports tell of one
attack, the same passages are put together in ever new ways; who reads from the top is to read each thing once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import structs

from twosource.compare import wording
from twosource.compare.claims import Ref
from twosource.compare.drafts import Desk, Draft, passage_of
from twosource.model import Claim, Passage, Span
from twosource.standing import ORDER, carried_by
from twosource.text import overlap, quote

REPEATED = 0.6
"""Share of a claim's passages in one claim before it from which it tells little more. Chosen by reading 160 such pairs
of claims in 14 events of ``news_cluster``; three of five passages in common is mostly the same fact."""


def claims(drafts: Iterable[Draft], on: Desk) -> tuple[Claim, ...]:
    """The claims as they are shown."""
    ordered = sorted(drafts, key=lambda draft: _rank(draft, on))
    again = _repeating(ordered)
    told = [
        Draft(structs.replace(d.claim, repeats=ordered[again[n]].claim.id if n in again else None), d.refs)
        for n, d in enumerate(ordered)
    ]
    numbers = sorted(range(len(told)), key=lambda n: (ORDER.index(told[n].claim.standing), n in again, n))
    return tuple(_worded([told[n] for n in numbers], on))


def _rank(draft: Draft, on: Desk) -> tuple[int, int, int, bool, int, int, str]:
    """By standing; claims that more outlets and reports carry come first, what somebody is called behind others, then
    those that stand earlier in the reports.
    """
    claim, first = draft.claim, draft.claim.evidence[0]
    outlets, reports = carried_by(on.read[id_].article for id_ in sorted({item.article for item in claim.evidence}))
    place = on.read[first.article].place
    return (ORDER.index(claim.standing), -outlets, -reports, not draft.refs, place, first.start, claim.id)


def _repeating(drafts: Sequence[Draft]) -> dict[int, int]:
    """By the number of each draft of several reports most of whose passages stand in one draft before it: the number of
    that one, which repeats none itself.
    """
    shown: dict[Ref, list[tuple[int, Span]]] = defaultdict(list)
    found: dict[int, int] = {}
    for number, draft in enumerate(drafts):
        if draft.claim.standing == "single":
            continue
        # What somebody is called has no refs: it repeats nothing, and nothing repeats it.
        passages = [(ref, e.span) for ref, e in zip(draft.refs, draft.claim.evidence, strict=False)]
        earlier = Counter(
            before for ref, span in passages for before in {n for n, other in shown[ref] if _alike(span, other)}
        )
        first, most = min(earlier.items(), key=lambda item: (-item[1], item[0]), default=(0, 0))
        if most and most >= REPEATED * len(passages):
            found[number] = first
            continue
        for ref, span in passages:
            shown[ref].append((number, span))
    return found


def _alike(one: Span, other: Span) -> bool:
    """Whether two parts of a passage are for the most part the same."""
    return 2 * overlap(one, other) >= min(one.end - one.start, other.end - other.start)


def _worded(drafts: Iterable[Draft], on: Desk) -> Iterable[Claim]:
    """The claims, no two worded by one passage where another one says it nearly as well."""
    used: set[Passage] = set()
    for draft in drafts:
        words, shown = draft.claim.wording, draft.claim.evidence
        if words in used and draft.refs:
            forms = [passage_of(ref, on)[1].form for ref in draft.refs]
            vectors = np.stack([on.read[ref.article].vectors[ref.index] for ref in draft.refs])
            others = (
                quote(e.article, on.read[e.article].article.text, e)
                for e in (shown[i] for i in wording.good(shown, forms, vectors))
            )
            words = next((passage for passage in others if passage not in used), words)
        used.add(words)
        yield structs.replace(draft.claim, wording=words)
