"""``delegate``: who does whose tasks for a time, and how that is given and taken back (委托)."""

from __future__ import annotations

from typing import Any

import click

from oa_desktop.cli.act_command import KINDS
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.delegating import Delegate, DelegateFor, EndDelegation
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.roles import ADMINISTRATORS, Role
from oa_desktop.i18n import _
from oa_desktop.office.circulating.delegations import DelegationRow, Delegations
from oa_desktop.office.session import Session

_HANDLING = [one.value for one in Role if one not in ADMINISTRATORS]


@click.group("delegate", cls=ChineseGroup, help=_("列出委托；下面的命令委托别人代办，收回委托。"))
@with_surroundings
def command(told: Surroundings) -> None:
    """List the delegations that somebody gave or has where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    with told.session() as (_office, session):
        rows = session.ask(Delegations())
    write_table(
        (_("委托人"), _("受托人"), _("从"), _("到"), _("范围"), _("现在")),
        [(one.giver, one.delegate, one.since, one.until, one.scope, one.stand.value) for one in rows],
    )


@command.command("to", help=_("在一段时间里把自己的待办委托给 PERSON（账号或者姓名）代办。"))
@click.argument("person")
@click.option("--until", required=True, metavar="YYYY-MM-DD", help=_("到哪一天为止；可以写到几点：2026-04-20T12:00。"))
@click.option("--since", default="", metavar="YYYY-MM-DD", help=_("从哪一天起；不写则从今天起。"))
@click.option(
    "--role", "roles", multiple=True, type=click.Choice(_HANDLING), help=_("只限这个角色的待办，可以写多次。")
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([one.value for one in DocumentKind]),
    help=_("只限这个文种，可以写多次。"),
)
@click.option(
    "--act",
    "acts",
    multiple=True,
    type=click.Choice([*KINDS, *KINDS.values()]),
    metavar="ACT",
    help=_("只限等这个动作的待办，例如 审核，可以写多次。"),
)
@click.option("--for", "giver", default="", help=_("代设：不在的人是谁，由安全保密管理员办理。"))
@click.option("--reason", default="", help=_("为什么委托。"))
@with_surroundings
def to(
    told: Surroundings, *, person: str, giver: str, roles: tuple[str, ...], acts: tuple[str, ...], **said: Any
) -> None:
    """Let somebody else do one's own tasks, or those of somebody who is away."""
    with told.session() as (_office, session):
        unit = session.organisation()
        wished: dict[str, Any] = {
            **said,
            "delegate": _person(unit, person),
            "roles": tuple(Role(one) for one in roles),
            "acts": tuple(KINDS.get(one, one) for one in acts),
        }
        session.perform(DelegateFor(giver=_person(unit, giver), **wished) if giver else Delegate(**wished))
        row = session.ask(Delegations())[-1]
    click.echo(
        _("{giver}的待办委托给{delegate}，从 {since} 到 {until}，{scope}。").format(
            giver=row.giver, delegate=row.delegate, since=row.since, until=row.until, scope=row.scope
        )
    )


@command.command("end", help=_("收回给 PERSON 的委托；受托人写委托人的名字，就是退回。"))
@click.argument("person")
@click.option("--reason", default="", help=_("为什么收回。"))
@with_surroundings
def end(told: Surroundings, person: str, reason: str) -> None:
    """End what somebody delegated to, or has from, a person."""
    with told.session() as (_office, session):
        rows = _with(session, _person(session.organisation(), person))
        for one in rows:
            session.perform(EndDelegation(delegation=one.delegation, reason=reason))
    for one in rows:
        click.echo(_("{giver}给{delegate}的委托已收回。").format(giver=one.giver, delegate=one.delegate))


def _with(session: Session, person: PersonId) -> list[DelegationRow]:
    found = [one for one in session.ask(Delegations()) if person in one.people]
    if not found:
        raise Refused("delegation.unknown")
    return found


def _person(unit: Organisation, named: str) -> PersonId:
    """Return the one person of the unit of an account, a name or an id."""
    found = [one.id for one in unit.people if named in (one.account, one.name, one.id)]
    if len(found) > 1:
        raise Refused("person.ambiguous", name=named)
    return found[0] if found else unit.person_by_account(named).id
