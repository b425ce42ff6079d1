"""The order of the Tab key (跳格次序), where Qt's own would leave something out."""

from __future__ import annotations

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
    for one in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            QWidget.setTabOrder(first, one)
            first = one
