"""A walk through what the window shows now: what has no name, what is cut off, what the Tab key does not reach.

Every question returns sentences, one a fault, so that a test says at once what is wrong and where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

_ENOUGH, _ROUNDS = 600, 3
_PRECISION = 2
_QTS_OWN = frozenset({"lookInCombo"})
"""The way to a folder in Qt's own dialog: as long as it is."""


def nameless(root: QWidget) -> list[str]:
    """Return the controls and words that somebody who does not see them would not know."""
    controls = [f"{_called(one)} has no accessible name" for one in _controls(root) if not spoken(one)]
    words = [f"{_called(one)} is read as {spoken(one)!r} only" for one in _shown(root) if _is_muted(one)]
    return controls + words


def cut(root: QWidget, screen: QSize) -> list[str]:
    """Return the texts that do not fit where they stand, and the parts that lie outside of what holds them."""
    faults = [f"{_called(one)} {said}" for one in _shown(root) for said in _cut(one)]
    top = root.window()
    if top.width() > screen.width() or top.height() > screen.height():
        faults.append(f"{_called(top)} needs {top.width()} x {top.height()}")
    return faults


def unreached(root: QWidget) -> list[str]:
    """Return the controls that the Tab key does not come to."""
    root.window().activateWindow()
    QTest.qWait(1)
    wanted = {one for one in _controls(root) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and _alone(one)}
    reached = set(_tabbed(root))
    return [f"{_called(one)} is not reached by Tab" for one in wanted - reached]


def freed(widget: QWidget) -> None:
    """Let Qt free what was asked to be freed."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


_KEYS = ("Ctrl", "Shift", "Alt", "Enter", "Esc", "Tab", "Delete")
_SORTS = ("PDF", "OFD", "DOCX", "WPS", "Word", "Excel", "Markdown")
_FONTS = ("Noto", "Serif", "Sans", "FandolFang")
_COMMAND = re.compile(r"oa-desktop(?: [a-z-]+)*")
_LATIN = frozenset((*_KEYS, *_SORTS, *_FONTS))
"""What Chinese offices write in Latin letters: keys, kinds of files, programs, names of fonts."""


def foreign(root: QWidget) -> list[str]:
    """Return the words of another language among what the window says."""
    return [f"{_called(one)} says {said!r}" for one in _shown(root) for said in _foreign(one)]


def _foreign(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        words = QTextDocumentFragment.fromHtml(widget.text()).toPlainText()
        said = re.findall(r"(?<![.\w])[A-Za-z]{3,}(?![.\w])", _COMMAND.sub("", words))
        yield from (one for one in said if one not in _LATIN)


# --- what there is ---------------------------------------------------------------------------------------------


def _shown(root: QWidget) -> Iterator[QWidget]:
    return (one for one in (root, *root.findChildren(QWidget)) if one.isVisible() and one.window() is root.window())


def _controls(root: QWidget) -> Iterator[QWidget]:
    """What the keyboard can be in; what stands in for another, and parts of a control, are that control."""
    for one in _shown(root):
        if one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None:
            yield one


def _alone(widget: QWidget) -> bool:
    """Of several radio buttons Tab comes to one, the arrow keys to the others."""
    return not isinstance(widget, QRadioButton) or widget.isChecked()


def spoken(widget: QWidget) -> str:
    """Return the name by which a control is read aloud."""
    if isinstance(widget, QComboBox) and not widget.isEditable():
        return _label(widget)
    told = QAccessible.queryAccessibleInterface(widget)
    return (told.text(QAccessible.Text.Name) if told else widget.accessibleName()).strip()


def _label(choice: QComboBox) -> str:
    """Return what says what is chosen there: on Linux its name is what has been chosen, whatever else it was given."""
    labels = (one.text() for one in choice.window().findChildren(QLabel) if one.buddy() is choice)
    return next(labels, "") or choice.accessibleDescription() or choice.toolTip()


def _is_muted(widget: QWidget) -> bool:
    """Whether a label's name stands in the place of words that the label says."""
    if not isinstance(widget, QLabel) or not widget.accessibleName():
        return False
    words = re.findall(r"\w+", QTextDocumentFragment.fromHtml(widget.text()).toPlainText())
    return any(word not in widget.accessibleName() + widget.accessibleDescription() for word in words)


