"""``archive request``, ``grant``, ``approve``, ``readings``, ``read`` and ``end``: the archive is read (利用)."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.cli.books import OUTPUT, KeptBook, list_or_write
from oa_desktop.cli.chinese_help import ChineseCommand
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.reading import ApproveReading, EndReading, GrantReading
from oa_desktop.i18n import _
from oa_desktop.office.custody.books import CustodyBook
from oa_desktop.office.leaving import make_folder, write_file

_BOOK = KeptBook(
    read=lambda session: session.custody.readings(),
    hand_out=lambda session, file: session.custody.hand_out(CustodyBook.READINGS, file),
    id_of=lambda line: line.reading,
)


@click.command("request", cls=ChineseCommand, help=_("申请利用档案：SOUGHT 是档号，或者要找什么。"))
@click.argument("sought")
@click.option("--purpose", default="", help=_("利用目的；要写。"))
@with_surroundings
def request(told: Surroundings, sought: str, purpose: str) -> None:
    """Ask to read what the archive may have."""
    with told.session() as (_office, session):
        entry = session.perform(session.archive.reading.wish(sought, purpose)).entries[-1]
    click.echo(_("已提出利用申请，编号 {number}。").format(number=entry[:SHORT]))


@click.command("grant", cls=ChineseCommand, help=_("同意利用：READING 是《档案利用登记簿》里的编号。"))
@click.argument("reading")
@click.option("--item", required=True, help=_("给看哪一件：档号。"))
@click.option("--until", required=True, metavar="YYYY-MM-DD", help=_("看到哪天为止。"))
@click.option("--copies", is_flag=True, help=_("也可以打印、复制；不写只能看。"))
@with_surroundings
def grant(told: Surroundings, reading: str, item: str, until: str, *, copies: bool) -> None:
    """Let an item be read."""
    with told.session() as (_office, session):
        on = session.archive.reading.on(reading)
        session.perform(GrantReading(**on, item=session.archive.readable(item), until=until, copying=copies))
    click.echo(_("已同意利用；有密级的，等领导批准以后才能看。"))


@click.command("approve", cls=ChineseCommand, help=_("批准利用有密级的一件：由签发的人办。"))
@click.argument("reading")
@click.option("--opinion", default="", help=_("意见。"))
@with_surroundings
def approve(told: Surroundings, reading: str, opinion: str) -> None:
    """Let a marked item be read, as it was granted."""
    with told.session() as (_office, session):
        session.perform(ApproveReading(**session.archive.reading.on(reading), opinion=opinion))
    click.echo(_("已批准利用。"))


@click.command("end", cls=ChineseCommand, help=_("结束利用：看完归还的写 --effect，不提供或者收回的写 --reason。"))
@click.argument("reading")
@click.option("--effect", default="", help=_("利用效果。"))
@click.option("--reason", default="", help=_("为什么不提供、收回；申请人看不到。"))
@with_surroundings
def end(told: Surroundings, reading: str, effect: str, reason: str) -> None:
    """Give an item back, or do not let it be read any longer."""
    with told.session() as (_office, session):
        session.perform(EndReading(**session.archive.reading.on(reading), effect=effect, reason=reason))
    click.echo(_("已结束利用。"))


@click.command("readings", cls=ChineseCommand, help=_("列出《档案利用登记簿》，或者写成文件。"))
@OUTPUT
@with_surroundings
def readings(told: Surroundings, output: Path | None) -> None:
    """List what was asked for, as far as the person may know of it."""
    list_or_write(told, _BOOK, output)


@click.command("read", cls=ChineseCommand, help=_("阅览同意了的一件：列出它的文件；版面在窗口里看。"))
@click.argument("reading")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help=_("把版面（PDF，有水印）写到这个文件夹；同意了打印复制的才行，写出记入审计。"),
)
@with_surroundings
def read(told: Surroundings, reading: str, output: Path | None) -> None:
    """List the files of an item that may be read now, and write them where copies were granted."""
    with told.session() as (_office, session):
        room = session.archive.reading
        entry = room.on(reading)["reading"]
        parts = room.parts(entry)
        files = room.hand_out(entry) if output else {}
    write_table((_("类别"), _("名称"), _("页数")), [(one.role.value, one.name, str(one.pages or "—")) for one in parts])
    if output:
        make_folder(output)
        for name, data in files.items():
            write_file(output / name, data)
        click.echo(_("已写到 {path}").format(path=output))


COMMANDS = (request, grant, approve, readings, read, end)
"""What stands under ``archive``."""
