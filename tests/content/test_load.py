"""A folder becomes a Collection; nothing of an author's is lost without a word."""

from pathlib import Path

import pytest

from tests.conftest import Findings, Site, write_content
from timeline.content.load import load
from timeline.graph.relations import relation_types
from timeline.model.records import Event, Key, Source

NAMES = frozenset(relation_types())
FLOOD = "date: 1987\ntitle: Flood\n"


def read(root: Path, files: dict[str, str | bytes]) -> tuple[list[str], list[str]]:
    """Ids of the records and codes of the findings."""
    collection = load(write_content(root, files), "content", NAMES)
    return [record.id for record in collection.records], [found.code for found in collection.diagnostics]


@pytest.mark.parametrize(
    ("files", "ids"),
    [
        ({"events/flood.yml": FLOOD}, ["flood"]),
        ({"events/1987/may/flood.yaml": FLOOD}, ["flood"]),
        ({"events/x.yml": f"id: flood-1987\n{FLOOD}"}, ["flood-1987"]),
        ({"events/x.yml": f"id: a\n{FLOOD}---\nid: b\n{FLOOD}"}, ["a", "b"]),
        ({"events/x.yml": "- {id: a, date: 1987, title: A}\n- {id: b, date: 1988, title: B}\n"}, ["a", "b"]),
        ({"events/x.yml": f"---\n{FLOOD}...\n---\n"}, ["x"]),
        ({"events/flood.yml": b"\xef\xbb\xbf" + FLOOD.encode()}, ["flood"]),
        ({"events/flood.yml": FLOOD.replace("\n", "\r\n")}, ["flood"]),
        ({"events/flood.yml": FLOOD.replace("\n", "\r")}, ["flood"]),
        ({"events/überflutung.yml": FLOOD}, ["überflutung"]),
        ({"events/.hidden.yml": "nonsense: ["}, []),
    ],
)
def test_where_records_are_found(tmp_path: Path, files: dict[str, str | bytes], ids: list[str]) -> None:
    assert read(tmp_path, files) == (ids, [])


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        ({"events/x.yml": f"{FLOOD}---\n{FLOOD}"}, ["TL202", "TL202"]),
        ({"events/Flood Of May.yml": FLOOD}, ["TL207"]),
        ({"events/con.yml": FLOOD}, ["TL207"]),
        ({"flood.yml": FLOOD}, ["TL012"]),
        ({"about.md": "---\ntitle: [x\n---\n"}, ["TL001"]),
        ({"about.md": "---\ntitle: x\n"}, ["TL011"]),
        ({"about.md": "---\ndraft: maybe\n---\n"}, ["TL011"]),
        ({"about.md": b"caf\xe9"}, ["TL002"]),
        ({"sources/a.yml": "title: A\narchived_text: x\n", "sources/a.txt": "y"}, ["TL402"]),
        ({"sources/b.txt": "y"}, ["TL404"]),
        ({"events/x.yml": "date: 1987\ntitle: Flood\ntags: [High Water]\n"}, ["TL207"]),
    ],
)
def test_what_cannot_be_read_is_a_finding(tmp_path: Path, files: dict[str, str | bytes], codes: list[str]) -> None:
    assert read(tmp_path, files)[1] == codes


def test_every_field_keeps_its_place(site: Site) -> None:
    text = "date: 1987\ntitle: Flood\nactors: [a, {actor: b, role: x}]\ntext: |\n  See\n  [a](actor:a).\n"
    files = {"events/flood.yml": text, "actors/a.yml": "name: A\n", "actors/b.yml": "name: B\n"}
    positions = site(files).events["flood"].positions
    places = {
        "": (1, 1),
        "date": (1, 7),
        "title": (2, 8),
        "actors[0]": (3, 10),
        "actors[0].actor": (3, 10),
        "actors[1].role": (3, 30),
        "text@0": (6, 7),
        "summary": (1, 1),
    }
    assert {name: (span.line, span.column) for name in places if (span := positions.of(name))} == places


