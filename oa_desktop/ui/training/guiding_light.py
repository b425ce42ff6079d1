"""The guiding light (引导): the place that a step is about is lit; every click goes through to what lies there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.training.exercise import Guidance
from oa_desktop.ui.guiding.spotlight import Spotlight

_DIM = 0


class GuidingLight(Spotlight):
    """Lies over the window's pages, whichever of them is before the trainee; it takes no click and no key."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__(pages, _DIM)
        self._step: Guidance | None = None
        self.setObjectName("guiding-light")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def lead_to(self, step: Guidance | None) -> None:
        """Light the place of a step; nothing where there is none."""
        self._step = step
        self.setVisible(step is not None and bool(step.target))
        self.place()

    def target(self) -> QWidget | None:
        """Return the place, as long as it is before the trainee."""
        name = self._step.target if self._step else ""
        found = self._page.findChildren(QWidget, name) if name else []
        return next((one for one in found if one.isVisible()), None)

    def place(self) -> None:
        """Lie over the pages, above whatever came there."""
        super().place()
        self.raise_()
