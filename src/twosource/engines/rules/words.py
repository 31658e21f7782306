"""Closed classes of English words that the rules go by: all the grammar there is without a tagger.

Every set holds lower-case words with straight apostrophes. The sets are small on purpose: a word that is in none of
them counts as an ordinary noun, adjective or verb.
"""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a string as a set."""
    return frozenset(words.split())


ARTICLES = word_set("the a an")
POSSESSIVES = word_set("his her its their our my your whose")
DETERMINERS = (
    ARTICLES
    | POSSESSIVES
    | word_set("this that these those some any all no each every both another several many most few")
)
CONTRACTED = word_set(
    "he's she's it's they're i'm we're you're there's he'd she'd it'd they'd i'd we'd you'd he'll she'll it'll they'll"
    " i'll we'll you'll they've i've we've you've"
)
"""A pronoun and its verb in one: a clause of their own."""
SUBJECTS = word_set("he she it they i we you who there") | CONTRACTED
"""Pronouns that start a clause."""
SPEAKERS = word_set("he she they it who")
"""Pronouns that can be a source in the reporter's own voice."""
NEVER_A_SOURCE = word_set(
    "i we you there this that these those what which one nobody none nothing everything something anything it's that's"
    " here how why where when whom me us him her them all each both such so as not no more most also instead"
)
BE = word_set("is are was were be been being am 's 're isn't aren't wasn't weren't he's she's it's they're")
HAVE = word_set("has have had having hasn't haven't hadn't 've 'd")
DO = word_set("do does did don't doesn't didn't")
MODALS = word_set(
    "will would could can may might must should shall won't wouldn't couldn't can't cannot shouldn't mustn't 'll"
)
AUXILIARIES = BE | HAVE | DO | MODALS
NEGATIONS = word_set(
    "not never no n't isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't couldn't"
    " can't cannot shouldn't mustn't neither nor hardly barely"
)
ADVERBS = word_set(
    "also then later now once again still even just often always never not already soon earlier further furthermore"
    " rather almost long ever first ago instead meanwhile however thus therefore moreover too yet only perhaps maybe"
    " sometimes far well since today yesterday tonight simply each both all themselves himself herself itself"
    " afterwards afterward thereafter elsewhere nevertheless nonetheless likewise indeed altogether twice"
    " aside"
)
NOT_ADVERBS = word_set(
    "family ally rally reply supply apply italy july assembly anomaly monopoly bully belly jelly lily billy kelly"
    " emily sally polly molly holly reilly connolly daily weekly monthly elderly early only"
)
"""Words on -ly that are nouns, names or adjectives."""
PREPOSITIONS = word_set(
    "in on at of for from to with by about after before during under over into onto through against between among"
    " amid since until till without within despite following via per toward towards upon near across behind beyond"
    " along around inside outside off above below like unlike including except besides alongside regarding concerning"
    " according throughout ahead because than versus"
)
SUBORDINATORS = word_set(
    "that if when while because although though whether unless until as after before since where whereas once how why"
    " what which so lest wherever whenever"
)
COORDINATORS = word_set("and but or nor yet")
WH = word_set("whether if why how what when where who which")
RELATIVES = word_set("who which whose whom that where")
WEEKDAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday mon mon. tue tue. tues tues. wed wed. thu thu. thur thurs"
    " thurs. fri fri. sat sat. sun sun."
)
MONTHS = word_set(
    "january february march april may june july august september october november december jan jan. feb feb. mar mar."
    " apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec."
)
DAYTIMES = word_set(
    "morning afternoon evening night noon midnight today yesterday tonight tomorrow week month year weekend spring"
    " summer autumn fall winter weeks months years days hours hour day moment time minutes minute overnight"
)
TIME_LEADS = word_set("late early earlier last this next previous past following same recent a few several two three")
TIMES = WEEKDAYS | word_set(
    "today yesterday tonight tomorrow overnight recently lately earlier later afterwards afterward"
)

# Past tenses that do not end in -ed: with AUXILIARIES and -ed they tell where a clause has its verb.
IRREGULAR_PASTS = word_set(
    "became began bore bought broke brought built came caught chose cost cut dealt did drew drove ate fell fought found"
    " flew forgot gave went got grew had heard held hit hurt kept knew laid led left lent let lost made meant met paid"
    " put ran read rose said saw sent set shook shot showed shut sang sat slept sold sought spent spoke spread stood"
    " stole struck swore took taught told thought threw understood won wore woke wrote withdrew overthrew undertook"
    " lay faces seems remains appears wants needs makes takes comes goes gets gives has is"
)
NOT_PASTS = word_set(
    "shed fed wed bred sped led united named so-called alleged unnamed proposed supposed red bed need seed speed"
    " hundred feed indeed"
    " armed wounded injured retired convicted accused unidentified limited mixed advanced experienced aged embed"
    " registered licensed suspected displaced disputed occupied detained elected appointed newly-elected"
)
"""Words on -ed that are mostly adjectives or nouns before or after a noun."""

PEOPLE = word_set(
    "police officials authorities experts critics sources analysts witnesses investigators prosecutors lawyers"
    " attorneys residents relatives supporters opponents activists lawmakers senators republicans democrats"
    " conservatives liberals people men women students teachers doctors scientists researchers economists reporters"
    " journalists media outlets newspapers reports documents records leaders members voters users workers employees"
    " employers companies firms banks investors traders executives diplomats ministers politicians aides advisers"
    " advisors judges jurors historians scholars academics observers campaigners advocates groups organisations"
    " organizations agencies governments countries nations states cities parents families victims neighbors neighbours"
    " friends colleagues fans commentators pundits pollsters polls surveys studies figures data forecasters"
    " meteorologists astronomers engineers pilots passengers survivors bystanders rescuers firefighters paramedics"
    " medics soldiers troops rebels militants insurgents separatists protesters demonstrators organizers organisers"
    " owners customers farmers publishers bishops clerics evangelicals legislators councillors mps parliamentarians"
    " allies rivals foes detractors defenders proponents skeptics sceptics others some many most both insiders"
    " locals villagers refugees migrants immigrants detectives inspectors officers deputies commanders generals"
    " intelligence management enforcement government parliament congress lawsuit filing statement report survey study"
    " poll"
)
"""Nouns that can be a source without an article."""
