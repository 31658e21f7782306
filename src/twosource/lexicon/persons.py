"""What tells that words stand for a person: first names, forms of address, offices and roles.

``FEMALE`` and ``MALE`` are first names that are nearly always one gender's; a name that is often either stands in
``EITHER`` only. ``ADDRESS`` are abbreviated or fixed forms of address, ``OFFICES`` words of which a capitalised
title is made ("Deputy Attorney General"), ``ROLES`` nouns that describe one person, ``GROUPS`` nouns that describe
several people or a body acting as one ("police"). Roles are singular; a plural is made by ``singular``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from twosource.lexicon.places import ADJECTIVES
from twosource.lexicon.words import is_ordinary, listed

Gender = Literal["male", "female"]

LABEL = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}"
"""A regular expression: who speaks next in a transcript, in capitals."""

MALE = listed("""
    oleh serhiy serhii andriy andrii dmytro mykola vitaliy vitalii yuriy yurii ihor mykhailo vasyl denys artem ruslan
    rustem valeriy bohdan taras pavlo maksym kyrylo anatoliy vadym hryhoriy sergiy yevhen zelimkhan ramzan aslan
    aaron abbas abdel abdul abdullah abdulla abraham adam adolf adrian ahmad ahmed akbar alan albert alberto alejandro
    aleksandr aleksei alessandro alexander alexandre alexei alexey alfred alfredo ali allen alistair alvin amir
    anders andre andreas andrei andres andrew andrey andy angus anthony antoine anton antonio antony anwar ari armando
    arnold arthur arturo ashraf asif atul augusto austin aziz barack barry bart bashar basil ben benedict benjamin
    bernard bernardo bernd bernie bert bill billy bob bobby boris brad bradley brandon brendan brent brett brian bruce
    bruno bryan byron caleb calvin carl carlo carlos cedric cesar chad charles charlie chris christian christoph
    christopher chuck clarence claude claudio clayton clifford clint clive colin conor conrad craig curtis cyril cyrus
    dale damian damien dan daniel daniele danny darren darryl dave david davide dean denis dennis derek desmond dick
    didier diego dieter dimitri dirk dmitri dmitriy dmitry dominic don donald doug douglas duncan dustin dwight dylan
    earl ed eddie edgar eduardo edward edwin elias elijah elliot elliott elon emil emile emilio emmanuel enrico enrique
    eric erich erik ernest ernesto ernst ethan eugene evan evgeny ezra fabio faisal farouk felipe felix ferdinand
    fernando fidel floyd francesco francisco franco francois frank franklin franz fred frederic frederick friedrich
    fritz gabriel gareth garry gary gavin gene geoff geoffrey george georges gerald gerard gerhard gianni gilbert
    giorgio giovanni giuseppe glen glenn gordon graham greg gregory guillaume guillermo gustav gustavo guy habib hamad
    hamid hans harold haroon harry harvey hassan hector heinrich heinz helmut henri henrik henry herbert herman hideo
    hiroshi hosni howard hugh hugo hussein ian ibrahim ignacio igor ilya imran isaac isaiah ismail ivan jack jacob
    jacques jaime jair jake jamal james jamie jan jared jason javier jay jean-claude jean-luc jean-marie jeb jeff
    jeffrey jeremiah jeremy jerome jerry jesse jesus jim jimmy joachim joao joaquin joe joel joerg johan johann john
    johnny jon jonathan jorge jose josef joseph josh joshua juan juergen jules julian julio julius junichiro jurgen
    justin kamal kareem karim karl keith kelvin ken kenneth kenny kenta kevin khalid khalil kirill klaus konstantin
    kurt kyle lamar lance larry lars laurent lawrence lee len leo leon leonard leonardo leonid leroy lindsey lionel
    lloyd logan lorenzo louis luc luca lucas luigi luis lukas luke luther mahmoud mahmud malcolm manfred manuel marc
    marcel marcelo marcin marco marcos marcus mario marius mark markus marshall martin marvin massimo mathias matt
    matteo matthew matthias maurice mauricio max maxim maxime maximilian mehmet michael michel miguel mike mikhail
    milos milton mitch mitchell mohamed mohammad mohammed mohamud mohammad moshe muhammad muhammadu murray mustafa
    narendra nasser nathan nathaniel ned neil nelson nicholas nick nicola nicolas nigel nikita nikolai nikolay nils
    noah noel norbert norman oleg olaf oleksandr oleksiy oliver olivier omar oscar osama oskar otto owen pablo pat
    patrick paul paulo pavel pedro percy perry pete peter petr petro phil philip philippe phillip pierre pietro pyotr
    qasem rafael rafiq rahul rajesh ralf ralph ramon randall randy raul ravi ray raymond recep reginald rene rex reza
    rich rainer
    ricardo richard rick ricky rob robert roberto rod roderick rodney rodrigo roger roland rolf roman ron ronald
    ronnie rory ross roy rubén ruben rudolf rudy rupert russ russell ryan said salman salvador salvatore sam sami
    samuel sandro santiago saud scott sean sebastian sebastien serge sergei sergey sergio seth shane shaun shawn
    sheldon shinzo sidney silvio simon sajid spencer stan stanislav stanley stefan stefano stephan stephane stephen
    steve steven stewart stuart sunil suresh sven syed tariq tayyip ted terence terrence terry theodore thierry thomas
    tim timothy tobias toby todd tom tomas tommy tony travis trevor tristan tyler ulrich umar uwe vaclav vadim valery
    vance vasily vernon victor vijay viktor vincent vincenzo vinod vitaly vladimir volodymyr vyacheslav wade wallace
    walter warren wayne werner wesley wilbur wilfried wilhelm will william willie willy winston wolfgang xavier yasser
    yevgeny yoshihide yousef youssef yuri yusuf yves zachary zack zhang
    """)

FEMALE = listed("""
    abigail ada adele adriana agatha agnes aicha aileen ailsa aisha alana alejandra alessandra alexandra alexandria
    alexis alice alicia alina alison allison alma amal amanda amber amelia amina amy ana anastasia andrea angela
    angelica angelina anika anita anke ann anna annabel anne anneliese annette annie antonia april ariana arlene
    asma astrid audrey ava aysha ayesha barbara beata beatrice beatriz becky belinda bella benazir bernadette
    bertha beth betsy bettina betty beverly bianca birgit bonnie brenda bridget britney brigitte brittany brooke camila
    camilla candace carina carla carly carmen carol carole carolina caroline carolyn cassandra catalina catherine
    cathy cecilia celeste celia celine chantal charlene charlotte chelsea cheryl chiara chloe christa christiane
    christina christine cindy claire clara clarissa claudia colleen condoleezza constance consuelo cora corinne
    cristina crystal cynthia daisy daniela danielle daphne darlene dawn deborah debbie debra deirdre delia denise
    diana diane dianne dina dolores donna dora doreen dorothy edith eileen elaine eleanor elena elisa elisabeth
    elizabeth ella ellen elsa elsie emilia emily emma erica erika erin esther ethel eva evelyn faith farah fatima
    fatma felicia fiona florence frances francesca francine frederica freya frida fumiko gabriela gabriella gabrielle
    gail geraldine gertrude gina giorgia gisele gladys glenda gloria grace greta gretchen guadalupe gwen gwendolyn
    hanan hanna hannah harriet hazel heather heidi helen helena helene henrietta hilary hilda hillary hope ida ilhan
    imelda ina indira ines ingrid irene irina iris isabel isabella isabelle ivana ivanka ivy jacinda jackie jacqueline
    jane janet janice janine jasmine jean jeanette jeanne jeannine jemima jennifer jenny jessica jill joan joanna
    joanne jocelyn johanna josephine joy joyce juanita judith judy julia juliana julie juliet june justine kaitlyn
    kamala karen karin karina karla kate katherine kathleen kathryn kathy katie katrina kay kayla kellyanne kelsey
    kerry khadija kimberly kirsten kirstjen klara kristen kristi kristin kristina kyra laila lara larissa laura lauren
    laurie leah leila lena leona leticia lillian lily linda lisa liz liza lois lola loretta lorraine louisa louise lucia
    lucille lucy luisa lydia lynda lynn lynne mabel madeleine madeline maggie malala malia manal mandy marcia margaret
    margarita margot maria mariam marian mariana marianne marie marilyn marina marine marion marisa marissa marjorie
    marlene marsha marta martha martina mary maryam matilda maureen maxine may maya megan meghan melania melanie
    melinda melissa mercedes meredith mia michaela michele michelle mildred miranda miriam moira molly mona monica
    monique muriel myra nadia nadine nancy naomi natalia natalie natasha nicole nicolette nina noor nora norma olga
    olivia ophelia paige pamela patience patricia patty paula pauline pearl peggy penelope penny petra phoebe phyllis
    polly priscilla priti priya rachel ramona rania raquel rebecca regina renata renee rhonda rita roberta rosa rosalie
    rosalind rosalynn rosanna rose rosemary rowena roxanne ruth sabina sabrina sally samantha sandra sara sarah saskia
    selena selma shannon sharon sheila shelly sheryl shirley sienna silvia simone sofia sonia sonja sophia sophie stacey
    stacy stella stephanie stormy sue summer susan susana susanne suu suzanne svetlana sybil sylvia tabitha tamara
    tamika tania tanya tara tatiana tatyana teresa tessa thelma theresa therese tina tracey trudy tulsi ulrike ursula
    valentina valeria valerie vanessa vera verena veronica victoria viola violet virginia vivian viviane wanda wendy
    whitney wilma winnie xiomara yasmin yolanda yulia yvette yvonne zainab zeinab zelda zoe zuzana
    """)

EITHER = listed("""
    alex ariel ashley avery blair cameron carey casey chandra charly corey courtney dana devin drew elisha evelin
    francis
    gale hayden hollis jaden jean jessie jordan jody jo kelly kendall kim kit lauren lane leigh leslie lindsay
    mackenzie madison marty micky morgan nikki noor parker pat quinn reese riley robin rowan sasha shelby sidney stevie
    sam skyler taylor toni tracy val vivien yi ming wei xi li hu jin lin chen wang liu zhou yang zhao park min soo hyun
    jae jung moon tran nguyen pham abiy kofi kwame thabo sipho chidi ngozi oluwaseun emeka tariq sri joko bongbong
    rodrigo aung thaksin yingluck prayuth hun mahathir najib anwar lula dilma evo nicolas recep
    """)

SURNAMES_FIRST = listed("""
    kim lee park pak choi jung kang cho yoon jang lim han oh seo shin kwon hwang ahn song ryu hong ri moon xi li wang
    zhang liu chen yang zhao huang zhou wu xu sun ma zhu hu guo gao lin luo mao deng hua wen jiang nguyen tran pham
    """)
"""Surnames that stand before the given name ("Kim Jong-il"), also where they are first names elsewhere."""

ADDRESS: dict[str, Gender | None] = {
    **dict.fromkeys(
        listed("mr mr. sir lord king prince fr fr. father pope herr monsieur signor señor duke emperor"), "male"
    ),
    **dict.fromkeys(
        listed("mrs mrs. ms ms. miss mme mme. madame frau dame lady queen princess duchess señora"), "female"
    ),
    **dict.fromkeys(
        listed("""
        dr dr. prof prof. professor gen gen. lt lt. lt.gen. col col. maj maj. capt capt. cpt cpt. sgt sgt. cpl cpl.
        pvt pvt. pfc pfc. spc spc. adm adm. cmdr cmdr. cdr cdr. brig brig. sen sen. sens. rep rep. reps. gov gov.
        rev rev. hon hon. amb amb. det det. insp insp. supt supt. ofc. sheriff sheikh shaikh ayatollah mullah imam
        rabbi bishop archbishop cardinal cllr cllr. mayor sec. pres. lieutenant
        """)
    ),
}
"""Forms of address that stand before a name, with the gender they tell."""

OFFICES = listed("""
    president vice-president vice prime minister premier chancellor secretary undersecretary under-secretary attorney
    general solicitor governor lieutenant senator congressman congresswoman representative speaker leader majority
    minority whip chairman chairwoman chair chairperson chief justice judge magistrate director commissioner
    commander commander-in-chief admiral colonel major captain sergeant corporal private officer detective inspector
    superintendent sheriff marshal marshall constable deputy assistant associate acting interim former ex-president
    president-elect special envoy ambassador consul counsel counselor counsellor adviser advisor spokesman
    spokeswoman spokesperson
    prosecutor district administrator executive ceo cfo coo cto founder co-founder owner coach manager analyst reporter
    correspondent editor professor doctor dean rector provost bishop archbishop cardinal pope imam rabbi reverend
    pastor sultan emir crown king queen prince princess duke duchess baron baroness lord lady sir mayor alderman
    councilman councilwoman councillor councilor treasurer comptroller controller ombudsman economist author actor
    actress singer astronaut cosmonaut pilot agent trooper firefighter lawmaker mp mep delegate
    """)
"""Words of which capitalised titles before a name are made; the last one of a run ends the title."""

TITLE_MODIFIERS = listed("""
    foreign interior defense defence finance treasury home justice health education energy trade transport
    transportation agriculture labor labour commerce environment information intelligence national security state
    press deputy senior junior first second chief acting interim special political military naval army navy police
    fire house senate supreme court federal county city town district republican democratic democrat labour
    conservative
    """)

ROLE_GENDER: dict[str, Gender] = {
    **dict.fromkeys(
        listed("""
        man husband father son brother boy uncle nephew grandfather grandson businessman chairman spokesman policeman
        fisherman salesman congressman councilman actor gentleman king prince emperor duke boyfriend widower dad
        stepfather son-in-law father-in-law brother-in-law monk priest pope cameraman gunman strongman statesman
        sportsman serviceman fireman lawman
        """),
        "male",
    ),
    **dict.fromkeys(
        listed("""
        woman wife mother daughter sister girl aunt niece grandmother granddaughter businesswoman chairwoman
        spokeswoman policewoman congresswoman councilwoman actress queen princess duchess girlfriend widow mom mum
        stepmother daughter-in-law mother-in-law sister-in-law lady nun heroine hostess waitress housewife schoolgirl
        """),
        "female",
    ),
}

_ROLES_MORE = listed("""
    abbess abbot abductor accomplice acrobat addict adventurer agitator agnostic airman alcoholic alumnus amputee
    anaesthetist anarchist anchorman anchorwoman angler animator anthropologist apologist apostle appellant
    archaeologist archeologist archivist aristocrat arsonist asylum-seeker atheist attendant auctioneer auditor
    autocrat backer backpacker bailiff ballerina barber barista baritone baroness barrister bartender baseman
    bassist batsman beautician beekeeper beggar benefactor beneficiary biochemist biographer bookkeeper bookmaker
    bookseller botanist bouncer bowler breadwinner breeder brewer bricklayer bride bridegroom brigadier burglar
    busboy businessperson butcher butler bystander cabbie caddie cadet caller cameraperson camper capitalist
    cardiologist carer carpenter cartoonist cashier catcher caterer cellist centrist chairlady challenger chaplain
    chauffeur cheerleader chemist chieftain choreographer chronicler citizen civilian claimant cleaner client
    climber clown co-author co-chair co-conspirator co-creator co-defendant co-director co-host co-pilot co-star
    co-worker coauthor collaborator collector commandant communist commuter companion complainant con-man concierge
    conman connoisseur conscript conservationist conservative conspirator constable contender contestant contributor
    convert cop cosmologist councillor councilmember countess couturier cowboy crewmember cricketer criminologist
    curator custodian daredevil dealer debtor defector defenseman demagogue dermatologist descendant deserter despot
    detractor disciple dishwasher dispatcher distributor diver docent doorman drafter dramatist dropout drummer earl
    ecologist elder electrician emigrant endocrinologist enforcer engraver enthusiast envoy essayist ethnographer
    evacuee evangelist ex-boyfriend ex-convict ex-girlfriend ex-lover ex-minister ex-officer ex-partner ex-soldier
    examiner expatriate extremist eyewitness fan fascist fiance fiancee fiancé fiancée fielder fighter firebrand
    florist follower forager foreman forerunner forger fraudster freelancer front-runner frontrunner fundraiser
    futurist gambler gamekeeper gamer gangster gardener geneticist geographer geophysicist glaciologist goalie
    godfather godmother godson golfer grandchild grandparent grocer groom groundskeeper guardian gunwoman gymnast
    gynecologist hairdresser handler hard-liner hardliner headmaster headmistress headteacher healer heavyweight
    heiress helper henchman herder herdsman hermit hijacker hiker hitman hopeful hotelier housekeeper humanitarian
    humorist hurdler hydrologist illusionist impersonator importer imposter impostor individual industrialist infant
    infantryman infielder influencer initiator insider insurgent intruder islamist islander jailer janitor jihadi
    jihadist jockey journeyman juggler kid kingmaker kingpin laureate lawbreaker leftist legislator liaison
    libertarian lieutenant lifeguard linebacker lineman linguist loner lover loyalist lyricist machinist maestro
    magician maid maintainer marksman martyr masseuse mastermind matador mathematician matriarch medalist medallist
    memoirist mercenary microbiologist midfielder midwife milkman miner mobster moderate monarchist mortician
    motorcyclist mountaineer mourner mufti mullah muralist murderer nanny narrator neo-nazi neurologist neurosurgeon
    newlywed newscaster newsman newsreader newswoman nobleman notary nutritionist obstetrician offender oncologist
    onlooker optometrist orator orphan orthodontist outfielder outlaw overseer paediatrician paleontologist panelist
    panellist paralegal paramedic paratrooper parishioner parolee participant partisan patrolman patrolwoman
    paymaster peacekeeper peacemaker peasant pediatrician peer perpetrator petitioner pharmacist photojournalist
    pianist pilgrim pioneer pirate pitcher playboy plumber poacher podcaster policyholder pontiff populist postman
    postmaster practitioner prankster prelate preservationist primate principal proprietor prosecutor-general
    prospector protagonist protege protegé protégé protégée psychic publican pundit pupil quarterback racist radical
    radiologist raider rapist reader realtor receptionist recipient recluse reformer reformist registrar repairman
    reservist respondent responder restaurateur reveler ringleader roofer roommate sailor saint saviour saxophonist
    scammer schoolboy schoolchild schoolmaster schoolteacher scriptwriter seaman seismologist sharpshooter shepherd
    shopper signatory skateboarder skier sleuth slugger sniper snowboarder socialist soprano sorcerer spectator
    speechwriter sponsor sportswoman sprinter spy spymaster squatter stakeholder stalker statistician stepbrother
    stepdaughter stepsister steward stewardess stockbroker stockholder stowaway streamer stuntman subcontractor
    subordinate subscriber superhero surfer swindler taxpayer teammate theologian theorist thief thinker thug
    timekeeper toxicologist trafficker translator traveller trespasser trombonist trucker trumpeter tsar twin tyrant
    umpire understudy undertaker urologist usher valet vendor ventriloquist vicar vice-chair vice-chairman
    vice-chancellor vice-minister vigilante violist vlogger vocalist wanderer warder watchman weatherman welder
    wholesaler winger witch wizard woodworker wrestler wrongdoer zoologist
    """)
"""More of them: occupations, kin, parts in a crime, a contest or a cause."""

ROLES = (
    _ROLES_MORE
    | listed("""
        academic accountant accuser activist administrator admiral adviser advisor advocate agent aide ally ambassador
        analyst anchor applicant apprentice appointee arbitrator archbishop architect artist assailant assassin
        assistant associate astronaut astronomer astrophysicist athlete attacker attorney author ayatollah
        baker banker baron barrister biologist bishop blogger bodyguard bomber boss boxer boy broadcaster broker
        builder campaigner candidate captain cardinal caretaker celebrity ceo cfo chair chairperson champion chancellor
        chef chief child cleric clerk climatologist coach co-founder cofounder colleague colonel columnist comedian
        commander commentator commissioner competitor composer comptroller conductor constable constituent consul
        consultant contractor convict co-owner coordinator coroner correspondent cosmonaut councillor councilor
        counsel counselor
        counsellor counterpart courier cousin creator crewman criminal critic crown customer cyclist dancer dean
        defendant defender delegate democrat dentist deputy designer detainee detective developer dictator diplomat
        director dissident doctor donor driver economist editor educator emir employee employer engineer entertainer
        entrepreneur envoy epidemiologist ethicist executive ex-wife ex-husband expert explorer farmer fellow figure
        filmmaker financier firefighter foe footballer founder friend fugitive general geologist goalkeeper golfer
        governor graduate guard guest guitarist guy hacker head heir hero historian homeowner host hostage hunter
        illustrator imam immigrant incumbent informant inmate inspector instructor intern interpreter inventor
        investigator investor jeweller jeweler journalist judge jurist juror justice kidnapper killer
        labourer laborer landlord lawmaker lawyer leader lecturer legislator librarian lieutenant lobbyist locksmith
        magistrate magnate manager marine marshal mayor mechanic mediator medic member mentor merchant
        meteorologist migrant militant millionaire billionaire minister missionary model mogul monarch moderator
        motorist musician nationalist naturalist navigator negotiator neighbor neighbour neuroscientist newcomer
        nominee novelist nurse observer officer official oligarch ombudsman ombudswoman operator opponent organiser
        organizer outsider owner painter parent parliamentarian partner passenger passer-by pastor pathologist patient
        patriarch patron pedestrian performer philanthropist philosopher photographer physician physicist pilot
        planner player playwright plaintiff poet policymaker politician pollster porter predecessor premier presenter
        president preacher premier prisoner producer professor programmer prosecutor protester protestor provost
        psychiatrist psychologist publicist publisher rabbi racer rancher ranger rapper rebel recruit rector referee
        refugee relative reporter representative republican rescuer researcher resident retiree reverend rider rival
        robber ruler runner sailor salesperson scholar scientist screenwriter sculptor secretary seller senator
        separatist sergeant servant sheikh sheriff shooter shopkeeper sibling singer skater skipper smuggler socialite
        sociologist soldier solicitor songwriter speaker specialist spokesperson spouse staffer star stepson
        storyteller strategist striker student successor suitor sultan superintendent superstar supervisor supporter
        suspect surgeon survivor swimmer tailor teacher technician teenager teen tenant terrorist therapist tourist
        toddler trader trainee trainer traitor traveller traveler treasurer trooper trustee tutor tycoon undersecretary
        veteran veterinarian vicar vice-president victim villager violinist virologist visitor volunteer voter warden
        warlord warrior watchdog whistleblower whistle-blower winner witness worker writer youngster youth zookeeper
        """)
    | ROLE_GENDER.keys()
)
"""Nouns that describe one person."""

GROUPS = listed("""
    police authorities officials prosecutors investigators detectives firefighters rescuers lawyers attorneys
    researchers scientists astronomers astrophysicists experts analysts lawmakers senators republicans democrats
    diplomats witnesses hackers organisers organizers activists protesters demonstrators regulators rebels militants
    separatists troops soldiers officers doctors medics aides advisers advisors envoys ministers leaders residents
    relatives teachers students workers employees critics opponents supporters economists plaintiffs defendants
    officers negotiators parents victims passengers detectives jurors engineers executives shareholders investors
    family couple team crew delegation prosecution defense defence opposition staff paramedics lifeguards coastguard
    judges justices
    """)
"""Nouns for several people, or for a body that speaks with one voice."""

FAMILY = listed("""
    wife husband mother father son daughter brother sister uncle aunt nephew niece cousin grandfather grandmother
    grandson granddaughter parent sibling spouse widow widower partner boyfriend girlfriend stepson stepfather
    stepmother son-in-law daughter-in-law father-in-law mother-in-law brother-in-law sister-in-law friend colleague
    lawyer attorney spokesman spokeswoman spokesperson ex-wife ex-husband ally aide neighbour neighbor boss dad mom mum
    """)
"""Roles that are always somebody else's: "his wife" is never the one "his" stands for."""

