"""Draws the picture of a page for services that unfold links: `draw(face)` -> the bytes of a PNG, 1200 by 630.

The site's own look: a line of time with the event's mark on it, the date, the title, how firm it is, and whose it is.
The same face gives the same bytes wherever Pillow and its libraries are of the same versions.
"""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from timeline.build.refusals import CardError
from timeline.site.cards import HEIGHT, WIDTH, Face
from timeline.site.lettering import Direction, direction

FACES = Path(__file__).parent / "faces"
PAPER, INK, QUIET, LINE, HAIR, DOUBT = "#fbfaf7", "#1d1b18", "#5f5a52", "#8b8478", "#d8d2c7", "#7a4a00"  # style.css
SPINE, LEFT, RIGHT, TOP, BOTTOM = 96, 156, 1128, 92, 548  # px: the line, the column of text, what it may fill
TITLES = ((72, 3), (60, 4), (50, 5), (42, 6))  # sizes of the title, and how many lines it may then have
LEADING = 1.18
MARK, FINE = 44, 8  # size of the mark, and how many times larger it is drawn before it is made smooth
COLOURS = 48
NEEDED = (
    "cards: Pillow finds no libfribidi, which sets lines of several scripts; install it (Debian: libfribidi0), "
    "or write cards: false"
)


def prepare() -> None:
    """Raises CardError where the libraries that set Arabic and Hebrew are missing."""
    if not features.check("raqm"):
        raise CardError(NEEDED)


