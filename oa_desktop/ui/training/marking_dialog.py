"""Marking side by side (对照评分): what the trainee made and said, the reference, and the rubric beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGroupBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.actions.teaching import MarkResult
from oa_desktop.domain.ids import Digest
from oa_desktop.i18n import _
from oa_desktop.training.marking import Graded, MarkSheet, RubricItem
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.training.marked_side import MarkedSide
from oa_desktop.ui.workplace import Workplace

_WIDE = 120
"""Chinese characters across."""
_SHARES = (3, 3, 2)
"""Of the width: both pages, and what is judged beside them."""
_KEYS = 9
"""Levels that a key of a digit chooses."""


class MarkingDialog(Dialog):
    """One result before whoever marks it.

    Attributes:
        shown: Which paper is shown, or what was said; hidden where there is one.
        own: What the trainee made and said.
        reference: The same of the reference run.
        rubrics: What is judged, one below the other.

    Signals:
        told: What was done, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, sheet: MarkSheet, title: str, parent: QWidget, *, topic: str) -> None:
        super().__init__("marking", _("对照评分：{title}").format(title=title), parent, topic=topic)
        self._workplace, self._sheet = workplace, sheet
        self.shown = QComboBox(self)
        self.own = MarkedSide(workplace, "marked-own", _("学员的"), self)
        self.reference = MarkedSide(workplace, "marked-reference", _("参考的"), self)
        self.rubrics = [Rubric(one, self) for one in sheet.items]
        self._save = self.button("save-marks", _("记分"), self.save)
        self._lay_out()
        self._bind()
        self.fill(parent.parentWidget() or parent, _WIDE)
        self._show(0)
        self._turn_to(next((one for one in self.rubrics if one.points is None), None))
        self._look()

    def _lay_out(self) -> None:
        self.shown.setObjectName("marked-papers")
        self.shown.setToolTip(_("看哪一件材料，或者看写的话"))
        for one in self._sheet.papers:
            self.shown.addItem(one.title, one.material)
        if self._sheet.spoken.own or self._sheet.spoken.reference:
            self.shown.addItem(_("意见、原因"), "")
        self.shown.setVisible(self.shown.count() > 1)
        whole = QSplitter(self)
        whole.setChildrenCollapsible(False)
        sides = self.own, self.reference, self._rubric_side()
        for place, (part, share) in enumerate(zip(sides, _SHARES, strict=True)):
            whole.addWidget(part)
            whole.setStretchFactor(place, share)
        column = QVBoxLayout(self)
        column.addWidget(self.shown, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(whole, 1)
        column.addLayout(self.row_below(self._save))

    def _rubric_side(self) -> QScrollArea:
        side, inner = QScrollArea(self), QWidget(self)
        side.setObjectName("rubrics")
        side.setAccessibleName(_("评分档"))
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        for one in self.rubrics:
            column.addWidget(one)
        if not self.rubrics:
            column.addWidget(_folding(QLabel(_("这一课没有要老师评的。"), inner)))
        column.addStretch(1)
        side.setWidget(inner)
        return side

    def _bind(self) -> None:
        self.shown.currentIndexChanged.connect(self._show)
        for one in self.rubrics:
            one.chosen.connect(self._look)
        for digit in range(1, _KEYS + 1):
            QShortcut(QKeySequence(str(digit)), self, partial(self._choose, digit - 1))

    # --- what is judged ------------------------------------------------------------------------------------------

    def _turn_to(self, rubric: Rubric | None) -> None:
        """Show what an item is about."""
        place = self.shown.findData(rubric.item.about) if rubric is not None else -1
        if place >= 0:
            self.shown.setCurrentIndex(place)

    def _show(self, place: int) -> None:
        paper = self._sheet.papers[place] if 0 <= place < len(self._sheet.papers) else None
        if paper is not None:
            self.own.show_text(paper.own)
            self.reference.show_text(paper.reference)
        elif self.shown.count():
            self.own.show_spoken(self._sheet.spoken.own)
            self.reference.show_spoken(self._sheet.spoken.reference)
        else:
            self.own.show_nothing(_("这一课不拟稿，也没有写意见。"))
            self.reference.show_nothing()

    # --- points --------------------------------------------------------------------------------------------------

    def _choose(self, level: int) -> None:
        """Choose a level of the rubric in which the keyboard is, else of the first that has none; go to the next."""
        asked = [one for one in self.rubrics if one.isAncestorOf(self.focusWidget() or self)]
        open_ones = [one for one in self.rubrics if one.points is None]
        rubric = next(iter((*asked, *open_ones)), None)
        if rubric is not None and rubric.choose(level):
            following = (self.rubrics[self.rubrics.index(rubric) + 1 :] or [rubric])[0]
            self._turn_to(following)
            following.levels[0].setFocus()

    def _look(self) -> None:
        self._save.setEnabled(any(self._marks()))

    def _marks(self) -> Iterator[MarkResult]:
        return (mark for one in self.rubrics if (mark := one.mark(self._sheet.result)) is not None)

    def save(self) -> None:
        """Record what was chosen and is not what was given before; what is refused stays before the person."""
        marks = tuple(self._marks())
        if not marks:
            return
        self._workplace.write(lambda session, _progress: session.perform(*marks), self, lambda _changed: self._done())

    def _done(self) -> None:
        self.told.emit(_("已记分。"))
        self.accept()


class Rubric(QGroupBox):
    """One item that a person judges: its levels, and why.

    Attributes:
        item: What is judged.
        levels: A button each, from the best down.
        reason: What the trainee is told of it.

    Signals:
        chosen: Another level is chosen, or another reason typed.
    """

    chosen = Signal()

    def __init__(self, item: RubricItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self.setObjectName(f"rubric-{item.check.id}")
        self.setAccessibleName(item.check.asks)
        self._group = QButtonGroup(self)
        self.levels = [QRadioButton(_named(place, one), self) for place, one in enumerate(item.levels, 1)]
        self.reason = QLineEdit(self)
        self._lay_out()
        self._show_given()
        self._group.idClicked.connect(lambda _place: self.chosen.emit())
        self.reason.textChanged.connect(lambda _text: self.chosen.emit())

    def _lay_out(self) -> None:
        check = self.item.check
        column = QVBoxLayout(self)
        column.addWidget(_folding(QLabel(_("{asks}（{most}分）").format(asks=check.asks, most=check.points), self)))
        for place, (button, one) in enumerate(zip(self.levels, self.item.levels, strict=True)):
            button.setObjectName(f"level-{check.id}-{place}")
            self._group.addButton(button, place)
            column.addWidget(button)
            if one.level.words:
                words = _folding(QLabel(one.level.words, self))
                words.setProperty("tone", "faint")
                words.setIndent(self.fontMetrics().horizontalAdvance("公"))
                column.addWidget(words)
        self.reason.setObjectName(f"reason-{check.id}")
        self.reason.setAccessibleName(_("原因"))
        self.reason.setPlaceholderText(_("原因"))
        self.reason.setToolTip(_("学员看得到"))
        column.addWidget(self.reason)

    def _show_given(self) -> None:
        given = self.item.given
        if given is not None:
            self.reason.setText(given.reason)
            place = next((at for at, one in enumerate(self.item.levels) if one.points == given.points), None)
            if place is not None:
                self.levels[place].setChecked(True)

    @property
    def points(self) -> int | None:
        """What the chosen level is worth; None while none is."""
        place = self._group.checkedId()
        return self.item.levels[place].points if place >= 0 else None

    def choose(self, level: int) -> bool:
        """Choose a level, from 0 for the best; return whether there is such."""
        there = level < len(self.levels)
        if there:
            self.levels[level].click()
        return there

    def mark(self, result: Digest) -> MarkResult | None:
        """Return what is given; None where no level is chosen, or nothing has changed."""
        points, given = self.points, self.item.given
        said = (points, self.reason.text().strip())
        if points is None or (given is not None and said == (given.points, given.reason)):
            return None
        return MarkResult(result=result, check=self.item.check.id, points=points, reason=said[1])


def _named(number: int, one: Graded) -> str:
    return _("{number}　{name}，{points}分").format(number=number, name=one.level.name, points=one.points)


def _folding(label: QLabel) -> QLabel:
    label.setWordWrap(True)
    return label
