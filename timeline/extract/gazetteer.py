"""Names of countries and of some large cities, from CLDR: whether a capitalised word is a state or a place."""

from functools import lru_cache

from babel import Locale, localedata
from babel.core import get_global

_SHORT = frozenset({"us", "usa", "u.s.", "u.s", "uk", "u.k.", "uae", "ussr", "america", "britain", "holland", "burma"})
_AREAS = frozenset(
    (
        *("middle east", "europe", "asia", "africa", "north america", "south america", "latin america", "antarctica"),
        *(
            "northern ireland",
            "scotland",
            "wales",
            "england",
            "west bank",
            "gaza",
            "gaza strip",
            "kashmir",
            "kurdistan",
        ),
        *("california", "texas", "florida", "siberia", "bavaria", "catalonia", "washington", "moscow", "beijing"),
        *("geneva", "the hague", "milan", "munich", "barcelona", "boston", "philadelphia", "san francisco", "houston"),
        *("lyon", "kharkiv", "mumbai", "delhi", "new delhi", "hong kong", "east", "west", "north", "south"),
    )
)


@lru_cache(maxsize=1)
def states() -> frozenset[str]:
    """English names of countries in lower case.

    >>> "iran" in states(), "united states" in states(), "damascus" in states()
    (True, True, False)
    """
    territories = Locale.parse("en").territories if localedata.exists("en") else {}
    return _SHORT | {name.lower() for code, name in territories.items() if len(code) == 2}


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """English names of cities and areas in lower case: those that name a time zone, and some more.

    >>> "damascus" in places(), "los angeles" in places()
    (True, True)
    """
    zones = get_global("zone_territories")
    return _AREAS | {zone.rpartition("/")[2].replace("_", " ").lower() for zone in zones if "/" in zone}
