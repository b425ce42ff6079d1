"""Controls for the elements (要素的填写), by the way in which each is filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPlainTextEdit, QToolButton, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.completing import BETWEEN_NAMES, NameCompleter, NamesInText
from oa_desktop.ui.growing_text import GrowingText
from oa_desktop.ui.writing.form.elements import ElementField, Sort
from oa_desktop.ui.writing.undo.journal import Place
from oa_desktop.ui.writing.undo.words import put, units

_FEWEST, _MOST = 2, 5
"""Lines of an element that are shown."""


class _Control(Protocol):
    """What an element is written in."""

    @property
    def widget(self) -> QWidget:
        """The control."""

    @property
    def beside(self) -> QWidget | None:
        """What stands beside it, None for nothing."""

    @property
    def changed(self) -> SignalInstance:
        """Tells of a change."""

    def words(self) -> str:
        """Return what stands there."""

    def put(self, words: str) -> None:
        """Write words in the place of what stands there."""

    def suggest(self, words: tuple[str, ...]) -> None:
        """Offer words while somebody types."""

    def complete(self, words: tuple[str, ...]) -> None:
        """Complete one of several names."""


class _Line:
    beside: QWidget | None = None

    def __init__(self, field: ElementField) -> None:
        self.widget = QLineEdit()
        self.widget.setPlaceholderText(field.hint)
        self.changed = self.widget.textChanged

    def words(self) -> str:
        return self.widget.text()

    def put(self, words: str) -> None:
        put(self.widget, words)

    def suggest(self, words: tuple[str, ...]) -> None:
        self.complete(words)

    def complete(self, words: tuple[str, ...]) -> None:
        self.widget.setCompleter(NameCompleter(words, self.widget))


class _Text:
    beside: QWidget | None = None

    def __init__(self, field: ElementField) -> None:
        self.widget = GrowingText(_FEWEST, _MOST)
        self.widget.setPlaceholderText(field.hint)
        self.widget.setUndoRedoEnabled(False)  # the editor's journal does it
        self.changed = self.widget.textChanged
        self._names: NamesInText | None = None

    def words(self) -> str:
        return self.widget.toPlainText()

    def put(self, words: str) -> None:
        put(self.widget, words)

    def suggest(self, words: tuple[str, ...]) -> None:
        """Nothing is offered in a text of several lines."""

    def complete(self, words: tuple[str, ...]) -> None:
        """Complete the name before the cursor while somebody types."""
        if self._names is not None:
            self._names.leave()
        self._names = NamesInText(words, self.widget)


class _Groups(_Text):
    def __init__(self, field: ElementField) -> None:
        super().__init__(field)
        self._button = QToolButton()
        self._button.setObjectName(f"groups-{field.name}")
        self._button.setText(_("常用"))
        self._button.setAccessibleName(_("常用的{element}").format(element=_(field.label)))
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setMenu(QMenu(self._button))
        self.beside = self._button
        self.suggest(())

    def suggest(self, words: tuple[str, ...]) -> None:
        menu = self._button.menu()
        menu.clear()
        for group in words:
            menu.addAction(group).triggered.connect(lambda _checked=False, words=group: self._put_in(words))
        self._button.setEnabled(bool(words))

    def _put_in(self, group: str) -> None:
        """Write a group in the place of what stands there; Ctrl+Z brings that back."""
        cursor = self.widget.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(group)
        self.widget.setFocus()


class _Choice:
    beside: QWidget | None = None

    def __init__(self, field: ElementField) -> None:
        self.widget = QComboBox()
        self.widget.setEditable(True)
        self.widget.addItems(list(field.options))
        line = self.widget.lineEdit()
        if line is not None:
            line.setPlaceholderText(field.hint)
            line.setAccessibleName(field.label)
        self.changed = self.widget.currentTextChanged

    def words(self) -> str:
        return self.widget.currentText()

    def put(self, words: str) -> None:
        line = self.widget.lineEdit()
        if line is not None:
            put(line, words)

    def suggest(self, words: tuple[str, ...]) -> None:
        offered = [self.widget.itemText(place) for place in range(self.widget.count())]
        if offered == ["", *words]:
            return
        typed = self.widget.currentText()
        self.widget.clear()
        self.widget.addItems(["", *words])
        self.widget.setCurrentText(typed)

    def complete(self, words: tuple[str, ...]) -> None:
        """There is a choice; nothing is completed."""


def _names(words: str) -> tuple[str, ...]:
    return tuple(one for one in BETWEEN_NAMES.split(words) if one)


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.split("\n") if line.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How an element is filled in: its control, its words from what the manuscript has, and the other way round."""

    control: Callable[[ElementField], _Control]
    words: Callable[[Any], str] = str
    value: Callable[[str], Any] = str


_WAYS: Mapping[Sort, _Way] = {
    Sort.LINE: _Way(control=_Line),
    Sort.TEXT: _Way(control=_Text),
    Sort.NAMES: _Way(control=_Line, words="、".join, value=_names),
    Sort.LINES: _Way(control=_Text, words="\n".join, value=_lines),
    Sort.GROUPS: _Way(control=_Groups),
    Sort.CHOICE: _Way(control=_Choice),
}


class ElementEditor:
    """One element.

    Attributes:
        widget: Its control.
        beside: What stands beside that, None for nothing.
        changed: Tells of a change.
        suggest: Offers words while somebody types.
        complete: Completes one of several names, where that can be.
    """

    def __init__(self, field: ElementField) -> None:
        self._way = _WAYS[field.sort]
        self._control = self._way.control(field)
        self.widget, self.beside = self._control.widget, self._control.beside
        self.changed, self.suggest = self._control.changed, self._control.suggest
        self.complete = self._control.complete
        self.widget.setObjectName(f"element-{field.name}")
        self.widget.setAccessibleName(field.label)
        self.widget.setProperty("topic", f"要素.md#{field.label}")

    def show(self, value: Any) -> None:
        """Show what the manuscript has."""
        self._control.put(self._way.words(value))

    def value(self) -> Any:
        """Return what stands there, as the manuscript has it: nothing is refused."""
        return self._way.value(self._control.words())

    def select(self, number: int, start: int, end: int) -> None:
        """Select some words, of several names in the one counted from 1; all of them where none are meant."""
        words, value = self._control.words(), self.value()
        named = value[number - 1] if isinstance(value, tuple) and 0 < number <= len(value) else words
        first = max(words.find(named), 0)
        last = first + (end if end > start else len(named))
        _select(self.widget, units(words[: first + start]), units(words[:last]))

    def place(self) -> Place:
        """Return what can be undone here."""
        control = self._control
        return Place(widget=self.widget, state=control.words, take=control.put, changed=self.changed)


def _select(widget: QWidget, start: int, end: int) -> None:
    """Select what stands from one place of a control to another."""
    line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    if isinstance(line, QLineEdit):
        line.setSelection(start, end - start)
    elif isinstance(line, QPlainTextEdit):
        cursor = line.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        line.setTextCursor(cursor)
