"""A transcript (成绩单) at the seat that wrote the exam: points, what was lost and why, and what the teacher says."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QTextBrowser, QVBoxLayout, QWidget

from oa_desktop.domain.training.transcript import LARGEST, Transcript, TranscriptLine
from oa_desktop.i18n import _
from oa_desktop.ui.exchanging.package_files import ask_for_package, read_package
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.training.words import TOPIC

_TRANSCRIPTS = "成绩单（*.oascore）"
_WIDE = 36
"""Chinese characters across."""


class TranscriptDialog(Dialog):
    """What a class released to this seat."""

    def __init__(self, transcript: Transcript, parent: QWidget) -> None:
        super().__init__("transcript", _("成绩单：{title}").format(title=transcript.title), parent, topic=TOPIC)
        self.words = QTextBrowser(self)
        self.words.setObjectName("transcript-words")
        self.words.setAccessibleName(self.windowTitle())
        self.words.setHtml("".join(_pieces(transcript)))
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addLayout(self.row_below())
        self.fill(parent, _WIDE)


class TranscriptButton(QPushButton):
    """Asks which file is a transcript of this seat, and shows what it says.

    Signals:
        refused: Why it is shown to nobody here (``Exception``).
    """

    refused = Signal(object)

    def __init__(self, premises: Premises, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(_("看成绩单…"), parent)
        self._premises, self._tasks = premises, tasks
        self.setObjectName("see-transcript")
        self.setProperty("tone", "link")
        self.clicked.connect(lambda: ask_for_package(self, self.take_in, _TRANSCRIPTS))

    def take_in(self, file: Path) -> None:
        """Show the transcript of an exam that was written here."""
        self._tasks.run(
            lambda _: self._premises.ground.take_in(read_package(file, LARGEST)),
            self,
            lambda found: TranscriptDialog(found, self.window()).open(),
            self.refused.emit,
        )


def _pieces(one: Transcript) -> Iterator[str]:
    verdict = _("合格") if one.has_passed else _("不合格")
    yield f"<h2>{_('{total} 分　{verdict}').format(total=one.total, verdict=verdict)}</h2>"
    told = _("{name}，学号{numbers}，{day}").format(
        name=one.class_name, numbers="、".join(one.numbers), day=one.released
    )
    yield f"<p>{escape(told)}</p>"
    if one.words:
        yield f"<p><b>{_('老师的话')}</b><br>{escape(one.words)}</p>"
    if one.hints:
        yield f"<p>{_('看提示扣 {points} 分。').format(points=one.hints)}</p>"
    for line in one.lines:
        yield f"<p>{'<br>'.join(_of_line(line))}</p>"


def _of_line(one: TranscriptLine) -> Iterator[str]:
    mark = "√" if one.points == one.most else "×"
    by = _("（老师评）") if one.judged else ""
    yield f"<b>{mark} {one.points}/{one.most}　{escape(one.asks)}</b>{by}"
    clause = _("依据：{clause}").format(clause=one.clause) if one.clause else ""
    said = _("老师：{said}").format(said=one.said) if one.said else ""
    yield from (escape(part) for part in (one.why, one.mend, clause, said) if part)
