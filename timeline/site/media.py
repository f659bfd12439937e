"""Which files of the content folder something published shows or links: only these go to the site."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from urllib.parse import unquote

from timeline.content.load import PROSE_SUFFIXES, YAML_SUFFIXES
from timeline.content.mentions import file_links
from timeline.graph.library import Library
from timeline.graph.references import texts
from timeline.model.records import Actor, Event, Record
from timeline.site import urls


def uses_of_files(library: Library) -> Counter[str]:
    """How many published records and pages of prose show or link each file: paths in the content folder."""
    kinds = (library.events, library.actors, library.places, library.sources, library.timelines)
    uses = Counter(path for records in kinds for record in records.values() for path in files_of(record))
    for page in chain(library.prose, library.translations):
        uses.update(frozenset(linked(page.text, posixpath.dirname(page.path))))
    return uses


def published_files(uses: Iterable[str]) -> frozenset[str]:
    """Of the files that are shown or linked those that go to the site."""
    return frozenset(path for path in uses if not is_of_content(path))


def is_of_content(path: str) -> bool:
    """Whether a file holds records, or a text that may be a draft: these are never published as they are."""
    return f".{path.rpartition('.')[2]}".lower() in PROSE_SUFFIXES | YAML_SUFFIXES


def files_of(record: Record) -> frozenset[str]:
    """The files that a record shows or links, in any language."""
    return frozenset(_of_record(record))


def _of_record(record: Record) -> Iterator[str]:
    if isinstance(record, Event | Actor):
        yield from (urls.file(media.src) for media in record.media)
    for _, text in texts(record):
        yield from linked(text, "")


def linked(text: str, folder: str) -> Iterator[str]:
    """The files a Markdown text links to, from a folder on; never a record.

    >>> list(linked("![b](media/b.png) [x](event:y) [z](other.md)", ""))
    ['media/b.png', 'other.md']
    """
    for target, _ in file_links(text):
        path = posixpath.normpath(posixpath.join(folder, unquote(target)))
        if not path.startswith(".."):
            yield path
