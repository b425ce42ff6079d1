"""``seal``: the electronic seals of the unit (印章): taken into use, entrusted, suspended, destroyed; their book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from oa_desktop.cli.books import OUTPUT, KeptBook, list_or_write
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.files import read_file
from oa_desktop.cli.named_seals import seal_named
from oa_desktop.cli.together import together
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.sealing import DestroySeal, EnrolSeal, EntrustSeal, ResumeSeal, SealAction, SuspendSeal
from oa_desktop.domain.ids import PostId
from oa_desktop.domain.trust.sealing import organ_named
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n import _
from oa_desktop.i18n.moments import day_of
from oa_desktop.office.seals.book import keeper_name, state_of
from oa_desktop.office.seals.room import USUAL_MM, IssuedSeal, WantedSeal

_BOOK = KeptBook(
    read=lambda session: session.seal_book.ledger(),
    hand_out=lambda session, file: session.seal_book.hand_out(file),
)
_KEEPER = click.option("--keeper", required=True, metavar="ACCOUNT", help=_("由谁保管：有“印制用印”角色的人的账号。"))
_ORGAN = click.option(
    "--organ", default="", help=_("哪个机关的印章；不写的，启用时看印章上写的是哪个机关，制章时是本单位。")
)
_REASON = click.option("--reason", default="", help=_("原因，或者依据。"))
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(
    "seal", cls=ChineseGroup, help=_("列出电子印章；下面的命令查看、启用、移交、停用、恢复、销毁印章，写出印章登记簿。")
)
@with_surroundings
def command(told: Surroundings) -> None:
    """List the seals where nothing else is asked for."""
    if not click.get_current_context().invoked_subcommand:
        _list(told)


@command.command("list", help=_("列出电子印章。"))
@with_surroundings
def list_seals(told: Surroundings) -> None:
    """List the seals of the unit."""
    _list(told)


def _list(told: Surroundings) -> None:
    with told.session() as (_office, session):
        unit, seals = session.organisation(), session.seals.all
    rows = [
        (
            one.data[:8],
            one.name,
            one.organ,
            state_of(unit, one),
            keeper_name(unit, one.keeper),
            _("{first} 至 {last}").format(first=one.valid_from, last=one.valid_until),
            one.maker,
        )
        for one in seals
    ]
    write_table((_("编号"), _("印章"), _("机关"), _("状态"), _("保管人"), _("有效期"), _("制章人")), rows)


@command.command("show", help=_("查看印章文件 FILE 里写的什么，不登记。"))
@click.argument("file", type=_FILE)
@with_surroundings
def show(told: Surroundings, file: Path) -> None:
    """Show what a seal says, whoever brings it."""
    with told.session() as (_office, session):
        seal = session.seals.facts(read_file(file))
    rows = (
        (_("名称"), seal.name),
        (_("编码"), seal.id),
        (_("格式"), _VERSIONS[seal.version]),
        (_("有效期"), _("{first} 至 {last}").format(first=day_of(seal.valid_from), last=day_of(seal.valid_until))),
        (_("图形"), f"{seal.picture_kind}，{seal.width_mm}×{seal.height_mm} mm"),
        (_("可用的证书"), _("{count} 张").format(count=len(seal.holders))),
        (_("制章人签名"), _("成立") if seal.maker_signature_holds else _("不成立")),
    )
    write_table((_("项目"), _("内容")), rows)


_VERSIONS = {1: "GM/T 0031-2014", 4: "GB/T 38540-2020", 5: "GM/T 0031-2025"}


@command.command("import", help=_("启用制发机关发下来的印章 FILE，由安全保密管理员办理，保管人在场输入印章的口令。"))
@click.argument("file", type=_FILE)
@click.option("--certificate", type=_FILE, required=True, help=_("可以使用它的证书，DER。"))
@click.option("--key", type=_FILE, help=_("证书的私钥，PKCS#8；密钥在令牌里的不写。"))
@_ORGAN
@_KEEPER
@_REASON
@with_surroundings
def import_seal(
    told: Surroundings, *, file: Path, certificate: Path, key: Path | None, organ: str, keeper: str, reason: str
) -> None:
    """Take a seal into use as the competent body issued it."""
    with told.session() as (_office, session):
        session.refuse_role(EnrolSeal)
        unit, data = session.organisation(), read_file(file)
        name = session.seals.facts(data).name
        issued = IssuedSeal(
            data=data,
            certificate=read_file(certificate),
            key=read_file(key) if key else b"",
            organ=organ or organ_named(unit, name),
            keeper=_keeper(unit, keeper),
            password=_opening(told, name, on_token=key is None),
            reason=reason,
        )
        session.seals.enrol(issued)
    words = _("请销毁或者锁好带来的私钥文件。") if key else _("密钥留在令牌里，用印时插上令牌，输入令牌的口令（PIN）。")
    click.echo(_("已启用：{name}。{words}").format(name=name, words=words))


@command.command("make", help=_("制作实训章、演示章并启用，由安全保密管理员办理；正式单位不能制章。"))
@_ORGAN
@_KEEPER
@click.option("--diameter", type=int, default=USUAL_MM, show_default=True, help=_("直径，42 或者 45 毫米。"))
@click.option("--second", default="", metavar="ACCOUNT", help=_("建了证书机构的，在场的另一位保管人的账号。"))
@with_surroundings
def make(told: Surroundings, *, organ: str, keeper: str, diameter: int, second: str) -> None:
    """Make a seal for training or demonstration."""
    own = told.own_password()
    with told.session(own) as (_office, session):
        unit = session.organisation()
        name = organ or unit.name
        session.seals.refuse_making()
        password = told.new_password(_("印章“{name}”").format(name=name))
        wanted = WantedSeal(organ=name, keeper=_keeper(unit, keeper), password=password, diameter_mm=diameter)
        if session.seals.is_certified_here:
            together(told, own, _present(second), lambda present: session.seals.make(wanted, present))
        else:
            session.seals.make(wanted)
    click.echo(_("已制作并启用：{name}。").format(name=name))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A command that changes how a seal stands.

    Attributes:
        act: What it does.
        help: What is said of it.
        done: What is said afterwards.
        keeper: Whether it asks who keeps the seal from then on.
    """

    act: type[SealAction]
    help: str
    done: str
    keeper: bool = False


