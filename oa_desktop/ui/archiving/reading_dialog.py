"""阅览 in the window: the files of an item that somebody may read until a day, each page under its watermark."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QSplitter, QVBoxLayout, QWidget

from oa_desktop.domain.archives.items import Part
from oa_desktop.i18n import _
from oa_desktop.office.archiving.reading_book import ReadingLine
from oa_desktop.office.archiving.replay import ReplayPage
from oa_desktop.ui.leaving.to_printer import Matter
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.workplace import Workplace

_REDRAWN = "用本机的字体显示，版面可能略有出入，以原件为准"


class ReadingDialog(Dialog):
    """One item, as long as it may be read; every page is asked for anew, and no words leave it.

    It is printed and kept as a file under its watermark where that was granted.

    Attributes:
        parts: Its files.
        pane: The pages of the chosen one.

    Signals:
        print_wanted: The chosen file is to be printed (a ``Matter``).
        save_wanted: The pages of the chosen file are to be kept: their name, and what hands them out (``str``,
            callable of a session and of as what).
    """

    print_wanted = Signal(object)
    save_wanted = Signal(str, object)

    def __init__(self, workplace: Workplace, line: ReadingLine, parent: QWidget) -> None:
        super().__init__(
            "reading", _("阅览：{sought}").format(sought=line.title or line.sought), parent, topic="归档.md#利用"
        )
        self._workplace = workplace
        self._reading, self._may_print = line.reading, line.may_print
        self._names: list[str] = []
        self.parts = QListWidget(self)
        self.pane = PagePane(workplace, None, self)
        self._said = QLabel(self)
        self._out = (
            self.button("print-reading", _("打印…"), self._ask_to_print),
            self.button("save-reading", _("另存为…"), self._ask_to_save),
        )
        self._lay_out(line)
        self.parts.currentRowChanged.connect(self._choose)
        self.fill(parent.window().parentWidget() or parent, 110)
        workplace.read(
            lambda session: session.archive.reading.parts(self._reading),
            self,
            self._show_parts,
            lambda error: self.pane.clear(sentence_for(error, workplace)),
        )

    def _lay_out(self, line: ReadingLine) -> None:
        self.parts.setObjectName("reading-parts")
        self.parts.setAccessibleName(_("这一件的文件"))
        self.parts.setAlternatingRowColors(True)
        self._said.setObjectName("reading-said")
        self._said.setWordWrap(True)
        if line.is_open:
            said = _("{code}　看到{until}为止，打印复制：{copying}。看完请在“办理—结束利用”里写利用效果。")
            self._said.setText(said.format(code=line.code, until=line.until, copying=line.copying))
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.parts)
        split.addWidget(self.pane)
        split.setStretchFactor(1, 1)
        split.setSizes([self._wide(20), self._wide(64)])
        column = QVBoxLayout(self)
        column.addWidget(split, 1)
        column.addWidget(self._said)
        for button in self._out:
            button.setVisible(self._may_print)
            button.setEnabled(False)
        column.addLayout(self.row_below(*self._out))

    def _show_parts(self, parts: tuple[Part, ...]) -> None:
        self._names = [one.name for one in parts]
        self.parts.addItems([f"{one.role.value}　{one.name}" for one in parts])
        self.parts.setCurrentRow(0)
        self.parts.setFocus()

    def _choose(self, place: int) -> None:
        self._workplace.read(
            lambda session: session.archive.reading.page(self._reading, place),
            self,
            self._show_page,
            lambda error: self.pane.clear(sentence_for(error, self._workplace)),
            instead_of="reading-page",
        )

    def _show_page(self, page: ReplayPage | None) -> None:
        for button in self._out:
            button.setEnabled(page is not None)
        if page is None:
            self.pane.clear(_("这个文件没有版面，窗口里看不了，请归档的人另外提供"))
        else:
            self.pane.show_pdf(page.pdf, _(_REDRAWN) if page.redrawn else "", trace=page.trace)

    def _ask_to_print(self) -> None:
        reading, place = self._reading, self.parts.currentRow()
        self.print_wanted.emit(
            Matter(
                made=lambda session, work: session.archive.reading.made(reading, place, work),
                hand_out=lambda session, work: session.archive.reading.print_out(reading, place, work),
            )
        )

    def _ask_to_save(self) -> None:
        reading, place = self._reading, self.parts.currentRow()
        name = PurePath(self._names[place]).stem
        self.save_wanted.emit(name, lambda session, _file: session.archive.reading.print_out(reading, place))
