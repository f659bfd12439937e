"""N seeded events with actors, places, tags, sources and relations, as a project folder: the same for every run."""

import random
import re
import shutil
from pathlib import Path

WORDS = re.findall(
    r"\w+",
    """
the of and a to in river bridge council market harbour winter grain water street order letter report witness
crowd guard engine signal border winter paper minister crossing night morning bell tower store road train
before after against between toward under along without during later again nearly mostly once slowly
""",
)
STATUSES = ("confirmed", "confirmed", "reported", "claimed", "disputed")
TYPES = ("response-to", "caused-by", "follows", "related-to", "contradicts")


def make_project(folder: Path, events: int, root: Path) -> None:
    """Write the project. `root` is the repository, whose templates are used."""
    if folder.exists():
        shutil.rmtree(folder)
    content = folder / "content"
    rng = random.Random(20261122)
    actors, places, sources = max(20, events // 25), max(5, events // 200), max(5, events // 50)
    for kind, number, text in (
        ("actors", actors, "name: Actor {n}\nkind: organisation\nsummary: Actor number {n}.\n"),
        ("places", places, "name: Place {n}\n"),
        (
            "sources",
            sources,
            "title: Report {n}\npublisher: Paper {m}\npublished: {year}\nurl: https://example.org/{n}\n",
        ),
    ):
        (content / kind).mkdir(parents=True)
        for n in range(number):
            filled = text.format(n=n, m=n % 7, year=1900 + n % 120)
            (content / kind / f"{kind[:-1]}-{n}.yml").write_text(filled, "utf-8")
    (content / "events").mkdir()
    for n in range(events):
        (content / "events" / f"event-{n}.yml").write_text(_event(rng, n, actors, places, sources), "utf-8")
    settings = (
        "site_name: Seeded\ndocs_dir: content\nsite_url: https://timeline.example/\ntheme:\n  name: null\n"
        f"  custom_dir: {root / 'site_templates'}\nplugins:\n  - timeline\n"
    )
    (folder / "mkdocs.yml").write_text(settings, "utf-8")


def _event(rng: random.Random, n: int, actors: int, places: int, sources: int) -> str:
    year, month, day = rng.randint(1850, 2024), rng.randint(1, 12), rng.randint(1, 28)
    date = rng.choice(
        (f"{year}-{month:02}-{day:02}",) * 6 + (f"{year}-{month:02}", f"{year}", f"{year}~", f"{year}/{year + 3}")
    )
    body = " ".join(rng.choice(WORDS) for _ in range(80))
    half = len(body) // 2
    body = f"{body[:half]} [that event](event:event-{rng.randrange(n + 1)}).\n\n  *Later* {body[half:].strip()}."
    lines = [f'date: "{date}"']
    lines += [f"title: Event {n} {' '.join(rng.choice(WORDS) for _ in range(5))}"]
    lines += [f"summary: {' '.join(rng.choice(WORDS) for _ in range(12))}.", f"text: |\n  {body}"]
    lines += [f"status: {rng.choice(STATUSES)}", f"importance: {rng.randint(1, 5)}"]
    chosen = rng.sample(range(actors), rng.randint(2, 4))
    lines += [f"actors: [{', '.join(f'{{actor: actor-{a}, role: part {a % 5}}}' for a in chosen)}]"]
    lines += [f"places: [place-{rng.randrange(places)}]"]
    lines += [f"tags: [{', '.join(f'tag-{t}' for t in rng.sample(range(40), rng.randint(1, 3)))}]"]
    others = {rng.randrange(n) for _ in range(rng.randint(1, 3))} if n else set()
    if others:
        lines += ["relations:"]
        lines += [
            f"  - {{type: {rng.choice(TYPES)}, event: event-{o}, according_to: actor-{chosen[0]}}}"
            for o in sorted(others)
        ]
    if n % 10 == 0:
        lines += [f"claims:\n  - {{by: actor-{chosen[0]}, says: It was so., denied_by: [actor-{chosen[1]}]}}"]
    cited = rng.sample(range(sources), rng.randint(1, 2))
    lines += [f"sources: [{', '.join(f'{{source: source-{s}, locator: page {s % 90}}}' for s in cited)}]"]
    return "\n".join(lines) + "\n"
