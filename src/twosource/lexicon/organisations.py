"""What tells that words stand for an organisation, a court, a company, an outlet or another body.

``HEADS`` are nouns that end the name of a body ("Ministry", "Police"); ``OPENERS`` those that also begin one, before
"of" or "for" ("Department of Justice"). ``SUFFIXES`` mark a company. ``KNOWN`` are bodies without such a noun.
``NOUNS`` are the common nouns a text uses for a body after naming it ("the agency").
"""

from __future__ import annotations

from twosource.lexicon.words import listed

OPENERS = listed("""
    ministry department office bureau agency university college school institute institution academy bank court
    council committee commission board chamber house church bishopric diocese federation confederation association
    society union league alliance coalition organization organisation group party front movement army campaign center
    centre foundation fund trust library museum hospital club order brotherhood parliament congress senate assembly
    embassy consulate mission directorate secretariat administration authority division service corps guard
    institutes centers centres friends owners doctors reporters physicians veterans mothers daughters sons knights
    """)
"""Nouns that begin a body's name before "of" or "for"."""

HEADS = OPENERS | listed("""
    police force forces navy command staff headquarters inspectorate observatory laboratory laboratories lab labs
    network networks media news times post herald tribune journal gazette guardian telegraph chronicle review
    magazine radio television tv press agency wire broadcasting publishing pictures studios records entertainment
    airlines airline airways air aviation aerospace motors motor automotive railways railway rail shipping
    steel oil gas petroleum energy power electric mining mines resources industries industry manufacturing
    agro biotech telecom telecoms telekom polytechnic logistics robotics pharmaceuticals pharma chemicals foods
    brewing brewery technologies technology systems software networks
    solutions services partners capital holdings investments investment securities financial finance insurance
    assurance advisors advisers associates consulting bank banks bancorp exchange stock company companies enterprises
    ventures international global brothers bros stores store markets hotels resorts restaurants bakery cakeshop
    teamsters workers teachers lawyers parliament duma knesset bundestag seimas cabinet government legislature
    politburo presidium tribunal judiciary registry treasury task initiative project program programme forum
    conference summit caucus lobby pac committee conservancy sanctuary zoo seminary monastery mosque synagogue
    cathedral orchestra philharmonic band choir theatre theater ballet opera gallery united city fc athletic rovers
    wanderers intelligence security enforcement protection affairs homeland customs immigration prisons
    ombudsman watchdog regulator comptroller registrar taskforce regiment brigade battalion squadron fleet militia
    taliban guards brigades cartel mafia syndicate republicans democrats conservatives tories liberals greens
    """)
"""Nouns that end a body's name."""

SUFFIXES = listed(
    "inc inc. corp corp. ltd ltd. llc llp plc co co. ag gmbh sa s.a. nv n.v. bv spa s.p.a. oy ab asa kk pty"
)

