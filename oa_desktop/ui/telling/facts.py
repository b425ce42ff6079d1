"""Facts for the status line (状态): whether the number registers say everything, and whether pages have their fonts."""

from __future__ import annotations

from PySide6.QtCore import QDate, QObject, QTimer

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.numbers.numbering import runs_of, start_of
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.queries import NumberGapRow, NumberGaps
from oa_desktop.ui.premises import PageFonts, Premises
from oa_desktop.ui.telling.status_line import StatusLine
from oa_desktop.ui.workplace import Workplace

NUMBERS, FONTS = FACTS = ("numbers", "fonts")
_LATER_MS = 1200
"""The desk comes first; nobody waits for these facts."""


class Facts(QObject):
    """Looks after somebody has come in, at the registers again after every change, and states what it finds."""

    def __init__(self, workplace: Workplace, premises: Premises, status: StatusLine) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._premises = premises
        self._status = status
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LATER_MS)
        self._soon.timeout.connect(self._look_at_numbers)
        self._soon.start()
        QTimer.singleShot(_LATER_MS, self, self._look_at_fonts)
        workplace.changed.connect(self._heed)

    # --- numbers -------------------------------------------------------------------------------------------------

    def _heed(self, _changed: object) -> None:
        """Look again soon; a slot of its own ends with the status line."""
        self._soon.start()

    def _look_at_numbers(self) -> None:
        year = QDate.currentDate().year()
        self._workplace.ask(
            NumberGaps(year=year), self, self._state_numbers, self._numbers_unknown, instead_of="number-gaps"
        )

    def _state_numbers(self, gaps: tuple[NumberGapRow, ...]) -> None:
        count = sum(len(gap.serials) for gap in gaps)
        if count:
            named = "；".join(f"{start_of(gap.register)}{runs_of(gap.serials)}号" for gap in gaps)
            advice = _("这些号空着没有说明：{named}。请登记编号的人查明后登记断号，写明原因。").format(named=named)
            self._status.state(NUMBERS, _("文号登记有 {count} 个空号").format(count=count), advice)
        else:
            self._status.state(NUMBERS, _("文号登记正常"), _("今年的文号连着编，空着的都有说明。"))

    def _numbers_unknown(self, error: Exception) -> None:
        self._status.state(NUMBERS, _("文号登记没有查成"), _in_words(error))

    # --- fonts ---------------------------------------------------------------------------------------------------

    def _look_at_fonts(self) -> None:
        self._workplace.tasks.run(
            lambda _progress: self._premises.page_fonts(), self, self._state_fonts, self._fonts_unknown
        )

    def _state_fonts(self, fonts: PageFonts) -> None:
        missing = _("{count} 种公文字体用代用的").format(count=fonts.standing_in)
        words = missing if fonts.standing_in else _("字体齐全")
        self._status.state(FONTS, words, fonts.words + fonts.advice)

    def _fonts_unknown(self, error: Exception) -> None:
        self._status.state(FONTS, _("公文字体没有查成"), _in_words(error))


def _in_words(error: Exception) -> str:
    return (
        str(say(error.code, error.params)) if isinstance(error, OfficeError) else _("请运行 oa-desktop doctor 查看。")
    )
