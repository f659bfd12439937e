"""Names that another program found win over our own where they overlap, and are added where we see none."""

import pytest

from timeline.extract.documents import Document
from timeline.extract.drafts import extract
from timeline.extract.names import Found, Kind, known_names

TEXT = "In 1990 the grey wolves met Ada Oak of Lower Vernay."


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("the grey wolves", "organisation", {"the grey wolves": "organisation"}),
        ("Ada Oak of Lower Vernay", "person", {"Ada Oak of Lower Vernay": "person"}),
        ("Oak", "organisation", {"Oak": "organisation"}),
    ],
)
def test_found_names_are_taken(words: str, kind: Kind, expected: dict[str, str]) -> None:
    start = TEXT.index(words)
    [draft] = extract(Document(TEXT), known_names(()), found=[Found(start, start + len(words), kind)]).drafts
    names = {name.words: name.kind for name in (*draft.names, *draft.nearby)}
    assert expected.items() <= names.items()


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (50, 60), (0, len(TEXT))])
def test_offsets_of_any_sort_do_no_harm(start: int, end: int) -> None:
    extract(Document(TEXT), known_names(()), found=[Found(start, end, "person")])
