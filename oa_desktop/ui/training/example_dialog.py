"""An example (例子): how somebody of the class lost points by a check, whoever it was, to be looked at by everybody."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtWidgets import QSplitter, QTextBrowser, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.training.class_reports import Example
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.workplace import Workplace

_WIDE, _LEAST = 90, 12
"""Chinese characters across, of all and of the words at least."""


class ExampleDialog(Dialog):
    """One error as somebody made it: what was asked, what was wrong, and the text as it stood then."""

    def __init__(self, workplace: Workplace, example: Example, parent: QWidget, *, topic: str) -> None:
        super().__init__("loss-example", _("例子：{asks}").format(asks=example.check.asks), parent, topic=topic)
        self.words = QTextBrowser(self)
        self.words.setObjectName("example-words")
        self.words.setMinimumWidth(self._wide(_LEAST))
        self.words.setAccessibleName(self.windowTitle())
        self.words.setHtml("".join(f"<p>{one}</p>" for one in _told(example)))
        self.pane = PagePane(workplace, None, self)
        both = QSplitter(self)
        both.setChildrenCollapsible(False)
        for place, (part, share) in enumerate(((self.words, 2), (self.pane, 3))):
            both.addWidget(part)
            both.setStretchFactor(place, share)
        column = QVBoxLayout(self)
        column.addWidget(both, 1)
        column.addLayout(self.row_below())
        self.fill(parent.parentWidget() or parent, _WIDE)
        self._draw(workplace, example)

    def _draw(self, workplace: Workplace, example: Example) -> None:
        text = example.text
        if text is None:
            self.pane.clear(_("那一份没有拟稿，没有版面。"))
            return
        caption = _("那一份的稿子，现在排出的版面")
        workplace.read(lambda session: session.teaching.drawn(text), self, lambda pdf: self.pane.show_pdf(pdf, caption))


def _told(example: Example) -> Iterator[str]:
    check, scene = example.check, example.scene
    yield f"<b>{escape(check.asks)}</b>"
    done = "　".join(filter(None, (scene.at[11:16], scene.who, scene.act, scene.title, example.words)))
    told = _("到交卷也没有做到。") if example.was_never_done else _("第{place}步　{done}")
    yield escape(told.format(place=example.place, done=done))
    if example.lost:
        yield escape(_("查出：{lost}").format(lost="、".join(example.lost)))
    yield escape(_("为什么：{why}").format(why=check.why))
    yield escape(_("怎样改正：{mend}").format(mend=check.mend))
    if check.clause:
        yield escape(_("依据：{clause}").format(clause=check.clause))
    yield f"<i>{escape(_('不写是谁的；稿子里写了真名的，放给大家看以前先看一遍。'))}</i>"
