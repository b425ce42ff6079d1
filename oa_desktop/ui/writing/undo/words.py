"""Words that change (文字的变化): where two states of a field differ, and how a former one is put back."""

from __future__ import annotations

from itertools import takewhile

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


def put(field: QLineEdit | QPlainTextEdit, words: str) -> None:
    """Write words in the place of those in a field; the cursor stands behind what has changed, as after typing it."""
    if isinstance(field, QLineEdit):
        place = _end_of_change(field.text(), words)
        field.setText(words)
        field.setCursorPosition(place)
        return
    place = _end_of_change(field.toPlainText(), words)
    field.setPlainText(words)
    cursor = QTextCursor(field.document())
    cursor.setPosition(place)
    field.setTextCursor(cursor)


def grown(words: str, longer: str) -> bool:
    """Whether words have become others by something put in at one place."""
    return len(longer) > len(words) and longer.endswith(words[_shared(words, longer) :])


def _end_of_change(before: str, now: str) -> int:
    """Return where in the words of now what differs ends, in Qt's units of UTF-16."""
    start = _shared(before, now)
    same = _shared(before[start:][::-1], now[start:][::-1])
    return units(now[: len(now) - same])


def units(text: str) -> int:
    """Return how long a text is in Qt's units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with together."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
