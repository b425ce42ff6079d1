"""待发箱: how the desk stands to the central service, what waits to go there, and what to do about what is wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.i18n.problems import ProblemText
from oa_desktop.office.central.room import Accord, Unsent
from oa_desktop.office.central.words import in_words, line_of, meaning, moment_of, problem_of
from oa_desktop.office.session import Session
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.small_dialogs import advice
from oa_desktop.ui.syncing.rounds import SyncRounds
from oa_desktop.ui.workplace import Workplace

_CHARACTERS = 32
_ALL = 100
"""The share of the height that the list has, where there is one."""
_ABOUT = "这里办的先存在本机，再自己送到中心服务；别的工作台办的，也从那里来。断网照常办理，什么也不会丢。"


class OutboxDialog(Dialog):
    """What waits to go to the central service."""

    def __init__(self, workplace: Workplace, rounds: SyncRounds, parent: QWidget) -> None:
        super().__init__("outbox", _("待发箱"), parent, topic="窗口.md#待发箱", characters=_CHARACTERS)
        self._workplace = workplace
        self.words = _line("outbox-words", self)
        self.what, self.why, self.do = (_line(f"outbox-{part}", self) for part in ("what", "why", "do"))
        self.what.setProperty("tone", "danger")
        self.lines = QListWidget(self)
        self.lines.setObjectName("outbox-lines")
        self.lines.setAccessibleName(_("等着送到中心服务的"))
        self.lines.setWordWrap(True)
        self._go = self.button("sync-now", _("现在同步(&S)"), rounds.go)
        rounds.known.connect(self._heed)
        self._lay_out()
        self._fetch()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        for part in (self.words, self.what, self.why, self.do, advice(_(_ABOUT), self)):
            column.addWidget(part)
        column.addWidget(self.lines, _ALL)
        column.addStretch(1)
        column.addLayout(self.row_below(self._go))

    def _heed(self, _accord: object) -> None:
        """Look again once something has come of a round; a slot of its own ends with the dialog."""
        self._fetch()

    def _fetch(self) -> None:
        self._workplace.read(_looked, self, self._show, instead_of="outbox")

    def _show(self, found: tuple[Accord, tuple[Unsent, ...]]) -> None:
        accord, waiting = found
        problem = problem_of(accord)
        self.words.setText(in_words(accord) if problem else f"{in_words(accord)}。{meaning(accord)}")
        self._tell(problem or ProblemText(what="", why="", do=""))
        self.lines.clear()
        for one in waiting:
            QListWidgetItem(f"{line_of(one)}\n{moment_of(one)}", self.lines)
        self.lines.setVisible(bool(waiting))

    def _tell(self, problem: ProblemText) -> None:
        for label, words in ((self.what, problem.what), (self.why, problem.why), (self.do, problem.do)):
            label.setText(words)
            label.setVisible(bool(words))


def _line(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def _looked(session: Session) -> tuple[Accord, tuple[Unsent, ...]]:
    return session.central.accord(), session.central.unsent()
