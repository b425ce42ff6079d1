"""The figures of the official page, each once, with its clause and how certain it is.

Certainty marks behind each clause:

- V: read in the text of the standard or checked on real files.
- C: computed from V figures.
- P: office practice, in no standard; no message may say that the standard requires it.

What an office may choose (type of the mark, weight of the rules, 印章) is no figure of the standard:
:mod:`oa_desktop.domain.documents.template`.

Positions are measured in millimetres from the top left corner of the sheet unless the name says otherwise.
"""

from __future__ import annotations

from typing import Final

MM_PER_PT: Final = 25.4 / 72
"""Millimetres in one typographic point (1/72 inch)."""

# --- Sheet and type area (GB/T 9704-2012 5.1, 5.2) ---

SHEET_WIDTH_MM: Final = 210.0
"""A4 (幅面). GB/T 9704-2012 5.1, V."""
SHEET_HEIGHT_MM: Final = 297.0
"""A4 (幅面). GB/T 9704-2012 5.1, V."""
TOP_WHITE_MM: Final = 37.0
"""天头, ± 1 mm. GB/T 9704-2012 5.2.1, V."""
BINDING_WHITE_MM: Final = 28.0
"""订口 (left), ± 1 mm. GB/T 9704-2012 5.2.1, V."""
AREA_WIDTH_MM: Final = 156.0
"""版心 width. GB/T 9704-2012 5.2.1, V."""
AREA_HEIGHT_MM: Final = 225.0
"""版心 height. GB/T 9704-2012 5.2.1, V."""
RIGHT_WHITE_MM: Final = SHEET_WIDTH_MM - BINDING_WHITE_MM - AREA_WIDTH_MM
"""26 mm. C: it follows by subtraction and is no requirement."""
BOTTOM_WHITE_MM: Final = SHEET_HEIGHT_MM - TOP_WHITE_MM - AREA_HEIGHT_MM
"""35 mm. C: it follows by subtraction and is no requirement."""
AREA_LEFT_MM: Final = BINDING_WHITE_MM
"""版心 left edge, 28 mm. C."""
AREA_RIGHT_MM: Final = AREA_LEFT_MM + AREA_WIDTH_MM
"""版心 right edge, 184 mm. C."""
AREA_TOP_MM: Final = TOP_WHITE_MM
"""版心 top edge, 37 mm. C."""
AREA_BOTTOM_MM: Final = AREA_TOP_MM + AREA_HEIGHT_MM
"""版心 bottom edge, 262 mm. C."""

# --- Grid (GB/T 9704-2012 5.2.3) ---

LINES_PER_PAGE: Final = 22
"""行数. GB/T 9704-2012 5.2.3, V."""
CHARACTERS_PER_LINE: Final = 28
"""每行字数. GB/T 9704-2012 5.2.3, V."""
CELL_MM: Final = AREA_WIDTH_MM / CHARACTERS_PER_LINE
"""一字 on the grid, 5.571 mm = 15.79 pt. C."""
LINE_MM: Final = AREA_HEIGHT_MM / LINES_PER_PAGE
"""一行 on the grid, 10.227 mm = 28.99 pt. C; the standard states no point value."""

TURNED_LINES: Final = AREA_WIDTH_MM / LINE_MM
"""Lines of the grid on a sheet that is turned for a table set along it (横排表), where the 版心 is as high as it is
wide on the others. GB/T 9704-2012 8, C."""

# --- Type sizes (字号): the standard names the sizes, the points are common usage ---

SIZE_2_PT: Final = 22.0
"""二号: 标题. GB/T 9704-2012 7.3.1, V for the name, P for the points."""
SIZE_3_PT: Final = 16.0
"""三号: 正文 and most elements. GB/T 9704-2012 5.2.2, V for the name, P for the points."""
SIZE_4_PT: Final = 14.0
"""四号: 版记 and 页码. GB/T 9704-2012 7.4, 7.5, V for the name, P for the points."""
SEVEN_EIGHTHS_MM: Final = SIZE_3_PT * MM_PER_PT * 7 / 8
"""7/8 of the height of a 三号 character, about 4.94 mm. GB/T 9704-2012 3.2, C; GB/T 33476.2-2016 rounds to 4.84 mm."""

# --- 版头 (GB/T 9704-2012 7.2) ---

