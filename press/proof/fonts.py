"""From a font of a PDF to the text that its strings stand for, as a screen reader finds it (ISO 32000-1, 9.10.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from press.pdf.values import ENCODINGS, GLYPHS, Dictionary, Name, as_integer
from press.proof.cmaps import NONE, CMap, codes, read_cmap

STANDARD = re.compile(
    r"(Courier|Helvetica|Times|Symbol|ZapfDingbats)(-|$)|(Arial|TimesNewRoman|CourierNew)(,|$|PS)"
)

# What the predefined CMaps of Chinese, Japanese and Korean fonts encode; by the beginning of their names (9.7.5.2).
_EASTERN = {
    "GB": "gb18030", "ETen-B5": "cp950", "B5": "cp950", "HKscs": "big5hkscs", "90ms-RKSJ": "cp932", "90pv-RKSJ": "cp932",
    "EUC": "euc_jp", "KSC": "cp949",
}  # fmt: skip
COLLECTIONS = (
    "GB1",
    "CNS1",
    "Japan1",
    "Korea1",
    "KR",
)  # glyphs that a reader knows by number (9.7.3)
GETA = "\u3013"  # stands in Japanese print where a letter is missing
_UNICODE = re.compile(r"Uni\w+-(UTF16|UCS2)-")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")  # in pypdf's tables, what has no character
_SYMBOLIC = 4


@dataclass(frozen=True, slots=True)
class FontInfo:
    """``embedded`` if the file brings it along; ``standard`` if it counts on the reader to have it.

    ``sized`` if its size is that of its letters: those of a Type 3 font are as large as they are drawn.
    """

    name: str
    embedded: bool
    standard: bool
    lengths: tuple[int, ...] = (1,)
    texts: dict[int, str] = field(default_factory=dict)
    codec: str = ""
    otherwise: str = NONE
    sized: bool = True

    def decode(self, string: bytes) -> str:
        """The text of a string; U+FFFD for what has none, and a geta for what only Adobe's own tables tell."""
        if self.codec:
            return string.decode(self.codec, "replace")
        return "".join(self.texts.get(code, self.otherwise) for code in codes(string, self.lengths))


NO_FONT = FontInfo("", embedded=True, standard=False)


def read_font(font: Dictionary) -> FontInfo:
    """A font, with everything that may be known of its characters."""
    composite = font.name("Subtype") == "Type0"
    kin = (
        next((one for one in font.each("DescendantFonts") if isinstance(one, Dictionary)), font)
        if composite
        else font
    )
    descriptor = kin.dictionary("FontDescriptor")
    embedded = font.name("Subtype") == "Type3" or any(
        key in descriptor for key in ("FontFile", "FontFile2", "FontFile3")
    )
    name = re.sub(r"^[A-Z]{6}\+", "", font.name("BaseFont") or descriptor.name("FontName"))
    standard = not embedded and bool(STANDARD.match(name))
    unicode = read_cmap(font.dictionary("ToUnicode").data())
    lengths, codec = _composite(font, unicode) if composite else ((1,), "")
    texts = {} if composite else _simple(font, name, descriptor.integer("Flags") or 0)
    otherwise = (
        GETA
        if composite and kin.dictionary("CIDSystemInfo").text("Ordering") in COLLECTIONS
        else NONE
    )
    sized, codec = font.name("Subtype") != "Type3", "" if unicode.texts else codec
    return FontInfo(
        name, embedded, standard, lengths, {**texts, **unicode.texts}, codec, otherwise, sized
    )


def _composite(font: Dictionary, unicode: CMap) -> tuple[tuple[int, ...], str]:
    """How long the codes are, and the codec of their text where that is known by the encoding's name."""
    encoding = font.get("Encoding")
    if isinstance(encoding, Dictionary):
        return read_cmap(encoding.data()).lengths or unicode.lengths or (2,), ""
    named = encoding if isinstance(encoding, Name) else ""
    if _UNICODE.match(named):
        return (2,), "utf-16-be"
    return (2,), next((codec for begins, codec in _EASTERN.items() if named.startswith(begins)), "")


def _simple(font: Dictionary, name: str, flags: int) -> dict[int, str]:
    """The text of each code of a font with codes of one byte, by its encoding."""
    encoding = font.get("Encoding")
    differences = encoding if isinstance(encoding, Dictionary) else None
    base = (
        differences.name("BaseEncoding")
        if differences
        else encoding
        if isinstance(encoding, Name)
        else ""
    )
    if not base and name in ("Symbol", "ZapfDingbats"):
        base = name
    elif not base and not (
        font.name("Subtype") == "TrueType" and (flags & _SYMBOLIC or not differences)
    ):
        base = "StandardEncoding"  # a Type 1 program's own is usually this one
    if font.name("Subtype") == "Type3":
        base = ""
    texts = {
        code: text for code, text in enumerate(ENCODINGS.get(base, ())) if not _CONTROL.match(text)
    }
    code = 0
    for one in differences.each("Differences") if differences else ():
        if isinstance(one, Name):
            texts[code] = _glyph(one)
            code += 1
        else:
            code = as_integer(one) or 0
    return texts


def _glyph(name: str) -> str:
    """The text of a glyph's name, by the Adobe Glyph List and its rules for names that are not in it."""
    return "".join(_component(one) for one in name.partition(".")[0].split("_")) or NONE


def _component(name: str) -> str:
    if name in GLYPHS:
        return GLYPHS[name]
    if found := re.fullmatch(r"uni((?:[0-9A-F]{4})+)", name):
        return bytes.fromhex(found[1]).decode("utf-16-be", "replace")
    if found := re.fullmatch(r"u([0-9A-F]{4,6})", name):
        return chr(int(found[1], 16)) if int(found[1], 16) <= 0x10FFFF else NONE
    return NONE
