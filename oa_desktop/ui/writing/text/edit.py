"""The text as it is typed (正文编辑): paragraphs in the typefaces of the page, whose levels follow their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from oa_desktop.domain.manuscript import Block, Picture
from oa_desktop.i18n import _
from oa_desktop.ui.writing.text.formats import level_of
from oa_desktop.ui.writing.text.inserting import end_caption, insert_picture, leave_mark, picture_files
from oa_desktop.ui.writing.text.mending import bring, selection
from oa_desktop.ui.writing.text.pasting import OWN, Pasting, copied
from oa_desktop.ui.writing.text.reading import TextReader
from oa_desktop.ui.writing.text.recognising import recognise
from oa_desktop.ui.writing.text.stepping import Stepping
from oa_desktop.ui.writing.text.tables import go_to_cell
from oa_desktop.ui.writing.text.text_pictures import TextPictures
from oa_desktop.ui.writing.text.typefaces import text_families
from oa_desktop.ui.writing.text.writing import filling, indent_anew

_LARGER = 1.4
"""How much larger than the words of the window the text is."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAKEN_BACK = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class TextEdit(QTextEdit):
    """One text: the body, or an annex.

    Attributes:
        pictures: Its pictures.
        typing_on: Whether what changes now goes on with what was typed last.
        is_marked: Whether what is written bears a mark (密级); asked when something is copied.

    Signals:
        changed: The writer has changed the text.
        pasted: Something was pasted; what was left behind (a mapping of ``Dropped``).
        busy: A long text is on its way in (True), or has arrived (False).
    """

    changed = Signal()
    pasted = Signal(object)
    busy = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._awaited: tuple[Block, ...] | None = ()
        self._written: QTextDocument | None = None
        self._work_on_hand: Stepping | None = None
        self.is_marked: Callable[[], bool] = lambda: False
        self._dressing = self.typing_on = False
        self._typed_to = -1
        self._reader = TextReader(self.document())
        self.pictures = TextPictures(self)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(_("在这里写，或者把文字粘贴进来。每段自动空两格，打上 一、（一）1.（1）就是标题。"))
        self.textChanged.connect(self._tell)
        self.cursorPositionChanged.connect(lambda: leave_mark(self))
        self.show_blocks(())

    # --- what stands in it ---------------------------------------------------------------------------------------

    def show_blocks(self, blocks: tuple[Block, ...]) -> None:
        """Show a text; nothing of it can be undone into the text before."""
        document = QTextDocument(self)
        document.setDefaultFont(_text_font())
        document.setDocumentMargin(_indent() / 4)
        self._awaited = blocks
        reader = TextReader(document)
        self._work(_reading_along(filling(document, blocks, _indent()), reader), lambda: self._show(document, reader))

    def _show(self, document: QTextDocument, reader: TextReader) -> None:
        self._reader = reader
        before, self._written = self._written, document
        self.setDocument(document)
        if before is not None:
            before.deleteLater()
        self._awaited = None

    def blocks(self) -> tuple[Block, ...]:
        """Return the text as it stands."""
        return self._reader.blocks() if self._awaited is None else self._awaited

    def take(self, blocks: tuple[Block, ...]) -> None:
        """Write other words into paragraphs and cells where they differ, as one step that can be undone."""
        if self.ready() and self._awaited is None and blocks != self.blocks():
            bring(self.document(), self._reader.places(), blocks)

    def show_words(self, paragraph: int, start: int, end: int) -> None:
        """Select some words of a paragraph, counted from 1; all of it where no words are meant."""
        places = self._reader.places() if self._awaited is None else ()
        if 0 < paragraph <= len(places):
            self.setTextCursor(selection(*places[paragraph - 1], start, end))
            self.ensureCursorVisible()

    def characters(self) -> int:
        """Return how many characters it has, blanks not counted."""
        return self._reader.characters()

    def level(self) -> int:
        """Return the level of the paragraph where the cursor stands."""
        return level_of(self.textCursor().blockFormat())

    # --- long work -----------------------------------------------------------------------------------------------

    def _work(self, steps: Iterator[None], then: Callable[[], None]) -> None:
        """Work in slices; until it is over nobody types, and what comes later takes its place."""

        def end() -> None:
            self._work_on_hand = None
            self.setReadOnly(False)
            then()
            self.busy.emit(False)

        if self._work_on_hand is not None:
            self._work_on_hand.stop()
        self.setReadOnly(True)
        self.busy.emit(True)
        self._work_on_hand = Stepping(steps, self)
        self._work_on_hand.done.connect(end)
        self._work_on_hand.start()

    def _tell(self) -> None:
        if self._work_on_hand is None and self._awaited is None and not self._dressing:
            self.changed.emit()

    # --- typing --------------------------------------------------------------------------------------------------

    @contextmanager
    def _typing(self, *, on: bool = True) -> Iterator[None]:
        """Tell while somebody types whether they go on where they stopped."""
        cursor, length = self.textCursor(), self.document().characterCount()
        self.typing_on = on and cursor.position() == self._typed_to and not cursor.hasSelection()
        yield
        self.typing_on = False
        if self.document().characterCount() != length:
            self._typed_to = self.textCursor().position()

    def _recognise(self, revision: int, *, anew: bool = False) -> None:
        """Recognise the level of the paragraph where something was typed since a revision of the document."""
        if self.document().revision() != revision:
            self.typing_on = True
            recognise(self.textCursor().block(), anew=anew)
            self.typing_on = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Type; a line is never broken inside a paragraph."""
        revision, enter = self.document().revision(), event.key() in _ENTER
        with self._typing(on=not enter):
            if enter and not self.isReadOnly() and end_caption(self.textCursor(), _indent()):
                self.ensureCursorVisible()
            elif enter and not self.isReadOnly() and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.textCursor().insertBlock()
            else:
                super().keyPressEvent(event)
        if not any(event.matches(key) for key in _TAKEN_BACK):
            self._recognise(revision, anew=enter)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's own name
        """Let Tab go from cell to cell in a table, and elsewhere to the next field."""
        return go_to_cell(self, 1 if forward else -1) or super().focusNextPrevChild(forward)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's own name
        """Take what an input method has composed; while it still composes nothing is touched."""
        revision = self.document().revision()
        with self._typing():
            super().inputMethodEvent(event)
        if event.commitString():
            self._recognise(revision)

    # --- undoing -------------------------------------------------------------------------------------------------

    def ready(self) -> bool:
        """Tell whether it can be brought to another step: nothing is on its way in."""
        return self._work_on_hand is None

    def step(self) -> int:
        """Return at which step of its own undoing it stands; typing without a rest is one."""
        return 0 if self._awaited is not None else self.document().availableUndoSteps()

    def step_to(self, step: int) -> None:
        """Go back or forth to a step; where Qt takes several at once, not farther back than to it."""
        while self.step() > step:
            self.undo()
        while self.step() < step and self.document().isRedoAvailable():
            self.redo()

    def rest(self) -> None:
        """Let what is typed next be a step of its own: Qt merges nothing into what counts as kept."""
        self.document().setModified(False)

    # --- pasting -------------------------------------------------------------------------------------------------

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's own name
        """Take words and pictures; other files that are dropped here are for the attachments."""
        words = source.hasText() or source.hasHtml() or source.hasImage()
        return bool(picture_files(source)) if source.hasUrls() else words

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's own name
        """Paste, and say what was left behind."""
        if self.isReadOnly() or (not source.hasFormat(OWN) and self.pictures.take(source)):
            return
        pasting = Pasting(source, self.textCursor(), _indent())
        self._work(_reading_along(pasting.steps(), self._reader), lambda: self._end_paste(pasting))

    def insert_picture(self, picture: Picture) -> None:
        """Insert a picture that is kept behind the paragraph where the cursor stands."""
        insert_picture(self, picture, _indent())
        self.ensureCursorVisible()

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's own name
        """Show a picture as a tile."""
        return self.pictures.resource(kind, name)

    def _end_paste(self, pasting: Pasting) -> None:
        self.ensureCursorVisible()
        self.changed.emit()
        self.pasted.emit(pasting.dropped)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's own name
        """Copy with levels for this editor, plainly for others; what bears a mark (密级) for this editor alone."""
        return copied(self.textCursor().selection(), within=self.is_marked())

    # --- its look ------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the words of the window."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "pictures"):
            self.pictures.redraw()
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            self._dress()

    def _dress(self) -> None:
        if not hasattr(self, "_reader") or self.document().defaultFont() == _text_font():
            return
        self._dressing = True
        self.document().setDefaultFont(_text_font())
        indent_anew(self.document(), _indent())
        self.pictures.redraw()
        self._dressing = False


def _reading_along(steps: Iterator[None], reader: TextReader) -> Iterator[None]:
    """Read with every step what it has changed, so that nobody waits for all of it at the end."""
    for step in steps:
        reader.refresh()
        yield step


def _text_font() -> QFont:
    font = QFont(QApplication.font())
    font.setFamilies(text_families())
    font.setPointSizeF(font.pointSizeF() * _LARGER)
    return font


def _indent() -> float:
    """Return the pixels of two characters."""
    return QFontMetricsF(_text_font()).horizontalAdvance("国国")
