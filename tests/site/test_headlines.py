"""What a link shows of an event is one fact, which changes with any part of it and with nothing else."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.conftest import Site
from tests.site.conftest import edition
from timeline.dates import read_date
from timeline.site.config import Translation
from timeline.site.fields import fields_that_differ
from timeline.site.traces import HEADLINE, OF_HEADLINE, fact, in_words, watch
from timeline.site.vantage import Headline, in_language

FLOOD = {"events/flood.yml": "date: 1987\ntitle: Flood\nactors: [one]\n", "actors/one.yml": "name: One\n"}


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({"title": "Storm"}, True),
        ({"date": read_date("1988")}, True),
        ({"date": read_date("until 1987")}, True),
        ({"status": "reported"}, True),
        ({"summary": "It rained."}, False),
        ({"importance": 5}, False),
        ({"tags": ("rain",)}, False),
        ({"positions": None}, False),
        ({}, False),
    ],
)
def test_it_changes_with_what_is_shown(changed: Mapping[str, object], shown: bool, site: Site) -> None:
    event = site(FLOOD).events["flood"]
    other = replace(event, **changed)  # type: ignore[arg-type]
    assert (fact("events", "flood", HEADLINE) in fields_that_differ("events", "flood", event, other)) == shown


def test_reading_it_is_one_fact_whatever_is_shown_of_it(site: Site) -> None:
    watched, recorder = watch(edition(site(FLOOD)), remember=10)
    with recorder.noting() as trace:
        seen = watched.headline("flood")
        assert [getattr(seen, part) for part in sorted(OF_HEADLINE)] == [read_date("1987"), "confirmed", "Flood"]
    assert trace == {fact("events", "flood", HEADLINE)}


def test_it_is_all_that_a_headline_has() -> None:
    assert {name for name in vars(Headline) if not name.startswith("_")} == OF_HEADLINE


def test_that_there_is_none_is_noted_as_well(site: Site) -> None:
    watched, recorder = watch(edition(site(FLOOD)), remember=10)
    with recorder.noting() as trace, pytest.raises(KeyError):
        watched.headline("storm")
    assert trace == {fact("events", "storm", HEADLINE)}


def test_every_language_has_its_own(site: Site) -> None:
    main = edition(site(FLOOD), others={"fa": Translation("Flut")})
    watched, recorder = watch(main, remember=10)
    other, _ = watch(in_language(main, "fa"), 10, watched)
    with recorder.noting() as trace:
        other.headline("flood")
    assert trace == {fact(in_words("events", "fa"), "flood", HEADLINE)}
