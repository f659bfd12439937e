"""Addresses, output paths and links between pages."""

import pytest

from timeline.graph.periods import Period, period
from timeline.model.records import Key
from timeline.site import urls

RECORDS = [
    (Key("event", "reactor-4"), "events/reactor-4/", "events/reactor-4/index.html"),
    (Key("actor", "hamas"), "actors/hamas/", "actors/hamas/index.html"),
    (Key("place", "tōkyō"), "places/tōkyō/", "places/tōkyō/index.html"),
    (Key("source", "s"), "sources/s/", "sources/s/index.html"),
    (Key("tag", "t"), "tags/t/", "tags/t/index.html"),
    (Key("timeline", "g"), "timelines/g/", "timelines/g/index.html"),
    (Key("prose", "about/us"), "about/us/", "about/us/index.html"),
    (Key("prose", ""), "", "index.html"),
]


@pytest.mark.parametrize(("key", "address", "path"), RECORDS)
def test_record_has_a_folder_of_its_own(key: Key, address: str, path: str) -> None:
    assert urls.record(key) == address
    assert urls.output_path(address) == path


PERIODS = [
    (Period(1979, 1979, "year"), "years/1979/"),
    (Period(476, 476, "year"), "years/476/"),
    (Period(0, 0, "year"), "years/1-bce/"),
    (Period(-43, -43, "year"), "years/44-bce/"),
    (Period(-9999, -9999, "year"), "years/10000-bce/"),
    (period("decade", 1979), "decades/1970s/"),
    (period("decade", 5), "decades/0s/"),
    (period("decade", -43), "decades/40s-bce/"),
    (period("decade", -3), "decades/0s-bce/"),
    (period("century", 1979), "centuries/20th/"),
    (period("century", 2001), "centuries/21st/"),
    (period("century", 1150), "centuries/12th/"),
    (period("century", 50), "centuries/1st/"),
    (period("century", -43), "centuries/1st-bce/"),
    (period("century", -449), "centuries/5th-bce/"),
]


@pytest.mark.parametrize(("stretch", "address"), PERIODS)
def test_period_is_named_as_people_count(stretch: Period, address: str) -> None:
    assert urls.period(stretch) == address


def test_no_two_periods_share_an_address() -> None:
    stretches = {period(kind, year) for kind in ("year", "decade", "century") for year in range(-1200, 2100)}
    assert len({urls.period(stretch) for stretch in stretches}) == len(stretches)


LINKS = [
    ("", "", "./"),
    ("", "events/a/", "events/a/"),
    ("events/a/", "", "../../"),
    ("events/a/", "events/a/", "../a/"),
    ("claims/", "years/44-bce/", "../years/44-bce/"),
    ("events/a/", "actors/josé/", "../../actors/jos%C3%A9/"),
    ("events/a/", "events/b?c#d/", "../b%3Fc%23d/"),
    ("", "javascript:alert(1)", "javascript%3Aalert%281%29"),
]


@pytest.mark.parametrize(("here", "there", "link"), LINKS)
def test_links_are_relative_and_encoded(here: str, there: str, link: str) -> None:
    assert urls.base(here).href(there) == link


@pytest.mark.parametrize(
    ("site", "link"),
    [
        ("https://example.org/", "/years/"),
        ("https://example.org/a/b/", "/a/b/years/"),
        ("", "/years/"),
    ],
)
def test_page_served_at_any_depth_links_from_the_root(site: str, link: str) -> None:
    assert urls.base(urls.NOT_FOUND, site).href("years/") == link


def test_canonical_is_absolute_if_the_address_of_the_site_is_known() -> None:
    base = urls.base("events/é/")
    assert urls.canonical("https://example.org/t/", "events/é/", base) == "https://example.org/t/events/%C3%A9/"
    assert urls.canonical("", "events/é/", base) == "../%C3%A9/"


@pytest.mark.parametrize(
    ("link", "away"),
    [
        ("about.md", False),
        ("media/a:b.png", False),
        ("https://example.org", True),
        ("mailto:a@example.org", True),
        ("//example.org", True),
        ("/about/", True),
        ("#claim-1", True),
        ("\\\\example.org", True),
        ("http://[", True),
    ],
)
def test_which_links_are_more_than_a_path(link: str, away: bool) -> None:
    assert urls.leads_away(link) is away


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
    ],
)
def test_ordinals(number: int, words: str) -> None:
    assert urls.ordinal(number) == words
