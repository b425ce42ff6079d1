"""The fonts of the page: for each role the office's own font where it is installed, else a free stand-in.

A chain of faces stands behind each role. A character is drawn by the first face that holds it; one that no face holds
is drawn as 〓 and reported, so that nothing is lost in silence.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from oa_desktop.docs.fonts.files import (
    REGULAR_WEIGHT,
    Face,
    FontFault,
    FontFile,
    font_files,
    open_face,
    read_font_file,
    system_font_directories,
)
from oa_desktop.docs.fonts.names import CANDIDATES, LAST_RESORT, OFFICIAL_NAMES, RARE, STAND_INS, Candidate, FontRole
from oa_desktop.domain.errors import Unavailable
from oa_desktop.i18n.resources import resource_path

__all__ = [
    "GETA",
    "OFFICIAL_NAMES",
    "Drawn",
    "Face",
    "FellBack",
    "FontFault",
    "FontRole",
    "FontRow",
    "FontSet",
    "How",
    "Unusable",
    "find_fonts",
    "shipped_fonts",
    "system_fonts",
]

GETA = "〓"
"""空铅: what a printer sets where the type for a character is lacking."""


_HEAVY = frozenset({FontRole.HEITI, FontRole.XIAOBIAOSONG})
"""Designs with thicker strokes than the shipped fonts for rare characters have."""


class How(StrEnum):
    """How a character came to its face."""

    FIRST_CHOICE = "first-choice"
    FELL_BACK = "fell-back"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What is drawn for one character: the character itself or 〓, and by which face."""

    char: str
    face: Face
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """An installed font that would fill a role but cannot be put into a page."""

    name: str
    path: Path
    fault: FontFault


