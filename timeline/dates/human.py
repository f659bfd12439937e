"""What an editor types in English -> value: the phrases around dates. One date alone is read in `fragments.py`.

    about 2017                2017~               between 1942 and 1944     [1942..1944]
    3-5 January 2020          2020-01-03/2020-01-05     before 1999         [..1999]

Nothing depends on today's date, and no word is skipped: what is not wholly understood is a `DateError`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from timeline.dates import lexicon, refusals
from timeline.dates.edtf import parse_edtf
from timeline.dates.faults import show
from timeline.dates.fragments import Fragment, read_fragment
from timeline.dates.resolve import resolve
from timeline.dates.spans import borrow, finest, lend, pair_reading, with_mark
from timeline.dates.tokens import Token, tokenise
from timeline.dates.values import DateError, DateValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    _Phrases: TypeAlias = tuple[tuple[str, ...], ...]
    _Form: TypeAlias = Callable[[Sequence[Token], str, str], str]

MAX_LENGTH = 200


@lru_cache(maxsize=8192)
def read_date(text: str) -> DateValue:
    """Return the value of a typed date, or of an EDTF string; a `DateError` for anything else.

    >>> read_date("c. 520 BC").edtf, read_date("3-5 January 2020").edtf, read_date("early 2016").edtf
    ('-0519~', '2020-01-03/2020-01-05', '2016-37')
    """
    if len(text) > MAX_LENGTH:
        fix = f"write a date of at most {MAX_LENGTH} characters"
        raise refusals.refuse(text[:MAX_LENGTH], MAX_LENGTH, "unrecognised", "the text is too long for a date", fix)
    edtf = text.strip()
    if not edtf:
        raise refusals.refuse(text, 0, "empty", "there is no date here", "write a date, for example 7 October 2023")
    if edtf[0] in "0123456789-?~%YX[{./" and " " not in edtf and not _season_collision(edtf):
        try:
            return parse_edtf(edtf).written(text)
        except DateError:
            pass  # it may still be something people type, and that reader knows the reason
    try:
        return _typed(text, tokenise(text))
    except DateError as error:
        raise _better(error.within(text, 0), text, edtf) from None


def _season_collision(edtf: str) -> bool:
    """Return whether a text is YYYY-NN where NN may be a season code or the last year of a range."""
    return len(edtf) == 7 and edtf[4] == "-" and "20" < edtf[5:] < "42" and edtf[:4].isdigit() and edtf[5:].isdigit()


def _better(error: DateError, text: str, edtf: str) -> DateError:
    """Return the error that says most: a relative word, no date at all, or what the strict parser found."""
    if error.code != "unrecognised":
        return error
    words = [(word.strip(".,;:!?()"), word) for word in text.lower().split()]
    for bare, word in words:
        if bare in lexicon.RELATIVE:
            return refusals.relative(text, text.lower().index(word), bare)
    if all(bare.replace("/", "").replace(".", "") in lexicon.NO_DATE or not bare.strip("-–—") for bare, _ in words):
        return refusals.no_date(text, 0)
    if edtf.isascii() and not any(char.islower() or char.isspace() for char in edtf):
        try:
            parse_edtf(edtf)
        except DateError as strict:
            return strict.within(text, text.index(edtf))
    return error


def _typed(text: str, tokens: Sequence[Token]) -> DateValue:
    """Return the value of tokens: what the phrase says as EDTF, read by the strict parser."""
    edtf, exclusive = _phrase(tokens, text)
    try:
        return parse_edtf(edtf).written(text, exclusive)
    except DateError as error:
        start = tokens[0].start if tokens else 0
        if error.problem == "reversed":
            reason = f"{show(text.strip())} ends before it begins"
            raise refusals.refuse(text, start, error.code, reason, error.fix) from None
        raise DateError(text, start, error.reason, error.fix, error.problem, error.readings, error.code) from None


def _phrase(tokens: Sequence[Token], text: str) -> tuple[str, bool]:
    """Return the EDTF of a whole phrase, and whether its only date is itself excluded."""
    tokens, mark = _leading_mark(tokens)
    if not tokens:
        raise refusals.no_date(text, 0)
    if _word(tokens[0]) == "between":
        return _between(tokens[1:], mark, text), False
    if tokens[0].kind == "word":
        for phrases, form in _PREFIXES:
            count = _starts(tokens, phrases)
            if count:
                return form(tokens[count:], mark, text), phrases in (lexicon.BEFORE, lexicon.AFTER)
    if tokens[-1].kind == "word":
        for phrases, template in _SUFFIXES:
            count = _ends(tokens, phrases)
            if count:
                return _bounded(template)(_without_comma(tokens[:-count]), mark, text), False
    return _range_or_choice(tokens, mark, text), False


def _word(token: Token) -> str:
    """Return the text of a word of the grammar, nothing for another token."""
    return token.text if token.kind == "word" else ""


def _starts(tokens: Sequence[Token], phrases: Sequence[tuple[str, ...]]) -> int:
    """Return how many tokens one of the phrases takes at the start."""
    fits = (len(words) for words in phrases if tuple(_word(token) for token in tokens[: len(words)]) == words)
    return max(fits, default=0)


def _ends(tokens: Sequence[Token], phrases: Sequence[tuple[str, ...]]) -> int:
    """Return how many tokens one of the phrases takes at the end."""
    for words in phrases:
        if tuple(token.text for token in tokens[-len(words) :]) == words:
            return len(words)
    return 0


def _without_comma(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens without a comma at the end."""
    return tokens[:-1] if tokens and tokens[-1].kind == "comma" else tokens


