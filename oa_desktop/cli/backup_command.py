"""``backup``: copy the whole store, still encrypted, into a new folder."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.i18n import _
from oa_desktop.office.ports.store import BackupFacts


@click.command("backup", help=_("把整个库（仍是加密的）备份到 TARGET，一个还没有的目录。由系统管理员办理。"))
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@with_surroundings
def command(told: Surroundings, target: Path) -> None:
    """Copy the whole store into a new folder."""
    if target.resolve().is_relative_to(told.root.resolve()):
        raise click.UsageError(_("备份要放在数据目录之外"))
    with told.session() as (_office, session):
        facts = session.administration.back_up(target)
    click.echo(_("已备份到 {target}：{what}。").format(target=target, what=described(facts)))
    click.echo(_("备份和恢复码请分开保管。"))


def described(facts: BackupFacts) -> str:
    """Return what a backup holds, in words."""
    words = _("{entries} 条办理记录，{files} 个文件，{size} KB").format(
        entries=facts.entries, files=facts.files, size=-(-facts.size // 1024)
    )
    return words + (_("；备份前已缺 {count} 份内容").format(count=len(facts.missing)) if facts.missing else "")
