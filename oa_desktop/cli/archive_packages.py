"""``archive pack``: items leave the archive in packages that other programs read (归档信息包)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from oa_desktop.archive.kinds import PackageKind
from oa_desktop.bootstrap.building import write_archive_package
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.i18n import _

_KINDS = [one.value for one in PackageKind]


@click.command("pack", help=_("把一个年度整理好的件（或者写明档号的 CODE）封装到文件夹 OUTPUT；每件导出记入审计。"))
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--year", type=click.IntRange(1949, 2999), default=None, help=_("年度；不写是今年。"))
@click.option(
    "--kind",
    type=click.Choice(_KINDS),
    default=PackageKind.TRANSFER.value,
    help=_("eep 是一件一个 XML 封装包，transfer 是移交用的文件夹，bag 是加了摘要清单（BagIt）的移交文件夹。"),
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help=_("写到这个文件夹；要是空的或者还没有。"),
)
@with_surroundings
def pack(told: Surroundings, codes: tuple[str, ...], year: int | None, kind: str, output: Path) -> None:
    """Write items into a folder."""
    with told.session() as (_office, session):
        package = session.archive.package(year or date.today().year, codes)
        write_archive_package(package, PackageKind(kind), output)
    click.echo(_("{count} 件已写到 {path}").format(count=len(package.lines), path=output))
