"""The page beside the text (版面预览): as it would be printed now, a moment after the writer has paused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.i18n import _
from oa_desktop.office.ports.pages import Rendering
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.reading.pointed_view import Spot
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.lagging import Follower, Lagging

PAUSE_MS = 400
"""Milliseconds without a key before the page is drawn anew."""


class Preview(QWidget):
    """The pages of a text that is being written, and what they lack.

    Signals:
        counted: How many pages the text has as it stands; 0 where that is not known (``int``).
    """

    counted = Signal(int)

    def __init__(self, workplace: Workplace, text: Callable[[], Manuscript], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._workplace = workplace
        self._begun = False
        self._stale = False
        self._pages = PagePane(workplace, None, self)
        self._missing = _words("missing", "warning")
        self._fonts = _words("fonts", "faint")
        self._missing.hide()
        self._fonts.hide()
        self._fonts_shown = QToolButton(self)
        self._fonts_shown.setText(_("字体"))
        self._fonts_shown.setObjectName("fonts-shown")
        self._fonts_shown.setAccessibleName(_("显示这一页用了哪些字体"))
        self._fonts_shown.setCheckable(True)
        self._fonts_shown.toggled.connect(self._fonts.setVisible)
        self._drawing = Lagging(
            workplace,
            text,
            Follower(
                pause_ms=PAUSE_MS,
                work=lambda session, manuscript: session.writing.preview(manuscript),
                done=self._show,
                failed=self._fail,
            ),
            self,
        )
        self._lay_out()

    def _lay_out(self) -> None:
        self._pages.page_bar.add(self._fonts_shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self._missing)
        column.addWidget(self._fonts)

    def begin(self) -> None:
        """Take another text up; its pages are drawn at once."""
        self._drawing.stop()
        self._begun = False
        self._pages.clear()
        self._say()
        self.follow(at_once=True)

    def follow(self, *, at_once: bool = False) -> None:
        """Follow a change of the text; while nobody can see the page nothing is drawn."""
        self._stale = not self.isVisible()
        if self._stale:
            self.counted.emit(0)
            return
        if at_once:
            self._drawing.go()
        else:
            self._drawing.note()

    def point_at(self, spot: Spot | None) -> None:
        """Point at a spot of the pages."""
        self._pages.view.point_at(spot)

    def rest(self) -> None:
        """Follow nothing any more."""
        self._drawing.stop()
        self._stale = False

    def _show(self, rendering: Rendering) -> None:
        self._pages.show_pdf(rendering.data, renewed=self._begun)
        self._begun = True
        self._say(rendering.fonts, rendering.missing, rendering.pages)

    def _fail(self, error: Exception) -> None:
        self._begun = False
        self._pages.clear(sentence_for(error, self._workplace))
        self._say()

    def _say(self, fonts: tuple[str, ...] = (), missing: str = "", pages: int = 0) -> None:
        self.counted.emit(pages)
        lacking = _("没有字体能显示、页上印成〓的字：{characters}").format(characters=missing)
        self._missing.setText(lacking if missing else "")
        self._missing.setVisible(bool(missing))
        self._fonts.setText("\n".join(fonts))
        self._fonts_shown.setVisible(bool(fonts))

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Draw what has changed while nobody could see it."""
        super().showEvent(event)
        if self._stale:
            self.follow(at_once=True)


def _words(name: str, tone: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setProperty("tone", tone)
    label.setContentsMargins(8, 2, 8, 2)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
