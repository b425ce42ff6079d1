"""``archive fixity``, ``repair`` and ``disposal``: the archive is checked, mended, and destroyed in part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from oa_desktop.cli.chinese_help import ChineseCommand, ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT
from oa_desktop.cli.files import read_file
from oa_desktop.cli.named_people import person_named
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.keeping import ApproveDisposal, SuperviseDisposal
from oa_desktop.domain.archives.fixity import BadFile
from oa_desktop.domain.exchange.package import LARGEST
from oa_desktop.i18n import _
from oa_desktop.office.archiving.disposal_acts import due, ended, listing
from oa_desktop.office.archiving.keeping import EVERY_YEAR
from oa_desktop.office.archiving.kept_words import fault_said, repaired_said

_YEAR = click.option("--year", type=click.IntRange(1949, 2999), default=None, help=_("年度；不写是全部年度。"))
_BAD = 1
"""How the command ends where something is bad."""


@click.command(
    "fixity",
    cls=ChineseCommand,
    help=_(
        "固化检查：把每一件的每个文件读一遍，与登记的摘要比，结果记入归档登记。"
        "中断了再做，从停下的地方接着做。结束时的代码：0 都对，1 有不对的。"
    ),
)
@_YEAR
@click.option("--anew", is_flag=True, help=_("不接着上次停下的地方，从头查。"))
@with_surroundings
def fixity(told: Surroundings, year: int | None, *, anew: bool) -> int:
    """Check the archive, and name each bad file."""
    with told.session() as (_office, session):
        reports = session.archive.keeping.check(year or EVERY_YEAR, anew=anew)
    for one in reports:
        said = _("{fonds} {year}：{items} 件，{files} 个文件，{size} 字节，{bad} 个不对；不能看的 {passed} 件没有查。")
        name = one.register
        click.echo(
            said.format(
                fonds=name.fonds,
                year=name.year,
                items=one.items,
                files=one.files,
                size=one.size,
                bad=len(one.bad),
                passed=one.passed,
            )
        )
        _write(one.bad)
    return _BAD if any(one.bad for one in reports) else 0


def _write(bad: tuple[BadFile, ...]) -> None:
    if bad:
        write_table((_("档号"), _("文件"), _("怎么了")), [(one.code, one.part, fault_said(one.fault)) for one in bad])


@click.command(
    "repair",
    cls=ChineseCommand,
    help=_(
        "修复最近一次固化检查查出来的：从 --from 的备份、归档信息包、工作台交换包里找摘要相同的补上，逐件记入归档登记。"
        "还没有查过的年度，新整理、新接收以后没有查过的，先查一遍。"
    ),
)
@click.option(
    "--from",
    "source",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    help=_("备份的目录，archive pack 写的文件夹，或者本单位另一台工作台做的交换包文件。"),
)
@_YEAR
@with_surroundings
def repair(told: Surroundings, year: int | None, source: Path) -> int:
    """Put back what a good copy has, and name what is left."""
    with told.session() as (_office, session):
        keeping = session.archive.keeping
        carried = source.is_file()
        copies = (
            keeping.carried_copies(source.name, read_file(source, LARGEST)) if carried else keeping.copies_in(source)
        )
        done = keeping.repair(copies, year or EVERY_YEAR)
    click.echo(repaired_said(done))
    _write(done.left)
    return _BAD if done.left else 0


@click.group("disposal", cls=ChineseGroup, help=_("列出销毁清册；下面的命令拟订、批准、监销、销毁。"))
@with_surroundings
def disposal(told: Surroundings) -> None:
    """List what was drawn up where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    with told.session() as (_office, session):
        keeping = session.archive.keeping
        rows = [
            (
                one.id[:SHORT],
                str(register.name.year),
                str(len(one.act.items)),
                keeping.stage(register, one),
                one.act.opinion,
            )
            for register, one in keeping.disposals()
        ]
    write_table((_("编号"), _("年度"), _("件数"), _("办到哪一步"), _("鉴定意见")), rows)


