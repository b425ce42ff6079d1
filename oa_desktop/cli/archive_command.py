"""``archive``: scheme and schedule, dry runs, arranging, and what is in the archive (归档整理)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from oa_desktop.bootstrap.resources import build_schedule, build_scheme
from oa_desktop.cli import (
    archive_arranging,
    archive_books,
    archive_catalogue,
    archive_holdings,
    archive_reading,
    archive_replay,
    archive_search,
)
from oa_desktop.cli.archive_arranging import REASON, YEAR, this_year
from oa_desktop.cli.archive_keeping import disposal, fixity, repair
from oa_desktop.cli.archive_packages import pack, take_in
from oa_desktop.cli.archive_properties import properties
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.archiving import CorrectItem, PlaceItems
from oa_desktop.domain.archives.arranging import known_scheme
from oa_desktop.domain.archives.items import Carrier
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import ArchiveName
from oa_desktop.i18n import _
from oa_desktop.office import queries as q

_ALL = 100_000
_CARRIERS = [one.value for one in Carrier]
_RETENTIONS = [one.value for one in Retention]


@click.group("archive", cls=ChineseGroup, help=_("列出归档的类目和件数；下面的命令试归档、整理、查看、修改。"))
@with_surroundings
def command(told: Surroundings) -> None:
    """List the classes that have items where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    with told.session() as (_office, session):
        rows = session.ask(q.ArchiveClasses())
    lines = [(one.fonds, str(one.year), one.retention, one.division or "—", str(one.items)) for one in rows]
    write_table((_("全宗号"), _("年度"), _("保管期限"), _("机构（问题）"), _("件数")), lines)
    click.echo(_("共 {count} 件。").format(count=sum(one.items for one in rows)))


@command.command("scheme", help=_("查看分类方案；写 FILE（文件，或者样例名 organ、problem、plain）就设定它。"))
@click.argument("named", metavar="FILE", required=False, default="")
@YEAR
@REASON
@with_surroundings
def scheme(told: Surroundings, named: str, year: int | None, reason: str) -> None:
    """Show the scheme of a year, or adopt another."""
    adopted = build_scheme(named) if named else None
    with told.session() as (_office, session):
        if adopted is not None:
            session.archive.adopt_scheme(adopted, reason)
        unit = session.organisation()
        holding = known_scheme(unit.schemes, this_year(year) if adopted is None else adopted.since)
        names = {one.id: one.name for one in unit.departments}
    _write_scheme(holding)
    rows = [
        (one.code, one.name, "、".join(names.get(each, each) for each in one.departments) or "—", "、".join(one.words))
        for one in holding.divisions
    ]
    if rows:
        write_table((_("代号"), _("名称"), _("内设机构"), _("题名含")), rows)


def _write_scheme(scheme: Scheme) -> None:
    click.echo(
        _("全宗 {fonds} {name}，{since}年度起。").format(fonds=scheme.fonds, name=scheme.fonds_name, since=scheme.since)
    )
    click.echo(
        _("分类：{order}；档号照 {style}，如 {example}。").format(
            order="—".join(scheme.order), style=scheme.style.value, example=scheme.example
        )
    )


@command.command("schedule", help=_("查看保管期限表；写 FILE 就从 --year 年度起用它。"))
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@YEAR
@REASON
@with_surroundings
def schedule(told: Surroundings, file: Path | None, year: int | None, reason: str) -> None:
    """Show the schedule of a year, or adopt another."""
    given = build_schedule(file) if file else None
    with told.session() as (_office, session):
        if given is not None:
            session.archive.adopt_schedule(given, this_year(year), reason)
        holding = session.archive.schedule(this_year(year))
    approval = holding.approval or _("没有批准文号，只供起草用")
    click.echo(_("{name}（{approval}）").format(name=holding.name, approval=approval))
    write_table(
        (_("编号"), _("名目"), _("期限")),
        [(one.id, one.material, one.retention.value if one.retention else _("人定")) for one in holding.rows],
    )


@command.command("list", help=_("列出整理好的件。"))
@YEAR
@click.option("--retention", type=click.Choice(_RETENTIONS), default=None, help=_("只列这一保管期限的。"))
@click.option("--division", default=None, help=_("只列这一机构或者问题代号的。"))
@click.option("--withdrawn", is_flag=True, help=_("列撤销了的。"))
@with_surroundings
def items(told: Surroundings, year: int | None, retention: str | None, **narrowed: Any) -> None:
    """List the items of a year."""
    with told.session() as (_office, session):
        holding = known_scheme(session.organisation().schemes, this_year(year))
        register = ArchiveName(fonds=holding.fonds, year=this_year(year))
        asked = q.ArchiveItems(register=register, retention=retention or "", limit=_ALL, **narrowed)
        rows = session.ask(asked)
    write_table(tuple(map(_, _HEAD)), [_cells(one) for one in rows])
    click.echo(_("共 {count} 件，{pages} 页。").format(count=len(rows), pages=sum(one.pages for one in rows)))