def _called(widget: QWidget) -> str:
    text = getattr(widget, "text", lambda: "")()
    path = "/".join(reversed([one.objectName() or type(one).__name__ for one in _line(widget)][:4]))
    return f"{path} ({str(text)[:20]!r})"


def _line(widget: QWidget | None) -> Iterator[QWidget]:
    """A widget and what holds it, up to its window."""
    while widget is not None:
        yield widget
        widget = None if widget.isWindow() else widget.parentWidget()


# --- Tab ---------------------------------------------------------------------------------------------------------


def _tabbed(root: QWidget) -> Iterator[QWidget]:
    """Press Tab until it has come round, or has long brought nothing new; in a date or a text with links it moves within.

    Once round is twice back at the second place: the first may be one to which nothing leads.
    """
    seen: dict[QWidget, None] = {}
    before, old, rounds = None, 0, 0
    while old < _ENOUGH and rounds < _ROUNDS:
        focus = QApplication.focusWidget()
        old = old + 1 if focus in seen else 0
        if focus is not None:
            seen[focus] = None
        rounds += focus is not before and list(islice(seen, 1, 2)) == [focus]
        before = focus
        QTest.keyClick(focus or root.window(), Qt.Key.Key_Tab)
    return iter(seen)


# --- what is cut -------------------------------------------------------------------------------------------------


def _cut(widget: QWidget) -> Iterator[str]:
    if _outside(widget):
        yield "is shown in part only"
    if isinstance(widget, QLabel):
        yield from _cut_label(widget)
    elif isinstance(widget, QTabBar):
        yield from _cut_tabs(widget)
    elif isinstance(widget, QAbstractButton) and widget.text():
        yield from _cut_button(widget)
    elif isinstance(widget, QLineEdit) and not widget.text():
        yield from _cut_hint(widget)
    elif isinstance(widget, QComboBox) and not widget.isEditable() and widget.objectName() not in _QTS_OWN:
        yield from _cut_choice(widget)


def _outside(widget: QWidget) -> bool:
    """Whether what holds a widget shows only a part of it; what can be scrolled to is not meant."""
    if any(isinstance(one.parentWidget(), QAbstractScrollArea) for one in _line(widget)):
        return False
    own = _place(widget)
    return any(_place(one) & own != own for one in _line(widget))


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _cut_label(label: QLabel) -> Iterator[str]:
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    if needed > label.height() + _PRECISION:
        yield f"needs a height of {needed}, has {label.height()}"
    shortens_itself = label.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
    if not label.wordWrap() and not shortens_itself and label.sizeHint().width() > label.width() + _PRECISION:
        yield f"needs a width of {label.sizeHint().width()}, has {label.width()}"


def _cut_tabs(bar: QTabBar) -> Iterator[str]:
    for place in range(bar.count()):
        if bar.tabRect(place).right() > bar.width() + _PRECISION:
            yield f"hides the tab {bar.tabText(place)}"


def _cut_button(button: QAbstractButton) -> Iterator[str]:
    text = button.text().replace("&", "")
    as_icon = isinstance(button, QToolButton) and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    widest = max(button.fontMetrics().horizontalAdvance(line) for line in text.split("\n"))
    if not as_icon and widest > button.width():
        yield f"needs a width of {widest}, has {button.width()}"


def _cut_hint(line: QLineEdit) -> Iterator[str]:
    needed = line.fontMetrics().horizontalAdvance(line.placeholderText())
    if needed > line.width() - 4:
        yield f"hides a part of {line.placeholderText()!r}: {needed} in {line.width()}"


def _cut_choice(combo: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    room = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, combo).width()
    if combo.fontMetrics().boundingRect(combo.currentText()).right() > room:
        yield f"hides a part of {combo.currentText()!r}"
