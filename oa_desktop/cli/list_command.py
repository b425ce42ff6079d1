"""``list``: the documents that one may know, as lists."""

from __future__ import annotations

from collections.abc import Callable

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT
from oa_desktop.cli.words import write_table
from oa_desktop.domain.deadlines import Timing
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.session import Session

LISTS: dict[str, type[q.DossierList]] = {
    "待办": q.ToDo,
    "待阅": q.ToRead,
    "在办": q.InHand,
    "已办": q.Done,
    "登记": q.OutgoingRegister,
    "全部": q.Everything,
}
ENGLISH = {"todo": "待办", "to-read": "待阅", "in-hand": "在办", "done": "已办", "register": "登记", "all": "全部"}


@click.command("list", help=_("列出公文：待办（默认）、待阅、在办、已办、登记（发文登记）、全部。"))
@click.argument("which", type=click.Choice([*LISTS, *ENGLISH]), default="待办")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help=_("最多列出几件。"))
@with_surroundings
def command(told: Surroundings, which: str, limit: int) -> None:
    """Write a list of documents."""
    wanted = LISTS[ENGLISH.get(which, which)]
    with told.session() as (_office, session):
        rows = session.ask(wanted(limit=limit))
        if rows:
            write_rows(session, rows)
        else:
            click.echo(_("没有公文。"))


def write_rows(session: Session, rows: tuple[q.DossierRow, ...]) -> None:
    """Write documents, one a line."""
    write_table([_(head) for head, _cell in _COLUMNS], [_cells(session, row) for row in rows])


def _cells(session: Session, row: q.DossierRow) -> list[str]:
    return [cell(row, session.timing(row)) for _head, cell in _COLUMNS]


def _time_left(timing: Timing | None) -> str:
    return f"{timing.state.value}，{timing.words}（{timing.until}）" if timing else "—"


_COLUMNS: tuple[tuple[str, Callable[[q.DossierRow, Timing | None], str]], ...] = (
    ("编号", lambda row, _timing: row.dossier[:SHORT]),
    ("文号", lambda row, _timing: row.number or "—"),
    ("状态", lambda row, _timing: row.phase),
    ("环节", lambda row, _timing: row.step),
    ("办理人", lambda row, _timing: row.holder or "—"),
    ("时限", lambda _row, timing: _time_left(timing)),
    ("拟稿人", lambda row, _timing: row.drafter),
    ("标题", lambda row, _timing: row.title),
)
"""Heads of the columns, and what stands in them."""