def _leading_mark(tokens: Sequence[Token]) -> tuple[Sequence[Token], str]:
    """Return the tokens after circa, possibly and the like, and the qualifier these words stand for."""
    mark = ""
    while tokens:
        after_filler = tokens[0].kind == "filler" and len(tokens) > 1 and tokens[1].fields == ("word",)
        if after_filler and tokens[0].text in ("in", "on", "at"):
            tokens = tokens[1:]
        if tokens[0].kind != "mark" or tokens[0].fields != ("word",):
            break
        mark, tokens = _both(mark, tokens[0].text), tokens[1:]
    return tokens, mark


def _trailing_mark(tokens: Sequence[Token]) -> tuple[Sequence[Token], str]:
    """Return the tokens before `?`, `(?)`, `, uncertain` and the like, and the qualifier."""
    mark = ""
    while tokens:
        kinds = [token.kind for token in tokens[-3:]]
        if kinds == ["open", "mark", "close"]:
            mark, tokens = _both(mark, tokens[-2].text), tokens[:-3]
        elif kinds[-1] == "mark":
            mark, tokens = _both(mark, tokens[-1].text), tokens[:-1]
            if tokens and tokens[-1].kind == "comma":
                tokens = tokens[:-1]
        else:
            break
    return tokens, mark


def _both(one: str, other: str) -> str:
    """Return the qualifier that says what two say."""
    return one or other if one == other or not one or not other else "%"


def _part(tokens: Sequence[Token], mark: str, text: str) -> tuple[Fragment, str]:
    """Return one date with its own qualifiers and those of the phrase it is in."""
    tokens, before = _leading_mark(tokens)
    tokens, after = _trailing_mark(tokens)
    if not tokens:
        raise refusals.unrecognised(text, 0)
    return read_fragment(tokens, text), _both(mark, _both(before, after))


def _ends_of(tokens: Sequence[Token], mark: str, text: str) -> tuple[str, str]:
    """Return the first and last EDTF date one date stands for, with its qualifiers."""
    fragment, own = _part(tokens, mark, text)
    low, high = resolve(fragment, text)
    return with_mark(low, own, text, fragment.start), with_mark(high, own, text, fragment.start)


def _bounded(template: str) -> _Form:
    """Return a reader for one date with an open side."""

    def read(tokens: Sequence[Token], mark: str, text: str) -> str:
        if not tokens:
            raise refusals.unrecognised(text, 0)
        low, high = _ends_of(tokens, mark, text)
        return template.format(low=low, high=high)

    return read


def _since(tokens: Sequence[Token], mark: str, text: str) -> str:
    """Return `from A to B`, `from A onwards` or `since A`."""
    if _separators(tokens):
        return _range_or_choice(tokens, mark, text)
    count = _ends(tokens, lexicon.ONWARDS)
    if count:
        return _bounded("{low}/..")(tokens[:-count], mark, text)
    count = _ends(tokens, lexicon.END_UNKNOWN)
    if count:
        return _bounded("{low}/")(_without_comma(tokens[:-count]), mark, text)
    return _bounded("{low}/..")(tokens, mark, text)


def _until(tokens: Sequence[Token], mark: str, text: str) -> str:
    """Return `until A`, with a start that is open or not known."""
    count = _ends(tokens, lexicon.START_UNKNOWN)
    if count:
        return _bounded("/{high}")(_without_comma(tokens[:-count]), mark, text)
    return _bounded("../{high}")(tokens, mark, text)


def _between(tokens: Sequence[Token], mark: str, text: str) -> str:
    """Return one date of all between two."""
    cuts = [index for index, token in enumerate(tokens) if _word(token) == "and"]
    if len(cuts) != 1:
        raise refusals.unrecognised(text, 0)
    (one, mark_one), (two, mark_two) = _two(tokens[: cuts[0]], tokens[cuts[0] + 1 :], mark, text)
    low, high = finest(resolve(one, text)[0], resolve(two, text)[1], text)
    return f"[{with_mark(low, mark_one, text, one.start)}..{with_mark(high, mark_two, text, two.start)}]"


def _two(
    left: Sequence[Token], right: Sequence[Token], mark: str, text: str
) -> tuple[tuple[Fragment, str], tuple[Fragment, str]]:
    """Return two dates that lend each other what only one of them says."""
    (one, mark_one), (two, mark_two) = _part(left, mark, text), _part(right, mark, text)
    only_time = two.day is None and two.time is not None
    two = borrow(two, one)
    if only_time and one.time is not None and one.zone is None:
        one = one._replace(zone=two.zone)
    return (lend(one, two, text), mark_one), (two, mark_two)


