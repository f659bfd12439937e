import doctest
from pathlib import Path

from .page import page

_PATH = Path(__file__).resolve().parents[2] / "docs" / "dates.md"


def test_the_examples_on_the_page_are_true() -> None:
    examples = doctest.DocTestParser().get_doctest(page().replace("```", ""), {}, "docs/dates.md", None, 0)
    assert len(examples.examples) > 5
    assert doctest.DocTestRunner(verbose=False).run(examples).failed == 0


def test_the_page_on_dates_is_written_from_the_tables_of_the_tests(refresh: bool) -> None:
    if refresh:
        _PATH.write_text(page(), encoding="utf-8")
    assert _PATH.read_text(encoding="utf-8") == page(), "refresh it with --refresh"
