"""The cue words: which verbs put words, beliefs, promises or accusations into somebody's mouth, and how they build
their sentence.

Frames, one letter each:

* ``t`` a clause, with or without "that": *said (that) taxes rise*
* ``T`` a clause only with "that": *showed that taxes rise*
* ``q`` a quotation beside it: *"Taxes rise," she joked*
* ``p`` the clause before it: *Taxes will rise, the minister said*
* ``v`` the source behind it: *"Taxes rise," said the minister*
* ``n`` a noun phrase: *condemned the tax*; ``i`` an infinitive: *promised to cut it*
* ``w`` a question word: *asked why*
* ``o`` a listener first, and then what is told: *told the paper (that) taxes rise*
* ``x`` somebody who is to do something: *urged them to pay*
* ``c`` a name given: *called the tax a folly*
* ``g`` an accusation or a judgment of somebody: *accused him of fraud*, *blamed her for it*
* ``-`` only what its prepositions lead to: *spoke of a fault*
* ``b`` belief, wish or plan: may be negated (*does not believe that*)

The inventory and its frames were weighed by counts over the PolNeAR corpus: a form is in if most of its uses with
that complement were cues there. What the table does not hold is not found: rare verbs of speech are missed.
"""

from __future__ import annotations

from typing import NamedTuple

from twosource.engines.rules import words as w


class Verb(NamedTuple):
    """One inflected form of a cue verb: ``form`` is base, s, past or ing; ``preps`` maps to what may follow it."""

    lemma: str
    form: str
    frames: str
    preps: frozenset[str]


# lemma ("_" joins a cue of several words), frames, prepositions that lead to the content
_TABLE = """
say tqpv
add tqpv
tell toqp of about
write tqpv
note tqpvn
state tqpv
explain tqpvwn
argue tqpv for against
claim tqpvi
declare tqpv
announce tqpvni
report tqpvn
reveal tqpn
disclose tTpnq
confirm tqpvn
deny Tqnp
admit tqpvn to
acknowledge tqpn
concede tqpv
insist tqpv on
maintain Tqpv
assert tqpn
contend tqp
allege tqp
affirm Tqpn
stress tqpvn
emphasize tqpvn
emphasise tqpvn
underscore Tqn
underline Tqn
reiterate tqpn
repeat Tqp
remark tqpv on
observe Tqpv
comment qpv
reply Tqpv
respond qpv
retort qpv
counter Tqpv
quip qpv
joke tqpv about
muse qpv
lament tqpvn
complain tqpv about of
boast Tqpv about of
brag Tq about of
exclaim qv
shout qv
yell qv
scream qv
chant qv
cry qv
whisper qv
mutter qv
snap qv
plead qv for
continue qv
conclude tqpv
recall tqpvn
recount qpvwn
remember q
testify tqp
tweet tqpvn
retweet qn
post qv
text q
email q
blog tq
caution tqpv against
warn tqpvox of about against
predict tqpvn
forecast tpn
estimate tpqn
speculate tqpv about
suggest tqpvn
imply tqn
indicate tqpn
hint Tqp at
signal tqn
propose Tqi
recommend Tqpn
advise xq
advocate Tn for
urge qxTn
demand Tqni
request Tx
ask wqxv for
wonder wqv
question wq
inquire wqv
order xT
instruct x
call c for on
dub c
brand c
label c
term c
deem c
describe nwqc
characterize n
characterise n
depict gn
portray gn
accuse g
blame g
criticize gn
criticise gn
condemn gn
denounce gn
decry n
slam gn
blast gn
lambaste gn
rebuke g
mock g
ridicule g
chide gq
scold gq
berate g
chastise g
praise gn
hail gn
laud gn
applaud gn
commend gn
welcome n
defend gn
dismiss gn
reject gn
refute n
dispute nT
rebut n
denigrate g
disparage g
congratulate g
credit g
cite n
mention Tn
tout n
promise tiqpvn
pledge tinqp
vow tiqpvn
swear ti
threaten i
offer iq
fear tpbqn
hope tpbi for
believe tpbn
think tpb
feel Tpb
expect tpbin
suspect tbpn
assume tpb
worry tbpq about
doubt tb
agree Tp
consider c
view gc
rule tpq against
find Tp
determine Tp
show Tp
demonstrate T
decide T
assess T
calculate T
uphold n
stipulate T
specify T
clarify Tq
elaborate q
echo qn
express n
voice n
outline nw
detail nw
publish q
inform o
assure o
remind oq
notify o
convince o
reassure o
brief o
read qT
envision n
foresee n
theorize T
theorise T
posit T
hypothesize T
proclaim tqn
profess T
confess Tqp to
intimate T
volunteer q
interject q
opine tqpv
endorse n
protest Tqv
object q to
appeal q for
communicate T
relay T
reason tqp
surmise tqp
conjecture T
attest T to
concur tq
fret tqp about
recognize T
recognise T
bemoan n
deplore n
assail g
savage g
fault g
skewer g
advertise T
peg g
counsel xT
beseech xq
prophesy T
point_out tqpvn
make_clear t
make_it_clear t
make_plain T
rule_out n
play_down n
push_back q on against
hit_back q at
hit_out q at
lash_out q at
speak_out q against
call_out g
fire_back qv at
shoot_back qv
chime_in qv
go_on qv
speak - of
put_it_down - to
float n
rip - into
tear - into
rail - against
inveigh - against
beg xq
implore xq
press xq
marvel q
gush qv
"""

