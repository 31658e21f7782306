"""Countries, their adjectives, big cities, US states, and nouns that mark a place's name."""

from __future__ import annotations

from twosource.lexicon.words import listed


def _names(lines: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in lines.replace("\n", "|").split("|")) - {""}


_NATIONS = """
afghanistan:afghan|albania:albanian|algeria:algerian|angola:angolan|argentina:argentine,argentinian|armenia:armenian
australia:australian|austria:austrian|azerbaijan:azerbaijani,azeri|bahrain:bahraini|bangladesh:bangladeshi
belarus:belarusian
belgium:belgian|benin:beninese|bhutan:bhutanese|bolivia:bolivian|bosnia:bosnian|botswana:|brazil:brazilian|brunei:
bulgaria:bulgarian|burkina faso:|burundi:burundian|cambodia:cambodian|cameroon:cameroonian|canada:canadian|chad:chadian
chile:chilean|china:chinese|colombia:colombian|congo:congolese|costa rica:costa rican|croatia:croatian|cuba:cuban
cyprus:cypriot|czech republic:czech|denmark:danish|djibouti:|dominican republic:dominican|ecuador:ecuadorian
egypt:egyptian
el salvador:salvadoran|eritrea:eritrean|estonia:estonian|ethiopia:ethiopian|fiji:fijian|finland:finnish|france:french
gabon:gabonese|gambia:gambian|georgia:georgian|germany:german|ghana:ghanaian|greece:greek|guatemala:guatemalan
guinea:guinean
guyana:guyanese|haiti:haitian|honduras:honduran|hungary:hungarian|iceland:icelandic|india:indian|indonesia:indonesian
iran:iranian|iraq:iraqi|ireland:irish|israel:israeli|italy:italian|ivory coast:ivorian|jamaica:jamaican|japan:japanese
jordan:jordanian|kazakhstan:kazakh|kenya:kenyan|kosovo:kosovar|kuwait:kuwaiti|kyrgyzstan:kyrgyz|laos:laotian
latvia:latvian
lebanon:lebanese|liberia:liberian|libya:libyan|lithuania:lithuanian|luxembourg:|macedonia:macedonian|madagascar:malagasy
malawi:malawian|malaysia:malaysian|maldives:maldivian|mali:malian|malta:maltese|mauritania:mauritanian
mauritius:mauritian
mexico:mexican|moldova:moldovan|monaco:|mongolia:mongolian|montenegro:montenegrin|morocco:moroccan|mozambique:mozambican
myanmar:burmese|namibia:namibian|nepal:nepalese,nepali|netherlands:dutch|new zealand:|nicaragua:nicaraguan
niger:nigerien
nigeria:nigerian|north korea:north korean|norway:norwegian|oman:omani|pakistan:pakistani|panama:panamanian
papua new guinea:|paraguay:paraguayan|peru:peruvian|philippines:philippine,filipino|poland:polish|portugal:portuguese
qatar:qatari|romania:romanian|russia:russian|rwanda:rwandan|saudi arabia:saudi|senegal:senegalese|serbia:serbian
sierra leone:|singapore:singaporean|slovakia:slovak|slovenia:slovenian|somalia:somali|south africa:south african
south korea:south korean|south sudan:south sudanese|soviet union:soviet|spain:spanish|sri lanka:sri lankan
sudan:sudanese
sweden:swedish|switzerland:swiss|syria:syrian|taiwan:taiwanese|tajikistan:tajik|tanzania:tanzanian|thailand:thai
togo:togolese
tunisia:tunisian|turkey:turkish|turkmenistan:turkmen|uganda:ugandan|ukraine:ukrainian|united arab emirates:emirati
united kingdom:british|united states:american|uruguay:uruguayan|uzbekistan:uzbek|venezuela:venezuelan|vietnam:vietnamese
yemen:yemeni|zambia:zambian|zimbabwe:zimbabwean|palestine:palestinian|scotland:scottish|wales:welsh|england:english
north america:north american|south america:south american|central america:central american|west africa:west african
east africa:east african|northern ireland:northern irish|catalonia:catalan|chechnya:chechen|crimea:crimean
kurdistan:kurdish|tibet:tibetan
greenland:|puerto rico:puerto rican|hong kong:|europe:european|asia:asian|africa:african|latin america:latin american
""".strip().replace("\n", "|")

COUNTRY_OF: dict[str, str] = {
    adjective: nation.split(":")[0]
    for nation in _NATIONS.split("|")
    for adjective in nation.split(":")[1].split(",")
    if adjective
}
"""Adjective -> country: "russian" -> "russia"."""

