"""Which findings on the sheets of a DOCX can be relied on, and what it says of its margins. GB/T 9704-2012 5.2.1.

What a file says outright holds: sheet, margins, type, indents, rules, frames, footers. It does not say where a page
ends, nor how high a line is that is as high as its font.

Margins of 37 and 28 mm are those of the standard. GB/T 33476.2-2016 wants 34.58 mm above instead, for a word processor
puts half the leading above the first line: the type comes to stand at the same place.
"""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.docs import figures
from oa_desktop.docs.coordinates import PRINTED, PROCESSOR
from oa_desktop.docs.inspect.inspecting import inspect_sheets
from oa_desktop.docs.inspect.paper import apart, at_page
from oa_desktop.docs.inspect.word.areas import Area
from oa_desktop.docs.inspect.word.sheets import WordSheets
from oa_desktop.domain.documents.findings import Finding

_BY_MM = 1.1
_WIDE_MM = 2.1
_OF_MARGINS = frozenset({"sheet.top", "sheet.left", "sheet.width"})
_OF_PAGES = frozenset(
    {
        *("sheet.outside", "body.first-page", "heading.page-end", "closing.alone", "line.first", "line.last"),
        "imprint.even-page",
    }
)
"""Rules on where lines and pages end."""
_DRAWN = frozenset({"red-rule.missing", "imprint.rules", "imprint.separated"})
"""Rules on lines that lack: a drawing may show them that is not understood."""
_IN_MM = frozenset(
    {"mark.top", "mark.letter-top", "mark.order-top", "mark.minutes-top", "red-rule.gap", "letter.rule-gap"}
)
_IN_LINES = frozenset(
    {"number.gap", "title.gap", "recipients.gap", "attachment-note.gap", "date.line", "note.line", "seal.top"}
)
"""Rules on heights, in millimetres and in lines."""
_SURE_MM, _TOO_LITTLE, _TOO_MUCH = 1.8, 0.3, 0.65
"""By how much such a height must be wrong, beside what the fonts may do: white belongs to large type, too."""


def judge_docx(made: WordSheets) -> Iterator[Finding]:
    """Yield what is surely wrong in a DOCX."""
    for area in [area for area in made.areas if area.is_upright][:1]:
        yield from _of_margins(area)
    yield from (one for one in inspect_sheets(made.sheets) if _is_sure(one, made))


def _of_margins(area: Area) -> Iterator[Finding]:
    """Yield margins that are right in neither system."""
    place = at_page(1, "页边距")
    if abs(area.top - PROCESSOR.top_white_mm) > _BY_MM:
        yield from apart("sheet.top", place, area.top, PRINTED.top_white_mm, by=_BY_MM)
    yield from apart("sheet.left", place, area.left, figures.BINDING_WHITE_MM, by=_BY_MM)
    yield from apart("sheet.width", place, area.text_mm, figures.AREA_WIDTH_MM, by=_WIDE_MM)


def _is_sure(one: Finding, made: WordSheets) -> bool:
    if one.rule in _OF_MARGINS | _OF_PAGES or one.place.page in made.turned:
        return False
    if one.rule in _DRAWN:
        return not made.unclear
    if one.rule == "imprint.last-rule":
        return (one.place.page, one.place.y) not in made.loose and not _ends_text(one, made.areas[-1])
    if one.rule in _IN_MM:
        return abs(_too_much(one)) > _SURE_MM + made.slack_mm
    if one.rule in _IN_LINES:
        lines, slack = _too_much(one), made.slack_mm / figures.LINE_MM
        return not -_TOO_LITTLE - slack <= lines <= _TOO_MUCH + slack
    return True


def _ends_text(one: Finding, area: Area) -> bool:
    """Tell whether a rule lies on the lower margin of GB/T 33476.2-2016, which is that of the 版心 there."""
    right = abs(area.bottom - PROCESSOR.bottom_white_mm) < _BY_MM
    return right and abs(one.place.y / 100 - (area.height - area.bottom)) < _BY_MM


def _too_much(one: Finding) -> float:
    """Return by how much a figure is larger than the required one."""
    params = dict(one.params)
    return float(params["measured"]) - float(params["required"])
