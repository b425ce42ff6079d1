"""Before a text is sent on (送审以前): what is not right yet, and where; to mend it is what the keyboard does first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import mending_of
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.writing.reading_notes import sentence

_NOT_STOPPED = _("也可以现在送审；有“错误”没有改好的，到了签发签不出去。")
_STOPPED = _("本单位的检查规则要求先改好 {count} 处（写着“先改”的）才能送审；稿子可以先保存到公文。")
_CHARACTERS, _LINES = 34, 8
"""Room of the list, in Chinese characters and in lines."""


class Lacking(Dialog):
    """Lists what is not right yet; one line leads to its place in the editor.

    What the office has mended first stands on top, and then nothing is sent on.

    Signals:
        chosen: What is to be mended first (``Finding``).
        agreed: The text is to be sent on all the same.
    """

    chosen = Signal(object)
    agreed = Signal()

    def __init__(self, findings: tuple[Finding, ...], parent: QWidget, *, stops: tuple[Finding, ...] = ()) -> None:
        super().__init__("lacking", _("送审以前看一看"), parent, characters=_CHARACTERS)
        self._stops = stops
        self._findings = (*stops, *(one for one in findings if one.rule not in {stop.rule for stop in stops}))
        self._list = QListWidget(self)
        self._list.setObjectName("findings")
        self._list.setAccessibleName(_("没有写好的地方"))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.addItems([_line(one, stops) for one in self._findings])
        self._list.setCurrentRow(0)
        self._list.itemClicked.connect(lambda _item: self._mend())
        self._list.itemActivated.connect(lambda _item: self._mend())
        self._lay_out()
        self._list.setFocus()

    def _lay_out(self) -> None:
        words = _("这份稿子还有 {count} 处没有写好，点一处就到那里去改。").format(count=len(self._findings))
        heading = QLabel(words, self)
        heading.setWordWrap(True)
        later = QLabel(_STOPPED.format(count=len(self._stops)) if self._stops else _NOT_STOPPED, self)
        later.setWordWrap(True)
        give_tone(later, "danger" if self._stops else "faint")
        column = QVBoxLayout(self)
        for part in (heading, self._list, later, self._buttons()):
            column.addWidget(part)
        self._list.setMinimumHeight(self.fontMetrics().lineSpacing() * min(_LINES, 2 * len(self._findings) + 1))

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        mend = buttons.addButton(_("去改"), QDialogButtonBox.ButtonRole.ActionRole)
        mend.setObjectName("mend")
        give_tone(mend, "main")
        mend.setDefault(True)
        mend.clicked.connect(self._mend)
        send = buttons.addButton(_("仍然送审…"), QDialogButtonBox.ButtonRole.ActionRole)
        send.setObjectName("agree")
        send.setAutoDefault(False)
        send.setVisible(not self._stops)
        send.clicked.connect(self._agree)
        return buttons

    def _mend(self) -> None:
        finding = self._findings[max(0, self._list.currentRow())]
        self.accept()
        self.chosen.emit(finding)

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


def _line(one: Finding, stops: tuple[Finding, ...]) -> str:
    return _("先改　{words}").format(words=mending_of(one)) if one in stops else sentence(one)
