"""``second``: what waits for a second person (双人), and how it is confirmed, declined or withdrawn."""

from __future__ import annotations

import click

from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.key_commands import KEYS, TOKEN_KEY, chosen
from oa_desktop.cli.named_rows import SHOWN, row_named
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.seconding import Word
from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.office.session import Session
from oa_desktop.office.waiting import Waiting, WaitingRow, answer


@click.group("second", cls=ChineseGroup, help=_("列出等第二个人确认的事项；下面的命令确认、退掉、撤销。"))
@with_surroundings
def command(told: Surroundings) -> None:
    """List what waits where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    with told.session() as (_office, session):
        rows = session.ask(Waiting())
    write_table(
        (_("编号"), _("事项"), _("内容"), _("申请人"), _("申请时间"), _("怎么办")),
        [
            (one.entry[:SHOWN], one.term, one.detail, one.asker, one.time[:16].replace("T", " "), one.sentence)
            for one in rows
        ],
    )


@command.command("confirm", help=_("确认 NUMBER 这一项；更换密钥的，本人到场输入新口令。"))
@click.argument("number")
@KEYS
@TOKEN_KEY
@with_surroundings
def confirm(told: Surroundings, number: str, place: str, token_key: str) -> None:
    """Confirm what another person asked for."""
    with told.session() as (_office, session):
        row = _numbered(session, number)
        if row.present and row.mine and not row.expired:
            password = told.new_password(row.present)
            session.administration.confirm_key(row.entry, password, chosen(told, row.present, place, token_key))
        else:
            session.perform(answer(row, Word.CONFIRMED))
    click.echo(_("已确认，{term}从现在起生效。").format(term=row.term))


@command.command("decline", help=_("不同意 NUMBER 这一项，写明原因；以后不会再起作用。"))
@click.argument("number")
@click.option("--reason", required=True, help=_("为什么不同意。"))
@with_surroundings
def decline(told: Surroundings, number: str, reason: str) -> None:
    """Do not agree to what another person asked for."""
    _answer(told, number, Word.DECLINED, reason)


@command.command("withdraw", help=_("撤销自己申请的 NUMBER 这一项。"))
@click.argument("number")
@click.option("--reason", default="", help=_("为什么撤销。"))
@with_surroundings
def withdraw(told: Surroundings, number: str, reason: str) -> None:
    """Take back what one asked for oneself."""
    _answer(told, number, Word.WITHDRAWN, reason)


def _answer(told: Surroundings, number: str, word: Word, reason: str) -> None:
    with told.session() as (_office, session):
        row = _numbered(session, number)
        session.perform(answer(row, word, reason))
    click.echo(_("{term}不再等人确认，没有生效。").format(term=row.term))


def _numbered(session: Session, number: str) -> WaitingRow:
    return row_named(session.ask(Waiting()), number, lambda row: row.entry, Refused("second.nothing-asked"))
