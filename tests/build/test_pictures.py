"""Pictures made smaller and free of metadata; bad ones end a build with one message and no traceback."""

import struct
import zlib
from collections.abc import Callable, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from tests.built import copy_project, run
from tests.conftest import Site, config
from timeline.build.pictures import PictureError, made, measure
from timeline.build.render import Site as RenderedSite

THEME = Path(__file__).parents[2] / "site_templates"
SECRET = b"SECRET-PLACE"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"/>'


def picture(kind: str, size: tuple[int, int] = (1000, 500), mode: str = "RGB", **options: object) -> bytes:
    target = BytesIO()
    shades = Image.linear_gradient("L").resize(size)
    shades.convert(mode).save(target, kind, **options)
    return target.getvalue()


def exif(orientation: int = 1) -> bytes:
    tags = Image.Exif()
    tags[0x0112], tags[0x010E] = orientation, SECRET.decode()
    return tags.tobytes()


def animation(kind: str) -> bytes:
    target = BytesIO()
    frames = [Image.new("RGB", (1000, 10), shade) for shade in ("red", "blue")]
    frames[0].save(target, kind, save_all=True, append_images=frames[1:], duration=100)
    return target.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG that says it is large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


Made = Callable[[Mapping[str, bytes]], dict[str, bytes]]


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[Mapping[str, bytes]], Path]:
    def make(files: Mapping[str, bytes]) -> Path:
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        return tmp_path

    return make


@pytest.fixture
def results(folder: Callable[[Mapping[str, bytes]], Path]) -> Made:
    def make(files: Mapping[str, bytes]) -> dict[str, bytes]:
        where = folder(files)
        return dict(made(where, measure(where, files)))

    return make


def shape(data: bytes) -> tuple[str | None, tuple[int, int]]:
    with Image.open(BytesIO(data)) as found:
        found.load()
        return found.format, found.size


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.jpg", picture("JPEG"), "JPEG"),
        ("a.JPEG", picture("JPEG", mode="L"), "JPEG"),
        ("a.png", picture("PNG"), "PNG"),
        ("a.png", picture("PNG", mode="RGBA"), "PNG"),
        ("a.png", picture("PNG", mode="LA"), "PNG"),
        ("a.png", picture("PNG", mode="P"), "PNG"),
        ("a.png", picture("PNG", mode="P", transparency=0), "PNG"),
        ("a.png", picture("PNG", mode="RGB", transparency=(0, 0, 0)), "PNG"),
        ("a.png", picture("PNG", mode="1"), "PNG"),
        ("a.webp", picture("WEBP"), "WEBP"),
    ],
)
def test_a_picture_is_offered_in_smaller_sizes_of_its_own_format(
    results: Made, name: str, data: bytes, kind: str
) -> None:
    found = results({name: data})
    assert [shape(one) for one in found.values()] == [(kind, (480, 240)), (kind, (800, 400))]
    stem, _, ending = name.rpartition(".")
    assert all(path.startswith(f"{stem}.") and path.endswith(f".{ending}") for path in found)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("small.jpg", picture("JPEG", (100, 50))),
        ("small.png", picture("PNG", (1, 1))),
        ("moving.gif", animation("GIF")),
        ("still.gif", picture("GIF")),
        ("moving.webp", animation("WEBP")),
        ("moving.png", animation("PNG")),
        ("drawing.svg", SVG),
        ("cmyk.jpg", picture("JPEG", mode="CMYK")),
        ("paper.pdf", b"%PDF"),
        ("photo.avif", b"whatever"),
    ],
)
def test_what_is_small_moving_drawn_or_unknown_is_left_alone(results: Made, name: str, data: bytes) -> None:
    assert results({name: data}) == {}


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("a.png", picture("PNG", (30, 20)), (30, 20)),
        ("a.svg", SVG, (40, 20)),
        ("a.gif", animation("GIF"), (1000, 10)),
        ("a.jpg", picture("JPEG", (30, 20), exif=exif(6)), (20, 30)),
    ],
)
def test_sizes_are_known_as_the_picture_is_seen(
    folder: Callable[[Mapping[str, bytes]], Path], name: str, data: bytes, size: tuple[int, int]
) -> None:
    (found,) = measure(folder({name: data}), [name]).values()
    assert (found.width, found.height) == size


def _with_text() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET.decode())
    return picture("PNG", (100, 50), pnginfo=text)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", picture("JPEG", (100, 50), exif=exif())),
        ("a.jpg", picture("JPEG", (100, 50), comment=SECRET)),
        ("a.jpg", picture("JPEG", (100, 50), xmp=SECRET)),
        ("a.png", picture("PNG", (100, 50), exif=exif())),
        ("a.png", _with_text()),
        ("a.webp", picture("WEBP", (100, 50), exif=exif())),
        ("a.webp", picture("WEBP", (100, 50), xmp=SECRET)),
        ("a.jpg", picture("JPEG", (2500, 50), exif=exif(), comment=SECRET, xmp=SECRET)),
        ("a.webp", picture("WEBP", (2500, 50), exif=exif(), xmp=SECRET)),
        ("a.png", picture("PNG", (2500, 50), exif=exif())),
    ],
)
def test_no_file_of_the_site_carries_metadata(results: Made, name: str, data: bytes) -> None:
    assert SECRET in data
    found = results({name: data})
    assert name in found
    for one in found.values():
        assert SECRET not in one
        with Image.open(BytesIO(one)) as read:
            assert not read.getexif()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_on_its_side_is_put_upright(results: Made, orientation: int) -> None:
    found = results({"a.jpg": picture("JPEG", (600, 300), exif=exif(orientation))})
    upright = (600, 300) if orientation < 5 else (300, 600)
    assert shape(found["a.jpg"])[1] == upright
    assert all(shape(one)[1][0] <= upright[0] for one in found.values())