MARK_TOP_MM: Final = AREA_TOP_MM + 35.0
"""Top edge of 发文机关标志: 35 mm under the top edge of the 版心, 72 mm. GB/T 9704-2012 7.2.4, V."""
MARK_BOTTOM_MM: Final = AREA_TOP_MM + 5 * LINE_MM
"""Lower edge of 发文机关标志 on one line. P: on a line of the grid, so that the two blank lines under it are exact."""
MARK_STACK_LINES: Final = 6
"""Lines that a joint mark may take beyond those of a single one. P: the first page must have room for the text."""
MARK_MOST_STACKED: Final = 8
"""Organs that a joint mark shows; where there are more it shows the lead organ alone, as the standard allows. P."""
MARK_WIDTH_MM: Final = 150.0
"""Widest 发文机关标志. P: the standard only implies that it stays inside the 版心."""
NUMBER_BLANK_LINES: Final = 2
"""Blank lines between 发文机关标志 and 发文字号 or 签发人. GB/T 9704-2012 7.2.5, V."""
SIDE_INDENT_CELLS: Final = 1
"""发文字号 from the left, 签发人 from the right on upward papers. GB/T 9704-2012 7.2.5, 7.2.6, V."""
SIGNERS_PER_LINE: Final = 2
"""签发人 on one line, normally. GB/T 9704-2012 7.2.6, V."""
RED_RULE_GAP_MM: Final = 4.0
"""Red rule (版头中的分隔线) under 发文字号. GB/T 9704-2012 7.2.7, V."""

# --- 信函, 命令 and 纪要 (GB/T 9704-2012 10) ---

LETTER_MARK_TOP_MM: Final = 30.0
"""Top edge of the mark of a letter, from the top edge of the sheet. GB/T 9704-2012 10.1, V."""
LETTER_RULE_GAP_MM: Final = 4.0
"""Upper red double rule under the mark. GB/T 9704-2012 10.1, V."""
LETTER_RULE_LENGTH_MM: Final = 170.0
"""Length of both red double rules, centred on the sheet. GB/T 9704-2012 10.1, V."""
LETTER_FOOT_RULE_MM: Final = SHEET_HEIGHT_MM - 20.0
"""Lower edge of the lower red double rule: 20 mm above that of the sheet, 277 mm. GB/T 9704-2012 10.1, V."""
LETTER_NUMBER_LINE: Final = 2
"""Line of the grid, from 0, on which the first element under the upper double rule stands. P: the mark is as high
as that allows."""
LETTER_TITLE_BLANK_LINES: Final = 2
"""Blank lines between the last element above and 标题. GB/T 9704-2012 10.1, V."""
ORDER_MARK_TOP_MM: Final = AREA_TOP_MM + 20.0
"""Top edge of the mark of an order: 20 mm under that of the 版心, 57 mm. GB/T 9704-2012 10.2, V."""
ORDER_MARK_BOTTOM_MM: Final = AREA_TOP_MM + 4 * LINE_MM
"""Lower edge of the mark of an order. P, as for other marks."""
ORDER_TEXT_BLANK_LINES: Final = 2
"""Blank lines between 令号 and 正文. GB/T 9704-2012 10.2, V."""
ATTENDANCE_BLANK_LINES: Final = 1
"""Blank lines between 正文 or 附件说明 and 出席. GB/T 9704-2012 10.3, V."""

# --- 主体 (GB/T 9704-2012 7.3) ---

