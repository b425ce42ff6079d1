"""``archive pack`` and ``archive import``: items leave the archive in packages (归档信息包), and come back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from oa_desktop.bootstrap.packaging import examine_archive_package
from oa_desktop.cli.archive_holdings import into_folder, tell
from oa_desktop.cli.chinese_help import ChineseCommand
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.archiving.holdings_words import examined_said

_KINDS = [one.value for one in PackageKind]


@click.command(
    "pack",
    cls=ChineseCommand,
    help=_("把一个年度整理好的件（或者写明档号的 CODE）封装到文件夹 OUTPUT；每件导出记入审计。"),
)
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--year", type=click.IntRange(1949, 2999), default=None, help=_("年度；不写是今年。"))
@click.option(
    "--kind",
    type=click.Choice(_KINDS),
    default=PackageKind.TRANSFER.value,
    help=_("eep 是一件一个 XML 封装包，transfer 是移交用的文件夹，bag 是加了摘要清单（BagIt）的移交文件夹。"),
)
@into_folder
@with_surroundings
def pack(told: Surroundings, codes: tuple[str, ...], year: int | None, kind: str, output: Path) -> None:
    """Write items into a folder."""
    with told.session() as (_office, session):
        package = session.archive.packages.package(year or date.today().year, codes)
        count = session.archive.packages.pack(package, PackageKind(kind), output)
        left = session.archive.packages.unfinished()
    click.echo(_("{count} 件已写到 {path}").format(count=count, path=output))
    for one in left:
        click.echo(_("以前没有写完的还在 {path} 旁边，介质接上以后再封装一次就会清除。").format(path=one), err=True)


@click.command(
    "import",
    cls=ChineseCommand,
    help=_(
        "核对归档信息包 PATH（pack 写的文件夹）：本单位的，把丢失的件收回来；别的单位的，整包接收进馆。"
        "有一处不对就什么也不收。接收进馆结束时的代码：0 移交单位可信，4 没有发现改动但移交单位此处无法判定。"
    ),
)
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help=_("只核对，不收。"))
@click.option(
    "--trust",
    "trusted",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=_("移交单位名片（.oacard）所在的文件夹：核对过指纹的才放进去；登记过的交换单位不用写。"),
)
@with_surroundings
def take_in(told: Surroundings, path: Path, trusted: Path | None, *, check: bool) -> int:
    """Look a package through, and take in what is lost here."""
    found = examine_archive_package(path)
    for one in found.faults:
        click.echo(str(say(one.rule, dict(one.params))), err=True)
    if found.opened is None:
        raise Refused("import.faulty", items=found.items, count=len(found.faults))
    if check:
        click.echo(examined_said(found))
        return 0
    with told.session() as (_office, session):
        if found.opened.unit != session.organisation().unit:
            room = session.archive.holdings
            cards = room.cards(trusted) if trusted else ()
            return tell(room.receive(found.opened, room.test(path), cards))
        taken = session.archive.packages.take_in(found.opened)
    said = _("核对了 {count} 件，收回 {taken} 份公文的办理记录和内容；其余的这里都有。")
    click.echo(said.format(count=found.items, taken=len(taken.documents)))
    return 0
