"""Before one stands for a paper (办前提示): what is to be mended first and what else is wrong, to be read."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.i18n.problems import mending_of
from oa_desktop.office.flows.caution_words import lacking_fonts
from oa_desktop.office.queries import CautionRow
from oa_desktop.ui.inspecting.finding_lines import line_words
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.tracing.rows import rows_of

_MOST_LINES = 3
"""Lines of it that are seen without scrolling."""


class CautionNotice(QFrame):
    """What is wrong, in a few lines.

    Signals:
        wanted: Somebody wants to see the places.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cautions")
        self.setProperty("tone", "notice")
        self._heading = QLabel(_("正在检查这份公文…"), self)
        self._heading.setObjectName("cautions-heading")
        self._heading.setWordWrap(True)
        self._lines = QTextBrowser(self)
        self._lines.setObjectName("cautions-lines")
        self._lines.setAccessibleName(_("办理以前请看"))
        self._go = QPushButton(_("先看这些地方…"), self)
        self._go.setObjectName("cautions-go")
        self._go.setAutoDefault(False)
        give_tone(self._go, "link")
        self._go.clicked.connect(self.wanted)
        self._column = QVBoxLayout(self)
        for part in (self._heading, self._lines, self._go):
            self._column.addWidget(part)
        self._say(self._heading.text(), "faint", ())

    def tell(self, row: CautionRow) -> None:
        """Say what is wrong, or that nothing is."""
        lines = tuple(_lines(row))
        if row.stops:
            heading = _("本单位的检查规则要求先改好 {count} 处，现在不能办。不能修改的，请退回去改。")
            self._say(heading.format(count=len(row.stops)), "danger", lines)
        elif lines:
            heading = _("办理以前请看：{counts}。办不办由您决定。").format(counts="，".join(_counts(row)))
            self._say(heading, "warning", lines)
        else:
            self._say(_("检查过了：没有错误，字体齐全。"), "good", ())
        self._go.setVisible(bool(row.stops or row.findings))

    def fail(self) -> None:
        """Say that nobody could look."""
        self._say(_("这份公文没有检查成，请自己看清页面。"), "warning", ())

    def _say(self, heading: str, tone: str, lines: tuple[str, ...]) -> None:
        self._heading.setText(heading)
        give_tone(self._heading, tone)
        self._lines.setPlainText("\n".join(lines))
        self._lines.setVisible(bool(lines))
        self._go.hide()
        shown = min(_MOST_LINES, max(2, len(lines) + 1))
        self._lines.setFixedHeight(self.fontMetrics().lineSpacing() * shown + 12)
        self._column.activate()


def _counts(row: CautionRow) -> Iterator[str]:
    if row.changed:
        yield _("签发以后改过 {count} 处").format(count=len(row.changed))
    if row.findings:
        yield _("错误 {count} 处").format(count=len(row.findings))
    if row.missing:
        yield _("{count} 个字没有字体").format(count=len(row.missing))
    if row.stand_ins:
        yield _("{count} 种字体本机没有，用了代用的").format(count=len(row.stand_ins))


def _lines(row: CautionRow) -> Iterator[str]:
    yield from (_("先改　{words}").format(words=mending_of(one)) for one in row.stops)
    yield from (_("签发以后　{words}").format(words=one.spoken) for one in rows_of(row.changed))
    yield from (_("错误　{words}").format(words=line_words(one)) for one in row.findings)
    yield from lacking_fonts(row)
