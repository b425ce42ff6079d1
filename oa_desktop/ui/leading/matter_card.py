"""The matter on a card (事项卡): title, what is asked, how urgent, from whom, and what was said before."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.leading.marked_words import MarkedWords
from oa_desktop.ui.leading.matter import Matter, Said
from oa_desktop.ui.lists.columns import state_mark, state_word, subject, time_left, time_mark
from oa_desktop.ui.look.fingers import scroll_by_finger


class MatterCard(QScrollArea):
    """Says everything in words; what has no room is scrolled to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matter")
        self.setAccessibleName(_("事项"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget(self)
        self._title = self._line("matter-title", "heading")
        self._asked = self._line("matter-asked", "asked")
        self._asked.setWordWrap(False)
        self._gone = self._line("matter-gone", "warning")
        self._urgency = MarkedWords("matter-urgency", self._inside)
        self._due = MarkedWords("matter-due", self._inside)
        self._facts = self._line("matter-facts", "")
        self._opinions = QVBoxLayout()
        self._lay_out()
        self.setWidget(self._inside)
        scroll_by_finger(self)

    def _line(self, name: str, tone: str) -> QLabel:
        label = QLabel(self._inside)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("tone", tone)
        return label

    def _lay_out(self) -> None:
        asked = QHBoxLayout()
        for part in (self._asked, self._urgency):
            asked.addWidget(part)
        asked.addStretch(1)
        column = QVBoxLayout(self._inside)
        column.addWidget(self._gone)
        column.addLayout(asked)
        for part in (self._title, self._due, self._facts):
            column.addWidget(part)
        column.addLayout(self._opinions)
        column.addStretch(1)

    def show_matter(self, matter: Matter) -> None:
        """Show a matter from its top."""
        row = matter.row
        self._title.setText(subject(row))
        self._asked.setText(_("请您{asked}").format(asked=matter.asked))
        self._urgency.say(row.urgency and state_word(row), state_mark(row))
        left = time_left(row)
        self._due.say(left and _("时限：{left}").format(left=left), time_mark(row))
        self._facts.setText("\n".join(_facts(matter)))
        self._say_opinions(matter.opinions)
        self.verticalScrollBar().setValue(0)

    def say_gone(self, *, gone: bool) -> None:
        """Say that the matter asks for nothing any more, or take that back."""
        self._gone.setText(_("这一件已经不在您这里了，请看下一件。") if gone else "")
        self._gone.setVisible(gone)
        self._asked.setVisible(not gone)

    def _say_opinions(self, opinions: tuple[Said, ...]) -> None:
        while (item := self._opinions.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for said in opinions:
            self._opinions.addWidget(self._said(said))

    def _said(self, said: Said) -> QLabel:
        label = self._line("matter-opinion", "said")
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(f"<span>{escape(said.head)}</span><br><b>{escape(said.words)}</b>")
        return label


def _facts(matter: Matter) -> list[str]:
    row = matter.row
    facts = (
        (_("密级：{}"), row.classification),
        (_("送来：{}"), matter.sender),
        (_("签收：{}") if row.received_on else _("拟稿：{}"), row.drafter),
        (_("发文机关：{}"), row.organ),
        (_("文号：{}"), row.number),
    )
    return [words.format(said) for words, said in facts if said]