def draw(face: Face) -> bytes:
    """The picture."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    sheet = _Sheet(image, face.direction, face.fonts)
    sheet.rule(SPINE, 0, SPINE, HEIGHT, LINE)
    top: float = TOP
    if face.date:
        sheet.mark(SPINE, TOP + 24, face.shape, face.broken)
        top = sheet.lines([face.date], top, 38, "regular", QUIET) + 14
    size, title = sheet.fitted(face.title, BOTTOM - top - (60 if face.status else 0))
    top = sheet.lines(title, top, size, "bold", INK) + 18
    if face.status:
        colour = DOUBT if face.shape in ("diamond", "half", "struck") else QUIET
        sheet.lines(sheet.wrapped(face.status, 32, "regular", 1 if face.date else 3), top, 32, "regular", colour)
    if face.date:
        sheet.rule(LEFT, BOTTOM, RIGHT, BOTTOM, HAIR)
        sheet.lines(sheet.wrapped(face.site, 28, "bold", 1), BOTTOM + 18, 28, "bold", INK)
    target = BytesIO()
    image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
    return target.getvalue()


@lru_cache(maxsize=64)
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=16384)
def _has(file: str, sign: str) -> bool:
    """Whether a typeface has a sign: what it has not, it draws as it draws U+FFFF."""
    font = _font(file, 20)
    drawn, missing = font.getmask(sign), font.getmask("\uffff")
    return sign.isspace() or (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))


class _Sheet:
    """A card in a direction: from right to left, everything stands on the other side."""

    def __init__(self, image: Image.Image, way: Direction, fonts: tuple[str, ...]) -> None:
        self._image, self._direction, self._fonts = image, way, fonts
        self._draw = ImageDraw.Draw(image)

    def _x(self, x: int) -> int:
        return WIDTH - x if self._direction == "rtl" else x

    def rule(self, left: int, top: int, right: int, bottom: int, colour: str) -> None:
        """A hairline."""
        self._draw.line((self._x(left), top, self._x(right), bottom), colour, 2)

    def font(self, text: str, size: int, weight: str) -> ImageFont.FreeTypeFont:
        """The first typeface that has every letter of a text, ours before those of the owner."""
        files = (str(FACES / f"noto-serif-{weight}.ttf"), *self._fonts)
        return _font(next((file for file in files if all(_has(file, sign) for sign in text)), files[-1]), size)

    def wrapped(self, text: str, size: int, weight: str, most: int) -> list[str]:
        """A text in at most so many lines, the last with an ellipsis if there is more."""
        font, room = self.font(text, size, weight), RIGHT - LEFT
        found: list[str] = []
        rest = text
        while rest and len(found) < most:
            line = _that_fits(font, rest, room)
            found.append(line.strip())
            rest = rest[len(line) :].lstrip()
        if rest:
            last = found[-1]
            while last and font.getlength(f"{last}…") > room:
                last = last[:-1].rstrip()
            found[-1] = f"{last}…"
        return found

    def fitted(self, text: str, height: float) -> tuple[int, list[str]]:
        """The largest size in which a title fits, and its lines; the smallest size with an ellipsis if none does."""
        for size, most in TITLES:
            found = self.wrapped(text, size, "bold", most)
            if not found[-1].endswith("…") and len(found) * size * LEADING <= height:
                return size, found
        size = TITLES[-1][0]
        return size, self.wrapped(text, size, "bold", max(1, int(height / size / LEADING)))

    def lines(self, found: list[str], top: float, size: int, weight: str, colour: str) -> float:
        """Draw lines; returns where the last one ends."""
        for line in found:
            end = self._direction == "rtl"
            self._draw.text(
                (self._x(LEFT), top + size),
                line,
                fill=colour,
                font=self.font(line, size, weight),
                anchor="rs" if end else "ls",
                direction=direction(line),
            )
            top += size * LEADING
        return top

    def mark(self, x: int, y: int, shape: str, broken: bool) -> None:
        """The mark on the line, as in the stylesheet: a box of 16 by 16, lines 1.6 wide."""
        size = MARK * FINE
        big = Image.new("RGB", (size, size), PAPER)
        colour = DOUBT if shape in ("diamond", "half", "struck") else INK
        _shape(ImageDraw.Draw(big), shape, broken, size / 16, colour)
        small = big.resize((MARK, MARK), Image.Resampling.LANCZOS)
        self._image.paste(small, (self._x(x) - MARK // 2, y - MARK // 2))


def _that_fits(font: ImageFont.FreeTypeFont, text: str, room: float) -> str:
    """The beginning of a text that fits on a line: whole words, or as many letters as fit where a word is too long."""
    if font.getlength(text) <= room:
        return text
    low, high = 1, len(text)
    while low < high:  # the longest beginning that fits
        middle = (low + high + 1) // 2
        low, high = (middle, high) if font.getlength(text[:middle].rstrip()) <= room else (low, middle - 1)
    space = text.rfind(" ", 0, low + 1)
    return text[: space + 1] if space > 0 else text[:low]


def _shape(draw: ImageDraw.ImageDraw, shape: str, broken: bool, unit: float, colour: str) -> None:
    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
        return tuple(side * unit for side in (left, top, right, bottom))

    width = round(1.6 * unit)
    circle = box(2.2, 2.2, 13.8, 13.8)
    if shape == "disc":
        draw.ellipse(box(3, 3, 13, 13), colour)
    elif shape == "bar":
        draw.rounded_rectangle(box(5.5, 1, 10.5, 15), 2.5 * unit, colour)
    elif shape == "diamond":
        points = [(8 * unit, 1.8 * unit), (14.2 * unit, 8 * unit), (8 * unit, 14.2 * unit), (1.8 * unit, 8 * unit)]
        draw.polygon(points, outline=colour, width=width)
    elif broken:
        for start in range(0, 360, 45):
            draw.arc(circle, start, start + 26, colour, width)
    else:
        draw.ellipse(circle, outline=colour, width=width)
    if shape == "dot":
        draw.ellipse(box(6.2, 6.2, 9.8, 9.8), colour)
    elif shape == "half":
        draw.pieslice(circle, 90, 270, colour)
    elif shape == "struck":
        draw.line(box(2.5, 13.5, 13.5, 2.5), colour, width)
