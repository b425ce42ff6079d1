"""``archive properties``: the four properties (四性检测) of items of the archive, or of a 归档件 in a folder."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from oa_desktop.bootstrap.packaging import properties_of_package
from oa_desktop.cli.chinese_help import ChineseCommand
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.domain.archives.properties import PropertyReport, Result, Stage
from oa_desktop.i18n import _
from oa_desktop.office.archiving.property_page import conclusion, label, mark, record
from oa_desktop.office.archiving.testing import ReportFile
from oa_desktop.office.leaving import write_file
from oa_desktop.office.session import Session

EXIT = {Result.PASSED: 0, Result.FAILED: 1, Result.PERSON: 4}
"""How the command ends: the same three ways as ``verify``."""
_SHOWN = (Result.FAILED, Result.PERSON)


@click.command(
    "properties",
    cls=ChineseCommand,
    help=_(
        "四性检测：NAME 是档号，或者归档件、归档信息包的文件夹，或者封装包（不需要账户）；不写则检测整个年度。"
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
    help=_("把每件的检测报告（PDF；写了 --json 的是 JSON）写到这个文件夹，文件名是档号；只用于档号和年度。"),
)
@click.option("--viruses", is_flag=True, help=_("用这台计算机上的 ClamAV 查病毒；没有它或者没有病毒库的，仍是待人工。"))
@click.option(
    "--seen",
    multiple=True,
    metavar=_("项=结论，说明"),
    help=_("人核对了的一项，如“归档范围=通过，对照过范围表”；可以写几次。只用于档号和年度。"),
)
@click.option("--record", "recorded", is_flag=True, help=_("把结论和报告的摘要登记在归档登记里；只用于档号和年度。"))
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
    viruses: bool,
    seen: tuple[str, ...],
    recorded: bool,
) -> int:
    """Write what the tests of the four properties found; the exit code tells the worst."""
    folders = [Path(one) for one in names if Path(one).exists()]
    if (output or seen or recorded) and folders:
        raise click.UsageError(_("-o、--seen、--record 只用于档号和年度。"))
    reports = [one for path in folders for one in properties_of_package(path, Stage(stage), viruses=viruses)]
    codes = tuple(one for one in names if not Path(one).exists())
    if codes or not names:
        with told.session() as (_office, session):
            found = session.archive.properties(year or date.today().year, codes, Stage(stage), viruses=viruses)
            for tested in found:
                report = _seen(session, tested, seen)
                if recorded:
                    session.archive.testing.record(report)
                if output:
                    file = ReportFile.JSON if as_json else ReportFile.PDF
                    write_file(output / f"{report.code}.{file.lower()}", session.archive.testing.hand_out(report, file))
                reports.append(report)
    if as_json:
        click.echo(json.dumps([record(one) for one in reports], ensure_ascii=False, indent=2))
    else:
        write_reports(reports, tuple(Result) if everything else _SHOWN)
    worst = {one.result for one in reports}
    return next((EXIT[one] for one in _SHOWN if one in worst), EXIT[Result.PASSED])


_SEEN = re.compile(r"([^=＝]+)[=＝](通过|不通过|不适用)(?:[，,：:](.*))?")


def _seen(session: Session, report: PropertyReport, seen: Sequence[str]) -> PropertyReport:
    """Return a report with what a person saw.

    Raises:
        Refused: ``properties.no-item``, ``properties.decided``, ``properties.no-note``.
    """
    for one in seen:
        said = _SEEN.fullmatch(one)
        if said is None:
            raise click.UsageError(_("--seen 写成“项=通过，说明”，结论是通过、不通过、不适用之一。"))
        report = session.archive.testing.answered(report, said[1], Result(said[2]), said[3] or "")
    return report


def write_reports(reports: Sequence[PropertyReport], shown: Sequence[Result]) -> None:
    """Write what reports come to, and their answers that came out in some ways."""
    for report in reports:
        click.echo(f"{report.code} {report.title} {report.stage.value}：{conclusion(report)}")
        rows = [
            (mark(one.result), one.criterion.property.value, label(one, report), one.evidence + one.remedy)
            for one in report.answers
            if one.result in shown
        ]
        if rows:
            write_table((_("结论"), _("性质"), _("检测项"), _("看到什么、怎么办")), rows)
