"""The order of the Tab key (跳格次序), where Qt's own would leave something out."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow(first: QWidget, part: QWidget) -> None:
    """Let the Tab key go from a widget to the controls of a part.

    A pane that hands the keyboard to one of its widgets (``setFocusProxy``) is entered there: what was made before
    that widget would never be reached.

    Args:
        first: The widget that takes the keyboard for the pane.
        part: A part of the pane, such as the bar above that widget.
    """
    for one in _controls(part):
        QWidget.setTabOrder(first, one)
        first = one


def _controls(part: QWidget) -> Iterator[QWidget]:
    """What takes the keyboard, not what it is made of, through parts that only hold others."""
    for one in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield one
        else:
            yield from _controls(one)
