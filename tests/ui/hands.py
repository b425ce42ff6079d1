"""Hands at the keyboard: Chinese comes from an input method, one word at a time, as it does in an office."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from oa_desktop.domain.manuscript import Emphasis, Paragraph, Span


def commit(widget: QWidget, words: str) -> None:
    """Let an input method put words in."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def compose(widget: QWidget, letters: str, done: str = "") -> None:
    """Let an input method show what it is composing, which is not typed yet, behind words that are."""
    event = QInputMethodEvent(letters, [])
    event.setCommitString(done)
    QApplication.sendEvent(widget, event)


def type_words(widget: QWidget, words: str) -> None:
    """Type word by word, a line feed being the Enter key."""
    for place, line in enumerate(words.split("\n")):
        if place:
            QTest.keyClick(widget, "\r")
        for character in line:
            compose(widget, "pin")
            commit(widget, character)


def clipboard(*, text: str = "", html: str = "") -> QMimeData:
    """Return what another program has copied."""
    made = QMimeData()
    if html:
        made.setHtml(html)
    if text:
        made.setText(text)
    return made


def plain(text: str, level: int = 0) -> Paragraph:
    return Paragraph(spans=(Span(text=text),), level=level)


def headed(heading: str, rest: str = "", *, level: int) -> Paragraph:
    spans = (Span(text=heading, emphasis=Emphasis.HEADING), Span(text=rest))
    return Paragraph(spans=tuple(span for span in spans if span.text), level=level)


def print_to_file(dialog: QPrintDialog) -> None:
    """Choose the file, and none of the printers that this machine may have, and go on."""
    printers = dialog.findChild(QComboBox, "printers")
    printers.setCurrentIndex(printers.count() - 1)
    dialog.accept()