def test_a_very_large_picture_is_made_smaller_at_its_own_address(results: Made) -> None:
    found = results({"a.jpg": picture("JPEG", (3000, 2000))})
    assert shape(found["a.jpg"]) == ("JPEG", (1920, 1280))
    assert len(found) == 4


def test_the_meaning_of_colours_is_kept(results: Made) -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    found = results({"a.jpg": picture("JPEG", icc_profile=profile, exif=exif())})
    for one in found.values():
        with Image.open(BytesIO(one)) as read:
            assert read.info["icc_profile"] == profile


def test_transparency_stays(results: Made) -> None:
    for one in results({"a.png": picture("PNG", mode="P", transparency=0)}).values():
        with Image.open(BytesIO(one)) as read:
            assert read.convert("RGBA").getextrema()[3][0] < 255


def test_the_same_picture_gives_the_same_bytes_and_another_gives_another_name(results: Made) -> None:
    files = {f"a.{kind.lower()}": picture(kind, exif=exif()) for kind in ("PNG", "WEBP", "JPEG")}
    once, again = ({path: sha256(data).digest() for path, data in results(files).items()} for _ in range(2))
    assert once == again
    other = results({**files, "a.png": picture("PNG", (1001, 500))})
    assert len(set(once) & set(other) - {"a.png"}) == len(once) - 3


BAD = [
    (b"", "cannot be read"),
    (b"no picture at all", "cannot be read"),
    (picture("JPEG")[:400], "cannot be read"),
    (picture("PNG")[:200], "cannot be read"),
    (picture("WEBP")[:60], "cannot be read"),
    (picture("PNG").replace(b"IDAT", b"IDAX"), "cannot be read"),
    (bomb(), "too large"),
    (bomb(10_000, 9_000), "the picture is too large, 10000 x 9000 where 80 million pixels are allowed"),
    (bomb(2**31 - 1, 2**31 - 1), "too large"),
    (bomb(2000, 2000), "cannot be read"),
]


@pytest.mark.parametrize(("data", "message"), BAD)
def test_a_bad_picture_is_one_message(results: Made, data: bytes, message: str) -> None:
    with pytest.raises(PictureError) as caught:
        results({"a.png": data})
    assert str(caught.value).startswith("content/a.png: the picture ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_all_bad_pictures_are_named_at_once(results: Made) -> None:
    with pytest.raises(PictureError) as caught:
        results({"b.jpg": b"", "a.png": bomb(), "c.png": picture("PNG")})
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == ["content/a.png", "content/b.jpg"]


FILES: dict[str, str | bytes] = {
    "about.md": "# About\n\n![x](media/a.jpg)\n",
    "guide/deep.md": "# Deep\n\n![x](../media/a.jpg)\n",
    "events/a.yml": "date: 1987\ntitle: A\nmedia: [{src: media/a.jpg, alt: A}]\ntext: '![x](media/a.jpg)'",
    "media/a.jpg": picture("JPEG", exif=exif()),
}


def test_every_picture_on_a_page_has_its_size_and_its_sizes(site: Site, tmp_path: Path) -> None:
    found = dict(RenderedSite(site(FILES), config(), THEME, tmp_path / "content").files())
    page = found["events/a/index.html"].decode()
    pictures = [tag for tag in page.split("<") if tag.startswith("img")]
    assert len(pictures) == 2
    for tag in pictures:
        assert 'width="1000"' in tag
        assert 'height="500"' in tag
        assert 'loading="lazy"' in tag
        srcset = tag.partition('srcset="')[2].partition('"')[0]
        offered = [one.split()[0].removeprefix("../../") for one in srcset.split(", ")]
        assert len(offered) == 3
        assert set(offered) <= set(found)
    assert SECRET not in found["media/a.jpg"]


def test_a_site_built_by_the_host_has_them_in_prose_too(tmp_path: Path) -> None:
    project = copy_project("minimal", tmp_path)
    for name, data in FILES.items():
        file = project / "content" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
    done = run(project, "timeline.cli", "build")
    assert done.returncode == 0, done.stderr
    for page, root in (("about", "../"), ("guide/deep", "../../")):
        html = (project / "site" / page / "index.html").read_text("utf-8")
        assert f'src="{root}media/a.jpg"' in html
        assert f'srcset="{root}media/a.480.' in html
    assert SECRET not in (project / "site" / "media" / "a.jpg").read_bytes()
    assert sum(1 for _ in (project / "site" / "media").iterdir()) == 3


@pytest.mark.parametrize("data", [b"", bomb(), bomb(2000, 2000)])
def test_a_build_with_a_bad_picture_says_so_and_publishes_nothing(tmp_path: Path, data: bytes) -> None:
    project = copy_project("minimal", tmp_path)
    (project / "content" / "media").mkdir()
    (project / "content" / "media" / "a.png").write_bytes(data)
    (project / "content" / "events" / "x.yml").write_text("date: 1987\ntitle: X\nmedia: [{src: media/a.png, alt: A}]")
    done = run(project, "timeline.cli", "build")
    assert done.returncode == 1
    assert "content/media/a.png: the picture " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()
    assert sorted(path.name for path in project.iterdir()) == ["content", "mkdocs.yml", "site_templates"]
