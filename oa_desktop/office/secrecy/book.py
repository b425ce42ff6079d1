"""定密登记簿, 定密权限 and 拦截记录: as they are looked at; the register is printed and taken along, too."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.secrecy.classifying import Power
from oa_desktop.domain.units.organisation import name_of
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.books.ledgers import Column, Ledger
from oa_desktop.office.books.shelf import BookFile, BookShelf
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.secrecy.classified import marks
from oa_desktop.office.secrecy.refused_marks import refused_marks
from oa_desktop.office.trail.incidents import watched

BOOK = "定密登记簿"
POWER = "定密权限"
REFUSED = "拦截涉密标志的记录"


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerLine:
    """What the unit may classify, and who decides it."""

    power: str
    level: str
    matters: str
    basis: str
    responsible: str


def remark(row: q.MarkRow) -> str:
    """Return what is to be done about a mark today, in words."""
    said = [_("应当审核")] if row.review else []
    if row.days is not None and row.mark:
        said.append(_("已到期") if row.days <= 0 else _("还有 {days} 天").format(days=row.days))
    return "，".join(said)


_MARKS: tuple[Column[q.MarkRow], ...] = (
    Column(label="文号", text=lambda row: row.number, width=8),
    Column(label="标题", text=lambda row: row.title.replace("\n", ""), width=18, near=True),
    Column(label="密级", text=lambda row: row.mark or "已解密", width=6, near=True),
    Column(label="原密级", text=lambda row: f"{row.old}（作废）" if row.old else "", width=7),
    Column(label="定密依据", text=lambda row: row.basis, width=12),
    Column(label="来源文件", text=lambda row: row.source, width=9),
    Column(label="决定", text=lambda row: f"{row.decided} {row.event}", width=9),
    Column(label="到期", text=lambda row: row.over, width=6, near=True),
    Column(label="说明", text=remark, width=6),
)
_POWER: tuple[Column[PowerLine], ...] = (
    Column(label="权限", text=lambda line: line.power, width=5),
    Column(label="最高密级", text=lambda line: line.level, width=5),
    Column(label="事项", text=lambda line: line.matters, width=20),
    Column(label="依据", text=lambda line: line.basis, width=20),
    Column(label="定密责任人", text=lambda line: line.responsible, width=15),
)
_REFUSED: tuple[Column[q.RefusedMarkRow], ...] = (
    Column(label="时间", text=lambda row: row.time[:16].replace("T", " "), width=9),
    Column(label="人员", text=lambda row: row.person, width=6),
    Column(label="从哪里来", text=lambda row: row.came, width=8),
    Column(label="密级", text=lambda row: row.level, width=5, near=True),
)


@watched("定密登记簿")
class MarksBook:
    """What was decided on marks; the register never leaves without a record."""

    def __init__(self, office: OpenOffice, desk: Desk, shelf: BookShelf) -> None:
        self._office = office
        self._desk = desk
        self._shelf = shelf

    def ledger(self, *, lifted: bool = True) -> Ledger[q.MarkRow]:
        """Return the 定密登记簿, as far as its documents may be known; what is over first stands first.

        Args:
            lifted: Whether what was lifted stands in it too.
        """
        rows = marks(self._desk, q.Marks(lifted=lifted))
        due = sum(bool(row.mark and row.days is not None and row.days <= 0) for row in rows)
        note = f"共{len(rows)}件，已到期{due}件，应当审核{sum(row.review for row in rows)}件"
        return Ledger(title=BOOK, columns=_MARKS, rows=rows, note=note)

    def power(self) -> Ledger[PowerLine]:
        """Return 定密权限 of the unit and its 定密责任人, as they were recorded last."""
        unit = self._desk.organisation()
        held = unit.classifying
        line = PowerLine(
            power=held.power.value,
            level=held.level.label if held.power is Power.AUTHORISED else "",
            matters=held.matters,
            basis=held.basis,
            responsible="、".join(name_of(unit, one) for one in held.responsible),
        )
        return Ledger(title=POWER, columns=_POWER, rows=(line,), note="由安全保密管理员登记。")

    def refused(self) -> Ledger[q.RefusedMarkRow]:
        """Return what was refused because it bore a mark above the grade, the newest first.

        Raises:
            Refused: ``policy.role``.
        """
        rows = refused_marks(self._desk, q.RefusedMarks())
        return Ledger(
            title=REFUSED, columns=_REFUSED, rows=rows, note=f"共{len(rows)}次。只记是谁、从哪里来，不记内容。"
        )

    def made(self, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return the 定密登记簿 as a file, while it stays here."""
        return self._shelf.made(self.ledger(), file, work)

    def hand_out(self, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return the same as a file that leaves the store; that it leaves is recorded first.

        Raises:
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        ledger = self.ledger()
        data = self._shelf.made(ledger, file, work)
        what = f"{BOOK}（{file.value}，{len(ledger.rows)}件）"
        self._office.record_output(self._desk.standing, what, "", self._desk.crypto.digest(data))
        return data
