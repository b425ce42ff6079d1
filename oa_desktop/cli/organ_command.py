"""``organ``: the organs (发文机关) that the unit's registry serves, and how one is registered with its 机关代字."""

from __future__ import annotations

from dataclasses import replace

import click

from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.organising import RegisterOrgan
from oa_desktop.domain.units.organisation import Organ, Organisation
from oa_desktop.i18n import _


@click.group("organ", cls=ChineseGroup, help=_("列出发文机关和机关代字；下面的命令登记发文机关。"))
@with_surroundings
def command(told: Surroundings) -> None:
    """List the organs where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    with told.session() as (_office, session):
        organs = session.organisation().organs
    write_table(
        (_("机关代字"), _("发文机关"), _("启用"), _("停用"), _("接替的机关")),
        [(one.code, one.name, one.since or "—", one.until or "—", one.successor or "—") for one in organs],
    )


@command.command(
    "register", help=_("登记发文机关 NAME 和它的机关代字 CODE，或者更改已登记的起止日期；由系统管理员办理。")
)
@click.argument("name")
@click.argument("code")
@click.option("--since", metavar="YYYY-MM-DD", help=_("名称从哪一天启用；不写则不变，新登记的不限。"))
@click.option("--until", metavar="YYYY-MM-DD", help=_("名称用到哪一天为止；不写则不变，新登记的不限。"))
@click.option("--successor", metavar="NAME", help=_("停用之后接替它的机关。"))
@with_surroundings
def register(told: Surroundings, name: str, code: str, **dates: str | None) -> None:
    """Register an organ with its code, or change from when until when its name holds."""
    said = {field: value.strip() for field, value in dates.items() if value is not None}
    with told.session() as (_office, session):
        organ = replace(_known(session.organisation(), name.strip(), code.strip()), **said)
        session.perform(RegisterOrgan(organ=organ))
    click.echo(_("已登记：{name}，机关代字 {code}。").format(name=organ.name, code=organ.code))


def _known(unit: Organisation, name: str, code: str) -> Organ:
    """Return the organ that was registered under this name and code before, else a new one."""
    known = unit.organ_of_code(code)
    return known if known is not None and known.name == name else Organ(name=name, code=code)
