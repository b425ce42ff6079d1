"""``register``: the books (登记簿) of the office, on the screen, printed or as a table."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.bootstrap.resources import books
from oa_desktop.cli.books import OUTPUT, hand_out, write_parts
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.narrowing import Narrow, with_narrowing
from oa_desktop.cli.words import write_table
from oa_desktop.i18n import _


@click.command(
    "register", help=_("把登记簿 NAME 写成 PDF、电子表格或者 CSV，不写 -o 的显示出来。不写 NAME 的列出有哪些登记簿。")
)
@click.argument("name", required=False)
@OUTPUT
@with_narrowing
@with_surroundings
def command(told: Surroundings, *, name: str | None, output: Path | None, narrow: Narrow) -> None:
    """Write a book, or list the books."""
    known = books()
    if name is None:
        rows = [(one.title, "、".join(column.label for column in one.columns)) for one in known.values()]
        write_table((_("登记簿"), _("各栏")), rows)
        return
    if name not in known:
        raise click.UsageError(_("没有“{name}”这本登记簿，有的是：{known}。").format(name=name, known="、".join(known)))
    book = known[name]
    outline = narrow(book.outline)
    with told.session() as (_office, session):
        if output:
            hand_out(session, book, outline, output)
            return
        written = session.shelf.written(book, outline)
    write_parts(written)
    click.echo(_("共 {count} {counts}。").format(count=written.count, counts=book.counts))
