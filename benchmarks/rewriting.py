"""One report made into another's: copies and paraphrases of real reports, by rules and a seed.

Each function takes the text of a report (headline, blank line, body) and a source of chance and gives the text of a
planted one; nothing in it has another origin than the report that it was made of.

full        the same text
cut         the last third or more of the paragraphs gone
lead        the first paragraph gone or moved down, a later one moved up
headline    another headline, made of words of the body
paraphrase  other words sentence by sentence: synonyms, attributions and days moved, numbers spelled, paragraphs in
            another order
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_PAIRS = """
said:stated|told:informed|people:persons|killed:left dead|injured:hurt|arrested:detained|big:large|large:sizeable
began:started|start:begin|ended:came to an end|help:assist|helped:assisted|buy:purchase|bought:purchased|show:reveal
showed:revealed|showing:revealing|use:employ|used:employed|about:roughly|nearly:almost|almost:close to|while:as
because:since|but:yet|however:still|many:numerous|several:a number of
during:in the course of|against:in opposition to|attack:assault|attacked:assaulted|officials:authorities
authorities:officials|government:administration|company:firm|firm:company|children:youngsters|homes:houses|car:vehicle
vehicle:car|plane:aircraft|aircraft:plane|crash:accident|accident:crash|city:town|country:nation|nation:country
law:statute|court:tribunal|lawyer:attorney|attorney:lawyer|case:matter|plan:scheme|money:funds|cost:price|rise:increase
rose:increased|fell:dropped|dropped:fell|high:elevated|last:past|next:coming|new:fresh|important:significant
major:main|important:key|decision:ruling|ruling:decision|announced:made known|reported:related|asked:requested
wants:would like|wanted:wished|think:believe|believe:think|called:termed|made:produced|get:obtain|got:obtained
give:provide|gave:provided|including:among them|early:at the start of|late:towards the end of
statement:declaration|meeting:gathering|met:came together|leader:head|workers:employees|employees:workers|job:post
jobs:posts|border:frontier|war:conflict|army:military|police:officers|trying:attempting|tried:attempted|hit:struck
struck:hit|left:departed|came:arrived|went:travelled|quickly:rapidly|likely:probably|previously:earlier|entire:whole
whole:entire|allow:permit|allowed:permitted|stop:halt|stopped:halted|continue:go on|continued:went on|need:require
"""
_SYNONYMS = dict(pair.split(":") for pair in re.split(r"[|\n]", _PAIRS.strip()))
_SYNONYM = re.compile(rf"(?<![\w-])(?:{'|'.join(_SYNONYMS)})(?![\w-])")
_COUNT = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905 - a list of words
_FEW = re.compile(r"\b([a-z]+) ([2-9]|1[0-2])(?= [a-z])")
"""A small number behind a word that is no month's name."""
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SENTENCES = re.compile(r"(?<=[a-z0-9][.!?”\"])\s+(?=[A-Z“\"])|(?<=[.!?][”\"])\s+(?=[A-Z“\"])")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")

Rewrite = Callable[[str, random.Random], str]


def full(text: str, chance: random.Random) -> str:
    """The same text."""
    del chance
    return text


def cut(text: str, chance: random.Random) -> str:
    """The first half to two thirds of the paragraphs, two at least."""
    title, parts = _parts(text)
    return _joined(title, parts[: max(2, int(len(parts) * chance.choice((0.5, 0.6, 0.66))))])


def lead(text: str, chance: random.Random) -> str:
    """Another beginning: a later paragraph first, the former first one dropped or moved down."""
    title, parts = _parts(text)
    moved = chance.randrange(2, min(6, len(parts)))
    rest = parts[1:moved] + parts[moved + 1 :]
    if chance.random() < 0.5:  # noqa: PLR2004 - half of the cases
        rest.insert(chance.randrange(2, len(rest) + 1), parts[0])
    return _joined(title, [parts[moved], *rest])


def headline(text: str, chance: random.Random) -> str:
    """Another headline: the first words of a later sentence."""
    _, parts = _parts(text)
    words = chance.choice(parts[1:5]).split()[: chance.choice((7, 8, 9))]
    return _joined(" ".join(words).strip(' ,.;:“”"'), parts)


def paraphrase(text: str, chance: random.Random) -> str:
    """Other words for every sentence, what is quoted aside, and the paragraphs after the first two in other pairs."""
    title, parts = _parts(text)
    told = [" ".join(_reworded(one, chance) for one in _SENTENCES.split(part)) for part in parts]
    for at in range(2, len(told) - 1, 2):
        told[at], told[at + 1] = told[at + 1], told[at]
    return _joined(_outside_quotes(title, chance), told)


def _parts(text: str) -> tuple[str, list[str]]:
    title, _, rest = text.partition("\n")
    return title, [line for line in rest.splitlines() if line.strip()]


def _joined(title: str, parts: list[str]) -> str:
    return "\n\n".join([title, *parts]) + "\n"


def _reworded(sentence: str, chance: random.Random) -> str:
    return _outside_quotes(_moved(sentence), chance)


def _moved(sentence: str) -> str:
    """The attribution, or else the day, at another end of the sentence."""
    said = re.fullmatch(r"([^“”\"]{20,}), ((?:[\w.’'-]+ ){1,5})said(?: on \w+)?\.", sentence)
    if said:
        return f"According to {said[2].strip()}, {_small(said[1])}."
    told = re.fullmatch(r"((?:[A-Z][\w.’'-]+ ){1,4})said (?:that )?([^“”\"]{20,})\.", sentence)
    if told:
        return f"{told[2][0].upper()}{told[2][1:]}, {_small(told[1].strip())} said."
    quoted = re.fullmatch(r"([“\"][^“”\"]{10,}),([”\"]) ((?:[\w.’'-]+ ){1,5})said\.", sentence)
    if quoted:
        return f"{quoted[3][0].upper()}{quoted[3][1:]}said: {quoted[1]}.{quoted[2]}"
    dated = re.fullmatch(rf"([A-Z][^“”\",]{{20,}}?) on ({_DAY})\b([^“”\"]*)", sentence)
    return f"On {dated[2]}, {_small(dated[1])}{dated[3]}" if dated else sentence


def _small(words: str) -> str:
    """Words put inside a sentence: a name keeps its capital."""
    return (
        words[0].lower() + words[1:]
        if re.match(
            r"(?:The|A|An|It|Details|Some|Many|All|Officials|Police|Two|Three|More|Most|One|This|That|These|He|She|They|There|In|Its|His|Her)\b",
            words,
        )
        else words
    )


def _outside_quotes(sentence: str, chance: random.Random) -> str:
    """Synonyms and spelled numbers wherever nobody is quoted."""
    out, at = [], 0
    for quoted in [*_QUOTED.finditer(sentence), None]:
        end = quoted.start() if quoted else len(sentence)
        told = _SYNONYM.sub(lambda m: _SYNONYMS[m[0]] if chance.random() < 0.85 else m[0], sentence[at:end])  # noqa: PLR2004
        out.append(_FEW.sub(lambda m: f"{m[1]} {_COUNT[int(m[2])]}", told))
        if quoted:
            out.append(quoted[0])
            at = quoted.end()
    return "".join(out)


KINDS: dict[str, Rewrite] = {"full": full, "cut": cut, "lead": lead, "headline": headline, "paraphrase": paraphrase}