ADJECTIVES = frozenset(COUNTRY_OF) | frozenset(
    """
    western eastern arab islamic muslim christian catholic jewish orthodox protestant sunni shiite shia hindu buddhist
    kurd kurds asian african european latino hispanic republican democratic conservative communist marxist nazi
    north korean|
    """.replace("north korean|", "").split()
)
"""Adjectives written with a capital that name nobody by themselves."""

COUNTRIES = frozenset(nation.split(":")[0] for nation in _NATIONS.split("|"))

ALIASES: dict[str, str] = {
    **dict.fromkeys(["u.s.", "us", "u.s", "usa", "u.s.a.", "america", "united states of america"], "united states"),
    **dict.fromkeys(["u.k.", "uk", "u.k", "britain", "great britain"], "united kingdom"),
    **dict.fromkeys(["uae", "u.a.e.", "emirates"], "united arab emirates"),
    **dict.fromkeys(["dprk", "n korea", "n. korea"], "north korea"),
    **dict.fromkeys(["rok", "s korea", "s. korea"], "south korea"),
    **dict.fromkeys(["russian federation"], "russia"),
    **dict.fromkeys(["people's republic of china", "prc"], "china"),
    **dict.fromkeys(["burma"], "myanmar"),
    **dict.fromkeys(["holland", "the netherlands"], "netherlands"),
    **dict.fromkeys(["côte d'ivoire"], "ivory coast"),
    **dict.fromkeys(["czechia"], "czech republic"),
    **dict.fromkeys(["eu", "e.u."], "european union"),
    **dict.fromkeys(["un", "u.n."], "united nations"),
    **dict.fromkeys(["d.c.", "washington d.c.", "washington dc", "washington, d.c."], "washington"),
    **dict.fromkeys(["new york city", "nyc"], "new york"),
    **dict.fromkeys(["l.a."], "los angeles"),
    **dict.fromkeys(
        ["ala.", "ariz.", "ark.", "calif.", "colo.", "conn.", "fla.", "ill.", "kan.", "ky.", "mass."], "state"
    ),
    **dict.fromkeys(
        ["md.", "mich.", "minn.", "mont.", "neb.", "nev.", "okla.", "ore.", "pa.", "tenn.", "tex."], "state"
    ),
    **dict.fromkeys(["va.", "vt.", "wash.", "wis.", "wyo.", "n.y.", "n.j.", "n.c.", "s.c.", "n.h.", "n.m."], "state"),
}
"""Other ways of writing a place or union."""

STATES = _names(
    """
    alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois
    indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana
    nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon
    pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington
    west virginia|wisconsin|wyoming|ontario|quebec|british columbia|alberta|manitoba|saskatchewan|nova scotia
    new brunswick|newfoundland|queensland|new south wales|victoria|tasmania|bavaria|saxony|lombardy|sicily|punjab|sindh
    balochistan|kashmir|kerala|gujarat|maharashtra|uttar pradesh|bihar|xinjiang|guangdong|sichuan|hubei|hokkaido|okinawa
    guam|rakhine|darfur|tigray|donetsk|luhansk|donbas|donbass|idlib|anbar|helmand|gaza|gaza strip|west bank
    golan heights
    ulster|cornwall|devon|kent|essex|surrey|sussex|yorkshire|normandy|brittany|provence|andalusia|basque country|siberia
    """
)

