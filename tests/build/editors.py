"""Somebody who edits a project at random, and somebody who edits one in two languages."""

import random
import re
from collections.abc import Callable
from pathlib import Path

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
        self.options: dict[str, str] = {}  # of the plugin in mkdocs.yml
        self.named: dict[str, str] = {"site_name": "Minimal", "site_url": "https://timeline.example/"}
        self.remarks = 0
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
        events = {id: self.said(f"events/{id}", text) for id, text in self.events.items()}
        wanted: dict[str, str] = {f"events/{id}.yml": text for id, text in events.items()}
        if self.together:
            some = [id for id in sorted(self.events) if int(id[1:]) % 3 == 0]
            for id in some:
                del wanted[f"events/{id}.yml"]
            wanted["events/many/some.yml"] = "---\n".join(events[id] for id in some) or "# none\n"
            if not some:
                del wanted["events/many/some.yml"]
        others = {"actors": self.actors, "places": self.places, "tags": self.tags, "sources": self.sources}
        for folder, found in others.items():
            wanted |= {f"{folder}/{id}.yml": self.said(f"{folder}/{id}", text) for id, text in found.items()}
        if self.stops:
            stops = "\n".join(f"  - {{event: {id}, text: Stop {self.tour}.}}" for id in self.stops)
            wanted["timelines/t.yml"] = self.said("timelines/t", f"title: Tour {self.tour}\nstops:\n{stops}\n")
        for folder in ("events", "actors", "places", "tags", "sources", "timelines"):
            for file in (self.content / folder).rglob("*.yml"):
                if file.relative_to(self.content).as_posix() not in wanted:
                    file.unlink()
        for name, text in wanted.items():
            save(self.content / name, text)
        save(self.project / "mkdocs.yml", self.written_settings())

    def said(self, name: str, text: str) -> str:
        """A record as it is written, by its name."""
        return text

    def written_settings(self) -> str:
        """The whole of mkdocs.yml."""
        lines = [f"{name}: {value}" for name, value in self.named.items()]
        lines += ["docs_dir: content", "theme: {name: null, custom_dir: site_templates}", "plugins:", "  - timeline:"]
        options = {"order": "oldest", **self.options}
        lines += [f"      {name}: {value}" for name, value in options.items()]
        return "\n".join([*lines, f"# remark {self.remarks}"]) + "\n"

    @property
    def steps(self) -> list[Callable[[], None]]:
        """What may be done, the usual more than once."""
        usual = [self.change, self.change, self.change, self.add, self.delete, self.rename, self.move, self.actor]
        seldom = [self.tag, self.source, self.place, self.draft, self.settings, self.remark, self.template]
        return [*usual, *seldom, self.prose, self.prose, self.rename_prose, self.picture, self.language, self.guide]

    def step(self) -> str:
        """One edit; returns its name."""
        chosen = self.dice.choice(self.steps)
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

    def rename_prose(self) -> None:
        """A page of prose moves to another address, with its words or with other ones."""
        folder = self.content / "notes"
        folder.mkdir(exist_ok=True)
        old = next((page for page in sorted(folder.glob("*.md")) if not page.name.endswith(".fa.md")), None)
        new = folder / f"n{self.dice.randrange(4)}.md"
        if old is None or self.dice.random() < 0.3:
            save(new, f"# Notes {self.dice.randrange(9)}\n\nOf [her](actor:a{self.dice.randrange(4)}).\n")
        else:
            old.rename(new)

    def settings(self) -> None:
        """An option is given another value, or taken away."""
        pick, number = self.dice.choice, self.dice.randrange(9)
        name, values, holder = pick(
            (
                ("site_name", (f"Name {number}",), self.named),
                ("site_description", (f"Of {number} things",), self.named),
                ("repo_url", ("https://forge.example/owner/it",), self.named),
                ("order", ("newest", "oldest"), self.options),
                ("print", ("never", "always"), self.options),
                ("zone", ("Asia/Tehran", "America/New_York"), self.options),
                ("lean_beyond", ("3", "500"), self.options),
                (
                    "relation_types",
                    (f"[{{name: echoes, inverse: is-echoed-by, label: echoes {number}}}]",),
                    self.options,
                ),
            )
        )
        if name in holder and name != "site_name" and pick((True, False)):
            del holder[name]
        else:
            holder[name] = pick(values)

    def remark(self) -> None:
        """A comment in mkdocs.yml decides nothing."""
        self.remarks = self.dice.randrange(99)

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
        """Pictures come, change, go, and are shown by a record, a page of prose, or nobody."""
        from PIL import Image

        folder, pick, number = self.content / "media", self.dice.choice, self.dice.randrange(3)
        folder.mkdir(exist_ok=True)
        Image.new("RGB", (700, 20 + self.dice.randrange(50))).save(folder / f"p{number}.png")
        shown = f"media: [{{src: media/p{number}.png, alt: One}}]\n"
        self.actors["a0"] = "name: Zero\n" + pick((shown, shown, ""))
        if pick((True, False)):
            words = pick((f"![Seen](media/p{number}.png)", f"[The file](media/p{number}.png)", "None."))
            save(self.content / "gallery.md", f"# Gallery\n\n{words}\n")
        said = self.actors["a0"] + "".join(page.read_text("utf-8") for page in self.content.glob("*.md"))
        for file in folder.glob("*.png"):
            if file.name not in said and pick((True, False)):
                file.unlink()