KNOWN = frozenset(
    """
    kremlin|white house|pentagon|capitol hill|downing street|congress|senate|house of representatives|house|elysee
    parliament|bundestag|duma|state duma|knesset|lok sabha|house of commons|house of lords|supreme court|high court
    state department|justice department|treasury|fed|federal reserve|european union|united nations|european commission
    european parliament|european council|world bank|international monetary fund|world health organization|nato
    security council|un security council|general assembly|red cross|red crescent|world trade organization
    amnesty international|human rights watch|greenpeace|doctors without borders|taliban|hamas|hezbollah|hizbollah
    islamic state|al-qaeda|al qaeda|boko haram|al-shabab|al-shabaab|fatah|isis|isil|daesh|plo|pkk|ypg|farc|eta|ira
    reuters|associated press|the associated press|agence france-presse|bloomberg|xinhua|tass|interfax|ria novosti
    yonhap|kyodo|dpa|ansa|efe|press trust of india|bbc|cnn|fox|nbc|cbs|abc|msnbc|cnbc|npr|pbs|al jazeera|al-jazeera
    al arabiya|sputnik|russia today|politico|axios|buzzfeed|vox|vice|slate|salon|breitbart|the hill|the atlantic
    new york times|the new york times|washington post|wall street journal|usa today|los angeles times|financial times
    guardian|daily mail|daily telegraph|le monde|le figaro|der spiegel|spiegel|bild|el pais|la repubblica|haaretz
    google|facebook|twitter|apple|amazon|microsoft|netflix|uber|lyft|airbnb|tesla|spacex|boeing|airbus|alphabet|meta
    youtube|instagram|whatsapp|telegram|tiktok|reddit|snapchat|linkedin|intel|ibm|oracle|samsung|sony|huawei|tencent
    alibaba|baidu|toyota|honda|nissan|volkswagen|bmw|daimler|ford|chrysler|fiat|renault|peugeot|siemens|nestle|unilever
    novartis|roche|pfizer|merck|bayer|basf|gazprom|rosneft|lukoil|exxon|exxonmobil|chevron|shell|total|saudi aramco
    aramco|goldman sachs|goldman|jpmorgan|jpmorgan chase|morgan stanley|citigroup|citibank|wells fargo|barclays|hsbc
    ubs|credit suisse|deutsche bank|commerzbank|bnp paribas|mckinsey|deloitte|kpmg|walmart|target|starbucks|mcdonald's
    disney|nike|adidas|coca-cola|pepsico|lufthansa|ryanair|easyjet|aeroflot|emirates|qantas|general motors
    general electric|interpol|europol|eurostat|opec|unicef|unesco|unhcr|fbi|cia|nsa|kgb|fsb|gru|mossad|mi5|mi6|nasa
    esa|roscosmos
    harvard|yale|stanford|mit|oxford|cambridge|princeton|columbia university|scotland yard|wall street|antifa
    wikileaks|anonymous|black lives matter|planned parenthood|tea party|republican party|democratic party|gop|labour
    tories|sinn fein|likud|hamas|vatican|holy see|church of england|world food programme|african union|arab league
    mercosur|asean|opcw|iaea|osce|wto|imf|who|eu|un|u.n.|e.u.|dup|snp|spd|cdu|csu|afd|fdp|psoe|bjp|anc|akp|nra|aclu
    naacp|gallup|quinnipiac|ipsos|yougov|pew|pew research center|brookings|brookings institution
    """.replace("\n", "|").split("|")
) - {""}
KNOWN = frozenset(" ".join(name.split()) for name in KNOWN) - {""}

LIKE_SURNAMES = listed("gallup quinnipiac ipsos yougov pew brookings")
"""Bodies that what they do (they ask, find and say) and their names make look like people."""

NOT_ORGANISATIONS = listed("""
    ceo cfo coo cto tv dvd cd gdp gps hiv aids dna rna id pdf usb sms ok faq am pm ad bc gmt utc est edt pst pdt cet
    bst ist mr mrs ms dr jr sr phd ba ma mba vip suv atm pin ngo ngos ngo's ied ieds icbm icbms ipo lgbt lgbtq lgbtq+
    iq ufo diy vat hr pr it ai vr ar ira qa q&a a1c covid covid-19 sars h1n1 mers ebola nyse dow s&p ftse usd eur gbp
    mph kph km kg lb lbs ft sq no nos vs etc i ii iii iv v vi vii viii ix x
    """)
"""Capital letters that are no body's abbreviation."""

OUTLETS = listed(
    "times post herald tribune journal gazette guardian telegraph chronicle globe sun mail observer zeitung"
)
"""Words by which a newspaper is called for short ("the Times")."""

NOUNS = listed("""
    administration agency airline alliance army assembly association authority bakery bank board body broadcaster
    bureau business cabinet campaign carrier centre center chain chamber charity church club coalition college
    commission committee company conglomerate congress consortium contractor corporation council court department
    developer directorate embassy enterprise exchange exchequer factory faction federation firm force foundation fund
    giant gang government group hospital house industry insurer institute institution jury junta law-firm league
    legislature lender magazine maker manufacturer military militia ministry mission movement navy network newspaper
    organisation organization outlet operator panel paper parliament partnership party police producer programme
    publication publisher regime regulator retailer school senate service site society startup start-up station
    supplier syndicate team tribunal trust union unit university utility watchdog website wire broadcaster daily
    provider tabloid weekly automaker carmaker brewer drugmaker brewery hotel bloc secretariat bourse think-tank
    affiliate battalion behemoth bistro bookmaker bookseller boutique branch brand brigade brokerage cafe café
    cartel casino caucus cell chapter chipmaker choir cinema clan clinic collective commune congregation consultancy
    contingent cooperative co-operative creamery creditor dealership detachment diocese discotheque distillery
    distributor division eatery electorate employer ensemble faculty farm fleet fraternity gallery
    garrison grocer grocery heavyweight holding household importer incubator inn inspectorate jetmaker journal
    juggernaut laboratory library lodge monastery monopoly mosque motel multinational
    museum nightclub nightspot nonprofit non-profit not-for-profit office orchestra orphanage parish periodical
    pharmacy planemaker platoon playhouse presidency prison pub quartet railroad
    railway reformatory refinery regiment register reinsurer resort restaurant sect seminary servicer shipbuilder
    shipyard shop sorority squad squadron steelmaker store studio subsidiary supermarket superpower synagogue
    telecom temple theater theatre toymaker tribe trio troupe venue
    wholesaler winery workshop zoo
    """)
