"""``loan``: copies that are lent (借阅): to whom, until when, what came back; and the book of them."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.cli.books import OUTPUT, KeptBook, list_or_write
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT, find_document
from oa_desktop.cli.named_people import person_named
from oa_desktop.domain.actions.custody import LendCopy, TakeBackCopy
from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.copies.clearing import Found
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NO_PAPER, DossierId, EntryId, PersonId
from oa_desktop.i18n import _
from oa_desktop.office.custody.books import CustodyBook, LoanLine, paper_named
from oa_desktop.office.session import Session

_BOOK = KeptBook(
    read=lambda session: session.custody.loans(),
    hand_out=lambda session, file: session.custody.hand_out(CustodyBook.LOANS, file),
    id_of=lambda line: line.loan,
)
_DAY = "YYYY-MM-DD"
_FOUND = [one.value for one in Found if one is not Found.STILL_OUT]


@click.group("loan", cls=ChineseGroup, help=_("列出借阅登记簿，或者写成文件；下面的命令登记借出、归还。"))
@click.option("--late", is_flag=True, help=_("只列超期没有还的。"))
@OUTPUT
@with_surroundings
def command(told: Surroundings, *, late: bool, output: Path | None) -> None:
    """List what is lent, or write the book to a file, where nothing else is asked for."""
    if not click.get_current_context().invoked_subcommand:
        list_or_write(told, _BOOK, output, lambda line: line.late or not late)


@command.command("out", help=_("登记借出：公文 DOCUMENT 的一份；借登记过的纸质涉密文件写 --paper。"))
@click.argument("document", required=False, default="")
@click.option("--item", default="", help=_("归档的件：写档号，不写公文。"))
@click.option("--paper", default="", help=_("涉密文件登记簿里的编号。"))
@click.option("--copy", "copy_number", default="", help=_("份号；没有份号的不写。"))
@click.option("--to", "borrower", required=True, help=_("借阅人：账号或者姓名。"))
@click.option("--due", required=True, metavar=_DAY, help=_("应还日期。"))
@click.option("--since", default="", metavar=_DAY, help=_("借出日期；不写是今天。"))
@click.option("--approver", default="", help=_("批准人：账号或者姓名；借国家秘密的一定要写。"))
@click.option("--purpose", default="", help=_("事由。"))
@with_surroundings
def out(told: Surroundings, document: str, paper: str, borrower: str, **said: str) -> None:
    """Record that something was lent."""
    item, approver = said.pop("item"), said.pop("approver")
    with told.session() as (_office, session):
        lent = LendCopy(
            document=_document(session, document, item),
            paper=paper_named(session.custody.papers().rows, paper) if paper else NO_PAPER,
            borrower=person_named(session, borrower),
            approved_by=person_named(session, approver) if approver else PersonId(""),
            **said,
        )
        entry = session.perform(lent).entries[-1]
    click.echo(_("已登记借出，编号 {number}。").format(number=entry[:SHORT]))


def _document(session: Session, document: str, item: str) -> DossierId:
    if item:
        return session.archive.named(item).act.document
    return find_document(session, document) if document else NEW_DOSSIER


@command.command("back", help=_("登记归还：LOAN 是借阅登记簿里的编号。"))
@click.argument("loan")
@click.option("--day", default="", metavar=_DAY, help=_("归还日期；不写是今天。"))
@click.option("--found", type=click.Choice(_FOUND), default=_FOUND[0], show_default=True, help=_("清点结果。"))
@click.option("--reason", default="", help=_("缺页、损毁、缺失的原因。"))
@click.option("--effect", default="", help=_("利用效果。"))
@with_surroundings
def back(told: Surroundings, loan: str, found: str, effect: str, **said: str) -> None:
    """Record that something came back."""
    with told.session() as (_office, session):
        line = _loan_named(session, loan)
        back = TakeBackCopy(loan=line.loan, found=Found(found), effect=effect, day=said["day"], reason=said["reason"])
        session.perform(back)
    click.echo(_("已登记归还。"))


def _loan_named(session: Session, named: str) -> LoanLine:
    found = [one for one in session.custody.loans().rows if one.loan.startswith(named)]
    if len(found) != 1:
        raise Refused("custody.unknown-loan", loan=EntryId(named))
    return found[0]
