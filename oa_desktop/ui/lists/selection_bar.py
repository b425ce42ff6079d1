"""The bar below a list (已选栏): how many documents are selected, and what can be done with all of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.several import MOST


class SelectionBar(QWidget):
    """Is there while more than one document is selected.

    Attributes:
        keys: The selected documents, as an outline names them; empty where fewer than two are.
        menu: What may be done with them; whoever knows fills it when it is wanted.

    Signals:
        wanted: What may be done with the selected documents is to be offered.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.keys: tuple[int, ...] = ()
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._act = QPushButton(_("一起办理(&B)"), self)
        self._act.setObjectName("together")
        self.menu = QMenu(self._act)
        self.menu.aboutToShow.connect(self.wanted)
        self._act.setMenu(self.menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 4)
        line.addWidget(self._words, 1)
        line.addWidget(self._act)
        self.hide()

    def show_keys(self, keys: tuple[int, ...]) -> None:
        """Say how many documents are selected; none, and the bar is gone."""
        self.keys = keys if len(keys) <= MOST else ()
        few, many = (
            _("已选 {count} 件").format(count=len(keys)),
            _("一次最多办 {most} 件，请少选一些").format(most=MOST),
        )
        self._words.setText(few if self.keys else many)
        self._act.setEnabled(bool(self.keys))
        self.setVisible(bool(keys))
