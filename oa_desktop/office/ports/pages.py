"""Pages and papers: drawing, reading and showing them (版式件、读稿)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol, TypeAlias

from oa_desktop.domain.archives.printed import BoxLabel, BoxSide
from oa_desktop.domain.copies.envelope_labels import EnvelopeLabel
from oa_desktop.domain.copies.proofs import ProofMark
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.template import NATIONAL, Template
from oa_desktop.domain.forms import Form
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Manuscript

Pictures: TypeAlias = Mapping[Digest, bytes]
"""Pictures that are there, by digest."""
NO_PICTURES: Final[Pictures] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a page is drawn beside what the manuscript says.

    Attributes:
        mark: Word drawn across every page, such as 演示; empty in the official realm.
        sealed: Whether the signature leaves room for a seal, and shows it.
        seal: Name on the placeholder seal; several behind 、 on a joint paper; empty for none.
        pictures: Those that the manuscript names, as far as they are there.
        open_slots: Whether 发文字号, 成文日期 and 份号 that are still empty keep their room, so that the 正本 is
            the same page as the 定稿 everywhere else.
        proof: What a 校样 says of itself around its page.
        template: What the office chose about its pages (版式模板).
        annexes_apart: Whether 附件 are not bound with the body and have pages of their own count.
    """

    mark: str = ""
    sealed: bool = True
    seal: str = ""
    open_slots: bool = False
    pictures: Pictures = field(default_factory=dict, repr=False, hash=False)
    proof: ProofMark | None = None
    template: Template = NATIONAL
    annexes_apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """代用字体: a font that stands in for one that this machine lacks.

    Attributes:
        elements: What of the paper it draws (公文要素).
        wanted: The official font's name.
        used: The name of the one that draws instead.
    """

    elements: tuple[str, ...]
    wanted: str
    used: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """版式文件: the fixed pages.

    Attributes:
        data: The file, PDF or OFD.
        pages: Number of pages.
        fonts: Which font was used for which role, a sentence each.
        missing: Characters that no font has; they are drawn as 〓.
        stand_ins: Fonts that stand in for those that the paper should have.
        remark: What the symbol (二维条码) does not say as the paper does, a sentence; empty when there is nothing.
    """

    data: bytes = field(repr=False)
    pages: int
    fonts: tuple[str, ...] = ()
    missing: str = ""
    stand_ins: tuple[StandIn, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealPlace:
    """Where a seal (印章) stands: its page, from 1, whose 署名 it covers, and its middle in millimetres."""

    page: int
    name: str
    x_mm: float
    y_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that travels inside an OFD (随附文件); it is no annex of the paper, which has pages of its own.

    Attributes:
        name: As people know it.
        data: Its bytes.
    """

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedText:
    """A text with who brought it, for tracked changes (修订).

    Attributes:
        author: Name, and post where people of one name must be told apart.
        time: ISO 8601, as the clock on the wall showed it.
    """

    manuscript: Manuscript
    author: str
    time: str


class FixedForm(StrEnum):
    """版式文件的格式: the forms in which pages are fixed; the value is the ending of names."""

    PDF = "pdf"
    """PDF/A-2b."""
    OFD = "ofd"


class Renderer(Protocol):
    """Makes pages; screens and the office never see its layout."""

    def render(self, manuscript: Manuscript, look: Look) -> Rendering:
        """Lay out a manuscript as PDF."""

    def render_ofd(self, manuscript: Manuscript, look: Look, enclosed: Sequence[Enclosure] = ()) -> Rendering:
        """Lay out a manuscript as OFD: the same pages as in the PDF."""

    def seal_places(self, manuscript: Manuscript, look: Look, diameter_mm: float) -> tuple[SealPlace, ...]:
        """Return where seals stand on the pages of a manuscript, in the order of 署名; none on a paper without seals.

        Args:
            manuscript: What the pages are made of.
            look: How they are made.
            diameter_mm: Of the largest seal.
        """

    def document(self, manuscript: Manuscript, look: Look) -> bytes:
        """Write a manuscript as DOCX."""

    def tracked_document(self, texts: Sequence[TrackedText], look: Look) -> bytes:
        """Write the newest of several texts, the oldest first, as DOCX with every change since as a tracked one."""

    def form(self, form: Form, look: Look) -> bytes:
        """Draw a form as PDF."""

    def form_ofd(self, form: Form, look: Look) -> bytes:
        """Draw a form as OFD."""

    def form_with_pages(self, form: Form, texts: Mapping[str, Manuscript], look: Look) -> bytes:
        """Draw a form as PDF, and behind it the pages of texts, set small, each under its name."""

    def facsimile(self, data: bytes, name: str) -> bytes:
        """Return the pages of an OFD or a DOCX that somebody sent as PDF, by fonts of this machine: to look at.

        Raises:
            Refused: ``source.not-text``: it is neither; ``source.damaged``, ``source.locked``, ``source.too-hard``.
            Unavailable: ``confine.failed``.
        """

    def fixed_copy(self, data: bytes, name: str, form: FixedForm, look: Look) -> bytes:
        """Return all that is on the pages of a PDF, an OFD or a DOCX in a fixed form, by fonts of this machine.

        The copy says of itself which realm made it; of the look nothing else counts.

        Raises:
            Refused: ``source.not-whole``: something on the pages cannot be drawn again; as :meth:`facsimile`.
            Unavailable: ``confine.failed``.
        """

    def labels(self, labels: Sequence[EnvelopeLabel], look: Look) -> bytes:
        """Draw 封签 as PDF, several on a sheet."""

    def box_labels(self, labels: Sequence[BoxLabel], side: BoxSide, look: Look) -> bytes:
        """Draw the covers or the spines of archival boxes as PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of a file.

    Attributes:
        manuscript: The text.
        findings: What the reader found on the way.
        pictures: The pictures that it names, as they are to be kept.
    """

    manuscript: Manuscript
    findings: tuple[Finding, ...] = ()
    pictures: Pictures = field(default_factory=dict, repr=False, hash=False)


Beside: TypeAlias = Callable[[str], bytes | None]
"""Returns a file that lies beside a text, by its name; None where there is none."""


def nothing_beside(_name: str) -> None:
    """Return nothing: the text has come without a folder."""


class Reader(Protocol):
    """Reads the files that people bring."""

    def read(self, data: bytes, name: str, beside: Beside = nothing_beside) -> Reading:
        """Return the manuscript that a file holds.

        Args:
            data: The file.
            name: Its name.
            beside: Finds the pictures that it names.

        Raises:
            Refused: ``source.not-text``, ``source.too-large``.
        """

    def words(self, data: bytes, name: str) -> tuple[str, ...]:
        """Return every line of words in a file: of its headers, cells and boxes too; none where it cannot be read.

        Raises:
            Refused: ``source.too-hard``.
            Unavailable: ``confine.failed``.
        """

    def picture(self, data: bytes) -> bytes:
        """Return a picture as it is kept: in one of the forms that every file of ours can hold.

        Raises:
            Refused: ``picture.unknown``, ``picture.damaged``, ``picture.too-large``, ``picture.too-hard``.
        """


class Inspector(Protocol):
    """Looks at pages (版面检查): those of a file that somebody brings, or those that a draft will have.

    Rules that do not speak of what the office chose (版式模板) find nothing.
    """

    def is_fixed(self, data: bytes) -> bool:
        """Tell whether a file has pages of its own."""

    def of_file(self, data: bytes, name: str, template: Template = NATIONAL) -> tuple[Finding, ...]:
        """Return what is wrong on the pages of a file.

        Raises:
            Refused: ``view.damaged``, ``view.locked``, ``view.empty``, ``view.too-many-pages``, ``view.too-hard``,
                ``source.damaged``, ``source.too-hard``.
            Unavailable: ``confine.failed``.
        """

    def of_draft(self, manuscript: Manuscript, look: Look) -> tuple[Finding, ...]:
        """Return what is wrong on the pages that a draft will have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A sheet of a fixed document (一页): its size in millimetres, as it is read."""

    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """A page as pixels.

    Attributes:
        width: Pixels across.
        height: Pixels down.
        data: Row by row without gaps, four bytes each: blue, green, red and one unused.
    """

    width: int
    height: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPlace:
    """A character on a page: its box in millimetres from the top left of the sheet."""

    text: str
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


class Viewer(Protocol):
    """Shows fixed pages (版面阅览): a screen gets pixels and places and never sees a layout.

    Everything raises:
        Refused: ``view.damaged``, ``view.locked``, ``view.empty``, ``view.too-many-pages``, ``view.too-hard``.
        Unavailable: ``confine.failed``.
    """

    def leaves(self, pdf: bytes) -> tuple[Leaf, ...]:
        """Return the sheets of a PDF, at least one."""

    def raster(self, pdf: bytes, number: int, pixels_per_mm: float, rows: tuple[int, int] | None = None) -> Raster:
        """Draw a page, counted from 0, or the rows of it from the first given up to the second.

        A page is ``round(side in mm * pixels_per_mm)`` pixels across and down.

        Raises:
            Refused: ``view.too-many-pixels``.
        """

    def places(self, pdf: bytes, number: int) -> tuple[TextPlace, ...]:
        """Return the characters of a page, counted from 0, in the order of its text."""
