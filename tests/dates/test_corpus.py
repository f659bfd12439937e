"""The shared corpora, where they are at hand: every undisputed case must agree."""

from timeline.dates import DateError, DateValue, parse_edtf, read_date
from timeline.dates.days import iso_day


def _read(text: str) -> DateValue | None:
    try:
        return parse_edtf(text)
    except DateError:
        return None


def _facts(value: DateValue) -> dict[str, object]:
    return {
        "level": value.level,
        "type": value.kind,
        "precision": value.precision,
        "earliest": value.earliest and iso_day(value.earliest),
        "latest": value.latest and iso_day(value.latest),
        "approximate": value.approximate,
        "uncertain": value.uncertain,
        "unspecified": value.unspecified,
        "open_start": value.start == "open",
        "open_end": value.end == "open",
        "unknown_start": value.start == "unknown",
        "unknown_end": value.end == "unknown",
    }


def test_strict_corpus(edtf_corpus: list[dict[str, object]]) -> None:
    wrong = []
    for case in edtf_corpus:
        value = _read(str(case["edtf"]))
        if (value is not None) != case["valid"]:
            wrong.append((case["edtf"], "valid"))
        elif value is not None:
            wrong += [(case["edtf"], name) for name, fact in _facts(value).items() if fact != case.get(name)]
    assert wrong == []


def _typed(text: str) -> tuple[str, str | None, list[str]]:
    try:
        return "edtf", read_date(text).edtf, []
    except DateError as error:
        return "ambiguous" if error.problem == "ambiguous" else "invalid", None, list(error.readings)


def test_human_corpus(human_corpus: list[dict[str, object]]) -> None:
    wrong = []
    for case in human_corpus:
        outcome, edtf, readings = _typed(str(case["input"]))
        if (outcome, edtf) != (case["expect"], case.get("edtf")) or readings != case.get("readings", []):
            wrong.append((case["input"], outcome, edtf, readings))
    assert wrong == []
