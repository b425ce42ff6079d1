"""Completing (补全): words offered below a line while somebody types; they are never in the way of a click."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel, QTextCursor
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView, QPlainTextEdit, QWidget

from oa_desktop.i18n.pinyin import initials, spelling

BETWEEN_NAMES = re.compile(r"[、,，;；\s]+")


class Completer(QCompleter):
    """Offers whole lines; a click elsewhere closes the offer and does what it was meant for."""

    def __init__(self, words: Iterable[str], line: QLineEdit | None = None) -> None:
        super().__init__(list(words), line)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Hand a click beside the offer on, which Qt would swallow: what is typed next went into the wrong line."""
        popup = self.popup()
        if popup is not None and watched is popup and isinstance(event, QMouseEvent) and _is_beside(popup, event):
            popup.hide()
            _press_again(event)
            return True
        return super().eventFilter(watched, event)


class NameCompleter(Completer):
    """Completes the last of several names by its characters, its pinyin or the first letters; those before it stay."""

    def __init__(self, words: Iterable[str], line: QLineEdit | None = None) -> None:
        super().__init__((), line)
        self.setModel(_names(words, self))
        self.setCompletionRole(_FOUND_BY)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:  # noqa: N802 - Qt's own name
        """Return what is looked for."""
        return [BETWEEN_NAMES.split(path)[-1]]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802 - Qt's own name
        """Return the whole line with a name completed."""
        typed, line = self.widget(), ""
        if isinstance(typed, QLineEdit):
            line = typed.text()
        return line[: len(line) - len(BETWEEN_NAMES.split(line)[-1])] + str(index.data())


class NamesInText(QObject):
    """Completes the name before the cursor of a text of several lines, as :class:`NameCompleter` does of a line."""

    def __init__(
        self,
        words: Iterable[str],
        text: QPlainTextEdit,
        *,
        between: re.Pattern[str] = BETWEEN_NAMES,
        first_chosen: bool = True,
    ) -> None:
        """Make what completes names, or something else that is written.

        Args:
            words: What is offered.
            text: Where somebody writes.
            between: What stands between one and the next.
            first_chosen: Whether Enter puts the first in; else only what was chosen by an arrow or the mouse.
        """
        super().__init__(text)
        self._between = between
        self._first_chosen = first_chosen
        self._text = text
        self._completer = NameCompleter(words)
        self._completer.setParent(self)
        self._completer.setWidget(text)
        self._offer = QListView()
        self._completer.setPopup(self._offer)
        self._offer.installEventFilter(self)
        self._offer.clicked.connect(self._put_in)
        text.textChanged.connect(self._offer_names)

    def leave(self) -> None:
        """Offer nothing any more."""
        self._text.textChanged.disconnect(self._offer_names)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Take Enter and Tab in the offer for a choice: the text would take them for a new line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _CHOOSING:
            self._offer.hide()
            chosen = self._offer.currentIndex()
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
            if chosen.isValid() and plain:
                self._put_in(chosen)
            else:
                QCoreApplication.sendEvent(self._text, event)
            return True
        return super().eventFilter(watched, event)

    def _offer_names(self) -> None:
        """Offer the names that what stands before the cursor may be a part of."""
        wanted = self._wanted() if self._text.hasFocus() else ""
        self._completer.setCompletionPrefix(wanted)
        if not wanted or not self._completer.completionCount() or self._completer.currentCompletion() == wanted:
            self._offer.hide()
            return
        place = self._text.cursorRect()
        place.setWidth(self._offer.sizeHintForColumn(0) + 2 * self._offer.verticalScrollBar().sizeHint().width())
        self._completer.complete(place)
        first = self._completer.completionModel().index(0, 0)
        self._offer.setCurrentIndex(first if self._first_chosen else QModelIndex())

    def _wanted(self) -> str:
        cursor = self._text.textCursor()
        return self._between.split(cursor.block().text()[: cursor.positionInBlock()])[-1]

    def _put_in(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        cursor, wanted = self._text.textCursor(), self._wanted()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(wanted))
        cursor.insertText(str(index.data()))
        self._text.setTextCursor(cursor)


_FOUND_BY = Qt.ItemDataRole.UserRole
_CHOOSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})


def _names(words: Iterable[str], parent: QObject) -> QStandardItemModel:
    """Return names, each with all by which it is found."""
    model = QStandardItemModel(parent)
    for word in words:
        item = QStandardItem(word)
        item.setData(f"{word} {initials(word)} {spelling(word)}", _FOUND_BY)
        model.appendRow(item)
    return model


def _is_beside(popup: QWidget, event: QMouseEvent) -> bool:
    return event.type() is QEvent.Type.MouseButtonPress and not popup.rect().contains(event.position().toPoint())


def _press_again(event: QMouseEvent) -> None:
    """Let a press reach what lies there in the window, as the window system would have brought it."""
    place = event.globalPosition()
    below = QApplication.widgetAt(place.toPoint())
    window = below.window().windowHandle() if below else None
    if window is None:
        return
    again = QMouseEvent(
        event.type(), window.mapFromGlobal(place), place, event.button(), event.buttons(), event.modifiers()
    )
    QCoreApplication.postEvent(window, again)
