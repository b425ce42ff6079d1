"""Turning by hand (手工翻面): the fronts are printed; how the sheets go back into the printer for their backs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.look.snug import SnugDialog
from oa_desktop.ui.look.tones import give_tone

_STEPS = (
    "正面（第1、3、5……面）已交给打印机，共{sheets}张。等全部出来再往下做：",
    "1. 把这一摞纸整个拿出来，不要打乱次序。",
    "2. 翻面放回纸盒：空白的一面朝着要印的方向，版头{head}。",
    "3. 按“印反面”。没有印过的打印机，请先用两张纸试一次。",
)
_HEADS = {False: "和刚才进纸的方向一致", True: "换到另一边（A3 沿短边翻）"}


def fronts(pages: list[int]) -> list[int]:
    """Return those of some pages, from 0, that are printed first."""
    return [page for page in pages if page % 2 == 0]


def backs(pages: list[int], *, backwards: bool) -> list[int]:
    """Return those that are printed once the sheets have been turned, the last one first where asked for."""
    found = [page for page in pages if page % 2]
    return found[::-1] if backwards else found


class TurnDialog(SnugDialog):
    """Says how the sheets are turned, and waits."""

    def __init__(self, sheets: int, parent: QWidget, *, folded: bool, go_on: Callable[..., object]) -> None:
        super().__init__("turn", _("翻面"), parent, characters=30)
        column = QVBoxLayout(self)
        for step in _STEPS:
            label = QLabel(_(step).format(sheets=sheets, head=_(_HEADS[folded])))
            label.setWordWrap(True)
            column.addWidget(label)
        self.backwards = QCheckBox(_("反面从最后一张印起（印好的一面朝下出来的打印机选上）"), self)
        self.backwards.setObjectName("backwards")
        self.backwards.setChecked(True)
        column.addWidget(self.backwards)
        column.addStretch(1)
        column.addWidget(self._buttons(go_on))

    def _buttons(self, go_on: Callable[..., object]) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        go = buttons.addButton(_("印反面"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setObjectName("backs")
        give_tone(go, "main")
        go.clicked.connect(lambda: go_on(backwards=self.backwards.isChecked()))
        go.clicked.connect(self.accept)
        buttons.addButton(_("不印反面了"), QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.reject)
        return buttons
