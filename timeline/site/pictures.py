"""Which sizes a picture is offered in, and under which names; `timeline.build.pictures` makes the files.

    media/bridge.jpg, 3000 x 2000   ->   media/bridge.480.1a2b3c4d.jpg … 480w, …, media/bridge.jpg 1920w

The address of the picture itself stays; what stands there is no wider than LARGEST.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.site import urls

WIDTHS = (480, 800, 1280)  # a phone; the column of text; the same on a screen with fine pixels
LARGEST = 1920
SIZES = "(max-width: 46rem) 92vw, 36rem"  # the widths pictures have by the stylesheet
RECIPE = "1"  # to be raised when the same picture is to come out differently, so that its addresses change
SCALED = (".jpeg", ".jpg", ".png", ".webp")
SHOWN = (*SCALED, ".gif", ".svg")
_NUMBER = r"\s*(\d+(?:\.\d+)?)(?:px)?\s*"
_SVG = re.compile(r"<(?:svg:)?svg\b[^>]*>", re.DOTALL)
_WIDTH = re.compile(rf"""\swidth=["']{_NUMBER}["']""")
_HEIGHT = re.compile(rf"""\sheight=["']{_NUMBER}["']""")
_VIEW_BOX = re.compile(r"""\sviewBox=["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)\s*["']""")


@dataclass(frozen=True, slots=True)
class Original:
    """A picture in the content folder: its size as it is seen, and a digest of its bytes. A drawing or an animation is
    not `scalable`: it is published as it is."""

    width: int
    height: int
    digest: str
    scalable: bool


@dataclass(frozen=True, slots=True)
class Rendition:
    """A size of a picture, and the file it goes to."""

    path: str
    width: int
    height: int


def largest(path: str, original: Original) -> Rendition:
    """What stands at the address of the picture itself."""
    if not original.scalable or original.width <= LARGEST:
        return Rendition(path, original.width, original.height)
    return _rendition(path, original, LARGEST, path)


def renditions(path: str, original: Original) -> tuple[Rendition, ...]:
    """The smaller sizes, the smallest first; none is larger than the picture.

    >>> [r.path for r in renditions("media/b.png", Original(1000, 500, "1a2b3c4d", True))]
    ['media/b.480.1a2b3c4d.png', 'media/b.800.1a2b3c4d.png']
    """
    widths = [width for width in WIDTHS if width < original.width] if original.scalable else []
    return tuple(_rendition(path, original, width, urls.rendition(path, width, original.digest)) for width in widths)


def _rendition(path: str, original: Original, width: int, to: str) -> Rendition:
    return Rendition(to, width, max(1, round(original.height * width / original.width)))


def srcset(path: str, original: Original, base: urls.Base) -> str:
    """The sizes a browser may choose from; empty where there is only one."""
    smaller = renditions(path, original)
    every = (*smaller, largest(path, original)) if smaller else ()
    return ", ".join(f"{base.href(r.path).replace(',', '%2C')} {r.width}w" for r in every)


def attributes(path: str, original: Original | None, base: urls.Base) -> Iterator[tuple[str, str]]:
    """What an `<img>` says beside its address and words, in the order in which it is written."""
    if original:
        whole = largest(path, original)
        yield from (("width", str(whole.width)), ("height", str(whole.height)))
        if offered := srcset(path, original, base):
            yield from (("srcset", offered), ("sizes", SIZES))
    yield "loading", "lazy"


def drawing_size(text: str) -> tuple[int, int] | None:
    """The size of an SVG, from its width and height or its viewBox; None if it does not say.

    >>> drawing_size('<svg viewBox="0 0 16.2 9">'), drawing_size("<svg>")
    ((16, 9), None)
    """
    start = _SVG.search(text)
    tag = start[0] if start else ""
    width, height, box = _WIDTH.search(tag), _HEIGHT.search(tag), _VIEW_BOX.search(tag)
    if width and height:
        found = (width[1], height[1])
    elif box:
        found = (box[1], box[2])
    else:
        return None
    return max(1, round(float(found[0]))), max(1, round(float(found[1])))
