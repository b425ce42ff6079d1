"""Font files on this machine: what they call themselves, whether a page may embed them, and what they measure.

HarfBuzz reads the files: it opens one in a millisecond, checks every table, and takes a broken file for an empty one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import uharfbuzz as hb

from oa_desktop.docs.fonts.names import name_key

SUFFIXES = frozenset({".ttf", ".ttc", ".otf", ".otc"})
FAMILY, FULL_NAME, POSTSCRIPT, TYPOGRAPHIC_FAMILY = 1, 4, 6, 16
FORBIDDING_BITS = 0x0002 | 0x0100 | 0x0200
"""OS/2 fsType: restricted licence, no subsetting, bitmaps only. Our writers embed subsets of outlines."""
REGULAR_WEIGHT = 400
CJK_BOX = (0.88, -0.12)
"""The usual top and bottom of the ideographic box in em, where a font says nothing better."""


class FontFault(StrEnum):
    """Why a font that is installed cannot be used for a page."""

    CFF_OUTLINES = "cff-outlines"
    NO_OUTLINES = "no-outlines"
    EMBEDDING_FORBIDDEN = "embedding-forbidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFile:
    """One font in a file, as its name table describes it.

    Attributes:
        path: The file.
        index: The font's place in a collection (TTC); 0 in a plain file.
        family: Family name, the Chinese one where there is one.
        postscript_name: The name by which PDF and OFD know it.
        keys: All its names as ``name_key`` writes them; the file's stem where the names cannot be read.
        weight: 400 for regular, 700 for bold.
        fault: Why it cannot be used, if so.
    """

    path: Path
    index: int
    family: str
    postscript_name: str
    keys: frozenset[str]
    weight: int
    fault: FontFault | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """Where the visible part of a glyph lies, in em, from its origin on the baseline; y grows upwards."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A font that a page uses, with its measures as fractions of the em.

    Attributes:
        path: The file.
        index: The font's place in a collection (TTC); 0 in a plain file.
        postscript_name: The name by which PDF and OFD know it.
        family: Family name, the Chinese one where there is one.
        official: Whether it carries the design that the standard names; False for a stand-in.
        units_per_em: The grid of its outlines, usually 256, 1000 or 2048.
        ascent: Top of the ideographic box above the baseline, in em.
        descent: Bottom of the ideographic box, in em, below zero; ascent - descent is 1.
        cap_height: Height of a Latin capital, in em.
    """

    path: Path
    index: int
    postscript_name: str
    family: str
    official: bool
    units_per_em: int
    ascent: float
    descent: float
    cap_height: float

    def has(self, char: str) -> bool:
        """Tell whether the font can draw this one character."""
        return _font(self.path, self.index).get_nominal_glyph(ord(char)) is not None

    def advance(self, char: str) -> float:
        """Measure how far one character moves the pen, in em; 0 for one that the font does not hold."""
        font = _font(self.path, self.index)
        glyph = font.get_nominal_glyph(ord(char))
        return 0.0 if glyph is None else float(font.get_glyph_h_advance(glyph)) / self.units_per_em

    def ink(self, char: str) -> Ink:
        """Measure the visible part of one character, in em; all zero for a space or an absent character."""
        return _ink(_font(self.path, self.index), char, self.units_per_em)


def read_font_file(path: Path) -> tuple[FontFile, ...]:
    """Describe every font in a file; a file that is no font or cannot be opened holds none."""
    try:
        blob = hb.Blob.from_file_path(str(path))
    except hb.HarfBuzzError:
        return ()
    faces = (hb.Face(blob, index) for index in range(hb.Face(blob).count))
    return tuple(_describe(path, index, face) for index, face in enumerate(faces))


def font_files(directories: Iterable[Path]) -> Iterator[FontFile]:
    """Describe every font below these folders, in the order of the folders and then of the paths."""
    for directory in directories:
        paths = (path for path in directory.rglob("*") if path.suffix.lower() in SUFFIXES)
        for path in sorted(paths):
            yield from read_font_file(path)


def open_face(font: FontFile, *, official: bool) -> Face:
    """Measure a font for use on a page."""
    drawn = _font(font.path, font.index)
    em = int(drawn.face.upem)
    ascent, descent = _cjk_box(drawn, em)
    return Face(
        path=font.path,
        index=font.index,
        postscript_name=font.postscript_name,
        family=font.family,
        official=official,
        units_per_em=em,
        ascent=ascent,
        descent=descent,
        cap_height=_ink(drawn, "H", em).top,
    )


def system_font_directories(platform: str, environ: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Name the folders in which this kind of system keeps fonts, the user's own first.

    Args:
        platform: As ``sys.platform`` names it.
        environ: The environment; ``WINDIR``, ``LOCALAPPDATA`` and ``XDG_DATA_HOME`` are looked at.
        home: The user's own folder.
    """
    if platform == "win32":
        local = Path(environ.get("LOCALAPPDATA", home / "AppData/Local"))
        return (local / "Microsoft/Windows/Fonts", Path(environ.get("WINDIR", "C:/Windows")) / "Fonts")
    if platform == "darwin":
        return (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    data = Path(environ.get("XDG_DATA_HOME", home / ".local/share"))
    return (home / ".fonts", data / "fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


@cache
def _font(path: Path, index: int) -> hb.Font:
    """Open a font once in the life of the process; the file is mapped, not read."""
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path)), index))


