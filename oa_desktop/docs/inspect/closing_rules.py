"""落款 on the page: 发文机关署名, 成文日期, 印章 and 附注. GB/T 9704-2012 7.3.5, 7.3.6."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.inspect.lines import Line
from oa_desktop.docs.inspect.paper import TEXT, Check, PrintedPaper, apart, at_line, at_seal, figure
from oa_desktop.docs.reading.names import organs_on_a_line
from oa_desktop.docs.reading.placed_lines import type_lines
from oa_desktop.docs.sheets.sheets import Picture, Sheet, Tint
from oa_desktop.domain.documents.findings import Finding, finding

_SEEN_CELLS = 0.5
_MIDDLE_CELLS = 0.8
"""Word processors set what is centred on the date by whole and half characters."""
_SEEN_MM = 2.0
_CENTRED_MM = 4.0
"""How far a seal that was set by hand may stand beside the middle of the date."""
_STAMPED_LINES = 3.0
"""Lines that 签名章 may take between the name and the date, at most."""
_ABOVE = frozenset({Element.BODY, Element.TABLE, Element.ATTACHMENT_NOTE, Element.RECIPIENTS})


def closing_date(paper: PrintedPaper) -> Line | None:
    """Return 成文日期 where it stands under the text; that of minutes stands above it."""
    date, text = paper.last(Element.DATE), paper.first(Element.BODY)
    above = date and text and (date.page, date.y_mm) < (text.page, text.y_mm)
    return None if above else date


def closing(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 成文日期 and 署名 that are set neither as with a seal nor as without. GB/T 9704-2012 7.3.5.1, 7.3.5.2."""
    date, names = closing_date(paper), paper.of(Element.SIGNATURE)
    if date is None:
        return
    name = names[-1] if names else None
    sealed = any(sheet.number == date.page for sheet, _ in paper.seals())
    if not sealed and _is_unsealed(name or date, date):
        return
    right = (figures.AREA_RIGHT_MM - date.right_mm) / figures.CELL_MM
    if not _is_pushed(date, names):
        yield from apart("date.indent", at_line(date), right, figures.SEALED_DATE_RIGHT_CELLS, by=_SEEN_CELLS)
    if name is not None and _is_one_organ(names) and not name.is_stamped:
        middle = (name.middle_mm - date.middle_mm) / figures.CELL_MM
        yield from apart("signature.centred", at_line(name), abs(middle), 0, by=_MIDDLE_CELLS)


def _is_one_organ(names: Sequence[Line]) -> bool:
    """Tell whether one organ signs alone; the names of a joint paper may stand side by side."""
    texts = (line.text for name in names for line in type_lines(name.page, name.characters))
    return sum(len(organs_on_a_line(text)) for text in texts) == 1


def _is_unsealed(name: Line, date: Line) -> bool:
    """Tell whether both stand as without a seal: two characters from the right, the date two in from the name."""
    shift = (date.left_mm - name.left_mm) / figures.CELL_MM
    rights = ((figures.AREA_RIGHT_MM - line.right_mm) / figures.CELL_MM for line in (name, date))
    ends = any(abs(right - figures.UNSEALED_NAME_RIGHT_CELLS) < _SEEN_CELLS for right in rights)
    return ends and (name is date or abs(shift - figures.UNSEALED_DATE_SHIFT_CELLS) < _SEEN_CELLS)


def _is_pushed(date: Line, names: Sequence[Line]) -> bool:
    """Tell whether a name so long that it ends at the edge pushes the date to the left."""
    return any(
        name.right_mm > figures.AREA_RIGHT_MM - figures.CELL_MM and date.right_mm < name.right_mm for name in names
    )


