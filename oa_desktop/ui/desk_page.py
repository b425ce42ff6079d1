"""The desk (办公桌): folders, documents, and the document before the reader, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.books.books import Book, book_of
from oa_desktop.office.changes import Changed
from oa_desktop.office.lists.outlines import Outline
from oa_desktop.office.papers.papers import Paper
from oa_desktop.ui.acting.act_bar import ActBar
from oa_desktop.ui.acting.afterwards import Afterwards
from oa_desktop.ui.acting.together import Together
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.leaving.backing_up import BackingUp
from oa_desktop.ui.leaving.papers import Papers
from oa_desktop.ui.leaving.print_order import Words
from oa_desktop.ui.lists.documents import Documents
from oa_desktop.ui.lists.folders import Folders
from oa_desktop.ui.preferences import PagePlace
from oa_desktop.ui.reading.document_pane import DocumentPane
from oa_desktop.ui.workplace import Workplace

_ACTS, _AROUND_ACTS = 18, 120
"""Characters that the acts on a document need side by side, and pixels around them."""
_TITLES = 10
"""Characters of a list's titles for which the folders do without their words."""
_SHARES = (500, 700)
"""How list and page share the width where nobody has arranged them; the folders take what their words need."""


class DeskPage(QWidget):
    """The three panes of one workplace.

    Signals:
        chosen: The document before the reader (``DossierId`` or None).
        acts_known: Kinds of the acts that are possible with it now (``frozenset``).
        acted: An act was done by the person who sits here.
        revise_wanted: The text of a document is to be changed (``DossierId``).
        recallable: Whether what was just done may be taken back by one key (``bool``).
        copyable: Whether something of the document is selected (``bool``).
    """

    chosen = Signal(object)
    acts_known = Signal(object)
    acted = Signal()
    revise_wanted = Signal(object)
    recallable = Signal(bool)
    copyable = Signal(bool)

    def __init__(
        self,
        workplace: Workplace,
        commands: Commands,
        parent: QWidget | None = None,
        words: Words | None = None,
    ) -> None:
        super().__init__(parent)
        self._panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.folders = Folders(workplace, self._panes)
        self._reading = QSplitter(Qt.Orientation.Horizontal, self._panes)
        self.documents = Documents(workplace, commands, self._reading)
        self._page = QWidget(self._reading)
        self.document = DocumentPane(workplace, commands, self._page)
        self.acts = ActBar(workplace, self._page)
        self._together = Together(workplace, self.documents.picked, self)
        self._workplace = workplace
        done = Afterwards(workplace, self.acts, self.documents, self.document.tabs)  # where it lies over no act
        self._toast = done.toast
        self._papers = Papers(workplace, self, words)
        self.backing_up = BackingUp(workplace, self)
        self._shown: DossierId | None = None
        self._turn = QPushButton(self)
        self._reads = False
        self.setObjectName("desk")
        self.documents.setObjectName("documents")
        self.acts.setObjectName("acts")
        self._lay_out()
        self._bind()

    def _bind(self) -> None:
        self.folders.chosen.connect(self.documents.show_folder)
        self.documents.chosen.connect(self.show_document)
        self.documents.opened.connect(lambda _document: self.read_on())
        self.documents.lines.clicked.connect(lambda _place: self._turn_to(reads=True))
        self.folders.chosen.connect(lambda _folder: self._turn_to(reads=False))
        self._turn.clicked.connect(lambda: self._turn_to(reads=not self._reads))
        self.acts.acts_known.connect(self.acts_known)
        self.acts.acted.connect(self._after_act)
        self.acts.revise_wanted.connect(self.revise_wanted)
        self.acts.findings_wanted.connect(self.document.show_findings)
        self.document.page_shown.connect(self.acts.page_shown)
        self.document.copyable.connect(self.copyable)
        self._workplace.changed.connect(self._refresh)
        self._toast.offered.connect(self.recallable)
        self._papers.told.connect(self._toast.say)
        self._together.acted.connect(self.acted)
        self._together.forms_wanted.connect(self._papers.forms.print)
        self._together.files_wanted.connect(self._papers.forms.save)
        self.backing_up.told.connect(self._toast.say)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.document, 1)
        column.addWidget(self.acts)
        _put_beside(self._reading, self.documents, self._page)
        self._reading.setSizes(_SHARES)  # kept to in every width: neither stretches before the other
        _put_beside(self._panes, self.folders, self._reading)
        self._panes.setStretchFactor(1, 1)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(self._turn)
        self._whole.addWidget(self._panes, 1)
        self._turn.setObjectName("turn")
        self._turn.setProperty("tone", "link")
        self._hold_room()

    def _hold_room(self) -> None:
        """Keep the width that the acts will need, so that nothing grows when a document is chosen."""
        character = self.fontMetrics().horizontalAdvance("公")
        acts = character * _ACTS + _AROUND_ACTS
        self.document.setMinimumWidth(acts)
        self.folders.be_narrow(narrow=self.width() < self.folders.wanted + character * _TITLES + acts)
        self._put_away()

    # --- where there is no room for lists and page ---------------------------------------------------------------

    @property
    def _is_tight(self) -> bool:
        """Whether something stands beside the desk that leaves room for the lists or for the page, not for both."""
        beside = 0 if self._reading.orientation() is Qt.Orientation.Vertical else self._least(self._page)
        return self.width() < self.folders.minimumWidth() + self._least(self.documents) + beside

    def _least(self, *parts: QWidget) -> int:
        return sum(part.minimumSizeHint().expandedTo(part.minimumSize()).width() for part in parts)

    def _turn_to(self, *, reads: bool) -> None:
        """Show the document, or the lists, where there is no room for both."""
        self._reads = reads
        self._put_away()

    def _put_away(self) -> None:
        """Put lists or page away where there is no room for both; the button between them tells what else there is."""
        tight = self._is_tight
        self._turn.setVisible(tight)
        self._turn.setText(_("看清单") if self._reads else _("看公文"))
        for part, away in ((self.folders, self._reads), (self.documents, self._reads), (self._page, not self._reads)):
            part.setHidden(tight and away)

    def announce(self, notice: QWidget) -> None:
        """Put a quiet line above the panes."""
        self._whole.insertWidget(0, notice)

    # --- how it is arranged ------------------------------------------------------------------------------------

    def arrangement(self) -> Mapping[str, QByteArray]:
        """Return how the panes share the room and how wide the columns are, by name."""
        return {
            "panes": self._panes.saveState(),
            self._reading_name(): self._reading.saveState(),
            "columns": self.documents.arrangement(),
            "chosen-columns": QByteArray("\n".join(self.documents.lines.chosen).encode()),
        }

    def arrange(self, kept: Callable[[str], QByteArray]) -> None:
        """Take an arrangement up again; what was not kept stays as it is.

        Args:
            kept: Returns by name what :meth:`arrangement` gave.
        """
        for splitter, name in ((self._panes, "panes"), (self._reading, self._reading_name())):
            if not (state := kept(name)).isEmpty():
                splitter.restoreState(state)
        self.documents.arrange(kept("columns"))
        self.documents.lines.choose_columns(bytes(kept("chosen-columns").data()).decode(errors="replace").split("\n"))

    def put_page(self, place: PagePlace) -> None:
        """Put the page beside the list or below it."""
        below = place is PagePlace.BELOW
        self._reading.setOrientation(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)

    def _reading_name(self) -> str:
        below = self._reading.orientation() is Qt.Orientation.Vertical
        return "reading-below" if below else "reading-right"

    # --- what is before the reader -----------------------------------------------------------------------------

    def go_to(self, folder: str) -> None:
        """Go to a folder by its id; what is no folder any more is passed over."""
        with suppress(StopIteration):
            self.folders.choose(folder)
        self.documents.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_on_page(self) -> None:
        """Let words be searched for on the page."""
        self.document.look_at_pages()
        self.document.pages.find_bar.open()

    def read_on(self) -> None:
        """Put the keyboard on the document."""
        self.document.tabs.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def print(self, paper: Paper | None = None) -> None:
        """Print a paper; without one the page, or the form where that is looked at."""
        if self._shown is not None:
            self._papers.print(self._shown, paper or self.document.paper)

    def save(self) -> None:
        """Keep a paper of the document as a file."""
        if self._shown is not None:
            self._papers.save(self._shown, self.document.paper)

    def tell(self, words: str) -> None:
        """Say what was done, for a moment."""
        self._toast.say(words)

    def print_list(self) -> None:
        """Print the list as it is narrowed, sorted and grouped now, or the book that it is."""
        self._papers.print_list(*self._listed())

    def save_list(self) -> None:
        """Keep the list as a file, as :meth:`print_list` prints it."""
        self._papers.save_list(*self._listed())

    def _listed(self) -> tuple[Book, Outline]:
        outline = self.documents.bar.outline
        return book_of(self._workplace.session.shelf.books.values(), outline, self.documents.title), outline

    def take_back(self) -> None:
        """Take back what was just done, while that is offered."""
        self._toast.take_back()

    def remind(self, words: str) -> None:
        """Say what is due, for a moment, unless something may be taken back there."""
        if not self._toast.offers:
            self._toast.say(words)

    def look_again(self) -> None:
        """Fetch lists and counts anew: time has passed."""
        self.folders.count_again()
        self.documents.look_again()

    def show_document(self, document: DossierId | None) -> None:
        """Put a document before the reader, or none."""
        if document != self._shown:
            self._turn_to(reads=document is not None)
        self._shown = document
        self.document.show_document(document)
        self.acts.show_document(document)
        self.chosen.emit(document)

    def _refresh(self, changed: Changed) -> None:
        """Show a document anew that somebody has changed."""
        if self._shown in changed.dossiers:
            self.document.show_document(self._shown)
            self.acts.show_document(self._shown)

    def _after_act(self) -> None:
        self.acted.emit()
        if self.acts.and_next.isChecked():
            self.documents.choose_another()

    # --- Qt's own ----------------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Need room for the lists or for the page."""
        lists = self.folders.minimumWidth() + self._least(self.documents)
        return QSize(max(lists, self._least(self._page)), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Leave the list room for its titles."""
        super().resizeEvent(event)
        self._hold_room()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._hold_room()


def _put_beside(splitter: QSplitter, *parts: QWidget) -> None:
    """Let parts lie side by side; none can be pushed together until it is gone."""
    for part in parts:
        splitter.addWidget(part)
    splitter.setChildrenCollapsible(False)
