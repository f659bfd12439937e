"""Typed text -> tokens, each with its place: numbers, dates in figures, times, zones, and words by their meaning.

"c. 3-5 Oct. 2020"   mark ~ · number 3 · dash · number 5 · month 10 · number 2020
"""

from __future__ import annotations

from collections import namedtuple

from timeline.dates import lexicon, refusals
from timeline.dates.points import parse_offset
from timeline.dates.values import DateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, NamedTuple

    Kind = Literal[
        "number", "ordinal", "decade", "figures", "pair", "literal", "time", "zone", "offset", "dash", "comma",
        "open", "close", "mark", "month", "weekday", "era", "season", "part", "quarter", "half", "filler", "word",
        "unknown",
    ]  # fmt: skip

    class Token(NamedTuple):
        """A piece of typed text: what it is, what it means as text and as a number, and where it starts."""

        kind: Kind
        text: str
        number: int
        start: int
        fields: tuple[str, ...]
else:
    Token = namedtuple("Token", "kind text number start fields")

_DIGITS = "0123456789"
_DASHES = "-–—−‐‑‒―"
_SIGNS = {",": "comma", "(": "open", ")": "close"}


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a typed date; characters that no date has are a `DateError`."""
    found: list[Token] = []
    at = 0
    text = _month_between_dashes(text)
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in _DIGITS:
            at = _digits(text, at, found)
        elif char.isalpha():
            at = _letters(text, at, found)
        elif char in "+-−" and _offset_may_follow(found) and text[at + 1 : at + 2] in tuple(_DIGITS):
            at = _offset(text, at, found)
        elif char in _DASHES:
            found.append(Token("dash", "-" if char == "-" else "–", 0, at, ()))
            at += 1
        elif char in "'’‘" and text[at + 1 : at + 2] in tuple(_DIGITS):
            raise _short(text, at)
        elif char in "?~%":
            found.append(Token("mark", char, 0, at, ()))
            at += 1
        elif char in _SIGNS:
            found.append(Token("comma" if char == "," else "open" if char == "(" else "close", char, 0, at, ()))
            at += 1
        elif char.isnumeric():
            raise refusals.other_digits(text, at, char)
        else:
            raise refusals.unrecognised(text, at, char)
    return found


def _month_between_dashes(text: str) -> str:
    """Return the text with blanks for the signs of 7-Oct-2023, of the same length; other dashes stay as they are.

    >>> _month_between_dashes("7-Oct-2023 - 2023/Nov/8"), _month_between_dashes("Oct-Nov 2023")
    ('7 Oct 2023 - 2023 Nov 8', 'Oct-Nov 2023')
    """
    if text.count("-") < 2 and text.count("/") < 2 and text.count(".") < 2:
        return text
    words = text.split(" ")
    for index, word in enumerate(words):
        for sign in "-/.":
            fields = word.split(sign)
            others = [field for field in fields if field.lower() not in lexicon.MONTHS]
            if len(fields) == 3 and len(others) == 2 and all(field.isdigit() for field in others):
                words[index] = " ".join(fields)
    return " ".join(words)


def _run(text: str, at: int, allowed: str) -> int:
    """Return where a run of allowed characters ends."""
    while at < len(text) and text[at] in allowed:
        at += 1
    return at


def _digits(text: str, at: int, found: list[Token]) -> int:
    """Add what starts with a digit: a time, a date in figures, a range in figures, an ordinal, a decade, a number."""
    start, at = at, _run(text, at, _DIGITS)
    if text[at : at + 1] == ":" and at - start <= 2 and text[at + 1 : at + 2].isdigit():
        return _time(text, start, found)
    if text[at : at + 1] == "X":
        at = _run(text, at, "X")
        found.append(Token("literal", text[start:at], 0, start, ()))
        return at
    fields, starts, separator = [text[start:at]], [start], text[at : at + 1]
    if len(fields[0]) <= 3 and separator == ",":
        return _grouped(text, start, at, found)
    while separator and separator in _DASHES + "/." and text[at : at + 1] == separator:
        if text[at + 1 : at + 2] not in tuple(_DIGITS):
            break
        starts.append(at + 1)
        at = _run(text, at + 1, _DIGITS)
        fields.append(text[starts[-1] : at])
    if text[at : at + 1].isnumeric() and text[at] not in _DIGITS:
        raise refusals.other_digits(text, at, text[at])
    if len(fields) == 1:
        return _number(text, start, at, found)
    return _figures(text, at, fields, starts, "-" if separator == "-" else separator, found)


def _short(text: str, at: int) -> DateError:
    """Return the error for '69 and '80s."""
    end = _run(text, at + 1, _DIGITS)
    if text[end : end + 1] == "s":
        return refusals.century_missing(text, at, text[at : end + 1])
    return refusals.two_digit_year(text, at, text[at:end])


def _figures(text: str, at: int, fields: list[str], starts: list[int], separator: str, found: list[Token]) -> int:
    """Add numbers that are joined without blanks: a date, a year and two digits, or the two ends of a range."""
    widths = [len(field) for field in fields]
    plain, piece = separator in "/.-", text[starts[0] : at]
    if len(fields) == 3 and plain:
        found.append(Token("figures", piece, 0, starts[0], tuple(fields)))
        return at
    if len(fields) != 2 or (separator == "." and widths[0] == 4):
        raise refusals.unrecognised(text, starts[0], piece)
    if widths == [4, 4] and _after_season(found):
        if int(fields[1]) != int(fields[0]) + 1:
            raise refusals.unrecognised(text, starts[0], piece)
        found.append(Token("pair", piece, 0, starts[0], (fields[0], fields[1][2:], separator)))
        return at
    if widths == [4, 2] and not _era_follows(text, at):
        found.append(Token("pair", piece, 0, starts[0], (*fields, separator)))
        return at
    if plain and widths == [4, 1]:
        found.append(Token("figures", piece, 0, starts[0], tuple(fields)))
        return at
    if plain and widths[0] <= 2 and widths[1] == 4 and not _era_follows(text, at):
        found.append(Token("figures", piece, 0, starts[0], tuple(fields)))
        return at
    if separator in "/." and max(widths) <= 2:
        raise refusals.missing_year(text, starts[0])
    if separator in "/." and widths != [4, 4]:
        raise refusals.unrecognised(text, starts[0], piece)
    _number(text, starts[0], starts[1] - 1, found)
    found.append(Token("dash", "–", 0, starts[1] - 1, ()))
    return _number(text, starts[1], at, found)


def _after_season(found: list[Token]) -> bool:
    """Return whether a season was named last, so that two years after it are no range but those of a winter."""
    kinds = [token.kind for token in found if token.kind != "filler"]
    return bool(kinds) and kinds[-1] == "season"


def _era_follows(text: str, at: int) -> bool:
    """Return whether the next word is an era."""
    rest = text[at:].replace(".", "").split()
    return bool(rest) and rest[0].lower() in lexicon.ERAS


def _grouped(text: str, start: int, at: int, found: list[Token]) -> int:
    """Add a number with commas between its thousands (12,000 BC), or the number before a comma."""
    digits, end = text[start:at], at
    while text[end : end + 1] == "," and _run(text, end + 1, _DIGITS) == end + 4:
        digits, end = digits + text[end + 1 : end + 4], end + 4
    if end == at or not _era_follows(text, end):
        return _number(text, start, at, found)
    found.append(_number_token(text, start, digits))
    return end


def _number_token(text: str, start: int, digits: str) -> Token:
    """Return the token of a number; years have a limit, and so have numbers."""
    if len(digits) > 12:
        raise refusals.unrecognised(text, start, digits)
    return Token("number", digits, int(digits), start, ())


def _number(text: str, start: int, at: int, found: list[Token]) -> int:
    """Add a number, an ordinal (7th) or a decade (1980s, 1980's)."""
    token = _number_token(text, start, text[start:at])
    end = at
    while end < len(text) and text[end].isalpha():
        end += 1
    suffix = text[at:end].lower()
    if suffix in ("st", "nd", "rd", "th"):
        teen = token.number % 100 in (11, 12, 13)
        right = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(token.number % 10, "th")
        if suffix != right:
            raise refusals.unrecognised(text, start, text[start:end])
        found.append(token._replace(kind="ordinal"))
        return end + 1 if text[end : end + 7].lower() == "-centur" else end
    if suffix == "s" or (text[at : at + 2] in ("'s", "’s") and not text[at + 2 : at + 3].isalpha()):
        found.append(token._replace(kind="decade"))
        return at + (1 if suffix else 2)
    found.append(token)
    return at


def _time(text: str, start: int, found: list[Token]) -> int:
    """Add a time of day: hours, minutes and perhaps seconds."""
    at = start
    fields = []
    while True:
        end = _run(text, at, _DIGITS)
        fields.append(text[at:end])
        at = end
        if text[at : at + 1] != ":" or text[at + 1 : at + 2] not in tuple(_DIGITS) or len(fields) == 3:
            break
        at += 1
    if any(len(field) != 2 for field in fields[1:]) or text[at : at + 1] == ":":
        raise refusals.unrecognised(text, start, text[start:at])
    found.append(Token("time", text[start:at], 0, start, tuple(fields)))
    return at


def _offset_may_follow(found: list[Token]) -> bool:
    """Return whether a sign here starts a distance from UTC and no range."""
    if not found:
        return False
    return found[-1].kind == "time" or (found[-1].kind == "zone" and found[-1].text == "Z")


def _offset(text: str, at: int, found: list[Token]) -> int:
    """Add a distance from UTC: +03:00, +0300, +3; after the word UTC it says how far ahead of UTC the place is."""
    start, sign = at, "+" if text[at] == "+" else "-"
    end = _run(text, at + 1, _DIGITS)
    hours, minutes = text[at + 1 : end], "00"
    if text[end : end + 1] == ":":
        minutes_end = _run(text, end + 1, _DIGITS)
        minutes, end = text[end + 1 : minutes_end], minutes_end
    elif len(hours) in (3, 4):
        hours, minutes = hours[:-2], hours[-2:]
    if len(hours) > 2 or len(minutes) != 2:
        raise refusals.unrecognised(text, start, text[start:end])
    zone = f"{sign}{hours.zfill(2)}:{minutes}"
    try:
        parse_offset(text, start, zone)
    except ValueError:
        raise refusals.impossible_offset(text, start, text[start:end]) from None
    if found[-1].kind == "zone":
        found[-1] = found[-1]._replace(text=zone)
    else:
        found.append(Token("zone", zone, 0, start, ()))
    return end


def _letters(text: str, at: int, found: list[Token]) -> int:
    """Add a word by its meaning, with the full stops that belong to it."""
    start = at
    if any(token.kind == "time" for token in found):
        end = _zone_name(text, at)
        if end:
            found.append(Token("zone", text[start:end], 0, start, ("name",)))
            return end
    while at < len(text) and text[at].isalpha():
        at += 1
    word = text[start:at].lower()
    while len(word) == 1 or "." in text[start:at]:  # B.C., a.m.
        if text[at : at + 1] != "." or not text[at + 1 : at + 2].isalpha() or text[at + 2 : at + 3].isalpha():
            break
        word, at = word + text[at + 1].lower(), at + 2
    if text[at : at + 1] == "." and (word in lexicon.ABBREVIATIONS or word in ("am", "pm")):
        at += 1
    if word in lexicon.PARTS and text[at : at + 1] in tuple("-‐‑–") and not _part_follows(text, at + 1):
        at += 1
    if word in ("c", "cent") and found and found[-1].kind == "ordinal":
        found.append(Token("word", "century", 0, start, ()))
        return at
    if word == "twenty" and text[at : at + 6].lower() == "-first":
        found.append(Token("ordinal", "twenty-first", 21, start, ()))
        return at + 6
    if word in ("q", "h") and text[at : at + 1] in ("1", "2", "3", "4") and not text[at + 1 : at + 2].isalnum():
        if len(found) > 1 and found[-1].text == "-" and found[-1].start == start - 1 and found[-2].kind == "number":
            found.pop()  # 2016-Q1
        found.append(Token("quarter" if word == "q" else "half", "", int(text[at]), start, ("figure",)))
        return at + 1
    found.append(_word(word, text[start:at], start, found))
    return at


def _part_follows(text: str, at: int) -> bool:
    """Return whether the next word is early, mid or late, so that the dash before it is a range."""
    end = at
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[at:end].lower() in lexicon.PARTS


def _zone_name(text: str, at: int) -> int:
    """Return where an IANA zone name such as America/New_York ends, 0 when there is none."""
    end = at
    while end < len(text) and (text[end].isalnum() or text[end] in "/_+-") and text[end].isascii():
        end += 1
    return end if "/" in text[at:end] else 0


def _looks_like_a_zone(word: str, written: str) -> bool:
    """Return whether a word is the abbreviation of a time zone, or is made like one (LHST)."""
    return word in lexicon.ZONE_ABBREVIATIONS or (
        written.isupper() and written.isascii() and 3 <= len(written) <= 5 and written[-1] == "T"
    )


def _word(word: str, written: str, start: int, found: list[Token]) -> Token:
    """Return the token of a word."""
    tables: tuple[tuple[Kind, dict[str, int]], ...] = (
        ("month", lexicon.MONTHS),
        ("season", lexicon.SEASONS),
        ("ordinal", lexicon.ORDINALS),
        ("weekday", lexicon.WEEKDAYS),
    )
    for kind, table in tables:
        if word in table:
            return Token(kind, word, table[word], start, ())
    if word in lexicon.ERAS:
        return Token("era", lexicon.ERAS[word], 0, start, ())
    if word in lexicon.MARKS:
        return Token("mark", lexicon.MARKS[word], 0, start, ("word",))
    if word in lexicon.TRAILING_MARKS:
        return Token("mark", lexicon.TRAILING_MARKS[word], 0, start, ())
    if word in ("am", "pm"):
        return Token("word", word, 0, start, ())
    if word in ("utc", "gmt", "z") and any(token.kind == "time" for token in found):
        return Token("zone", "Z", 0, start, ())
    if _looks_like_a_zone(word, written) and any(token.kind == "time" for token in found):
        return Token("zone", written, 0, start, ("abbreviation",))
    if word in ("quarter", "half"):
        return Token("quarter" if word == "quarter" else "half", word, 0, start, ())
    if word in lexicon.PARTS:
        return Token("part", word, lexicon.PARTS[word], start, ())
    if word in lexicon.FILLERS:
        return Token("filler", word, 0, start, ())
    return Token("word" if word in lexicon.GRAMMAR else "unknown", word, 0, start, ())
