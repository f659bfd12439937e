"""Which files of the content folder are what, by their names; and those that texts may link to and records may show."""

from collections.abc import Collection, Iterator

from timeline.build.inputs import CONTENT, Inputs
from timeline.content.files import record_kind
from timeline.content.load import PROSE_SUFFIXES, YAML_SUFFIXES


def is_prose(path: str) -> bool:
    """Whether the host makes a page of a file."""
    return _suffix(path) in PROSE_SUFFIXES


def is_of_records(path: str) -> bool:
    """Whether a file holds records."""
    return record_kind(path) is not None and _suffix(path) in YAML_SUFFIXES


def is_linkable(path: str) -> bool:
    """Whether a text may link to a file: neither YAML nor the archived text of a source."""
    return _suffix(path) not in YAML_SUFFIXES and not (record_kind(path) == "source" and _suffix(path) == ".txt")


def _suffix(path: str) -> str:
    return f".{path.rpartition('.')[2]}".lower()


class Linkable(Collection[str]):
    """The files that texts may link to, among all inputs, of which nothing is copied."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and f"{CONTENT}{path}" in self._inputs and is_linkable(path)

    def __iter__(self) -> Iterator[str]:
        paths = (name.removeprefix(CONTENT) for name in self._inputs if name.startswith(CONTENT))
        return (path for path in paths if is_linkable(path))

    def __len__(self) -> int:
        return sum(1 for _ in self)
