"""``paper``: classified paper that is only registered (涉密文件登记簿): received, handed back, destroyed by two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from oa_desktop.cli.books import OUTPUT, KeptBook, list_or_write
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT
from oa_desktop.cli.named_people import person_named
from oa_desktop.domain.actions.custody import DestroyPapers, HandBackPaper, RegisterPaper
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.i18n import _
from oa_desktop.office.custody.books import CustodyBook, paper_named

_BOOK = KeptBook(
    read=lambda session: session.custody.papers(),
    hand_out=lambda session, file: session.custody.hand_out(CustodyBook.PAPERS, file),
    id_of=lambda line: line.paper,
)
_DAY = "YYYY-MM-DD"
_LEVELS = {one.label: one for one in Secrecy if one >= Secrecy.SECRET}


@click.group(
    "paper",
    cls=ChineseGroup,
    help=_("列出涉密文件登记簿，或者写成文件；下面的命令登记收到、退回、销毁。借出、归还用 loan。"),
)
@OUTPUT
@with_surroundings
def command(told: Surroundings, output: Path | None) -> None:
    """List the registered papers, or write the book to a file, where nothing else is asked for."""
    if not click.get_current_context().invoked_subcommand:
        list_or_write(told, _BOOK, output)


@command.command("register", help=_("登记收到的一份纸质涉密文件。"))
@click.option("--sender", required=True, help=_("来文机关。"))
@click.option("--number", required=True, help=_("文号；没有文号的写“无”。"))
@click.option("--copy", "copy_number", required=True, help=_("份号。"))
@click.option("--level", type=click.Choice(list(_LEVELS)), required=True, help=_("密级。"))
@click.option("--period", default="", help=_("保密期限，如 10年；不写是这一密级最长的。"))
@click.option("--pages", type=click.IntRange(0), default=0, help=_("页数。"))
@click.option("--received", default="", metavar=_DAY, help=_("收到日期；不写是今天。"))
@click.option("--title", default="", help=_("标题；单位设置里允许登记标题的才能写。"))
@with_surroundings
def register(told: Surroundings, *, level: str, **said: Any) -> None:
    """Register a paper that came."""
    with told.session() as (_office, session):
        session.perform(RegisterPaper(level=_LEVELS[level], **said))
        line = session.custody.papers().rows[0]
    click.echo(_("已登记，编号 {number}。").format(number=line.paper[:SHORT]))


@command.command("hand-back", help=_("登记退回：PAPER 是登记簿里的编号、文号或者份号。"))
@click.argument("paper")
@click.option("--to", required=True, help=_("退给哪个机关。"))
@click.option("--receiver", default="", help=_("接收人。"))
@click.option("--day", default="", metavar=_DAY, help=_("退回日期；不写是今天。"))
@with_surroundings
def hand_back(told: Surroundings, paper: str, **said: str) -> None:
    """Record that a paper went back."""
    with told.session() as (_office, session):
        session.perform(HandBackPaper(paper=paper_named(session.custody.papers().rows, paper), **said))
    click.echo(_("已登记退回。"))


@command.command("destroy", help=_("申请销毁登记过的纸质涉密文件；监销的人用 second 确认以后才算销毁。"))
@click.argument("papers", nargs=-1, required=True)
@click.option("--method", default="粉碎", show_default=True, help=_("销毁方式。"))
@click.option("--place", required=True, help=_("销毁地点。"))
@click.option("--approver", required=True, help=_("批准人：账号或者姓名。"))
@click.option("--day", default="", metavar=_DAY, help=_("销毁日期；不写是今天。"))
@with_surroundings
def destroy(told: Surroundings, papers: tuple[str, ...], approver: str, **said: Any) -> None:
    """Ask for the destruction of papers, which another person confirms."""
    with told.session() as (_office, session):
        lines = session.custody.papers().rows
        meant = tuple(paper_named(lines, one) for one in papers)
        session.perform(DestroyPapers(papers=meant, approved_by=person_named(session, approver), **said))
    click.echo(_("已申请销毁，等监销的人确认；确认以前不算销毁。"))
