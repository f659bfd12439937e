"""What templates are given: words for dates, status, bounds; sections and gaps; strips; neighbours."""

from decimal import Decimal

import pytest

from tests.conftest import Site
from tests.site.conftest import edition
from timeline.dates import parse_edtf, read_date
from timeline.graph.library import Library
from timeline.graph.periods import Period
from timeline.model.quantities import Bounds
from timeline.site import phrases
from timeline.site.language import load
from timeline.site.marks import mark
from timeline.site.vantage import vantage
from timeline.site.views.claims import all_said, claims_view, shelved_claims
from timeline.site.views.entries import digest, spine
from timeline.site.views.events import event_view
from timeline.site.views.parts import date_view, weekday
from timeline.site.views.periods import home_view
from timeline.site.views.strip import bars

DATES = [
    ("2023-10-07", "7 October 2023", "7 Oct", "", "2023-10-07"),
    ("1979", "1979", "", "known to the year", "1979"),
    ("2023-10", "October 2023", "Oct", "known to the month", "2023-10"),
    ("2017~", "about 2017", "about 2017", "", "2017"),
    ("12XX", "the 13th century", "the 13th century", "", ""),
    ("1979/1988", "1979–1988", "1979–1988", "", ""),
    ("-0043", "44 BCE", "44 BCE", "known to the year", ""),
]


@pytest.mark.parametrize(("edtf", "long", "in_year", "note", "machine"), DATES)
def test_dates_in_lists(edtf: str, long: str, in_year: str, note: str, machine: str) -> None:
    view = date_view(parse_edtf(edtf), "en")
    assert (view.words, view.in_year, view.note, view.datetime) == (long, in_year, note, machine)


def test_a_date_keeps_its_words_beside_an_equal_one_that_was_written_otherwise() -> None:
    shown = [date_view(date, "en").words for date in (parse_edtf("[..1999]"), read_date("before 1999"))]
    assert parse_edtf("[..1999]") == read_date("before 1999")
    assert shown == ["1999 or earlier", "before 1999"]


@pytest.mark.parametrize(
    ("edtf", "day"),
    [("2023-10-07", "Saturday"), ("2023-10", ""), ("2023-10-07~", ""), ("1066-10-14", ""), ("-0043-03-15", "")],
)
def test_day_of_the_week_only_where_it_is_certain(edtf: str, day: str) -> None:
    assert weekday(parse_edtf(edtf), "en") == day


MARKS = [
    ("date: 2023-10-07", "disc", False),
    ("date: 2023-10", "ring", False),
    ("date: 2023-10-XX", "ring", False),
    ("date: 2017~", "ring", True),
    ("date: 2017-05-01?", "ring", True),
    ("date: 1979/1988", "bar", False),
    ("date: 1979\nstatus: reported", "dot", False),
    ("date: 1979\nstatus: claimed", "diamond", False),
    ("date: 1979~\nstatus: disputed", "half", True),
    ("date: 1979\nstatus: refuted", "struck", False),
]


@pytest.mark.parametrize(("fields", "shape", "broken"), MARKS)
def test_shape_says_status_and_precision(site: Site, fields: str, shape: str, broken: bool) -> None:
    shown = mark(site({"events/a.yml": f"title: A\n{fields}"}).events["a"])
    assert (shown.shape, shown.broken) == (shape, broken)


BOUNDS = [
    (Bounds(Decimal(12), Decimal(20)), "between 12 and 20"),
    (Bounds(Decimal(12), Decimal(12)), "12"),
    (Bounds(Decimal(1200), None), "at least 1,200"),
    (Bounds(None, Decimal("0.5")), "at most 0.5"),
    (Bounds(None, None), "unknown"),
]


@pytest.mark.parametrize(("bounds", "words"), BOUNDS)
def test_bounds_in_words(bounds: Bounds, words: str) -> None:
    assert phrases.bounds(load("en"), bounds) == words


PERIODS = [
    (Period(1979, 1979, "year"), "1979"),
    (Period(-43, -43, "year"), "44 BCE"),
    (Period(1970, 1979, "decade"), "1970s"),
    (Period(1, 9, "decade"), "years 1 to 9"),
    (Period(1900, 1999, "century"), "20th century"),
    (Period(-499, -400, "century"), "5th century BCE"),
]


@pytest.mark.parametrize(("stretch", "words"), PERIODS)
def test_names_of_periods(stretch: Period, words: str) -> None:
    assert phrases.period(load("en"), stretch) == words


SPANS = [(1979, 2023, "1979–2023"), (-43, 14, "44 BCE–14 CE"), (-99, -43, "100–44 BCE"), (5, 5, "5")]


@pytest.mark.parametrize(("first", "last", "words"), SPANS)
def test_spans_of_years(first: int, last: int, words: str) -> None:
    assert phrases.span(load("en"), first, last) == words