IRREGULAR = {
    "people": "person",
    "children": "child",
    "wives": "wife",
    "spokesmen": "spokesman",
    "spokeswomen": "spokeswoman",
    "men": "man",
    "women": "woman",
    "policemen": "policeman",
    "gunmen": "gunman",
    "businessmen": "businessman",
    "congressmen": "congressman",
}


def singular(noun: str) -> str:
    """The singular of a plural role noun; any other word comes back as it is."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def gender_of_first_name(name: str) -> Gender | None:
    """The gender a first name tells, None if it tells none."""
    word = name.lower()
    if word in EITHER:
        return None
    if word in FEMALE:
        return None if word in MALE else "female"
    return "male" if word in MALE else None


def is_first_name(name: str) -> bool:
    """Whether the word, or its part before a hyphen, is a common first name."""
    word = name.lower()
    before, hyphen, _ = word.partition("-")
    if hyphen and len(before) > 2 and is_first_name(before):  # noqa: PLR2004 - "al-" is no name
        return True
    return word in MALE or word in FEMALE or word in EITHER


_SURNAMES = listed("king prince pope bishop dean knight abbot")
"""Titles that are surnames behind a first name: "Ann King"."""
_INITIAL = re.compile(r"[A-Z]\.?")


def title_length(words: Sequence[str]) -> int:
    """How many words at the beginning of a capitalised run are a title before a name; 0 if there is none.

    "Russian Foreign Minister Sergey Lavrov" -> 3. The run's last office or form of address ends the title, with an
    "of ..." of ordinary words after it ("Secretary of State John Kerry"). A run that is a title only gives its length.
    """
    lower = [w.lower() for w in words]
    ends = [i for i, w in enumerate(lower) if _ends_title(w, last=i + 1 == len(lower))]
    if ends and lower[ends[-1]] in _SURNAMES and ends[-1] and (is_first_name(lower[0]) or _INITIAL.fullmatch(words[0])):
        return 0
    if not ends and len(lower) > 1:
        return _creed(lower)
    if not ends:
        return 0
    at = ends[-1] + 1
    if at < len(lower) and lower[at] in {"of", "for"}:
        at += 1
        while at < len(lower) and _after_of(lower[at]):
            at += 1
    while at < len(lower) - 1 and is_ordinary(lower[at]) and not is_first_name(lower[at]):
        at += 1
    return at


def _after_of(word: str) -> bool:
    """Whether a word may stand in a title after its "of": "Secretary of State"."""
    return (is_ordinary(word) or word in TITLE_MODIFIERS or word == "u.s.") and not is_first_name(word)


def _ends_title(word: str, *, last: bool) -> bool:
    if word in ADDRESS or word in OFFICES:
        return True
    return not last and (word in ROLES or singular(word) in OFFICES)


def _creed(words: Sequence[str]) -> int:
    """How many adjectives of nations or parties stand before a first name: "North Korean Kim Jong-un" -> 2."""
    at = 2 if " ".join(words[:2]) in ADJECTIVES else 1 if words[0] in ADJECTIVES else 0
    return at if at < len(words) - 1 and is_first_name(words[at]) else 0
