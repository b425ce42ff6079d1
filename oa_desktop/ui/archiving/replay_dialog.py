"""办理过程回放 in the window: the steps on the left, a slider below, and the page as the person saw it then."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.archiving.replay import ReplayPage, ReplayStep
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.replay_view import ReplayView
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
        self._view = ReplayView(workplace, self)
        self.steps, self.slider, self.pane = self._view.steps, self._view.slider, self._view.pane
        column = QVBoxLayout(self)
        column.addWidget(self._view, 1)
        column.addLayout(self.row_below())
        self._view.chosen.connect(self._choose)
        self.fill(parent.window().parentWidget() or parent, 110)
        workplace.read(lambda session: session.archive.replays.steps(document), self, self._show_steps)

    def _show_steps(self, steps: tuple[ReplayStep, ...]) -> None:
        self._known = steps
        self._view.show_steps([_line(number, one) for number, one in enumerate(steps, 1)])

    def _choose(self, place: int) -> None:
        step = self._known[place]
        row = step.row
        said = (f"{row.title} {row.name}".strip(), row.act, row.words)
        self._view.say("　".join(filter(None, said)))
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
