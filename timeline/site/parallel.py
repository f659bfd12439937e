"""What a revision changes in the other languages of a site.

Each of them is the edition of the main language with its words translated (`timeline.site.vantage.in_language`). What
there is, and in which order, is the same in all, and so are the facts about it. What differs is whether the words that
readers of a language see are still what they were; a translation that is edited is no news to readers of the others.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from timeline.site.fields import fields_that_differ
from timeline.site.likeness import shown_alike
from timeline.site.revision import WHOLE, Revised
from timeline.site.traces import HEADLINE, OF_WORDS, RECORDS, fact, in_words
from timeline.site.vantage import Edition, in_language


def facts_in_other_languages(old: Edition, before: Edition, after: Edition, revised: Revised) -> frozenset[int]:
    """The facts that have changed in the other languages of the site: what `old` was is `revised`, since the records of
    `before` were replaced by those of `after`."""
    return frozenset(chain.from_iterable(_facts(tag, old, before, after, revised) for tag in old.config.others))


def _facts(tag: str, old: Edition, before: Edition, after: Edition, revised: Revised) -> Iterator[int]:
    was, now = in_language(old, tag, 0), in_language(revised.edition, tag, 0)
    one, other = in_language(before, tag, 0), in_language(after, tag, 0)
    moved = old.library.order != revised.edition.library.order
    for name in RECORDS:
        ids = getattr(before.library, name).keys() | getattr(after.library, name).keys()
        records, news = getattr(was.library, name), getattr(now.library, name)
        for id in ids:
            if id in records and id in news:
                yield from fields_that_differ(in_words(name, tag), id, records[id], news[id])
            else:
                yield fact(in_words(name, tag), id, HEADLINE)
    for name, keys in revised.touched.items():
        if name in OF_WORDS:
            yield from _values_that_differ(in_words(name, tag), keys, _of(was, name), _of(now, name))
    for name in WHOLE:
        changed = moved or not shown_alike(tuple(_of(one, name)), tuple(_of(other, name)))
        if changed and name in revised.changed_parts:
            yield fact(in_words(name, tag), "*")


def _values_that_differ(
    name: str, keys: Iterable[Any], old: Mapping[Any, Any], new: Mapping[Any, Any]
) -> Iterator[int]:
    return (fact(name, key) for key in keys if not shown_alike(old.get(key, ()), new.get(key, ())))


def _of(site: Edition, name: str) -> Any:  # noqa: ANN401
    """An index of the edition or of its library."""
    return getattr(site, name) if hasattr(site, name) else getattr(site.library, name)
