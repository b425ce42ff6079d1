"""``statistics``: the figures of an office over a stretch of time (统计), on the screen or as a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from oa_desktop.cli.books import OUTPUT, file_of
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.i18n import _
from oa_desktop.office.books.statistics import usual_stretch
from oa_desktop.office.books.statistics_report import SCOPE
from oa_desktop.office.leaving import write_file
from oa_desktop.office.queries import FigureRow, Per, Statistics, Stretch

BY = {"step": Per.STEP, "department": Per.DEPARTMENT, "kind": Per.KIND}
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("statistics", help=_("统计：办结率、按时办结率、逾期率、办理用时、退回原因、件数、文号、少印的纸。"))
@click.option("--from", "since", type=_DAY, metavar=_("日期"), help=_("从这一天起，不写的从今年 1 月 1 日起。"))
@click.option("--to", "until", type=_DAY, metavar=_("日期"), help=_("到这一天止，不写的到今天。"))
@click.option("--by", type=click.Choice(list(BY)), default="step", help=_("按环节（step）、拟稿部门或者文种分开数。"))
@click.option("--pages", type=click.IntRange(1, 9999), default=1, help=_("传阅的公文每件估计几页，用来算少印的纸。"))
@click.option("--json", "as_json", is_flag=True, help=_("写成 JSON，一张表一行。"))
@OUTPUT
@with_surroundings
def command(
    told: Surroundings,
    *,
    since: datetime | None,
    until: datetime | None,
    by: str,
    pages: int,
    as_json: bool,
    output: Path | None,
) -> None:
    """Write the figures of a stretch of time."""
    file = file_of(output) if output else None
    with told.session() as (_office, session):
        usual = usual_stretch(session.today)
        within = Stretch(since=_day(since, usual.since), until=_day(until, usual.until))
        wanted = Statistics(within=within, per=BY[by], pages=pages)
        if output and file:
            write_file(output, session.statistics.hand_out(wanted, file))
            click.echo(_("已写到 {path}").format(path=output))
            return
        figures = session.ask(wanted)
    (_write_json if as_json else _write)(within, figures)


def _day(given: datetime | None, usual: str) -> str:
    return given.date().isoformat() if given else usual


def _write_json(within: Stretch, figures: Iterable[FigureRow]) -> None:
    for one in figures:
        lines = [dict(zip(one.columns, line, strict=True)) for line in one.lines]
        told = {"title": one.title, "since": within.since, "until": within.until, "said": one.said, "lines": lines}
        click.echo(json.dumps(told, ensure_ascii=False))


def _write(within: Stretch, figures: Iterable[FigureRow]) -> None:
    click.echo(_("{since} 至 {until}。{scope}").format(since=within.since, until=within.until, scope=SCOPE))
    for one in figures:
        click.echo(f"\n{one.title}\n{one.said}")
        write_table(one.columns, one.lines or [(_("（没有）"), *("" for _column in one.columns[1:]))])
