"""The sheets of a DOCX: its sections one after the other, and on every page what its header and footer show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from oa_desktop.docs.inspect.word.areas import Area, area_of
from oa_desktop.docs.inspect.word.canvas import Canvas
from oa_desktop.docs.inspect.word.flow import Flow
from oa_desktop.docs.inspect.word.formats import formats_of, points
from oa_desktop.docs.inspect.word.world import World
from oa_desktop.docs.reading.docx_parts import DocxParts, attribute, is_on, number_of, value_of
from oa_desktop.docs.reading.package import Node, child, local
from oa_desktop.docs.sheets.sheets import Sheets

_TAB_TWIPS = "420"
"""默认制表位 where the settings say none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """节: blocks, and the sheet that they stand on.

    Attributes:
        blocks: Paragraphs and tables.
        area: Sheet and margins.
        footers: Roots by ``default``, ``even`` and ``first``; what a section does not say is that of the one before.
        headers: The same of headers.
        own_first: Whether the first page differs (首页不同).
        continues: Whether it goes on on the same page.
        start: Number of its first page; 0 where it counts on.
    """

    blocks: tuple[Node, ...]
    area: Area
    footers: Mapping[str, Node] = field(default_factory=dict)
    headers: Mapping[str, Node] = field(default_factory=dict)
    own_first: bool = False
    continues: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSheets:
    """A DOCX that is set.

    Attributes:
        sheets: Its pages.
        areas: Sheet and margins of its sections.
        slack_mm: How uncertain heights on the first page are.
        loose: Pages and heights, in hundredths of a millimetre, of strokes that move with the text.
        unclear: Whether there are drawings of which it is not known what they show.
    """

    sheets: Sheets
    areas: tuple[Area, ...]
    slack_mm: float
    loose: frozenset[tuple[int, int]]
    unclear: bool = False

    @property
    def turned(self) -> frozenset[int]:
        """Pages that lie across (横排表)."""
        return frozenset(sheet.number for sheet in self.sheets.sheets if sheet.width_mm > sheet.height_mm)


def sheets_of_docx(data: bytes) -> WordSheets:
    """Return the sheets of a DOCX.

    Raises:
        Unreadable: It is no DOCX, or damaged.
        TooLarge: It holds more than any document.
    """
    parts = DocxParts(data)
    settings = parts.part("settings")
    tab = value_of(settings, "defaultTabStop") or _TAB_TWIPS
    world = World(formats=formats_of(parts.part("styles"), parts.part("theme")), every_pt=max(1.0, points(tab)))
    sections = tuple(_sections(parts))
    flow = Flow(world=world, area=sections[0].area)
    starts = tuple(_fill(flow, sections))
    parted = bool(is_on(settings, "evenAndOddHeaders"))
    document = _Document(world=world, sections=sections, starts=starts, parted=parted)
    for page, number in enumerate(document.numbers(len(flow.pages))):
        document.furnish(flow.pages[page], page, number)
    sheets = (
        canvas.sheet(number, area.width, area.height)
        for number, (canvas, area) in enumerate(zip(flow.pages, flow.areas, strict=True), start=1)
    )
    return WordSheets(
        sheets=Sheets(sheets=tuple(sheets)),
        areas=tuple(section.area for section in sections),
        slack_mm=flow.slack_mm,
        loose=frozenset(flow.loose),
        unclear=flow.unclear,
    )


def _sections(parts: DocxParts) -> Iterator[Section]:
    """Yield the sections; the last one is said behind the text."""
    before = Section(blocks=(), area=area_of(None))
    blocks: list[Node] = []
    for block in parts.body:
        if local(block) == "sectPr":
            continue
        blocks.append(block)
        said = child(child(block, "pPr"), "sectPr") if local(block) == "p" else None
        if said is not None:
            before = _section(parts, said, blocks, before)
            yield before
            blocks = []
    last = child(parts.body, "sectPr")
    if blocks or not before.blocks:
        yield _section(parts, last, blocks, before)


def _section(parts: DocxParts, said: Node | None, blocks: Sequence[Node], before: Section) -> Section:
    return Section(
        blocks=tuple(blocks),
        area=area_of(said),
        footers={**before.footers, **dict(_references(parts, said, "footerReference"))},
        headers={**before.headers, **dict(_references(parts, said, "headerReference"))},
        own_first=bool(is_on(said, "titlePg")),
        continues=value_of(said, "type") == "continuous",
        start=number_of(attribute(child(said, "pgNumType"), "start")),
    )


def _references(parts: DocxParts, said: Node | None, name: str) -> Iterator[tuple[str, Node]]:
    for one in said if said is not None else ():
        identity = next((value for key, value in one.items() if str(key).endswith("}id")), "")
        if local(one) == name and (root := parts.referred(str(identity))) is not None:
            yield attribute(one, "type") or "default", root


def _fill(flow: Flow, sections: Sequence[Section]) -> Iterator[int]:
    """Set the sections, and yield on which page, from 0, each begins."""
    for number, section in enumerate(sections):
        if number and section.continues:
            flow.area = section.area
        elif number:
            flow.turn(section.area)
        yield len(flow.pages) - 1
        flow.put_all(section.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """What headers and footers go by.

    Attributes:
        world: Of the document.
        sections: In order.
        starts: On which page, from 0, each of them begins.
        parted: Whether even pages have their own (奇偶页不同).
    """

    world: World
    sections: tuple[Section, ...]
    starts: tuple[int, ...]
    parted: bool

    def numbers(self, count: int) -> list[int]:
        """Return the number that each of so many pages shows."""
        begins = {start: one.start for start, one in zip(self.starts, self.sections, strict=True) if one.start}
        numbers: list[int] = []
        for page in range(count):
            numbers.append(begins.get(page) or (numbers[-1] + 1 if numbers else 1))
        return numbers

    def furnish(self, canvas: Canvas, page: int, number: int) -> None:
        """Set header and footer of a page; of the header only what is drawn belongs to the paper."""
        place = max(index for index, start in enumerate(self.starts) if start <= page)
        section = self.sections[place]
        kind = "even" if self.parted and number % 2 == 0 else "default"
        kind = "first" if section.own_first and page == self.starts[place] else kind
        if (footer := section.footers.get(kind)) is not None:
            canvas.put(_foot(footer, section.area, self.world, number), 0.0, 0.0)
        if (header := section.headers.get(kind)) is not None:
            drawn = _set(header, section.area, self.world, number).pages[0]
            canvas.put(Canvas(strokes=drawn.strokes, pictures=drawn.pictures), 0.0, 0.0)


def _foot(footer: Node, area: Area, world: World, number: int) -> Canvas:
    """Return a footer that ends at its distance from the edge."""
    height = _set(footer, replace(area, top=0.0, bottom=0.0), world, number).y_mm
    top = max(0.0, area.height - area.footer - height)
    return _set(footer, replace(area, top=top, bottom=0.0), world, number).pages[0]


def _set(root: Node, area: Area, world: World, number: int) -> Flow:
    flow = Flow(world=world, area=area, page=number)
    flow.put_all(root)
    return flow
