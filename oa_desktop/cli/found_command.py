"""``found``: found a unit from its description; two people are present."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.bootstrap.building import found_unit, found_unit_beside
from oa_desktop.bootstrap.demonstration import demonstration_unit
from oa_desktop.bootstrap.places import keep_private, realm_folder
from oa_desktop.catalogue.units import load_unit
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.files import refuse_special
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.described import DescribedUnit
from oa_desktop.i18n import _
from oa_desktop.i18n.fingerprints import spaced
from oa_desktop.office.founding import Founded


@click.command(
    "found",
    help=_(
        "按 UNIT（单位说明文件，YAML）建立单位：系统等级、机关、机构、人员和初始口令；"
        "写法见 resources/demonstration/unit.yaml。系统管理员和安全保密管理员应当都在场。"
        "库里已经有单位的，用 --as 写明其中一个单位的系统管理员，由他接纳新单位。"
    ),
)
@click.argument("unit", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_surroundings
def command(told: Surroundings, unit: Path) -> None:
    """Found a unit from its description."""
    refuse_special(unit)
    described = load_unit(unit)
    _say_what_takes_time(told, described)
    founded = _found(told, described)
    click.echo(
        _("已建立：{name}（{grade}），{count} 人。").format(
            name=described.name, grade=described.grade.value, count=len(described.people)
        )
    )
    click.echo(_("建立单位的指纹（请抄存，核验时对照）：{digest}").format(digest=spaced(founded.fingerprint)))
    if founded.recovery:
        click.echo(_("恢复码（请抄写或打印后锁存，别处不再保存）：{code}").format(code=founded.recovery.code))
    click.echo(_("单位说明文件里有初始口令，请妥善销毁；请每个人登录后更改口令。"))
    _warn_of_published(told.chosen_realm, described)


def _say_what_takes_time(told: Surroundings, described: DescribedUnit) -> None:
    """Say that a key is made and locked for everybody, where that is not refused at once."""
    if told.account or not realm_folder(told.root, told.chosen_realm).exists():
        words = _("正在建立“{name}”，给 {count} 人各生成一把密钥、用口令封存，要十几秒，请稍候。")
        click.echo(words.format(name=described.name, count=len(described.people)), err=True)


def _found(told: Surroundings, described: DescribedUnit) -> Founded:
    """Found the unit in a store of its own; where somebody is named who lets it in, in the store of theirs."""
    if not told.account:
        keep_private()
        return found_unit(told.root, told.chosen_realm, described)
    with told.session() as (office, host):
        return found_unit_beside(office, host, described)


def _warn_of_published(realm: Realm, described: DescribedUnit) -> None:
    """Warn where a unit in earnest begins with passwords that the demonstration publishes."""
    published = {one.password for one in demonstration_unit().people}
    names = [one.name for one in described.people if one.password in published]
    if realm is Realm.OFFICIAL and names:
        words = _("注意：{names}的初始口令是演示用的，人人知道；请他们现在就用 password 命令换掉。")
        click.echo(words.format(names="、".join(names)), err=True)
