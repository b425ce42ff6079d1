"""A question (题目): answered as its kind asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.training.exercise import Choice, Question, QuestionKind
from oa_desktop.domain.units.passwords import weakness
from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.i18n import _
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.training.words import TOPIC

_ACROSS = 32
Answers = Callable[[], tuple[str, ...]]


class QuestionDialog(Dialog):
    """Asks one question.

    Signals:
        answered: What was answered (ids in a tuple).
    """

    answered = Signal(object)

    def __init__(self, question: Question, parent: QWidget) -> None:
        super().__init__("question", _("答题"), parent, topic=TOPIC, characters=_ACROSS)
        text = QLabel(question.text.strip(), self)
        text.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.addWidget(text)
        self._answers = _KINDS[question.kind](question, self, self._column)
        agree = self.button("agree", _("就这样答"), self._agree)
        agree.setProperty("tone", "main")
        self._column.addWidget(agree)

    def _agree(self) -> None:
        self.answered.emit(self._answers())
        self.accept()


def _buttons(
    question: Question, parent: QWidget, column: QVBoxLayout, sort: Callable[[str, QWidget], QAbstractButton]
) -> Answers:
    buttons = {one.id: sort(one.text, parent) for one in question.choices}
    for id_, button in buttons.items():
        button.setObjectName(f"choice-{id_}")
        column.addWidget(button)
    return lambda: tuple(id_ for id_, button in buttons.items() if button.isChecked())


def _one(question: Question, parent: QWidget, column: QVBoxLayout) -> Answers:
    return _buttons(question, parent, column, QRadioButton)


def _several(question: Question, parent: QWidget, column: QVBoxLayout) -> Answers:
    return _buttons(question, parent, column, QCheckBox)


def _box(choices: tuple[Choice, ...], name: str, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setObjectName(name)
    box.addItem("", "")
    for one in choices:
        box.addItem(one.text, one.id)
    return box


def _in_boxes(question: Question, parent: QWidget, column: QVBoxLayout) -> Answers:
    """Each card into a box."""
    lines = QFormLayout()
    boxes = {one.id: _box(question.boxes, f"card-{one.id}", parent) for one in question.choices}
    for one in question.choices:
        lines.addRow(one.text, boxes[one.id])
    column.addLayout(lines)
    return lambda: tuple(f"{card}={box.currentData()}" for card, box in boxes.items() if box.currentData())


def _in_order(question: Question, parent: QWidget, column: QVBoxLayout) -> Answers:
    """What comes first, second and so on."""
    lines = QFormLayout()
    boxes = [_box(question.choices, f"place-{number}", parent) for number in range(1, len(question.choices) + 1)]
    for number, box in enumerate(boxes, 1):
        lines.addRow(_("第 {number}").format(number=number), box)
    column.addLayout(lines)
    return lambda: tuple(str(box.currentData()) for box in boxes if box.currentData())


def _phrase(_question: Question, parent: QWidget, column: QVBoxLayout) -> Answers:
    """A pass phrase: what is answered is why it is not taken, and never the phrase."""
    typed = QLineEdit(parent)
    typed.setObjectName("phrase")
    typed.setEchoMode(QLineEdit.EchoMode.Password)
    column.addWidget(typed)
    return lambda: tuple(one.name.lower() for one in (weakness(typed.text(), SignInRules()),) if one)


_KINDS: Mapping[QuestionKind, Callable[[Question, QWidget, QVBoxLayout], Answers]] = {
    QuestionKind.ONE: _one,
    QuestionKind.SEVERAL: _several,
    QuestionKind.SORT: _in_boxes,
    QuestionKind.ORDER: _in_order,
    QuestionKind.PHRASE: _phrase,
}
