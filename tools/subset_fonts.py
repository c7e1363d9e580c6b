"""From the full font files to those in assets/fonts/: unhinted, and Noto Sans cut to Latin, Greek and Cyrillic.

Run it with the unpacked npm packages @expo-google-fonts/atkinson-hyperlegible-next and
@expo-google-fonts/noto-sans (both SIL OFL 1.1, no reserved font names), and fontTools installed:

    python tools/subset_fonts.py ATKINSON_FOLDER NOTO_FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

FONTS = Path(__file__).resolve().parent.parent / "assets" / "fonts"

ATKINSON = {
    "AtkinsonHyperlegibleNext-Regular.ttf": "400Regular/AtkinsonHyperlegibleNext_400Regular.ttf",
    "AtkinsonHyperlegibleNext-Italic.ttf": "400Regular_Italic/AtkinsonHyperlegibleNext_400Regular_Italic.ttf",
    "AtkinsonHyperlegibleNext-Bold.ttf": "700Bold/AtkinsonHyperlegibleNext_700Bold.ttf",
    "AtkinsonHyperlegibleNext-BoldItalic.ttf": "700Bold_Italic/AtkinsonHyperlegibleNext_700Bold_Italic.ttf",
}
NOTO = {
    "NotoSans-Regular.ttf": "400Regular/NotoSans_400Regular.ttf",
    "NotoSans-Bold.ttf": "700Bold/NotoSans_700Bold.ttf",
}
# Bold with the figures that are all of one width, for telephone numbers: ReportLab cannot ask for a font's "tnum".
TABULAR = "AtkinsonHyperlegibleNext-BoldTabular.ttf"
DIALLED = "+0123456789().-/ xext\u00a0"
# Basic Latin to Cyrillic Supplement, phonetic and Latin Extended Additional, Greek Extended, punctuation,
# superscripts, currency, letterlike, number forms, Latin Extended-C, -D and -E, Cyrillic Extended, ligatures
# as they are pasted from PDFs, combining half marks.
EVERY_NAME = [
    (0x0020, 0x052F), (0x1C80, 0x1C8F), (0x1D00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF),
    (0x2100, 0x218F), (0x2C60, 0x2C7F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F), (0xA720, 0xA7FF), (0xAB30, 0xAB6F),
    (0xFB00, 0xFB06), (0xFE20, 0xFE2F),
]  # fmt: skip


def cut(source: Path, target: Path, unicodes: list[int] | None, tabular: bool = False) -> None:
    options = subset.Options()
    options.hinting = False
    options.layout_features = []  # ReportLab places one glyph a character
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.glyph_names = False
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    if tabular:
        for table in font["cmap"].tables:
            table.cmap.update(
                {
                    code: table.cmap[code].removesuffix(".tf") + ".tf"
                    for code in range(ord("0"), ord("9") + 1)
                }
            )
        for record in font["name"].names:  # ReportLab tells fonts apart by these
            if record.nameID in (1, 4, 6):
                record.string = str(record).replace(" Bold", "").replace("-Bold", "") + {
                    6: "-BoldTabular"
                }.get(record.nameID, " Bold Tabular")
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes or list(font.getBestCmap()))
    cutter.subset(font)
    subset.save_font(font, str(target), options)
    print(f"{target.name}: {target.stat().st_size:,} bytes, {len(font.getBestCmap())} characters")


def main(atkinson: str, noto: str) -> None:
    for name, source in ATKINSON.items():
        cut(Path(atkinson) / source, FONTS / name, None)
    dialled = [ord(char) for char in DIALLED]
    cut(
        Path(atkinson) / ATKINSON["AtkinsonHyperlegibleNext-Bold.ttf"],
        FONTS / TABULAR,
        dialled,
        tabular=True,
    )
    every = [code for first, last in EVERY_NAME for code in range(first, last + 1)]
    for name, source in NOTO.items():
        cut(Path(noto) / source, FONTS / name, every)


if __name__ == "__main__":
    main(*sys.argv[1:3])
