"""What an auditor takes along (审计): the trail as a book, the report of a stretch of time, and the heads to lock away.

Nothing leaves without a record of it, the auditor's own exports least of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.domain.ids import audit_journal, organisation_journal
from oa_desktop.domain.remembered import AUDIT, ORGANISATION, Remembered, remembered
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.books.shelf import BookFile, BookShelf, Tabular
from oa_desktop.office.desk import Desk
from oa_desktop.office.filing import sealed_journals
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports import tables
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.trail.auditing import audit_trail, refuse_other_than_auditor
from oa_desktop.office.trail.incidents import attempted, watched

BOOK, REPORT, HEADS = "审计记录", "审计月报", "审计链头单"
_LINE_MM, _HEAD_MM = 8.0, 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A table of a report.

    Attributes:
        widths: Shares of the columns, twelve together.
    """

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    lines: Sequence[tuple[str, ...]]

    def rows(self) -> Iterator[Row]:
        """Give it as rows of a form: its name, its columns, its lines."""
        yield form_row((self.title, "", 12), height_mm=_HEAD_MM, heads=True)
        named = zip(self.columns, self.widths, strict=True)
        columns = form_row(*((one, "", wide) for one, wide in named), height_mm=_LINE_MM, heads=True)
        yield columns
        for line in self.lines or (("（没有）", *("" for _one in self.columns[1:])),):
            yield form_row(
                *(("", text, wide) for text, wide in zip(line, self.widths, strict=True)),
                height_mm=_LINE_MM,
                columns=columns,
            )

    def table(self) -> tables.Table:
        """Return it as a table."""
        columns = tuple(
            tables.Column(title=one, width=6 * wide + 4) for one, wide in zip(self.columns, self.widths, strict=True)
        )
        return tables.Table(title=self.title, columns=columns, rows=self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Tables of an auditor under one title."""

    title: str
    figures: Sequence[Figures]
    signed: bool = False
    """Whether there is a place where the auditor signs."""

    def form(self, organ: str, day: str) -> Form:
        """Return it as a form that lies across the sheet."""
        rows = tuple(row for one in self.figures for row in one.rows())
        signature = form_row(("安全审计员签名", "", 6), ("日期", "", 6), height_mm=14.0)
        footer = _("只记谁在什么时候办了什么，不记公文的标题和内容。　{day}打印").format(day=day)
        ending = (signature,) if self.signed else ()
        return Form(title=self.title, organ=organ, rows=(*rows, *ending), footer=footer, across=True)

    def tables(self) -> Sequence[tables.Table]:
        """Return each table as one."""
        return tuple(one.table() for one in self.figures)


def book_of(rows: Sequence[q.AuditRow], title: str = BOOK) -> Bound:
    """Return lines of the trail as a book."""
    lines = [(shown(row.time), row.person or "—", row.act, row.outcome.value, row.whole) for row in rows]
    columns = (_("时间"), _("人员"), _("事项"), _("结果"), _("情况"))
    return Bound(title=title, figures=(Figures(title=title, columns=columns, widths=(2, 1, 2, 1, 6), lines=lines),))


def report_of(rows: Sequence[q.AuditRow], title: str) -> Bound:
    """Return what lines of the trail come to: by person, by what was done, and what an auditor looks at first."""
    return Bound(title=title, figures=(*_counted(rows), *(_listed(one, rows) for one in _LISTED)), signed=True)


def _counted(rows: Sequence[q.AuditRow]) -> Iterator[Figures]:
    by_person = Counter((row.person, _column(row)) for row in rows)
    failures = Counter[str]()
    for row in rows:
        failures[row.person] += row.failures
    people = sorted({row.person for row in rows})
    yield Figures(
        title=_("按人员"),
        columns=(_("人员"), _("登录"), _("登录没有成功"), _("输出"), _("未办成"), _("其他")),
        widths=(3, 1, 2, 2, 2, 2),
        lines=[
            (
                one,
                str(by_person[one, _("登录")]),
                str(failures[one]),
                *(str(by_person[one, column]) for column in (_("输出"), _("未办成"), _("其他"))),
            )
            for one in people
        ],
    )
    acts = Counter((row.sort.value, row.act) for row in rows)
    lines = [(sort, act, str(count)) for (sort, act), count in sorted(acts.items())]
    yield Figures(title=_("按事项"), columns=(_("类别"), _("事项"), _("次数")), widths=(4, 6, 2), lines=lines)


def _column(row: q.AuditRow) -> str:
    if row.outcome is q.AuditOutcome.FAILED:
        return _("未办成")
    return row.sort.value if row.sort in (q.AuditSort.SIGN_IN, q.AuditSort.OUTPUT) else _("其他")


_LISTED = (
    *(q.AuditSort.RIGHTS, q.AuditSort.TRUST, q.AuditSort.SETTINGS),
    *(q.AuditSort.OUTPUT, q.AuditSort.FAILED),
)
"""What is listed one by one in a report."""


def _listed(sort: q.AuditSort, rows: Sequence[q.AuditRow]) -> Figures:
    lines = [
        (shown(row.time), row.person, row.act, row.detail)
        for row in reversed(rows)
        if row.sort is sort or (sort is q.AuditSort.FAILED and row.failures)
    ]
    return Figures(
        title=sort.value,
        columns=(_("时间"), _("人员"), _("事项"), _("情况")),
        widths=(2, 2, 2, 6),
        lines=lines,
    )


def shown(time: str) -> str:
    """Return a claimed time as people read it, to the second."""
    return time[:19].replace("T", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadSheet:
    """审计链头单: how far the unit's own journal and its audit journal had come; locked away outside of the store."""

    unit: str
    time: str
    heads: tuple[Remembered, ...]

    @property
    def text(self) -> str:
        """The same as lines, to be compared by the program."""
        head = f"# {HEADS} {self.unit} {shown(self.time)}"
        return "\n".join((head, *(one.line for one in self.heads), ""))

    def form(self, organ: str, day: str) -> Form:
        """Return it as a form that lies across the sheet."""
        widths = (2, 2, 1, 7)
        labels = zip((_("记录"), _("设备"), _("序号"), _("链头摘要")), widths, strict=True)
        rows = [
            form_row(
                *(("", text, wide) for text, wide in zip(_cells(one), widths, strict=True)),
                height_mm=_HEAD_MM,
            )
            for one in self.heads
        ]
        use = _(
            "本单由安全审计员签名后锁存，不放在这台计算机上。以后核对：把上面的一行照抄给 oa-desktop verify --head，"
        )
        more = _("摘要至少抄前16位；或者用同时写出的文本文件 oa-desktop verify --heads。库被换成旧的，就对不上。")
        return Form(
            title=HEADS,
            organ=organ,
            head=(form_row(*((label, "", wide) for label, wide in labels), height_mm=_HEAD_MM),),
            rows=(
                *rows,
                form_row((_("打印时间"), shown(self.time), 12), height_mm=_HEAD_MM),
                form_row((_("怎样核对"), use + more, 12), height_mm=14.0),
                form_row((_("安全审计员签名"), "", 6), (_("日期"), "", 6), height_mm=16.0),
            ),
            footer=f"{day}打印",
            across=True,
        )

    def tables(self) -> Sequence[tables.Table]:
        """Return it as a table."""
        columns = tuple(tables.Column(title=one) for one in (_("记录"), _("设备"), _("序号"), _("链头摘要")))
        return (tables.Table(title=HEADS, columns=columns, rows=[_cells(one) for one in self.heads]),)


def _cells(one: Remembered) -> tuple[str, str, str, str]:
    return one.name, one.device, str(one.seq), one.groups


@watched("审计记录")
class Trail:
    """What the security auditor (安全审计员) reads and takes along."""

    def __init__(self, office: OpenOffice, desk: Desk, shelf: BookShelf) -> None:
        self._office = office
        self._desk = desk
        self._shelf = shelf

    @attempted("查看审计记录")
    def book(self, query: q.AuditTrail) -> Bound:
        """Return the lines that a question finds as a book."""
        return book_of(audit_trail(self._desk, query), _titled(BOOK, query))

    @attempted("查看审计记录")
    def report(self, query: q.AuditTrail) -> Bound:
        """Return the report of a stretch of time (审计月报)."""
        return report_of(audit_trail(self._desk, query), _titled(REPORT, query))

    def heads(self) -> HeadSheet:
        """Return how far the journals have come, after the machine has witnessed all of them.

        Raises:
            Refused: ``policy.role``.
        """
        self._refuse_others()
        self._office.witness()
        store, unit = self._desk.store, self._desk.unit
        return HeadSheet(
            unit=self._desk.organisation().name,
            time=self._desk.clock.now().isoformat(timespec="seconds"),
            heads=(
                *remembered(ORGANISATION, store.heads(organisation_journal(unit))),
                *remembered(AUDIT, store.heads(audit_journal(unit))),
            ),
        )

    def made(self, bound: Tabular, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return something of this as a file, to be looked at."""
        return self._shelf.made(bound, file, work)

    def hand_out(self, bound: Bound | HeadSheet, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return something of this as a file that leaves the store; that it leaves is recorded first.

        Raises:
            Refused: ``policy.role``.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        self._refuse_others()
        title = HEADS if isinstance(bound, HeadSheet) else bound.title
        return self._recorded(f"{title}（{file.value}）", self.made(bound, file, work))

    def hand_out_text(self, sheet: HeadSheet) -> bytes:
        """Return a sheet of heads as the lines that :func:`read_heads` reads; that it leaves is recorded first."""
        self._refuse_others()
        return self._recorded(f"{HEADS}（{_('文本')}）", sheet.text.encode())

    def hand_out_journals(self) -> bytes:
        """Return the two journals whole, as a file that can be verified anywhere; that it leaves is recorded first."""
        self._refuse_others()
        unit = self._desk.unit
        journals = (organisation_journal(unit), audit_journal(unit))
        data = sealed_journals(self._desk, journals, self._office.machine)
        return self._recorded(f"{BOOK}（{_('办理记录文件')}）", data)

    @attempted("带走审计记录")
    def _refuse_others(self) -> None:
        refuse_other_than_auditor(self._desk)

    def _recorded(self, what: str, data: bytes) -> bytes:
        self._office.record_output(self._desk.own_standing, what, "", self._desk.crypto.digest(data))
        return data


def _titled(title: str, query: q.AuditTrail) -> str:
    since = _("{day}起").format(day=query.since) if query.since else ""
    until = _("到{day}").format(day=query.until) if query.until else ""
    both = _("{since}至{until}").format(since=query.since, until=query.until)
    stretch = both if since and until else since or until
    return f"{title}（{stretch}）" if stretch else title
