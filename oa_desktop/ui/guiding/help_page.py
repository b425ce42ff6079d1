"""A page of the help as it is shown (帮助页): its words, and pictures no wider than the page."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QPixmap, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from oa_desktop.i18n.resources import resource_path

_MARGIN = 24
"""Pixels beside a picture."""


class HelpPage(QTextBrowser):
    """Shows a page; its pictures are those that are shipped, by the names of their files."""

    # --- Qt's own

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 - Qt's own name
        """Return a shipped picture, as wide as the page at most; nothing else is fetched for a page."""
        file = resource_path("pictures") / QUrl(name).fileName()
        if kind != QTextDocument.ResourceType.ImageResource.value or not file.is_file():
            return None
        picture = QPixmap()
        picture.loadFromData(file.read_bytes())
        width = min(picture.width(), max(1, self.viewport().width() - _MARGIN))
        return picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
