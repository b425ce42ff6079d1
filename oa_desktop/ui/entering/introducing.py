"""The second page of the first run in the demonstration (认识九个人): who is there, and how to be one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.entering.people_list import PeopleList
from oa_desktop.ui.premises import Introduced

_ADVICE = (
    "一份公文从拟稿到归档，要经过他们九个人的手。登录时选一个人，口令已经替您填好；办完一步，"
    "用“公文—切换用户”换成下一个人。三位管理员由其中三人兼任。"
)


class Introducing(QWidget):
    """The people and a word about them.

    Attributes:
        heading: What the page says.
    """

    heading = "演示单位：清源县人民政府办公室的九个人"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        advice = QLabel(_(_ADVICE), self)
        advice.setWordWrap(True)
        self._people = PeopleList(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(advice)
        column.addWidget(self._people)
        column.addStretch(1)

    def show_people(self, people: Sequence[Introduced]) -> None:
        """Show the people."""
        self._people.show_people(people)
