"""After any sequence of edits, a build that remembers gives the same bytes as one that makes everything anew.

`--edits 200` makes more and longer sequences.
"""

import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from tests.built import copy_project, manifest
from timeline.build.engine import Engine, Places
from timeline.build.making import Making
from timeline.build.pack import DamagedError, freeze, thaw, unseal
from timeline.build.publish import Published
from timeline.build.render import environment
from timeline.build.request import Request
from timeline.build.units import work_after
from timeline.graph.library import Library
from timeline.mkdocs_plugin import build_site
from timeline.model.records import Key
from timeline.site.revision import APART, BY_ID, DERIVED, IN_TIME, OF_RECORDS, WHOLE
from timeline.site.traces import RECORDS
from timeline.site.vantage import Edition

DATES = ("1979", "1979-05", "1979-05-03", "about 1981", "1980~", "1985/1987", "198X", "before 1990", "1979-05-03T10:00")
STATUSES = ("confirmed", "reported", "claimed", "disputed", "refuted")


class Editor:
    """Somebody who edits a project at random; every step leaves it without a finding."""

    def __init__(self, project: Path, dice: random.Random) -> None:
        self.content, self.dice, self.project = project / "content", dice, project
        self.events = {f"e{n}": self.event(f"e{n}") for n in range(14)}
        self.actors = {f"a{n}": f"name: Actor {n}\nsummary: Somebody.\n" for n in range(4)}
        self.tags: dict[str, str] = {}
        self.places = {f"p{n}": f"name: Place {n}\ncoordinates: {n + 40}.5, 10.25\n" for n in range(3)}
        self.sources = {f"s{n}": f"title: Report {n}\npublished: 199{n}\n" for n in range(3)}
        self.together = True
        self.stops: list[str] = []
        self.tour = 0
        self.write()

    def event(self, id: str) -> str:
        pick, others = self.dice.choice, getattr(self, "events", {})
        known = [id for id in sorted(others) if "draft" not in others[id]]
        lines = [f"id: {id}", f"date: {pick(DATES)}", f"title: Event {id} {pick('abcd')}"]
        lines += [f"status: {pick(STATUSES)}", f"importance: {self.dice.randint(1, 5)}"]
        lines += [f"actors: [a{self.dice.randrange(4)}]"] * self.dice.randint(0, 1)
        lines += [f"places: [p{self.dice.randrange(3)}]"] * self.dice.randint(0, 1)
        lines += [f"tags: [{', '.join(self.dice.sample(['war', 'peace', 'law', 'sea-trade'], 2))}]"]
        if known and pick((True, False)):
            lines += [f"relations: [{{type: response-to, event: {other}, according_to: a1}}]" for other in known[:1]]
            lines += [f"text: 'It came after [that](event:{pick(known)}), says [one](actor:a2).'"]
        if pick((True, False, False)):
            lines += [f"claims: [{{by: a0, says: It was {pick('xyz')}., denied_by: [a3]}}]"]
        if pick((True, False, False)):
            lines += [f"figures: [{{what: boats, value: {self.dice.randint(1, 9)}..20}}]"]
        if known and pick((True, False, False, False)):
            lines += [f"part_of: {known[0]}"]
        if pick((True, False)):
            lines += [f"sources: [{{source: s{self.dice.randrange(3)}, locator: page {self.dice.randrange(9)}}}]"]
        return "\n".join(lines) + "\n"

    def refers_to(self, id: str) -> bool:
        return id in self.stops or any(
            f"event: {id}," in text or f"event:{id})" in text or f"part_of: {id}\n" in text
            for text in self.events.values()
        )

    def write(self) -> None:
        """All records as files: events one by one, or some in one file."""
        wanted: dict[str, str] = {f"events/{id}.yml": text for id, text in self.events.items()}
        if self.together:
            some = [id for id in sorted(self.events) if int(id[1:]) % 3 == 0]
            for id in some:
                del wanted[f"events/{id}.yml"]
            wanted["events/many/some.yml"] = "---\n".join(self.events[id] for id in some) or "# none\n"
            if not some:
                del wanted["events/many/some.yml"]
        for folder, found in (("actors", self.actors), ("places", self.places), ("tags", self.tags)):
            wanted |= {f"{folder}/{id}.yml": text for id, text in found.items()}
        wanted |= {f"sources/{id}.yml": text for id, text in self.sources.items()}
        if self.stops:
            stops = "\n".join(f"  - {{event: {id}, text: Stop {self.tour}.}}" for id in self.stops)
            wanted["timelines/t.yml"] = f"title: Tour {self.tour}\nstops:\n{stops}\n"
        for folder in ("events", "actors", "places", "tags", "sources", "timelines"):
            for file in (self.content / folder).rglob("*.yml"):
                if file.relative_to(self.content).as_posix() not in wanted:
                    file.unlink()
        for name, text in wanted.items():
            file = self.content / name
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.is_file() or file.read_text("utf-8") != text:
                file.write_text(text, "utf-8")

    def step(self) -> str:
        """One edit; returns its name."""
        steps = [self.change, self.change, self.change, self.add, self.delete, self.rename, self.move, self.actor]
        steps += [
            self.tag,
            self.source,
            self.place,
            self.draft,
            self.prose,
            self.prose,
            self.settings,
            self.template,
            self.picture,
        ]
        steps += [self.language, self.guide]
        chosen: Callable[[], None] = self.dice.choice(steps)
        chosen()
        self.write()
        return chosen.__name__

    def change(self) -> None:
        id = self.dice.choice(sorted(self.events))
        lines = self.events[id].splitlines()
        number = self.dice.randrange(1, 5)
        new = (f"date: {self.dice.choice(DATES)}", f"title: New {self.dice.randrange(99)}", "status: claimed")
        lines[number] = (*new, f"importance: {self.dice.randint(1, 5)}")[number - 1]
        self.events[id] = "\n".join(lines) + "\n"

    def add(self) -> None:
        id = f"e{max(int(id[1:]) for id in self.events) + 1}"
        self.events[id] = self.event(id)

    def delete(self) -> None:
        free = [id for id in sorted(self.events) if not self.refers_to(id)]
        if free and len(self.events) > 3:
            del self.events[self.dice.choice(free)]

    def rename(self) -> None:
        old = self.dice.choice(sorted(self.events))
        new = f"e{max(int(id[1:]) for id in self.events) + 1}"
        text = self.events.pop(old).replace(f"id: {old}\n", f"id: {new}\naliases: [{old}]\n")
        lines = text.splitlines()
        aliases = [line for line in lines if line.startswith("aliases")]
        text = "\n".join([line for line in lines if not line.startswith("aliases")] + aliases[:1]) + "\n"
        self.stops = [new if id == old else id for id in self.stops]
        self.events = {
            id: one.replace(f"event: {old},", f"event: {new},")
            .replace(f"event:{old})", f"event:{new})")
            .replace(f"part_of: {old}\n", f"part_of: {new}\n")
            for id, one in {**self.events, new: text}.items()
        }

    def move(self) -> None:
        self.together = not self.together

    def actor(self) -> None:
        number = self.dice.randrange(4)
        part = f"part_of: a{number - 1}\n" if number and self.dice.random() < 0.5 else ""
        self.actors[f"a{number}"] = f"name: Actor {self.dice.randrange(50)}\nsummary: Somebody.\n{part}"

    def tag(self) -> None:
        id = self.dice.choice(("war", "peace", "unused"))
        if id in self.tags:
            del self.tags[id]
        else:
            self.tags[id] = f"label: {id.title()} {self.dice.randrange(9)}\n"

    def source(self) -> None:
        number = self.dice.randrange(3)
        self.sources[f"s{number}"] = f"title: Report {self.dice.randrange(50)}\npublished: 199{number}\n"

    def place(self) -> None:
        number = self.dice.randrange(3)
        self.places[f"p{number}"] = f"name: Place {self.dice.randrange(50)}\ncoordinates: {number + 40}.5, 10.25\n"

    def draft(self) -> None:
        held = ("draft", "publish_after")
        free = [
            id
            for id, text in sorted(self.events.items())
            if not self.refers_to(id) and not any(h in text for h in held)
        ]
        if free:
            self.events[self.dice.choice(free)] += self.dice.choice(("draft: true\n", "publish_after: 2020-01-01\n"))

    def language(self) -> None:
        """Nothing but the language of a record changes."""
        for records in (self.events, self.actors):
            id = self.dice.choice(sorted(records))
            lines = [line for line in records[id].splitlines() if not line.startswith("lang: ")]
            records[id] = "\n".join([*lines, f"lang: {self.dice.choice(('fr', 'fa', 'en'))}"]) + "\n"

    def guide(self) -> None:
        """A guided timeline over some events, which stay."""
        shown = [
            id for id in sorted(self.events) if "draft" not in self.events[id] and "publish" not in self.events[id]
        ]
        self.stops = self.dice.sample(shown, min(3, len(shown)))
        self.tour = self.dice.randrange(9)

    def prose(self) -> None:
        """Pages of prose come, go and change: their words, their titles, their links, their headers."""
        pick, folder = self.dice.choice, self.content
        title, header = pick(("About", "About", "Method")), pick(("", "", "---\ndescription: What this is.\n---\n"))
        link = pick(("[it](actor:a0)", "[war](tag:war)", "[law](tag:law)", "nothing", "[the source](source:s1)"))
        text = f"{header}# {title}\n\nSee {link}, {self.dice.randrange(9)} times.\n"
        (folder / "about.md").write_text(text, "utf-8")
        (folder / "guide").mkdir(exist_ok=True)
        guide = folder / "guide" / "reading.md"
        if pick((True, False, False)):
            guide.unlink(missing_ok=True)
        elif pick((True, False, False)):
            guide.write_text(f"---\ndraft: {pick(('true', 'false'))}\n---\n# Reading\n", "utf-8")
        elif pick((True, False)):
            guide.write_text(f"# Reading\n\nOf [this](../about.md) and [him](actor:a{pick('0123')}).\n", "utf-8")

    def settings(self) -> None:
        file = self.project / "mkdocs.yml"
        text = "\n".join(line for line in file.read_text("utf-8").splitlines() if not line.startswith("site_name"))
        file.write_text(f"site_name: Name {self.dice.randrange(9)}\n{text}\n", "utf-8")

    def template(self) -> None:
        theme = self.project / "site_templates"
        file = self.dice.choice([*sorted(theme.rglob("*.html")), theme / "static" / "style.css"])
        text, number = file.read_text("utf-8"), self.dice.randrange(99)
        if file.suffix == ".css":
            text += f"/* {number} */\n"
        elif self.dice.random() < 0.8:
            text = re.sub(r"(?:<!-- \d+ -->)?</(p|a|li|article|body|h1)>", rf"<!-- {number} --></\1>", text)
        else:  # refers to another template than before
            (theme / "parts" / "extra.html").write_text(f"<p>Extra {number}</p>\n", "utf-8")
            names = self.dice.choice(('"parts/extra.html"', f'["parts/extra.html", "parts/gone.html"][{number % 2}:]'))
            text += f"{{% include {names} ignore missing %}}\n" if file.name != "extra.html" else ""
        file.write_text(text, "utf-8")

    def picture(self) -> None:
        from PIL import Image

        (self.content / "media").mkdir(exist_ok=True)
        Image.new("RGB", (700, 20 + self.dice.randrange(50))).save(self.content / "media" / "one.png")
        self.actors["a0"] = "name: Zero\nmedia: [{src: media/one.png, alt: One}]\n"


