"""Make the free stand-in fonts under ``resources/fonts`` from their published sources.

Unpack these five packages anywhere below one folder, then name that folder and the place for the results::

    python installer/make_fonts.py SOURCES resources/fonts

=============================================  ===========================================================
Debian ``texlive-lang-chinese`` 2022.20230122  ``FandolFang-Regular.otf``, ``FandolKai-Regular.otf``
Debian ``fonts-hanazono`` 20170904-2.1         ``HanaMinB.ttf``
Debian ``unicode-data`` 15.0.0                 ``Unihan_OtherMappings.txt.bz2``, ``Unihan_IRGSources.txt.bz2``
npm ``@expo-google-fonts/noto-sans-sc`` 0.4.3  ``NotoSansSC_400Regular.ttf``
npm ``@expo-google-fonts/noto-serif-sc`` 0.4.3  ``NotoSerifSC_400Regular.ttf``, ``NotoSerifSC_700Bold.ttf``
=============================================  ===========================================================

The results are the same bytes for the same sources and the same fontTools; ``SHA256SUMS`` lists them.
Needs fontTools only.
"""

from __future__ import annotations

import argparse
import bz2
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

UNIHAN = "Unihan_OtherMappings.txt.bz2"
UNIHAN_SOURCES = "Unihan_IRGSources.txt.bz2"
WIDEST = "NotoSerifSC_400Regular.ttf"
TGH_FILE = "tgh-8105.txt"
CHECKSUMS = "SHA256SUMS"

TGH_LEVELS = {"一级字表": range(1, 3501), "二级字表": range(3501, 6501), "三级字表": range(6501, 8106)}
"""The three lists of 通用规范汉字表 (2013) by the number that kTGH gives each character."""

CURVE_ERROR = 1.0
"""How far a quadratic outline may stray from the cubic one, in font units (1000 to the em)."""

NOTICE = (
    "Modified for oa_desktop on 2026-11-22: subset of the characters, layout tables and hints removed, "
    "cubic outlines converted to quadratic ones, half-width digits and full-width dash and dot made the default, "
    "the dash drawn across its whole cell, faulty signs left out."
)

BOX_DRAWING = range(0x2500, 0x2580)

SYMBOLS = (
    range(0x20, 0x7F),  # ASCII
    range(0xA0, 0x100),  # Latin-1
    range(0x391, 0x3CA),  # Greek
    (0x2002, 0x2003),  # spaces of half an em and one em
    range(0x2010, 0x2028),  # dashes, quotation marks, ellipsis, bullet
    range(0x2030, 0x203C),
    range(0x2070, 0x2090),  # superscripts and subscripts
    (0x20AC, 0x2103, 0x2109, 0x2116, 0x2121, 0x2122),
    range(0x2150, 0x2180),  # fractions, Roman numerals
    range(0x2190, 0x219A),  # arrows
    range(0x2460, 0x249C),  # ① ⑴ ⒈
    range(0x2600, 0x2613),  # ★ ☆ ☐ ☑
    range(0x2713, 0x2718),  # check marks
    range(0x2776, 0x2780),  # ❶
    range(0x3000, 0x3040),  # 〇 〓 〔 〕
    range(0x3220, 0x3244),  # ㈠
    range(0x3251, 0x3260),  # ㉑
    range(0x3280, 0x32C0),  # ㊀ ㊱
    range(0x3380, 0x33E0),  # ㎡
    range(0xFF01, 0xFF5F),  # full-width forms
    range(0xFFE0, 0xFFE6),
)

FANDOL_FAULTS = "￥￣～－〓™"
"""Signs that are wrong in Fandol, left to the next font of the chain: its ￥ shows a dollar, its 〓 is half an em."""

BEYOND = range(0x20000, 0x32400)
"""The Chinese characters beyond the basic plane: extensions B to H."""

WIDE_HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00), BEYOND, BOX_DRAWING)
"""What the last font of every chain holds beside the rest: traditional and rare characters of names and quotations."""

NAME_SOURCES = {
    "kIICore": ("",),
    "kIRG_GSource": ("GIDC", "GFC", "GXC", "GXHZ", "GHC", "GCH", "GCY", "GGH", "GKJ", "GZFY", "G3", "G5", "G7"),
    "kIRG_HSource": ("H",),
    "kIRG_JSource": ("J3", "J4"),
}
"""Where Unihan says that a character beyond the basic plane is in use today: what its sources begin with.

The common core of all regions, identity cards (GIDC) and modern dictionaries of the mainland, Hong Kong's and Japan's
standards; not the classics alone.
"""

NAMES = "𠮷"
"""Characters of names that none of these sources has."""

DROPPED_TABLES = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "gasp", "prep", "vhea", "vmtx")

