"""What is supervised of a document (督办): a line for each matter, who sees to it, until when, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from oa_desktop.domain.dates import written_day
from oa_desktop.domain.documents.supervision import Stage
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.ui.reading.timeline_line import LINE, Line, LineDelegate


class Matters(QListWidget):
    """The supervised matters of one document; not there where it has none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matters")
        self.setAccessibleName(_("督办事项"))
        self.setItemDelegate(LineDelegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.hide()

    def show_matters(self, rows: Iterable[q.SupervisionRow]) -> None:
        """Show the matters of a document."""
        self.clear()
        for line in map(_line, rows):
            item = QListWidgetItem(line.spoken, self)
            item.setData(LINE, line)
        self.setVisible(self.count() > 0)


def _line(row: q.SupervisionRow) -> Line:
    return Line(
        head=_("督办　{matter}").format(matter=row.matter),
        time=_in_words(row),
        words=_seen_to(row),
        note=_reported(row),
        onward=row.stage in (Stage.CLOSED, Stage.DROPPED),
    )


def _in_words(row: q.SupervisionRow) -> str:
    if row.closed:
        return f"{row.stage}　{row.closed}"
    late = _("，已超{amount}").format(amount=row.timing.amount) if row.timing and row.timing.is_late else ""
    return _("{stage}，限{day}{late}").format(stage=row.stage, day=written_day(row.due), late=late)


def _seen_to(row: q.SupervisionRow) -> str:
    parts = [
        _("主办：{lead}").format(lead=row.lead),
        _("立项：{name}，{day}").format(name=row.supervisor, day=row.begun),
    ]
    parts[1:1] = [_("协办：{others}").format(others=row.others)] if row.others else []
    parts += [_("催办{count}次").format(count=row.urged)] if row.urged else []
    parts += [_("延期{count}次").format(count=row.extended)] if row.extended else []
    return "　".join(parts)


def _reported(row: q.SupervisionRow) -> str:
    said = _("{day} {name}反馈：{words}").format(day=row.reported_on, name=row.reporter, words=row.latest)
    wished = _("申请延到{day}，等待答复").format(day=written_day(row.wished)) if row.wished else ""
    closed = _("销号：{words}").format(words=row.outcome) if row.outcome else ""
    return "\n".join(part for part in (said if row.reports else "", wished, closed) if part)
