"""From full font files to those in assets/fonts/: without hints, and Noto Sans for three scripts.

Run it with the unpacked npm packages @expo-google-fonts/atkinson-hyperlegible-next and
@expo-google-fonts/noto-sans (both SIL OFL 1.1, no reserved font names), and fontTools installed:

    python tools/subset_fonts.py ATKINSON_FOLDER NOTO_FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from fontTools import subset

FONTS = Path(__file__).resolve().parent.parent / "assets" / "fonts"

# The names of the styles, ours and those of the packages.
ATKINSON_STYLES = {
    "Regular": "400Regular",
    "Italic": "400Regular_Italic",
    "Bold": "700Bold",
    "BoldItalic": "700Bold_Italic",
}
NOTO_STYLES = {"Regular": "400Regular", "Bold": "700Bold"}
# Bold with tabular figures, for telephone numbers: ReportLab cannot select the font feature "tnum".
TABULAR = "AtkinsonHyperlegibleNext-BoldTabular.ttf"
PHONE_CHARACTERS = "+0123456789().-/ xext\u00a0"
# Basic Latin to Cyrillic Supplement, phonetic and Latin Extended Additional, Greek Extended,
# punctuation, superscripts, currency, letterlike, number forms, Latin Extended-C, -D and -E,
# Cyrillic Extended, ligatures (as in text pasted from PDFs), combining half marks.
LATIN_GREEK_CYRILLIC = [
    (0x0020, 0x052F), (0x1C80, 0x1C8F), (0x1D00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x209F),
    (0x20A0, 0x20CF), (0x2100, 0x218F), (0x2C60, 0x2C7F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F),
    (0xA720, 0xA7FF), (0xAB30, 0xAB6F), (0xFB00, 0xFB06), (0xFE20, 0xFE2F),
]  # fmt: skip


def write_subset(
    source: Path, target: Path, unicodes: list[int] | None, tabular: bool = False
) -> None:
    """Write a font with these characters, or all if None, without hints and layout features.

    ``tabular`` replaces the figures with tabular ones, and renames the font.
    """
    options = subset.Options()
    options.hinting = False
    options.layout_features = []  # ReportLab places one glyph a character
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.glyph_names = False
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    if tabular:
        _use_tabular_figures(font)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes or list(font.getBestCmap()))
    cutter.subset(font)
    subset.save_font(font, str(target), options)
    print(f"{target.name}: {target.stat().st_size:,} bytes, {len(font.getBestCmap())} characters")


def _use_tabular_figures(font: Any) -> None:
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            table.cmap[code] = table.cmap[code].removesuffix(".tf") + ".tf"
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):  # ReportLab tells fonts apart by these names
            name = str(record).replace(" Bold", "").replace("-Bold", "")
            record.string = name + ("-BoldTabular" if record.nameID == 6 else " Bold Tabular")


def main(atkinson: str, noto: str) -> None:
    """Write all fonts from the folders of the two packages."""
    family = "AtkinsonHyperlegibleNext"
    for style, folder in ATKINSON_STYLES.items():
        source = Path(atkinson) / folder / f"{family}_{folder}.ttf"
        write_subset(source, FONTS / f"{family}-{style}.ttf", None)
        if style == "Bold":
            digits = list(map(ord, PHONE_CHARACTERS))
            write_subset(source, FONTS / TABULAR, digits, tabular=True)
    unicodes = [code for first, last in LATIN_GREEK_CYRILLIC for code in range(first, last + 1)]
    for style, folder in NOTO_STYLES.items():
        source = Path(noto) / folder / f"NotoSans_{folder}.ttf"
        write_subset(source, FONTS / f"NotoSans-{style}.ttf", unicodes)


if __name__ == "__main__":
    main(*sys.argv[1:3])
