"""Words of English quantities: number words, qualifiers, currencies, measures, and what cannot be a counted noun.

Data and the patterns made of it; what a quantity means is decided in ``quantities``.
"""

from __future__ import annotations

import re

from twosource.lexicon.words import NUMBER_WORDS
from twosource.model import Precision


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL: dict[str, float] = {word: float(value) for word, value in NUMBER_WORDS.items()}
SCALES: dict[str, float] = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
SHORT_SCALES: dict[str, float] = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "t": 1e12}
"""Only after an amount of money ("$5m"); ``m`` alone is metres."""

VAGUE: dict[str, tuple[float, float]] = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999),
    "hundreds of thousands": (200_000, 999_999),
    "millions": (2e6, 9.99e6),
    "tens of millions": (2e7, 9.99e7),
    "hundreds of millions": (2e8, 9.99e8),
    "billions": (2e9, 9.99e9),
    "tens of billions": (2e10, 9.99e10),
    "hundreds of billions": (2e11, 9.99e11),
}
"""What "dozens" can mean: from, to."""

SYMBOLS: dict[str, str] = {
    "us$": "USD", "u.s.$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD",
    "s$": "SGD", "r$": "BRL", "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "rs": "INR", "₽": "RUB",
    "₺": "TRY", "₴": "UAH", "₩": "KRW", "₪": "ILS", "₦": "NGN", "₱": "PHP",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "jpy": "JPY", "cny": "CNY", "rub": "RUB", "inr": "INR",
    "aud": "AUD", "cad": "CAD", "uah": "UAH",
}  # fmt: skip
CURRENCIES: dict[str, str] = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "ruble": "RUB", "rouble": "RUB", "rupee": "INR", "franc": "CHF", "peso": "MXN", "lira": "TRY", "hryvnia": "UAH",
    "shekel": "ILS", "naira": "NGN", "rand": "ZAR", "krona": "SEK", "krone": "NOK", "zloty": "PLN", "riyal": "SAR",
    "rial": "IRR", "won": "KRW", "real": "BRL", "dirham": "AED", "bitcoin": "XBT",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "aud": "AUD", "cad": "CAD",
}  # fmt: skip
NATIONAL: dict[tuple[str, str], str] = {
    ("egyptian", "GBP"): "EGP", ("syrian", "GBP"): "SYP", ("lebanese", "GBP"): "LBP", ("sudanese", "GBP"): "SDG",
    ("australian", "USD"): "AUD", ("canadian", "USD"): "CAD", ("singapore", "USD"): "SGD", ("hong kong", "USD"): "HKD",
    ("zealand", "USD"): "NZD", ("taiwan", "USD"): "TWD", ("argentine", "MXN"): "ARS", ("chilean", "MXN"): "CLP",
    ("colombian", "MXN"): "COP", ("philippine", "MXN"): "PHP", ("pakistani", "INR"): "PKR", ("nepali", "INR"): "NPR",
    ("danish", "NOK"): "DKK", ("belarusian", "RUB"): "BYN", ("kuwaiti", "KWD"): "KWD",
}  # fmt: skip
"""The word before a currency's name, and the currency it is there."""

MEASURES: dict[str, str] = {
    "percent": "%", "per cent": "%", "pct": "%", "%": "%", "kilometer": "km", "kilometre": "km", "km": "km",
    "kms": "km", "mile": "mile", "mi": "mile", "meter": "m", "metre": "m", "m": "m", "centimeter":
    "cm", "centimetre": "cm",
    "cm": "cm",
    "millimeter": "mm", "millimetre": "mm", "mm": "mm", "foot": "foot", "ft": "foot", "feet": "foot", "inch": "inch",
    "yard": "yard", "kilogram": "kg", "kilogramme": "kg", "kilo": "kg", "kg": "kg", "kgs": "kg", "gram": "g",
    "gramme": "g", "tonne": "tonne", "ton": "ton", "lb": "lb", "lbs": "lb", "ounce": "oz", "oz": "oz", "litre": "l",
    "liter": "l", "gallon": "gallon", "hectare": "ha", "acre": "acre", "mph": "mph", "kph": "km/h", "km/h": "km/h",
    "degree": "degree",
    "megawatt": "MW", "mw": "MW", "gigawatt": "GW", "gw": "GW", "kilowatt": "kW", "bps": "basis point",
    "hr": "hour", "hrs": "hour", "min": "minute", "mins": "minute", "sec": "second", "secs": "second", "yr": "year",
    "yrs": "year", "nm": "nautical mile", "sq": "square",
}  # fmt: skip

