"""The type case (字盘): every character with the face that draws it and its width, looked up once."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from oa_desktop.docs.fonts.fonts import GETA, Face, FontRole, FontSet, How
from oa_desktop.domain.documents.template import NATIONAL, Template

_WIDE_CLASSES = frozenset("WF")
_AMBIGUOUS = "A"
_AMBIGUOUS_WIDE_EM = 0.7
"""An ambiguous character (“ — … ·) takes a full cell when its face draws it at least this wide."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class Glyph(NamedTuple):
    """A character ready to be set.

    Attributes:
        char: As typed.
        drawn: As drawn: the same, a blank for other kinds of blank, or 〓.
        face: The font.
        role: The design asked for.
        em: Width on the line in em: 1 for wide characters, the natural width for half-width ones.
        wide: Whether it takes a full cell of the grid.
        strong: Whether it is emboldened.
        setting: The same number for glyphs with the same face, role and weight.
        note: Number of the note (脚注) that it is the mark of; 0 for all others.
    """

    char: str
    drawn: str
    face: Face
    role: FontRole
    em: float
    wide: bool
    strong: bool
    setting: int
    note: int = 0


class TypeCase:
    """All characters used so far, by role.

    Attributes:
        fonts: Where faces come from.
        template: What the office chose about the type that is set with it.
    """

    def __init__(self, fonts: FontSet, template: Template = NATIONAL) -> None:
        self.fonts = fonts
        self.template = template
        self._glyphs: dict[tuple[FontRole, bool], dict[str, Glyph | None]] = {}
        self._settings: dict[tuple[int, FontRole, bool], int] = {}
        self._missing: dict[str, None] = {}

    @property
    def missing(self) -> str:
        """Characters that no font holds, in the order in which they were met."""
        return "".join(self._missing)

    @property
    def used(self) -> tuple[tuple[FontRole, str], ...]:
        """The characters that were looked for in each role: a tab is set as a blank, a control character is not set."""
        return tuple((role, "".join(map(_sought, glyphs.values()))) for (role, _), glyphs in self._glyphs.items())

    def glyphs(self, role: FontRole, text: str, *, strong: bool = False) -> list[Glyph]:
        """Return the glyphs of a text; control characters, which have no form, are passed over."""
        case = self._glyphs.setdefault((role, strong), {})
        found = []
        for char in text:
            if char not in case:
                case[char] = self._glyph(role, char, strong)
            glyph = case[char]
            if glyph is not None:
                found.append(glyph)
        return found

    def ascent(self, role: FontRole) -> float:
        """Return the height of the ideographic box above the baseline in em, for the first face of a role."""
        return self.fonts.face(role).ascent

    def _glyph(self, role: FontRole, char: str, strong: bool) -> Glyph | None:
        if char == "\t" or unicodedata.category(char) == "Zs":
            char_drawn = char if char == "\u3000" else " "
        elif unicodedata.category(char) in _UNSEEN:
            return None
        else:
            char_drawn = char
        drawn = self.fonts.draw(role, char_drawn)
        if drawn.how is How.MISSING:
            self._missing[char] = None
        natural = drawn.face.advance(drawn.char)
        wide = _is_wide(drawn.char, natural)
        bold = strong or self.fonts.is_thin(role, drawn.face)
        setting = self._settings.setdefault((id(drawn.face), role, bold), len(self._settings))
        return Glyph(char, drawn.char, drawn.face, role, 1.0 if wide else natural, wide, bold, setting)


def _sought(glyph: Glyph | None) -> str:
    """Return the character that a font must have for a glyph."""
    if glyph is None:
        return ""
    return glyph.char if glyph.drawn == GETA else glyph.drawn


def _is_wide(char: str, natural: float) -> bool:
    width_class = unicodedata.east_asian_width(char)
    return width_class in _WIDE_CLASSES or (width_class == _AMBIGUOUS and natural >= _AMBIGUOUS_WIDE_EM)
