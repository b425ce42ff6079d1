"""Pictures put into a text (插图) and changed there; every change is one step that can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QMimeData
from PySide6.QtGui import QImage, QImageWriter, QTextCursor
from PySide6.QtWidgets import QTextEdit

from oa_desktop.domain.manuscript import Picture
from oa_desktop.ui.writing.text.formats import (
    NOTE,
    PICTURE,
    character_format,
    paragraph_format,
    picture_paragraph_format,
)
from oa_desktop.ui.writing.text.picture_marks import marks_in, picture_format

ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff"})
"""How the names of pictures end that may be inserted."""


def insert_picture(text: QTextEdit, picture: Picture, indent: float) -> None:
    """Insert a picture behind the paragraph where the cursor stands, and go behind it."""
    cursor = text.textCursor()
    cursor.beginEditBlock()
    if (table := cursor.currentTable()) is not None:
        cursor.setPosition(table.lastPosition() + 1)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    if cursor.block().text():
        cursor.insertBlock()
    cursor.setBlockFormat(picture_paragraph_format(indent))
    cursor.insertImage(picture_format(picture))
    cursor.insertBlock(paragraph_format(indent=indent), character_format())
    cursor.endEditBlock()
    text.setTextCursor(cursor)


def picture_here(cursor: QTextCursor) -> Picture | None:
    """Return the picture in whose paragraph a cursor stands, without its caption."""
    return next((picture for _place, picture in marks_in(cursor.block())), None)


def change_picture(cursor: QTextCursor, picture: Picture) -> None:
    """Give the picture in whose paragraph a cursor stands another name or width; its caption stays."""
    for place, _picture in marks_in(cursor.block()):
        mark = QTextCursor(cursor.block())
        mark.setPosition(cursor.block().position() + place)
        mark.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        mark.setCharFormat(picture_format(replace(picture, caption="")))
        return


def end_caption(cursor: QTextCursor, indent: float) -> bool:
    """Begin a paragraph behind the picture where a cursor stands; tell whether it stands at one."""
    if picture_here(cursor) is None:
        return False
    cursor.insertBlock(paragraph_format(indent=indent), character_format())
    return True


def leave_mark(text: QTextEdit) -> None:
    """Let what is typed behind the mark of a picture or a note be words and no further mark."""
    form = text.currentCharFormat()
    if (form.hasProperty(PICTURE) or form.hasProperty(NOTE)) and not text.textCursor().hasSelection():
        text.setCurrentCharFormat(character_format())


def picture_files(source: QMimeData) -> tuple[Path, ...]:
    """Return the files that are dragged or pasted where all of them are pictures by their names; else none."""
    paths = tuple(Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile())
    return paths if are_pictures(paths) else ()


def are_pictures(paths: tuple[Path, ...]) -> bool:
    """Tell whether files are pictures by their names."""
    return bool(paths) and all(path.suffix.lower() in ENDINGS for path in paths)


def copied_picture(source: QMimeData) -> bytes:
    """Return a picture that was copied by itself, such as of a screen, as a PNG; nothing where words came with it."""
    image = source.imageData() if source.hasImage() and not source.text().strip() else None
    if not isinstance(image, QImage) or image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