ACTORS = {"actors/irgc.yml": "name: IRGC", "actors/hamas.yml": "name: Hamas", "actors/us.yml": "name: US"}
STATUS = [
    ("status: confirmed", "Confirmed"),
    ("status: reported", "Reported, not confirmed"),
    ("status: claimed", "Claimed"),
    ("status: claimed\nclaims: [{by: irgc, says: It was.}]", "Claimed by IRGC; nobody has answered this claim"),
    ("status: claimed\nclaims: [{by: irgc, says: Yes., denied_by: [hamas]}]", "Claimed by IRGC; denied by Hamas"),
    (
        "status: disputed\nclaims: [{by: irgc, says: Yes., denied_by: [hamas, us]}, {by: irgc, says: So.}]",
        "Disputed: claimed by IRGC, denied by Hamas and US",
    ),
]


@pytest.mark.parametrize(("fields", "words"), STATUS)
def test_status_says_who(site: Site, fields: str, words: str) -> None:
    library = site({"events/a.yml": f"date: 2020\ntitle: A\n{fields}", **ACTORS})
    view = event_view(vantage(edition(library), "events/a/"), library.events["a"])
    assert view.status == words


def _years(*years: str) -> dict[str, str]:
    return {f"events/e{n}.yml": f'date: "{year}"\ntitle: Event {n}' for n, year in enumerate(years)}


def test_years_without_an_entry_are_said(site: Site) -> None:
    view = spine(
        vantage(edition(library := site(_years("1979", "1998", "2000", "2004/2010", "2015"))), ""), library.order
    )
    assert [(s.heading.text, s.gap) for s in view.sections] == [
        ("1979", ""),
        ("1998", "18 years without an entry"),
        ("2000", ""),
        ("2004", "3 years without an entry"),
        ("2015", "4 years without an entry"),
    ]


def test_gaps_stand_between_the_same_years_when_the_newest_comes_first(site: Site) -> None:
    library = site(_years("1979", "1998", "2000"))
    view = spine(vantage(edition(library, order="newest"), ""), library.order)
    assert [(s.heading.text, s.gap) for s in view.sections] == [
        ("2000", ""),
        ("1998", ""),
        ("1979", "18 years without an entry"),
    ]


def test_an_event_known_to_the_decade_stands_under_the_decade(site: Site) -> None:
    library = site(_years("197X", "1979", "19XX"))
    at = vantage(edition(library), "")
    assert {s.heading.text for s in spine(at, library.order).sections} == {"1970s", "1979", "20th century"}


def _many(number: int) -> dict[str, str]:
    return {
        "events/many.yml": "\n---\n".join(
            f"id: e{n}\ndate: {1900 + n % 100}\ntitle: Event {n}\nimportance: {1 + n % 5}" for n in range(number)
        )
    }


def test_the_front_page_stays_bounded_and_leads_to_what_it_leaves_out(site: Site) -> None:
    library = site(_many(1200))
    view = digest(vantage(edition(library), ""))
    assert 0 < sum(len(section.entries) for section in view.sections) <= 300
    assert all(section.more and section.more.href.startswith("decades/") for section in view.sections)
    assert view.sections[0].more
    assert view.sections[0].more.text == "108 more in 1900s"
    home = home_view(vantage(edition(library), ""), None)
    assert home.everything
    assert home.everything.text == "All 1,200 events"


def test_the_strip_has_a_link_for_every_filled_bar(site: Site) -> None:
    library = site(_years("1979", "1998", "2023", "2023"))
    spread = edition(library).spread
    assert spread
    shown = bars(vantage(edition(library), ""), spread)
    assert len(shown) == 45
    assert [bar.words for bar in shown if bar.href] == ["1979: 1 event", "1998: 1 event", "2023: 2 events"]
    assert [bar.level for bar in shown if bar.href] == [4, 4, 8]
    assert [bar.label for bar in shown if bar.label] == ["1979", "1998", "2023"]


@pytest.mark.parametrize(
    ("years", "most"),
    [(("1900", "2000"), 120), (("1000", "2000"), 120), (("-3000", "2000"), 120), (("Y-13800000000", "2000"), 121)],
)
def test_the_strip_is_bounded_however_long_the_time(site: Site, years: tuple[str, str], most: int) -> None:
    library = site(_years(*years))
    spread = edition(library).spread
    assert spread
    shown = bars(vantage(edition(library), ""), spread)
    assert len(shown) <= most
    assert sum(bar.level > 0 for bar in shown) == 2


def test_the_strip_before_the_common_era_leads_to_pages_that_hold_the_events(site: Site) -> None:
    library = site(_years("-0499", "-0043", "0500", "1200"))
    at = vantage(edition(library), "")
    spread = at.site.spread
    assert spread
    assert spread.kind == "century" or spread.kind == "decade"
    assert sum(bool(bar.href) for bar in bars(at, spread)) == 4
    assert bars(at, spread)[0].label == "500 BCE"


