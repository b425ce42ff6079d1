"""``matrix``: when each act on a document is allowed, and what becomes of every open task; needs no account."""

from __future__ import annotations

import json

import click

from oa_desktop.i18n import _
from oa_desktop.office.matrix import Row, rows


@click.command("matrix", help=_("列出操作矩阵：每个动作、每个环节、每种情形，可以不可以办，各人手里的这一件怎么样。"))
@click.option("--act", "act", help=_("只列一个动作，如：退回。"))
@click.option("--step", "step", help=_("只列一个环节，如：会签。"))
@click.option("--allowed", is_flag=True, help=_("只列可以办的。"))
@click.option("--json", "as_json", is_flag=True, help=_("写成一个 JSON 列表，一格一项。"))
def command(*, act: str | None, step: str | None, allowed: bool, as_json: bool) -> None:
    """Write the cells, a line each."""
    found = [one for one in rows() if _wanted(one, act, step, allowed=allowed)]
    if not found:
        raise click.UsageError(_("没有这样的动作或者环节。"))
    if as_json:
        click.echo("[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in found) + "\n]")
        return
    for one in found:
        click.echo(_line(one))
    click.echo(_("共{count}格，其中{allowed}格可以办。").format(count=len(found), allowed=sum(map(_may, found))))


def _wanted(row: Row, act: str | None, step: str | None, *, allowed: bool) -> bool:
    named = act in (None, row["operation"]) and step in (None, row["step"], row["step"].partition("·")[2])
    return named and (row["allowed"] or not allowed)


def _may(row: Row) -> bool:
    return row["allowed"]


def _line(row: Row) -> str:
    head = f"{row['operation']}　{row['step']}　{row['state']}　"
    if not row["allowed"]:
        return head + _("不可以：{why}").format(why=row["why"])
    fates = _("自己：{own}，同时在办：{beside}，后面：{behind}，阅的人：{readers}")
    return head + _("可以，") + fates.format(**row)
