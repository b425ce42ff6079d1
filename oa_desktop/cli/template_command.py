"""``template``: what may be chosen about pages (版式模板), and whether a file that chooses is right."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.catalogue.templates import check_template
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.words import write_table
from oa_desktop.domain.findings import Severity
from oa_desktop.domain.template import CHOICES
from oa_desktop.i18n import _
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.problems import say

CLEAN, FAULTY = 0, 1


@click.group("template", cls=ChineseGroup, help=_("列出版式模板里可以选的各项；下面的命令检查一个模板文件。"))
def command() -> None:
    """List every choice where nothing else is asked for."""
    if not click.get_current_context().invoked_subcommand:
        rows = [(one.name, one.range, one.says(one.usual)) for one in CHOICES.values()]
        write_table((_("名称"), _("可以写"), _("不写的")), rows)


@command.command("check", help=_("检查版式模板 FILE：有没有写错，超没超出限度。"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> int:
    """Write what is wrong with the file of a template; the exit code tells whether it can be used."""
    found = check_template(file)
    for one in found:
        said = say(one.rule, one.params)
        click.echo(f"{one.severity.value} {in_words(one.place)}：{said.what}{said.why}{said.do}")
    if not found:
        click.echo(_("没有发现问题。"))
    return FAULTY if any(one.severity is Severity.FAULT for one in found) else CLEAN
