"""``audit``: what was done to the unit and what the program recorded, for the security auditor (安全审计员)."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from oa_desktop.cli.books import file_of
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.office.ports.tables import Table
from oa_desktop.office.queries import AuditOutcome, AuditSort, AuditTrail
from oa_desktop.office.trail.trail import shown

_DAY = click.DateTime(["%Y-%m-%d"])
_SINCE = click.option("--from", "since", type=_DAY, metavar=_("日期"), help=_("从这一天起。"))
_UNTIL = click.option("--to", "until", type=_DAY, metavar=_("日期"), help=_("到这一天止。"))
_MOST = 100_000
_TEXT, _JOURNALS = ".txt", ".jsonl"


@click.group(
    "audit",
    cls=ChineseGroup,
    help=_(
        "查看审计记录：谁登录过、什么没有办成、导出了什么，管理员办过什么。由安全审计员查看；下面的命令写月报和链头单。"
    ),
)
@click.option("--limit", type=click.IntRange(1, _MOST), default=50, show_default=True, help=_("最多列出几条。"))
@_SINCE
@_UNTIL
@click.option("--who", default="", help=_("只列姓名里有这几个字的人。"))
@click.option("--sort", type=click.Choice([one.value for one in AuditSort]), help=_("只列这一类。"))
@click.option("--outcome", type=click.Choice([one.value for one in AuditOutcome]), help=_("只列这种结果。"))
@click.option("--document", default="", help=_("只列涉及这份公文的（编号或者它的前几位）。"))
@click.option("--text", default="", help=_("只列事项和情况里有这几个字的。"))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("写到这个文件：.xlsx、.csv、.pdf，或者 .jsonl（可以核验的办理记录文件，全部记录）。"),
)
@with_surroundings
def command(told: Surroundings, *, output: Path | None, limit: int, **said: Any) -> None:
    """Write the audit trail, what was recorded last first."""
    if click.get_current_context().invoked_subcommand:
        return
    query = _query(limit=_MOST if output else limit, **said)
    with told.session() as (_office, session):
        if output is not None:
            _write_out(session, query, output)
            return
        rows = session.ask(query)
    write_table(
        (_("时间"), _("人员"), _("职务"), _("事项"), _("结果"), _("情况")),
        [(shown(row.time), row.person, row.title or "—", row.act, row.outcome.value, row.whole or "—") for row in rows],
    )


def _write_out(session: Any, query: AuditTrail, output: Path) -> None:
    trail = session.trail
    whole = output.suffix.lower() == _JOURNALS
    data = trail.hand_out_journals() if whole else trail.hand_out(trail.book(query), file_of(output))
    write_file(output, data)
    click.echo(_("已写到 {path}").format(path=output))


@command.command("report", help=_("审计月报：按人员、按事项的次数，权限、设置、输出、未办成的逐条。"))
@click.option(
    "--month", type=click.DateTime(["%Y-%m"]), metavar="YYYY-MM", help=_("这一个月；不写则用 --from 和 --to。")
)
@_SINCE
@_UNTIL
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=_("写到这个文件：.xlsx、.csv 或者 .pdf。")
)
@with_surroundings
def report(
    told: Surroundings, month: datetime | None, since: datetime | None, until: datetime | None, output: Path | None
) -> None:
    """Write the report of a stretch of time."""
    first, last = _day(since), _day(until)
    if month is not None:
        first, last = (f"{month:%Y-%m}-{day:02}" for day in (1, monthrange(month.year, month.month)[1]))
    with told.session() as (_office, session):
        made = session.trail.report(AuditTrail(limit=_MOST, since=first, until=last))
        if output is not None:
            write_file(output, session.trail.hand_out(made, file_of(output)))
            click.echo(_("已写到 {path}").format(path=output))
            return
    for table in made.tables():
        _write_table(table)


@command.command("heads", help=_("审计链头单：两本记录现在到了哪里；打印签名锁存，以后用 verify 核对。"))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("写到这个文件：.pdf 打印用，.txt 核对用。"),
)
@with_surroundings
def heads(told: Surroundings, output: Path | None) -> None:
    """Write how far the journals have come, to be kept outside of the store."""
    with told.session() as (_office, session):
        sheet = session.trail.heads()
        if output is not None:
            text = output.suffix.lower() == _TEXT
            trail = session.trail
            data = trail.hand_out_text(sheet) if text else trail.hand_out(sheet, file_of(output))
            write_file(output, data)
            click.echo(_("已写到 {path}").format(path=output))
            return
    click.echo(sheet.text.rstrip())


def _write_table(table: Table) -> None:
    click.echo(f"\n{table.title}")
    empty = (_("（没有）"), *("" for _column in table.columns[1:]))
    write_table([one.title for one in table.columns], table.rows or [empty])


def _query(
    *, since: datetime | None, until: datetime | None, sort: str | None, outcome: str | None, **said: Any
) -> Any:
    return AuditTrail(
        since=_day(since),
        until=_day(until),
        sort=AuditSort(sort) if sort else None,
        outcome=AuditOutcome(outcome) if outcome else None,
        **said,
    )


def _day(given: datetime | None) -> str:
    return given.date().isoformat() if given else ""
