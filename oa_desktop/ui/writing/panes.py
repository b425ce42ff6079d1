"""The panes of the editor (拟稿台的分栏): side by side where there is room, one behind the other as tabs where not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

_CHARACTERS = 24
"""Chinese characters that a pane needs across."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """One pane: its name on a tab, what it shows, and its share of the width."""

    name: str
    widget: QWidget
    share: int


class Panes(QWidget):
    """Some panes, as many side by side as the size of the text allows; the first ones share a place where it is narrow.

    They find their places when it is known how much room there is.

    Attributes:
        floor: On which the panes stand: their parent.
        tabs: Those that share a place.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes: tuple[Pane, ...] = ()
        self._shown: set[str] = set()
        self._places: tuple[tuple[Pane, ...], ...] = ()
        self._sizes: list[int] = []
        self._room_known = False
        self.floor = QSplitter(Qt.Orientation.Horizontal, self)
        self.floor.setChildrenCollapsible(False)
        self.tabs = QTabWidget(self.floor)
        self.tabs.setObjectName("panes")
        self.tabs.setDocumentMode(True)
        self.tabs.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.floor)

    def fill(self, *panes: Pane) -> None:
        """Say which panes there are; all are shown."""
        self._panes = panes
        self._shown = {pane.name for pane in panes}
        for pane in panes:
            pane.widget.setVisible(False)

    def show_pane(self, name: str, *, on: bool) -> None:
        """Show or hide a pane."""
        self._shown = self._shown | {name} if on else self._shown - {name}
        self._arrange()

    def shows(self, name: str) -> bool:
        """Whether a pane is shown."""
        return name in self._shown

    def arrangement(self) -> QByteArray:
        """Return which panes are hidden, and the widths of the places in pixels."""
        hidden = [pane.name for pane in self._panes if pane.name not in self._shown]
        sizes = self.floor.sizes()[: len(self._places)] or self._sizes
        return QByteArray(json.dumps({"hidden": hidden, "sizes": sizes}).encode())

    def arrange(self, state: QByteArray) -> None:
        """Take an arrangement up again; a garbled one means the usual one."""
        try:
            kept = json.loads(bytes(state.data()) or b"{}")
            hidden, sizes = set(kept.get("hidden", ())), [int(size) for size in kept.get("sizes", ())]
        except (ValueError, AttributeError, TypeError):
            return
        self._shown, self._sizes = {pane.name for pane in self._panes} - hidden, sizes
        self._arrange()

    def _wanted(self) -> tuple[tuple[Pane, ...], ...]:
        """Return which panes stand in which place now."""
        shown = [pane for pane in self._panes if pane.name in self._shown]
        room = max(1, self.width() // (self.fontMetrics().horizontalAdvance("公") * _CHARACTERS))
        shared = max(1, len(shown) - room + 1)
        return (tuple(shown[:shared]), *((pane,) for pane in shown[shared:]))

    def _arrange(self) -> None:
        wanted = self._wanted()
        if wanted == self._places or not self._room_known:
            return
        self._places = wanted
        writer = QApplication.focusWidget()
        self._put_in_place()
        if writer is not None and self.isAncestorOf(writer):
            self.bring_forward(writer)
            writer.setFocus()

    def _put_in_place(self) -> None:
        """Put in its place what is wanted, and hide the rest; nothing is moved that stands where it should."""
        shared, *alone = self._places
        self.tabs.clear()
        in_tabs = [pane.widget for pane in shared] if len(shared) > 1 else []
        side_by_side = [self._shared(shared) if in_tabs else shared[0].widget, *(pane.widget for (pane,) in alone)]
        for widget in (self.tabs, *(pane.widget for pane in self._panes)):
            if widget not in in_tabs:
                widget.setVisible(False)
        for place, widget in enumerate(side_by_side):
            self.floor.insertWidget(place, widget)
            widget.setVisible(True)
        self._share_out()

    def _shared(self, panes: Iterable[Pane]) -> QTabWidget:
        for pane in panes:
            self.tabs.addTab(pane.widget, pane.name)
        return self.tabs

    def _share_out(self) -> None:
        """Give the places the widths that were taken up, else their shares of the room."""
        shares = [max(pane.share for pane in place) for place in self._places]
        width = max(1, self.floor.width())
        usual = [width * share // sum(shares) for share in shares]
        self.floor.setSizes(self._sizes if len(self._sizes) == len(usual) else usual)

    def bring_forward(self, widget: QWidget) -> None:
        """Turn to the pane that a widget stands in, where panes share a place."""
        for place in range(self.tabs.count()):
            page = self.tabs.widget(place)
            if page is not None and (page is widget or page.isAncestorOf(widget)):
                self.tabs.setCurrentIndex(place)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the room of the widest pane: in less than that of all they share a place."""
        needed = [pane.widget.minimumSizeHint() for pane in self._panes]
        bar = self.tabs.tabBar().sizeHint().height()
        return QSize(max(one.width() for one in needed), max(one.height() for one in needed) + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put the panes side by side, or one behind the other."""
        super().resizeEvent(event)
        self._room_known = True
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Look again when the size of the text has changed, once Qt has gone through all widgets with it."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._places:
            QTimer.singleShot(0, self, self._arrange)


def stacked(column: QWidget, main: QWidget, below: QWidget) -> QWidget:
    """Put one widget above another in a column and return it; the upper one takes the room that there is."""
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(main, 1)
    layout.addWidget(below)
    return column
