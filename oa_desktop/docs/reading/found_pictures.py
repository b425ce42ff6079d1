"""Pictures as a file has them (图), before they are taken in: what they show, how wide they are, their bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from oa_desktop.docs.sheets.sheets import is_seal_sized
from oa_desktop.domain.documents.findings import LINES
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPicture:
    """A picture that a file holds, or a file that it names.

    Attributes:
        line: Where it stands in the text that was read.
        unit: What the number of the line counts.
        name: What it shows.
        caption: 图题.
        width_mm: Whole millimetres; 0 where the file does not say it.
        height_mm: Likewise.
        crop: What is cut off at the left, top, right and bottom, in thousandths of a per cent; empty for nothing.
        data: Its bytes; empty where it is another file.
        file: Name of the file beside the text that it is.
    """

    line: int
    unit: str = LINES
    name: str = ""
    caption: str = ""
    width_mm: int = 0
    height_mm: int = 0
    crop: tuple[int, ...] = ()
    data: bytes = field(default=b"", repr=False)
    file: str = ""

    @property
    def key(self) -> Digest:
        """What stands for its digest until it is taken in."""
        told = f"{self.file} {self.crop}".encode()
        return Digest(f"#{hashlib.sha256(self.data + told).hexdigest()}")

    @property
    def may_be_seal(self) -> bool:
        """Whether it has the size of a seal (印章)."""
        return self.height_mm > 0 and is_seal_sized(self.width_mm, self.height_mm)

    @property
    def block(self) -> Picture:
        """The block of a body that it is."""
        return Picture(digest=self.key, name=self.name, caption=self.caption, width_mm=self.width_mm)
