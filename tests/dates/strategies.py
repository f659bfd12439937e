"""EDTF strings made from the grammar; some of them name days that do not exist, which callers discard."""

from hypothesis import strategies as st

from timeline.dates import DateError, DateValue, parse_edtf

_MARK = st.sampled_from(["", "", "", "?", "~", "%"])
_YEAR = st.one_of(
    st.integers(0, 9999).map(lambda year: f"{year:04d}"),
    st.integers(1900, 2030).map(str),
    st.integers(1, 9999).map(lambda year: f"-{year:04d}"),
    st.sampled_from(["198X", "19XX", "1XXX", "XXXX", "XX17", "-01XX", "20X4", "000X"]),
)
_MONTH = st.one_of(st.integers(1, 12).map(lambda month: f"{month:02d}"), st.sampled_from(["XX", "0X", "1X", "X2"]))
_DAY = st.one_of(st.integers(1, 31).map(lambda day: f"{day:02d}"), st.sampled_from(["XX", "0X", "3X", "X9"]))
_LONG = st.one_of(
    st.integers(10_000, 10**12).map(lambda year: f"Y{year}"),
    st.integers(10_000, 10**12).map(lambda year: f"Y-{year}"),
    st.tuples(st.integers(1, 999), st.integers(1, 9)).map(lambda pair: f"Y{pair[0]}E{pair[1]}"),
    st.tuples(st.integers(1000, 9999), st.integers(1, 4)).map(lambda pair: f"{pair[0]}S{pair[1]}"),
)
_TIME = st.builds(
    lambda hour, minute, second, zone: f"T{hour:02d}:{minute:02d}{second}{zone}",
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["", ":00", ":59"]),
    st.sampled_from(["", "Z", "+03:00", "-05", "+14:00", "-11:30"]),
)
_PLAIN_DAY = st.builds(
    lambda year, month, day: f"{year:04d}-{month:02d}-{day:02d}",
    st.integers(0, 9999),
    st.integers(1, 12),
    st.integers(1, 28),
)
_CALENDAR = st.one_of(
    st.builds(lambda a, year, b: a + year + b, _MARK, _YEAR, _MARK),
    st.builds(lambda a, year, b, month, c: f"{a}{year}-{b}{month}{c}", _MARK, _YEAR, _MARK, _MONTH, _MARK),
    st.builds(
        lambda year, a, month, b, c, day, d: f"{year}{a}-{month}{b}-{c}{day}{d}",
        _YEAR,
        _MARK,
        _MONTH,
        _MARK,
        _MARK,
        _DAY,
        _MARK,
    ),
    st.builds(lambda year, code, mark: f"{year}-{code}{mark}", _YEAR, st.integers(21, 41), _MARK),
)
POINT = st.one_of(_PLAIN_DAY, _CALENDAR, _LONG, st.builds(lambda day, time: day + time, _PLAIN_DAY, _TIME))
_MEMBER = st.one_of(POINT, st.builds(lambda a, b: f"{a}..{b}", POINT, POINT))
TEXT = st.one_of(
    POINT,
    st.builds(lambda a, b: f"{a}/{b}", st.one_of(POINT, st.just("..")), st.one_of(POINT, st.sampled_from(["", ".."]))),
    st.builds(
        lambda kind, start, members, end: kind[0] + start + ",".join(members) + end + kind[1],
        st.sampled_from(["[]", "{}"]),
        st.sampled_from(["", "", ".."]),
        st.lists(_MEMBER, min_size=1, max_size=4),
        st.sampled_from(["", "", ".."]),
    ),
)


def read(text: str) -> DateValue | None:
    """Return the value of a string, None when the grammar or the calendar has no such date."""
    try:
        return parse_edtf(text)
    except DateError:
        return None


VALUE = TEXT.map(read).filter(lambda value: value is not None)
DATED = POINT.map(read).filter(lambda value: value is not None)
