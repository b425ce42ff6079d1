"""Tones (语气): what a widget means, from which the dress takes its colours."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def give_tone(widget: QWidget, tone: str) -> None:
    """Give a widget that is already shown another tone."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