def save(file: Path, text: str) -> None:
    """Write a file, if it does not hold that text already."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.is_file() or file.read_text("utf-8") != text:
        file.write_text(text, "utf-8")


WORDED = re.compile(
    r"^(title|name|label|summary|text|    alt): (.*)$|(says|what|note|text|alt): ([^,{}]*)", re.MULTILINE
)


class BilingualEditor(Editor):
    """The same in English and Persian: translations of single fields and of pages come, go and change as well."""

    def __init__(self, project: Path, dice: random.Random) -> None:
        self.persian: dict[str, dict[int, int]] = {}  # by record: which of its texts, and the number of their words
        super().__init__(project, dice)
        self.options["languages"] = "[en, fa]"
        for _ in range(20):
            self.translate()
        self.write()

    @property
    def steps(self) -> list[Callable[[], None]]:
        """Half of what is done concerns translations."""
        return [*super().steps, *[self.translate] * 8, *[self.translate_prose] * 5, *[self.languages] * 2]

    def said(self, name: str, text: str) -> str:
        """The texts of a record that are translated in both languages."""
        numbers, found = self.persian.get(name, {}), iter(range(len(text)))

        def both(match: re.Match[str]) -> str:
            number = numbers.get(next(found))
            key, words = (match[1], match[2]) if match[1] else (match[3], match[4])
            if number is None:
                return match[0]
            links = "".join(re.findall(r"\[[^\]]*\]\([a-z]+:[^)]*\)", words)[: number % 2 + 1])
            more = f" [او](actor:a{number % 4})" if key == "text" else ""
            return f"{key}: {{en: {words}, fa: 'واژهٔ {number} {links}{more}'}}"

        return WORDED.sub(both, text)

    def write(self) -> None:
        """A translation goes with its page."""
        super().write()
        for file in self.content.rglob("*.fa.md"):
            if not _original(file).exists():
                file.unlink()

    def translate(self) -> None:
        """A record gains a translation of one of its texts, or other words of it, or loses it."""
        pick = self.dice.choice
        others = {"actors": self.actors, "places": self.places, "tags": self.tags, "sources": self.sources}
        names = [f"{folder}/{id}" for folder, found in {"events": self.events, **others}.items() for id in found]
        numbers = self.persian.setdefault(pick([*sorted(names), "timelines/t"]), {})
        which = self.dice.randrange(6)
        if which in numbers and pick((True, False)):
            del numbers[which]
        else:
            numbers[which] = self.dice.randrange(9)

    def translate_prose(self) -> None:
        """A translation of a page of prose comes, goes or changes; its page may be a draft."""
        pick = self.dice.choice
        pages = [page for page in sorted(self.content.rglob("*.md")) if not page.name.endswith(".fa.md")]
        if not pages:
            return
        file = (page := pick(pages)).with_name(f"{page.stem}.fa.md")
        if file.exists() and pick((True, False, False)):
            file.unlink()
            return
        header = pick(("", "", "---\ndescription: شرح\n---\n", f"---\ndraft: {pick(('true', 'false'))}\n---\n"))
        link = pick(("[او](actor:a0)", "[جنگ](tag:war)", "هیچ", "[منبع](source:s1)"))
        save(file, f"{header}# {pick(('درباره', 'روش'))}\n\n{link} {self.dice.randrange(9)}\n")

    def languages(self) -> None:
        """What the site is called in Persian, and a third language, in which nothing is written."""
        if self.dice.random() < 0.6:
            self.options["site_names"] = f"{{fa: نام {self.dice.randrange(9)}}}"
        else:
            self.options["languages"] = self.dice.choice(("[en, fa]", "[en, fa, he]", "[en, de, fa]"))


def _original(file: Path) -> Path:
    """The page of prose of which a file is the translation."""
    return file.with_name(file.name.replace(".fa.md", ".md"))