@dataclass(frozen=True, slots=True, kw_only=True)
class FellBack:
    """Characters that a role's first face lacks and another family drew."""

    family: str
    characters: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FontRow:
    """One line of the report on fonts.

    Attributes:
        role: The design that the standard names.
        wanted: The official font's name.
        used: Family name of the role's first face.
        path: Its file.
        official: Whether that face carries the design, or only stands in.
        fell_back: Characters of the reported text that another face drew.
        missing: Characters of the reported text that no face holds, drawn as 〓.
        unusable: Installed fonts for this role that had to be passed over.
    """

    role: FontRole
    wanted: str
    used: str
    path: Path
    official: bool
    fell_back: tuple[FellBack, ...]
    missing: str
    unusable: tuple[Unusable, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FontSet:
    """The faces that this machine has for every role.

    Attributes:
        chains: For each role its faces, best first; the last is always the shipped font with the most characters.
        unusable: For each role the installed fonts that had to be passed over.
    """

    chains: Mapping[FontRole, tuple[Face, ...]]
    unusable: Mapping[FontRole, tuple[Unusable, ...]]

    def draw(self, role: FontRole, char: str) -> Drawn:
        """Choose what is drawn for one character, and by which face."""
        chain = self.chains[role]
        if chain[0].has(char):
            return Drawn(char=char, face=chain[0], how=How.FIRST_CHOICE)
        for face in chain[1:]:
            if face.has(char):
                return Drawn(char=char, face=face, how=How.FELL_BACK)
        return Drawn(char=GETA, face=chain[-1], how=How.MISSING)

    def face(self, role: FontRole, char: str = "国") -> Face:
        """Choose the face for one character; for one that no face holds, the face that draws 〓."""
        return self.draw(role, char).face

    def is_thin(self, role: FontRole, face: Face) -> bool:
        """Tell whether a face looks thin in a role: a shipped one for rare characters, in a heavy design."""
        return role in _HEAVY and face in self.chains[role][-len((RARE, LAST_RESORT)) :]

    def report(self, used: Iterable[tuple[FontRole, str]] = ()) -> tuple[FontRow, ...]:
        """Say for every role which font is used, and which characters of a text it lacks.

        Args:
            used: The texts that were set, each with its role.
        """
        texts: dict[FontRole, dict[str, None]] = {role: {} for role in FontRole}
        for role, text in used:
            texts[role].update(dict.fromkeys(text))
        return tuple(self._row(role, texts[role]) for role in FontRole)

    def _row(self, role: FontRole, characters: Iterable[str]) -> FontRow:
        """Report on one role."""
        first = self.chains[role][0]
        drawn = [(char, self.draw(role, char)) for char in characters]
        return FontRow(
            role=role,
            wanted=OFFICIAL_NAMES[role],
            used=first.family,
            path=first.path,
            official=first.official,
            fell_back=_fell_back(drawn),
            missing="".join(char for char, result in drawn if result.how is How.MISSING),
            unusable=self.unusable[role],
        )


def shipped_fonts(directory: Path | None = None) -> FontSet:
    """Give the shipped fonts alone: the same on every machine.

    Args:
        directory: Where they lie; the program's own ``resources/fonts`` when not given.

    Raises:
        Unavailable: ``fonts.shipped-missing``: a shipped file is missing or damaged.
    """
    return _fonts((), directory or _shipped_directory())


def find_fonts(directories: Iterable[Path]) -> FontSet:
    """Give the fonts found below these folders, the shipped ones behind them; folders are read once a process.

    Raises:
        Unavailable: ``fonts.shipped-missing``: a shipped file is missing or damaged.
    """
    return _fonts(tuple(directories), _shipped_directory())


def system_fonts() -> FontSet:
    """Give the fonts installed on this machine, the shipped ones behind them.

    Raises:
        Unavailable: ``fonts.shipped-missing``: a shipped file is missing or damaged.
    """
    return find_fonts(system_font_directories(sys.platform, os.environ, Path.home()))


@cache
def _fonts(directories: tuple[Path, ...], shipped: Path) -> FontSet:
    """Build the chains of all roles."""
    installed = tuple(font_files(directories))
    matches = {role: _matches(installed, CANDIDATES[role]) for role in FontRole}
    return FontSet(
        chains=MappingProxyType({role: _chain(role, matches[role], shipped) for role in FontRole}),
        unusable=MappingProxyType({role: _unusable(matches[role]) for role in FontRole}),
    )


def _matches(installed: Iterable[FontFile], candidates: Iterable[Candidate]) -> tuple[tuple[Candidate, FontFile], ...]:
    """Pair each candidate with the font that best answers to its name; a usable one before an unusable one."""
    fonts = tuple(installed)
    answers = ((candidate, [font for font in fonts if font.keys & candidate.keys]) for candidate in candidates)
    return tuple((candidate, min(found, key=_preference)) for candidate, found in answers if found)


def _preference(font: FontFile) -> tuple[bool, int]:
    """Order fonts of one name: usable first, then nearest to the regular weight; the rest keep their order."""
    return font.fault is not None, abs(font.weight - REGULAR_WEIGHT)


def _chain(role: FontRole, matches: Iterable[tuple[Candidate, FontFile]], shipped: Path) -> tuple[Face, ...]:
    """Line up a role's faces: installed fonts, its stand-in, the rare characters, the last resort."""
    found = [open_face(font, official=candidate.official) for candidate, font in matches if font.fault is None]
    stand_ins = [_shipped_face(shipped / name) for name in dict.fromkeys((STAND_INS[role], RARE, LAST_RESORT))]
    return (*found, *stand_ins)


def _unusable(matches: Iterable[tuple[Candidate, FontFile]]) -> tuple[Unusable, ...]:
    """List the fonts of a role that a page cannot embed."""
    return tuple(
        Unusable(name=candidate.name, path=font.path, fault=font.fault)
        for candidate, font in matches
        if font.fault is not None
    )


def _shipped_face(path: Path) -> Face:
    """Open a shipped font."""
    fonts = [font for font in read_font_file(path) if font.fault is None]
    if not fonts:
        raise Unavailable("fonts.shipped-missing", file=str(path))
    return open_face(fonts[0], official=False)


def _shipped_directory() -> Path:
    """Find the folder of the shipped fonts."""
    try:
        return resource_path("fonts")
    except FileNotFoundError as absence:
        raise Unavailable("fonts.shipped-missing", file="resources/fonts") from absence


def _fell_back(drawn: Iterable[tuple[str, Drawn]]) -> tuple[FellBack, ...]:
    """Gather characters that fell back by the family that drew them."""
    families: dict[str, str] = {}
    for char, result in drawn:
        if result.how is How.FELL_BACK:
            families[result.face.family] = families.get(result.face.family, "") + char
    return tuple(FellBack(family=family, characters=characters) for family, characters in families.items())
