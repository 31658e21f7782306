"""Invented events, told by invented people: the material of ``independence``.

Each :class:`Event` has a fact in several wordings (clauses that can follow "said that", with few words in a row in
common), people who know it first-hand, somebody who posts it and a body that puts out a statement on it, and headlines.
``FILLERS`` are sentences that fit any of them. Nobody and nothing here exists.
"""

from __future__ import annotations

from typing import NamedTuple


class Person(NamedTuple):
    """Somebody, what he is, and where reporters hear him: "conference" or "interview"."""

    name: str
    role: str
    scene: str


class Event(NamedTuple):
    """Something that happened in ``place``."""

    place: str
    facts: tuple[str, ...]
    people: tuple[Person, ...]
    poster: Person
    channel: str
    body: str
    spokes: str
    headlines: tuple[str, ...]


CONFERENCE, INTERVIEW = "conference", "interview"

EVENTS = (
    Event(
        "Kessmouth",
        (
            "the ferry Arlet ran into the stone pier shortly after seven and eleven passengers were hurt",
            "eleven people on board were hurt when the Arlet struck the pier at about seven o'clock",
            "the pier was rammed by the ferry Arlet a little after 7 a.m., and 11 passengers suffered injuries",
            "11 of those aboard the ferry were injured as it hit the pier early in the morning",
        ),
        (
            Person("Ingrid Sallow", "the chief of the harbour police", CONFERENCE),
            Person("Marius Feld", "the director of St. Alban's Hospital", INTERVIEW),
            Person("Joanna Pike", "a nurse who was on board", INTERVIEW),
        ),
        Person("Rolf Dentremont", "the mayor of Kessmouth", ""),
        "Telegram",
        "Kessmouth Ferries",
        "Lena Ostby",
        (
            "Eleven hurt as ferry rams Kessmouth pier",
            "Morning crossing ends at the pier wall",
            "Ferry accident injures passengers in Kessmouth",
            "Commuters thrown to the deck as the Arlet hits stone",
        ),
    ),
    Event(
        "Varnholt",
        (
            "the old footbridge over the Ilm gave way at noon and four hikers fell into the river",
            "four hikers dropped into the Ilm when the footbridge collapsed around midday",
            "at midday the footbridge broke, throwing four hikers into the Ilm river",
            "the river swallowed four hikers after the footbridge gave out under them at about twelve",
        ),
        (
            Person("Dagmar Oster", "the head of the mountain rescue", CONFERENCE),
            Person("Felix Amberg", "a fisherman who pulled two of them out", INTERVIEW),
            Person("Hanna Rusk", "a doctor at the Varnholt clinic", INTERVIEW),
        ),
        Person("Bruno Castell", "a councillor", ""),
        "Facebook",
        "Ilm Valley Parks",
        "Petra Lindgard",
        (
            "Four hikers fall as footbridge collapses",
            "Varnholt bridge gives way at noon",
            "Hikers pulled from the Ilm after bridge fails",
            "A walk in the valley ends in the river",
        ),
    ),
    Event(
        "Port Amsel",
        (
            "the fire began in the paint store and destroyed two halls of the Brandt shipyard",
            "two halls of the Brandt yard were destroyed by flames that started in the paint store",
            "the paint store was where the fire broke out before it burned down two shipyard halls",
            "flames from the paint store consumed two of the halls at the Brandt shipyard",
        ),
        (
            Person("Oskar Thule", "the chief of the fire brigade", CONFERENCE),
            Person("Mirja Koval", "a welder on the night shift", INTERVIEW),
            Person("Anton Reis", "a crane operator who watched it from his cab", INTERVIEW),
        ),
        Person("Celia Varga", "the mayor of Port Amsel", ""),
        "Twitter",
        "Brandt Shipyards",
        "Jonas Eckart",
        (
            "Blaze destroys two shipyard halls in Port Amsel",
            "Fire guts Brandt yard",
            "Paint store fire spreads through shipyard",
            "Night shift flees as halls burn in Port Amsel",
        ),
    ),
    Event(
        "Lower Stanning",
        (
            "the goods train left the rails at the quarry junction and spilled 40 tonnes of grain",
            "40 tonnes of grain were spilled when a goods train derailed at the quarry junction",
            "a derailed goods train poured forty tonnes of grain over the quarry junction",
            "forty tonnes of grain covered the tracks after the train jumped the rails near the quarry",
        ),
        (
            Person("Walter Hjelm", "the driver of the train", INTERVIEW),
            Person("Susanne Abel", "the inspector of the railway police", CONFERENCE),
            Person("Edda Morrow", "a farmer who lives beside the junction", INTERVIEW),
        ),
        Person("Kasper Lund", "a member of parliament", ""),
        "Twitter",
        "Stanning Freight",
        "Vera Holt",
        (
            "Grain train derails near Lower Stanning",
            "Forty tonnes of grain on the tracks",
            "Quarry junction closed after derailment",
            "Goods train leaves the rails and spills its load",
        ),
    ),
    Event(
        "Ardenfoot",
        (
            "the dam's spillway cracked on Sunday night and 300 households were moved to the sports hall",
            "300 households had to go to the sports hall after a crack opened in the spillway on Sunday night",
            "a crack in the spillway of the dam sent three hundred households to the sports hall",
            "three hundred households spent the night in the sports hall because the spillway had cracked",
        ),
        (
            Person("Livia Maurer", "the engineer in charge of the dam", CONFERENCE),
            Person("Peder Soll", "a volunteer of the Red Cross", INTERVIEW),
            Person("Gudrun Thorne", "the caretaker of the sports hall", INTERVIEW),
        ),
        Person("Emil Garrod", "the governor of the province", ""),
        "Telegram",
        "Arden Water",
        "Silke Brandt",
        (
            "Ardenfoot evacuated as spillway cracks",
            "Households moved to sports hall below the dam",
            "Crack in dam drives three hundred households out",
            "A night on gym mats below the dam",
        ),
    ),
    Event(
        "Bellory",
        (
            "a gas pipe burst under the primary school on Tuesday and all 220 pupils were led to the church",
            "all 220 pupils were taken to the church after a pipe under the primary school leaked gas",
            "gas from a broken pipe emptied the primary school, whose 220 pupils walked to the church",
            "the 220 pupils of the primary school found shelter in the church when a gas pipe burst",
        ),
        (
            Person("Margit Seller", "the head teacher", INTERVIEW),
            Person("Tobias Ferrand", "the commander of the fire crew", CONFERENCE),
            Person("Leo Castellan", "the parish priest", INTERVIEW),
        ),
        Person("Nadia Frome", "the mayor of Bellory", ""),
        "Facebook",
        "Bellory Gas",
        "Hugo Stern",
        (
            "School in Bellory emptied after gas leak",
            "Pupils led to church as pipe bursts",
            "Gas under the classrooms: 220 children safe",
            "Burst pipe closes Bellory primary school",
        ),
    ),
    Event(
        "Tessin Harbour",
        (
            "thieves cut through the museum's roof on Friday and took a silver crown from the north room",
            "a silver crown was taken from the north room by thieves who came through the roof of the museum",
            "the museum lost its silver crown to thieves who had sawn a hole in the roof above the north room",
            "through a hole in the roof, thieves reached the north room and stole the museum's silver crown",
        ),
        (
            Person("Clara Weiss", "the curator of the museum", INTERVIEW),
            Person("Magnus Orre", "the chief of the detectives", CONFERENCE),
            Person("Ivo Tamm", "the night watchman", INTERVIEW),
        ),
        Person("Helga Strand", "the minister of culture", ""),
        "Twitter",
        "Tessin Museum Trust",
        "Ruben Falk",
        (
            "Silver crown stolen from Tessin museum",
            "Thieves come through the roof",
            "Museum robbed of its oldest treasure",
            "A hole in the roof, an empty case",
        ),
    ),
    Event(
        "Morrowgate",
        (
            "the substation exploded at nine in the evening and 12,000 homes lost power",
            "12,000 homes were without power after an explosion at the substation around nine",
            "twelve thousand homes went dark when the substation blew up at 9 p.m.",
            "an explosion in the substation cut off twelve thousand homes late in the evening",
        ),
        (
            Person("Arne Kessel", "the engineer on duty", INTERVIEW),
            Person("Viola Trent", "the head of civil protection", CONFERENCE),
            Person("Milan Dorr", "a tram driver who saw the flash", INTERVIEW),
        ),
        Person("Otto Gram", "the mayor of Morrowgate", ""),
        "Telegram",
        "Morrow Grid",
        "Anja Rehn",
        (
            "Explosion at substation leaves Morrowgate dark",
            "Twelve thousand homes without power",
            "Lights out in Morrowgate",
            "A flash, then darkness over the city",
        ),
    ),
    Event(
        "Saint Ober",
        (
            "a landslide buried the coast road on Monday and trapped nine cars for six hours",
            "nine cars were stuck for six hours when a landslide covered the coast road",
            "six hours passed before nine cars were freed from the landslide on the coast road",
            "the landslide on the coast road held nine cars captive for six hours",
        ),
        (
            Person("Ragna Voss", "the head of the road service", CONFERENCE),
            Person("Conrad Bly", "a driver who was trapped", INTERVIEW),
            Person("Elsa Marchand", "a paramedic who walked in on foot", INTERVIEW),
        ),
        Person("Theo Lambrecht", "a senator", ""),
        "Facebook",
        "Ober Highways",
        "Mona Keller",
        (
            "Landslide traps nine cars near Saint Ober",
            "Six hours on the coast road",
            "Coast road buried after heavy rain",
            "Drivers freed after landslide",
        ),
    ),
    Event(
        "Calverton",
        (
            "the school bus skidded on black ice and turned over beside the mill, breaking the arms of two children",
            "two children broke their arms when the bus overturned on black ice near the mill",
            "on black ice beside the mill the school bus tipped over and two children had their arms broken",
            "black ice made the school bus turn over at the mill, and two children came away with broken arms",
        ),
        (
            Person("Berit Sand", "the doctor who treated them", INTERVIEW),
            Person("Jakob Thiel", "the inspector of the traffic police", CONFERENCE),
            Person("Ludwig Penn", "the miller, who called the ambulance", INTERVIEW),
        ),
        Person("Irene Falkner", "a councillor", ""),
        "Twitter",
        "Calver Buses",
        "Stefan Roth",
        (
            "School bus overturns on ice near Calverton",
            "Two children hurt in bus accident",
            "Black ice throws bus off the road",
            "Bus on its side beside the mill",
        ),
    ),
    Event(
        "Nether Quill",
        (
            "the wells of the village were polluted with diesel from a leaking tank behind the dairy",
            "diesel that leaked from a tank behind the dairy got into the village wells",
            "a tank behind the dairy had leaked diesel, and it polluted the wells",
            "the diesel in the wells came from a leaking tank that stands behind the dairy",
        ),
        (
            Person("Paula Eng", "the district chemist", CONFERENCE),
            Person("Sverre Dahl", "a plumber who opened the tank", INTERVIEW),
            Person("Rita Moll", "the owner of the inn", INTERVIEW),
        ),
        Person("Gerd Winther", "the mayor of Nether Quill", ""),
        "Telegram",
        "Quill Dairies",
        "Agnes Torp",
        (
            "Diesel found in wells of Nether Quill",
            "Leaking tank pollutes village water",
            "No water to drink in Nether Quill",
            "Villagers told to leave their taps alone",
        ),
    ),
    Event(
        "Fairhaven Cross",
        (
            "a hot-air balloon came down on the roof of the market hall and all five passengers walked away unhurt",
            "all five passengers were unhurt after their balloon landed on the roof of the market hall",
            "the market hall's roof caught a balloon whose five passengers climbed down without a scratch",
            "five passengers climbed unhurt from a balloon that had come to rest on the market hall",
        ),
        (
            Person("Ellen Carver", "the pilot of the balloon", INTERVIEW),
            Person("Nils Harrow", "the chief of the fire brigade", CONFERENCE),
            Person("Doris Whitlow", "a greengrocer with a stall in the hall", INTERVIEW),
        ),
        Person("Axel Munro", "a councillor", ""),
        "Facebook",
        "Crosswinds Ballooning",
        "Tilda Moss",
        (
            "Balloon lands on market hall",
            "Five unhurt after balloon comes down on roof",
            "Market day ends with a balloon on the roof",
            "Passengers climb down from the market hall",
        ),
    ),
)

FILLERS = (
    "Shops around the square stayed shut for the rest of the day.",
    "Rain had fallen for most of the week, and more was forecast.",
    "By the evening the street was quiet again and a single police car stood at the corner.",
    "People in {place} talked of little else when the bakery opened.",
    "The council will meet in an extraordinary session next week.",
    "A crowd of perhaps fifty watched from behind a rope.",
    "Children on bicycles rode up to look and were sent home.",
    "It was the first time in many years that {place} made the news.",
    "The library handed out tea and blankets.",
    "Traffic was sent round by the upper road until late.",
    "An inquiry has been opened; its findings are not expected before spring.",
    "Somebody had left flowers at the gate by nightfall.",
    "The insurer sent two assessors, who stayed for an hour.",
    "Neighbours brought soup.",
)
