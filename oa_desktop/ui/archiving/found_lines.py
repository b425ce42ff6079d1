"""What a search of the archive found (档案检索), as lines of a table: the words stand out in title and text."""

from __future__ import annotations

from oa_desktop.i18n import _
from oa_desktop.office.archiving.finding import Found
from oa_desktop.office.archiving.holdings import HeldRow
from oa_desktop.office.archiving.holdings_words import title_said
from oa_desktop.office.archiving.lines import FOUND_COLUMNS, FOUND_TEXT, FOUND_TITLE, found_place
from oa_desktop.office.queries import ArchiveFoundRow
from oa_desktop.ui.rolls.roll_lines import RollLine

TITLES = tuple(one.label for one in FOUND_COLUMNS)
NEAR = tuple(place for place, one in enumerate(FOUND_COLUMNS) if one.near)
"""What is seen first where there is no room for all."""


def found_line(row: ArchiveFoundRow) -> RollLine:
    """Return the line of an item that was found."""
    before, match, _after = found_place(row)
    marked = {
        FOUND_TITLE: tuple((begin, end - begin) for begin, end in row.marked),
        FOUND_TEXT: ((len(before), len(match)),) if match else (),
    }
    mark = "conflict" if row.item.contested else ""
    return RollLine(cells=tuple(one.text(row) for one in FOUND_COLUMNS), record=row.item, mark=mark, marked=marked)


def held_line(row: HeldRow) -> RollLine:
    """Return the line of an item of 馆藏 that was found: where it lies stands in the place of the text."""
    one = row.item
    lies = _("馆藏，{name}移交").format(name=row.holding.act.sender_name)
    said = (one.code, title_said(row), lies, one.document_number, one.date.replace("-", ""), one.mark)
    return RollLine(cells=tuple(cell.replace("\n", "") for cell in said), record=row)


def found_words(found: Found, most: int) -> str:
    """Return in words how many were found."""
    held = _("馆藏里另有 {count} 件，双击查看。").format(count=len(found.held)) if found.held else ""
    return _of_own(len(found.own), most) + held


def _of_own(count: int, most: int) -> str:
    if not count:
        return _("全部档案里没有找到。少写几个字，或者换一个说法再找；看不到的公文，可以在“借阅和涉密文件”里申请利用。")
    if count < most:
        return _("在全部档案里找到 {count} 件；清空查找的字，回到左边的类。").format(count=count)
    return _("只列出最相关的 {count} 件；多写几个字，可以少一些。").format(count=count)
