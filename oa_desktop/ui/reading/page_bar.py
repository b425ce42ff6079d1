"""The page bar (页面栏): which page this is, and how large; for those who do not know the keys."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.reading.page_view import PageView
from oa_desktop.ui.reading.sheets import STEPS, Fit

_FITS = (Fit.WIDTH, Fit.PAGE)


class PageBar(QWidget):
    """Page number, size and search of one view."""

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.where = _Where(self)
        self.smaller = self._button("－", _("缩小（Ctrl+-）"))
        self.larger = self._button("＋", _("放大（Ctrl++）"))
        self.seek = self._button(_("查找"), _("在页面里查找"))
        self.sizes = QComboBox(self)
        self.sizes.setAccessibleName(_("页面大小"))
        self.sizes.addItems([*(_(fit.value) for fit in _FITS), *(_percent(step) for step in STEPS)])
        self.sizes.activated.connect(self._choose)
        self.smaller.clicked.connect(view.zoom_out)
        self.larger.clicked.connect(view.zoom_in)
        view.turned.connect(self._turn)
        view.zoomed.connect(lambda _zoom: self._tell_size())
        self._lay_out()
        self._turn(0, 0)
        self._tell_size()

    def _button(self, words: str, meaning: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setToolTip(meaning)
        button.setAccessibleName(meaning)
        return button

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 4, 6, 4)
        self._row.addWidget(self.where)
        self._row.addStretch(1)
        for one in (self.smaller, self.sizes, self.larger, self.seek):
            self._row.addWidget(one)
        narrow = self.fontMetrics().horizontalAdvance("公公公")
        for one in (self.smaller, self.larger):
            one.setMaximumWidth(narrow)

    def add(self, button: QWidget) -> None:
        """Put a button behind the others."""
        self._row.addWidget(button)

    def _choose(self, place: int) -> None:
        if place < len(_FITS):
            self._view.fit_to(_FITS[place])
        else:
            self._view.zoom_to(STEPS[place - len(_FITS)])
        self._tell_size()
        self._view.setFocus()

    def _turn(self, page: int, pages: int) -> None:
        self.where.setText(_where(page, pages) if pages else "")
        for one in (self.smaller, self.larger, self.sizes, self.seek):
            one.setEnabled(bool(pages))

    def _tell_size(self) -> None:
        """Show how the pages fit, or their size, which need not be one of the steps."""
        view = self._view
        if view.fit in _FITS:
            self.sizes.setCurrentIndex(_FITS.index(view.fit))
        else:
            self.sizes.setCurrentIndex(self.sizes.findText(_percent(view.sheets.zoom)))
        self.sizes.setToolTip(_("页面大小：{percent}").format(percent=_percent(view.sheets.zoom)))


class _Where(QLabel):
    """Where one is: as wide before the pages come as afterwards, so that nothing beside it has to give way to them."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the room of its words, and of those of a paper of some pages."""
        usual = self.fontMetrics().horizontalAdvance(_where(88, 88))
        return super().minimumSizeHint().expandedTo(QSize(usual, 0))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the same: it stands in a row with a gap behind it."""
        return self.minimumSizeHint()


def _where(page: int, pages: int) -> str:
    return _("第{page}页，共{pages}页").format(page=page, pages=pages)


def _percent(zoom: float) -> str:
    return f"{round(100 * zoom)}%"