PROFILE = {
    "maxZones": 1,
    "maxTwilightPoints": 0,
    "maxStorage": 0,
    "maxFunctionDefs": 0,
    "maxInstructionDefs": 0,
    "maxStackElements": 0,
    "maxSizeOfInstructions": 0,
    "maxComponentElements": 0,
    "maxPoints": 0,
    "maxContours": 0,
    "maxCompositePoints": 0,
    "maxCompositeContours": 0,
    "maxComponentDepth": 0,
}
"""The fields that ``maxp`` has for TrueType outlines only; fontTools fills in the counts on saving."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How one font file is made: from which source, under which name, with which characters.

    Attributes:
        source: Name of the published file.
        target: Name of the file that is made.
        wide: Whether it holds ``WIDE_HAN`` too.
        rare: Whether it holds nothing but what ``NAME_SOURCES`` names and the widest font lacks.
        faults: Characters that the source draws wrongly.
    """

    source: str
    target: str
    wide: bool = False
    rare: bool = False
    faults: str = ""


RECIPES = (
    Recipe(source="FandolFang-Regular.otf", target="FandolFang-Regular.ttf", faults=FANDOL_FAULTS),
    Recipe(source="FandolKai-Regular.otf", target="FandolKai-Regular.ttf", faults=FANDOL_FAULTS),
    Recipe(source="NotoSansSC_400Regular.ttf", target="NotoSansSC-Regular.ttf"),
    Recipe(source=WIDEST, target="NotoSerifSC-Regular.ttf", wide=True),
    Recipe(source="NotoSerifSC_700Bold.ttf", target="NotoSerifSC-Bold.ttf"),
    Recipe(source="HanaMinB.ttf", target="HanaMin-Rare.ttf", rare=True),
)


def below(folder: Path, name: str) -> Path:
    """Find the file of this name anywhere below a folder, or stop and say which package is missing."""
    found = next(iter(sorted(folder.rglob(name))), None)
    if found is None:
        raise SystemExit(f"{name} is not below {folder}: see the list of packages at the top of this script")
    return found


def read_tgh(unihan: Path) -> dict[int, str]:
    """Read 通用规范汉字表 from Unihan: number in the list to character."""
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        rows = [line.split("\t") for line in lines if "\tkTGH\t" in line and not line.startswith("#")]
    return {int(value.split()[0].partition(":")[2]): chr(int(code[2:], 16)) for code, _, value in rows}


def rare_characters(sources: Path) -> set[int]:
    """Name the characters beyond the basic plane that are in use and that the widest font lacks."""
    with bz2.open(below(sources, UNIHAN_SOURCES), "rt", encoding="utf-8") as lines:
        rows = [line.split("\t") for line in lines if line.startswith("U+")]
    named = {int(code[2:], 16) for code, field, value in rows if value.startswith(NAME_SOURCES.get(field, ()))}
    named.update(map(ord, NAMES))
    return named.intersection(BEYOND).difference(TTFont(below(sources, WIDEST), lazy=True).getBestCmap())


def tgh_text(tgh: dict[int, str]) -> str:
    """Write the list as text: a heading for each level, fifty characters a line."""
    blocks = []
    for level, numbers in TGH_LEVELS.items():
        characters = "".join(tgh[number] for number in numbers)
        lines = [characters[start : start + 50] for start in range(0, len(characters), 50)]
        blocks.append("\n".join([f"# 通用规范汉字表 {level} {len(characters)}", *lines, ""]))
    return "".join(blocks)


def double_byte(encoding: str, leads: Iterable[int], trails: Iterable[int]) -> Iterator[int]:
    """Name every character that a two-byte Chinese encoding holds in these rows."""
    trail_bytes = tuple(trails)
    for lead in leads:
        for trail in trail_bytes:
            text = bytes((lead, trail)).decode(encoding, errors="ignore")
            yield from (ord(character) for character in text if ord(character) >= 0x80)


