"""Marking side by side (对照评分): the trainee's page, the reference page, and the rubric beside them."""

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
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.i18n import _
from oa_desktop.training.marking import Graded, MarkSheet, RubricItem
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.reading.page_pane import PagePane
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
        papers: Which paper is shown; hidden where there is one.
        own: The trainee's page.
        reference: The page of the reference run.
        rubrics: What is judged, one below the other.

    Signals:
        told: What was done, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, sheet: MarkSheet, title: str, parent: QWidget, *, topic: str) -> None:
        super().__init__("marking", _("对照评分：{title}").format(title=title), parent, topic=topic)
        self._workplace, self._sheet = workplace, sheet
        self.papers = QComboBox(self)
        self.own, self.reference = (PagePane(workplace, None, self, plain=True) for _side in range(2))
        self.rubrics = [Rubric(one, self) for one in sheet.items]
        self._save = self.button("save-marks", _("记分"), self.save)
        self._lay_out()
        self._bind()
        self.fill(parent.parentWidget() or parent, _WIDE)
        self._show_paper(0)
        self._look()

    def _lay_out(self) -> None:
        self.papers.setObjectName("marked-papers")
        self.papers.setToolTip(_("看哪一件材料"))
        self.papers.addItems([one.title for one in self._sheet.papers])
        self.papers.setVisible(len(self._sheet.papers) > 1)
        whole = QSplitter(self)
        whole.setChildrenCollapsible(False)
        sides = _under(_("学员的"), self.own), _under(_("参考的"), self.reference), self._rubric_side()
        for place, (part, share) in enumerate(zip(sides, _SHARES, strict=True)):
            whole.addWidget(part)
            whole.setStretchFactor(place, share)
        column = QVBoxLayout(self)
        column.addWidget(self.papers, 0, Qt.AlignmentFlag.AlignLeft)
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
        self.papers.currentIndexChanged.connect(self._show_paper)
        for one in self.rubrics:
            one.chosen.connect(self._look)
        for digit in range(1, _KEYS + 1):
            QShortcut(QKeySequence(str(digit)), self, partial(self._choose, digit - 1))

    # --- pages ---------------------------------------------------------------------------------------------------

    def _show_paper(self, place: int) -> None:
        paper = self._sheet.papers[place] if 0 <= place < len(self._sheet.papers) else None
        if paper is None:
            self.own.clear(_("这一课不拟稿，没有版面。"))
            self.reference.clear()
            return
        self._draw(self.own, paper.own)
        self._draw(self.reference, paper.reference)

    def _draw(self, pane: PagePane, text: Manuscript | None) -> None:
        if text is None:
            pane.clear(_("没有拟这一件。"))
            return
        self._workplace.read(lambda session: session.teaching.drawn(text), self, pane.show_pdf)

    # --- points --------------------------------------------------------------------------------------------------

    def _choose(self, level: int) -> None:
        """Choose a level of the rubric in which the keyboard is, else of the first that has none; go to the next."""
        asked = [one for one in self.rubrics if one.isAncestorOf(self.focusWidget() or self)]
        open_ones = [one for one in self.rubrics if one.points is None]
        rubric = next(iter((*asked, *open_ones)), None)
        if rubric is not None and rubric.choose(level):
            following = self.rubrics[self.rubrics.index(rubric) + 1 :]
            (following or [rubric])[0].levels[0].setFocus()

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
        levels: A button each, from the best down.
        reason: What the trainee is told of it.

    Signals:
        chosen: Another level is chosen, or another reason typed.
    """

    chosen = Signal()

    def __init__(self, item: RubricItem, parent: QWidget) -> None:
        super().__init__(parent)
        self._item = item
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
        check = self._item.check
        column = QVBoxLayout(self)
        column.addWidget(_folding(QLabel(_("{asks}（{most}分）").format(asks=check.asks, most=check.points), self)))
        for place, (button, one) in enumerate(zip(self.levels, self._item.levels, strict=True)):
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
        given = self._item.given
        if given is not None:
            self.reason.setText(given.reason)
            place = next((at for at, one in enumerate(self._item.levels) if one.points == given.points), None)
            if place is not None:
                self.levels[place].setChecked(True)

    @property
    def points(self) -> int | None:
        """What the chosen level is worth; None while none is."""
        place = self._group.checkedId()
        return self._item.levels[place].points if place >= 0 else None

    def choose(self, level: int) -> bool:
        """Choose a level, from 0 for the best; return whether there is such."""
        there = level < len(self.levels)
        if there:
            self.levels[level].click()
        return there

    def mark(self, result: Digest) -> MarkResult | None:
        """Return what is given; None where no level is chosen, or nothing has changed."""
        points, given = self.points, self._item.given
        said = (points, self.reason.text().strip())
        if points is None or (given is not None and said == (given.points, given.reason)):
            return None
        return MarkResult(result=result, check=self._item.check.id, points=points, reason=said[1])


def _under(title: str, pane: PagePane) -> QWidget:
    """Return a pane under what its page is."""
    whole = QWidget(pane.parentWidget())
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(QLabel(title, whole))
    column.addWidget(pane, 1)
    return whole


def _named(number: int, one: Graded) -> str:
    return _("{number}　{name}，{points}分").format(number=number, name=one.level.name, points=one.points)


def _folding(label: QLabel) -> QLabel:
    label.setWordWrap(True)
    return label
