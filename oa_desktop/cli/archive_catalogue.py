"""``archive check-catalogue``: a catalogue that was typed or comes back, against the register (目录核对)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from oa_desktop.bootstrap.resources import build_columns
from oa_desktop.cli.chinese_help import ChineseCommand
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.files import read_file
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.archiving.catalogue_faults import CheckedFile

_DIFFERS = 1
"""How the command ends where something differs."""


@click.command(
    "check-catalogue",
    cls=ChineseCommand,
    help=_(
        "目录核对：把手工打的或者档案馆退回的目录 FILE（.xlsx 或者 .csv）与归档登记逐行比，"
        "说明哪一行哪里不对、怎么办；什么也不记。结束时的代码：0 都对，1 有不对的。"
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=click.IntRange(1949, 2999), default=None, help=_("目录是哪个年度的；不写是今年。"))
@click.option(
    "--columns", default="", metavar="FILE", help=_("目录的列照接收档案的档案馆的叫法：文件，或者样例名 item。")
)
@with_surroundings
def command(told: Surroundings, file: Path, year: int | None, columns: str) -> int:
    """Write in what a catalogue differs from the register."""
    wanted = build_columns(columns) if columns else None
    with told.session() as (_office, session):
        found = session.archive.check_catalogue(year or date.today().year, read_file(file), file.name, wanted)
    for one in found.faults:
        said = say(one.code, one.params)
        click.echo(f"{said.what}{said.do}")
    click.echo(CheckedFile(name=file.name, found=found).summary)
    return _DIFFERS if found.faults else 0