def characters(tgh: Iterable[str], recipe: Recipe) -> set[int]:
    """Name the code points that a shipped font should hold."""
    wanted = {ord(character) for character in tgh}
    wanted.update(double_byte("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)))
    wanted.update(double_byte("gbk", range(0xA1, 0xAA), range(0xA1, 0xFF)))
    wanted.difference_update(BOX_DRAWING)
    for block in SYMBOLS + (WIDE_HAN if recipe.wide else ()):
        wanted.update(block)
    return wanted.difference(ord(character) for character in recipe.faults)


def single_substitutions(font: TTFont, feature: str) -> dict[str, str]:
    """Read which glyph a GSUB feature puts in the place of which."""
    if "GSUB" not in font:
        return {}
    gsub = font["GSUB"].table
    records = [r.Feature for r in gsub.FeatureList.FeatureRecord if r.FeatureTag == feature]
    indices = sorted({index for record in records for index in record.LookupListIndex})
    tables = (getattr(t, "ExtSubTable", t) for i in indices for t in gsub.LookupList.Lookup[i].SubTable)
    return {before: after for t in tables for before, after in getattr(t, "mapping", {}).items()}


def remap(font: TTFont, replacements: dict[int, str]) -> None:
    """Let these code points show other glyphs."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({code: glyph for code, glyph in replacements.items() if code in table.cmap})


def fit_to_grid(font: TTFont) -> None:
    """Make digits half an em wide, and the dash and the dot one em, from the font's own glyphs."""
    cmap, em = font.getBestCmap(), font["head"].unitsPerEm
    half, full = single_substitutions(font, "hwid"), single_substitutions(font, "fwid")
    wanted = {code: half.get(cmap[code]) for code in range(0x30, 0x3A)}
    wanted |= {0x2014: full.get(cmap[0x2014])}
    if font["hmtx"][cmap[0xB7]][0] != em:
        wanted |= {0xB7: cmap.get(0x30FB)}
    remap(font, {code: glyph for code, glyph in wanted.items() if glyph})


def subset(font: TTFont, codes: set[int]) -> None:
    """Keep these characters and only what drawing them needs."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.drop_tables += list(DROPPED_TABLES)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def quadratic_glyph(glyphs: Any, name: str) -> Any:
    """Draw one cubic glyph again with quadratic curves."""
    pen = TTGlyphPen(glyphs)
    glyphs[name].draw(Cu2QuPen(pen, CURVE_ERROR, reverse_direction=True))
    return pen.glyph(dropImpliedOnCurves=True)


def replace_outlines(font: TTFont) -> None:
    """Put a ``glyf`` table in the place of ``CFF``."""
    order, drawn = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {name: quadratic_glyph(drawn, name) for name in order}
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    for name, glyph in glyphs.items():
        glyph.recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], glyph.xMin)
    del font["CFF "]


def declare_truetype(font: TTFont) -> None:
    """Set the header fields that tell readers that the outlines are TrueType."""
    font.sfntVersion = "\x00\x01\x00\x00"
    font["head"].glyphDataFormat = 0
    font["maxp"].tableVersion = 0x00010000
    for field, value in PROFILE.items():
        setattr(font["maxp"], field, value)
    post = font["post"]
    post.formatType, post.extraNames, post.mapping = 3.0, [], {}
    post.glyphOrder = font.getGlyphOrder()


def reshape(font: TTFont, char: str, scale: float, shift: float) -> None:
    """Stretch and move one glyph sideways within its advance."""
    name = font.getBestCmap()[ord(char)]
    glyph = font["glyf"][name]
    glyph.coordinates.scale((scale, 1))
    glyph.coordinates.translate((shift, 0))
    glyph.coordinates.toInt()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (font["hmtx"][name][0], glyph.xMin)


def join_dash(font: TTFont) -> None:
    """Let the dash fill its cell, so that the two of a Chinese dash (破折号) join."""
    glyph = font["glyf"][font.getBestCmap()[0x2014]]
    scale = font["head"].unitsPerEm / (glyph.xMax - glyph.xMin)
    reshape(font, "—", scale, -glyph.xMin * scale)


def make(recipe: Recipe, sources: Path, out: Path, tgh: Iterable[str]) -> Path:
    """Make one font file and return where it lies."""
    font = TTFont(below(sources, recipe.source), recalcTimestamp=False)
    if recipe.rare:
        subset(font, rare_characters(sources))
    else:
        fit_to_grid(font)
        subset(font, characters(tgh, recipe))
        if "CFF " in font:
            replace_outlines(font)
            declare_truetype(font)
        join_dash(font)
    font["name"].setName(NOTICE, 10, 3, 1, 0x409)
    target = out / recipe.target
    font.save(target)
    return target


def checksum_lines(paths: Iterable[Path]) -> str:
    """List the SHA-256 of files as ``sha256sum`` does."""
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make every font, the list of 8,105 characters and the checksums."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sources", type=Path, help="folder below which the packages are unpacked")
    parser.add_argument("out", type=Path, help="folder for the results")
    places = parser.parse_args(arguments)
    tgh = read_tgh(below(places.sources, UNIHAN))
    list_file = places.out / TGH_FILE
    list_file.write_text(tgh_text(tgh), encoding="utf-8")
    made = [make(recipe, places.sources, places.out, tgh.values()) for recipe in RECIPES]
    (places.out / CHECKSUMS).write_text(checksum_lines([list_file, *made]), encoding="utf-8")


if __name__ == "__main__":
    main()
