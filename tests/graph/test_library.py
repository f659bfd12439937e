"""The graph: order, neighbours, links from both ends, backlinks; nothing unpublished in it."""

import pytest

from tests.conftest import Site
from timeline.graph.relations import pair
from timeline.model.records import Key


def event(date: str, *more: str) -> str:
    return "\n".join([f"date: {date}", "title: T", *more, ""])


def test_events_stand_in_order_of_time(site: Site) -> None:
    dates = [
        "2020",
        "2020-01",
        "2020-01-01",
        "2019-12-31",
        "../2019",
        "-0043",
        "1990~",
        "1990?",
        "1990",
        "198X",
        "1979/1988",
    ]
    library = site({f"events/e{n}.yml": event(f'"{date}"') for n, date in enumerate(dates)})
    shown = [library.events[id].date.edtf for id in library.order]
    assert shown == [
        "-0043",
        "1979/1988",
        "198X",
        "1990",
        "1990~",
        "1990?",
        "../2019",
        "2019-12-31",
        "2020",
        "2020-01",
        "2020-01-01",
    ]


def test_on_one_day_order_decides_then_the_id(site: Site) -> None:
    files = {
        "events/b.yml": event("2020-01-01"),
        "events/a.yml": event("2020-01-01"),
        "events/z.yml": event("2020-01-01", "order: -1"),
    }
    assert site(files).order == ("z", "a", "b")


def test_earlier_and_later_visit_every_event_once(site: Site) -> None:
    library = site({f"events/e{n}.yml": event(str(1900 + n)) for n in range(5)})
    at, seen = library.order[0], [library.order[0]]
    while at in library.later:
        assert library.earlier[library.later[at]] == at
        at = library.later[at]
        seen.append(at)
    assert tuple(seen) == library.order


def test_a_relation_shows_on_both_ends_with_who_says_so(site: Site) -> None:
    relation = "relations: [{type: response-to, event: b, according_to: x, denied_by: [y], note: why}]"
    files = {
        "events/a.yml": event("2020", relation),
        "events/b.yml": event("2019"),
        "actors/x.yml": "name: X\n",
        "actors/y.yml": "name: Y\n",
    }
    links = site(files).links
    ((there,), (back,)) = links["a"], links["b"]
    assert (there.type.name, there.other, there.type.direction) == ("response-to", "b", "back")
    assert (back.type.name, back.other, back.type.direction) == ("answered-by", "a", "forward")
    for link in (there, back):
        assert (link.stated_by, link.according_to, link.note) == ("a", "x", "why")
        assert [denial.actor for denial in link.denied_by] == ["y"]


@pytest.mark.parametrize(
    ("written", "here", "there"),
    [
        ("part_of: b", "part-of", "has-part"),
        ("relations: [{type: led-to, event: b}]", "led-to", "caused-by"),
        ("relations: [{type: same-as, event: b}]", "same-as", "same-as"),
        ("relations: [{type: inspired, event: b}]", "inspired", "inspired-by"),
    ],
)
def test_either_direction_may_be_written(site: Site, written: str, here: str, there: str) -> None:
    declared = pair("inspired-by", "inspired", "inspired by", "inspired", "back")
    links = site({"events/a.yml": event("2020", written), "events/b.yml": event("2019")}, declared).links
    assert [link.type.name for link in links["a"]] == [here]
    assert [link.type.name for link in links["b"]] == [there]


def test_indexes(site: Site) -> None:
    files = {
        "events/a.yml": event(
            "1979-05-03",
            "actors: [{actor: x, role: one}, {actor: x, role: two}]",
            "places: [p]",
            "tags: [bare-tag, t]",
            "sources: [s]",
        ),
        "events/b.yml": event("1971", "actors: [x]", "claims: [{by: x, says: So., sources: [s]}]"),
        "actors/x.yml": "name: X\nsources: [s]\n",
        "places/p.yml": "name: P\n",
        "sources/s.yml": "title: S\n",
        "tags/t.yml": "label: Tea\n",
    }
    library = site(files)
    assert library.by_actor["x"] == ("b", "a")
    assert library.by_place["p"] == ("a",)
    assert library.by_tag == {"bare-tag": ("a",), "t": ("a",)}
    assert library.tags["bare-tag"].label == "bare tag"
    assert library.tags["t"].label == "Tea"
    assert list(library.by_day.values()) == [("a",)]
    assert {(p.kind, p.first): ids for p, ids in library.by_period.items()} == {
        ("year", 1971): ("b",),
        ("decade", 1970): ("b", "a"),
        ("century", 1900): ("b", "a"),
        ("year", 1979): ("a",),
    }
    assert [(use.by, use.field) for use in library.by_source["s"]] == [
        (Key("event", "b"), "claims[0].sources[0]"),
        (Key("event", "a"), "sources[0]"),
        (Key("actor", "x"), "sources[0]"),
    ]
    assert [(s.event, s.number, s.claim.by) for s in library.statements] == [("b", 1, "x")]


def test_backlinks_come_from_fields_and_from_text(site: Site) -> None:
    files = {
        "events/a.yml": event("1979", "text: See [b](event:b) and [b](event:b), [X](actor:x#part)."),
        "events/b.yml": event("1980", "claims: [{by: x, says: So.}]"),
        "actors/x.yml": "name: X\n",
        "about.md": "# About\n\n[b]\n\n[b]: event:b\n",
        "timelines/t.yml": "title: T\nstops: [{event: b, text: '[a](event:a)'}]\n",
    }
    library = site(files)
    assert [(m.source, m.field) for m in library.mentions[Key("event", "b")]] == [
        (Key("event", "a"), "text"),
        (Key("prose", "about"), "text"),
    ]
    assert [m.source for m in library.mentions[Key("event", "a")]] == [Key("timeline", "t")]
    assert [m.source for m in library.mentions[Key("actor", "x")]] == [Key("event", "a")]
    assert [(m.source.id, m.field) for m in library.references[Key("actor", "x")]] == [("b", "claims[0].by")]
    assert [(m.source.id, m.field) for m in library.references[Key("event", "b")]] == [("t", "stops[0].event")]


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("draft: true", False),
        ("draft: false", True),
        ("publish_after: 2026-11-21", True),
        ("publish_after: 2026-11-22", False),
        ("publish_after: 2026", False),
        ("publish_after: 2025", True),
    ],
)
def test_drafts_and_embargoes_never_reach_the_graph(site: Site, written: str, published: bool) -> None:
    """Today is 2026-11-22 in every test."""
    files = {
        "events/a.yml": event(
            "2020", written, "tags: [hidden]", "relations: [{type: led-to, event: b}]", "text: '[b](event:b)'"
        ),
        "events/b.yml": event("2021"),
        "draft.md": "---\ndraft: true\n---\n[b](event:b)\n",
    }
    library = site(files)
    assert ("a" in library.events) is published
    assert ("hidden" in library.tags) is published
    assert bool(library.links.get("b")) is published
    assert bool(library.mentions.get(Key("event", "b"))) is published
    assert library.prose == ()
