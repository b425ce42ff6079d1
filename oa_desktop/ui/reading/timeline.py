"""The handling of a document (办理过程): its way as a picture, and every act with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from oa_desktop.domain.dates import written_day
from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.domain.texts.ink import Ink
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import name_of
from oa_desktop.office import queries as q
from oa_desktop.office.session import Session
from oa_desktop.ui.leaving.words import copy_words
from oa_desktop.ui.reading.flow_view import FlowView
from oa_desktop.ui.reading.matters import Matters
from oa_desktop.ui.reading.timeline_line import LINE, Line, LineDelegate
from oa_desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class _Handling:
    """Everything that is told of one document."""

    picture: q.FlowPictureRow
    rows: tuple[q.TimelineRow, ...]
    ink: Mapping[Digest, Ink]
    matters: tuple[q.SupervisionRow, ...]


class Timeline(QWidget):
    """The picture of one document's way, what is supervised of it, and every act in its order.

    Signals:
        selected: Another act is chosen, or none.
    """

    selected = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._document: DossierId | None = None
        self._floors = QSplitter(Qt.Orientation.Vertical, self)
        self._floors.setChildrenCollapsible(False)
        self._picture = FlowView(self._floors)
        self._matters = Matters(self._floors)
        self._acts = QListWidget(self._floors)
        self._acts.setObjectName("acts-done")
        self._acts.setAccessibleName(_("办理过程"))
        self._acts.setItemDelegate(LineDelegate(self._acts))
        self._acts.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._acts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._acts.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._acts.currentItemChanged.connect(lambda _now, _before: self.selected.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._floors)
        for floor, share in ((self._picture, 3), (self._matters, 1), (self._acts, 2)):
            self._floors.addWidget(floor)
            self._floors.setStretchFactor(self._floors.indexOf(floor), share)
        self._floors.setSizes((300, 100, 200))
        self.setFocusProxy(self._picture)

    def show_document(self, document: DossierId | None) -> None:
        """Show a document's handling."""
        self._document = document
        self._acts.clear()
        self._matters.show_matters(())
        self._picture.show_picture(None)
        if document is not None:
            self._workplace.read(lambda session: _read(session, document), self, self._show, instead_of="timeline")

    @property
    def has_selection(self) -> bool:
        """Whether there is something to copy: an act that is chosen, or the picture in words."""
        return self._acts.currentItem() is not None or self._picture.has_words

    def copy(self) -> None:
        """Copy the act that is chosen, or the way of the document, in words."""
        chosen = self._acts.currentItem()
        words = chosen.text() if chosen is not None and self._acts.hasFocus() else self._picture.words
        copy_words(self._workplace, self, self._document, words)

    def _show(self, handling: _Handling) -> None:
        self._acts.clear()
        for row in handling.rows:
            self._add(_line(row, handling.ink.get(row.ink)), name_of("time_source", row.clock))
        self._acts.scrollToBottom()
        self._matters.show_matters(handling.matters)
        self.selected.emit()
        self._picture.show_picture(handling.picture)

    def _add(self, line: Line, clock: str) -> None:
        """Add a line, which tells whoever points at it where its time came from."""
        item = QListWidgetItem(line.spoken, self._acts)
        item.setData(LINE, line)
        item.setToolTip(clock)


def _read(session: Session, document: DossierId) -> _Handling:
    (picture,) = session.ask(q.FlowPicture(dossier=document))
    rows = session.ask(q.Timeline(dossier=document))
    matters = session.ask(q.Supervisions(dossier=document))
    return _Handling(picture=picture, rows=rows, ink=dict(_ink(session, document, rows)), matters=matters)


def _ink(session: Session, document: DossierId, rows: Iterable[q.TimelineRow]) -> Iterator[tuple[Digest, Ink]]:
    """Yield what was written by hand and can be read; the others are said to be damaged."""
    for digest in {row.ink for row in rows if row.ink}:
        with suppress(OfficeError):
            yield digest, session.ink.read(document, digest)


def _line(row: q.TimelineRow, ink: Ink | None) -> Line:
    on_paper = _("纸上的日期：{day}").format(day=written_day(row.written)) if row.written else ""
    overruled = "" if row.effective else _("与另一条记录冲突，没有采用")
    unreadable = _("手写的笔迹已经损坏，读不出来") if row.ink and ink is None else ""
    who = f"{row.name}（{row.title}）" if row.title else row.name
    circled = _("圈阅") if row.circled else ""
    return Line(
        head=f"{row.act}　{who}",
        time=row.time[:16].replace("T", " "),
        words=row.words,
        ink=ink,
        note="\n".join(note for note in (circled, row.source, on_paper, overruled, unreadable) if note),
        onward=row.onward,
        overruled=not row.effective,
    )
