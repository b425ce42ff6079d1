"""What is written down of a document that came (签收登记): whence, which, how many, in which envelope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QSpinBox, QWidget

from oa_desktop.domain.documents.incoming import Incoming, Medium
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.i18n import _
from oa_desktop.office.incoming.receiving import Registration, addressees
from oa_desktop.office.rolls.cells import plain, read_day
from oa_desktop.office.session import Session
from oa_desktop.ui.completing import NameCompleter
from oa_desktop.ui.writing.beginning import marks_of

NOBODY = PersonId("")

_LINES: Mapping[str, tuple[str, str]] = {
    "sender": ("来文机关", "汉字、全拼或者首字母"),
    "number": ("来文字号", "如 甲政〔2026〕7号"),
    "title": ("标题", "照来文写"),
    "dated": ("成文日期", "如 2026-04-16"),
    "envelope": ("封套号", "封套上的号"),
    "copy_numbers": ("份号", "如 000012，没有的空着"),
}
"""Lines to type in: label, and what may be written."""
_URGENCIES = ("", "加急", "特急", "平急", "特提")
_MOST = 9_999
"""Copies, and pages of one."""
_SUITING = "合适的：{name}"
_ROWS: tuple[tuple[str, ...], ...] = (
    ("sender", "number"),
    ("title",),
    ("kind", "dated"),
    ("classification", "urgency"),
    ("envelope", "copies"),
    ("copy_numbers", "pages"),
    ("medium", "flow"),
    ("personal", "addressee"),
)
"""What stands side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What the office offers to whoever writes down what came.

    Attributes:
        organs: Of the address book.
        marks: Classifications that may be held here.
        flows: Those of incoming documents, by id.
        people: Ids and names of those for whom an envelope may be alone (亲启人).
    """

    organs: tuple[str, ...]
    marks: tuple[str, ...]
    flows: Mapping[str, Flow]
    people: tuple[tuple[str, str], ...]


def offers_of(session: Session) -> Offers:
    """Return what the office of a signed-in person offers."""
    return Offers(
        organs=session.addressees.organs,
        marks=marks_of(session.organisation()),
        flows=session.routes.for_incoming(Manuscript()),
        people=tuple(addressees(session)),
    )


class RegistrationForm(QWidget):
    """The elements of one incoming document.

    Attributes:
        organ: 来文机关.

    Signals:
        changed: Something was typed or chosen.
        named: Sender and number stand there, or other ones.
        enclosed: The number of an envelope stands there, or another one.
    """

    changed = Signal()
    named = Signal()
    enclosed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = {name: self._line(name, *words) for name, words in _LINES.items()}
        self.organ = self._lines["sender"]
        self._kind = self._box("kind", "文种", ["", *(one.value for one in DocumentKind)])
        self._classification = self._box("classification", "密级", [""])
        self._urgency = self._box("urgency", "紧急程度", _URGENCIES)
        self._medium = self._box("medium", "载体", [one.value for one in Medium])
        self._flow = self._box("flow", "流程", [])
        self._copies = self._number(1, _(" 份"))
        self._pages = self._number(0, _(" 页"))
        self._pages.setSpecialValueText(_("没有数"))
        self._personal = QCheckBox(_("亲启，没有拆封"), self)
        self._personal.toggled.connect(self._be_personal)
        self._addressee = self._box("addressee", "亲启人", [])
        self._addressee.addItem(_("没有写明"), "")
        self._addressee.setEnabled(False)
        self._lay_out()

    def _line(self, name: str, label: str, hint: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText(_(hint))
        line.textChanged.connect(self.changed)
        told = {"sender": self.named, "number": self.named, "envelope": self.enclosed}.get(name)
        if told is not None:
            line.editingFinished.connect(told)
        line.setAccessibleName(_(label))
        return line

    def _box(self, name: str, label: str, words: Iterable[str]) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(f"receive-{name}")
        box.setAccessibleName(_(label))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for word in words:
            box.addItem(_(word) if word else _("　"), word)
        box.currentTextChanged.connect(self.changed)
        return box

    def _number(self, least: int, unit: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(least, _MOST)
        box.setSuffix(unit)
        box.valueChanged.connect(self.changed)
        return box

    def _lay_out(self) -> None:
        boxes = {"kind": self._kind, "classification": self._classification, "urgency": self._urgency}
        parts: dict[str, QWidget] = {**self._lines, **boxes, "medium": self._medium, "flow": self._flow}
        parts |= {
            "copies": self._copies,
            "pages": self._pages,
            "personal": self._personal,
            "addressee": self._addressee,
        }
        labels = {name: label for name, (label, _hint) in _LINES.items()} | _LABELS
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for row, names in enumerate(_ROWS):
            for place, name in enumerate(names):
                parts[name].setObjectName(f"receive-{name}")
                parts[name].setAccessibleName(_(labels[name]))
                label = QLabel("" if name == "personal" else _(labels[name]), self)
                label.setBuddy(parts[name])
                grid.addWidget(label, row, 2 * place)
                grid.addWidget(parts[name], row, 2 * place + 1, 1, 1 if len(names) > 1 else 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def _be_personal(self, personal: bool) -> None:
        hint = _("没有拆封的可以不写，登记为“亲启件”") if personal else _(_LINES["title"][1])
        self._lines["title"].setPlaceholderText(hint)
        self._addressee.setEnabled(personal)
        self.changed.emit()

    def offer(self, offers: Offers) -> None:
        """Offer what the office knows."""
        self.organ.setCompleter(NameCompleter(offers.organs, self.organ))
        for mark in offers.marks:
            _choose(self._classification, mark)
        self._classification.setCurrentIndex(0)
        self._flow.addItem("", "")
        for flow in offers.flows.values():
            self._flow.addItem(flow.name, flow.id)
        for value, word in offers.people:
            self._addressee.addItem(word, value)

    def fix_what_was_signed_for(self) -> None:
        """Let nobody change any more by which flow it goes, and for whom alone it came."""
        self._personal.toggled.disconnect(self._be_personal)
        for part in (self._flow, self._personal, self._addressee):
            part.setEnabled(False)

    def say_suiting(self, name: str) -> None:
        """Say which flow it goes by where none is chosen."""
        self._flow.setItemText(0, _(_SUITING).format(name=name))

    # --- what stands there ---------------------------------------------------------------------------------------

    def registration(self) -> Registration:
        """Return what is written, without files."""
        said = {name: line.text().strip() for name, line in self._lines.items()}
        title = said.pop("title")
        incoming = Incoming(
            **said | {"dated": _day(said["dated"])},
            personal=self._personal.isChecked(),
            addressee=PersonId(self._addressee.currentData() or "") if self._personal.isChecked() else NOBODY,
            copies=self._copies.value(),
            pages=self._pages.value(),
            medium=Medium(self._medium.currentData()),
        )
        return Registration(
            incoming=incoming,
            title=title,
            kind=self._kind.currentData() or "",
            classification=self._classification.currentData() or "",
            urgency=self._urgency.currentData() or "",
            flow=self._flow.currentData() or "",
        )

    def show_registration(self, written: Registration) -> None:
        """Show what was written before, or what a file says."""
        came = written.incoming
        for name, line in self._lines.items():
            line.setText(written.title if name == "title" else getattr(came, name))
        _choose(self._classification, written.classification)
        _choose(self._kind, written.kind)
        _choose(self._urgency, written.urgency)
        _choose(self._medium, came.medium.value)
        self._flow.setCurrentIndex(max(0, self._flow.findData(written.flow)))
        self._copies.setValue(came.copies)
        self._pages.setValue(came.pages)
        self._personal.setChecked(came.personal)
        self._addressee.setCurrentIndex(max(0, self._addressee.findData(came.addressee)))


def _day(typed: str) -> str:
    """Return a day as ISO, or what was typed where it is none; the office says what is wrong with that."""
    try:
        return read_day(plain(typed))
    except Refused:
        return typed


def _choose(box: QComboBox, value: str) -> None:
    """Choose a value; what a paper has and nobody offers is offered from now on, exactly as it stands there."""
    if box.findData(value) < 0:
        box.addItem(value, value)
    box.setCurrentIndex(box.findData(value))


_LABELS = {
    "kind": "文种",
    "classification": "密级",
    "urgency": "紧急程度",
    "copies": "份数",
    "pages": "原件页数",
    "medium": "载体",
    "flow": "流程",
    "personal": "亲启",
    "addressee": "亲启人",
}
