"""The guiding light (引导): the place that a step is about is lit; every click goes through to what lies there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from oa_desktop.ui.guiding.spotlight import Spotlight

_DIM = 0


class GuidingLight(Spotlight):
    """Lies over the window's pages, whichever of them is before the trainee; it takes no click and no key."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__(pages, _DIM)
        self._names: tuple[str, ...] = ()
        self.setObjectName("guiding-light")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def lead_to(self, *names: str) -> None:
        """Light the first place, by its object name, that is before the trainee; nothing where none is."""
        self._names = tuple(filter(None, names))
        self.setVisible(bool(self._names))
        self.place()

    def target(self) -> QWidget | None:
        """Return the place, as long as it is before the trainee."""
        found = (one for name in self._names for one in self._page.findChildren(QWidget, name))
        return next((one for one in found if one.isVisible()), None)

    def place(self) -> None:
        """Lie over the pages, above whatever came there."""
        super().place()
        self.raise_()
