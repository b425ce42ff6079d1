"""``rekey``: give the store another key (更换存储密钥)."""

from __future__ import annotations

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.i18n import _


@click.command(
    "rekey",
    help=_(
        "更换存储密钥：库和密钥文件一起换，从前的密钥文件配上从前的口令、从前的恢复码，都打不开以后的库。"
        "由系统管理员办理，再输一遍自己的口令；各人的口令和签名密钥不变。别的程序不能正开着这个库。"
        "用 --password-fd 时，文件的第一行是口令，有令牌的第二行是令牌口令。"
    ),
)
@click.option("--leave-out", is_flag=True, help=_("不等升级以后没有登录过的账户，他们从此登录不了。"))
@with_surroundings
def command(told: Surroundings, *, leave_out: bool) -> None:
    """Give the store another key."""
    own = told.own_password()
    with told.session(own) as (_office, session):
        told.with_pin(lambda pin: session.administration.renew_store_key(own, pin, leaving_out=leave_out))
    click.echo(_("存储密钥已更换。各人用原来的口令登录。"))
    click.echo(_("从前的恢复码已作废，请用 recover --new-code 换一个，打印锁存；再做一份备份。"))
