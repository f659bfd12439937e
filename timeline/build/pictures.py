"""Pictures of the content folder -> their sizes, and the files of the site: smaller ones, and none with metadata.

    found = measure(folder, paths)      reads the head of each file
    for path, data in made(folder, found): ...

A picture that cannot be read, or that would take too much memory, ends the build with a PictureError.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from timeline.build.refusals import PictureError
from timeline.site.pictures import RECIPE, SCALED, SHOWN, Original, drawing_size, largest, renditions

MOST_PIXELS = 80_000_000  # 240 MB in memory; no camera that journalists carry makes more
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # no other decoder of Pillow sees a file
STILL = frozenset({"JPEG", "MPO", "PNG", "WEBP"})  # MPO is a JPEG with a preview behind it, as telephones make them
MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA"})  # others (CMYK, 16 bits) are not for the web: left alone
KEPT = frozenset({"icc_profile", "transparency"})  # how colours are meant
HARMLESS = KEPT | {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "adobe", "adobe_transform", "background"}
HARMLESS |= {"progressive", "progression", "gamma", "srgb", "chromaticity", "interlace", "aspect", "default_image"}
HARMLESS |= {"loop", "duration", "timestamp"}
SAVED: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80, "method": 4},
}


def measure(folder: Path, paths: Iterable[str], shown: str = "content") -> dict[str, Original]:
    """The pictures among some files of the content folder. Raises PictureError for all bad ones at once; `shown` is
    what the folder is called in that."""
    found: dict[str, Original] = {}
    bad = []
    for path in sorted(paths):
        if path.lower().endswith(SHOWN) and (folder / path).is_file():
            try:
                original = _measured(path, (folder / path).read_bytes())
            except PictureError as error:
                bad.append(f"{shown}/{path}: {error}")
            else:
                found |= {path: original} if original else {}
    if bad:
        raise PictureError("\n".join(bad))
    return found


def _measured(path: str, data: bytes) -> Original | None:
    digest = sha256(RECIPE.encode() + data).hexdigest()[:8]
    if path.lower().endswith(".svg"):
        size = drawing_size(data[:4096].decode("utf-8", "replace"))
        return Original(*size, digest, scalable=False) if size else None
    with _opened(data) as picture:
        width, height = picture.size
        if picture.getexif().get(0x0112, 1) in (5, 6, 7, 8):  # orientation: lies on its side (Exif 2.32, 4.6.4)
            width, height = height, width
        still = picture.format in ("JPEG", "MPO") or not getattr(picture, "is_animated", False)
        scalable = still and picture.format in STILL and picture.mode in MODES and path.lower().endswith(SCALED)
        return Original(width, height, digest, scalable)


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """A picture, its head read and its size allowed; whatever goes wrong with it is a PictureError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow has to say about odd metadata, and of size we judge ourselves
            with Image.open(BytesIO(data), formats=FORMATS) as picture:
                _refuse_bomb(*picture.size)
                yield picture
    except Image.DecompressionBombError as error:
        raise PictureError(f"the picture is too large ({error}); save it smaller") from error
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, OverflowError) as error:
        why = "it is damaged or of another format than its name says"
        raise PictureError(f"the picture cannot be read, {why}; save it anew, or leave it out") from error


def _refuse_bomb(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        most = f"{MOST_PIXELS // 1_000_000} million pixels"
        raise PictureError(f"the picture is too large, {width} x {height} where {most} are allowed; save it smaller")


def made(folder: Path, pictures: Mapping[str, Original], shown: str = "content") -> Iterator[tuple[str, bytes]]:
    """The files to be written: the sizes of each picture, and in place of the picture itself one without metadata."""
    for path, original in sorted(pictures.items()):
        if original.scalable:
            try:
                yield from _sizes(path, original, (folder / path).read_bytes())
            except PictureError as error:
                raise PictureError(f"{shown}/{path}: {error}") from error


def _sizes(path: str, original: Original, data: bytes) -> list[tuple[str, bytes]]:
    with _opened(data) as picture:
        picture.load()
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        whole, smaller = largest(path, original), renditions(path, original)
        files = []
        if whole.width < original.width:
            smaller = (*smaller, whole)
        elif set(picture.info) - HARMLESS or picture.format == "MPO":
            files.append((path, _without_metadata(picture, kind)))
        if smaller:
            upright = _for_resizing(ImageOps.exif_transpose(picture))
            for one in smaller:
                size = (one.width, one.height)
                small = upright.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
                files.append((one.path, _saved(small, kind, SAVED[kind])))
        return files


def _for_resizing(picture: Image.Image) -> Image.Image:
    """Pictures with a palette have no colours between two; a colour that is transparent becomes true transparency."""
    if "transparency" in picture.info or picture.mode == "PA":
        return picture.convert("RGBA")
    return picture.convert({"P": "RGB", "1": "L"}.get(picture.mode, picture.mode))


def _without_metadata(picture: Image.Image, kind: str) -> bytes:
    """The picture as it was, upright, and with as little loss as its format allows."""
    turned = picture.getexif().get(0x0112, 1) != 1
    if kind == "JPEG":
        kept = picture.format == "JPEG" and not turned
        options: dict[str, object] = {"quality": "keep" if kept else 92, "optimize": True}
    else:
        options = {**SAVED[kind], **({"quality": 92} if kind == "WEBP" else {})}
    return _saved(ImageOps.exif_transpose(picture) if turned else picture, kind, options)


def _saved(picture: Image.Image, kind: str, options: Mapping[str, object]) -> bytes:
    picture.info = {name: value for name, value in picture.info.items() if name in KEPT}
    if picture.mode == "RGBA":
        picture.info.pop("transparency", None)
    profile = picture.info.get("icc_profile")
    target = BytesIO()
    picture.save(target, kind, **({"icc_profile": profile} if profile else {}), **options)
    return target.getvalue()
