import pytest

from timeline.dates import known_zone, parse_edtf, read_date, sort_key

# In order; a line is a group whose members have different keys in this order.
_ORDER = """
    Y-66000000
    -0043 -0043-03 -0043-03-15
    0000
    0079
    18XX
    190X
    1914/.. 1914/1918 1914 1914~ 1914? 1914%
    1914-01
    1914-01-01 1914-01-01T00:00 1914-01-01T00:00:00
    1914-21
    ../1914
    [..1915]
    1950S2 1950
    [1960,1961] 1960
    {1961,1963}
    2015-12-31T23:59Z
    2016-01-01
    Y13000
    XXXX
"""


def test_a_whole_collection_in_order() -> None:
    expected = _ORDER.split()
    shuffled = sorted(expected)
    assert sorted(shuffled, key=lambda text: sort_key(parse_edtf(text))) == expected


@pytest.mark.parametrize("text", ["XXXX", "XXXX-12-25", "-XXXX", "XXXX-21", "[..XXXX]", "XXXX/.."])
def test_without_any_year_a_date_sorts_last(text: str) -> None:
    assert sort_key(parse_edtf(text)) > sort_key(parse_edtf("Y1E12"))


def test_an_open_start_is_filed_under_its_end() -> None:
    keys = [sort_key(parse_edtf(text)) for text in ("2015", "../2016", "2017")]
    assert keys == sorted(keys)


def test_a_time_without_offset_is_read_in_the_zone_of_the_site() -> None:
    local, abroad = read_date("3 January 2020 00:47"), read_date("3 January 2020 00:00 UTC")
    assert sort_key(local, "UTC") > sort_key(abroad, "UTC")
    assert sort_key(local, "Asia/Baghdad") < sort_key(abroad, "Asia/Baghdad")
    assert sort_key(local, "Asia/Baghdad") == sort_key(local, "+03:00")


def test_a_day_in_the_zone_of_the_site_holds_what_happened_on_it() -> None:
    day, event = parse_edtf("2020-01-03"), parse_edtf("2020-01-03T00:47+03:00")
    assert sort_key(event, "UTC") < sort_key(day, "UTC")
    assert sort_key(day, "Asia/Baghdad") < sort_key(event, "Asia/Baghdad")


@pytest.mark.parametrize(
    "text", ["-9999", "0000-01-01", "9999-12-31", "Y-1E12", "Y1E12", "9999-24", "0001-01-01T00:00"]
)
@pytest.mark.parametrize("zone", ["Asia/Baghdad", "America/New_York", "+14:00", "No/Where", "", "../etc", "\x00"])
def test_no_date_and_no_zone_is_too_strange_for_a_key(text: str, zone: str) -> None:
    assert len(sort_key(parse_edtf(text), zone)) == 3


@pytest.mark.parametrize(
    ("zone", "known"),
    [("UTC", True), ("Europe/Berlin", True), ("+05:30", True), ("-00:00", False), ("Nowhere", False), ("", False)],
)
def test_known_zones(zone: str, known: bool) -> None:
    assert known_zone(zone) is known
