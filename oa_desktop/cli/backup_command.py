"""``backup``: copy the whole store, still encrypted, into a new folder."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.journal_report import report
from oa_desktop.domain.rotation import Keeping
from oa_desktop.i18n import _
from oa_desktop.office.administration import Administration, Rotated
from oa_desktop.office.ports.store import BackupFacts


@click.command(
    "backup",
    help=_(
        "把整个库（仍是加密的）备份到 TARGET，一个还没有的目录。由系统管理员办理。"
        "--drill 再把备份恢复到一个空的地方核验一遍；TARGET 已经是备份的，只做核验。"
        "--rotate 把 TARGET 当作放备份的目录，新做一份，演练成功以后清理不用再留的旧备份。"
    ),
)
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@click.option("--drill", is_flag=True, help=_("恢复演练：试着恢复、打开、核验，不留下什么。"))
@click.option("--rotate", is_flag=True, help=_("轮换：TARGET 是放备份的目录。"))
@click.option("--days", type=click.IntRange(1), default=7, show_default=True, help=_("轮换：留最近几天的，每天一份。"))
@click.option("--weeks", type=click.IntRange(0), default=4, show_default=True, help=_("轮换：留最近几周的，每周一份。"))
@click.option(
    "--months", type=click.IntRange(0), default=12, show_default=True, help=_("轮换：留最近几个月的，每月一份。")
)
@click.option(
    "--also",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=_("在这个已有的目录里（另一块磁盘、另外的介质）也做一份，并且演练；可以写几次。"),
)
@with_surroundings
def command(
    told: Surroundings, *, target: Path, drill: bool, rotate: bool, also: tuple[Path, ...], **keeping: int
) -> None:
    """Copy the whole store into a new folder, or prove that a copy can be restored."""
    if any(one.resolve().is_relative_to(told.root.resolve()) for one in (target, *also)):
        raise click.UsageError(_("备份要放在数据目录之外"))
    with told.session() as (_office, session):
        if rotate:
            _tell_rotated(session.administration.rotate(target, Keeping(**keeping)))
            _tell_copies(session.administration, also)
            return
        if not (drill and target.is_dir() and any(target.iterdir())):
            facts = session.administration.back_up(target)
            click.echo(_("已备份到 {target}：{what}。").format(target=target, what=described(facts)))
            click.echo(_("备份和恢复码请分开保管。"))
        if drill:
            drilled = session.administration.drill(target)
            words = _("恢复演练：{what}，恢复出 {count} 件公文，清单、检索和权限与办理记录一致。")
            click.echo(words.format(what=described(drilled.facts), count=drilled.documents))
            report(drilled.verdict)
        _tell_copies(session.administration, also)


def _tell_copies(administration: Administration, also: tuple[Path, ...]) -> None:
    for place, drilled in administration.prove_copies(also):
        click.echo(_("另一份在 {target}：{what}，恢复演练成功。").format(target=place, what=described(drilled.facts)))


def _tell_rotated(done: Rotated) -> None:
    click.echo(
        _("已备份到 {target}：{what}，恢复演练成功。").format(target=done.target, what=described(done.drilled.facts))
    )
    for name in done.removed:
        click.echo(_("已清理旧备份 {name}。").format(name=name))
    report(done.drilled.verdict)


def described(facts: BackupFacts) -> str:
    """Return what a backup holds, in words."""
    words = _("{entries} 条办理记录，{files} 个文件，{size} KB").format(
        entries=facts.entries, files=facts.files, size=-(-facts.size // 1024)
    )
    return words + (_("；备份前已缺 {count} 份内容").format(count=len(facts.missing)) if facts.missing else "")
