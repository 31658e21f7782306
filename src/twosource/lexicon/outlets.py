"""Outlets whose names do not look like one: a pattern for running text."""

from __future__ import annotations

import re

KNOWN = (
    r"Reuters|Associated Press|AP|AFP|Agence France[- ]Presse|Bloomberg(?: News| TV| Television)?|UPI|PA Media"
    r"|BBC(?: News| Radio \d| World Service| Breakfast| Newsnight)?|CNN(?: International| Business)?"
    r"|MSNBC|CNBC|CBS(?: News)?|NBC(?: ?News)?|ABC(?: News)?|PBS(?: NewsHour)?|NPR(?: News)?|C-SPAN"
    r"|Fox (?:News|Business)(?: Sunday| Channel| Network)?"
    r"|FoxNews\.com|Sky News|ITV(?: News)?|Channel [45](?: News)?|LBC|Al Jazeera|Al[- ]Arabiya|France 24|Euronews"
    r"|Deutsche Welle|DW|ZDF|ARD|dpa|DPA|ANSA|EFE|Xinhua|CCTV|CGTN|TASS|RIA Novosti|RIA|Interfax|Sputnik|RT|Kyodo"
    r"|NHK|Yonhap|KCNA|PTI|ANI|NDTV|Anadolu|IRNA|ISNA|Fars|Mehr|Tasnim|SANA|MENA|WAM|Kathimerini|Haaretz|Ynet"
    r"|Politico|POLITICO|Axios|Vox|Vice(?: News)?|VICE|BuzzFeed(?: News)?|HuffPost|Huffington Post|Breitbart(?: News)?"
    r"|Townhall|Daily Beast|Daily Caller|The Hill|Slate|Salon|Newsweek|TIME|Time magazine|USA T(?:oday|ODAY)"
    r"|National Review|New Yorker|New Republic|The Atlantic|Economist|Spectator|Guardian|Independent|Telegraph"
    r"|The Times|The Sun|The Mirror|Le Monde|Le Figaro|El País|El Pais|Der Spiegel|Spiegel|Die Zeit|Bild|La Repubblica"
    r"|Corriere della Sera|Süddeutsche Zeitung|ProPublica|The Intercept|Bellingcat|Mashable|TechCrunch|Wired|WIRED"
    r"|The Verge|Recode|Quartz|Vanity Fair|Rolling Stone|People magazine|TMZ|ESPN|The Athletic|Variety|Deadline"
    r"|Business Insider|Insider|MarketWatch|Forbes|Fortune|Barron's|Drudge Report|Daily Signal|Mother Jones"
    r"|Meet the Press|Face the Nation|Good Morning America|Morning Joe|60 Minutes|This Week|State of the Union"
    r"|Fox (?:& |and )Friends|Morning Edition|All Things Considered"
    r"|(?!WADA|WIPO|KFOR|WIFI|KIPP|WNBA|WTA)[KW][A-Z]{3}(?:-TV|-FM|-AM)?"
    r"|Radio Free Europe|RFE/RL|Voice of America|Meduza|Novaya Gazeta|Kommersant|Vedomosti|Ukrinform|Suspilne"
)
"""Agencies, stations, papers, sites and programmes, as reports name them; case matters."""

_WHOLE = re.compile(KNOWN)


def is_known(name: str) -> bool:
    """Whether a name is one of them."""
    return _WHOLE.fullmatch(name) is not None
