"""``department``: the departments (内设机构) of the unit, and how one is set up."""

from __future__ import annotations

import click

from oa_desktop.bootstrap.world import RandomIds
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.organising import EstablishDepartment
from oa_desktop.domain.ids import DepartmentId
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.i18n import _


@click.group("department", cls=ChineseGroup, help=_("列出内设机构；下面的命令设立内设机构。"))
@with_surroundings
def command(told: Surroundings) -> None:
    """List the departments where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    with told.session() as (_office, session):
        unit = session.organisation()
    write_table((_("内设机构"), _("人员")), [(one.name, _names(unit, one.id)) for one in unit.departments])


@command.command("add", help=_("设立名称为 NAME 的内设机构，由系统管理员办理。"))
@click.argument("name")
@with_surroundings
def add(told: Surroundings, name: str) -> None:
    """Set up a department."""
    with told.session() as (_office, session):
        session.perform(EstablishDepartment(department=DepartmentId(RandomIds().new()), name=name.strip()))
    click.echo(_("已设立：{name}。").format(name=name.strip()))


def _names(unit: Organisation, department: DepartmentId) -> str:
    people = [unit.person(post.person) for post in unit.posts if post.department == department]
    return "、".join(one.name for one in sorted(people, key=lambda person: person.rank)) or "—"
