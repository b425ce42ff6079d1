"""Where signing keys lie (密钥存放): the choice for an account, this machine's tokens, and a list."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.cli.chinese_help import ChineseCommand
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.organising import NameTokenLibrary
from oa_desktop.domain.ids import KeyId
from oa_desktop.i18n import _
from oa_desktop.office.ports.keys import KeyChoice, KeyHome

KEYS = click.option(
    "--keys",
    "place",
    type=click.Choice([one.value for one in KeyHome]),
    default=KeyHome.FILE.value,
    show_default=True,
    help=_("签名密钥放在哪里：file 密钥文件，key-store 桌面密钥库，token 密码令牌。"),
)
TOKEN_KEY = click.option(
    "--token-key",
    default="",
    metavar="KEY",
    help=_("用令牌里的哪一把密钥：编号、编号的开头或者名称；只有一把的不用写。"),
)


def chosen(told: Surroundings, account: str, place: str, key: str) -> KeyChoice:
    """Return where a key is to lie; the PIN of a token is asked for."""
    home = KeyHome(place)
    if key and home is not KeyHome.TOKEN:
        raise click.UsageError(_("--token-key 只和 --keys token 一起用。"))
    pin = told.pin(account) if home is KeyHome.TOKEN else ""
    return KeyChoice(home=home, key=KeyId(key), pin=pin)


def add_key_commands(group: click.Group) -> None:
    """Let a group show where keys lie, and say where this machine finds tokens."""
    group.add_command(_keys)
    group.add_command(_token)


@click.command("keys", cls=ChineseCommand, help=_("列出每个账号的签名密钥放在哪里；由系统管理员查看。"))
@with_surroundings
def _keys(told: Surroundings) -> None:
    with told.session() as (_office, session):
        homes = session.administration.key_homes()
        people = session.organisation().people
    rows = [(one.name, one.account, _(homes[one.id].label)) for one in people if one.id in homes]
    write_table((_("姓名"), _("账号"), _("签名密钥")), rows)


@click.command("token", cls=ChineseCommand, help=_("写明这台电脑的密码令牌用哪个厂商的 PKCS#11 库；由系统管理员办理。"))
@click.option(
    "--module",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("令牌厂商的 PKCS#11 库文件。"),
)
@click.option("--label", default="", help=_("只用这个名称的令牌；不写的，插着的都可以用。"))
@click.option("--sm2-mechanism", type=click.IntRange(0), default=0, help=_("厂商的 SM2 签名机制的编号；没有的不写。"))
@click.option("--reason", default="", help=_("原因。"))
@with_surroundings
def _token(told: Surroundings, module: Path, label: str, sm2_mechanism: int, reason: str) -> None:
    wish = NameTokenLibrary(module=str(module.resolve()), label=label, sm2_mechanism=sm2_mechanism, reason=reason)
    with told.session() as (_office, session):
        session.perform(wish)
    click.echo(_("这台电脑的密码令牌用 {name}。").format(name=module.name))
