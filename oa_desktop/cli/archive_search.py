"""``archive search``: items whose title, numbers, people or text hold all the words (档案检索)."""

from __future__ import annotations

from collections.abc import Iterable

import click

from oa_desktop.cli.chinese_help import ChineseCommand
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import one_line
from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.office.archiving.finding import found_everywhere
from oa_desktop.office.archiving.lines import found_place
from oa_desktop.office.queries import ArchiveFoundRow, ArchiveSearch, FoundOrder


@click.command(
    "search",
    cls=ChineseCommand,
    help=_("在题名、文号、档号、责任者、经手的人、正文和意见里检索；几个词之间用空格分开，要求都出现。"),
)
@click.argument("words", nargs=-1, required=True)
@click.option("--newest", is_flag=True, help=_("最近的在前；不写的是最相关的在前。"))
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help=_("最多列出几件。"))
@with_surroundings
def command(told: Surroundings, words: tuple[str, ...], limit: int, *, newest: bool) -> None:
    """Write the items that hold all the words.

    Raises:
        Refused: ``search.empty``: there is no letter or digit among them.
    """
    order = FoundOrder.NEWEST if newest else FoundOrder.BEST
    query = ArchiveSearch(text=" ".join(words), order=order, limit=limit)
    if query.is_empty:
        raise Refused("search.empty")
    with told.session() as (_office, session):
        found = found_everywhere(session, query)
    for row in found.own:
        _write(row)
    click.echo(_("找到 {count} 件。").format(count=len(found.own)))
    for one in found.held:
        click.echo(f"{one.item.code}  {one_line(one.item.title)}  {one_line(one.holding.act.sender_name)}")
    if found.held:
        click.echo(_("馆藏里找到 {count} 件。").format(count=len(found.held)))


def _write(row: ArchiveFoundRow) -> None:
    click.echo(f"{row.item.code}  {row.item.document_number or '—'}  {one_line(_marked(row.item.title, row.marked))}")
    before, match, after = found_place(row)
    if match:
        click.echo("    " + one_line(f"{before}【{match}】{after}"))


def _marked(title: str, places: Iterable[tuple[int, int]]) -> str:
    """Return a title in which what was found stands in brackets; what lies over another place is left as it is."""
    said, behind = "", 0
    for begin, end in places:
        if begin >= behind:
            said += f"{title[behind:begin]}【{title[begin:end]}】"
            behind = end
    return said + title[behind:]
