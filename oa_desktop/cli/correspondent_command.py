"""``correspondent``: the organs that the unit writes to (往来机关), its address book and groups."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.roll_commands import add_roll_commands
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.organising import RegisterCorrespondents
from oa_desktop.domain.units.correspondents import Correspondent, Relationship
from oa_desktop.i18n import _
from oa_desktop.office.rolls import RollKind


@click.group("correspondent", cls=ChineseGroup, help=_("列出往来机关；下面的命令登记机关，导出和读入名册。"))
@with_surroundings
def command(told: Surroundings) -> None:
    """List the address book where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    with told.session() as (_office, session):
        book = sorted(session.organisation().correspondents, key=lambda one: one.rank)
    write_table(
        (_("机关名称"), _("关系"), _("上级机关或地区"), _("分组"), _("停用"), _("接替的机关")),
        [
            tuple(
                words or "—"
                for words in (one.name, one.relationship, one.parent, "、".join(one.groups), one.until, one.successor)
            )
            for one in book
        ],
    )


@command.command("register", help=_("登记往来机关 NAME，或者更改已登记的；由系统管理员或者登记编号的人办理。"))
@click.argument("name")
@click.option("--relationship", type=click.Choice([one.value for one in Relationship]), help=_("与本单位的关系。"))
@click.option("--parent", help=_("上级机关或者地区。"))
@click.option("--group", "groups", multiple=True, help=_("分组，可以写多次；写了就只在这些组里。"))
@click.option("--rank", type=click.IntRange(0, 9999), help=_("排序，小的在前。"))
@click.option("--since", metavar="YYYY-MM-DD", help=_("名称从哪一天启用。"))
@click.option("--until", metavar="YYYY-MM-DD", help=_("名称用到哪一天为止。"))
@click.option("--successor", metavar="NAME", help=_("停用之后接替它的机关。"))
@with_surroundings
def register(told: Surroundings, name: str, relationship: str | None, **options: Any) -> None:
    """Register an organ, or change what is said of one."""
    said = {field: value for field, value in options.items() if value not in (None, ())}
    if relationship is not None:
        said["relationship"] = Relationship(relationship)
    with told.session() as (_office, session):
        book = {one.name: one for one in session.organisation().correspondents}
        one = replace(book.get(name.strip(), Correspondent(name=name.strip())), **said)
        session.perform(RegisterCorrespondents(correspondents=(one,)))
    click.echo(_("已登记：{name}（{relationship}）。").format(name=one.name, relationship=one.relationship))


add_roll_commands(command, RollKind.CORRESPONDENTS)