_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "find": ("finds", "found", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"),
    "see": ("sees", "saw", "seen", "seeing"),
    "read": ("reads", "read", "read", "reading"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "go": ("goes", "went", "gone", "going"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "uphold": ("upholds", "upheld", "upheld", "upholding"),
    "plead": ("pleads", "pleaded", "pleaded", "pleading"),
    "beg": ("begs", "begged", "begged", "begging"),
    "brag": ("brags", "bragged", "bragged", "bragging"),
    "quip": ("quips", "quipped", "quipped", "quipping"),
    "snap": ("snaps", "snapped", "snapped", "snapping"),
    "slam": ("slams", "slammed", "slammed", "slamming"),
    "dub": ("dubs", "dubbed", "dubbed", "dubbing"),
    "blog": ("blogs", "blogged", "blogged", "blogging"),
    "rebut": ("rebuts", "rebutted", "rebutted", "rebutting"),
    "plan": ("plans", "planned", "planned", "planning"),
    "refer": ("refers", "referred", "referred", "referring"),
    "prefer": ("prefers", "preferred", "preferred", "preferring"),
    "label": ("labels", "labelled", "labelled", "labelling"),
    "make": ("makes", "made", "made", "making"),
    "put": ("puts", "put", "put", "putting"),
    "lay": ("lays", "laid", "laid", "laying"),
    "hit": ("hits", "hit", "hit", "hitting"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "shoot": ("shoots", "shot", "shot", "shooting"),
    "rip": ("rips", "ripped", "ripped", "ripping"),
    "tear": ("tears", "tore", "torn", "tearing"),
    "learn": ("learns", "learned", "learned", "learning"),
    "fret": ("frets", "fretted", "fretted", "fretting"),
    "peg": ("pegs", "pegged", "pegged", "pegging"),
    "admit": ("admits", "admitted", "admitted", "admitting"),
}
_DOUBLED = {
    "signaled": "signalled",
    "signaling": "signalling",
    "labelled": "labeled",
    "labelling": "labeling",
    "pleaded": "pled",
    "forecast": "forecasted",
}
_VOWELS = frozenset("aeiou")


def _inflect(lemma: str) -> tuple[str, str, str, str]:
    """Third person, past, past participle and -ing of a verb."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return (lemma + "s", lemma + "d", lemma + "d", lemma[:-1] + "ing")
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing")
    if lemma.endswith(("s", "x", "ch", "sh")):
        return (lemma + "es", lemma + "ed", lemma + "ed", lemma + "ing")
    return (lemma + "s", lemma + "ed", lemma + "ed", lemma + "ing")


NO_CUES = w.word_set(
    "citing quoting regarding concerning considering seen seeing sees going backing backs supporting supports"
    " favored favoured thanks posts texts emails blogs tweets credits views backed feels felt advocates speaking floats"
)
"""Forms that are mostly something else, or that another rule reads."""


def _forms() -> dict[str, Verb]:
    forms: dict[str, Verb] = {}
    for line in _TABLE.split("\n"):
        if not line:
            continue
        lemma, frames, *preps = line.split()
        lemma, _, particle = lemma.replace("_", " ").partition(" ")
        third, past, participle, ing = _inflect(lemma)
        tagged = [(past, "past"), (participle, "past"), (third, "s"), (ing, "ing"), (lemma, "base")]
        tagged += [(_DOUBLED[word], form) for word, form in tagged if word in _DOUBLED]
        for bare, form in tagged:
            word = f"{bare} {particle}".strip()
            if word not in NO_CUES:
                forms.setdefault(word, Verb(f"{lemma} {particle}".strip(), form, frames, frozenset(preps)))
    return forms


def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for form in VERBS:
        first, *rest = form.split()
        if rest:
            found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=lambda rest: (-len(rest), rest))) for first, rests in found.items()}


VERBS: dict[str, Verb] = _forms()
"""Inflected form -> verb. A form that is both past and base ("read") counts as past."""

PHRASES: dict[str, tuple[tuple[str, ...], ...]] = _phrases()
"""First word -> the further words of each cue of several words ("point" -> "out"), longest first."""
