"""What an act on several documents is about (一起办的各件): a line for each, its page laid out, and a way to see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.queries import ActFormRow
from oa_desktop.office.seeing import LaidBefore
from oa_desktop.office.several import Laid, Outcome, lay_one
from oa_desktop.ui.look.icons import icon
from oa_desktop.ui.reading.page_dialog import PageDialog
from oa_desktop.ui.workplace import Workplace

_MOST_LINES = 5
"""Lines that are seen without scrolling."""


class LaidLines(QWidget):
    """Lays one document after the other before the person; one that cannot be laid out drops out with a sentence.

    Attributes:
        lines: The documents.
        dropped: Those that are not acted on, and why.

    Signals:
        ready: All have been laid out or have dropped out.
    """

    ready = Signal()

    def __init__(
        self, workplace: Workplace, form: ActFormRow, titles: Mapping[DossierId, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workplace, self._form, self._titles = workplace, form, titles
        self._documents = tuple(titles)
        self._laid: dict[DossierId, Laid] = {}
        self.dropped: tuple[Outcome, ...] = ()
        self._head = QLabel(self)
        self.lines = QListWidget(self)
        self._see = QPushButton(_("看这一件的版面(&P)…"), self)
        self._lay_out()
        self._go_on()

    @property
    def laid(self) -> tuple[Laid, ...]:
        """What is acted on, each as it was laid out, or looked at last."""
        return tuple(self._laid.values())

    def _lay_out(self) -> None:
        metrics = self.fontMetrics()
        self._head.setObjectName("laid-head")
        self._head.setWordWrap(True)
        self.lines.setObjectName("laid-lines")
        self.lines.setAccessibleName(_("一起办的各件"))
        self.lines.setWordWrap(True)
        self.lines.setIconSize(QSize(metrics.height(), metrics.height()))
        self.lines.setFixedHeight(metrics.lineSpacing() * 3 // 2 * (min(_MOST_LINES, len(self._documents)) + 1))
        self.lines.addItems([_("《{title}》").format(title=title) for title in self._titles.values()])
        self.lines.setCurrentRow(0)
        self.lines.itemActivated.connect(lambda _item: self._show_page())
        self._see.setObjectName("see-page")
        self._see.setAutoDefault(False)
        self._see.clicked.connect(lambda _checked: self._show_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._head, self.lines, self._see):
            column.addWidget(part)

    # --- one after the other -------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        """Lay the next document out; whoever closes the dialog ends it."""
        done = len(self._laid) + len(self.dropped)
        if done == len(self._documents):
            self._head.setText(_summary(self.laid, len(self.dropped)))
            self.ready.emit()
            return
        self._head.setText(
            _("正在排出版面：第 {place} 件，共 {all} 件").format(place=done + 1, all=len(self._documents))
        )
        document = self._documents[done]
        self._workplace.read(
            lambda session: lay_one(session, document, self._form),
            self,
            self._put,
            lambda error: self._drop(document, error),
        )

    def _put(self, laid: Laid) -> None:
        self._laid[laid.document] = laid
        words = _("{title}　要先改好 {count} 处") if laid.stops else "{title}"
        title = _("《{title}》").format(title=laid.title)
        self._say(laid.document, "warning" if laid.stops else "check", words.format(title=title, count=laid.stops))
        self._go_on()

    def _drop(self, document: DossierId, error: Exception) -> None:
        title = self._titles[document]
        if not isinstance(error, OfficeError):
            self._workplace.problem.emit(error)
            return
        self.dropped += (Outcome(document=document, title=title, problem=error),)
        why = say(error.code, error.params).what
        self._say(document, "fault", _("《{title}》　这一件不办：{why}").format(title=title, why=why))
        self._go_on()

    def _say(self, document: DossierId, drawing: str, words: str) -> None:
        line = self.lines.item(self._documents.index(document))
        line.setIcon(icon(drawing))
        line.setText(words)

    # --- the page ------------------------------------------------------------------------------------------------

    def _show_page(self) -> None:
        document = self._documents[max(0, self.lines.currentRow())]
        dialog = PageDialog(self._workplace, document, self._titles[document], self)
        dialog.laid.connect(lambda before: self._look_at(document, before))
        dialog.open()

    def _look_at(self, document: DossierId, before: LaidBefore) -> None:
        """Have the act be about what the person looked at last."""
        laid = self._laid.get(document)
        if laid is not None and laid.seen is not None:
            self._laid[document] = replace(laid, source=before.source, seen=before.seen)


def _summary(laid: Sequence[Laid], dropped: int) -> str:
    signs = _("签的是各件现在的版面。") if any(one.seen for one in laid) else ""
    without = _("{dropped} 件排不出版面，不办。").format(dropped=dropped) if dropped else ""
    return _("要办的是 {laid} 件，双击一件看版面。").format(laid=len(laid)) + signs + without
