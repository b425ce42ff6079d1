"""The board (手写): a pad with its tools, and the dialog in which an opinion is written by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from oa_desktop.domain.texts.ink import Ink
from oa_desktop.i18n import _
from oa_desktop.ui.acting.firm_button import FirmButton
from oa_desktop.ui.acting.ink_pad import InkPad
from oa_desktop.ui.look.snug import SnugDialog
from oa_desktop.ui.look.tones import give_tone


class InkBoard(QWidget):
    """A pad, and below it 橡皮, 撤销, 重做 and 全部擦掉.

    Attributes:
        pad: What is written on.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pad = InkPad(self)
        self._rubber = self._tool("ink-rubber", _("橡皮"), _("碰到哪一笔擦掉哪一笔"))
        self._rubber.setCheckable(True)
        self._rubber.toggled.connect(self._rub)
        self._undo = self._tool("ink-undo", _("撤销"), _("去掉最后一笔（Ctrl+Z）"))
        self._undo.clicked.connect(self.pad.undo)
        self._redo = self._tool("ink-redo", _("重做"), _("撤销的再写上（Ctrl+Shift+Z）"))
        self._redo.clicked.connect(self.pad.redo)
        self._clear = self._tool("ink-clear", _("全部擦掉"), _("擦掉以后还可以撤销"))
        self._clear.clicked.connect(self.pad.clear)
        self._full = QLabel(_("写满了，再写的不算"), self)
        self._full.setProperty("tone", "warning")
        self.pad.changed.connect(self._enable)
        self._lay_out()
        self._enable()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        for tool in (self._rubber, self._undo, self._redo, self._clear):
            tools.addWidget(tool)
        tools.addWidget(self._full)
        tools.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pad, 1)
        column.addLayout(tools)

    def _tool(self, name: str, words: str, hint: str) -> QToolButton:
        tool = QToolButton(self)
        tool.setObjectName(name)
        tool.setText(words)
        tool.setToolTip(hint)
        tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return tool

    def _rub(self, rubs: bool) -> None:
        self.pad.rubs = rubs
        self.pad.setCursor(Qt.CursorShape.PointingHandCursor if rubs else Qt.CursorShape.CrossCursor)

    def _enable(self) -> None:
        self._undo.setEnabled(self.pad.strokes.undoable)
        self._redo.setEnabled(self.pad.strokes.redoable)
        self._clear.setEnabled(not self.pad.is_empty)
        self._full.setVisible(self.pad.strokes.is_full)


class InkDialog(SnugDialog):
    """Asks for an opinion that is written by hand.

    Signals:
        written: It is agreed to (``Ink``, or None where nothing is left of it).
    """

    written = Signal(object)

    def __init__(self, name: str, ink: Ink | None, parent: QWidget | None = None) -> None:
        """Make a dialog.

        Args:
            name: What the words are called: 意见, 原因.
            ink: What was written before, None for nothing.
            parent: What it belongs to.
        """
        super().__init__("ink-dialog", _("手写{name}").format(name=name), parent)
        self.board = InkBoard(self)
        self.board.pad.put(ink)
        note = QLabel(_("办理单上是这里的笔迹，不盖在公文上。意见里可以另外打几个字，便于辨认。"), self)
        note.setWordWrap(True)
        note.setProperty("tone", "faint")
        column = QVBoxLayout(self)
        column.addWidget(self.board, 1)
        column.addWidget(note)
        column.addWidget(self._buttons())
        self.board.pad.setFocus()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        agree = FirmButton(_("写好了"), buttons)
        buttons.addButton(agree, QDialogButtonBox.ButtonRole.ActionRole)
        agree.setObjectName("ink-agree")
        agree.setAutoDefault(False)
        give_tone(agree, "main")
        agree.clicked.connect(self._agree)
        cancel = buttons.addButton(_("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        return buttons

    def _agree(self) -> None:
        ink = self.board.pad.ink()
        self.accept()
        self.written.emit(ink)
