"""Names of outlets by the addresses of their sites: ``of_host("edition.cnn.com") -> "CNN"``.

In: a host. Out: the name the outlet goes by, or None for a site that is not on the list. An address is no name: a
reader does not think of "edition.cnn.com", and the same paper under its name and under its address would be two.
What this does not do: it says nothing about an outlet but its name, and guesses none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_SITES: Mapping[str, str] = {
    "abc.net.au": "ABC Australia",
    "abcnews.com": "ABC News",
    "abcnews.go.com": "ABC News",
    "aljazeera.com": "Al Jazeera",
    "aljazeera.net": "Al Jazeera",
    "apnews.com": "Associated Press",
    "axios.com": "Axios",
    "bbc.co.uk": "BBC",
    "bbc.com": "BBC",
    "bloomberg.com": "Bloomberg",
    "bostonglobe.com": "The Boston Globe",
    "breitbart.com": "Breitbart",
    "businessinsider.com": "Business Insider",
    "buzzfeed.com": "BuzzFeed",
    "buzzfeednews.com": "BuzzFeed News",
    "cbc.ca": "CBC",
    "cbsnews.com": "CBS News",
    "chicagotribune.com": "Chicago Tribune",
    "chinadaily.com.cn": "China Daily",
    "cnbc.com": "CNBC",
    "cnn.com": "CNN",
    "csmonitor.com": "The Christian Science Monitor",
    "dailycaller.com": "The Daily Caller",
    "dailymail.co.uk": "Daily Mail",
    "dw.com": "Deutsche Welle",
    "economist.com": "The Economist",
    "euronews.com": "Euronews",
    "express.co.uk": "Daily Express",
    "forbes.com": "Forbes",
    "foxnews.com": "Fox News",
    "france24.com": "France 24",
    "ft.com": "Financial Times",
    "haaretz.com": "Haaretz",
    "hindustantimes.com": "Hindustan Times",
    "huffingtonpost.ca": "HuffPost",
    "huffingtonpost.co.uk": "HuffPost",
    "huffingtonpost.com": "HuffPost",
    "huffingtonpost.com.au": "HuffPost",
    "huffpost.com": "HuffPost",
    "independent.co.uk": "The Independent",
    "indianexpress.com": "The Indian Express",
    "irishtimes.com": "The Irish Times",
    "japantimes.co.jp": "The Japan Times",
    "jpost.com": "The Jerusalem Post",
    "koreaherald.com": "The Korea Herald",
    "kyivindependent.com": "The Kyiv Independent",
    "latimes.com": "Los Angeles Times",
    "lemonde.fr": "Le Monde",
    "meduza.io": "Meduza",
    "mirror.co.uk": "Daily Mirror",
    "motherjones.com": "Mother Jones",
    "msnbc.com": "MSNBC",
    "nationalreview.com": "National Review",
    "nbcnews.com": "NBC News",
    "ndtv.com": "NDTV",
    "newsmax.com": "Newsmax",
    "newsweek.com": "Newsweek",
    "newyorker.com": "The New Yorker",
    "npr.org": "NPR",
    "nydailynews.com": "New York Daily News",
    "nypost.com": "New York Post",
    "nytimes.com": "The New York Times",
    "nzherald.co.nz": "The New Zealand Herald",
    "pbs.org": "PBS",
    "politico.com": "Politico",
    "politico.eu": "Politico Europe",
    "propublica.org": "ProPublica",
    "reuters.com": "Reuters",
    "rferl.org": "Radio Free Europe/Radio Liberty",
    "rt.com": "RT",
    "salon.com": "Salon",
    "scmp.com": "South China Morning Post",
    "sky.com": "Sky News",
    "skynews.com": "Sky News",
    "slate.com": "Slate",
    "smh.com.au": "The Sydney Morning Herald",
    "spiegel.de": "Der Spiegel",
    "standard.co.uk": "Evening Standard",
    "straitstimes.com": "The Straits Times",
    "tass.com": "TASS",
    "telegraph.co.uk": "The Telegraph",
    "theage.com.au": "The Age",
    "theatlantic.com": "The Atlantic",
    "theblaze.com": "TheBlaze",
    "thedailybeast.com": "The Daily Beast",
    "theglobeandmail.com": "The Globe and Mail",
    "theguardian.com": "The Guardian",
    "thehill.com": "The Hill",
    "thehindu.com": "The Hindu",
    "theintercept.com": "The Intercept",
    "themoscowtimes.com": "The Moscow Times",
    "thesun.co.uk": "The Sun",
    "thetimes.co.uk": "The Times",
    "thetimes.com": "The Times",
    "time.com": "Time",
    "timesofindia.indiatimes.com": "The Times of India",
    "timesofisrael.com": "The Times of Israel",
    "upi.com": "UPI",
    "usatoday.com": "USA Today",
    "usnews.com": "U.S. News & World Report",
    "vice.com": "Vice",
    "voanews.com": "Voice of America",
    "vox.com": "Vox",
    "washingtonpost.com": "The Washington Post",
    "washingtontimes.com": "The Washington Times",
    "wsj.com": "The Wall Street Journal",
    "xinhuanet.com": "Xinhua",
    "ynetnews.com": "Ynet",
    "yna.co.kr": "Yonhap",
}
"""Only sites of one outlet: none that carries the pages of many (blogs, portals, archives)."""
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,6}")


def of_host(host: str | None) -> str | None:
    """The outlet of a site or of a part of it ("edition.cnn.com")."""
    parts = (host or "").lower().rstrip(".").split(".")
    return next((_SITES[site] for i in range(len(parts)) if (site := ".".join(parts[i:])) in _SITES), None)


def is_host(name: str) -> bool:
    """Whether a name looks like an address."""
    return _HOST.fullmatch(name.lower()) is not None
