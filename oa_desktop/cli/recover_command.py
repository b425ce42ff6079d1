"""``recover``: by the recovery code (恢复码) a system administrator gets a new 口令; or the code is replaced."""

from __future__ import annotations

import contextlib

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.i18n import _


@click.command(
    "recover",
    help=_(
        "系统管理员忘了口令时，凭建立单位时打印的恢复码给 --as 的账号定一个新口令，并申请换一把签名密钥；"
        "安全保密管理员用 second confirm 确认以后才能登录。用 --password-fd 时，文件的第一行是恢复码，第二行是新口令。"
    ),
)
@click.option("--new-code", is_flag=True, help=_("登录后换一个恢复码，旧的不再有效；由系统管理员办理。"))
@click.option("--reason", default="", help=_("为什么换恢复码。"))
@with_surroundings
def command(told: Surroundings, *, new_code: bool, reason: str) -> None:
    """Give a system administrator a new password and key, or make another recovery code."""
    if new_code:
        _make_another(told, reason)
        return
    told.refuse_nobody()
    code, password = told.secret(_("恢复码")), told.new_password(told.account)
    with contextlib.closing(told.office()) as office:
        office.recover(code, told.account, password)
    click.echo(_("{account} 的新口令已设定，旧口令不能再用。").format(account=told.account))
    click.echo(_("请安全保密管理员用 second confirm 确认，确认以后才能登录。"))
    click.echo(_("恢复码已经用过，请登录后用 recover --new-code 换一个，打印锁存。"))


def _make_another(told: Surroundings, reason: str) -> None:
    with told.session() as (_office, session):
        code = session.administration.renew_recovery(reason)
    click.echo(_("新的恢复码（请抄写或打印后锁存，别处不再保存；旧的请销毁）：{code}").format(code=code))
