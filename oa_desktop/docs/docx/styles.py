"""The styles of the page: one for every element, so that people can find and change them in WPS or Word.

正文 (Normal), 标题 (Title) and 标题 1 to 标题 4 (Heading 1 to 4) are the built-in ones: a new paragraph is right at
once, and the navigation pane (导航窗格) shows the headings. The others carry the standard's own names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from oa_desktop.docs.columns import LEADING_EM
from oa_desktop.docs.docx.formats import BLACK, RED, Align, Indent, ParagraphFormat
from oa_desktop.docs.docx.measures import (
    LINE_TWIPS,
    PAGE_TOP,
    TIGHTENING_TWIPS,
    TITLE_LOWER_TWIPS,
    lines,
    twips_from_cells,
    twips_from_pt,
)
from oa_desktop.docs.figures import (
    ANNEX_HEAD_LINE,
    ANNEX_TITLE_LINE,
    FIRST_INDENT_CELLS,
    NOTE_PITCH_TIMES,
    PICTURE_CAPTION_PT,
    RECIPIENTS_BLANK_LINES,
    SIZE_2_PT,
    SIZE_3_PT,
    SIZE_4_PT,
)
from oa_desktop.docs.fonts.fonts import FontRole

TABLE_LINE_TWIPS: Final = twips_from_pt(LEADING_EM * SIZE_4_PT)
"""Line pitch in tables of 四号."""
IMPRINT_LINE_TWIPS: Final = round(LINE_TWIPS * SIZE_4_PT / SIZE_3_PT)
"""Line pitch of 版记: one character and 7/8 of it, at 四号. P."""
SPACER_TWIPS: Final = 20
"""Height of a paragraph that shows nothing, 1 pt."""
FOOTER_LINE_TWIPS: Final = 320
"""Line pitch of 页码, 16 pt for 四号."""

UNDER_ANNEX_HEAD: Final = lines(ANNEX_TITLE_LINE - ANNEX_HEAD_LINE - 1)
"""White between 附件 with its number and the title of the annex."""
_UNDER_TITLE: Final = lines(RECIPIENTS_BLANK_LINES) - TITLE_LOWER_TWIPS

_TWO_CHARACTERS: Final = Indent(first=twips_from_cells(FIRST_INDENT_CELLS), first_characters=FIRST_INDENT_CELLS * 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """样式 of a paragraph.

    Attributes:
        id: What paragraphs refer to.
        name: What people see; built-in names are English in the file and shown in the reader's language.
        role: 字体.
        points: Type size in pt.
        colour: Six hexadecimal digits.
        spacing: Between characters, twips.
        format: 段落格式.
        based_on: Id of the style below, or None.
        next: Id of the style of the paragraph that follows when one is typed.
        custom: Whether the name is ours.
    """

    id: str
    name: str
    role: FontRole = FontRole.FANGSONG
    points: float = SIZE_3_PT
    colour: str = BLACK
    spacing: int = TIGHTENING_TWIPS
    format: ParagraphFormat = field(default_factory=ParagraphFormat)
    based_on: str | None = None
    next: str | None = "Normal"
    custom: bool = True


def _heading(level: int, role: FontRole) -> Style:
    """Return the style of 一、 （一） 1. or （1）. GB/T 9704-2012 7.3.3."""
    return Style(
        id=f"Heading{level}",
        name=f"heading {level}",
        role=role,
        format=ParagraphFormat(keep_next=True, outline_level=level - 1),
        based_on="Normal",
        custom=False,
    )


STYLES: Final[tuple[Style, ...]] = (
    Style(id="Normal", name="Normal", format=ParagraphFormat(indent=_TWO_CHARACTERS), next=None, custom=False),
    _heading(1, FontRole.HEITI),
    _heading(2, FontRole.KAITI),
    _heading(3, FontRole.FANGSONG),
    _heading(4, FontRole.FANGSONG),
    Style(
        id="Title",
        name="Title",
        role=FontRole.XIAOBIAOSONG,
        points=SIZE_2_PT,
        spacing=0,
        format=ParagraphFormat(before=PAGE_TOP + TITLE_LOWER_TWIPS, after=_UNDER_TITLE, align=Align.CENTRE),
        custom=False,
    ),
    Style(id="CopyNumber", name="份号", format=ParagraphFormat(align=Align.LEFT)),
    Style(id="Secrecy", name="密级和紧急程度", role=FontRole.HEITI, format=ParagraphFormat(align=Align.LEFT)),
    Style(
        id="RedMark",
        name="发文机关标志",
        role=FontRole.XIAOBIAOSONG,
        colour=RED,
        spacing=0,
        format=ParagraphFormat(align=Align.CENTRE),
    ),
    Style(id="DocumentNumber", name="发文字号", format=ParagraphFormat(align=Align.CENTRE)),
    Style(
        id="Adoption",
        name="标题题注",
        role=FontRole.KAITI,
        format=ParagraphFormat(after=lines(RECIPIENTS_BLANK_LINES), align=Align.CENTRE),
    ),
    Style(id="Recipients", name="主送机关"),
    Style(id="AttachmentNote", name="附件说明"),
    Style(id="Attendance", name="出席人员"),
    Style(id="Signature", name="发文机关署名", format=ParagraphFormat(keep_next=True, align=Align.CENTRE)),
    Style(id="Date", name="成文日期", format=ParagraphFormat(align=Align.RIGHT)),
    Style(id="Note", name="附注", format=ParagraphFormat(indent=_TWO_CHARACTERS)),
    Style(
        id="AnnexHead",
        name="附件标识",
        role=FontRole.HEITI,
        format=ParagraphFormat(keep_next=True, page_break_before=True, align=Align.LEFT),
        next="AnnexTitle",
    ),
    Style(
        id="AnnexTitle",
        name="附件标题",
        role=FontRole.XIAOBIAOSONG,
        points=SIZE_2_PT,
        spacing=0,
        format=ParagraphFormat(
            keep_next=True,
            before=UNDER_ANNEX_HEAD + TITLE_LOWER_TWIPS,
            after=_UNDER_TITLE,
            align=Align.CENTRE,
            outline_level=0,
        ),
    ),
    Style(
        id="ReleasedTitle",
        name="随文标题",
        role=FontRole.XIAOBIAOSONG,
        points=SIZE_2_PT,
        spacing=0,
        format=ParagraphFormat(
            keep_next=True,
            page_break_before=True,
            before=PAGE_TOP + TITLE_LOWER_TWIPS,
            after=_UNDER_TITLE,
            align=Align.CENTRE,
            outline_level=0,
        ),
    ),
    Style(
        id="TableText",
        name="表格文字",
        points=SIZE_4_PT,
        spacing=0,
        format=ParagraphFormat(line=TABLE_LINE_TWIPS, align=Align.LEFT),
        next=None,
    ),
    Style(
        id="Picture",
        name="图",
        points=PICTURE_CAPTION_PT,
        spacing=0,
        format=ParagraphFormat(at_least=LINE_TWIPS, align=Align.CENTRE),
        next="PictureCaption",
    ),
    Style(
        id="PictureCaption",
        name="图题",
        points=PICTURE_CAPTION_PT,
        spacing=0,
        format=ParagraphFormat(align=Align.CENTRE),
    ),
    Style(
        id="Imprint",
        name="版记",
        points=SIZE_4_PT,
        spacing=0,
        format=ParagraphFormat(line=IMPRINT_LINE_TWIPS),
        next=None,
    ),
    Style(
        id="Spacer", name="版面空行", spacing=0, format=ParagraphFormat(line=SPACER_TWIPS, align=Align.LEFT), next=None
    ),
    Style(
        id="Footer",
        name="footer",
        role=FontRole.SONGTI,
        points=SIZE_4_PT,
        spacing=0,
        format=ParagraphFormat(line=FOOTER_LINE_TWIPS),
        next=None,
        custom=False,
    ),
    Style(
        id="Header",
        name="header",
        role=FontRole.HEITI,
        points=SIZE_4_PT,
        spacing=0,
        format=ParagraphFormat(align=Align.CENTRE),
        next=None,
        custom=False,
    ),
)
"""Every style that the writer uses."""


def footnote_style(points: float) -> Style:
    """Return the style of notes (脚注) of this size: their words stand a little behind their marks."""
    line = twips_from_pt(points * NOTE_PITCH_TIMES)
    return Style(
        id="FootnoteText",
        name="footnote text",
        role=FontRole.SONGTI,
        points=points,
        spacing=0,
        format=ParagraphFormat(line=line, indent=Indent(left=line, first=-line)),
        next=None,
        custom=False,
    )
