"""An installed spaCy pipeline -> the names it finds in a text; nothing of spaCy is needed without `--spacy`."""

from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.articles.spreading import MissingExtraError
from timeline.extract.names import Found, Kind

if TYPE_CHECKING:
    from spacy.language import Language

_KINDS: dict[str, Kind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "NORP": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}


@lru_cache(maxsize=1)
def pipeline(name: str) -> "Language":
    """The pipeline of that name or folder. Raises MissingExtraError if spaCy or the pipeline is not installed."""
    try:
        import spacy
    except ImportError:
        words = 'spaCy is not installed; write: pip install "mkdocs-event-timeline[spacy]"'
        raise MissingExtraError(words) from None
    try:
        return spacy.load(name)
    except OSError:
        words = (
            f'there is no spaCy pipeline "{name}" here; install one, such as: python -m spacy download en_core_web_sm'
        )
        raise MissingExtraError(words) from None


def names_in(text: str, name: str) -> list[Found]:
    """The persons, bodies and places that a pipeline finds in a text, with their offsets."""
    language = pipeline(name)
    language.max_length = max(language.max_length, len(text) + 1)
    found = (each for each in language(text).ents if each.label_ in _KINDS)
    return [Found(each.start_char, each.end_char, _KINDS[each.label_]) for each in found]
