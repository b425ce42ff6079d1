"""Tables in the text (表格): made and changed from a menu, gone through with Tab; every change can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QTextCursor, QTextTable, QTextTableCell
from PySide6.QtWidgets import QMenu, QTextEdit

from oa_desktop.domain.manuscript import Table
from oa_desktop.i18n import _
from oa_desktop.ui.writing.text.formats import landscape_of, lay, paragraph_format
from oa_desktop.ui.writing.text.reading import is_merged
from oa_desktop.ui.writing.text.writing import fill_table

_NEW = Table(rows=(("",) * 3,) * 3)
"""What a new table is: three rows of three cells, the first its head."""

TableChange = Callable[[QTextEdit, QTextTable, QTextTableCell], object]
"""Changes a table of a text in one of whose cells the cursor stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCommand:
    """What can be done to a table: the user's words, how, where, and whether it is so already if that can be told."""

    text: str
    change: TableChange
    can: Callable[[QTextCursor], bool] = lambda _cursor: True
    is_on: Callable[[QTextTable], bool] | None = None


def _lies(table: QTextTable, landscape: bool) -> bool:
    """Tell whether a writer has said that a table is set along the sheet (横排表), or that it is not."""
    return landscape_of(table.format()) is landscape


def _turn(landscape: bool, _text: QTextEdit, table: QTextTable, _cell: QTextTableCell) -> None:
    """Say how a table is to lie, or, said again, let its width decide."""
    form = table.format()
    lay(form, None if _lies(table, landscape) else landscape)
    table.setFormat(form)


def _is_in_merged(cursor: QTextCursor) -> bool:
    table = cursor.currentTable()
    return table is not None and is_merged(table.cellAt(cursor))


def _merge(text: QTextEdit, table: QTextTable, _cell: QTextTableCell) -> None:
    table.mergeCells(text.textCursor())


def _split(_text: QTextEdit, table: QTextTable, cell: QTextTableCell) -> None:
    table.splitCell(cell.row(), cell.column(), 1, 1)


def _remove_row(text: QTextEdit, table: QTextTable, cell: QTextTableCell) -> None:
    row = cell.row()
    _go(text, table, row + 1 if row + 1 < table.rows() else row - 1, cell.column())
    table.removeRows(row, 1)


def _remove_column(text: QTextEdit, table: QTextTable, cell: QTextTableCell) -> None:
    column = cell.column()
    _go(text, table, cell.row(), column + 1 if column + 1 < table.columns() else column - 1)
    table.removeColumns(column, 1)


def _go(text: QTextEdit, table: QTextTable, row: int, column: int) -> None:
    if row >= 0 and column >= 0:
        text.setTextCursor(table.cellAt(row, column).firstCursorPosition())


COMMANDS = (
    TableCommand(text="在下面加一行", change=lambda _, table, cell: table.insertRows(cell.row() + 1, 1)),
    TableCommand(text="在上面加一行", change=lambda _, table, cell: table.insertRows(cell.row(), 1)),
    TableCommand(text="在右边加一列", change=lambda _, table, cell: table.insertColumns(cell.column() + 1, 1)),
    TableCommand(text="在左边加一列", change=lambda _, table, cell: table.insertColumns(cell.column(), 1)),
    TableCommand(text="合并单元格", change=_merge, can=QTextCursor.hasComplexSelection),
    TableCommand(text="拆分单元格", change=_split, can=_is_in_merged),
    TableCommand(text="横排，单独占页", change=partial(_turn, True), is_on=partial(_lies, landscape=True)),
    TableCommand(text="竖排，不要转", change=partial(_turn, False), is_on=partial(_lies, landscape=False)),
    TableCommand(text="删去这一行", change=_remove_row),
    TableCommand(text="删去这一列", change=_remove_column),
    TableCommand(text="删去整个表格", change=lambda _, table, _cell: table.removeRows(0, table.rows())),
)


def fill_table_menu(menu: QMenu, text: Callable[[], QTextEdit]) -> None:
    """Fill a menu with what can be done where the cursor of a text stands; it is made anew whenever it opens."""
    menu.clear()
    menu.addAction(_("插入表格"), lambda: insert_table(text())).setEnabled(not text().textCursor().currentTable())
    menu.addSeparator()
    cursor = text().textCursor()
    table = cursor.currentTable()
    for one in COMMANDS:
        action = menu.addAction(_(one.text), partial(change_table, text, one.change))
        action.setEnabled(table is not None and one.can(cursor))
        action.setCheckable(one.is_on is not None)
        action.setChecked(table is not None and one.is_on is not None and one.is_on(table))


def insert_table(text: QTextEdit) -> None:
    """Insert an empty table behind the paragraph where the cursor stands, and go to its first cell."""
    cursor = text.textCursor()
    form = cursor.blockFormat()
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    before = cursor.position()
    fill_table(cursor, _NEW, len(_NEW.rows[0]))
    cursor.setBlockFormat(paragraph_format(indent=form.textIndent()))
    cursor.endEditBlock()
    cursor.setPosition(before + 1)
    text.setTextCursor(cursor)


def change_table(of: Callable[[], QTextEdit], change: TableChange) -> None:
    """Change the table where the cursor stands."""
    text = of()
    cursor = text.textCursor()
    table = cursor.currentTable()
    if table is not None:
        change(text, table, table.cellAt(cursor))
    text.setFocus()


def go_to_cell(text: QTextEdit, by: int) -> bool:
    """Go to the next or the last cell, past the last into a new row; tell whether the cursor stands in a table."""
    cursor = text.textCursor()
    table = cursor.currentTable()
    if table is None:
        return False
    here = table.cellAt(cursor)
    place = here.row() * table.columns() + here.column() + by
    while 0 <= place < table.rows() * table.columns() and _goes_on(table, divmod(place, table.columns())):
        place += by
    if place >= table.rows() * table.columns():
        table.appendRows(1)
    row, column = divmod(max(0, place), table.columns())
    text.setTextCursor(table.cellAt(row, column).firstCursorPosition())
    return True


def _goes_on(table: QTextTable, place: tuple[int, int]) -> bool:
    """Tell whether a cell is one with another that is gone to instead."""
    cell = table.cellAt(*place)
    return (cell.row(), cell.column()) != place
