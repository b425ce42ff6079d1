"""The score (成绩): each check with its points, why, how to mend it, its clause, and the way to the moment."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from oa_desktop.domain.training.conditions import Judged as JudgedByTeacher
from oa_desktop.domain.training.exercise import Check
from oa_desktop.domain.training.results import CheckResult
from oa_desktop.i18n import _
from oa_desktop.training.course import Judged
from oa_desktop.training.declaring import points_in_words
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.training.words import TOPIC

_MOMENT = "moment:"
_WIDE = 36
"""Chinese characters across."""
_MARKS = {True: "√", False: "×", None: "？"}


class ScoreDialog(Dialog):
    """What a course came to.

    Signals:
        report_wanted: The report (实验报告) is to be written.
        moment_wanted: The scene of the replay that something rests on (``int``).
    """

    report_wanted = Signal()
    moment_wanted = Signal(int)

    def __init__(self, title: str, judged: Judged, parent: QWidget) -> None:
        super().__init__("score", _("成绩：{title}").format(title=title), parent, topic=TOPIC)
        self._words = QTextBrowser(self)
        self._words.setObjectName("score-words")
        self._words.setAccessibleName(self.windowTitle())
        self._words.setOpenLinks(False)
        self._words.setHtml("".join(_pieces(judged)))
        self._words.anchorClicked.connect(self._go)
        replay = self.button("replay", _("从头回放"), lambda: self._go(QUrl(f"{_MOMENT}0")))
        column = QVBoxLayout(self)
        column.addWidget(self._words)
        report = self.button("report", _("实验报告"), self.report_wanted.emit)
        column.addLayout(self.row_below(replay, report))
        self.fill(parent, _WIDE)

    def _go(self, address: QUrl) -> None:
        self.accept()
        self.moment_wanted.emit(int(address.toString().removeprefix(_MOMENT)))


def _pieces(judged: Judged) -> Iterator[str]:
    score = judged.score
    verdict = _("待老师评") if score.is_undecided else _("合格") if score.has_passed else _("不合格")
    yield f"<h2>{_('{total} 分　{verdict}').format(total=score.total, verdict=verdict)}</h2>"
    if score.hints:
        yield _paragraph(_("看提示扣 {points} 分。").format(points=score.hints))
    if score.cap is not None:
        yield _paragraph(_("有禁止的行为，总分不超过 {cap} 分。").format(cap=score.cap))
    if score.open_points:
        yield _paragraph(_("还有 {points} 分由老师评。").format(points=score.open_points))
    if judged.replay.taken_over:
        yield _paragraph(_("前面几步由程序照参考做法办，这次的分数只供自己练习。"))
    for one in score.results:
        yield from _result(one, judged)


def _result(result: CheckResult, judged: Judged) -> Iterator[str]:
    check = result.check
    yield f"<p><b>{_MARKS[result.passed]} {points_in_words(result)}　{escape(check.asks)}</b>"
    if result.is_open:
        yield "".join(f"<br>{escape(one)}" for one in _levels(check))
    if result.passed is False or (result.passed is None and check.needs):
        clause = _("依据：{clause}").format(clause=check.clause) if check.clause else ""
        yield "".join(f"<br>{escape(one)}" for one in (check.why, check.mend, clause) if one)
    places = [place for one in result.moments if (place := judged.replay.place(one)) is not None]
    if places:
        yield f"<br><a href='{_MOMENT}{places[0]}'>{_('看当时那一步')}</a>"
    yield "</p>"


def _levels(check: Check) -> Iterator[str]:
    """Yield what earns which points where a person judges."""
    asked = check.condition
    if isinstance(asked, JudgedByTeacher):
        for place, one in enumerate(asked.levels):
            said = _("{name}，{points}分").format(name=one.name, points=asked.points_of(place, check.points))
            yield _("{said}：{words}").format(said=said, words=one.words) if one.words else said


def _paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>"
