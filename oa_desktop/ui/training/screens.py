"""Screens of a course (实训的屏幕图): pictures of the window before which somebody works through an exercise."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QDialog, QListWidget, QPushButton

from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.transcript import Transcript
from oa_desktop.office.session import Session
from oa_desktop.training.course import Course
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.rolls.roll_lines import RollLines
from oa_desktop.ui.screens import HEIGHT, WIDTH, begin_to_draw, picture, settle
from oa_desktop.ui.training.choosing import Choosing
from oa_desktop.ui.training.classroom import Sitting
from oa_desktop.ui.training.marking_dialog import Rubric
from oa_desktop.ui.training.transcript_dialog import TranscriptDialog
from oa_desktop.ui.window import Window


class CourseScreens:
    """The window of the TRAINING realm, before the list of exercises until a course begins in it."""

    def __init__(self, premises: Premises) -> None:
        self._preferences = begin_to_draw(premises, Realm.TRAINING)
        self._window = Window(premises, Realm.TRAINING, self._preferences)
        self._window.show()
        self._window.resize(WIDTH, HEIGHT)
        settle(self._window)

    def seen(self) -> bytes:
        """Return a picture, a PNG, of what is before the trainee, with the dialog that lies before it."""
        settle(self._window)
        shown = [one for one in self._window.findChildren(QDialog) if one.isVisible()]
        return picture(self._window, shown[-1] if shown else None)

    def begin(self, course: Course) -> None:
        """Let the trainee of a course come in."""
        for choosing in self._window.findChildren(Choosing):
            choosing.begun.emit(course, None)
        settle(self._window)

    def look_again(self, course: Course) -> None:
        """Show how far the course is by now, with its first document; whoever acts did so behind the window."""
        desk, documents = self._window.desk, course.session.exercise.documents()
        if desk is not None and documents:
            document = next(iter(documents.values()))
            desk.folders.choose("everything")
            settle(self._window)
            desk.documents.choose(document)
            desk.show_document(document)
            settle(self._window)
        for sitting in self._window.findChildren(Sitting):
            sitting.look()
        settle(self._window)

    def author(self, part: str) -> None:
        """Open the form of the chosen exercise, at the first of its parts whose heading begins with a word."""
        for one in self._window.findChildren(QAction, "author-chosen"):
            one.trigger()
        settle(self._window)
        for parts in self._window.findChildren(QListWidget, "draft-parts"):
            parts.setCurrentItem(next(iter(parts.findItems(part, Qt.MatchFlag.MatchStartsWith)), parts.item(0)))
        settle(self._window)

    def press(self, name: str) -> None:
        """Press a button by its object name."""
        for button in self._window.findChildren(QPushButton, name):
            button.click()
        settle(self._window)

    def close_dialog(self) -> None:
        """Close the dialog before the trainee."""
        for dialog in self._window.findChildren(QDialog):
            dialog.reject()
        settle(self._window)

    def teach(self, teacher: Session, book: int) -> None:
        """Let a teacher open a book of the class, counted from 0."""
        self._window.enter(teacher)
        settle(self._window)
        self._window.commands.action("class.open").trigger()
        self.turn_to(book)

    def turn_to(self, book: int) -> None:
        """Open another book of the class, counted from 0."""
        for books in self._window.findChildren(QComboBox, "ledger-books"):
            books.setCurrentIndex(book)
        settle(self._window)

    def mark(self, level: int, reason: str) -> None:
        """Open the first result of the book to mark it, choose a level, from 0 for the best, and say why."""
        for lines in self._window.findChildren(RollLines):
            lines.setCurrentIndex(lines.model().index(0, 0))
        settle(self._window)
        self.press("open-line")
        for rubric in self._window.findChildren(Rubric):
            rubric.choose(level)
            rubric.reason.setText(reason)
        settle(self._window)

    def show_transcript(self, transcript: Transcript) -> None:
        """Show the seat its transcript."""
        TranscriptDialog(transcript, self._window).open()
        settle(self._window)

    def close(self) -> None:
        """Close the window and what stands before it; whoever sits there is signed out."""
        self.close_dialog()
        self._window.close()
        self._preferences.write_out()
