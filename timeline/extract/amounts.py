"""Words of quantity -> numbers, durations and sets (TIMEX3 values that begin with P)."""

from collections.abc import Mapping, Sequence

from timeline.extract.calendar import UNITS

_VAGUE = {"couple": 2.0, "dozen": 12.0}
_TIME_UNITS = {"TS": "S", "TM": "M", "TH": "H"}
_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S"}
MAX_AMOUNT = 10_000.0


def number(words: Sequence[str], numbers: Mapping[str, Mapping[str, int]]) -> float | None:
    """The number some words say; None if they name none.

    >>> tables = {"TEN": {"twenty": 20}, "ONE": {"six": 6, "two": 2}, "TEEN": {}}
    >>> number(["twenty", "-", "six"], tables), number(["a", "hundred"], tables), number(["5"], tables)
    (26.0, 100.0, 5.0)
    """
    total, found = 0.0, False
    for place, written in enumerate(words):
        word = written.lower()
        value = next((float(numbers[name][word]) for name in ("ONE", "TEEN", "TEN") if word in numbers[name]), None)
        if word[0].isdigit():
            value = _digits(words, place)
        elif word in ("hundred", "thousand"):
            total, value = (total or 1.0) * (100 if word == "hundred" else 1000), 0.0
        elif word == "half":
            value = 0.5
        elif word in _VAGUE:
            value = _VAGUE[word]
        if value is not None:
            total, found = total + value, True
        if written == "/" or (written in "-–" and words[place + 1 : place + 2] and words[place + 1][0].isdigit()):
            break
    if not found and words and words[0].lower() in ("a", "an"):
        return 1.0
    return total if found and total <= MAX_AMOUNT else None


def _digits(words: Sequence[str], place: int) -> float:
    """A number in digits; `2 1/2` is two tokens and a slash, of which the half is read here."""
    if words[place + 1 : place + 2] == ("/",) or words[place + 1 : place + 2] == ["/"]:
        below = words[place + 2] if place + 2 < len(words) else "0"
        return int(words[place][:6]) / int(below[:6]) if below.isdigit() and below.isascii() and int(below[:6]) else 0.0
    text = words[place].replace(",", "")
    try:
        return float(text) if len(text) < 12 else MAX_AMOUNT + 1
    except ValueError:
        return 0.0


def duration(amount: float | None, unit: int) -> str:
    """A duration; an amount of None is a vague one.

    >>> duration(2, 5), duration(None, 9), duration(25, 2), duration(1.5, 9)
    ('P2W', 'PXY', 'PT25M', 'P1Y6M')
    """
    name = UNITS[unit]
    if name == "W2":
        name, amount = "W", None if amount is None else amount * 2
    if name in ("DE", "CE") and amount is not None:
        name, amount = "Y", amount * (10 if name == "DE" else 100)
    if amount is not None and amount % 1 == 0.5 and name in _HALVES:
        whole = f"{amount // 1:g}" if amount > 1 else ""
        return f"P{'T' if name[0] == 'T' else ''}{whole + name.removeprefix('T') if whole else ''}{_HALVES[name]}"
    text = "X" if amount is None else f"{amount:g}"
    return f"PT{text}{_TIME_UNITS[name]}" if name in _TIME_UNITS else f"P{text}{name}"
