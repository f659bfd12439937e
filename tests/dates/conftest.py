import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]


def _shared() -> Path:
    return Path(os.environ.get("TIMELINE_SHARED", _ROOT.parent / "shared"))


def corpus_cases(name: str) -> Iterator[dict[str, object]]:
    """Yield the cases of a shared corpus that is there, none otherwise: the corpora are no part of the repository."""
    path = _shared() / "corpora" / "edtf" / name
    if path.is_file():
        yield from json.loads(path.read_text(encoding="utf-8"))["cases"]


@pytest.fixture(scope="session")
def edtf_corpus() -> list[dict[str, object]]:
    return list(corpus_cases("cases.json")) or pytest.skip("the shared corpora are not here")


@pytest.fixture(scope="session")
def human_corpus() -> list[dict[str, object]]:
    return list(corpus_cases("human.json")) or pytest.skip("the shared corpora are not here")
