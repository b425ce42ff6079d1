"""``flow``: the flows (流程) that documents may be handled under, their steps, and whether a file of one is right."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.bootstrap.resources import flows
from oa_desktop.catalogue.flows import check_flow, read_flow
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT
from oa_desktop.cli.words import one_line, write_table
from oa_desktop.domain.documents.findings import Severity
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.i18n import _
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.problems import say
from oa_desktop.office.flows.route_words import conditions_in_words, route_rows

CLEAN, FAULTY = 0, 1


@click.group("flow", cls=ChineseGroup, help=_("列出流程和环节，检查流程文件。"))
def command() -> None:
    """List the flows where nothing else is asked for."""
    if not click.get_current_context().invoked_subcommand:
        _list()


@command.command("list", help=_("列出现有的流程。"))
def listing() -> None:
    """List the flows."""
    _list()


@command.command("show", help=_("列出一种流程的各个环节。FLOW 是代号，或者流程文件。"))
@click.argument("named", metavar="FLOW")
def show(named: str) -> None:
    """Show the steps of a flow, by its id or from a file."""
    flow = _named(named)
    click.echo(
        _("{name}（{sort}，代号 {id}，第{version}版）").format(
            name=flow.name, sort=flow.sort.value, id=flow.id, version=flow.version
        )
    )
    head = (_("环节"), _("动作"), _("由谁办理"), _("时限"), _("可以退回到"), _("说明"))
    write_table(head, route_rows(flow))


@command.command("check", help=_("检查流程文件 FILE；不写 FILE 的，登录以后看流程写的人和机构本单位有没有。"))
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_surroundings
def check(told: Surroundings, file: Path | None) -> int:
    """Write what is wrong with a file, or with whom the flows name in this unit."""
    if file is None:
        return _check_names(told)
    found = check_flow(file)
    for one in found:
        said = say(one.rule, one.params)
        click.echo(f"{one.severity.value} {in_words(one.place)}：{said.what}{said.why}{said.do}")
    if not found:
        click.echo(_("没有发现问题。"))
    return FAULTY if any(one.severity is Severity.FAULT for one in found) else CLEAN


def _check_names(told: Surroundings) -> int:
    with told.session() as (_office, session):
        unfit, lost = session.routes.unfit(), session.routes.stranded()
    for problem in unfit:
        click.echo(str(say(problem.code, problem.params)))
    for row in lost:
        words = _("{title}（{id}）的“{step}”没有人能办，请改派（act {id} 改派 --person 人）。")
        click.echo(words.format(title=one_line(row.title), id=row.dossier[:SHORT], step=row.step))
    if not unfit and not lost:
        click.echo(_("没有发现问题。"))
    return FAULTY if unfit or lost else CLEAN


def _list() -> None:
    known = flows().values()
    rows = [(one.name, one.sort.value, one.id, conditions_in_words(one.suits) or _("—")) for one in known]
    write_table((_("流程"), _("收发"), _("代号"), _("先选它的公文")), rows)


def _named(named: str) -> Flow:
    known = flows()
    if named in known:
        return known[named]
    if Path(named).is_file():
        return read_flow(Path(named))
    raise Refused("flow.unknown", flow=named, known="、".join(known))
