"""``setting``: show the unit's settings, or adjust one."""

from __future__ import annotations

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.organising import AdjustAudit, AdjustSetting
from oa_desktop.domain.units.unit_settings import AUDITED, SETTINGS
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import name_of


@click.command(
    "setting",
    help=_(
        "查看单位的设置；写 NAME 和 VALUE 则调整这一项，由系统管理员办理。"
        "审计设置由安全保密管理员申请，安全审计员确认。"
    ),
)
@click.argument("name", required=False)
@click.argument("value", required=False, type=int)
@click.option("--reason", default="", help=_("为什么调整。"))
@with_surroundings
def command(told: Surroundings, name: str | None, value: int | None, reason: str) -> None:
    """Show the unit's settings, or adjust one."""
    if name and value is None:
        raise click.UsageError(_("调整设置要同时写出名称和数"))
    with told.session() as (_office, session):
        if name and value is not None:
            session.perform((AdjustAudit if name in AUDITED else AdjustSetting)(name=name, value=value, reason=reason))
        unit = session.organisation()
        bounds = {one: setting.at(unit.grade) for one, setting in SETTINGS.items()}
        rows = [
            (one, name_of("setting", one), str(unit.setting(one)), f"{within.least}–{within.most}")
            for one, within in bounds.items()
        ]
    if name in AUDITED:
        click.echo(_("已申请，请安全审计员用 second confirm 确认，确认以后才生效。"))
    write_table((_("设置"), _("意思"), _("现在"), _("范围")), rows)
