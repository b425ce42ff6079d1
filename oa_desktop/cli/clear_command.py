"""``clear``: what went out and how it stands, its papers and its book, and recording what came back (文件清退)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from oa_desktop.cli.books import file_of
from oa_desktop.cli.clearing_options import with_clearing
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.narrowing import Narrow, with_narrowing
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.copies.clearing import CopyState
from oa_desktop.domain.units.seconding import asks
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.clearing.acts import meant_by, record_each
from oa_desktop.office.clearing.clearing import Clearing
from oa_desktop.office.clearing.copies import HandedOut
from oa_desktop.office.clearing.forms import ClearingPaper, lines_of, notice_name
from oa_desktop.office.clearing.ledger import counted
from oa_desktop.office.leaving import write_file
from oa_desktop.office.lists.outlines import Outline
from oa_desktop.office.session import Session

PAPERS = {"list": ClearingPaper.LIST, "notice": ClearingPaper.NOTICE, "destruction": ClearingPaper.DESTRUCTION}
LEDGER = "ledger"
OUTPUT = _("OUT.pdf；台账也可以是 .xlsx、.csv。")
RECORDS = {"back": "record-return", "destroyed": "record-destruction"}


@click.command("clear", help=_("文件清退：逐份列出发给谁、退没退，登记退还和销毁，写出清单、通知、销毁清册、台账。"))
@click.option(
    "--what", type=click.Choice([*PAPERS, LEDGER]), default="list", show_default=True, help=_("-o 写出什么。")
)
@click.option("--to", "recipient", default="", help=_("只要这个单位手里的。"))
@click.option("--only", type=click.Choice([one.value for one in CopyState]), help=_("只要这个状态的份。"))
@click.option("--by", type=click.DateTime(["%Y-%m-%d"]), metavar=_("日期"), help=_("通知里要求退还的日期。"))
@click.option("--record", type=click.Choice(list(RECORDS)), help=_("登记列出来的这些份：back 退还，destroyed 销毁。"))
@click.option("--reason", default="", help=_("缺页、损毁、缺失、更正的原因。"))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=OUTPUT)
@with_clearing
@with_narrowing
@with_surroundings
def command(told: Surroundings, *, narrow: Narrow, clearing: dict[str, Any], **options: Any) -> None:
    """List the copies, record what came of them, or write a paper of their clearing."""
    paper = options["what"] in PAPERS
    if options["output"] is not None and paper and options["output"].suffix.lower() != ".pdf":
        raise click.UsageError(_("输出文件的后缀应当是 .pdf。"))
    with told.session() as (_office, session):
        found = session.clearing.copies(narrow(Outline()).filter)
        copies = meant_by(_narrowed(found, options["recipient"], options["only"]), clearing.pop("copies"))
        if options["record"]:
            _record(session, RECORDS[options["record"]], copies, {**clearing, "reason": options["reason"]})
        elif options["output"] is None:
            _write(copies)
        elif paper:
            _hand_out(session.clearing, PAPERS[options["what"]], copies, options["by"], options["output"])
        else:
            data = session.clearing.hand_out_ledger(copies, file_of(options["output"]))
            _keep(options["output"], data)


def _narrowed(copies: tuple[HandedOut, ...], recipient: str, only: str | None) -> tuple[HandedOut, ...]:
    return tuple(one for one in copies if recipient in ("", one.recipient) and only in (None, one.state))


def _record(session: Session, kind: str, copies: tuple[HandedOut, ...], said: Mapping[str, Any]) -> None:
    outcomes = record_each(session, kind, copies, said)
    done = _("已登记，等另一个人确认") if asks(BY_KIND[kind]) else _("已登记")
    for one in outcomes:
        words = str(say(one.problem.code, one.problem.params)) if one.problem else done
        click.echo(f"{one.named}：{words}")
    refused = sum(one.problem is not None for one in outcomes)
    click.echo(_("登记了 {done} 行，没有登记 {refused} 行。").format(done=len(outcomes) - refused, refused=refused))
    if refused:
        raise click.exceptions.Exit(1)


def _write(copies: tuple[HandedOut, ...]) -> None:
    lines = [
        (
            one.of.row.number,
            one.copies.written or "—",
            str(one.copies.copies or "—"),
            one.of.recipient,
            one.of.state.value,
            one.of.row.title,
        )
        for one in lines_of(copies)
    ]
    write_table((_("文号"), _("份号"), _("份数"), _("持有单位"), _("状态"), _("标题")), lines)
    click.echo(counted(copies) or _("{count} 行，没有写明份数。").format(count=len(lines)))


def _hand_out(
    clearing: Clearing, paper: ClearingPaper, copies: tuple[HandedOut, ...], by: datetime | None, output: Path
) -> None:
    day = f"{by.year}年{by.month}月{by.day}日" if by else ""
    for recipient, data in clearing.hand_out(paper, copies, day).items():
        _keep(output.with_name(notice_name(output.stem, recipient)) if recipient else output, data)


def _keep(path: Path, data: bytes) -> None:
    write_file(path, data)
    click.echo(_("已写到 {path}").format(path=path))
