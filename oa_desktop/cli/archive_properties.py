"""``archive properties``: the four properties (四性检测) of items of the archive, or of a 归档件 in a folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from oa_desktop.bootstrap.building import properties_of_package
from oa_desktop.cli.chinese_help import ChineseCommand
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.domain.archives.properties import PropertyReport, Result, Stage
from oa_desktop.i18n import _
from oa_desktop.office.archiving.property_page import conclusion, label, mark, record
from oa_desktop.office.leaving import write_file

EXIT = {Result.PASSED: 0, Result.FAILED: 1, Result.PERSON: 4}
"""How the command ends: the same three ways as ``verify``."""
_SHOWN = (Result.FAILED, Result.PERSON)


@click.command(
    "properties",
    cls=ChineseCommand,
    help=_(
        "四性检测：NAME 是档号，或者一个归档件的文件夹（不需要账户）；不写则检测整个年度。"
        "没有看过的不算通过。结束时的代码：0 通过，1 不通过，4 有待人工检测的。"
    ),
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--year", type=click.IntRange(1949, 2999), default=None, help=_("年度；不写是今年。"))
@click.option(
    "--stage",
    type=click.Choice([one.value for one in Stage]),
    default=Stage.FILING.value,
    help=_("环节。"),
)
@click.option("--all", "everything", is_flag=True, help=_("通过的、不适用的也逐项列出。"))
@click.option("--json", "as_json", is_flag=True, help=_("写成 JSON，一件一个对象。"))
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help=_("把每件的检测报告（PDF）写到这个文件夹，文件名是档号；只用于档号和年度。"),
)
@with_surroundings
def properties(
    told: Surroundings,
    *,
    names: tuple[str, ...],
    year: int | None,
    stage: str,
    everything: bool,
    as_json: bool,
    output: Path | None,
) -> int:
    """Write what the tests of the four properties found; the exit code tells the worst."""
    if output and any(Path(one).is_dir() for one in names):
        raise click.UsageError(_("-o 只用于档号和年度。"))
    folders = [Path(one) for one in names if Path(one).is_dir()]
    reports = [properties_of_package(one, Stage(stage)) for one in folders]
    codes = tuple(one for one in names if not Path(one).is_dir())
    if codes or not names:
        with told.session() as (_office, session):
            reports += session.archive.properties(year or date.today().year, codes, Stage(stage))
            for one in reports if output else ():
                write_file(Path(output or "") / f"{one.code}.pdf", session.archive.hand_out_properties(one))
    if as_json:
        click.echo(json.dumps([record(one) for one in reports], ensure_ascii=False, indent=2))
    else:
        _write(reports, tuple(Result) if everything else _SHOWN)
    worst = {one.result for one in reports}
    return next((EXIT[one] for one in _SHOWN if one in worst), EXIT[Result.PASSED])


def _write(reports: Sequence[PropertyReport], shown: Sequence[Result]) -> None:
    for report in reports:
        click.echo(f"{report.code} {report.title} {report.stage.value}：{conclusion(report)}")
        rows = [
            (mark(one.result), one.criterion.property.value, label(one, report), one.evidence + one.remedy)
            for one in report.answers
            if one.result in shown
        ]
        if rows:
            write_table((_("结论"), _("性质"), _("检测项"), _("看到什么、怎么办")), rows)
