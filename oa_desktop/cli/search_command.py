"""``search``: documents whose title, number, text or opinions hold all the words."""

from __future__ import annotations

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT
from oa_desktop.cli.words import one_line
from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.office.lists.found_words import said_by
from oa_desktop.office.queries import FoundRow, Search


@click.command(
    "search",
    help=_("按标题、文号、正文和意见检索；几个词之间用空格分开，要求在一处都出现。"),
)
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help=_("最多列出几件。"))
@with_surroundings
def command(told: Surroundings, words: tuple[str, ...], limit: int) -> None:
    """Write the documents that hold all the words.

    Raises:
        Refused: ``search.empty``: there is no letter or digit among them.
    """
    query = Search(text=" ".join(words), limit=limit)
    if query.is_empty:
        raise Refused("search.empty")
    with told.session() as (_office, session):
        rows = session.ask(query)
    for row in rows:
        _write(row)
    click.echo(_("找到 {count} 件。").format(count=len(rows)))


def _write(row: FoundRow) -> None:
    document = row.document
    click.echo(f"{document.dossier[:SHORT]}  {document.number or '—'}  {one_line(document.title)}")
    if row.match:
        around = one_line(f"{row.before}【{row.match}】{row.after}")
        click.echo(f"    {said_by(row)}…{around}…")