def date_below(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 成文日期 that does not stand on the line under 署名. GB/T 9704-2012 7.3.5.1, 7.3.5.2."""
    date, names = closing_date(paper), paper.of(Element.SIGNATURE)
    if date and names and names[-1].page == date.page:
        gap = (date.y_mm - names[-1].y_mm) / figures.LINE_MM
        yield from apart(
            "date.line", at_line(date), gap, 1, by=0.5, above=_STAMPED_LINES if names[-1].is_stamped else None
        )


def blank_seals(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield seals that lie neither on a name nor on a date. GB/T 9704-2012 7.3.5.1."""
    closed = paper.of(Element.SIGNATURE, Element.DATE)
    for sheet, seal in paper.seals() if closed else ():
        if _is_red(seal) and not _under(paper, sheet, seal):
            yield finding("seal.blank", at_seal(sheet.number, seal))


def _is_red(seal: Picture) -> bool:
    """Tell whether a drawing is surely a seal: of a picture the colour is not known."""
    return seal.tint is Tint.RED


def _under(paper: PrintedPaper, sheet: Sheet, seal: Picture) -> list[Line]:
    """Return the names and dates that a seal lies on."""
    lines = [line for line in paper.of(Element.SIGNATURE, Element.DATE) if line.page == sheet.number]
    return [line for line in lines if seal.holds(line.middle_mm, (line.top_mm + line.bottom_mm) / 2)]


def seals(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield seals that stand crooked to their name, too low, or beyond the 版心. GB/T 9704-2012 7.3.5.1."""
    for sheet, seal in paper.seals():
        under = _under(paper, sheet, seal)
        if not under:
            continue
        place = at_seal(sheet.number, seal)
        names = [line for line in under if line.element is Element.SIGNATURE] or under
        offset = seal.centre_mm[0] - names[0].middle_mm
        yield from apart("seal.centred", place, abs(offset), 0, by=_CENTRED_MM)
        over = max(figures.AREA_LEFT_MM - seal.left_mm, seal.right_mm - figures.AREA_RIGHT_MM)
        if over > _SEEN_MM:
            yield finding("seal.outside", place, measured=figure(over))


def seal_height(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield a first row of seals that begins more than a line below the text. GB/T 9704-2012 7.3.5.1."""
    for sheet in paper.sheets:
        tops = [(seal.top_mm, seal) for one, seal in paper.seals() if one is sheet and _under(paper, sheet, seal)]
        if not tops:
            continue
        top_mm, seal = min(tops, key=lambda one: one[0])
        names_mm = min(line.top_mm for line in paper.of(Element.SIGNATURE, Element.DATE) if line.page == sheet.number)
        text = [line.bottom_mm for line in paper.lines if line.page == sheet.number and line.element in _ABOVE]
        above = [bottom for bottom in text if bottom < names_mm + 1]
        if above and top_mm - max(above) > figures.SEAL_TOP_GAP_MM + _SEEN_MM:
            gap = (top_mm - max(above)) / figures.LINE_MM
            yield finding("seal.top", at_seal(sheet.number, seal), measured=figure(gap), required=1)


def seals_apart(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield seals that touch. GB/T 9704-2012 7.3.5.1."""
    for (sheet, one), (other_sheet, other) in combinations(paper.seals(), 2):
        (x1, y1), (x2, y2) = one.centre_mm, other.centre_mm
        reach = (one.right_mm - one.left_mm + other.right_mm - other.left_mm) / 2
        if sheet is other_sheet and ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5 < reach - 0.2:
            yield finding("seal.touching", at_seal(sheet.number, other))


def note(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 附注 without round brackets, or not two characters in. GB/T 9704-2012 7.3.6."""
    lines, date = paper.of(Element.NOTE), closing_date(paper)
    if not lines:
        return
    text = "".join(line.text for line in lines)
    if not (text[0] in "（(" and text[-1] in "）)"):
        yield finding("note.brackets", at_line(lines[0]))
    yield from apart("note.indent", at_line(lines[0]), lines[0].indent_cells, 2, by=_SEEN_CELLS)
    if date and date.page == lines[0].page:
        gap = (lines[0].y_mm - date.y_mm) / figures.LINE_MM
        yield from apart("note.line", at_line(lines[0]), gap, 1, by=0.5)


def alone(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 落款 on a page without text. GB/T 9704-2012 7.3.5.4."""
    date = closing_date(paper)
    text = {line.page for line in paper.of(*TEXT, Element.TABLE, Element.ATTACHMENT_NOTE)}
    if date and text and date.page not in text and min(text) < date.page:
        yield finding("closing.alone", at_line(date))


CHECKS: tuple[Check, ...] = (closing, date_below, blank_seals, seals, seal_height, seals_apart, note, alone)
