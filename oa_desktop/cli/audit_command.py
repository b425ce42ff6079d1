"""``audit``: what was done to the unit and what the program recorded, for the security auditor (安全审计员)."""

from __future__ import annotations

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.i18n import _
from oa_desktop.office.queries import AuditTrail


@click.command(
    "audit", help=_("查看审计记录：谁登录过、输错过几次口令、导出了什么，管理员办过什么。由安全审计员查看。")
)
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help=_("最多列出几条。"))
@with_surroundings
def command(told: Surroundings, limit: int) -> None:
    """Write the audit trail, what was recorded last first."""
    with told.session() as (_office, session):
        rows = session.ask(AuditTrail(limit=limit))
    write_table(
        (_("时间"), _("人员"), _("职务"), _("事项"), _("情况")),
        [(row.time[:19].replace("T", " "), row.person, row.title or "—", row.act, row.detail or "—") for row in rows],
    )
