"""From a font to the texts of its strings, as a screen reader reads them (ISO 32000-1, 9.10.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from press.pdf.values import ENCODINGS, GLYPHS, Dictionary, Name, as_integer
from press.proof.cmaps import NONE, CMap, codes, read_cmap

STANDARD = re.compile(
    r"(Courier|Helvetica|Times|Symbol|ZapfDingbats)(-|$)|(Arial|TimesNewRoman|CourierNew)(,|$|PS)"
)

# The encodings of the predefined CMaps for Chinese, Japanese and Korean, by the first letters of
# their names (9.7.5.2).
_EASTERN = {
    "GB": "gb18030", "ETen-B5": "cp950", "B5": "cp950", "HKscs": "big5hkscs", "90ms-RKSJ": "cp932",
    "90pv-RKSJ": "cp932", "EUC": "euc_jp", "KSC": "cp949",
}  # fmt: skip
# Character collections whose glyphs a reader knows by number (9.7.3).
COLLECTIONS = ("GB1", "CNS1", "Japan1", "Korea1", "KR")
GETA = "\u3013"  # the Japanese sign for a missing character
_UNICODE = re.compile(r"Uni\w+-(UTF16|UCS2)-")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")  # no character, in pypdf's tables
_SYMBOLIC = 4  # a font flag


@dataclass(frozen=True, slots=True)
class FontInfo:
    """A font.

    ``standard`` is True for a font that is not embedded and that readers bring along. ``lengths``
    are those of its codes in bytes, and ``texts`` the texts by code. ``codec`` decodes strings
    instead, if not empty. ``fallback`` is the text of unknown codes. ``scalable`` is False for a
    Type 3 font, whose letters may be drawn in any size.
    """

    name: str
    embedded: bool
    standard: bool
    lengths: tuple[int, ...] = (1,)
    texts: dict[int, str] = field(default_factory=dict)
    codec: str = ""
    fallback: str = NONE
    scalable: bool = True

    def decode(self, string: bytes) -> str:
        """Return the text of a string.

        A code without text becomes U+FFFD, or a geta if Adobe's own tables have its text.
        """
        if self.codec:
            return string.decode(self.codec, "replace")
        return "".join(self.texts.get(code, self.fallback) for code in codes(string, self.lengths))


NO_FONT = FontInfo("", embedded=True, standard=False)


def read_font(font: Dictionary) -> FontInfo:
    """Return what the file tells about a font and its characters."""
    composite, type3 = font.name("Subtype") == "Type0", font.name("Subtype") == "Type3"
    descendant = font
    if composite:
        descendants = font.each("DescendantFonts")
        descendant = next((kid for kid in descendants if isinstance(kid, Dictionary)), font)
    descriptor = descendant.dictionary("FontDescriptor")
    embedded = type3 or any(key in descriptor for key in ("FontFile", "FontFile2", "FontFile3"))
    name = re.sub(r"^[A-Z]{6}\+", "", font.name("BaseFont") or descriptor.name("FontName"))
    standard = not embedded and bool(STANDARD.match(name))
    unicode = read_cmap(font.dictionary("ToUnicode").data())
    lengths, codec = _composite(font, unicode) if composite else ((1,), "")
    texts = {} if composite else _simple(font, name, descriptor.integer("Flags") or 0)
    fallback = NONE
    if composite and descendant.dictionary("CIDSystemInfo").text("Ordering") in COLLECTIONS:
        fallback = GETA
    codec = "" if unicode.texts else codec
    texts = {**texts, **unicode.texts}
    return FontInfo(name, embedded, standard, lengths, texts, codec, fallback, not type3)


def _composite(font: Dictionary, unicode: CMap) -> tuple[tuple[int, ...], str]:
    """Return the lengths of a composite font's codes, and the codec if its CMap has a known one."""
    encoding = font.get("Encoding")
    if isinstance(encoding, Dictionary):
        return read_cmap(encoding.data()).lengths or unicode.lengths or (2,), ""
    name = encoding if isinstance(encoding, Name) else ""
    if _UNICODE.match(name):
        return (2,), "utf-16-be"
    return (2,), next((codec for start, codec in _EASTERN.items() if name.startswith(start)), "")


def _simple(font: Dictionary, name: str, flags: int) -> dict[int, str]:
    """Return the texts of a simple font, whose codes have one byte, by its encoding."""
    encoding = font.get("Encoding")
    differences = encoding if isinstance(encoding, Dictionary) else None
    base = encoding if isinstance(encoding, Name) else ""
    if differences:
        base = differences.name("BaseEncoding")
    own_encoding = font.name("Subtype") == "TrueType" and (flags & _SYMBOLIC or not differences)
    if not base and name in ("Symbol", "ZapfDingbats"):
        base = name
    elif not base and not own_encoding:
        base = "StandardEncoding"  # usually the built-in encoding of a Type 1 font
    if font.name("Subtype") == "Type3":
        base = ""
    texts = {
        code: text for code, text in enumerate(ENCODINGS.get(base, ())) if not _CONTROL.match(text)
    }
    code = 0
    for item in differences.each("Differences") if differences else ():
        if isinstance(item, Name):
            texts[code] = _glyph_text(item)
            code += 1
        else:
            code = as_integer(item) or 0
    return texts


def _glyph_text(name: str) -> str:
    """Return the text of a glyph's name, by the Adobe Glyph List and its rules for other names."""
    return "".join(_component(part) for part in name.partition(".")[0].split("_")) or NONE


def _component(name: str) -> str:
    if name in GLYPHS:
        return GLYPHS[name]
    if match := re.fullmatch(r"uni((?:[0-9A-F]{4})+)", name):
        return bytes.fromhex(match[1]).decode("utf-16-be", "replace")
    if match := re.fullmatch(r"u([0-9A-F]{4,6})", name):
        return chr(int(match[1], 16)) if int(match[1], 16) <= 0x10FFFF else NONE
    return NONE
