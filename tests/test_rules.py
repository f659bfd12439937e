"""For every code a failing input with its exact message, and a passing twin: tests/rules/CODE.yaml and CODE.txt."""

from pathlib import Path

import pytest
import yaml

from tests.conftest import Findings
from timeline.rules import RULES, explanation

RULES_FOLDER = Path(__file__).parent / "rules"
NOT_FROM_FILES = {"TL013": "tests/content/test_load.py makes the links"}


def case(code: str) -> dict[str, dict[str, str | bytes]]:
    """`wrong` and `right` of a case; a file whose name ends in `!hex` is given in hexadecimal digits, `!times N` is
    repeated."""
    loaded = yaml.load((RULES_FOLDER / f"{code}.yaml").read_text("utf-8"), yaml.BaseLoader)
    return {side: dict(map(_file, files.items())) for side, files in loaded.items()}


def _file(item: tuple[str, str]) -> tuple[str, str | bytes]:
    name, text = item
    name, _, how = name.partition("!")
    if how == "hex":
        return name, bytes.fromhex(text)
    if how.startswith("times"):
        return name, text * int(how.split()[1])
    return name, text


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_a_case(code: str) -> None:
    assert (RULES_FOLDER / f"{code}.yaml").exists() or code in NOT_FROM_FILES


@pytest.mark.parametrize("code", sorted(path.stem for path in RULES_FOLDER.glob("*.yaml")))
class TestRule:
    def test_the_mistake_is_reported_in_these_words(self, code: str, findings: Findings, refresh: bool) -> None:
        expected = RULES_FOLDER / f"{code}.txt"
        found = findings(case(code)["wrong"])
        if refresh:
            expected.write_text(found, "utf-8")
        assert found == expected.read_text("utf-8")
        assert f" {code} {RULES[code].name}: " in found

    def test_nothing_else_is_reported(self, code: str, findings: Findings) -> None:
        found = findings(case(code)["wrong"])
        codes = {line.split(" ")[1] for line in found.splitlines() if line.startswith("content/")}
        assert codes == {code}

    def test_the_twin_passes(self, code: str, findings: Findings) -> None:
        assert findings(case(code)["right"]) == ""


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_page_of_a_rule_shows_both_examples(code: str) -> None:
    page = explanation(RULES[code])
    assert page.startswith(f"{code} {RULES[code].name}\n")
    assert "Instead of\n" in page
    assert "write\n" in page
