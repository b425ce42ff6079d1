"""``clear``: the papers by which documents that went out are asked back and destroyed (文件清退)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.narrowing import Narrow, with_narrowing
from oa_desktop.cli.words import write_table
from oa_desktop.i18n import _
from oa_desktop.office.clearing import Clearing, ClearingPaper, HandedOut
from oa_desktop.office.leaving import write_file
from oa_desktop.office.outlines import Outline

PAPERS = {"list": ClearingPaper.LIST, "notice": ClearingPaper.NOTICE, "destruction": ClearingPaper.DESTRUCTION}


@click.command("clear", help=_("文件清退：按份号列出发给谁的文件，写出清退清单、清退通知（每个单位一份）、销毁清册。"))
@click.option("--what", type=click.Choice(list(PAPERS)), default="list", show_default=True, help=_("-o 写出什么。"))
@click.option("--to", "recipient", default="", help=_("只要这个单位手里的。"))
@click.option("--by", type=click.DateTime(["%Y-%m-%d"]), metavar=_("日期"), help=_("通知里要求退还的日期。"))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=_("OUT.pdf。"))
@with_narrowing
@with_surroundings
def command(
    told: Surroundings, *, what: str, recipient: str, by: datetime | None, output: Path | None, narrow: Narrow
) -> None:
    """List what went to whom, or write a paper of its clearing."""
    if output is not None and output.suffix.lower() != ".pdf":
        raise click.UsageError(_("输出文件的后缀应当是 .pdf。"))
    with told.session() as (_office, session):
        found = session.clearing.copies(narrow(Outline()).filter)
        copies = tuple(copy for copy in found if recipient in ("", copy.recipient))
        if output is None:
            _write(copies)
        else:
            _hand_out(session.clearing, PAPERS[what], copies, by, output)


def _write(copies: tuple[HandedOut, ...]) -> None:
    lines = [
        (one.row.number, one.copy_number or "—", str(one.copies or "—"), one.recipient, one.row.title) for one in copies
    ]
    write_table((_("文号"), _("份号"), _("份数"), _("持有单位"), _("标题")), lines)


def _hand_out(
    clearing: Clearing, paper: ClearingPaper, copies: tuple[HandedOut, ...], by: datetime | None, output: Path
) -> None:
    day = f"{by.year}年{by.month}月{by.day}日" if by else ""
    for recipient, data in clearing.hand_out(paper, copies, day).items():
        path = output.with_stem(f"{output.stem}（{recipient}）") if recipient else output
        write_file(path, data)
        click.echo(_("已写到 {path}").format(path=path))
