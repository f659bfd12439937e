"""What the exact messages of tests/rules do not show: the corners of the rules across records."""

import pytest

from tests.conftest import Findings
from timeline.graph.checks import occurs

FLOOD = "date: 1987\ntitle: Flood\n"


def codes(report: str) -> list[str]:
    return [line.split(" ")[1] for line in report.splitlines() if line.startswith("content/")]


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("one of the revenges", True),
        ("One of the revenges", False),
        ("one  of\nthe revenges", True),
        ("one of … he said", True),
        ("one of [...] revenges", True),
        ("revenges … one of", False),
        ("it's “his” word", True),
        ('it’s "his" word', True),
        ("two - three", True),
        ("one of the", True),
        ("none of the", False),
        ("ﬁve", True),
    ],
)
def test_a_quotation_occurs_whatever_its_typography(quote: str, found: bool) -> None:
    text = (
        "He called it “one of\n  the revenges”, he said. It's 'it’s “his” word'. Two – three, two – three; two — five."
    )
    assert occurs(quote, text.replace("Two", "two")) is found


def test_ids_collide_by_case_and_normalisation(findings: Findings) -> None:
    files = {"events/a.yml": f"id: caf\u00e9\n{FLOOD}", "events/b.yml": f"id: cafe\u0301\n{FLOOD}"}
    assert codes(findings(files)) == ["TL207"]
    files = {"events/a.yml": f"id: stra\u00dfe\n{FLOOD}", "events/b.yml": f"id: strasse\n{FLOOD}"}
    report = findings(files)
    assert codes(report) == ["TL302"]
    assert 'to some file systems the same as "straße"' in report


def test_one_id_may_serve_two_kinds(findings: Findings) -> None:
    assert (
        findings({"events/iran.yml": FLOOD, "actors/iran.yml": "name: Iran\n", "places/iran.yml": "name: Iran\n"}) == ""
    )


def test_an_alias_may_not_be_an_id(findings: Findings) -> None:
    report = findings(
        {"events/a.yml": f"{FLOOD}aliases: [b]\n", "events/b.yml": FLOOD, "events/c.yml": f"{FLOOD}aliases: [b]\n"}
    )
    assert codes(report) == ["TL302", "TL302"]
    assert "content/events/a.yml:3:11" in report


def test_a_circle_is_reported_once(findings: Findings) -> None:
    files = {f"events/{a}.yml": f"{FLOOD}part_of: {b}\n" for a, b in ["ab", "bc", "ca", "da"]}
    report = findings(files)
    assert codes(report) == ["TL304"]
    assert "a is part of b is part of c is part of a" in report


def test_a_reference_to_another_kind_says_so(findings: Findings) -> None:
    report = findings({"events/a.yml": f"{FLOOD}actors: [tehran]\n", "places/tehran.yml": "name: Tehran\n"})
    assert "fix: it is the name of a place\n" in report


def test_a_draft_may_refer_to_anything_that_exists(findings: Findings) -> None:
    files = {"events/a.yml": f"{FLOOD}draft: true\npart_of: b\n", "events/b.yml": f"{FLOOD}draft: true\n"}
    assert findings(files) == ""


@pytest.mark.parametrize(
    "files",
    [
        {"idea.md": "x", "idea/index.md": "x"},
        {"idea.md": "x", "idea/README.md": "x"},
        {"Idea.md": "x", "idea.md": "x"},
        {"caf\u00e9.md": "x", "cafe\u0301.md": "x"},
        {"index.md": "x"},
        {"README.md": "x"},
        {"events/flood.md": "x"},
        {"Years/1979.md": "x"},
        {"search.md": "x"},
        {"404.md": "x"},
    ],
)
def test_pages_of_prose_may_not_collide(files: dict[str, str | bytes], findings: Findings) -> None:
    assert codes(findings(files)) == ["TL502"]


def test_of_many_mistakes_of_one_kind_in_a_file_a_hundred_are_shown(findings: Findings) -> None:
    report = findings({"events/a.yml": f"{FLOOD}actors: [{', '.join(f'a{n}' for n in range(150))}]\n"})
    assert codes(report) == ["TL301"] * 100
    assert 'there is no actor "a99" (and 50 more of these in the file)' in report
