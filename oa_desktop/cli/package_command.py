"""``package``: exchange packages (交换包): made, looked at, taken in, answered, and the book of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import click

from oa_desktop.cli.books import OUTPUT, KeptBook, list_or_write
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT, find_document
from oa_desktop.cli.files import read_file
from oa_desktop.cli.named_people import person_named
from oa_desktop.cli.partner_command import FILE, named_partners
from oa_desktop.cli.words import one_line
from oa_desktop.domain.actions.exchanging import Answer
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.carriers import Carrier
from oa_desktop.domain.exchange.package import LARGEST, PackageId
from oa_desktop.i18n import _
from oa_desktop.office.exchanging.packing import Made
from oa_desktop.office.leaving import write_file
from oa_desktop.office.session import Session

_BOOK = KeptBook(
    read=lambda session: session.exchange_book.ledger(),
    hand_out=lambda session, file: session.exchange_book.hand_out(file),
)
Decorated = Callable[..., None]
_MEDIUM = (
    click.option("--medium", "number", required=True, help=_("介质编号。")),
    click.option("--applicant", default="", help=_("申请人：账号或者姓名；不写就是办理的人。")),
    click.option("--approver", required=True, help=_("审批人：账号或者姓名；不能是申请人和办理的人。")),
    click.option("--scanner", default="", help=_("用什么软件查的毒；导入的一定要写。")),
    click.option("--outcome", default="", help=_("查毒的结果；导入的一定要写。")),
    click.option("--remark", default="", help=_("备注。")),
)
_TARGET = click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help=_("交换包写到这个文件。")
)


def with_medium(decorated: Decorated) -> Decorated:
    """Add the options that say what is written down of a medium."""
    return reduce(lambda function, option: option(function), reversed(_MEDIUM), decorated)


@click.group(
    "package",
    cls=ChineseGroup,
    help=_("显示介质交换登记簿，或者写成文件；下面的命令制作、查看、导入交换包。"),
)
@OUTPUT
@with_surroundings
def command(told: Surroundings, output: Path | None) -> None:
    """Show the book, or write it to a file, where nothing else is asked for."""
    if not click.get_current_context().invoked_subcommand:
        list_or_write(told, _BOOK, output)


@command.command("send", help=_("把已经核发的公文 DOCUMENT 做成给交换单位的包。"))
@click.argument("document")
@click.option("--to", "units", required=True, multiple=True, help=_("交换单位的名称，可以写多次。"))
@with_medium
@_TARGET
@with_surroundings
def send(told: Surroundings, document: str, units: tuple[str, ...], output: Path, **medium: Any) -> None:
    """Make a package of a document."""
    with told.session() as (_office, session):
        to = [named_partners(session, name)[-1].unit for name in units]
        made = session.outbox.send(find_document(session, document), to, _carrier(session, medium))
        _write(made, output)


@command.command("answer", help=_("给交换包收来的公文 DOCUMENT 做回执；退文的写明原因。"))
@click.argument("document")
@click.option("--return", "reason", default="", help=_("退文，为什么退；不写就是签收。"))
@with_medium
@_TARGET
@with_surroundings
def answer(told: Surroundings, document: str, reason: str, output: Path, **medium: Any) -> None:
    """Make the receipt of a document that came in a package."""
    said = Answer.RETURNED if reason else Answer.RECEIVED
    with told.session() as (_office, session):
        found = find_document(session, document)
        _write(session.outbox.answer(found, said, _carrier(session, medium), reason), output)


@command.command("records", help=_("把上一个包以后的办理记录做成包，带到本单位的其他工作台。"))
@click.option("--since", default="", help=_("从发出过的这个包（包号的开头几位）起重新做：它以后的包丢失了。"))
@with_medium
@_TARGET
@with_surroundings
def records(told: Surroundings, since: str, output: Path, **medium: Any) -> None:
    """Make a package for the other desks of the unit."""
    with told.session() as (_office, session):
        earlier = _sent_package(session, since) if since else None
        _write(session.desks.make(_carrier(session, medium), earlier), output)


@command.command("again", help=_("把发出过的包 PACKAGE（包号的开头几位）照原样再写一份。"))
@click.argument("package")
@_TARGET
@with_surroundings
def again(told: Surroundings, package: str, output: Path) -> None:
    """Write a package once more, just as it was."""
    with told.session() as (_office, session):
        _write(session.outbox.again(_sent_package(session, package)), output)


@command.command("show", help=_("打开交换包 FILE 看一看，什么也不收。"))
@FILE
@with_surroundings
def show(told: Surroundings, file: Path) -> None:
    """Open a package and say what is in it."""
    with told.session() as (_office, session):
        words = session.inbox.words(read_file(file, LARGEST))
    for line in words:
        click.echo(one_line(line))


@command.command("receive", help=_("导入交换包 FILE，整包收下：公文签收，回执记到发出的公文名下。"))
@FILE
@click.option("--missing", default="", help=_("前面的包没有到也先收这一个，为什么。"))
@click.option("--flow", default="", help=_("流程；不写就用适合这份来文的。"))
@with_medium
@with_surroundings
def receive(told: Surroundings, file: Path, missing: str, flow: str, **medium: Any) -> None:
    """Take a package in."""
    with told.session() as (_office, session):
        carrier = _carrier(session, medium)
        documents = session.inbox.take_in(read_file(file, LARGEST), carrier, missing=missing, flow=flow)
        titles = {one: session.dossier(one).particulars.title for one in documents}
    for document, title in titles.items():
        click.echo(_("已签收：{title}（编号 {id}）").format(title=one_line(title), id=document[:SHORT]))
    if not titles:
        click.echo(_("已收下，记在交换登记里。"))


def _sent_package(session: Session, named: str) -> PackageId:
    found = [one.act.package for one in session.exchange_book.register().sent if one.act.package.startswith(named)]
    if len(found) != 1:
        raise Refused("package.unknown", package=named)
    return found[0]


def _carrier(session: Session, medium: dict[str, Any]) -> Carrier:
    applicant, approver = medium.pop("applicant"), medium.pop("approver")
    return Carrier(
        applicant=person_named(session, applicant) if applicant else session.standing.person,
        approver=person_named(session, approver),
        **medium,
    )


def _write(made: Made, output: Path) -> None:
    write_file(output, made.data)
    told = _("已写到 {path}，包号 {package}。请刻录以后登记介质。")
    click.echo(told.format(path=output, package=made.package[:SHORT]))
