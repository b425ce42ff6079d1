"""``restore``: make a store again from a backup, and verify what came back before it takes its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from oa_desktop.bootstrap.places import keep_private
from oa_desktop.bootstrap.restoring import Proof, restore_unit
from oa_desktop.cli.backup_command import described
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.files import kept_heads
from oa_desktop.cli.journal_report import report
from oa_desktop.i18n import _


@click.command("restore", help=_("由 SOURCE（备份目录）恢复到 --home 指定的、还没有库的地方；登录并核验之后才算数。"))
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--as-desk", "desk", default="", help=_("恢复成本单位的又一台工作台，叫什么名称；由系统管理员办理。"))
@click.option(
    "--heads",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("与这个链头单文件（audit heads 写的 .txt）核对：备份比链头单旧的，逐条写明少了哪一条。"),
)
@with_surroundings
def command(told: Surroundings, source: Path, desk: str, heads: Path | None) -> None:
    """Make a store again from a backup and verify it."""
    told.refuse_nobody()
    keep_private()
    proof = Proof(account=told.account, password=told.password(told.account), desk=desk, kept=kept_heads(heads))
    restored = told.with_pin(lambda pin: restore_unit(told.root, told.chosen_realm, source, replace(proof, pin=pin)))
    click.echo(_("已恢复：{what}。").format(what=described(restored.facts)))
    report(restored.verdict)
