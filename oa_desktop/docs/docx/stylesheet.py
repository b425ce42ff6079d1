"""``word/styles.xml``: the styles of the page (:mod:`.styles`) as a word processor wants them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from oa_desktop.docs.docx.formats import Align, ParagraphFormat, RunFormat
from oa_desktop.docs.docx.markup import Node, fonts, node, paragraph_properties, run_properties
from oa_desktop.docs.docx.measures import LINE_TWIPS, half_points
from oa_desktop.docs.docx.styles import STYLES, Style, footnote_style
from oa_desktop.docs.figures import SIZE_3_PT
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.domain.documents.template import NATIONAL, Template, in_unit

_DEFAULT_PARAGRAPH: Final = ParagraphFormat(before=0, after=0, line=LINE_TWIPS, align=Align.JUSTIFY)


def styles_part(template: Template = NATIONAL) -> Node:
    """Return ``word/styles.xml``.

    Args:
        template: Says whether a mark may hang behind a full line (标点悬挂), and how large notes (脚注) are.
    """
    styles = (replace(style, format=replace(style.format, hanging=template.hanging_marks)) for style in STYLES)
    notes = footnote_style(in_unit(template.note_size))
    return node("styles", _defaults(), *map(_style, (*styles, notes)), _table_style())


def _defaults() -> Node:
    run = node(
        "rPr",
        fonts(FontRole.FANGSONG),
        node("sz", val=half_points(SIZE_3_PT)),
        node("szCs", val=half_points(SIZE_3_PT)),
        node("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
    )
    return node("docDefaults", node("rPrDefault", run), node("pPrDefault", paragraph_properties(_DEFAULT_PARAGRAPH)))


def _style(style: Style) -> Node:
    default = {"default": 1} if style.id == "Normal" else {}
    custom = {"customStyle": 1} if style.custom else {}
    return node("style", *_style_details(style), type="paragraph", styleId=style.id, **default, **custom)


def _style_details(style: Style) -> Iterator[Node]:
    yield node("name", val=style.name)
    if style.based_on:
        yield node("basedOn", val=style.based_on)
    if style.next:
        yield node("next", val=style.next)
    yield node("qFormat")
    yield paragraph_properties(replace(style.format, chinese=style.based_on is None))
    yield run_properties(RunFormat(role=style.role, points=style.points, colour=style.colour, spacing=style.spacing))


def _table_style() -> Node:
    """Return the built-in table style without rules; tables name their own."""
    cells = node("tblCellMar", node("left", w=57, type="dxa"), node("right", w=57, type="dxa"))
    return node(
        "style",
        node("name", val="Normal Table"),
        node("uiPriority", val=99),
        node("semiHidden"),
        node("unhideWhenUsed"),
        node("tblPr", node("tblInd", w=0, type="dxa"), cells),
        type="table",
        styleId="TableNormal",
        default=1,
    )
