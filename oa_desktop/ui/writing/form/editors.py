"""Controls for the elements (要素的填写), by the way in which each is filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QToolButton, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.completing import BETWEEN_NAMES, NameCompleter
from oa_desktop.ui.growing_text import GrowingText
from oa_desktop.ui.writing.form.elements import ElementField, Sort

_FEWEST, _MOST = 2, 5
"""Lines of an element that are shown."""


class ElementEditor(Protocol):
    """A control for one element."""

    @property
    def widget(self) -> QWidget:
        """The control."""

    @property
    def beside(self) -> QWidget | None:
        """What stands beside it, None for nothing."""

    def show(self, value: Any) -> None:
        """Show what the manuscript has."""

    def value(self) -> Any:
        """Return what stands there, as the manuscript has it: nothing is refused."""

    def when_changed(self, tell: Callable[[], object]) -> None:
        """Say whom to tell when the user changes it."""

    def suggest(self, words: tuple[str, ...]) -> None:
        """Offer words while somebody types."""


class _Line:
    beside: QWidget | None = None

    def __init__(self, field: ElementField) -> None:
        self.widget = QLineEdit()
        self.widget.setPlaceholderText(field.hint)

    def show(self, value: str) -> None:
        self.widget.setText(value)

    def value(self) -> Any:
        return self.widget.text()

    def when_changed(self, tell: Callable[[], object]) -> None:
        self.widget.textChanged.connect(lambda _text: tell())

    def suggest(self, words: tuple[str, ...]) -> None:
        self.widget.setCompleter(NameCompleter(words, self.widget))


class _Names(_Line):
    def show(self, value: Any) -> None:
        self.widget.setText("、".join(value))

    def value(self) -> Any:
        return tuple(one for one in BETWEEN_NAMES.split(self.widget.text()) if one)


class _Text:
    beside: QWidget | None = None

    def __init__(self, field: ElementField) -> None:
        self.widget = GrowingText(_FEWEST, _MOST)
        self.widget.setPlaceholderText(field.hint)

    def show(self, value: Any) -> None:
        self.widget.setPlainText(value)

    def value(self) -> Any:
        return self.widget.toPlainText()

    def when_changed(self, tell: Callable[[], object]) -> None:
        self.widget.textChanged.connect(tell)

    def suggest(self, words: tuple[str, ...]) -> None:
        """Nothing is offered in a text of several lines."""


class _Lines(_Text):
    def show(self, value: Any) -> None:
        self.widget.setPlainText("\n".join(value))

    def value(self) -> Any:
        lines = (line.strip() for line in self.widget.toPlainText().split("\n"))
        return tuple(line for line in lines if line)


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

    def show(self, value: Any) -> None:
        self.widget.setCurrentText(value)

    def value(self) -> Any:
        return self.widget.currentText()

    def when_changed(self, tell: Callable[[], object]) -> None:
        self.widget.currentTextChanged.connect(lambda _text: tell())

    def suggest(self, words: tuple[str, ...]) -> None:
        offered = [self.widget.itemText(place) for place in range(self.widget.count())]
        if offered == ["", *words]:
            return
        typed = self.widget.currentText()
        self.widget.clear()
        self.widget.addItems(["", *words])
        self.widget.setCurrentText(typed)


_EDITORS: Mapping[Sort, Callable[[ElementField], ElementEditor]] = {
    Sort.LINE: _Line,
    Sort.TITLE: _Text,
    Sort.NAMES: _Names,
    Sort.LINES: _Lines,
    Sort.GROUPS: _Groups,
    Sort.CHOICE: _Choice,
}


def editor_of(field: ElementField) -> ElementEditor:
    """Return a control for an element."""
    editor = _EDITORS[field.sort](field)
    editor.widget.setObjectName(f"element-{field.name}")
    editor.widget.setAccessibleName(field.label)
    editor.widget.setProperty("topic", f"要素.md#{field.label}")
    return editor
