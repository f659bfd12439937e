"""Causes, this, effects on the page of an event: what the stylesheet draws its lines from."""

import pytest

from tests.site.conftest import NAMESPACE, Render, parsed

END = "events/end.yml"


def web(render: Render, files: dict[str, str]):  # noqa: ANN201 - an element of xml.etree
    """The part of the page of `end` that holds causes and effects; None if there is none."""
    page = parsed(render(files)["events/end/index.html"])
    return next((part for part in page.iter() if "web" in part.get("class", "").split()), None)


def ended(relations: str) -> dict[str, str]:
    """Events `a` to `j`, actors `b` and `c`, and an event with relations."""
    files = {f"events/{id}.yml": f"date: 19{number:02}\ntitle: {id.upper()}" for number, id in enumerate("abcdefghij")}
    actors = {f"actors/{id}.yml": f"name: Actor {id}" for id in "bc"}
    return {**files, **actors, END: f"date: 1950-05-01\ntitle: End\nrelations: [{relations}]"}


def test_an_event_with_neither_cause_nor_effect_has_no_lines(render: Render) -> None:
    assert web(render, ended("{type: related-to, event: a}")) is None


def test_the_event_itself_stands_between_the_two_sides_for_eyes_alone(render: Render) -> None:
    drawn = web(render, ended("{type: caused-by, event: a}, {type: led-to, event: b}"))
    parts = [part.get("class") for part in drawn]
    assert parts == ["causes", "this", "effects"]
    this = drawn.find("h:p", NAMESPACE)
    assert this.get("aria-hidden") == "true"
    assert "".join(this.itertext()).strip() == "1 May 1950"


@pytest.mark.parametrize(
    ("relation", "dashed"),
    [
        ("{type: caused-by, event: a}", False),
        ("{type: caused-by, event: a, according_to: b}", True),
        ("{type: caused-by, event: a, denied_by: [c]}", True),
        ("{type: caused-by, event: a, according_to: b, denied_by: [c]}", True),
    ],
)
def test_a_line_is_dashed_if_somebody_in_particular_says_or_denies_it(
    render: Render, relation: str, dashed: bool
) -> None:
    items = web(render, ended(relation)).findall(".//h:li", NAMESPACE)
    assert [item.get("class") == "claimed" for item in items] == [dashed]


@pytest.mark.parametrize(("count", "long"), [(1, False), (8, False), (9, True)])
def test_a_long_side_runs_down_the_page(render: Render, count: int, long: bool) -> None:
    drawn = web(render, ended(", ".join(f"{{type: caused-by, event: {id}}}" for id in "abcdefghij"[:count])))
    assert ("long" in drawn.get("class").split()) is long
    assert len(drawn.findall(".//h:li", NAMESPACE)) == count
