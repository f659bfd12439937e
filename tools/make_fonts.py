"""Noto Serif with Noto Naskh Arabic and Noto Serif Hebrew, out of npm packages -> the faces of drawn cards.

    npm pack @expo-google-fonts/noto-serif@0.4.2 @expo-google-fonts/noto-naskh-arabic@0.4.5 \
        @expo-google-fonts/noto-serif-hebrew@0.4.2
    for file in *.tgz; do mkdir "${file%.tgz}" && tar xzf "$file" -C "${file%.tgz}"; done
    uv run --with fonttools python tools/make_fonts.py .

Needed only when the faces themselves are to change; a site is built without it. Kept are Latin, Greek, Cyrillic, Hebrew
and Arabic; one face for all of them, so that a line of several scripts is shaped as a whole.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

TARGET = Path(__file__).parents[1] / "timeline" / "build" / "faces"
WEIGHTS = {"regular": "400Regular", "bold": "700Bold"}
LATIN = "0020-007E,00A0-024F,0259,02B0-02DD,0300-036F,0370-03FF,0400-052F,1E00-1EFF,1F00-1FFF,2000-206F,2070-209F"
SIGNS = "20A0-20BF,2100-214F,2190-2193,2212,2215,2260,2264-2265,25CC,FB00-FB04,FFFD"
ARABIC = "060C,061B,061F,0610-061A,0620-06FF,0750-077F,08A0-08FF,FB50-FDFF,FE70-FEFC,200C-200F"
HEBREW = "0591-05F4,FB1D-FB4F"
FEATURES = "kern,mark,mkmk,ccmp,locl,init,medi,fina,isol,rlig,calt,lnum"
PARTS = (
    ("noto-serif", "NotoSerif", f"{LATIN},{SIGNS}"),
    ("noto-naskh-arabic", "NotoNaskhArabic", ARABIC),
    ("noto-serif-hebrew", "NotoSerifHebrew", HEBREW),
)


def main(packages: Path) -> None:
    """Write a face for each weight, and the licence."""
    from fontTools.merge import Merger
    from fontTools.subset import main as subset

    TARGET.mkdir(exist_ok=True)
    for weight, folder in WEIGHTS.items():
        with TemporaryDirectory() as scratch:
            kept = []
            for package, name, signs in PARTS:
                (file,) = packages.glob(f"expo-google-fonts-{package}-*/package/{folder}/{name}_{folder}.ttf")
                kept.append(f"{scratch}/{name}.ttf")
                options = [
                    f"--layout-features={FEATURES}",
                    "--no-hinting",
                    "--desubroutinize",
                    f"--output-file={kept[-1]}",
                ]
                subset([str(file), f"--unicodes={signs}", *options])
            face = Merger().merge(kept)
            face["head"].created = face["head"].modified = 0
            face.recalcTimestamp = False
            face.save(TARGET / f"noto-serif-{weight}.ttf")
    (licence,) = packages.glob("expo-google-fonts-noto-serif-[0-9]*/package/LICENSE_FONT")
    (TARGET / "LICENSE-noto.txt").write_text(licence.read_text("utf-8"), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
