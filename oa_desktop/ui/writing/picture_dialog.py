"""The words and the width of a picture (图的说明和宽度)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QSpinBox, QWidget

from oa_desktop.domain.manuscript import Picture
from oa_desktop.i18n import _
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.small_dialogs import advice, agree_or_cancel

_WIDEST_MM = 156
"""The width of the 版心."""
_LONGEST_NAME = 120


class PictureDialog(Dialog):
    """Asks what a picture shows, and how wide it is to be.

    Signals:
        agreed: The picture as it is wanted (``Picture``).
    """

    agreed = Signal(object)

    def __init__(self, picture: Picture, parent: QWidget | None = None) -> None:
        super().__init__("picture", _("图的名称和宽度"), parent, characters=28)
        self._picture = picture
        self._name = QLineEdit(picture.name, self)
        self._name.setObjectName("picture-name")
        self._name.setMaxLength(_LONGEST_NAME)
        self._width = self._make_width(picture.width_mm)
        form = QFormLayout(self)
        form.addRow(_("名称(&N)"), self._name)
        form.addRow(_("宽度(&W)"), self._width)
        form.addRow(
            advice(_("名称写明图上是什么，不印出来，检索得到，也念给看不见的人听。图题写在正文里图的下面。"), self)
        )
        form.addRow(agree_or_cancel(self))

    def _make_width(self, width_mm: int) -> QSpinBox:
        made = QSpinBox(self)
        made.setObjectName("picture-width")
        made.setRange(0, _WIDEST_MM)
        made.setSuffix(_(" 毫米"))
        made.setSpecialValueText(_("自动（不超过版心，不高过半页）"))
        made.setValue(width_mm)
        return made

    def accept(self) -> None:
        """Agree to what stands there."""
        self.agreed.emit(replace(self._picture, name=self._name.text().strip(), width_mm=self._width.value()))
        super().accept()
