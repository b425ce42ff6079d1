"""The leader's desk (领导办公): one matter, its page, and the acts that answer it; then the next one follows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.changes import Changed
from oa_desktop.office.queries import DossierRow
from oa_desktop.ui.acting.act_bar import ActBar
from oa_desktop.ui.acting.afterwards import Afterwards
from oa_desktop.ui.acting.manner import LEADER
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.leading.head import Head
from oa_desktop.ui.leading.matter import matter_of
from oa_desktop.ui.leading.matter_card import MatterCard
from oa_desktop.ui.leading.pile import Pile
from oa_desktop.ui.leading.queues import QUEUES, Queue
from oa_desktop.ui.leading.zoom import Zoom
from oa_desktop.ui.reading.document_pane import DocumentPane
from oa_desktop.ui.workplace import Workplace

_CARD, _PAGE = 3, 4
"""How card and page share the width."""
_WIDE = 46
"""Characters across from which the acts stand below the card and leave the page its whole height."""
_LEAST = 180
"""Pixels of the height of a document."""
_TAP_ROWS = {True: 2, False: 1}
"""Rows of phrases at one touch, where the window is wide and where it is not."""


class LeaderPage(QWidget):
    """One document at a time.

    Attributes:
        pile: Which document lies on top.
        acts: What may be done with it.
        document: What can be read of it.

    Signals:
        acted: An act was done.
        revise_wanted: The text of a document is to be changed (``DossierId``).
        recallable: Whether what was just done may be taken back by one key (``bool``).
    """

    acted = Signal()
    revise_wanted = Signal(object)
    recallable = Signal(bool)

    def __init__(self, workplace: Workplace, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.setObjectName("leader")
        self.setProperty("tone", "leader")
        self.pile = Pile(workplace, self)
        self.head = Head(workplace, commands, self)
        self._whole = QStackedWidget(self)
        self._one = QWidget(self._whole)
        self._card = MatterCard(self._one)
        self.document = DocumentPane(workplace, commands, self._one, plain=True)
        self._below = QWidget(self._one)
        self.acts = ActBar(workplace, self._below, LEADER)
        self._nothing = QLabel(self._whole)
        self._after = Afterwards(workplace, self.acts, self.document)  # where it lies over no button
        self._zoom = Zoom(self.document)
        self._wide, self._filled = True, False
        self._lay_out()
        self._bind()

    def _lay_out(self) -> None:
        self.acts.setObjectName("acts")
        self.acts.and_next.hide()
        self.document.setMinimumHeight(_LEAST)  # whatever is on the sides that nobody looks at
        self.document.tabs.setCornerWidget(self._zoom, Qt.Corner.TopRightCorner)
        self._nothing.setObjectName("empty")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setProperty("tone", "heading")
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.acts)
        self._grid = QGridLayout(self._one)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, _CARD)
        self._grid.setColumnStretch(1, _PAGE)
        self._grid.setRowStretch(0, 1)
        self._grid.addWidget(self._card, 0, 0)
        for page in (self._one, self._nothing):
            self._whole.addWidget(page)
        column = QVBoxLayout(self)
        column.addWidget(self.head)
        column.addWidget(self._whole, 1)
        self._place()

    def _bind(self) -> None:
        self.head.queue_wanted.connect(self.take)
        self.head.stepped.connect(self.pile.step)
        self.pile.turned.connect(self._turn)
        self.pile.counted.connect(self._count)
        self.document.page_shown.connect(self.acts.page_shown)
        self.acts.acted.connect(lambda *_what: self._go_on())
        self.acts.revise_wanted.connect(self.revise_wanted)
        self.acts.findings_wanted.connect(self.document.show_findings)
        self._zoom.filled.connect(self._fill)
        self._after.taken_back.connect(self.pile.come_back_to)
        self._after.toast.offered.connect(self.recallable)
        self._workplace.changed.connect(self._refresh)

    # --- what the window calls -----------------------------------------------------------------------------------

    def take(self, queue: Queue = QUEUES[0]) -> None:
        """Begin with a queue."""
        self.head.choose(queue)
        self.pile.take(queue)

    def take_back(self) -> None:
        """Take back what was just done, while that is offered."""
        self._after.toast.take_back()

    # --- what lies on top ----------------------------------------------------------------------------------------

    def _turn(self, row: DossierRow | None) -> None:
        self._zoom.fill(whole=False)
        self._put(row.dossier if row else None)
        self._nothing.setText("" if row else self._over())
        self._whole.setCurrentWidget(self._one if row else self._nothing)
        self._card.setFocus(Qt.FocusReason.OtherFocusReason)  # where no key does an act

    def _put(self, document: DossierId | None) -> None:
        """Have everything about a document fetched, or nothing be shown."""
        self.document.show_document(document)
        self.acts.show_document(document)
        self._look_at_matter()

    def _look_at_matter(self) -> None:
        row, queue = self.pile.top, self.pile.queue
        if row is not None:
            self._workplace.read(
                lambda session: matter_of(session, row, queue), self, self._card.show_matter, instead_of="matter"
            )

    def _count(self, place: int, of: int) -> None:
        self.head.say_where(place, of)
        self._card.say_gone(gone=not place)

    def _over(self) -> str:
        other = _(next(queue.label for queue in QUEUES if queue is not self.pile.queue))
        words = _("{over}\n{other}的公文，请按上面的“{other}”。")
        return words.format(over=_(self.pile.queue.over), other=other)

    def _go_on(self) -> None:
        self.acted.emit()
        self.pile.go_on()

    def _refresh(self, changed: Changed) -> None:
        """Show a document anew that somebody has changed."""
        if self.pile.top is not None and self.pile.top.dossier in changed.dossiers:
            self._put(self.pile.top.dossier)

    # --- how it is laid out --------------------------------------------------------------------------------------

    def _fit(self) -> None:
        """Let the acts stand below the card where there is width for it, else below both."""
        wide = self.width() >= self.fontMetrics().horizontalAdvance("公") * _WIDE
        if wide is not self._wide:
            self._wide = wide
            self._place()

    def _fill(self, filled: bool) -> None:
        """Let the document fill the window, or show the matter and the acts beside it."""
        self._filled = filled
        self._place()

    def _place(self) -> None:
        """Give each part its place."""
        whole, beside, below = (0, 0, 2, 2), (0, 1, 2 if self._wide else 1, 1), (1, 0, 1, 1 if self._wide else 2)
        self._grid.addWidget(self.document, *(whole if self._filled else beside))
        self._grid.addWidget(self._below, *below)
        for part in (self._card, self._below):
            part.setHidden(self._filled)
        self.acts.limit_rows(_TAP_ROWS[self._wide])
        self._zoom.be_short(short=not (self._filled or self._wide))

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Lay everything as the width allows."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_filled"):
            self._fit()