_CHANGES = {
    "entrust": _Change(
        act=EntrustSeal,
        help=_("移交印章 SEAL：换一个人保管，由安全保密管理员办理。"),
        done=_("已移交。请原保管人把印章的口令告诉新保管人，由他用 seal password 更改。"),
        keeper=True,
    ),
    "suspend": _Change(act=SuspendSeal, help=_("停用印章 SEAL，由安全保密管理员办理。"), done=_("已停用。")),
    "resume": _Change(act=ResumeSeal, help=_("恢复停用的印章 SEAL，由安全保密管理员办理。"), done=_("已恢复。")),
    "destroy": _Change(
        act=DestroySeal,
        help=_("申请销毁印章 SEAL，由安全保密管理员办理，管印章的人用 second confirm 确认后生效。"),
        done=_("已申请，现在还能用。请管印章的人用 second confirm 确认，确认后密钥一并销毁。"),
    ),
}


def _changing(change: _Change) -> Callable[..., None]:
    """Return the command of a change."""

    @click.argument("seal")
    @_REASON
    @with_surroundings
    def run(told: Surroundings, seal: str, reason: str, keeper: str = "") -> None:
        with told.session() as (_office, session):
            given = {"keeper": _keeper(session.organisation(), keeper)} if change.keeper else {}
            session.perform(change.act(seal=seal_named(session, seal).data, reason=reason, **given))
        click.echo(change.done)

    return _KEEPER(run) if change.keeper else run


for _name, _change in _CHANGES.items():
    command.command(_name, help=_change.help)(_changing(_change))


@command.command("password", help=_("更改自己保管的印章 SEAL 的口令。"))
@click.argument("seal")
@with_surroundings
def password(told: Surroundings, seal: str) -> None:
    """Change the password of a seal."""
    with told.session() as (_office, session):
        one = seal_named(session, seal)
        old = told.secret(_("印章“{name}”的原口令").format(name=one.name))
        session.seals.change_password(one.data, old, told.new_password(_("印章“{name}”").format(name=one.name)))
    click.echo(_("口令已更改。"))


@command.command("book", help=_("印章登记簿：启用、移交、停用、恢复、销毁，盖在哪些公文上、谁批准的。"))
@OUTPUT
@with_surroundings
def book(told: Surroundings, output: Path | None) -> None:
    """Write the book of seals, on the terminal or to a file."""
    list_or_write(told, _BOOK, output)


def _opening(told: Surroundings, name: str, *, on_token: bool) -> str:
    """Return by what a seal's key will be opened: a new password, or the PIN of the token that has it."""
    whose = _("印章“{name}”").format(name=name)
    return told.pin(whose) if on_token else told.new_password(whose)


def _present(second: str) -> str:
    if not second:
        raise click.UsageError(_("本单位建了证书机构，请用 --second 写明在场的另一位保管人的账号。"))
    return second


def _keeper(unit: Organisation, account: str) -> PostId:
    """Return the post in which somebody keeps seals; the first of theirs where none has the role."""
    posts = unit.posts_of(unit.person_by_account(account).id)
    keeping = (post.id for post in posts if Role.SEAL_KEEPER in post.roles)
    return next(keeping, next((post.id for post in posts), PostId("")))
