"""A mapping in a pack is read and changed piece by piece."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from timeline.build.pack import DamagedError, Pack
from timeline.build.rows import named, plain
from timeline.build.tables import KEYS_IN_PIECE, Table
from timeline.graph.links import Link, Mention
from timeline.graph.relations import BUILT_IN
from timeline.model.provenance import Citation, Denial
from timeline.model.records import Key
from timeline.model.texts import Text

MANY = {Key("event", f"e{n}"): (n, str(n)) for n in range(5 * KEYS_IN_PIECE)}


def pack_in(folder: Path) -> Pack:
    return Pack.empty(folder / "pack-1")


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize("found", [{}, {"a": 1}, MANY])
def test_a_table_is_the_mapping_that_was_put(found: dict[object, object], apart: bool, tmp_path: Path) -> None:
    table = Table.put(pack_in(tmp_path), found, apart)
    assert dict(table) == found
    assert len(table) == len(found)
    assert "none" not in table


@pytest.mark.parametrize("apart", [True, False])
def test_any_changes_give_the_changed_mapping(apart: bool, tmp_path: Path) -> None:
    dice, pack = random.Random(1), pack_in(tmp_path)
    meant: dict[str, int] = {}
    table = Table.put(pack, meant, apart)
    for _ in range(200):
        gone = dice.sample(sorted(meant), min(len(meant), dice.randrange(3)))
        changed = {f"k{dice.randrange(4 * KEYS_IN_PIECE)}": dice.random() for _ in range(dice.randrange(20))}
        before, was = table, dict(meant)
        meant = {key: value for key, value in meant.items() if key not in gone} | changed  # type: ignore[assignment]
        table = table.revised(changed, [*gone, "never there"])
        assert dict(table) == meant
        assert len(table) == len(meant)
        assert all(table.get(key) is None for key in gone if key not in changed)
        assert dict(before) == was, "what it was is not touched"
    pack.flush()
    assert dict(Table(Pack(pack.file), table.layout)) == meant


def test_one_key_is_read_and_changed_without_the_others(tmp_path: Path) -> None:
    pack = pack_in(tmp_path)
    table = Table.put(pack, MANY, apart=True)
    pack.flush()
    _, _, pieces = table.layout
    key = next(iter(MANY))
    _, _, newer = table.revised({key: ()}).layout
    (changed,) = (number for number, extent in enumerate(pieces) if newer[number] != extent)
    data = bytearray(pack.file.read_bytes())
    for number, (start, _, _) in enumerate(pieces):
        data[start] ^= number != changed
    pack.file.write_bytes(data)
    damaged = Table(Pack(pack.file), table.layout)
    assert damaged[key] == MANY[key]
    with pytest.raises(DamagedError):
        list(damaged)


def test_a_table_goes_into_another_pack(tmp_path: Path) -> None:
    table = Table.put(pack_in(tmp_path), MANY, apart=True)
    other = Pack.empty(tmp_path / "pack-2")
    assert dict(table.copied(other)) == MANY
    assert other.size == table.weight


LINKS = (
    Link(
        "a", BUILT_IN[0], "b", "a", "actor", (Denial("other", says="no"),), "a note", (Citation("s", locator="p. 1"),)
    ),
    Link("a", replace(BUILT_IN[1], label=Text("led to", "en")), "c", "c"),
)
MENTIONS = (Mention(Key("event", "a"), Key("actor", "b"), "text"), Mention(Key("prose", "x/"), Key("event", "c"), ""))


@pytest.mark.parametrize("value", [LINKS, MENTIONS, (), ("a", "b"), (Key("event", "a"), Key("tag", "b"))])
def test_links_and_mentions_are_what_they_were(value: tuple[object, ...], tmp_path: Path) -> None:
    pack = pack_in(tmp_path)
    table = Table.put(pack, {"a": value}, apart=True).revised({"b": value})
    pack.flush()
    for found in Table(Pack(pack.file), table.layout).values():
        assert found == value
        assert list(map(type, found)) == list(map(type, value))
        assert repr(found) == repr(value)
    assert named(plain(value)) == value


def test_types_of_relations_are_those_of_their_links() -> None:
    """Equal words with other translations are other words."""
    one, other = (replace(BUILT_IN[1], label=Text("led to", lang, {"fa": lang})) for lang in ("en", "de"))
    found = named(plain((Link("a", one, "b", "a"), Link("a", other, "b", "a"), Link("a", one, "c", "a"))))
    assert [repr(link.type) for link in found] == [repr(one), repr(other), repr(one)]
    assert [link.type.label.others for link in found] == [{"fa": "en"}, {"fa": "de"}, {"fa": "en"}]
    assert found[0].type is found[2].type


@pytest.mark.parametrize("rows", [["Link"], ["Nothing", ()], ["Link", (("a",),)], ["Mention", ((),)], ["Link", 1]])
def test_rows_that_nobody_wrote_are_damage(rows: list[object], tmp_path: Path) -> None:
    table = Table.put(pack_in(tmp_path), {"a": rows}, apart=True)
    with pytest.raises(DamagedError):
        table["a"]
