"""Beside (并排): parts side by side where there is room, one below the other where there is not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

Direction = QBoxLayout.Direction


class Beside(QWidget):
    """A row of parts that becomes a column."""

    def __init__(self, parent: QWidget | None = None, *, narrow: Direction = Direction.TopToBottom) -> None:
        """Make a row.

        Args:
            parent: What it stands in.
            narrow: How the parts lie where there is little room.
        """
        super().__init__(parent)
        self._narrow = narrow
        self._parts: list[QWidget] = []
        self._line = QBoxLayout(Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)

    def add(self, part: QWidget, share: int = 0) -> None:
        """Add a part with its share of what room is left."""
        self._parts.append(part)
        self._line.addWidget(part, share)

    def set_gap(self, pixels: int) -> None:
        """Keep the parts apart."""
        self._line.setSpacing(pixels)

    def _fit(self) -> None:
        widths = [_least(part).width() for part in self._parts if not part.isHidden()]
        needed = sum(widths) + self._line.spacing() * max(0, len(widths) - 1)
        self._line.setDirection(Direction.LeftToRight if needed <= self.width() else self._narrow)

    # --- Qt's own

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Need no more width than the widest part does."""
        widest = max((_least(part).width() for part in self._parts if not part.isHidden()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Lay the parts as the width allows."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Lay the parts anew when what they need has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)


def _least(part: QWidget) -> QSize:
    return part.minimumSizeHint().expandedTo(part.minimumSize())
