"""``people``: who is in the unit, and how somebody is enrolled, given rights, or helped to a new 口令 (人员)."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.bootstrap.world import RandomIds
from oa_desktop.cli.books import OUTPUT, file_of
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.key_commands import KEYS, TOKEN_KEY, add_key_commands, chosen
from oa_desktop.cli.roll_commands import add_roll_commands
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.organising import EnrolPerson, Grant, RenewKey
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import PersonId, PostId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.organisation import Department, Organisation, Post
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.office.queries import People
from oa_desktop.office.rolls import RollKind

CLEARANCES = {one.label or _("公开"): one for one in Secrecy}
"""涉密等级 as it is typed and shown."""


@click.group(
    "people", cls=ChineseGroup, help=_("列出人员；下面的命令登记人员、授予权限、换口令和密钥，导出和读入名册。")
)
@with_surroundings
def command(told: Surroundings) -> None:
    """List the people where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    with told.session() as (_office, session):
        rows = session.ask(People())
    write_table(
        (_("姓名"), _("账号"), _("内设机构"), _("职务"), _("角色"), _("知悉范围"), _("排序")),
        [
            (
                row.name,
                row.account,
                row.department,
                row.title,
                "、".join(row.roles) or "—",
                row.clearance.label or _("公开"),
                str(row.rank),
            )
            for row in rows
        ],
    )


@command.command("add", help=_("登记人员：开一个账号和一个没有权限的职务，由系统管理员办理。"))
@click.argument("who", metavar="ACCOUNT")
@click.argument("name")
@click.option("--department", required=True, help=_("内设机构的名称。"))
@click.option("--title", required=True, help=_("职务，如 科员。"))
@click.option("--rank", type=click.IntRange(0, 9999), default=100, show_default=True, help=_("领导排序，小的在前。"))
@KEYS
@TOKEN_KEY
@with_surroundings
def add(
    told: Surroundings, *, who: str, name: str, department: str, title: str, rank: int, place: str, token_key: str
) -> None:
    """Enrol somebody with a first password and no rights."""
    person, account, name = PersonId(RandomIds().new()), who.strip(), name.strip()
    with told.session() as (_office, session):
        session.refuse_role(EnrolPerson)
        home = _department(session.organisation(), department)
        password = told.new_password(account)
        key = session.administration.open_account(account, person, password, chosen(told, account, place, token_key))
        session.perform(
            EnrolPerson(
                person=person,
                name=name,
                account=account,
                public_key=key,
                post=PostId(RandomIds().new()),
                department=home.id,
                title=title.strip(),
                rank=rank,
            )
        )
    click.echo(_("已登记：{name}（{account}）。还没有权限，请安全保密管理员授予。").format(name=name, account=account))


@command.command("grant", help=_("授予权限：定下一个人的角色和知悉范围，由安全保密管理员办理。"))
@click.argument("who", metavar="ACCOUNT")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice([one.value for one in Role]),
    help=_("角色，可以写多次；不写则不变。"),
)
@click.option("--no-roles", is_flag=True, help=_("收回全部角色。"))
@click.option("--clearance", type=click.Choice([*CLEARANCES]), help=_("知悉范围；不写则不变。"))
@click.option("--reason", default="", help=_("为什么授予或收回。"))
@with_surroundings
def grant(
    told: Surroundings, *, who: str, roles: tuple[str, ...], no_roles: bool, clearance: str | None, reason: str
) -> None:
    """Give somebody's post exactly these roles, and the person this clearance."""
    if no_roles == bool(roles) and (no_roles or clearance is None):
        raise click.UsageError(_("请写明角色（--role）、知悉范围（--clearance），或者收回全部角色（--no-roles）"))
    with told.session() as (_office, session):
        unit = session.organisation()
        person = unit.person_by_account(who)
        post = _post(unit, person.id)
        kept = () if no_roles else post.roles
        given = tuple(Role(one) for one in dict.fromkeys(roles)) or kept
        level = person.clearance if clearance is None else CLEARANCES[clearance]
        session.perform(Grant(post=post.id, roles=given, clearance=level, reason=reason))
    if no_roles:
        click.echo(_("离岗的，请管登记的人用 people leaving {who} 列出要移交的公文和没有退回的份。").format(who=who))
    click.echo(
        _("{name} 现在的角色：{roles}；知悉范围：{clearance}。").format(
            name=person.name, roles="、".join(given) or _("无"), clearance=level.label or _("公开")
        )
    )


@command.command(
    "renew",
    help=_("申请给忘了口令的人换口令和签名密钥；由系统管理员办理，安全保密管理员用 second confirm 确认后才换。"),
)
@click.argument("who", metavar="ACCOUNT")
@click.option("--reason", default=_("忘记口令"), show_default=True, help=_("为什么更换。"))
@with_surroundings
def renew(told: Surroundings, who: str, reason: str) -> None:
    """Ask for a new password and a new signing key of somebody, which a second person confirms."""
    with told.session() as (_office, session):
        person = session.organisation().person_by_account(who)
        session.perform(RenewKey(person=person.id, reason=reason))
    click.echo(
        _("已申请，现在的口令照旧有效。请安全保密管理员在 {name} 到场时用 second confirm 确认。").format(
            name=person.name
        )
    )


@command.command("leaving", help=_("离岗清单：一个人手里的公文，发给他和他所在机构、没有退回的份；-o 写成文件。"))
@click.argument("who", metavar="ACCOUNT")
@OUTPUT
@with_surroundings
def leaving(told: Surroundings, who: str, output: Path | None) -> None:
    """List what somebody who leaves a post hands over, as far as whoever asks may know it."""
    with told.session() as (_office, session):
        person = session.organisation().person_by_account(who)
        if output is not None:
            write_file(output, session.departures.hand_out(person.id, file_of(output)))
            click.echo(_("已写到 {path}").format(path=output))
            return
        for table in session.departures.of(person.id).tables():
            click.echo(_("{title}　{count} 行").format(title=table.title, count=len(table.rows)))
            write_table(
                [column.title for column in table.columns], [[cell or "—" for cell in row] for row in table.rows]
            )


add_key_commands(command)
add_roll_commands(command, RollKind.PEOPLE)


def _department(unit: Organisation, name: str) -> Department:
    found = next((one for one in unit.departments if one.name == name.strip()), None)
    if found is None:
        raise Refused("department.unknown", department=name)
    return found


def _post(unit: Organisation, person: PersonId) -> Post:
    held = unit.posts_of(person)
    if not held:
        raise Refused("post.unknown", post="")
    return held[0]
