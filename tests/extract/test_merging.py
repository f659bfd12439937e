"""Several articles: mentions of one event become one draft that keeps each source; what exists is only added to."""

import pytest

from tests.conftest import Findings, Site
from timeline.extract.batch import draft_files, timeline_of

FIRST = """PARIS, March 3, 2021 - The Old Mill Bridge in Vernay collapsed on Monday.

The council of Vernay denied that the bridge was in bad repair.
"""
SECOND = """LYON, March 5, 2021 - Two people were hurt when the Old Mill Bridge in Vernay collapsed on March 1.

On March 1, flight 11 landed late. Ada Oak, who had built the bridge in 1950, died in 1990.
"""


def events(files: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if path.startswith("events/")}


def test_one_event_in_two_articles_is_one_draft_with_both_sources() -> None:
    files = dict(draft_files(FIRST, SECOND))
    [bridge] = [text for text in events(files).values() if "collapsed" in text and "2021-03-01" in text]
    assert bridge.count("  - source: report-2021-03-03\n") == 1
    assert bridge.count("  - source: report-2021-03-05\n") == 1


def test_two_articles_pass_the_check(findings: Findings) -> None:
    assert findings(dict(draft_files(FIRST, SECOND))) == ""


def test_two_reports_of_one_day_are_two_sources(findings: Findings) -> None:
    files = dict(draft_files(FIRST, FIRST.replace("Monday", "Sunday")))
    assert {"sources/report-2021-03-03.yml", "sources/report-2021-03-03-2.yml"} <= set(files)
    assert findings(files) == ""


@pytest.mark.parametrize(
    "text",
    [
        "In 2001 flight 11 left the airport. In 2001 flight 77 left the airport.",
        "In 2001 the mill burned. In 2001 the council met.",
        "In 2001 the mill burned. In 2002 the mill burned.",
    ],
)
def test_what_differs_in_date_number_or_words_stays_apart(text: str) -> None:
    assert len(events(dict(draft_files(text)))) == 2


EXISTING = """\
date: 2021-03-01
title: The Old Mill Bridge collapses
# a comment of the editor's
sources: [old-paper]
"""


def test_a_draft_of_an_existing_event_is_offered_as_an_addition(site: Site, findings: Findings) -> None:
    there = {"events/bridge-falls.yml": EXISTING, "sources/old-paper.yml": "title: The old paper\n"}
    library = site(there)
    timeline = timeline_of([*library.events.values(), *library.sources.values()], there)
    files = dict(draft_files(FIRST, timeline=timeline))
    assert not set(there) & set(files), "nothing that exists is written"
    addition = files["events/bridge-falls-addition.yml"]
    assert "# Proposed by `timeline extract`: perhaps an addition to bridge-falls" in addition
    assert "draft: true\n" in addition
    assert "  - source: report-2021-03-03\n" in addition
    assert findings(files) == ""
