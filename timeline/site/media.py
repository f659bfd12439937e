"""Which files of the content folder something published shows or links: only these go to the site."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from timeline.content.mentions import file_links
from timeline.graph.library import Library
from timeline.model.records import Media
from timeline.model.texts import Text
from timeline.site import urls


def published_files(library: Library) -> frozenset[str]:
    """Paths in the content folder: pictures of published records, and what published texts link to."""
    return frozenset((*_of_records(library), *_of_prose(library)))


def _of_records(library: Library) -> Iterator[str]:
    for media in _media(library):
        yield urls.file(media.src)
    for text in _texts(library):
        yield from linked(text, "")


def _media(library: Library) -> Iterator[Media]:
    for event in library.events.values():
        yield from event.media
    for actor in library.actors.values():
        yield from actor.media


def _texts(library: Library) -> Iterator[str]:
    for holders in (library.events, library.actors, library.places, library.sources, library.timelines):
        yield from (text for record in holders.values() for text in _in_all_languages(record.text))
    for timeline in library.timelines.values():
        for text in (*(stop.text for stop in timeline.stops), timeline.conclusion):
            yield from _in_all_languages(text)


def _in_all_languages(text: str | None) -> Iterator[str]:
    if text:
        yield text
    if isinstance(text, Text):
        yield from text.others.values()


def _of_prose(library: Library) -> Iterator[str]:
    for page in (*library.prose, *library.translations):
        yield from linked(page.text, posixpath.dirname(page.path))


def linked(text: str, folder: str) -> Iterator[str]:
    """The files a Markdown text links to, from a folder on; never a record or a text that may be a draft.

    >>> list(linked("![b](media/b.png) [x](event:y) [z](other.md)", ""))
    ['media/b.png']
    """
    for target, _ in file_links(text):
        path = posixpath.normpath(posixpath.join(folder, unquote(target)))
        if not path.startswith("..") and not path.endswith((".md", ".yml", ".yaml")):
            yield path