CITIES = _names(
    """
    abidjan|abu dhabi|abuja|accra|addis ababa|aden|adelaide|aleppo|algiers|amman|amsterdam|anchorage|ankara|antwerp
    astana|athens|atlanta|auckland|austin|baghdad|baku|baltimore|bamako|bangalore|bangkok|barcelona|basra|beijing|beirut
    belfast|belgrade|benghazi|berlin|bern|birmingham|bogota|bogotá|bonn|boston|brasilia|bratislava|brisbane|bristol
    brooklyn|brussels|bucharest|budapest|buenos aires|buffalo|cairo|calcutta|calgary|canberra|cape town|caracas|cardiff
    casablanca|charlotte|charlottesville|chennai|chicago|chisinau|cincinnati|cleveland|cologne|colombo|copenhagen|dakar
    dallas|damascus|dar es salaam|davos|delhi|denver|detroit|dhaka|doha|dortmund|dresden|dubai|dublin|dusseldorf
    düsseldorf
    edinburgh|fallujah|frankfurt|freetown|gaza city|geneva|genoa|glasgow|grozny|guangzhou|guantanamo|guantanamo bay
    guatemala city|hamburg|hanoi|hanover|harare|havana|helsinki|hiroshima|ho chi minh city|honolulu|houston|indianapolis
    islamabad|istanbul|jakarta|jeddah|jerusalem|johannesburg|juba|kabul|kampala|kandahar|kansas city|karachi|kathmandu
    kazan|khartoum|kharkiv|kiev|kyiv|kigali|kingston|kinshasa|kolkata|kuala lumpur|kyoto|la paz|lagos|lahore|las vegas
    leeds|leipzig|lima|lisbon|liverpool|ljubljana|london|los angeles|luanda|lyon|madrid|managua|manchester|manhattan
    manila
    maputo|mar-a-lago|mariupol|marseille|mecca|medina|melbourne|memphis|mexico city|miami|milan|milwaukee|minneapolis
    minsk
    mogadishu|mombasa|monrovia|montevideo|montreal|moscow|mosul|mumbai|munich|nairobi|naples|nashville|new delhi
    new orleans
    new york|newcastle|nice|nicosia|odessa|odesa|oklahoma city|orlando|osaka|oslo|ottawa|palermo|palm beach|palmyra
    panama city|paris|parkland|perth|peshawar|philadelphia|phnom penh|phoenix|pittsburgh|port-au-prince|portland|prague
    pretoria|pristina|pyongyang|quetta|quito|rabat|raleigh|ramallah|rangoon|raqqa|rawalpindi|reykjavik|riga
    rio de janeiro
    rio|riyadh|rome|rotterdam|sacramento|salt lake city|san antonio|san diego|san francisco|san jose|san juan|sanaa
    santiago|sao paulo|são paulo|sarajevo|seattle|seoul|shanghai|sharjah|shenzhen|skopje|sochi|sofia|srebrenica
    st. louis|st. petersburg|stockholm|strasbourg|stuttgart|sydney|taipei|tallinn|tampa|tashkent|tbilisi|tegucigalpa
    tehran
    tel aviv|the hague|tijuana|tirana|tokyo|toronto|tripoli|tucson|tunis|turin|ulan bator|vancouver|venice|vienna
    vilnius
    vladivostok|volgograd|warsaw|wellington|wuhan|yangon|yekaterinburg|yerevan|zagreb|zurich|zürich|silicon valley
    hollywood
    middle east|balkans|caucasus|caribbean|baltics|scandinavia|arctic|antarctica|pacific|atlantic|mediterranean
    persian gulf
    black sea|red sea|south china sea|north america|south america|central america|western europe|eastern europe
    southeast asia|central asia|sahara|sahel|horn of africa|korean peninsula|pacific ocean|atlantic ocean|indian ocean
    """
)

CAPITALS: dict[str, str] = {
    "moscow": "russia",
    "beijing": "china",
    "pyongyang": "north korea",
    "seoul": "south korea",
    "tehran": "iran",
    "damascus": "syria",
    "ankara": "turkey",
    "kiev": "ukraine",
    "kyiv": "ukraine",
    "tokyo": "japan",
    "berlin": "germany",
    "paris": "france",
    "london": "united kingdom",
    "madrid": "spain",
    "warsaw": "poland",
    "budapest": "hungary",
    "riyadh": "saudi arabia",
    "baghdad": "iraq",
    "islamabad": "pakistan",
    "new delhi": "india",
    "delhi": "india",
    "taipei": "taiwan",
    "hanoi": "vietnam",
    "cairo": "egypt",
    "caracas": "venezuela",
    "havana": "cuba",
    "ottawa": "canada",
    "canberra": "australia",
    "minsk": "belarus",
    "tbilisi": "georgia",
    "baku": "azerbaijan",
    "yerevan": "armenia",
    "doha": "qatar",
    "kabul": "afghanistan",
    "brussels": "european union",
    "washington": "united states",
}
"""Capitals that stand for their governments -> their countries."""

HEADS = listed("""
    county river lake mountain mountains mount island islands isle sea ocean bay gulf strait straits peninsula valley
    canyon desert forest park beach coast cape harbor harbour port airport street avenue road boulevard highway
    square plaza bridge tower towers building station stadium arena province prefecture district region republic
    kingdom emirate territory territories state village town city hills heights falls springs creek glacier volcano
    base camp prison jail palace castle temple garden gardens border zone hotel mall
    quay wharf pier dock docks marina canal reservoir dam tunnel basin
    """)
"""Nouns that end a place's name."""

OPENERS = listed("mount mt. lake fort port cape san santa st. saint isle gulf bay strait republic kingdom")
"""Words that begin a place's name."""

PLACES = (
    COUNTRIES | frozenset(ALIASES) - {"eu", "e.u.", "un", "u.n.", "european union", "united nations"} | STATES | CITIES
)


def is_place(name: str) -> bool:
    """Whether a name (any letter case) is a known place."""
    return name.lower().removeprefix("the ") in PLACES
