"""The lines of the trail (审计) as far as they were looked at: a page more whenever the end comes into sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from oa_desktop.i18n import _
from oa_desktop.office.queries import AuditRow, AuditTrail
from oa_desktop.office.trail.trail import shown
from oa_desktop.ui.workplace import Failed, Workplace

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
_DISPLAY = Qt.ItemDataRole.DisplayRole
COLUMNS: Mapping[str, Callable[[AuditRow], str]] = {
    "时间": lambda row: shown(row.time),
    "人员": lambda row: row.person,
    "事项": lambda row: row.act,
    "结果": lambda row: row.outcome.value,
    "情况": lambda row: row.detail,
}
"""What stands in a column."""


class TrailModel(QAbstractTableModel):
    """The lines that a question finds, what was recorded last first."""

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._wanted = AuditTrail()
        self._rows: list[AuditRow] = []
        self._ended = True

    def show(self, wanted: AuditTrail) -> None:
        """Ask another question."""
        self._wanted = replace(wanted, limit=PAGE)
        self._ended = True
        self._ask(self._wanted, self._begin)

    @property
    def ended(self) -> bool:
        """Whether the last line is here, or the next ones are asked for already."""
        return self._ended

    def go_on(self) -> None:
        """Ask for the page after the last line; Qt's own way (``fetchMore``) has a tree of lines fetch all of them."""
        if not self._ended:
            self._ended = True
            self._ask(replace(self._wanted, before=self._rows[-1].entry), self._add, self._not_yet)

    def _ask(
        self, wanted: AuditTrail, done: Callable[[tuple[AuditRow, ...]], object], failed: Failed | None = None
    ) -> None:
        self._workplace.ask(wanted, self, done, failed, instead_of="lines")

    def _not_yet(self, error: Exception) -> None:
        """Tell why no more came; the next look at the end asks again."""
        self._ended = False
        self._workplace.problem.emit(error)

    def _begin(self, rows: tuple[AuditRow, ...]) -> None:
        self.beginResetModel()
        self._rows, self._ended = [*rows], len(rows) < PAGE
        self.endResetModel()

    def _add(self, rows: tuple[AuditRow, ...]) -> None:
        self._ended = len(rows) < PAGE
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def exact(self, index: Index) -> str:
        """Return by which fingerprints and serials a line tells what it is about; empty where it needs none."""
        return self._rows[index.row()].exact if index.isValid() else ""

    # --- Qt's own ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own name and default
        """Return how many lines are here by now."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - as above
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what a cell says."""
        if role not in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return None
        return tuple(COLUMNS.values())[index.column()](self._rows[index.row()])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802 - as above
        """Return what a column is called."""
        across = orientation is Qt.Orientation.Horizontal and role == _DISPLAY
        return _(tuple(COLUMNS)[section]) if across else None
