"""The names nearest to one that nobody knows."""

from collections.abc import Collection
from difflib import get_close_matches


def nearest(word: str, known: Collection[str]) -> list[str]:
    """Up to three known names that look like the word, nearest first."""
    near_in_length = [name for name in known if abs(len(name) - len(word)) <= 3 or word in name or name in word]
    close = get_close_matches(word, sorted(near_in_length), n=3, cutoff=0.6)
    return close or sorted(name for name in near_in_length if name.startswith(word) or word.startswith(name))[:3]


def did_you_mean(word: str, known: Collection[str]) -> str:
    """A sentence fragment that offers the nearest names, or empty.

    >>> did_you_mean("titel", ["title", "text"])
    'did you mean "title"?'
    """
    names = [f'"{name}"' for name in nearest(word, known)]
    if not names:
        return ""
    return f"did you mean {' or '.join(filter(None, [', '.join(names[:-1]), names[-1]]))}?"
