"""The English words a typed date may hold, in lower case, by what they mean. A word that is not here is an error."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(words.split())


_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_WEEKDAYS = (
    ("monday", "mon"),
    ("tuesday", "tue", "tues"),
    ("wednesday", "wed", "weds"),
    ("thursday", "thu", "thur", "thurs"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
)
_ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""

WEEKDAY_NAMES = tuple(names[0].capitalize() for names in _WEEKDAYS)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split(), 1)}
ERAS = {"bc": "BC", "bce": "BC", "ad": "AD", "ce": "AD"}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
PARTS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
DECADES_WITHOUT_CENTURY = _set("twenties thirties forties fifties sixties seventies eighties nineties")
MARKS = {
    **dict.fromkeys(("c", "ca", "circa", "about", "around", "approximately", "approx", "roughly"), "~"),
    **dict.fromkeys(("possibly", "probably", "perhaps", "maybe"), "?"),
}
# These may follow a date: "1980, uncertain".
TRAILING_MARKS = {"uncertain": "?", "approximate": "~"}
FILLERS = _set("the of in on at year")
ONGOING = _set("present now today ongoing")
SEPARATORS = _set("to until till through")

# What stands before a date; the longest one that fits is taken. First for a point event, then for a state.
BEFORE = (("before",), ("prior", "to"), ("earlier", "than"))
NOT_AFTER = (("by",), ("no", "later", "than"), ("not", "later", "than"), ("not", "after"))
AFTER = (("after",), ("later", "than"))
NOT_BEFORE = (("no", "earlier", "than"), ("not", "earlier", "than"), ("not", "before"))
SINCE = (("since",), ("from",))
UNTIL = (("until",), ("till",), ("up", "to"), ("up", "until"), ("through",), ("to",))
# What stands after a date.
OR_EARLIER = (("or", "earlier"), ("or", "before"))
OR_LATER = (("or", "later"), ("or", "after"))
ONWARDS = (("onwards",), ("onward",), ("on",))
END_UNKNOWN = (("end", "unknown"),)
START_UNKNOWN = (("start", "unknown"),)

GRAMMAR = ONGOING | _set(
    """between and or either both prior no not later than earlier before after by since from up until till through to
    onwards onward unknown century centuries quarter half"""
)
RELATIVE = _set(
    """today yesterday tomorrow tonight now present ongoing last next this ago recently lately currently current
    previous coming upcoming past soon earlier later week weekend fortnight"""
)
NO_DATE = _set("unknown undated nd none never tbd tba na null nil")
# One abbreviation stands for several zones, or for a zone that changed its offset.
ZONE_ABBREVIATIONS = _set(
    """est edt et cst cdt ct mst mdt mt pst pdt pt akst akdt hst ast adt nst ndt bst ist wet west cet cest eet eest msk
    msd trt irst irdt gst pkt npt mmt ict wib wita wit sgt hkt pht jst kst acst acdt aest aedt awst nzst nzdt sast cat
    eat wat art brt brst clt clst cot pet vet uyt pyt gft sst chst"""
)
# A full stop after these belongs to the word.
ABBREVIATIONS = (
    _set("c ca cent approx nd bc bce ad ce")
    | {name for names in _MONTHS for name in names[1:]}
    | {name for names in _WEEKDAYS for name in names[1:]}
)
