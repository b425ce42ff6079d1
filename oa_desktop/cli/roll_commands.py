"""``export`` and ``import``: a roll (名册) out into a workbook and in again, the same way for each roll."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.files import read_file
from oa_desktop.cli.words import write_table
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.office.rolls import Outcome, Preview, RollKind, Rolls, Taken, reason

REFUSED_ROWS = 1
_SHOWN = 50
"""Rows that are shown; all the others are counted."""
_FILE = click.Path(dir_okay=False, path_type=Path)


def add_roll_commands(group: click.Group, kind: RollKind) -> None:
    """Give a group the commands for a roll."""

    @group.command("export", help=_("把名册写成 .xlsx 文件，附填写说明；--blank 写一份空表。"))
    @click.argument("target", metavar="FILE", type=_FILE)
    @click.option("--blank", is_flag=True, help=_("只写栏名和填写说明，供填写。"))
    @with_surroundings
    def _export(told: Surroundings, *, target: Path, blank: bool) -> None:
        with told.session() as (_office, session):
            write_file(target, session.rolls.blank(kind) if blank else session.rolls.workbook(kind))
        click.echo(_("已写到 {path}").format(path=target))

    @group.command("import", help=_("读入填好的 .xlsx 文件：先逐行列出新增、更改和不能读入的原因，再一次全部记下。"))
    @click.argument("source", metavar="FILE", type=_FILE)
    @click.option("--dry-run", is_flag=True, help=_("只列出来，什么也不记。"))
    @click.option("--skip-refused", is_flag=True, help=_("有不能读入的行时，读入其余的行；不写则整个不读入。"))
    @click.option("--refused", "rest", metavar="FILE", type=_FILE, help=_("把不能读入的行和原因写成这个 .xlsx 文件。"))
    @click.option("--passwords", metavar="FILE", type=_FILE, help=_("把新登记的人的初始口令写成这个 .xlsx 文件。"))
    @with_surroundings
    def _import(
        told: Surroundings,
        *,
        source: Path,
        dry_run: bool,
        skip_refused: bool,
        rest: Path | None,
        passwords: Path | None,
    ) -> int:
        with told.session() as (_office, session):
            seen = session.rolls.preview(kind, read_file(source), source.name)
            _show(seen)
            _keep_refused(session.rolls, seen, rest)
            if dry_run or (seen.counts[Outcome.REFUSED] and not skip_refused):
                return _left_alone(seen)
            taken = session.rolls.take_in(seen)
            if passwords is not None and taken.passwords:
                write_file(passwords, session.rolls.first_passwords(taken))
        _say(taken, passwords)
        return 0


def _keep_refused(rolls: Rolls, seen: Preview[object], rest: Path | None) -> None:
    if rest is not None and seen.counts[Outcome.REFUSED]:
        write_file(rest, rolls.refused(seen))
        click.echo(_("不能读入的行写到 {path}").format(path=rest))


def _left_alone(seen: Preview[object]) -> int:
    """Say why nothing is taken in; return the exit code."""
    if not seen.counts[Outcome.REFUSED]:
        return 0
    click.echo(_("有不能读入的行，整个没有读入。改好再来，或者加 --skip-refused 读入其余的行。"), err=True)
    return REFUSED_ROWS


def _show(seen: Preview[object]) -> None:
    told = [row for row in seen.rows if row.outcome is not Outcome.UNCHANGED]
    rows = [
        (str(row.number), row.cells[0], row.outcome.value, reason(row.refusal) or "、".join(row.changed))
        for row in told[:_SHOWN]
    ]
    if rows:
        write_table((_("行号"), seen.titles[0], _("结果"), _("更改的栏或者原因")), rows)
    if len(told) > _SHOWN:
        click.echo(_("还有{count}行没有列出。").format(count=len(told) - _SHOWN))
    if seen.passed_over:
        click.echo(_("不认得的栏没有读：{titles}").format(titles="、".join(seen.passed_over)))
    counts = "，".join(_("{what}{count}行").format(what=what.value, count=count) for what, count in seen.counts.items())
    click.echo(f"{counts}。")


def _say(taken: Taken, passwords: Path | None) -> None:
    if taken.changed is None:
        click.echo(_("没有要改的，什么也没有记。"))
        return
    click.echo(_("已读入。"))
    if taken.passwords and passwords is not None:
        click.echo(_("初始口令写到 {path}，发给本人以后请删去这个文件。").format(path=passwords))
    elif taken.passwords:
        click.echo(_("初始口令只显示这一次，请抄给本人，第一次登录时更换："))
        rows = [(one.name, one.account, one.password) for one in taken.passwords]
        write_table((_("姓名"), _("账号"), _("初始口令")), rows)
