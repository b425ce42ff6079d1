"""统计表: the figures of a stretch of time as they are printed and taken along, and how they leave the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.office import queries as q
from oa_desktop.office.books.shelf import BookFile, BookShelf
from oa_desktop.office.books.statistics import statistics
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports import tables
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.trail.incidents import watched

REPORT = "公文办理统计"
SCOPE = "只数制表人可以看到的公文，不按个人统计，不作个人排名。"
_LINE_MM, _HEAD_MM = 8.0, 9.0
_ROOM = 12
"""Shares of a row that goes across the whole form."""
_FIRST, _OTHERS = 3, 2
"""Shares of the first column of a table and of each other one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures of a stretch of time as they are written out now."""

    within: q.Stretch
    figures: Sequence[q.FigureRow]

    @property
    def title(self) -> str:
        """Its name, with the stretch of time."""
        return f"{REPORT}（{self.within.since}至{self.within.until}）"

    def form(self, organ: str, day: str) -> Form:
        """Return it as a form that lies across the sheet: each table under its name, with what it is reckoned from."""
        days = form_row(("统计时间", f"{self.within.since}至{self.within.until}", _ROOM), height_mm=_LINE_MM)
        rows = (days, *(row for one in self.figures for row in _rows(one)))
        return Form(title=REPORT, organ=organ, rows=rows, footer=f"{SCOPE}　{day}打印", across=True)

    def tables(self) -> Sequence[tables.Table]:
        """Return each table of figures as one, and a sheet of how they are reckoned."""
        said = [(f"{one.title}：{one.said}",) for one in self.figures]
        words = tables.Table(title="计算方法", columns=(), rows=[(self.title,), (SCOPE,), *said])
        return (*(_table(one) for one in self.figures), words)


def _table(figure: q.FigureRow) -> tables.Table:
    columns = tuple(tables.Column(title=one, width=2 * len(one) + 8) for one in figure.columns)
    return tables.Table(title=figure.title, columns=columns, rows=figure.lines)


def _rows(figure: q.FigureRow) -> Iterator[Row]:
    yield form_row((figure.title, figure.said, _ROOM), height_mm=_HEAD_MM)
    widths = (_FIRST, *(_OTHERS for _ in figure.columns[1:]))
    labels = zip(figure.columns, widths, strict=True)
    yield form_row(*((label, "", width) for label, width in labels), height_mm=_LINE_MM)
    for line in figure.lines or (("（没有）", *("" for _ in figure.columns[1:])),):
        yield form_row(*(("", text, width) for text, width in zip(line, widths, strict=True)), height_mm=_LINE_MM)


@watched("统计")
class StatisticsReports:
    """The figures of an office as they leave the store: never without a record of it."""

    def __init__(self, office: OpenOffice, desk: Desk, shelf: BookShelf) -> None:
        self._office = office
        self._desk = desk
        self._shelf = shelf

    def made(self, query: q.Statistics, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return the figures as a file.

        Raises:
            Refused: ``statistics.stretch``.
        """
        report = Report(within=query.within, figures=statistics(self._desk, query))
        return self._shelf.made(report, file, work)

    def hand_out(self, query: q.Statistics, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return the figures, as :meth:`made`, to leave the store; that they leave is recorded first.

        Raises:
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        data = self.made(query, file, work)
        what = f"{REPORT}（{file.value}，{query.within.since}至{query.within.until}）"
        self._office.record_output(self._desk.standing, what, "", self._desk.crypto.digest(data))
        return data
