"""What came of an act on an exercise (编场景的结果): sentences, and of a try the points of each check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from math import ceil

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from oa_desktop.domain.training.results import CheckResult
from oa_desktop.i18n import _
from oa_desktop.training.authoring import TriedRun
from oa_desktop.training.declaring import points_in_words

_MOST, _BESIDE = 6, 3
"""Lines; what lies beside it in the dialog, its scroll bar among that, by the height of a line."""
_MARKS = {True: "√", False: "×", None: "？"}


class Outcome(QTextBrowser):
    """As high as what it says, within reason."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("draft-told")
        self.setAccessibleName(_("结果"))

    def tell(self, *lines: str) -> None:
        """Say something, a paragraph each."""
        said = "<br>".join(map(escape, lines))
        self.setHtml(said)
        self.setFixedHeight(self._height_of(said))

    def _height_of(self, said: str) -> int:
        """Return how high it has to be, measured beside it: it is told before it stands in its place."""
        beside, line = QTextDocument(), self.fontMetrics().lineSpacing()
        beside.setDefaultFont(self.font())
        beside.setHtml(said)
        beside.setTextWidth(self._over.width() - _BESIDE * line)
        most = _MOST * line + 2 * round(beside.documentMargin())
        return min(most, ceil(beside.size().height())) + 2 * self.frameWidth()

    def tell_runs(self, runs: Iterable[TriedRun]) -> None:
        """Say what both runs came to, check by check."""
        holds = all(one.holds for one in runs)
        end = _("试跑通过，可以发布了。") if holds else _("得分和写下的不一样，改好再试跑。")
        self.tell(end, *(line for one in runs for line in _lines(one)))


def _lines(run: TriedRun) -> Iterator[str]:
    told = _("{name}：{found} 分，写下的是 {said} 分。")
    yield told.format(name=_(run.name), found=run.score.total, said=run.said)
    if run.score.open_points:
        yield _("　还有 {points} 分由老师评，试跑参考答案时算满分。").format(points=run.score.open_points)
    yield from (_line(one) for one in run.score.results)


def _line(one: CheckResult) -> str:
    return f"　{_MARKS[one.passed]} {points_in_words(one)}　{one.check.asks}"
