"""The guiding light (引导): the place that a step is about is lit; every click goes through to what lies there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from oa_desktop.ui.guiding.spotlight import Spotlight

_DIM = 0


class GuidingLight(Spotlight):
    """Lies over the window's pages, whichever of them is before the trainee; it takes no click and no key."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__(pages, _DIM)
        self._names: tuple[str, ...] = ()
        self._brought: QWidget | None = None
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
        """Lie over the pages, above whatever came there; where the light goes anew is scrolled to."""
        target = self.target()
        if target is not None and target is not self._brought:
            for area in self._scrolling(target):
                area.ensureWidgetVisible(target)
        self._brought = target
        super().place()
        self.raise_()

    def _lit(self) -> QRect:
        """Return the place as far as nothing is scrolled over it."""
        lit, target = super()._lit(), self.target()
        for area in self._scrolling(target) if target is not None else ():
            view = area.viewport()
            lit = lit.intersected(QRect(view.mapTo(self._page, QPoint(0, 0)), view.size()))
        return lit

    def _scrolling(self, target: QWidget) -> Iterator[QScrollArea]:
        """Yield what a place is scrolled in, from the innermost."""
        around = target.parentWidget()
        while around is not None and around is not self._page:
            if isinstance(around, QScrollArea):
                yield around
            around = around.parentWidget()
