"""What is said of an organ that the unit writes to (登记往来机关)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.units.correspondents import USUAL_RANK, Book, Correspondent, Relationship
from oa_desktop.i18n import _
from oa_desktop.office.rolls.cells import plain, read_day, read_rank, read_words
from oa_desktop.ui.completing import NameCompleter
from oa_desktop.ui.look.small_dialogs import advice, agree_or_cancel
from oa_desktop.ui.look.snug import SnugDialog
from oa_desktop.ui.telling.sentence import Sentence

_ACROSS = 30
"""Chinese characters that the dialog has across at the least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """A line of the dialog.

    Attributes:
        label: The user's word.
        words: How what is known is written.
        read: How what is written is read.
        hint: What may be written.
    """

    label: str
    words: Callable[[Any], str] = str
    read: Callable[[str], Any] = str
    hint: str = ""


_FIELDS: Mapping[str, _Field] = {
    "name": _Field(label="机关名称", hint="全称或者规范化简称"),
    "parent": _Field(label="上级机关或地区"),
    "groups": _Field(label="分组", words="、".join, read=read_words, hint="如 各乡镇人民政府；几个组用顿号隔开"),
    "rank": _Field(
        label="排序",
        words=lambda rank: "" if rank == USUAL_RANK else str(rank),
        read=lambda text: read_rank(text, USUAL_RANK),
        hint="小的在前；空着的排在最后",
    ),
    "since": _Field(label="启用日期", read=read_day, hint="2026-03-01，空着不限"),
    "until": _Field(label="停用日期", read=read_day, hint="2026-03-01，空着不限"),
    "successor": _Field(label="接替的机关", hint="停用以后写哪个机关"),
}


class CorrespondentDialog(SnugDialog):
    """Asks what is to be said of an organ.

    Signals:
        agreed: What is said (``Correspondent``).
    """

    agreed = Signal(object)

    def __init__(self, known: Correspondent | None, book: Book, parent: QWidget) -> None:
        super().__init__(
            "correspondent",
            _("更改往来机关") if known else _("登记往来机关"),
            parent,
            topic="窗口.md#通讯录",
            characters=_ACROSS,
        )
        one = known or Correspondent(name="", relationship=Relationship.SUBORDINATE)
        self._relationship = QComboBox(self)
        self._relationship.setObjectName("correspondent-relationship")
        self._relationship.addItems([_(word) for word in Relationship])
        self._relationship.setCurrentText(one.relationship)
        self._lines = {name: self._line(name, field, getattr(one, name)) for name, field in _FIELDS.items()}
        self._lines["name"].setReadOnly(known is not None)
        self._said = Sentence("correspondent-said", self)
        self._complete(book)
        self._lay_out(renamed=known is not None)

    def _line(self, name: str, field: _Field, value: Any) -> QLineEdit:
        line = QLineEdit(field.words(value), self)
        line.setObjectName(f"correspondent-{name}")
        line.setPlaceholderText(_(field.hint))
        line.setAccessibleName(_(field.label))
        return line

    def _complete(self, book: Book) -> None:
        words: Mapping[str, Sequence[str]] = {
            "groups": tuple(dict.fromkeys(group for one in book for group in one.groups)),
            "parent": tuple(dict.fromkeys(one.parent for one in book if one.parent)),
            "successor": tuple(one.name for one in book),
        }
        for name, offered in words.items():
            self._lines[name].setCompleter(NameCompleter(offered, self._lines[name]))

    def _lay_out(self, *, renamed: bool) -> None:
        asked = QFormLayout()
        asked.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        asked.addRow(_(_FIELDS["name"].label), self._lines["name"])
        asked.addRow(_("与本单位的关系"), self._relationship)
        for name in [*_FIELDS][1:]:
            asked.addRow(_(_FIELDS[name].label), self._lines[name])
        column = QVBoxLayout(self)
        column.addLayout(asked)
        if renamed:
            words = _("机关改了名的，在这里写停用日期和接替的机关，再登记新的名称。")
            column.addWidget(advice(words, self))
        column.addWidget(self._said)
        box = agree_or_cancel(self)
        box.accepted.disconnect(self.accept)
        box.accepted.connect(self._agree)
        column.addWidget(box)

    def _agree(self) -> None:
        """Hand out what is said; what cannot be read is told here and nothing is lost."""
        try:
            said = {name: field.read(plain(self._lines[name].text())) for name, field in _FIELDS.items()}
        except Refused as refused:
            self._said.refuse(refused)
            return
        relationship = [*Relationship][self._relationship.currentIndex()]
        self.agreed.emit(Correspondent(relationship=relationship, **said))