def _describe(path: Path, index: int, face: hb.Face) -> FontFile:
    """Gather what one font says of itself."""
    names = _names(face)
    values = [name for kind in names.values() for name in kind.values()]
    return FontFile(
        path=path,
        index=index,
        family=_preferred(names.get(TYPOGRAPHIC_FAMILY) or names.get(FAMILY), path.stem),
        postscript_name=_preferred(names.get(POSTSCRIPT), path.stem),
        keys=frozenset(name_key(name) for name in values or [path.stem]),
        weight=_os2(face, ">H", 4, REGULAR_WEIGHT)[0],
        fault=_fault(face),
    )


def _names(face: hb.Face) -> dict[int, dict[str, str]]:
    """Read the names that identify a font: kind of name to language to name."""
    names: dict[int, dict[str, str]] = {}
    for entry in face.list_names():
        kind = int(entry.name_id)
        text = (
            face.get_name(kind, entry.language) if kind in (FAMILY, FULL_NAME, POSTSCRIPT, TYPOGRAPHIC_FAMILY) else ""
        )
        if text:
            names.setdefault(kind, {})[str(entry.language)] = str(text)
    return names


def _preferred(names: Mapping[str, str] | None, default: str) -> str:
    """Choose the Chinese name, else the first by language."""
    if not names:
        return default
    return names[min(names, key=lambda language: (not language.startswith("zh"), language))]


def _fault(face: hb.Face) -> FontFault | None:
    """Find what keeps a page from embedding this font."""
    tables = set(face.table_tags)
    if tables & {"CFF ", "CFF2"}:
        return FontFault.CFF_OUTLINES
    if "glyf" not in tables:
        return FontFault.NO_OUTLINES
    return FontFault.EMBEDDING_FORBIDDEN if _os2(face, ">H", 8, 0)[0] & FORBIDDING_BITS else None


def _os2(face: hb.Face, form: str, offset: int, *default: int) -> tuple[int, ...]:
    """Read numbers from the OS/2 table, or take the default where the table is absent or too short."""
    data = bytes(face.reference_table("OS/2").data or b"")
    fits = len(data) >= offset + struct.calcsize(form)
    return struct.unpack_from(form, data, offset) if fits else default


def _ink(font: hb.Font, char: str, em: int) -> Ink:
    """Measure one glyph's box in em."""
    glyph = font.get_nominal_glyph(ord(char))
    box = None if glyph is None else font.get_glyph_extents(glyph)
    if box is None:
        return Ink(left=0.0, right=0.0, top=0.0, bottom=0.0)
    return Ink(
        left=box.x_bearing / em,
        right=(box.x_bearing + box.width) / em,
        top=box.y_bearing / em,
        bottom=(box.y_bearing + box.height) / em,
    )


def _cjk_box(font: hb.Font, em: int) -> tuple[float, float]:
    """Find top and bottom of the ideographic box: the typographic lines if they are one em apart, else around 国."""
    top, bottom = _os2(font.face, ">hh", 68, 0, 0)
    if top - bottom == em:
        return top / em, bottom / em
    ink = _ink(font, "国", em)
    if ink.top == ink.bottom:
        return CJK_BOX
    middle = (ink.top + ink.bottom) / 2
    return middle + 0.5, middle - 0.5
