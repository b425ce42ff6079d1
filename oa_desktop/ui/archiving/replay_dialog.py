"""办理过程回放 in the window: the steps on the left, a slider below, and the page as the person saw it then."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QSlider, QSplitter, QVBoxLayout, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.archiving.replay import ReplayPage, ReplayStep
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.workplace import Workplace


class ReplayDialog(Dialog):
    """The replay of one document.

    Attributes:
        steps: What was done, one line a step.
        slider: Which step is shown.
        pane: The page of that step.
    """

    def __init__(self, workplace: Workplace, document: DossierId, title: str, parent: QWidget) -> None:
        super().__init__("replay", _("办理过程回放：{title}").format(title=title), parent, topic="归档.md#办理过程回放")
        self._workplace = workplace
        self._document = document
        self._known: tuple[ReplayStep, ...] = ()
        self.steps = QListWidget(self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.pane = PagePane(workplace, None, self)
        self._said = QLabel(self)
        self._lay_out()
        self._bind()
        self.fill(parent.window().parentWidget() or parent, 110)
        workplace.read(lambda session: session.archive.replays.steps(document), self, self._show_steps)

    def _lay_out(self) -> None:
        self.steps.setObjectName("replay-steps")
        self.steps.setAccessibleName(_("办理的各步"))
        self.steps.setAlternatingRowColors(True)
        self.slider.setObjectName("replay-slider")
        self.slider.setAccessibleName(_("第几步"))
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self._said.setObjectName("replay-said")
        self._said.setWordWrap(True)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.steps)
        split.addWidget(self.pane)
        split.setStretchFactor(1, 1)
        split.setSizes([self._wide(24), self._wide(60)])
        column = QVBoxLayout(self)
        column.addWidget(split, 1)
        column.addWidget(self._said)
        column.addWidget(self.slider)
        column.addLayout(self.row_below())

    def _bind(self) -> None:
        self.slider.valueChanged.connect(self.steps.setCurrentRow)
        self.steps.currentRowChanged.connect(self.slider.setValue)
        self.steps.currentRowChanged.connect(self._choose)

    def _show_steps(self, steps: tuple[ReplayStep, ...]) -> None:
        self._known = steps
        self.slider.setMaximum(max(0, len(steps) - 1))
        self.steps.addItems([_line(number, one) for number, one in enumerate(steps, 1)])
        self.steps.setCurrentRow(0)
        self.steps.setFocus()

    def _choose(self, place: int) -> None:
        step = self._known[place]
        row = step.row
        said = (f"{row.title} {row.name}".strip(), row.act, row.words)
        self._said.setText("　".join(filter(None, said)))
        self._workplace.read(
            lambda session: session.archive.replays.page(self._document, step),
            self,
            partial(self._show_page, step),
            lambda error: self.pane.clear(sentence_for(error, self._workplace)),
            instead_of="replay-page",
        )

    def _show_page(self, step: ReplayStep, page: ReplayPage | None) -> None:
        if page is None:
            self.pane.clear(_(step.shown.value) if not step.page else _("这一步的版面不是 PDF，请在“附件”里看原件"))
            return
        caption = _("{shown} · 指纹 {digest}").format(shown=_(step.shown.value), digest=step.page[:8])
        self.pane.show_pdf(page.pdf, caption, renewed=True, trace=page.trace)


def _line(number: int, step: ReplayStep) -> str:
    row = step.row
    return f"{number}　{row.act}　{row.name}　{row.time[:16].replace('T', ' ')}"
