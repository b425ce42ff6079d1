"""Shipped typefaces (随附字体), made known to Qt; the window does without one that is missing, pages name it."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFontDatabase

from oa_desktop.i18n.resources import resource_path


@cache
def shipped_family(file: str) -> str:
    """Return the family of a shipped font file; empty where it cannot be read."""
    try:
        path = resource_path(f"fonts/{file}")
    except FileNotFoundError:
        return ""
    number = QFontDatabase.addApplicationFont(str(path))
    return next(iter(QFontDatabase.applicationFontFamilies(number)), "")