_HEAD = ("档号", "题名", "文号", "责任者", "日期", "密级", "页数", "载体", "盒号", "批次")


def _cells(one: q.ArchiveItemRow) -> tuple[str, ...]:
    code = one.code + (_("（冲突 {id}）").format(id=one.item[:SHORT]) if one.contested else "")
    said = (one.title, one.document_number, one.responsible, one.date.replace("-", ""), one.mark, str(one.pages or ""))
    return (code, *(cell or "—" for cell in (*said, one.carrier, one.box, one.batch[:SHORT])))


@command.command("show", help=_("查看一件：著录和组成。"))
@click.argument("code")
@with_surroundings
def show(told: Surroundings, code: str) -> None:
    """Write what the catalogue says of an item, and its parts."""
    with told.session() as (_office, session):
        item = session.archive.named(code)
        parts = session.archive.parts(item.id)
    said = (
        *((_("档号"), item.code), (_("题名"), item.title), (_("责任者"), item.responsible)),
        *((_("文号"), item.act.document_number), (_("日期"), item.date), (_("密级"), item.act.mark)),
        *((_("保管期限"), item.act.retention.value), (_("理由"), item.act.reason), (_("页数"), str(item.pages))),
        (_("不归档的"), item.act.apart),
        *((_("载体"), item.carrier.value), (_("盒号"), item.box), (_("存放位置"), item.place)),
        *((_("状态"), item.state.value), (_("公文"), item.act.document[:SHORT]), (_("批次"), item.act.batch)),
    )
    for label, text in said:
        click.echo(f"{label}：{text or '—'}")
    for one in item.act.confirmed:
        click.echo(_("看过确认：{what}理由：{reason}").format(what=one.words, reason=one.reason))
    rows = [(one.role.value, one.name, str(one.pages or "—"), str(one.size or "—")) for one in parts]
    write_table((_("组成"), _("名称"), _("页数"), _("字节")), rows)


@command.command("correct", help=_("修改著录：CODE 是档号；档号不变。"))
@click.argument("code")
@click.option("--title", default="", help=_("题名。"))
@click.option("--responsible", default="", help=_("责任者。"))
@click.option("--date", default="", metavar="YYYY-MM-DD", help=_("成文日期。"))
@click.option("--pages", type=click.IntRange(0), default=0, help=_("页数。"))
@click.option("--carrier", type=click.Choice(_CARRIERS), default=None, help=_("载体。"))
@REASON
@with_surroundings
def correct(told: Surroundings, code: str, carrier: str | None, **said: Any) -> None:
    """Correct what the catalogue says of an item."""
    with told.session() as (_office, session):
        act = session.archive.named(code).act
        kept = Carrier(carrier) if carrier else None
        session.perform(
            CorrectItem(fonds=act.fonds, archival_year=act.archival_year, item=act.item, carrier=kept, **said)
        )
    click.echo(_("已修改著录。"))


@command.command("place", help=_("入盒上架：同一类里从 FIRST 到 LAST（档号）装在一盒、放在一处。"))
@click.argument("first")
@click.argument("last")
@click.option("--box", default="", help=_("盒号。"))
@click.option("--shelf", "place", default="", help=_("存放位置。"))
@with_surroundings
def place(told: Surroundings, first: str, last: str, box: str, place: str) -> None:
    """Record where items lie."""
    with told.session() as (_office, session):
        begin, end = session.archive.named(first).act, session.archive.named(last).act
        if begin.of != end.of:
            raise Refused("archiving.two-classes", first=first, last=last)
        session.perform(
            PlaceItems(
                fonds=begin.fonds,
                archival_year=begin.archival_year,
                retention=begin.retention,
                division=begin.division,
                category=begin.category,
                first=begin.number,
                through=end.number,
                box=box,
                place=place,
            )
        )
    click.echo(_("已登记入盒上架。"))


for _arranging in archive_arranging.COMMANDS:
    command.add_command(_arranging)
command.add_command(pack)
command.add_command(take_in)
command.add_command(archive_holdings.command)
command.add_command(archive_books.command)
command.add_command(archive_catalogue.command)
command.add_command(archive_search.command)
command.add_command(archive_replay.command)
command.add_command(properties)
command.add_command(fixity)
command.add_command(repair)
command.add_command(disposal)
for _reading in archive_reading.COMMANDS:
    command.add_command(_reading)
