"""Snug dialogs (对话框的高度): exactly as high as their words need at their width, which Qt guesses too high."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent

from oa_desktop.ui.look.dialogs import Dialog


class SnugDialog(Dialog):
    """A dialog whose words wrap."""

    def fit(self) -> None:
        """Be as wide as at least asked for, and as high as that needs."""
        width = max(self.minimumWidth(), self.minimumSizeHint().width())
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(width, max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()))

    # --- Qt's own

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Fit before anybody sees it."""
        self.fit()
        super().showEvent(event)
