"""The words of the interface -> the catalogues in timeline/site/locale: `python -m tools.catalogues`.

Reads every message out of the templates and the program, writes `timeline.pot`, and brings it into the catalogue of
every language: what is new stands there untranslated, what is gone is dropped. `--check` writes nothing, says what is
wrong with the catalogues as they are, and exits with 1 if anything is.
"""

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from timeline.dates import languages
from timeline.site.language import DOMAIN

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "timeline" / "site" / "locale"
TEMPLATE = LOCALE / f"{DOMAIN}.pot"
SOURCES = (("timeline/site", "**.py", "python"), ("site_templates", "**.html", "jinja2"))
KEYWORDS = {
    "_": None,
    "_of": ((1, "c"), 2),
    "say": None,
    "say_of": ((1, "c"), 2),
    "marked": None,
    "plural": (1, 2),
}
HEADER = """\
# The words of the interface of timeline.
# Written by `python -m tools.catalogues`; the sources are the templates and the program.
"""


def extracted() -> Catalog:
    """Every message of the templates and the program, in order of their places; files, but no numbers of lines."""
    catalogue = Catalog(project="timeline", header_comment=HEADER.strip(), charset="utf-8")
    for folder, pattern, method in SOURCES:
        found = extract_from_dir(
            ROOT / folder, [(pattern, method)], {pattern: {}}, KEYWORDS, comment_tags=("Translators:",)
        )
        for file, _, message, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
            catalogue.add(message, None, [(f"{folder}/{file}", None)], auto_comments=comments, context=context)
    return catalogue


def path_of(language: str) -> Path:
    """The catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def translated() -> tuple[str, ...]:
    """The languages that have a catalogue: all that dates have words in, but English."""
    return tuple(language for language in languages() if language != "en")


def read(language: str) -> Catalog:
    """The catalogue of a language as it stands."""
    return read_po(BytesIO(path_of(language).read_bytes()), locale=language)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as a file; nothing in it depends on the day."""
    text = BytesIO()
    write_po(text, catalogue, width=110, omit_header=False, ignore_obsolete=True, include_lineno=False)
    lines = text.getvalue().decode().splitlines(keepends=True)
    dated = ('"POT-Creation-Date:', '"PO-Revision-Date:', '"Last-Translator:', '"Language-Team:', '"Generated-By:')
    return "".join(line for line in lines if not line.startswith((*dated, '"Report-Msgid', '"Project-Id'))).encode()


def updated(language: str, template: Catalog) -> bytes:
    """The catalogue of a language with the messages of the template, its own head kept; nothing is guessed."""
    catalogue = read(language)
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    return written(catalogue)


def faults(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue: messages missing, in doubt or superfluous, other `{places}`, wrong plurals."""
    for wanted in template:
        found = catalogue.get(wanted.id, wanted.context) if wanted.id else None
        if wanted.id and (found is None or not all(_forms(found))):
            yield f"not translated: {_shown(wanted)}"
        elif found is not None:
            yield from _faults_of(found, catalogue.num_plurals)
    for message in catalogue:
        if message.id and template.get(message.id, message.context) is None:
            yield f"no longer used: {_shown(message)}"


def _faults_of(message: Message, plurals: int) -> Iterator[str]:
    if message.fuzzy:
        yield f"in doubt (fuzzy): {_shown(message)}"
    forms = _forms(message)
    if message.pluralizable and len(forms) != plurals:
        yield f"{len(forms)} forms, where the language has {plurals}: {_shown(message)}"
    wanted = places(_shown(message))
    for form in forms:
        if not _same_places(places(form), wanted, message.pluralizable):
            yield f"other places than {', '.join(sorted(wanted))}: {form}"


def _same_places(found: set[str], wanted: set[str], plural: bool) -> bool:
    """A form for one thing alone may say the number as a word."""
    return found == wanted or (plural and found == wanted - {"n"})


def places(text: str) -> set[str]:
    """The `{names}` in a message."""
    from string import Formatter

    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string,)


def _shown(message: Message) -> str:
    return message.id[-1] if isinstance(message.id, (tuple, list)) else message.id


def all_faults() -> Iterator[str]:
    """What is wrong with the template of the catalogues, or with any of them."""
    template = extracted()
    if not TEMPLATE.is_file() or TEMPLATE.read_bytes() != written(template):
        yield f"{TEMPLATE.relative_to(ROOT)}: lags behind the sources"
    for language in translated():
        where = path_of(language).relative_to(ROOT)
        if not path_of(language).is_file():
            yield f"{where}: is missing"
        else:
            yield from (f"{where}: {fault}" for fault in faults(read(language), template))


def update() -> None:
    """Write the template and all catalogues anew."""
    template = extracted()
    LOCALE.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(written(template))
    for language in translated():
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file():
            path.write_bytes(written(Catalog(locale=language, charset="utf-8", fuzzy=False)))
        path.write_bytes(updated(language, template))


def main() -> int:
    """Write the catalogues anew, or check them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; say what is wrong")
    if not parser.parse_args().check:
        update()
    found = list(all_faults())
    print("\n".join(found) or "the catalogues are complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
