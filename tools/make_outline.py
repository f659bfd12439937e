"""Natural Earth's land, out of the npm package world-atlas -> timeline/site/maps/land.py.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/make_outline.py package/land-110m.json

Needed only when the outline itself is to change; a site is built without it.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from textwrap import fill

STEPS = 20  # a degree: an outline at 1:110 million is no more exact than 0.05 degrees
TARGET = Path(__file__).parents[1] / "timeline" / "site" / "maps" / "land.py"
HEAD = f'''"""The land of the Earth at 1:110 million (Natural Earth, public domain; see LICENSE-world-atlas.txt), made
by tools/make_outline.py, not by hand. Read by `timeline.site.maps.outline`.

A ring stands between two semicolons, as steps east and north in 1/{STEPS} of a degree, the first from 0, 0. Rings
across the antimeridian go on beyond 180 degrees; the one around the pole goes there and back.
"""

STEPS = {STEPS}

RINGS = """\\
'''

Point = tuple[int, int]


def main(file: Path) -> None:
    """Write the module."""
    topology = json.loads(file.read_text("utf-8"))
    rings = [ring for ring in map(snapped, rings_of(topology)) if len(ring) > 3]
    text = ";".join(" ".join(map(str, steps(ring))) for ring in rings)
    TARGET.write_text(f'{HEAD}{fill(text, 118, break_long_words=False, break_on_hyphens=False)}\n"""\n', "utf-8")
    print(f"{len(rings)} rings, {sum(map(len, rings))} points, {TARGET.stat().st_size} bytes")


def rings_of(topology: dict) -> Iterator[list[tuple[float, float]]]:  # type: ignore[type-arg]
    """The rings of the land, in degrees (TopoJSON: arcs are delta-coded, ~n is arc n backwards)."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        xs, ys = (accumulate(values) for values in zip(*arc, strict=True))
        arcs.append([(x * scale[0] + move[0], y * scale[1] + move[1]) for x, y in zip(xs, ys, strict=True)])
    shapes = topology["objects"]["land"]["geometries"]
    for shape in shapes:
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            for ring in polygon:
                yield [point for n in ring for point in (arcs[n] if n >= 0 else arcs[~n][::-1])[:-1]]


def snapped(ring: Sequence[tuple[float, float]]) -> list[Point]:
    """The ring in the plane of degrees, on the grid of steps, without points that fell together."""
    points = [(round(x * STEPS), round(y * STEPS)) for x, y in unrolled(ring)]
    return [here for before, here in pairwise([points[-1], *points]) if here != before]


def unrolled(ring: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The ring without leaps from 180 to -180; one that goes around the Earth is closed over the South Pole."""
    turns, east = [], 0.0
    for (x, _), (next_x, _) in pairwise([*ring, ring[0]]):
        turns.append(east)
        east -= 360 * round((next_x - x) / 360)
    points = [(x + turn, y) for (x, y), turn in zip(ring, turns, strict=True)]
    if east:
        first = (ring[0][0] + east, ring[0][1])
        points += [first, (first[0], -90), (points[0][0], -90)]
    middle = (min(x for x, _ in points) + max(x for x, _ in points)) / 2
    return [(x - 360 * round(middle / 360), y) for x, y in points]


def steps(ring: Sequence[Point]) -> Iterator[int]:
    """Differences, x and y in turn."""
    for (x, y), (next_x, next_y) in pairwise([(0, 0), *ring]):
        yield from (next_x - x, next_y - y)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