def _separators(tokens: Sequence[Token]) -> list[int]:
    """Return the places of dashes and of words such as `to`."""
    return [index for index, token in enumerate(tokens) if token.kind == "dash" or _word(token) in lexicon.SEPARATORS]


def _range_or_choice(tokens: Sequence[Token], mark: str, text: str) -> str:
    """Return a range, alternatives, a list, or a single date."""
    bare, own = _trailing_mark(tokens)
    if [token.kind for token in bare] == ["pair"]:
        return _pair(bare[0], mark, own, text)
    kinds = [(token.kind, len(token.text)) for token in bare]
    if kinds in ([("number", 4), ("dash", 1), ("number", 2)],):
        pair = bare[0]._replace(kind="pair", fields=(bare[0].text, bare[2].text, "–"))
        return _pair(pair, mark, own, text)
    cuts = _separators(tokens)
    if len(cuts) > 1:
        raise refusals.unrecognised(text, tokens[cuts[1]].start, tokens[cuts[1]].text)
    if cuts:
        return _range(tokens[: cuts[0]], tokens[cuts[0]], tokens[cuts[0] + 1 :], mark, text)
    for word, (opening, closing) in (("or", "[]"), ("and", "{}")):
        if any(_word(token) == word for token in tokens):
            return opening + ",".join(_choices(tokens, word, mark, text)) + closing
    low, high = _ends_of(tokens, mark, text)
    return low if low == high else f"[{low}..{high}]"


def _range(left: Sequence[Token], cut: Token, right: Sequence[Token], mark: str, text: str) -> str:
    """Return an interval; nothing, or a word for today, after a dash leaves it open."""
    if not left:
        raise refusals.unrecognised(text, cut.start, cut.text)
    rest = right[1:] if right and right[0].text == "the" else right
    if (not right and cut.kind == "dash") or (len(rest) == 1 and _word(rest[0]) in lexicon.ONGOING):
        return _bounded("{low}/..")(left, mark, text)
    if not right:
        raise refusals.unrecognised(text, cut.start, cut.text)
    (one, mark_one), (two, mark_two) = _two(left, right, mark, text)
    low, high = resolve(one, text)[0], resolve(two, text)[1]
    return f"{with_mark(low, mark_one, text, one.start)}/{with_mark(high, mark_two, text, two.start)}"


def _pair(token: Token, mark: str, own: str, text: str) -> str:
    """Return 1914-18 as a range, 2019-05 as a month; the qualifier after it belongs to its own end."""
    first, last = pair_reading(token, text)
    both = _both(mark, own)
    if not last:
        return with_mark(first, both, text, token.start)
    return f"{with_mark(first, mark, text, token.start)}/{with_mark(last, both, text, token.start)}"


def _choices(tokens: Sequence[Token], word: str, mark: str, text: str) -> list[str]:
    """Return the members of `A or B`, `A, B and C`; a part that is missing is taken from the date after it."""
    if _word(tokens[0]) == ("either" if word == "or" else "both"):
        tokens = tokens[1:]
    pieces: list[Sequence[Token]] = [[]]
    for token in tokens:
        pieces = [*pieces, []] if _word(token) == word else [*pieces[:-1], [*pieces[-1], token]]
    if len(pieces) == 2:
        pieces = [*_by_commas(pieces[0], text), pieces[1]]
    parts = [_part(piece, mark, text) for piece in pieces]
    for index in range(1, len(parts)):  # January 3 or 4, 2020
        parts[index] = (borrow(parts[index][0], parts[index - 1][0]), parts[index][1])
    members, following = [], parts[-1][0]
    for fragment, own in reversed(parts):
        following = fragment if fragment is following else lend(fragment, following, text)
        low, high = (with_mark(end, own, text, fragment.start) for end in resolve(following, text))
        members.append(low if low == high else f"{low}..{high}")
    return members[::-1]


def _by_commas(tokens: Sequence[Token], text: str) -> list[Sequence[Token]]:
    """Return the tokens as one date if they are one, else cut at the commas."""
    if not any(token.kind == "comma" for token in tokens):
        return [tokens]
    try:
        _part(tokens, "", text)
    except DateError:
        pieces: list[Sequence[Token]] = [[]]
        for token in tokens:
            pieces = [*pieces, []] if token.kind == "comma" else [*pieces[:-1], [*pieces[-1], token]]
        return [piece for piece in pieces if piece]
    return [tokens]


_PREFIXES: tuple[tuple[_Phrases, _Form], ...] = (
    (lexicon.BEFORE, _bounded("[..{high}]")),
    (lexicon.NOT_AFTER, _bounded("[..{high}]")),
    (lexicon.AFTER, _bounded("[{low}..]")),
    (lexicon.NOT_BEFORE, _bounded("[{low}..]")),
    (lexicon.SINCE, _since),
    (lexicon.UNTIL, _until),
)
_SUFFIXES: tuple[tuple[_Phrases, str], ...] = (
    (lexicon.OR_EARLIER, "[..{high}]"),
    (lexicon.OR_LATER, "[{low}..]"),
    (lexicon.ONWARDS, "{low}/.."),
)