def build(project: Path, clean: bool = False) -> Published:
    built = build_site(project / "mkdocs.yml", Request(clean=clean))
    assert not isinstance(built, list), built
    return built[1]


@pytest.fixture
def edits(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--edits"))


def differing(project: Path, folder: Path) -> list[str]:
    """Files that a build from nothing, in a folder that has the same name, makes otherwise."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("content", "site_templates", "mkdocs.yml"):
        source = project / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder / name)
    build(folder, clean=True)
    warm, cold = manifest(project / "site"), manifest(folder / "site")
    return sorted(path for path in warm.keys() | cold.keys() if warm.get(path) != cold.get(path))


@pytest.mark.parametrize("seed", range(3))
def test_warm_builds_equal_cold_ones(seed: int, edits: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    dice = random.Random(seed)
    project = copy_project("minimal", tmp_path / "warm")
    (project / "content" / "about.md").unlink(missing_ok=True)
    editor = Editor(project, dice)
    build(project)
    for number in range(edits):
        done = [editor.step() for _ in range(dice.randint(1, 2))]
        build(project)
        assert differing(project, tmp_path / "cold" / "minimal") == [], f"{number}: {done}"
    assert os.listdir(project / ".timeline-cache")  # noqa: PTH208


def test_every_field_of_the_edition_is_revised_or_known_to_stay() -> None:
    """A new index is either a list of what records contribute, or `timeline.site.revision` has to learn it."""
    known = {*RECORDS, *IN_TIME, *BY_ID, *OF_RECORDS, *WHOLE, *DERIVED, *APART}
    assert {field.name for kind in (Library, Edition) for field in fields(kind)} == known


SITE = {
    "events/a.yml": "date: 1979\ntitle: A\nactors: [x]\ntext: Text.\nplaces: [p]\n",
    "events/b.yml": "date: 1980\ntitle: B\nactors: [x]\n",
    "events/c.yml": "date: 1981\ntitle: C\nrelations: [{type: follows, event: f}]\n",
    "events/d.yml": "date: 1995\ntitle: D\n",
    "events/e.yml": "date: 2001\ntitle: E\n",
    "events/f.yml": "date: 2002\ntitle: F\n",
    "events/g.yml": "date: 2010\ntitle: G\nsummary: S.\ntext: See [d](event:d).\n",
    "actors/x.yml": "name: X\n",
    "places/p.yml": "name: P\n",
}


@pytest.mark.parametrize(
    ("file", "text", "made"),
    [
        ("events/g.yml", "date: 2010\ntitle: G\nsummary: S.\ntext: Other words than [d](event:d).\n", {"events/g"}),
        ("events/d.yml", "date: 1995\ntitle: D\nimportance: 3\n", set()),
        (
            "events/d.yml",
            "date: 1995\ntitle: New\n",
            {
                "events/d",
                "events/c",
                "events/e",
                "years/1995",
                "decades/1990s",
                "centuries/20th",
                "",
                "events",
            },
        ),
        (
            "actors/x.yml",
            "name: Other\n",
            {"events/a", "events/b", "actors", "actors/x", "", "years/1979"},
        ),
        ("places/p.yml", "name: P\ntext: A place.\n", {"places/p"}),
        (
            "places/p.yml",
            "name: P\nlang: fr\n",
            {
                *("places/p", "places", "events/a", "actors/x"),
                *("", "years/1979", "decades/1970s", "centuries/20th"),
            },
        ),
    ],
)
def test_an_edit_makes_what_shows_it_and_nothing_else(file: str, text: str, made: set[str], tmp_path: Path) -> None:
    project = site_of(tmp_path, SITE)
    build(project)
    (project / "content" / file).write_text(text, "utf-8")
    found = {path.removesuffix("index.html").strip("/") for path in to_be_made(project)}
    found -= {"print"}  # the document for paper holds everything
    assert made - found == set(), "what shows it"
    if file.startswith("actors"):
        found -= {"centuries/20th", "decades/1970s", "decades/1980s", "years/1980", "places/p"}  # lists with its chip
    assert found - made == set(), "nothing else"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("# About\n\nOther words about [A](event:a).\n", {"about"}),
        ("# About\n\nA header counts as well, [A](event:a).\n", {"about"}),
        ("# About\n\nOf [A](event:a) and [D](event:d).\n", {"about", "events/d"}),
        ("# About\n\nOf nothing.\n", {"about", "events/a"}),
    ],
)
def test_other_words_in_a_page_of_prose_make_that_page_again(text: str, made: set[str], tmp_path: Path) -> None:
    project = site_of(tmp_path, {**SITE, "about.md": "# About\n\nSome words about [A](event:a).\n"})
    build(project)
    (project / "content" / "about.md").write_text(text, "utf-8")
    found = {path.removesuffix("index.html").strip("/") for path in to_be_made(project)}
    assert found == made - {"about"}, "the host makes the page itself"
    before = manifest(project / "site")
    build(project)
    after = manifest(project / "site")
    changed = {path for path in after if after[path] != before[path]}
    assert changed - {".timeline-site"} == {f"{name}/index.html" for name in made}
    assert differing(project, tmp_path / "cold" / "minimal") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("# About\n\n[Nobody](actor:nobody).\n", "TL301"),
        ("# About\n\n[A draft](event:held).\n", "TL307"),
        ("# About\n\n[A file](media/none.pdf).\n", "TL506"),
        ("---\ndraft: perhaps\n---\n# About\n", "TL011"),
    ],
)
def test_what_is_wrong_with_changed_prose_is_found(text: str, code: str, tmp_path: Path) -> None:
    held = {"events/held.yml": "date: 1990\ntitle: Held\ndraft: true\n", "about.md": "# About\n"}
    project = site_of(tmp_path, {**SITE, **held})
    build(project)
    (project / "content" / "about.md").write_text(text, "utf-8")
    found = build_site(project / "mkdocs.yml", Request())
    assert isinstance(found, list)
    assert [finding.code for finding in found] == [code]


def site_of(folder: Path, files: dict[str, str]) -> Path:
    """The smallest project with this content."""
    project = copy_project("minimal", folder)
    shutil.rmtree(project / "content")
    for name, data in files.items():
        path = project / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data, "utf-8")
    return project


def to_be_made(project: Path) -> set[str]:
    """The pages that the next build will render."""
    folder = project / ".timeline-cache"
    old = unseal(folder / "inputs")
    content, theme, target = map(Path, old["places"])
    engine = Engine(Places(content, theme, target, project / "mkdocs.yml", True), folder, None, old=old)
    state = engine.state_before()
    assert state is not None
    engine.config = state.config()
    prepared = engine.advanced(state, 1000)
    assert prepared is not None
    making = Making(prepared.edition, 1000, lambda _: environment(theme), {}, content, state, prepared.facts)
    units = [unit for unit in state.units if unit is not None]
    return {task.unit[2] for task in work_after(making.editions, making.recorder, units, making.hit).tasks}


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "gone"])
def test_a_damaged_cache_is_no_cache(harm: str, tmp_path: Path) -> None:
    project = copy_project("minimal", tmp_path / "warm")
    editor, dice = Editor(project, random.Random(1)), random.Random(2)
    build(project)
    for name in sorted(os.listdir(project / ".timeline-cache")):  # noqa: PTH208
        for _ in range(4 if harm == "flipped" else 1):
            file = project / ".timeline-cache" / name
            data = bytearray(file.read_bytes()) if file.exists() else bytearray(b"?")
            if harm == "flipped":
                for _ in range(9):
                    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
            file.write_bytes({"cut": data[: len(data) // 2], "empty": b"", "gone": b""}.get(harm, bytes(data)))
            if harm == "gone":
                file.unlink()
            editor.change()
            editor.write()
            build(project)
            assert differing(project, tmp_path / "cold" / "minimal") == []


def test_a_cache_makes_no_instances_but_of_our_own_records() -> None:
    """Whoever sends a cache along with a change of the content cannot run a program by it."""
    import pickle

    with pytest.raises(DamagedError):
        thaw(pickle.dumps(os.getcwd))
    assert thaw(freeze(Key("event", "a"))) == Key("event", "a")


def test_a_site_that_grows_beyond_a_limit_or_shrinks_below_it_is_made_anew(tmp_path: Path) -> None:
    project = copy_project("minimal", tmp_path / "warm")
    for path, text in SITE.items():
        (project / "content" / path).parent.mkdir(exist_ok=True)
        (project / "content" / path).write_text(text)
    settings, more = project / "mkdocs.yml", project / "content" / "events" / "one-more.yml"
    held = len(list(more.parent.glob("*.yml")))
    settings.write_text(settings.read_text("utf-8").replace("[timeline]", f"[timeline: {{lean_beyond: {held}}}]"))
    build(project)
    for change in (lambda: more.write_text("date: 1990\ntitle: One more\nactors: [x]\n"), more.unlink):
        rows = "class=rows" in (project / "site" / "actors" / "x" / "index.html").read_text("utf-8")
        change()
        build(project)
        assert rows != ("class=rows" in (project / "site" / "actors" / "x" / "index.html").read_text("utf-8"))
        assert differing(project, tmp_path / "cold" / "minimal") == []


def test_every_language_of_a_site_follows_an_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.cli import main  # the command, which leaves the host out where it can

    project = copy_project("minimal", tmp_path / "warm")
    settings, event = project / "mkdocs.yml", project / "content" / "events" / "bridge-opens.yml"
    settings.write_text(settings.read_text("utf-8").replace("[timeline]", "[timeline: {languages: [en, fr]}]"), "utf-8")
    build(project)
    event.write_text(event.read_text("utf-8").replace("title: ", "title: Once more "), "utf-8")
    monkeypatch.chdir(project)
    assert main(["build"]) == 0
    for folder in ("", "fr"):
        assert "Once more" in (project / "site" / folder / "events" / "bridge-opens" / "index.html").read_text("utf-8")
    assert differing(project, tmp_path / "cold" / "minimal") == []


def test_a_copy_of_a_project_with_its_cache_is_built_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.cli import main  # the command, which leaves the host out where it can

    project = copy_project("minimal", tmp_path / "one")
    build(project)
    copy = tmp_path / "two" / project.name
    shutil.copytree(project, copy)
    event = copy / "content" / "events" / "bridge-opens.yml"
    event.write_text(event.read_text("utf-8").replace("title: ", "title: Once more "), "utf-8")
    monkeypatch.chdir(copy)
    assert main(["build"]) == 0
    for at, found in ((copy, True), (project, False)):
        assert ("Once more" in (at / "site" / "events" / "bridge-opens" / "index.html").read_text("utf-8")) is found
    assert differing(copy, tmp_path / "cold" / "minimal") == []
