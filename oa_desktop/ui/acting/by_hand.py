"""By hand (手写): the button that opens the board, and on it what was written there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from oa_desktop.domain.texts.ink import Ink
from oa_desktop.i18n import _
from oa_desktop.ui.acting.ink_board import InkDialog
from oa_desktop.ui.look.colours import colours_of
from oa_desktop.ui.look.ink_painting import paint_ink, painted_size

_WIDE, _HIGH = 8, 2
"""Of the ink on the button at most, in characters across and lines down."""


class ByHand(QToolButton):
    """Opens the board; shows in small what was written, and takes it up again.

    Attributes:
        ink: What was written, None for nothing.

    Signals:
        changed: Something else is written now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ink: Ink | None = None
        self._name = _("意见")
        self.setObjectName("by-hand")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._open)
        self._show()

    def offer(self, name: str, *, possible: bool) -> None:
        """Say what the words are called, and whether they may be written by hand."""
        self._name = name
        self.setVisible(possible)

    def put(self, ink: Ink | None) -> None:
        """Show something else as written."""
        self.ink = ink
        self._show()

    def _open(self) -> None:
        dialog = InkDialog(self._name, self.ink, self)
        dialog.written.connect(self._take)
        dialog.open()

    def _take(self, ink: Ink | None) -> None:
        self.put(ink)
        self.changed.emit()

    def _show(self) -> None:
        self.setText(_("手写"))
        self.setAccessibleName(_("手写，已经写了，打开修改") if self.ink else _("手写"))
        self.setToolTip(_("打开修改；全部擦掉就不用手写") if self.ink else _("用笔或者鼠标写意见"))
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if self.ink else style.ToolButtonTextOnly)
        self.setIcon(self._drawn(self.ink) if self.ink else QIcon())

    def _drawn(self, ink: Ink) -> QIcon:
        metrics = self.fontMetrics()
        most = QSizeF(metrics.horizontalAdvance("公") * _WIDE, metrics.lineSpacing() * _HIGH)
        size = painted_size(ink, most)
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(QSize(round(size.width()) + 1, round(size.height()) + 1) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_ink(painter, ink, QRectF(0, 0, size.width(), size.height()), QColor(colours_of(self.palette()).text))
        painter.end()
        self.setIconSize(QSize(round(size.width()), round(size.height())))
        return QIcon(pixmap)

    # --- Qt's own

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the colours and the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and getattr(self, "ink", None):
            self._show()
