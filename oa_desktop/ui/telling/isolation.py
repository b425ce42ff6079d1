"""The self-check in the status line (隔离自检): what keeps exercises from real papers, tried when the window opens."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QTextBrowser, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.premises import Isolation, IsolationLayer, Premises
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.telling.status_line import StatusLine
from oa_desktop.ui.training.seat_dialog import SeatDialog

_AGAIN_MS = 60_000
_WIDE, _HIGH = 34, 18
"""Chinese characters across, and lines."""


class IsolationDialog(Dialog):
    """Every layer that keeps exercises from real papers: whether it held, and what was tried.

    Signals:
        seat_wanted: The whole seat is to be looked at (机房检查).
    """

    seat_wanted = Signal()

    def __init__(self, found: Isolation, parent: QWidget) -> None:
        super().__init__("isolation", _("隔离自检"), parent, topic="窗口.md#实训", characters=_WIDE)
        self._words = QTextBrowser(self)
        self._words.setObjectName("isolation-words")
        self._words.setAccessibleName(self.windowTitle())
        self._words.setHtml("".join(_pieces(found)))
        self._words.setMinimumHeight(self.fontMetrics().lineSpacing() * _HIGH)
        column = QVBoxLayout(self)
        column.addWidget(self._words)
        column.addLayout(self.row_below(self.button("check-seat", _("机房检查…"), self.seat_wanted.emit)))


def _pieces(found: Isolation) -> Iterator[str]:
    told = _("当场试了 {all} 项，{held} 项隔得开。")
    yield f"<p>{told.format(all=len(found.layers), held=found.held)}</p>"
    for one in found.layers:
        yield f"<p><b>{escape(_line(one))}</b><br>{escape(one.means)}</p>"
    if found.held < len(found.layers):
        yield f"<p>{_('有隔不开的，请退出实训，告诉技术人员。')}</p>"


def _line(layer: IsolationLayer) -> str:
    return ("√ " if layer.holds else "× ") + layer.name


class IsolationShown(QObject):
    """Tries every layer now and every minute, and states how many hold, with each by its name for whoever asks."""

    def __init__(self, premises: Premises, tasks: Tasks, status: StatusLine) -> None:
        super().__init__(status)
        self._premises = premises
        self._tasks = tasks
        self._status = status
        self._found = Isolation(layers=())
        self._page = QPushButton(_("隔离自检(&I)"), status)
        self._page.setObjectName("isolation-page")
        self._page.setFlat(True)
        self._page.clicked.connect(self.show)
        status.addPermanentWidget(self._page)
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.look)
        self._again.start()
        self.look()

    def look(self) -> None:
        """Try every layer behind the window."""
        self._tasks.run(lambda _progress: self._premises.isolation(), self, self._state, self._unknown)

    def show(self) -> None:
        """Show every layer, what was tried and what came of it."""
        dialog = IsolationDialog(self._found, self._status.window())
        dialog.seat_wanted.connect(lambda: SeatDialog(self._premises, self._tasks, self._status.window()).open())
        dialog.open()

    def _state(self, found: Isolation) -> None:
        self._found = found
        words = _("与正式数据隔离 · 自检 {held}/{all}").format(held=found.held, all=len(found.layers))
        self._status.state("place", words, "；".join(map(_line, found.layers)))

    def _unknown(self, _error: Exception) -> None:
        self._status.state("place", _("隔离自检没有做成"), _("请退出实训，告诉技术人员。"))
