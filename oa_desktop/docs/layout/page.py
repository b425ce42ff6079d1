"""Pages as they are drawn: runs of type, rules and pictures, in millimetres from the top left corner of the sheet.

The PDF writer, the OFD writer, the preview and the inspector all take their pages from here; none of them computes a
position again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.docs.barcode import Barcode
from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import SHEET_HEIGHT_MM, SHEET_WIDTH_MM
from oa_desktop.docs.fonts.fonts import Face, FontRole
from oa_desktop.docs.layout.pen import PenStroke
from oa_desktop.docs.pictures.plain import PlainPicture
from oa_desktop.domain.realms import realm_note


class Colour(StrEnum):
    """What a run or a rule is printed with. GB/T 9704-2012 6.2."""

    BLACK = "black"
    RED = "red"
    PALE = "pale"
    """Light grey, for the mark of the demonstration and training realms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters of one face and size on one baseline.

    Attributes:
        text: What is drawn; a character that no font holds stands here as 〓.
        face: The font that draws it.
        role: The design that the standard asks for.
        size_pt: Type size in points.
        x_mm: Left edge of the first character.
        y_mm: Baseline.
        advances_mm: From each character's left edge to the next one's; as many as there are characters.
        colour: What it is printed with.
        condensed: Width of the glyphs against their own; 1 for every run but a long 发文机关标志.
        strong: Whether it is emboldened by a fine outline.
        angle_deg: Turned counter-clockwise about its left end of the baseline.
        element: What it belongs to.
        block: Which one of that element: paragraph of the body, row of a list, number of the annex; from 0.
    """

    text: str
    face: Face
    role: FontRole
    size_pt: float
    x_mm: float
    y_mm: float
    advances_mm: tuple[float, ...]
    element: Element
    colour: Colour = Colour.BLACK
    condensed: float = 1.0
    strong: bool = False
    angle_deg: float = 0.0
    block: int = 0

    @property
    def width_mm(self) -> float:
        """The sum of the advances."""
        return sum(self.advances_mm)

    @property
    def right_mm(self) -> float:
        """Where the run ends."""
        return self.x_mm + self.width_mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line from one point to another; ``width_mm`` is its thickness."""

    x1_mm: float
    y1_mm: float
    x2_mm: float
    y2_mm: float
    width_mm: float
    element: Element
    colour: Colour = Colour.BLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture (图) in its box, from its top left corner.

    Attributes:
        x_mm: Left edge.
        y_mm: Upper edge.
        width_mm: Of the box, which it fills.
        height_mm: Likewise.
        plain: What is drawn.
        name: What it shows, for who cannot see it.
        block: Which block of the body or the annex it is.
        element: What it belongs to.
    """

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    plain: PlainPicture
    name: str = ""
    block: int = 0
    element: Element = Element.PICTURE

    @property
    def bottom_mm(self) -> float:
        """Its lower edge."""
        return self.y_mm + self.height_mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A placeholder where a seal (印章) will stand: a ring and a star in red, under the type.

    Attributes:
        centre_x_mm: Its middle.
        centre_y_mm: Likewise.
        diameter_mm: Outer edge of the ring.
        name: Whose seal it stands for.
        lettering: The name along the upper arc, and below the star the words that say it is no seal.
    """

    centre_x_mm: float
    centre_y_mm: float
    diameter_mm: float
    name: str
    lettering: tuple[Run, ...] = ()

    @property
    def top_mm(self) -> float:
        """Its upper edge."""
        return self.centre_y_mm - self.diameter_mm / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One side of a sheet.

    Attributes:
        number: Counted from 1, whether or not it is printed.
        runs: In reading order.
        rules: Lines.
        seals: Placeholders of seals.
        images: Pictures.
        barcodes: Symbols.
        pen: What was written by hand (手写).
        width_mm: 210 on A4.
        height_mm: 297 on A4.
    """

    number: int
    runs: tuple[Run, ...] = ()
    rules: tuple[Rule, ...] = ()
    seals: tuple[Seal, ...] = ()
    images: tuple[Image, ...] = ()
    barcodes: tuple[Barcode, ...] = ()
    pen: tuple[PenStroke, ...] = ()
    width_mm: float = SHEET_WIDTH_MM
    height_mm: float = SHEET_HEIGHT_MM

    def of(self, element: Element) -> tuple[Run, ...]:
        """Return the runs of one element, in reading order."""
        return tuple(run for run in self.runs if run.element is element)

    def rules_of(self, element: Element) -> tuple[Rule, ...]:
        """Return the rules of one element."""
        return tuple(rule for rule in self.rules if rule.element is element)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """An entry of the outline (大纲), for bookmarks.

    Attributes:
        text: The title, heading or annex.
        depth: 0 for 标题 and 附件, 1 to 5 for the levels below.
        page: Number of its page, from 1.
        top_mm: Upper edge of its line.
    """

    text: str
    depth: int
    page: int
    top_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A document set on pages.

    Attributes:
        pages: In order.
        base_face: The face of the body, for writers that need a font where nothing is drawn.
        title: For the document information.
        author: The lead organ, for the document information.
        used: What was set in which role, for the report on fonts.
        missing: Characters that no font holds; each stands on the page as 〓.
        remark: What the symbol (二维条码) does not say as the paper does.
        outline: Title, headings and annexes in reading order.
        realm: The word of the realm that every page bears; empty on official ones.
        certifies: Whether what it says is true though its realm is one of practice.
    """

    pages: tuple[Page, ...]
    base_face: Face
    title: str = ""
    author: str = ""
    used: tuple[tuple[FontRole, str], ...] = ()
    missing: str = ""
    remark: str = ""
    outline: tuple[OutlineEntry, ...] = ()
    realm: str = ""
    certifies: bool = False

    @property
    def note(self) -> str:
        """What the file says of its realm beside its pages; empty for nothing."""
        return realm_note(self.realm, certifies=self.certifies)

    def of(self, element: Element) -> tuple[tuple[Page, Run], ...]:
        """Return every run of one element with its page, in reading order."""
        return tuple((page, run) for page in self.pages for run in page.of(element))

    def text_of(self, element: Element) -> str:
        """Return the characters that are drawn for one element."""
        return "".join(run.text for _, run in self.of(element))
