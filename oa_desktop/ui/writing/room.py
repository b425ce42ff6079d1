"""The writing room (拟稿): the editor and the drafts, one page of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.office.ports.pages import Reading
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.drafts.notice import DraftsNotice
from oa_desktop.ui.writing.drafts.page import DraftsPage

if TYPE_CHECKING:
    from oa_desktop.ui.writing.editor import Editor

_EDITOR = "oa_desktop.ui.writing.editor"
"""What the editor needs takes long to import: it is done behind the window, before anybody asks for it."""


class WritingRoom(QStackedWidget):
    """Everything in which a text is written.

    Attributes:
        editor: Where it is written; made when it is first wanted, so that nobody waits for it before the desk.
        present: The editor, if it has been made.
        notice: A line for the desk that tells of them.

    Signals:
        opened: One of its pages wants to be before the writer.
        closed: Back to the desk.
        made: There is an editor now (``Editor``).
    """

    opened = Signal()
    closed = Signal()
    made = Signal(object)
    _coming = Signal(QWidget)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.present: Editor | None = None
        self.notice = DraftsNotice()
        self.notice.wanted.connect(self.show_drafts)
        self._coming.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def drafts(self) -> DraftsPage:
        """Where texts wait that were not handed in."""
        drafts = DraftsPage(self._workplace, self)
        self.addWidget(drafts)
        drafts.closed.connect(self.closed)
        drafts.chosen.connect(self._take_up)
        return drafts

    @property
    def editor(self) -> Editor:
        """Where a text is written."""
        if self.present is None:
            self.present = self._make_editor()
            self.made.emit(self.present)
        return self.present

    def _make_editor(self) -> Editor:
        from oa_desktop.ui.writing.editor import Editor

        editor = Editor(self._workplace, self)
        self.addWidget(editor)
        editor.closed.connect(self.closed)
        editor.opening.beside.connect(lambda _opened: self._show(editor))
        return editor

    def part(self, go: Callable[[], object]) -> None:
        """Leave the room once everything that was written in it is kept, as :meth:`Keeping.part`."""
        self.present.keeping.part(go) if self.present is not None else go()

    def look_for_drafts(self) -> None:
        """Tell on the desk how many drafts wait, quietly; then make ready what the editor needs."""
        self._workplace.read(lambda session: len(session.drafts.all()), self, self._know_drafts)

    def _know_drafts(self, count: int) -> None:
        self.notice.tell(count)
        self._workplace.read(lambda _session: import_module(_EDITOR), self, lambda _module: None)

    def write_new(self) -> None:
        """Begin a new document."""
        self._come_to(self.editor)
        self.editor.new()

    def open_file(self) -> None:
        """Ask for a file, and begin a new document with it; in the editor it may also take the text's place."""
        self.editor.opening.choose(anew=not self.editor.isVisible())

    def begin_with(self, name: str, reading: Reading) -> None:
        """Begin a new document with what was read already; in the editor it may also take the text's place."""
        from oa_desktop.ui.writing.opening import opened_from

        self.editor.opening.bring(opened_from(Path(name), reading), anew=not self.editor.isVisible())

    def open_path(self, path: Path) -> None:
        """Begin a new document with a file; in the editor it may also take the text's place."""
        self.editor.opening.read(path, anew=not self.editor.isVisible())

    def revise(self, document: DossierId) -> None:
        """Write the next text of a document."""
        self._come_to(self.editor)
        self.editor.revise(document)

    def answer(self, document: DossierId) -> None:
        """Write the answer to an incoming document."""
        self._come_to(self.editor)
        self.editor.answer(document)

    def show_drafts(self) -> None:
        """Show all drafts."""
        self.drafts.fetch()
        self._show(self.drafts)

    def _take_up(self, key: str) -> None:
        self._come_to(self.editor)
        self.editor.take_up(key)

    def _come_to(self, page: QWidget) -> None:
        """Show a page in the next turn of the event loop, and before what is begun there now: it may be quite new."""
        self._coming.emit(page)

    def _show(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        self.opened.emit()
