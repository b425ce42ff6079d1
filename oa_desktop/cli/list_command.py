"""``list``: the documents that one may know, as lists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from oa_desktop.cli.books import OUTPUT, hand_out, write_parts
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.narrowing import Narrow, with_narrowing
from oa_desktop.i18n import _
from oa_desktop.office.books.books import LISTS, Written, plain_book
from oa_desktop.office.lists.columns import COLUMNS
from oa_desktop.office.lists.outlines import Outline

ENGLISH = {
    "todo": "待办",
    "to-read": "待阅",
    "in-hand": "在办",
    "done": "已办",
    "register": "登记",
    "incoming": "收文",
    "internal": "内部",
    "all": "全部",
    "supervised": "督办",
}
_USUAL = "编号、文号、状态、环节、办理人、时限、拟稿人、标题"
_LIMIT = 50


@click.command(
    "list",
    help=_("列出公文：待办（默认）、待阅、在办、已办、登记、收文、内部、全部。"),
)
@click.argument("which", type=click.Choice([*LISTS, *ENGLISH]), default="待办")
@click.option("--limit", type=click.IntRange(1, 1_000_000), help=_("最多列出几件；不写的列50件，写成文件的不限。"))
@click.option("--columns", default=_USUAL, help=_("列出哪几栏，用顿号分开。"))
@click.option("--json", "as_json", is_flag=True, help=_("写成 JSON，一件一行。"))
@OUTPUT
@with_narrowing
@with_surroundings
def command(
    told: Surroundings,
    *,
    which: str,
    limit: int | None,
    columns: str,
    as_json: bool,
    output: Path | None,
    narrow: Narrow,
) -> None:
    """Write a list of documents."""
    name = ENGLISH.get(which, which)
    book = plain_book(_("公文清单（{name}）").format(name=name), _columns(columns))
    outline = narrow(Outline(of=LISTS[name], limit=limit or (0 if output else _LIMIT)))
    with told.session() as (_office, session):
        if output:
            hand_out(session, book, outline, output)
        else:
            (_write_json if as_json else _write)(session.shelf.written(book, outline))


def _columns(names: str) -> tuple[str, ...]:
    wanted = tuple(name for name in re.split("[、,，\\s]+", names) if name)
    unknown = [name for name in wanted if name not in COLUMNS]
    if unknown or not wanted:
        raise click.UsageError(
            _("没有“{name}”这一栏，有的是：{known}。").format(name="、".join(unknown), known="、".join(COLUMNS))
        )
    return wanted


def _write_json(written: Written) -> None:
    for part in written.parts:
        for line in part.lines:
            click.echo(json.dumps(dict(zip(written.labels, line, strict=True)), ensure_ascii=False))


def _write(written: Written) -> None:
    if not written.count:
        click.echo(_("没有公文。"))
        return
    write_parts(written)
