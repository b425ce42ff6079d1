"""``template``: what may be chosen about pages (版式模板), and the template that the unit's pages follow."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.bootstrap.resources import build_template
from oa_desktop.catalogue.templates import check_template
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.organising import AdoptTemplate
from oa_desktop.domain.documents.findings import Severity
from oa_desktop.domain.documents.template import CHOICES, Template
from oa_desktop.i18n import _
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.problems import say

CLEAN, FAULTY = 0, 1


@click.group("template", cls=ChineseGroup, help=_("列出版式模板里可以选的各项；下面的命令检查、采用一个模板。"))
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


@command.command("show", help=_("查看本单位现在用哪套版式模板。"))
@with_surroundings
def show(told: Surroundings) -> None:
    """Show the template that the unit's pages follow."""
    with told.session() as (_office, session):
        unit = session.organisation()
    _write(unit.template(unit.adopted))


@command.command("adopt", help=_("采用版式模板 FILE，由系统管理员办理：从此新排的页面都用它，已经签发的不变。"))
@click.argument("named", metavar="FILE")
@click.option("--reason", default="", help=_("为什么换。"))
@with_surroundings
def adopt(told: Surroundings, named: str, reason: str) -> None:
    """Let the pages of the unit follow a template: a file, or one of the program's own by its name."""
    template = build_template(named)
    with told.session() as (_office, session):
        session.perform(AdoptTemplate(template=template, reason=reason))
    _write(template)


def _write(template: Template) -> None:
    """Write the name of a template, the words of its marks, and its choices beside the usual ones."""
    click.echo(_("版式模板：{name}").format(name=template.name))
    marks = [(one.organ, one.format.value, one.text) for one in template.marks]
    if marks:
        write_table((_("机关"), _("格式"), _("标志")), marks)
    rows = [(one.name, one.says(getattr(template, field)), one.says(one.usual)) for field, one in CHOICES.items()]
    write_table((_("名称"), _("本单位"), _("不写的")), rows)
