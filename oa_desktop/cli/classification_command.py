"""``classification``: what is classified until when, and who in the unit may classify what (定密)."""

from __future__ import annotations

import click

from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.named_people import person_named
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.classifying import RecordPower
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.secrecy.classifying import Power
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.secrecy.book import remark
from oa_desktop.office.secrecy.classified import SOON

_LEVELS = {one.label: one for one in (Secrecy.SECRET, Secrecy.CONFIDENTIAL)}


@click.group("classification", cls=ChineseGroup, help=_("列出定过密的公文；下面的命令登记定密权限。"))
@click.option("--lifted", is_flag=True, help=_("解密了的也列出来。"))
@click.option("--due", is_flag=True, help=_("只列保密期限 30 天以内到、已经到了的。"))
@click.option("--review", is_flag=True, help=_("只列一年没有审核的。"))
@with_surroundings
def command(told: Surroundings, *, lifted: bool, due: bool, review: bool) -> None:
    """List what is classified where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    with told.session() as (_office, session):
        rows = session.ask(q.Marks(lifted=lifted))
    shown = [row for row in rows if (not due or _is_due(row)) and (not review or row.review)]
    head = (
        _("编号"),
        _("文号"),
        _("标题"),
        _("密级"),
        _("原密级"),
        _("依据"),
        _("来源"),
        _("决定"),
        _("到期"),
        _("说明"),
    )
    write_table(head, [_cells(row) for row in shown])


def _is_due(row: q.MarkRow) -> bool:
    return row.days is not None and row.days <= SOON.days


def _cells(row: q.MarkRow) -> tuple[str, ...]:
    cells = (row.dossier[:8], row.number, row.title, row.mark, row.old, row.basis, row.source)
    return tuple(cell or "—" for cell in (*cells, f"{row.decided} {row.event}", row.over, remark(row)))


@command.command("power", help=_("登记本单位的定密权限和定密责任人，由安全保密管理员办理；POWER 是无、授权、派生。"))
@click.argument("power", type=click.Choice([one.value for one in Power]))
@click.option("--level", type=click.Choice([*_LEVELS]), default=None, help=_("授权的最高密级。"))
@click.option("--matters", default="", help=_("授权的事项。"))
@click.option("--basis", default="", help=_("授权、通知的文件。"))
@click.option("--responsible", multiple=True, help=_("定密责任人：账号或者姓名，可以写多次。"))
@click.option("--reason", default="", help=_("为什么登记。"))
@with_surroundings
def power(
    told: Surroundings,
    *,
    power: str,
    level: str | None,
    matters: str,
    basis: str,
    responsible: tuple[str, ...],
    reason: str,
) -> None:
    """Record which power the unit has to classify."""
    with told.session() as (_office, session):
        people = tuple(person_named(session, one) for one in responsible)
        session.perform(
            RecordPower(
                power=Power(power),
                level=_LEVELS[level] if level else Secrecy.OPEN,
                matters=matters,
                basis=basis,
                responsible=people,
                reason=reason,
            )
        )
        names = "、".join(session.organisation().person(one).name for one in people) or _("没有")
    click.echo(_("定密权限：{power}。定密责任人：{names}。").format(power=power, names=names))


@command.command("refused", help=_("列出拦截涉密标志的记录，由安全保密管理员、安全审计员查看。"))
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help=_("最多几条。"))
@with_surroundings
def refused(told: Surroundings, limit: int) -> None:
    """List what was refused because it bore a mark above the grade."""
    with told.session() as (_office, session):
        rows = session.ask(q.RefusedMarks(limit=limit))
    head = (_("时间"), _("人员"), _("从哪里来"), _("密级"))
    write_table(head, [(row.time[:16].replace("T", " "), row.person, row.came, row.level) for row in rows])
