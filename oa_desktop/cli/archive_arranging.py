"""``archive dry-run``, ``confirm``, ``arrange`` and ``undo``: filed documents become items, or are none any more."""

from __future__ import annotations

from datetime import date

import click

from oa_desktop.cli.archive_properties import write_reports
from oa_desktop.cli.chinese_help import ChineseCommand
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT, find_document
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions.archiving import WithdrawItem
from oa_desktop.domain.archives.composition import Facts
from oa_desktop.domain.archives.properties import Result
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import BatchId
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.archiving.dry_run import DryRun, DryRunLine, LineSort
from oa_desktop.office.archiving.lines import run_listed
from oa_desktop.office.archiving.property_page import summary
from oa_desktop.office.session import Session

YEAR = click.option("--year", type=click.IntRange(1949, 2999), default=None, help=_("年度；不写是今年。"))
REASON = click.option("--reason", default="", help=_("为什么；要写。"))


def this_year(year: int | None) -> int:
    """Return the year that is meant."""
    return year or date.today().year


@click.command(
    "dry-run", cls=ChineseCommand, help=_("试归档：列出到 --year 年度为止的公文将来归到哪里、有什么问题；什么也不记。")
)
@YEAR
@click.option("--faults", is_flag=True, help=_("只列有问题的。"))
@click.option("--properties", "tested", is_flag=True, help=_("可以整理的也做四性检测，说明结果。"))
@click.option("--take-over", is_flag=True, help=_("先把别的归档的人看过确认、还等着的接过来。"))
@with_surroundings
def dry_run(told: Surroundings, year: int | None, *, faults: bool, tested: bool, take_over: bool) -> None:
    """Write what would be archived as what."""
    with told.session() as (_office, session):
        run = session.archive.dry_run(this_year(year), _progress)
        run = session.archive.take_over(run) if take_over else run
        reports = tuple(session.archive.testing.foreseen(run, _progress)) if tested else ()
    if not faults:
        _write_fit(run)
        _write_left_out(run)
    _write_faulty(run)
    click.echo(run_listed(run).note)
    if tested:
        write_reports([one for one in reports if one.result is Result.FAILED], (Result.FAILED,))
        click.echo(summary(reports))


def _progress(done: int, total: int) -> None:
    """Say on the terminal how far a long run has come."""
    if done and total > _OFTEN and (done % _OFTEN == 0 or done == total):
        click.echo(_("{done}/{total}").format(done=done, total=total), err=True)


_OFTEN = 500


def _write_fit(run: DryRun) -> None:
    rows = [(one.code, *_told(one.facts), *_beside(one)) for one in run.of(LineSort.TO_ARRANGE)]
    if rows:
        head = (_("档号"), _("题名"), _("文号"), _("日期"), _("页数"), _("期限的理由"), _("另"), _("归档时写的档号"))
        write_table(head, rows)


def _beside(line: DryRunLine) -> tuple[str, ...]:
    return (line.reason or "—", line.facts.apart or "—", line.facts.written or "—")


def _told(facts: Facts) -> tuple[str, ...]:
    return (facts.title, facts.number or "—", facts.date or "—", str(facts.pages))


def _write_left_out(run: DryRun) -> None:
    rows = [(one.facts.title, one.facts.left_out or "") for one in run.of(LineSort.LEFT_OUT)]
    if rows:
        write_table((_("不归档的"), _("为什么")), rows)


def _write_faulty(run: DryRun) -> None:
    for line in run.lines:
        why = {one.doubt: one.reason for one in line.confirmed}
        for place, fault in enumerate(line.faults, start=1):
            said = say(fault.code, fault.params)
            mark = _("问题") if fault.hinders else _("请看")
            looked = _("看过确认：{reason}").format(reason=why[fault.code]) if fault.code in why else said.do
            click.echo(f"{line.document[:SHORT]} {place} {mark}：{said.what}{looked}")


@click.command(
    "confirm", cls=ChineseCommand, help=_("看过确认：DOCUMENT 试归档时拿不准的，看过照样整理；理由随件登记。")
)
@click.argument("document")
@YEAR
@click.option("--which", "places", type=int, multiple=True, help=_("第几条；可以写几个，不写就是可以确认的各条。"))
@REASON
@with_surroundings
def confirm(told: Surroundings, document: str, year: int | None, places: tuple[int, ...], reason: str) -> None:
    """Say that somebody looked at what a dry run doubts of a document."""
    with told.session() as (_office, session):
        found = find_document(session, document)
        run = session.archive.confirm(session.archive.dry_run(this_year(year), _progress), found, reason, places)
    (line,) = (one for one in run.lines if one.document == found)
    click.echo(_("看过确认 {count} 条；现在：{sort}。").format(count=len(line.confirmed), sort=line.sort.value))


@click.command(
    "arrange", cls=ChineseCommand, help=_("整理：把试归档没有问题的整理成件，编档号；写 DOCUMENT 的只整理这几份。")
)
@click.argument("documents", nargs=-1)
@YEAR
@click.option("--place", default="", help=_("存放位置。"))
@with_surroundings
def arrange(told: Surroundings, documents: tuple[str, ...], year: int | None, place: str) -> None:
    """Arrange what a dry run finds fit; what is an item already is passed over."""
    with told.session() as (_office, session):
        chosen = {find_document(session, one) for one in documents} if documents else None
        run = session.archive.dry_run(this_year(year), _progress)
        arranged = session.archive.arrange(run, chosen, _progress, place=place)
    if run.begun and run.begun.batch == arranged.batch:
        click.echo(_("接着上次没有整理完的一批。"))
    batch = _("整理了 {count} 件，批次 {batch}。") if arranged.documents else _("整理了 0 件。")
    said = batch + _("还有 {faulty} 份有问题没有整理。")
    faulty = len(run.of(LineSort.FAULTY)) + len(arranged.changed)
    click.echo(said.format(count=len(arranged.documents), batch=arranged.batch, faulty=faulty))


@click.command("undo", cls=ChineseCommand, help=_("撤销整理：NAME 是一批的批次，或者一件的档号。"))
@click.argument("name")
@REASON
@with_surroundings
def undo(told: Surroundings, name: str, reason: str) -> None:
    """Withdraw a batch, or one item."""
    with told.session() as (_office, session):
        count = _withdraw(session, name, reason)
    click.echo(_("撤销了 {count} 件。").format(count=count))


def _withdraw(session: Session, name: str, reason: str) -> int:
    try:
        item = session.archive.named(name)
    except Refused:
        return session.archive.withdraw_batch(BatchId(name), reason, _progress)
    act = item.act
    session.perform(WithdrawItem(fonds=act.fonds, archival_year=act.archival_year, item=item.id, reason=reason))
    return 1


COMMANDS = (dry_run, confirm, arrange, undo)