LINKED = {
    **ACTORS,
    "sources/report.yml": "title: Report\npublisher: Paper\npublished: 2023-12-28\nlanguage: en",
    "events/strike.yml": "date: 2020\ntitle: Strike\nactors: [us]",
    "events/attack.yml": (
        "date: 2023-10-07\ntitle: Attack\nactors: [hamas]\n"
        "relations: [{type: claimed-revenge-for, event: strike, according_to: irgc, denied_by: [hamas],"
        " sources: [{source: report, quote: one of the revenges, locator: paragraph 3}]}]\n"
        "claims: [{by: irgc, on: 2023-12-27, says: It was revenge., denied_by: [{actor: hamas, says: No.}],"
        " sources: [report]}]\nsources: [{source: report, quote: on Wednesday}]"
    ),
    "events/answer.yml": "date: 2023-12-27\ntitle: Answer\npart_of: attack\nactors: [hamas]\n"
    "text: See [it](event:attack).",
    "timelines/tour.yml": "title: Tour\nstops: [{event: strike, text: First.}, attack]",
}


@pytest.fixture
def linked(site: Site) -> Library:
    return site(LINKED)


def _event(library: Library, id: str) -> object:
    return event_view(vantage(edition(library), f"events/{id}/"), library.events[id])


def test_a_relation_is_seen_from_both_ends(linked: Library) -> None:
    for id, label, side in (("attack", "called revenge for", "causes"), ("strike", "called avenged by", "effects")):
        (relation,) = getattr(_event(linked, id), side)
        assert relation.label == label
        assert relation.by.text == "IRGC"
        assert [denial.by.text for denial in relation.denials] == ["Hamas"]
        assert [ref.href for ref in relation.refs] == ["#source-1"]


def test_sources_are_numbered_once_with_all_that_is_quoted(linked: Library) -> None:
    (card,) = _event(linked, "attack").cards
    assert (card.number, card.origin, card.language) == (1, "Paper, 28 December 2023", "en")
    assert [(q.text, q.locator) for q in card.quotations] == [
        ("on Wednesday", ""),
        ("one of the revenges", "paragraph 3"),
    ]


def test_an_event_knows_its_neighbours_wholes_parts_threads_stops_and_mentions(linked: Library) -> None:
    attack = _event(linked, "attack")
    assert attack.earlier.text == "Strike"
    assert attack.later.text == "Answer"
    assert attack.position == "1st of 2 events"
    assert [part.link.text for part in attack.parts] == ["Answer"]
    assert [(thread.actor.text, thread.earlier, thread.later.text) for thread in attack.threads] == [
        ("Hamas", None, "Answer")
    ]
    assert [(visit.text, visit.note, visit.href) for visit in attack.visits] == [
        ("Tour", "stop 2 of 2", "../../timelines/tour/#stop-2")
    ]
    assert [mention.text for mention in attack.mentions] == ["Answer"]
    assert [whole.text for whole in _event(linked, "answer").whole] == ["Attack"]


def test_claims_are_listed_by_event_with_their_answers(linked: Library) -> None:
    at = vantage(edition(linked), "claims/")
    said = all_said(at.site)
    view = claims_view(at, said, (shelved_claims(at.site, said), None, None))
    (group,) = view.groups
    assert group.about.text == "Attack"
    assert [(line.by.text, line.says, [d.by.text for d in line.denials]) for line in group.lines] == [
        ("IRGC", "It was revenge.", ["Hamas"]),
        ("IRGC", "", ["Hamas"]),
    ]
    assert view.count == "2 claims, 2 of them denied"


def test_only_below_a_year_do_dates_leave_the_year_out(site: Site) -> None:
    at = vantage(edition(site(_years("1979-05-01", "197X"))), "")
    assert {s.heading.text: s.in_year for s in spine(at, at.site.library.order).sections} == {
        "1970s": False,
        "1979": True,
    }


def test_dates_below_a_decade_keep_their_year(site: Site) -> None:
    at = vantage(edition(site(_many(1200))), "")
    assert not any(section.in_year for section in digest(at).sections)


def test_sources_are_numbered_in_the_order_of_the_page(site: Site) -> None:
    library = site(
        {
            **ACTORS,
            **{f"sources/{name}.yml": f"title: {name}" for name in ("own", "of-claim", "of-denial", "of-relation")},
            "events/b.yml": "date: 2019\ntitle: B",
            "events/a.yml": (
                "date: 2020\ntitle: A\nsources: [own]\n"
                "relations: [{type: caused-by, event: b, sources: [of-relation]}]\n"
                "claims: [{by: us, says: So., sources: [of-claim], denied_by: [{actor: irgc, sources: [of-denial]}]}]"
            ),
        }
    )
    assert [card.link.text for card in _event(library, "a").cards] == ["own", "of-claim", "of-denial", "of-relation"]
