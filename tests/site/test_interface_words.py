"""No word of the interface is left in English on the pages of a site in another language."""

from pathlib import Path

from babel.messages.pofile import read_po

from tests.site.conftest import Render
from timeline.site import language

FILES = {
    "events/flood.yml": "date: 1931\ntitle: Aaa\nactors: [x]\nplaces: [p]\ntags: [t]\nsources: [s]\nstatus: disputed\n"
    "claims: [{by: x, says: Bbb, denied_by: [y]}]\nfigures: [{what: ccc, value: 1..2}]\n"
    "corrections: [{on: 1990-01-01, note: ddd}]\n",
    "events/bridge.yml": "date: about 1934\ntitle: Eee\nactors: [x, y]\nrelations: [{type: follows, event: flood}]\n",
    "actors/x.yml": "name: Fff\n",
    "actors/y.yml": "name: Ggg\npart_of: x\n",
    "places/p.yml": "name: Hhh\ncoordinates: 10, 20\n",
    "sources/s.yml": "title: Iii\n",
    "tags/t.yml": "label: jjj\n",
    "timelines/l.yml": "title: Kkk\nstops: [{event: flood}, {event: bridge}]\n",
}


def test_no_interface_word_is_left_in_english(render: Render) -> None:
    catalogue = Path(language.__file__).parent / "locale" / "fa" / "LC_MESSAGES" / "timeline.po"
    with catalogue.open("rb") as file:
        messages = [(message.id, message.string) for message in read_po(file) if isinstance(message.id, str)]
    words = {id for id, string in messages if id and id != string and "{" not in id}
    pages = {path: text for path, text in render(FILES, language="fa").items() if path.endswith(".html")}
    assert len(pages) > 20
    assert {(path, word) for path, text in pages.items() for word in words if f">{word}<" in text} == set()