@disposal.command("ended", help=_("列出保管期限到了、还没有列进清册的件：到期的年度里最早的一个年度的。"))
@with_surroundings
def list_ended(told: Surroundings) -> None:
    """List what may be proposed to be destroyed."""
    with told.session() as (_office, session):
        rows = [(one.code, str(one.year), one.retention, one.title) for one in ended(session)]
    if rows:
        write_table((_("档号"), _("年度"), _("保管期限"), _("题名")), rows)
    click.echo(_("到期的 {count} 件。").format(count=len(rows)))


@disposal.command(
    "list",
    help=_("拟订销毁清册：CODE 是到期的件的档号，都在一个年度；写 --ended 的是 ended 列出的全部。由归档的人办。"),
)
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--ended", "every", is_flag=True, help=_("ended 列出的全部；要留的请写档号，不用这一项。"))
@click.option(
    "--appraiser", "appraisers", multiple=True, required=True, help=_("鉴定小组的人：账号或者姓名，至少两个。")
)
@click.option("--opinion", required=True, help=_("鉴定意见。"))
@with_surroundings
def draw_up(
    told: Surroundings, codes: tuple[str, ...], appraisers: tuple[str, ...], opinion: str, *, every: bool
) -> None:
    """Draw up a list."""
    if every == bool(codes):
        raise click.UsageError(_("请写档号，或者只写 --ended。"))
    with told.session() as (_office, session):
        people = tuple(person_named(session, one) for one in appraisers)
        session.perform(listing(session, due(session) if every else codes, people, opinion))
    click.echo(_("已拟订销毁清册，等签发的人批准。"))


@disposal.command("approve", help=_("批准销毁清册 LIST；由签发的人办，拟订的人不能批准。"))
@click.argument("named", metavar="LIST")
@click.option("--opinion", default="", help=_("批准意见。"))
@with_surroundings
def approve(told: Surroundings, named: str, opinion: str) -> None:
    """Approve a list."""
    with told.session() as (_office, session):
        register, found = session.archive.keeping.disposal(named)
        of = register.name
        session.perform(ApproveDisposal(fonds=of.fonds, archival_year=of.year, disposal=found.id, opinion=opinion))
    click.echo(_("已批准，等两个人监销。"))


@disposal.command("supervise", help=_("监销：照清册 LIST 清点过；另一个人用 second 确认以后才能销毁。"))
@click.argument("named", metavar="LIST")
@click.option("--method", default="删除密钥和文件", show_default=True, help=_("销毁方式。"))
@click.option("--place", required=True, help=_("销毁地点。"))
@click.option("--day", default="", metavar="YYYY-MM-DD", help=_("日期；不写是今天。"))
@with_surroundings
def supervise(told: Surroundings, named: str, **said: Any) -> None:
    """Record that one supervised, which another confirms."""
    with told.session() as (_office, session):
        register, found = session.archive.keeping.disposal(named)
        of = register.name
        session.perform(SuperviseDisposal(disposal=found.id, fonds=of.fonds, archival_year=of.year, **said))
    click.echo(_("已登记监销，等另一个监销人确认。"))


@disposal.command("destroy", help=_("销毁批准了、两个人监销了的清册 LIST；中断了再做，接着销毁。"))
@click.argument("named", metavar="LIST")
@with_surroundings
def destroy(told: Surroundings, named: str) -> None:
    """Destroy what a list names."""
    with told.session() as (_office, session):
        done = session.archive.keeping.destroy(named)
    said = _("清册里的 {items} 件都已销毁，这次删除了 {contents} 个文件和它们的密钥；目录和清册永久保存。")
    click.echo(said.format(items=done.items, contents=done.contents))
    click.echo(_("这只对这台计算机上的库负责：以前的备份、别的工作台、导出的包和打印的纸要另外处理。"))