TITLE_BLANK_LINES: Final = 2
"""Blank lines between the red rule and 标题. GB/T 9704-2012 7.3.1, V."""
TITLE_CHARACTERS: Final = 20
"""Most 二号 characters on one line of the 版心. C."""
RECIPIENTS_BLANK_LINES: Final = 1
"""Blank lines between 标题 and 主送机关. GB/T 9704-2012 7.3.2, V."""
FIRST_INDENT_CELLS: Final = 2
"""First line of a paragraph of 正文, 附件说明, 附注. GB/T 9704-2012 7.3.3, 7.3.4, 7.3.6, V."""
ATTACHMENT_NOTE_BLANK_LINES: Final = 1
"""Blank lines between 正文 and 附件说明. GB/T 9704-2012 7.3.4, V."""
SEALED_DATE_RIGHT_CELLS: Final = 4
"""成文日期 from the right on a sealed paper. GB/T 9704-2012 7.3.5.1, V."""
SEAL_ABOVE_NAMES_MM: Final = 3.0
"""Middle of the seal above the middle of 署名 and 成文日期. GB/T 9704-2012 7.3.5.1 says slightly; the figure is P."""
SEAL_ABOVE_DATE_MM: Final = 7.0
"""Middle of the seal above the baseline of 成文日期 at least. C."""
SEAL_TOP_GAP_MM: Final = LINE_MM
"""Top of the seal under the text at most: one line. GB/T 9704-2012 7.3.5.1, V."""
UNSEALED_BLANK_LINES: Final = 1
"""Blank lines above 发文机关署名 on an unsealed paper. GB/T 9704-2012 7.3.5.2, V."""
UNSEALED_NAME_RIGHT_CELLS: Final = 2
"""发文机关署名 from the right on an unsealed paper. GB/T 9704-2012 7.3.5.2, V."""
UNSEALED_DATE_SHIFT_CELLS: Final = 2
"""成文日期 right of the first character of the name, unsealed. GB/T 9704-2012 7.3.5.2, V."""
STAMP_BLANK_LINES: Final = 2
"""Blank lines above 签名章. GB/T 9704-2012 7.3.5.3, V."""
STAMP_RIGHT_CELLS: Final = 4
"""签名章 and 成文日期 under it from the right. GB/T 9704-2012 7.3.5.3, V."""
STAMP_POST_CELLS: Final = 2
"""Characters between 签发人职务 and 签名章. GB/T 9704-2012 7.3.5.3, V."""
STAMP_DATE_BLANK_LINES: Final = 1
"""Blank lines between 签名章 and 成文日期. GB/T 9704-2012 7.3.5.3, V."""
ANNEX_HEAD_LINE: Final = 1
"""Line of 附件 + number on the annex page, counted from 1. GB/T 9704-2012 7.3.7, V."""
ANNEX_TITLE_LINE: Final = 3
"""Line of the annex title, counted from 1. GB/T 9704-2012 7.3.7, V."""

PICTURE_CAPTION_PT: Final = SIZE_4_PT
"""图题 under a picture. P: the standard says nothing of pictures."""

# --- 脚注: the standard says nothing of notes ---

NOTE_MARK_TIMES: Final = 10.5 / SIZE_3_PT
"""Size of the mark of a note in the text, against that of the text: 五号 in 三号. P."""
NOTE_MARK_RISE_TIMES: Final = 0.3
"""How far such a mark is raised, against the size of the text. P."""
NOTE_PITCH_TIMES: Final = 1.5
"""Line pitch of the notes, against their size. P."""
NOTE_RULE_MM: Final = AREA_WIDTH_MM / 4
"""Length of the rule above the notes. P."""
NOTE_RULE_WIDTH_MM: Final = 0.25
"""Its thickness. P."""
NOTE_RULE_GAP_MM: Final = 1.5
"""White between it and the notes. P."""

# --- 版记 (GB/T 9704-2012 7.4) ---

IMPRINT_LAST_RULE_MM: Final = AREA_BOTTOM_MM
"""The last rule lies on the bottom edge of the 版心, 262 mm. GB/T 9704-2012 7.4.1, V."""
IMPRINT_SIDE_CELLS: Final = 1
"""Characters (of 四号) left free on both sides. GB/T 9704-2012 7.4.2, 7.4.3, V."""

# --- 页码 (GB/T 9704-2012 7.5) ---

PAGE_NUMBER_GAP_MM: Final = 7.0
"""Dash of 页码 under the bottom edge of the 版心. GB/T 9704-2012 7.5, V."""
PAGE_NUMBER_DASH_MM: Final = AREA_BOTTOM_MM + PAGE_NUMBER_GAP_MM
"""Height of the dash, 269 mm. C."""
PAGE_NUMBER_SIDE_CELLS: Final = 1
"""Characters (of 四号) between 页码 and the edge of the 版心. GB/T 9704-2012 7.5, V."""

# --- Word processors (GB/T 33476.2-2016): half the leading stands above the first line; see docs.coordinates ---

PROCESSOR_LEADING_MM: Final = 4.84
"""7/8 of the height of a 三号 character, as that standard rounds it. GB/T 33476.2-2016, V."""
PROCESSOR_LINE_MM: Final = 10.39
"""一行 in a word processor: one character and its leading. GB/T 33476.2-2016, V."""

# --- Colours: the standard names printing inks, red Y80 % M80 % and black BL100 % (GB/T 9704-2012 6.2, V) ---

RED_RGB: Final = (255, 0, 0)
"""标准红, the red of every file that we write. P: decisions/0010 says why it is not the value of the inks."""
BLACK_RGB: Final = (0, 0, 0)
"""Black. C."""
PALE_RGB: Final = (230, 230, 230)
"""The light grey of a realm's mark. P."""