IRREGULAR: dict[str, str] = {
    "people": "people", "persons": "people", "person": "people", "men": "man", "women": "woman", "children": "child",
    "policemen": "policeman", "policewomen": "policewoman", "servicemen": "serviceman", "lives": "people",
    "firemen": "fireman", "gunmen": "gunman", "fishermen": "fisherman", "congressmen": "congressman",
    "spokesmen": "spokesman", "businessmen": "businessman", "militiamen": "militiaman", "wives": "wife",
    "police": "police", "troops": "troop", "personnel": "personnel", "staff": "staff", "crew": "crew",
    "feet": "foot", "teeth": "tooth", "mice": "mouse", "sheep": "sheep", "cattle": "cattle", "fish": "fish",
    "aircraft": "aircraft", "series": "series", "species": "species", "crises": "crisis", "criteria": "criterion",
    "leaves": "leaf", "knives": "knife", "wolves": "wolf", "halves": "half", "lies": "lie",
    "ties": "tie", "pies": "pie",
    "movies": "movie", "zombies": "zombie", "rookies": "rookie", "cookies": "cookie", "calories": "calorie",
    "buses": "bus", "gases": "gas", "viruses": "virus", "campuses": "campus", "bonuses": "bonus", "houses": "house",
    "horses": "horse", "nurses": "nurse", "causes": "cause", "cases": "case", "bases": "base", "phases": "phase",
    "purchases": "purchase", "warehouses": "warehouse", "responses": "response", "expenses": "expense",
    "offenses": "offense", "licenses": "license", "defenses": "defense", "databases": "database", "courses": "course",
    "others": "people", "times": "time",
}  # fmt: skip
"""Plurals that no rule makes singular, and words that stand for people after a number ("27 injured")."""

NO_NOUN = _words(
    """
    is was has does goes says its his this yes us as less unless always perhaps besides towards afterwards across
    versus plus minus thus various previous serious famous dangerous religious numerous mass class press loss boss
    business success process access congress address illness fitness witness wilderness happiness progress express cross
    gas bus news politics economics status virus bonus focus crisis basis analysis campus census consensus chorus chaos
    jesus christmas texas kansas arkansas paris james charles thomas francis brussels wales
    includes remains comes takes makes means needs seems runs leaves gives gets puts lets shows
    """
)
"""Words in -s that are no plural of a counted thing."""

STOPS = _words(
    """
    a an the of in on at by for from to with within without into onto over under through during since until till after
    before between among against about around along behind beyond near off out up down as than that which who whom whose
    what where when while if because so and or but nor yet not no is are was were be been being am has have had do does
    did will would shall should can could may might must said says told say including according per each every
    this these those it its he she they we you i his her their our your my him them us there here then also only even
    just still later earlier ago old
    """
)
"""Words at which the search for a counted noun ends."""

LABELS = _words(
    """
    no nos number article section chapter page pages route flight boeing airbus title channel room apartment unit level
    grade class type phase stage step day week part version volume episode season round game psalm verse proposition
    amendment line figure table item bill interstate highway exit gate platform pier area zone sector district ward
    precinct apollo covid f mig su windows iphone galaxy model size group group-of under top rule order resolution
    """
)
"""Words after which a number is a label ("Article 5", "Flight 370"), not a count."""

QUALIFIERS: dict[str, Precision] = {
    **dict.fromkeys(
        (
            "about", "around", "some", "nearly", "almost", "roughly", "approximately", "an estimated", "estimated",
            "close to", "just under", "just over", "just about", "circa", "about a", "around a", "roughly a",
        ),
        "about",
    ),
    **dict.fromkeys(
        (
            "more than", "over", "at least", "upwards of", "in excess of", "no fewer than", "no less than", "well over",
            "greater than", "not less than", "a minimum of", "exceeding", "as little as", "as few as", "as low as",
        ),
        "at-least",
    ),
    **dict.fromkeys(
        (
            "up to", "as many as", "as much as", "fewer than", "less than", "under", "no more than", "at most", "below",
            "a maximum of", "not more than",
        ),
        "at-most",
    ),
}  # fmt: skip

QUALIFIER = re.compile(
    r"(?<![\w-])(" + "|".join(sorted(map(re.escape, QUALIFIERS), key=lambda q: (-len(q), q))) + r")[ \u00a0]$",
    re.IGNORECASE,
)

HARMED = _words(
    "dead killed injured wounded hurt missing arrested detained displaced homeless hospitalized hospitalised evacuated"
    " rescued infected trapped charged"
)
"""Participles that stand for people after a number ("27 injured")."""

HARMING = _words(
    "killed killing kills injured injuring injures wounded wounding wounds arrested arresting detained detaining toll"
    " evacuated rescued hospitalized displaced"
)
"""Words before a number that counts people ("killing 17", "the death toll rose to 17")."""

REACHING = _words(
    "to at reached reaches reach hit hits passed topped tops exceeded exceeds surpassed stands stood is was of"
)
"""Words between a toll and its number ("has risen to 17", "stood at more than 17")."""

STREETS = _words("street st avenue ave road rd boulevard blvd drive lane square plaza way court terrace place")
FRACTIONS = _words(
    "third thirds quarter quarters half halves fifth fifths sixth eighth tenth tenths hundredth hundredths"
)
