"""Fingers (手指): what is scrolled by drawing a finger over it, as on every tablet."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QScroller


def scroll_by_finger(view: QAbstractScrollArea) -> None:
    """Let a finger scroll a view; the mouse goes on selecting."""
    QScroller.grabGesture(view.viewport(), QScroller.ScrollerGestureType.TouchGesture)
