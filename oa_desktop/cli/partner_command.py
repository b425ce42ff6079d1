"""``partner``: the units that packages are exchanged with (交换单位), and this unit's card for them."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.files import read_file
from oa_desktop.cli.words import one_line, write_table
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.i18n import _
from oa_desktop.i18n.fingerprints import spaced
from oa_desktop.office.leaving import write_file
from oa_desktop.office.session import Session

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group("partner", cls=ChineseGroup, help=_("列出交换单位；下面的命令导出本单位名片，登记和停止交换单位。"))
@with_surroundings
def command(told: Surroundings) -> None:
    """List the partners where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    with told.session() as (_office, session):
        rows = [(one.name, one.grade.value, one.device, _said(session, one)) for one in session.partners.known]
    write_table((_("单位"), _("系统等级"), _("计算机"), _("名片指纹")), rows)


@command.command("card", help=_("导出本单位的名片，交给要交换的单位；由安全保密管理员办理。"))
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help=_("写到这个文件。")
)
@with_surroundings
def card(told: Surroundings, output: Path) -> None:
    """Write this unit's card to a file."""
    with told.session() as (_office, session):
        data = session.partners.card()
        said = _said(session, session.partners.read_card(data))
    write_file(output, data)
    click.echo(_("已写到 {path}").format(path=output))
    click.echo(_("名片指纹：{digest}。请对方登记以前用电话与这里核对。").format(digest=said))


@command.command("show", help=_("看一张名片 FILE 是哪个单位的，指纹是什么。"))
@FILE
@with_surroundings
def show(told: Surroundings, file: Path) -> None:
    """Show what stands on a card."""
    with told.session() as (_office, session):
        found = session.partners.read_card(read_file(file))
        _tell(session, found)


@command.command("register", help=_("登记名片 FILE 的单位；要先核对指纹。由安全保密管理员办理。"))
@FILE
@click.option("--compared", required=True, help=_("与谁、怎样核对的指纹，例如“电话，县委保密办王芳”。"))
@with_surroundings
def register(told: Surroundings, file: Path, compared: str) -> None:
    """Register the unit of a card."""
    with told.session() as (_office, session):
        data = read_file(file)
        session.partners.register(data, compared)
        found = session.partners.read_card(data)
        _tell(session, found)
    click.echo(_("已登记交换单位：{name}。").format(name=one_line(found.name)))


@command.command("drop", help=_("停止与单位 NAME 交换；由安全保密管理员办理。"))
@click.argument("name")
@click.option("--reason", required=True, help=_("为什么停止。"))
@with_surroundings
def drop(told: Surroundings, name: str, reason: str) -> None:
    """Exchange nothing more with a unit, whichever of its desks."""
    with told.session() as (_office, session):
        for one in named_partners(session, name):
            session.partners.drop(one, reason)
    click.echo(_("已停止与{name}交换。").format(name=name))


def named_partners(session: Session, name: str) -> list[UnitCard]:
    """Return the cards of the partner of a name.

    Raises:
        Refused: ``partner.unknown``.
    """
    found = [one for one in session.partners.known if one.name == name]
    if not found:
        raise Refused("partner.unknown", name=name)
    return found


def _tell(session: Session, found: UnitCard) -> None:
    told = _("{name}（{realm}域，{grade}），名片指纹：{digest}")
    click.echo(
        told.format(
            name=one_line(found.name), realm=found.realm.label, grade=found.grade.value, digest=_said(session, found)
        )
    )


def _said(session: Session, one: UnitCard) -> str:
    return spaced(session.partners.fingerprint(one))