"""Common nouns for a body."""

CRAFT = listed("""
    flight plane airliner jet aircraft airplane helicopter ship vessel boat ferry tanker freighter trawler barge yacht
    submarine spacecraft spaceship satellite probe rover rocket capsule shuttle orbiter lander telescope observatory
    spaceplane warship frigate destroyer liner train craft jetliner seaplane airship glider cruiser battleship corvette
    gunboat catamaran schooner steamer sailboat trimaran lifeboat icebreaker minesweeper dreadnought
    """)
"""Common nouns for a ship, an aircraft or a spacecraft, which has a name or number as a body has."""

STAFFS = listed("administration campaign government regime team")
"""Nouns of bodies that are named after somebody."""

CRAFT_OR_STATION = CRAFT | listed("station laboratory lab")
"""Those, and nouns that mean one where the story has one."""

NOUN_CLASSES: dict[str, frozenset[str]] = {
    "company": listed("""
        company firm corporation business conglomerate giant maker manufacturer retailer chain carrier airline bank
        lender insurer automaker carmaker drugmaker startup start-up developer operator supplier producer enterprise
        group utility brewer bakery provider
        """),
    "outlet": listed(
        "newspaper paper magazine broadcaster network outlet publication daily tabloid weekly site website station"
    ),
}

_CALLED = """
    bank company firm: goldman sachs|goldman|jpmorgan|jpmorgan chase|morgan stanley|citigroup|citibank|wells fargo
     |barclays|hsbc|ubs|credit suisse|lloyds|santander|bnp paribas|commerzbank|lehman brothers;
    bank: federal reserve|fed|ecb;
    airline carrier company: lufthansa|ryanair|easyjet|aeroflot|emirates|qantas|delta|british airways|air france|klm
     |united airlines;
    automaker carmaker company firm: toyota|honda|nissan|volkswagen|bmw|daimler|ford|chrysler|fiat|renault|peugeot
     |tesla|general motors;
    company firm giant: google|facebook|twitter|apple|amazon|microsoft|netflix|uber|lyft|airbnb|tesla|spacex|boeing
     |airbus|youtube|instagram|whatsapp|telegram|intel|ibm|oracle|samsung|sony|huawei|walmart|starbucks|disney|nike
     |gazprom|rosneft|exxon|chevron|pfizer|merck|bayer|novartis|cambridge analytica|toyota|honda|nissan|volkswagen
     |ford|siemens|monsanto;
    network: facebook|twitter|fox|cnn|nbc|cbs|abc|al jazeera|msnbc;
    platform: facebook|twitter|youtube|tiktok|instagram|telegram;
    service: telegram|whatsapp|netflix|uber;
    broadcaster network: bbc|cnn|fox|nbc|cbs|abc|al jazeera|npr;
    newspaper paper: guardian|new york times|washington post|wall street journal|le monde|haaretz|der spiegel|bild
     |usa today|daily mail|daily telegraph|los angeles times|financial times;
    agency: fbi|cia|nsa|nasa|esa|fsb|gru|epa|fda|roscosmos|reuters|afp|ap|tass|interfax|xinhua|iaea|usaid|fema|unhcr
     |unicef|mossad|mi5|mi6|interpol|europol;
    watchdog: opcw|iaea|human rights watch|amnesty international;
    bloc: european union|eu|asean|mercosur;
    alliance: nato;
    court: supreme court|high court;
    parliament: house of commons|bundestag|knesset|duma|state duma|lok sabha|european parliament;
    group: islamic state|isis|isil|daesh|hamas|hezbollah|taliban|boko haram|al-shabab|al-shabaab|al-qaeda|al qaeda
     |antifa|amnesty international|human rights watch|aclu|greenpeace|nra|wikileaks|anonymous;
    party: republicans|democrats|likud|fatah|labour|fdp|afd|cdu|spd|akp|bjp|anc
    """


def _kinds() -> dict[str, frozenset[str]]:
    kinds: dict[str, frozenset[str]] = {}
    for line in " ".join(_CALLED.split()).replace(" |", "|").replace(" ;", ";").split(";"):
        nouns, _, names = line.partition(":")
        for name in names.split("|"):
            kinds[name.strip()] = kinds.get(name.strip(), frozenset()) | listed(nouns)
    return kinds


KINDS_OF: dict[str, frozenset[str]] = _kinds()
"""Well-known body -> the nouns that reports call it by: "fbi" -> "agency"."""
