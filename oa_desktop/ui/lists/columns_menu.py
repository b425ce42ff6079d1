"""Choosing the columns of a list (栏目): each on or off, and back to the usual ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtWidgets import QMenu, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.lists.columns import COLUMNS, TITLE


class Columned(Protocol):
    """What has columns to choose."""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The columns that are wanted."""

    def choose_columns(self, labels: Iterable[str]) -> None:
        """Want these columns; none at all means the usual ones."""


class ColumnsMenu(QMenu):
    """A line for each column that a list can have; the title is always there."""

    def __init__(self, lines: Columned, parent: QWidget) -> None:
        super().__init__(_("栏目"), parent)
        self._lines = lines
        self.setObjectName("columns")
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for place, column in enumerate(COLUMNS):
            if place != TITLE:
                action = self.addAction(_(column.label))
                action.setCheckable(True)
                action.setChecked(column.label in self._lines.chosen)
                action.triggered.connect(lambda on, label=column.label: self._turn(label, on=on))
        self.addSeparator()
        self.addAction(_("恢复通常的栏目")).triggered.connect(lambda: self._lines.choose_columns(()))

    def _turn(self, label: str, *, on: bool) -> None:
        others = [one for one in self._lines.chosen if one != label]
        self._lines.choose_columns([*others, label] if on else others)
