"""The buttons of the act bar (办理按钮): the act that moves on first, what is rarely done under 更多."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.queries import ActFormRow
from oa_desktop.ui.acting.act_topics import act_topic

_MOST = 4
"""Acts that all get a button of their own."""
_BESIDE_MORE = 3
"""Acts with a button where there are more than that."""


class ActButtons(QWidget):
    """One way to each act that is possible now.

    Signals:
        chosen: Kind of the act that is to be done (``str``).
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ways: dict[str, QPushButton | QAction] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def offer(self, forms: Sequence[ActFormRow]) -> None:
        """Offer these acts and no others."""
        self._clear()
        shown = len(forms) if len(forms) <= _MOST else _BESIDE_MORE
        for form in forms[:shown]:
            self._ways[form.kind] = self._button(form)
        if forms[shown:]:
            self._row.addWidget(self._more(forms[shown:]))

    def enable(self, possible: Callable[[str], bool], why_not: str = "") -> None:
        """Let only those be chosen that are possible, and say why none is, where there is a reason."""
        self.setToolTip(why_not)
        self.setAccessibleDescription(why_not)
        for kind, way in self._ways.items():
            way.setEnabled(possible(kind))

    def _button(self, form: ActFormRow) -> QPushButton:
        button = QPushButton(_words(form), self)
        button.setObjectName(f"act-{form.kind}")
        button.setProperty("kind", form.kind)
        button.setProperty("topic", act_topic(form.term))
        button.setProperty("tone", "main" if form.onward else "")
        button.clicked.connect(lambda _checked=False: self.chosen.emit(form.kind))
        self._row.addWidget(button)
        return button

    def _more(self, forms: Sequence[ActFormRow]) -> QPushButton:
        button = QPushButton(_("更多"), self)
        button.setObjectName("more-acts")
        button.setAccessibleName(_("更多办理：{acts}").format(acts="、".join(form.term for form in forms)))
        menu = QMenu(button)
        for form in forms:
            self._ways[form.kind] = self._line(menu, form)
        button.setMenu(menu)
        return button

    def _line(self, menu: QMenu, form: ActFormRow) -> QAction:
        line = menu.addAction(_words(form))
        line.triggered.connect(lambda _checked=False: self.chosen.emit(form.kind))
        return line

    def _clear(self) -> None:
        self._ways.clear()
        while (item := self._row.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()


def _words(form: ActFormRow) -> str:
    return form.term + ("…" if form.grave or form.fields else "")
