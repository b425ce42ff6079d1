"""Setting paragraphs, tables and drawings one below the other, page after page, as a word processor does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.inspect.word.areas import TWIP_MM, Area, Spot, spot_of
from oa_desktop.docs.inspect.word.canvas import Canvas, tint_said
from oa_desktop.docs.inspect.word.drawings import Drawing, drawing_of, is_clear
from oa_desktop.docs.inspect.word.formats import OFF
from oa_desktop.docs.inspect.word.lines import Column, Placed, lines_of, shape_of
from oa_desktop.docs.inspect.word.pitches import Pitch, pitch_of, white_mm
from oa_desktop.docs.inspect.word.tables import Box, pen_of, set_table
from oa_desktop.docs.inspect.word.tokens import Token, boxes_of, tokens_of
from oa_desktop.docs.inspect.word.world import World
from oa_desktop.docs.reading.docx_parts import attribute, number_of, value_of
from oa_desktop.docs.reading.package import Node, TooLarge, child, local
from oa_desktop.docs.sheets.sheets import ASCENT_EM, Character, Picture, Stroke, Tint

_ENDLESS_MM = 1e6
_HOLDERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_WIDE = 0.6
"""Part of the lines' width from which on no text stands beside a box."""
_FITS_MM = 1.0


@dataclass(slots=True, kw_only=True)
class Flow:
    """Text that runs through the pages of an area; in a box there is one page without an end.

    Attributes:
        world: The document.
        area: Of the page that is being filled.
        page: Number of the first page.
        pages: What stands on each page.
        areas: The area of each page.
        y_mm: Where the next line begins.
        slack_mm: How uncertain the height of a line is that the file leaves to the word processor, at most.
        loose: Pages and heights of the strokes that move with the text.
        barred: Pages, upper and lower edges of boxes beside which no text stands.
        unclear: Whether there are drawings of which it is not known what they show.
    """

    world: World
    area: Area
    page: int = 1
    pages: list[Canvas] = field(default_factory=lambda: [Canvas()])
    areas: list[Area] = field(default_factory=list)
    y_mm: float = 0.0
    slack_mm: float = 0.0
    loose: set[tuple[int, int]] = field(default_factory=set)
    barred: list[tuple[int, float, float]] = field(default_factory=list)
    unclear: bool = False

    def __post_init__(self) -> None:
        self.areas.append(self.area)
        self.y_mm = self.area.top

    def put_all(self, blocks: Iterable[Node]) -> None:
        """Set paragraphs and tables."""
        for frame, group in groupby(blocks, self._frame_of):
            if frame:
                self._framed(list(group), dict(frame))
            else:
                for block in group:
                    self._put(block)

    def turn(self, area: Area | None = None) -> None:
        """Begin a page."""
        self.area = area or self.area
        self.pages.append(Canvas())
        self.areas.append(self.area)
        self.y_mm = self.area.top

    def _put(self, block: Node) -> None:
        name = local(block)
        if name == "p":
            self._paragraph(block)
        elif name == "tbl":
            self._table(block)
        elif name in _HOLDERS:
            self.put_all(block)

    def _paragraph(self, paragraph: Node) -> None:
        formats, grid_pt = self.world.formats, self.area.pitch_pt
        said = formats.of_paragraph(paragraph)
        if said.get("pageBreakBefore.val", "0") not in OFF and self.y_mm > self.area.top:
            self.turn()
        tokens = self._typed(paragraph)
        usual_pt = formats.of_run(paragraph, paragraph).size_pt
        pitch = pitch_of(said, max((one.type.size_pt for one in tokens), default=usual_pt), grid_pt)
        if len(self.pages) == 1:
            self.slack_mm = max(self.slack_mm, pitch.slack_pt * MM_PER_PT)
        self.y_mm += white_mm(said, "before", grid_pt)
        for node in boxes_of(paragraph):
            drawing = drawing_of(node)
            self.unclear = self.unclear or not is_clear(node, drawing)
            self._draw(drawing)
        shape = shape_of(paragraph, formats, tokens[0].type.size_pt if tokens else usual_pt, self._column())
        top_mm = self.y_mm
        for line, ends in lines_of(tokens, shape) if tokens else (((), False),):
            top_mm = self._line(line, pitch, top_mm)
            if ends:
                self.turn()
        self._rules(paragraph, top_mm, shape.left * MM_PER_PT, shape.right * MM_PER_PT)
        self.y_mm += white_mm(said, "after", grid_pt)

    def _typed(self, paragraph: Node) -> list[Token]:
        tokens = tokens_of(paragraph, self.world.formats, self._number)
        self.world.left -= len(tokens)
        if self.world.left < 0:
            raise TooLarge
        return tokens

    def _column(self) -> Column:
        room_pt = self.area.text_mm / MM_PER_PT
        return Column(room=room_pt, every=self.world.every_pt, space=self.area.space_pt)

    def _line(self, line: Sequence[Placed], pitch: Pitch, top_mm: float) -> float:
        """Set a line, and return where its paragraph begins on this page."""
        height_mm = pitch.pt * MM_PER_PT
        if self.y_mm + height_mm > self.area.height - self.area.bottom + _FITS_MM and self.y_mm > self.area.top:
            self.turn()
            top_mm = self.y_mm
        for page, upper_mm, lower_mm in self.barred:
            if page == len(self.pages) and self.y_mm < lower_mm and self.y_mm + height_mm > upper_mm:
                self.y_mm = lower_mm
        self._set(line, self.y_mm + pitch.baseline_pt * MM_PER_PT)
        self.y_mm += height_mm
        return top_mm

    def _set(self, line: Sequence[Placed], baseline_mm: float) -> None:
        for text, type_, x_pt, width_pt in line:
            tint = tint_said(type_.colour)
            if tint is not Tint.OTHER:
                x_mm = self.area.left + x_pt * MM_PER_PT
                right_mm, top_mm = x_mm + width_pt * MM_PER_PT, baseline_mm - ASCENT_EM * type_.size_pt * MM_PER_PT
                font = type_.font_of(text)
                self.pages[-1].characters.append(
                    Character(text, x_mm, right_mm, baseline_mm, type_.size_pt, font, tint, top_mm)
                )

    def _rules(self, paragraph: Node, top_mm: float, left_mm: float, right_mm: float) -> None:
        """Draw the rules along the edges of a paragraph (段落边框); what follows it begins under the lower one."""
        borders = next((one for one in self.world.formats.details(paragraph, "pBdr") if len(one)), None)
        left, right = self.area.left + left_mm, self.area.width - self.area.right - right_mm
        for edge, y_mm, way in (("top", top_mm, -1), ("bottom", self.y_mm, 1)):
            border = child(borders, edge)
            if pen := pen_of(border):
                space_mm = number_of(attribute(border, "space")) * MM_PER_PT * way
                self._stroke(pen.level(left, right, y_mm + space_mm))
                if edge == "bottom":
                    self.y_mm += space_mm + pen.width_pt * MM_PER_PT

    def _stroke(self, strokes: Iterable[Stroke]) -> None:
        for one in strokes:
            self.pages[-1].strokes.append(one)
            self.loose.add((len(self.pages), round(one.y1_mm * 100)))

    def _table(self, table: Node) -> None:
        made = set_table(table, self.world.formats, self._box)
        properties = child(table, "tblPr")
        place = child(properties, "tblpPr")
        if place is not None:
            canvas, height = made.whole()
            pushes = made.width > _WIDE * self.area.text_mm
            self._anchored(canvas, spot_of(place, "tblpX"), spot_of(place, "tblpY"), made.width, height, pushes=pushes)
            return
        white = self.area.text_mm - made.width
        shift = {"center": white / 2, "right": white, "end": white}.get(value_of(properties, "jc"))
        indent = number_of(attribute(child(properties, "tblInd"), "w")) * TWIP_MM
        left_mm = self.area.left + (indent if shift is None else shift)
        for row, height in made.rows:
            if self.y_mm + height > self.area.height - self.area.bottom + _FITS_MM and self.y_mm > self.area.top:
                self.turn()
            self.pages[-1].put(row, left_mm, self.y_mm)
            page = len(self.pages)
            self.loose |= {(page, round((one.y1_mm + self.y_mm) * 100)) for one in row.strokes}
            self.y_mm += height

    def _box(self, blocks: Iterable[Node], width_mm: float, *, is_frame: bool = False) -> Box:
        """Set something in a box; what a frame holds stands in no further one."""
        area = Area(width=width_mm, height=_ENDLESS_MM, pitch_pt=self.area.pitch_pt, space_pt=self.area.space_pt)
        box = Flow(world=self.world, area=area, page=self._number)
        if is_frame:
            for block in blocks:
                box._put(block)
        else:
            box.put_all(blocks)
        return box.pages[0], box.y_mm

    @property
    def _number(self) -> int:
        """Number of the page that is being filled."""
        return self.page + len(self.pages) - 1

    def _draw(self, drawing: Drawing | None) -> None:
        if drawing is None:
            return
        across = drawing.across or Spot()
        down = drawing.down if drawing.across else Spot()
        canvas, height = Canvas(), drawing.height_mm
        width = drawing.width_mm
        if drawing.is_line and drawing.pen:
            canvas.strokes += drawing.pen.level(0.0, width, 0.0)
        elif drawing.is_picture:
            canvas.pictures.append(Picture(0.0, 0.0, width, height, Tint.OTHER))
        elif drawing.text is not None:
            left, top, right, bottom = drawing.insets
            inner = self._natural_mm(drawing.text) if drawing.is_tight else width - left - right
            content, own = self._box(drawing.text, max(1.0, inner))
            canvas.put(content, left, top)
            width = inner + left + right
            height = own + top + bottom if drawing.is_tight else height
        pushes = drawing.pushes and width > _WIDE * self.area.text_mm
        self._anchored(canvas, across, down, width, height, pushes=pushes)
        self.y_mm += height if drawing.across is None else 0.0

    def _natural_mm(self, blocks: Iterable[Node]) -> float:
        """Return how wide paragraphs are that no edge breaks."""
        formats = self.world.formats
        typed = (tokens_of(one, formats, self.page) for one in blocks if local(one) == "p")
        widths = (sum(one.type.advance_pt(one.text) + one.type.spacing_pt for one in line) for line in typed)
        return max(widths, default=0.0) * MM_PER_PT

    def _framed(self, blocks: Sequence[Node], frame: dict[str, str]) -> None:
        """Set paragraphs in a frame (图文框)."""
        framed = blocks[0]
        place = next(self.world.formats.details(framed, "framePr"))
        width = number_of(frame.get("w", "")) * TWIP_MM or self._natural_mm(blocks)
        box, height = self._box(blocks, width, is_frame=True)
        self._anchored(box, spot_of(place, "x"), spot_of(place, "y"), width, height)

    def _frame_of(self, block: Node) -> tuple[tuple[str, str], ...]:
        """Return what places a paragraph in a frame; nothing for one that stands in the text."""
        if local(block) != "p":
            return ()
        frame = next(self.world.formats.details(block, "framePr"), None)
        if frame is None or attribute(frame, "dropCap") in {"drop", "margin"}:
            return ()
        return tuple(sorted((str(name).rpartition("}")[2], str(value)) for name, value in frame.items()))

    def _anchored(
        self, canvas: Canvas, across: Spot, down: Spot, width: float, height: float, *, pushes: bool = False
    ) -> None:
        """Put a box where it is anchored; one that pushes lets the text go on below it where they meet."""
        odd = self._number % 2 == 1
        x_mm = across.start(self.area.across(), width, odd=odd)
        y_mm = down.start(self.area.down(self.y_mm), height)
        self.pages[-1].put(canvas, x_mm, y_mm)
        moves = down.anchor in {"", "text", "paragraph", "line"}
        if moves:
            self.loose |= {(len(self.pages), round((one.y1_mm + y_mm) * 100)) for one in canvas.strokes}
        if pushes:
            self.barred.append((len(self.pages), y_mm, y_mm + height))
