"""What is printed of the archive, or kept as a file: a menu of its lists and of what is said on its boxes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.archiving.books import ArchiveBook, Wanted
from oa_desktop.office.archiving.offered import OF_BOXES, boxes_asked, of_boxes
from oa_desktop.ui.acting.fields_dialog import FieldsDialog
from oa_desktop.ui.archiving.class_tree import ClassTree
from oa_desktop.ui.archiving.item_acts import TOPIC
from oa_desktop.ui.rolls.roll_lines import RollLines


class BooksMenu(QMenu):
    """What is printed of the archive, each of the chosen class.

    Signals:
        wanted: Something of the chosen class is wanted (``ArchiveBook``, ``Wanted``).
    """

    wanted = Signal(object, object)

    def __init__(self, classes: ClassTree, lines: RollLines, parent: QWidget) -> None:
        super().__init__(parent)
        self._classes = classes
        self._lines = lines
        self._over = parent
        for book in ArchiveBook:
            chosen = self.addAction(_("{act}…").format(act=_(book.value)), partial(self._want, book))
            chosen.setObjectName(book.name.lower())

    def _want(self, book: ArchiveBook) -> None:
        question = self._classes.question
        if question is None or question.register is None:
            return
        of = Wanted(register=question.register, retention=question.retention, division=question.division)
        if book in OF_BOXES:
            self._ask_boxes(book, of)
        else:
            self.wanted.emit(book, of)

    def _ask_boxes(self, book: ArchiveBook, of: Wanted) -> None:
        """Ask for which boxes; those of the items that are listed are proposed."""
        boxes = tuple(dict.fromkeys(line.record.box for line in self._lines.shown if line.record.box))
        fields = boxes_asked(boxes, with_spine=book is ArchiveBook.SPINE)
        dialog = FieldsDialog("ask-boxes", _(book.value), fields, self._over, topic=TOPIC, leave=_("取消"))
        dialog.agreed.connect(lambda said: self.wanted.emit(book, of_boxes(of, said)))
        dialog.agreed.connect(lambda _said: dialog.accept())
        dialog.open()
