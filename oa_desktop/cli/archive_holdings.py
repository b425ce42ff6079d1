"""``archive holdings``: what was received of other archives (馆藏) is listed, looked at, and written out as it came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from oa_desktop.bootstrap.packaging import write_files_of_package
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT
from oa_desktop.cli.words import one_line, write_table
from oa_desktop.domain.trust.verdicts import Outcome
from oa_desktop.i18n import _
from oa_desktop.office.archiving.holdings import HeldRow, Received
from oa_desktop.office.archiving.holdings_words import received_said, title_said, verdict_said
from oa_desktop.office.filing import JOURNAL_TEXT

EXIT = {Outcome.HOLDS: 0, Outcome.BROKEN: 1, Outcome.UNDECIDED: 4}
"""How a command ends, as ``verify`` does."""
into_folder = click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help=_("写到这个文件夹；要是空的或者还没有。"),
)
"""Where a package is written."""


@click.group(
    "holdings", cls=ChineseGroup, help=_("列出馆藏：从别的单位接收的归档信息包；下面的命令列件、查看、原样写出。")
)
@with_surroundings
def command(told: Surroundings) -> None:
    """List the packages that were received, where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    with told.session() as (_office, session):
        rows = [
            (
                one.act.package[:SHORT],
                one.act.fonds,
                str(one.act.archival_year),
                one_line(one.act.sender_name),
                str(one.act.items),
                one.act.outcome.value,
                one.act.properties.value,
                one.act.viruses.value,
                one.time[:10],
            )
            for one in session.archive.holdings.held()
        ]
    write_table(tuple(map(_, _HEAD)), rows)


_HEAD = ("编号", "全宗号", "年度", "移交单位", "件数", "移交单位可信", "四性检测", "查毒", "接收日期")


@command.command("list", help=_("列出馆藏的件；写 WORDS 的，只列档号、题名、文号、责任者和正文里都有这些词的。"))
@click.argument("words", nargs=-1)
@with_surroundings
def items(told: Surroundings, words: tuple[str, ...]) -> None:
    """List items, or those that hold all the words."""
    with told.session() as (_office, session):
        rows = [_cells(one) for one in session.archive.holdings.items(" ".join(words))]
    write_table((_("档号"), _("题名"), _("文号"), _("日期"), _("密级"), _("移交单位")), rows)
    click.echo(_("共 {count} 件。").format(count=len(rows)))


def _cells(row: HeldRow) -> tuple[str, ...]:
    one = row.item
    said = (title_said(row), one.document_number, one.date, one.mark, row.holding.act.sender_name)
    return (one.code, *(one_line(cell) or "—" for cell in said))


@command.command("show", help=_("查看馆藏的一件：著录、文件、办理过程和核验结论；结束时的代码与 verify 的一样。"))
@click.argument("code")
@with_surroundings
def show(told: Surroundings, code: str) -> int:
    """Write what is known of an item."""
    with told.session() as (_office, session):
        room = session.archive.holdings
        row = room.named(code)
        files, verdict = room.files(row), room.verdict(row)
    for label, text in (*_described(row), (_("核验"), verdict_said(verdict))):
        click.echo(f"{label}：{one_line(text) or '—'}")
    write_table((_("文件"), _("字节")), [(name, str(len(data))) for name, data in sorted(files.items())])
    click.echo(files.get(JOURNAL_TEXT, b"").decode("utf-8", "replace"))
    return EXIT[verdict]


def _described(row: HeldRow) -> Iterator[tuple[str, str]]:
    one, act = row.item, row.holding.act
    yield from ((_("档号"), one.code), (_("题名"), one.title), (_("责任者"), one.responsible))
    yield from ((_("文号"), one.document_number), (_("日期"), one.date), (_("密级"), one.mark))
    yield from ((_("保管期限"), one.retention), (_("页数"), str(one.pages or "")))
    yield from ((_("移交单位"), act.sender_name), (_("建立指纹"), act.founding), (_("名片指纹"), act.vouched))


@command.command(
    "export", help=_("把接收的一包 PACKAGE（编号）原样写到文件夹 OUTPUT，与收来的逐字节相同；写出记入审计。")
)
@click.argument("package")
@into_folder
@with_surroundings
def export(told: Surroundings, package: str, output: Path) -> None:
    """Write a package into a folder, as it came."""
    with told.session() as (_office, session):
        files = session.archive.holdings.hand_out(package)
        write_files_of_package(files, output)
    click.echo(_("{count} 个文件已写到 {path}").format(count=len(files), path=output))


def tell(received: Received) -> int:
    """Say what came of receiving a package, and return how the command ends."""
    act = received.holding.act
    click.echo(received_said(received))
    click.echo(_("编号 {package}。").format(package=act.package[:SHORT]))
    return EXIT[act.outcome]
