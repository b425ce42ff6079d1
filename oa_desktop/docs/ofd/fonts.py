"""The fonts of an OFD (字型): GB/T 33190-2016 11.1; TrueType subsets with their table of characters, embedded."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from oa_desktop.docs.fonts.fonts import Face
from oa_desktop.docs.fonts.subsets import subset
from oa_desktop.docs.layout.page import Run
from oa_desktop.docs.ofd.markup import child, root, to_bytes

FOLDER = "Doc_0/Res"


@dataclass(slots=True, kw_only=True)
class _Font:
    """A face that the document uses, and the characters it draws."""

    id: int
    face: Face
    characters: set[str] = field(default_factory=set)

    @property
    def file_name(self) -> str:
        return f"font_{self.id}.ttf"


@dataclass(slots=True, kw_only=True)
class Fonts:
    """The faces of one document.

    Attributes:
        ids: Gives the ids of the document.
    """

    ids: count[int]
    _fonts: dict[int, _Font] = field(default_factory=dict)

    def id_for(self, run: Run) -> int:
        """Return the id of a run's font, which from now on holds its characters."""
        font = self._fonts.get(id(run.face))
        if font is None:
            font = self._fonts[id(run.face)] = _Font(id=next(self.ids), face=run.face)
        font.characters.update(run.text)
        return font.id

    def files(self) -> dict[str, bytes]:
        """Return the files of the package: the list of resources and the fonts."""
        resources = root("Res", BaseLoc="Res")
        listed = child(resources, "Fonts") if self._fonts else resources
        files: dict[str, bytes] = {}
        for font in self._fonts.values():
            face = font.face
            entry = child(listed, "Font", ID=font.id, FontName=face.postscript_name, FamilyName=face.family)
            child(entry, "FontFile", font.file_name)
            files[f"{FOLDER}/{font.file_name}"] = subset(face, font.characters)
        return {"Doc_0/PublicRes.xml": to_bytes(resources), **files}
