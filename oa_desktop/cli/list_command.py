"""``list``: the documents that one may know, as lists."""

from __future__ import annotations

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT
from oa_desktop.cli.words import write_table
from oa_desktop.i18n import _
from oa_desktop.office import queries as q

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
    if not rows:
        click.echo(_("没有公文。"))
        return
    write_rows(rows)


def write_rows(rows: tuple[q.DossierRow, ...]) -> None:
    """Write documents, one a line."""
    write_table(
        (_("编号"), _("文号"), _("状态"), _("环节"), _("办理人"), _("拟稿人"), _("标题")),
        [
            (row.dossier[:SHORT], row.number or "—", row.phase, row.step, row.holder or "—", row.drafter, row.title)
            for row in rows
        ],
    )