def test_of_a_value_that_is_refused_nothing_more_is_said(findings: Findings) -> None:
    report = findings({"events/flood.yml": "date: 1987\ntitle: Flood\npart_of: *y\n"})
    assert "TL004" in report
    assert report.count("events/flood.yml") == 1


def test_an_unread_record_still_counts_as_existing(findings: Findings) -> None:
    files = {
        "events/a.yml": "date: 1987\ntitle: A\npart_of: broken\nrelations: [{type: led-to, event: wrong}]\n",
        "events/broken.yml": "title: [\n",
        "events/wrong.yml": "date: 1987\n",
        "events/many.yml": "id: one\ndate: [\n---\nid: two\n",
        "events/b.yml": "date: 1987\ntitle: B\npart_of: one\n",
    }
    assert "TL301" not in findings(files)


def test_an_archived_text_is_found_beside_its_source(tmp_path: Path) -> None:
    content = write_content(tmp_path, {"sources/press/a.yml": "title: A\n", "sources/press/a.txt": "Words."})
    (source,) = load(content, "content", NAMES).records
    assert isinstance(source, Source)
    assert source.archived_text == "Words."


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "content-secret"
    secret.mkdir()
    (secret / "x.yml").write_text(FLOOD, "utf-8")
    content = write_content(tmp_path, {"events/flood.yml": FLOOD})
    (content / "events" / "x.yml").symlink_to(secret / "x.yml")
    (content / "events" / "again").symlink_to(content / "events")
    (content / "events" / "gone.yml").symlink_to(content / "nothing")
    (content / "media").symlink_to(secret)
    collection = load(content, "content", NAMES)
    assert [record.id for record in collection.records] == ["flood"]
    assert [found.code for found in collection.diagnostics] == ["TL013"] * 4


def test_prose_headers(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "about.md": "---\ntitle: About us\ndescription: Who we are.\ntemplate: x\n---\n# Other\n",
        "guide/index.md": "# How it works #\n\nText.\n",
        "how-to.md": "Text.\n",
        "draft.md": "---\ndraft: true\n---\nText.\n",
        "rule.md": "----\nNo header.\n",
    }
    pages = {page.path: page for page in load(write_content(tmp_path, files), "content", NAMES).prose}
    assert {path: (page.address, page.title, page.draft) for path, page in pages.items()} == {
        "about.md": ("about", "About us", False),
        "guide/index.md": ("guide", "How it works", False),
        "how-to.md": ("how-to", "How to", False),
        "draft.md": ("draft", "Draft", True),
        "rule.md": ("rule", "Rule", False),
    }
    assert pages["about.md"].description == "Who we are."


def test_a_huge_site_shares_the_names_of_its_fields(site: Site) -> None:
    library = site({f"events/e{n}.yml": f"date: {1900 + n}\ntitle: Event {n}\n" for n in range(3)})
    names = {id(event.positions.fields) for event in library.events.values()}
    assert len(names) == 1


def test_key_of_a_missing_record_is_its_file(tmp_path: Path) -> None:
    content = write_content(tmp_path, {"events/flood.yml": b"\xff"})
    assert load(content, "content", NAMES).unread == frozenset({Key("event", "flood")})


def test_defaults_of_an_event(site: Site) -> None:
    event = site({"events/flood.yml": FLOOD}).events["flood"]
    assert isinstance(event, Event)
    assert (event.status, event.importance, event.draft, event.order) == ("confirmed", 3, False, 0)


def test_a_place_far_to_the_right_is_kept(site: Site) -> None:
    blanks = " " * 70_000
    positions = (
        site({"events/flood.yml": f"date: 1987\ntitle: Flood\nstatus:{blanks}reported\n"}).events["flood"].positions
    )
    assert [(positions.of(name).line, positions.of(name).column) for name in ("date", "status")] == [
        (1, 7),
        (3, 70_008),
    ]
