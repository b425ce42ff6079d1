"""``demo``: the whole first flow in a throw-away store of the DEMONSTRATION realm, and what it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import click

from oa_desktop.archive.bag import write_bag
from oa_desktop.bootstrap.demonstration import Play, scenarios, tell_demonstration, tell_scenario
from oa_desktop.bootstrap.machine import this_machine
from oa_desktop.cli import demo_training
from oa_desktop.cli.demo_archive import ARCHIVE, demonstrate
from oa_desktop.cli.files import read_file, write_findings
from oa_desktop.cli.screens import Gallery, why_none
from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.office.papers.papers import Paper
from oa_desktop.training.telling import Telling


@click.command(
    "demo",
    help=_("演示：清源县（虚构）九个人把一份通知从拟稿办到归档；--scenario 另演收文、联合行文、签章等。不需要账户。"),
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help=_("结果放在哪个目录。"))
@click.option(
    "--source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("用这份文稿办理；不写则用演示的通知。"),
)
@click.option(
    "--scenario",
    type=click.Choice((*scenarios(), ARCHIVE, demo_training.TRAINING)),
    help=_(
        "另一段演示：incoming 收到的请示办到批复，joint 三个机关联合行文、各盖电子印章，sealed 盖电子印章和核验，"
        "archive 一个年度的公文试归档、整理、封装、收进空的库，"
        "training 一课练、一课考，埋下差错，留下成绩、实验报告和窗口的图片。"
    ),
)
@click.option(
    "--documents", type=click.IntRange(1, 100_000), default=300, show_default=True, help=_("archive 演示多少份公文。")
)
def command(out: Path, source: Path | None, scenario: str | None, documents: int) -> None:
    """Play the demonstration, or a scenario, and leave what it came to."""
    if source and scenario:
        raise click.UsageError(_("--source 和 --scenario 只能写一个。"))
    if scenario == ARCHIVE:
        demonstrate(out, documents)
        return
    if scenario == demo_training.TRAINING:
        demo_training.demonstrate(out, click.get_current_context())
        return
    for archive in (*out.glob(f"*-{_ARCHIVE}"), out / _ARCHIVE):
        if archive.exists() and any(archive.iterdir()):
            raise Refused("demo.not-empty", folder=str(archive))
    with _told(source, scenario) as play:
        write_findings(play.findings)
        click.echo(_("正在演示，连窗口的图片要半分钟左右，请稍候。"), err=True)
        _play(play, out / "screens")
        _leave(play, out)


def _told(source: Path | None, scenario: str | None) -> AbstractContextManager[Play]:
    if scenario:
        return tell_scenario(scenarios()[scenario])
    return tell_demonstration(read_file(source) if source else None, source.name if source else "")


def _play(play: Play, pictures: Path) -> None:
    """Play before the window, or without one where there can be none."""
    without = why_none(this_machine(pictures, play.cast.office.realm))
    if without:
        play.play()
        click.echo(without)
        return
    with Gallery(play, pictures) as gallery:
        play.play(gallery.before)
        gallery.at_the_end()


def _leave(play: Play, out: Path) -> None:
    several = len(play.tellings) > 1
    journals = [_leave_document(play, out, f"{name}-" * several, one) for name, one in play.tellings.items()]
    delegations = "".join(_delegations(play))
    journal = "\n".join((*journals, *([f"{_('委托')}\n{delegations}"] if delegations else [])))
    write_file(out / "journal.txt", journal.encode("utf-8"))
    click.echo(journal, nl=False)
    for name, telling in play.tellings.items():
        _file(play, out / f"{name}-{_ARCHIVE}" if several else out / _ARCHIVE, telling)
    _leave_sealed(play, out)
    left = sorted(f"{one.name}/" if one.is_dir() else one.name for one in out.iterdir())
    click.echo(_("页面和文件在 {out}：{left}").format(out=out, left=" ".join(left)))


def _leave_sealed(play: Play, out: Path) -> None:
    """Leave the files of a document with electronic seals, and where it is asked for altered ones with verdicts."""
    session = play.cast.session(play.archivist)
    sealed = next((one.dossier for one in play.tellings.values() if session.dossier(one.dossier).seals), None)
    if sealed is not None:
        from oa_desktop.bootstrap import sealed_files  # noqa: PLC0415 - others take no files apart

        left = sealed_files.JudgedFiles if play.altered else sealed_files.SealedFiles
        left(session, sealed).leave(out)


_ARCHIVE = ARCHIVE
"""Folder of the archival item; with the name of its document before it where there are several."""
_DRAFTED = {
    "document.pdf": Paper.PAGE,
    "document.docx": Paper.EDITABLE,
    "handling-form.pdf": Paper.FORM,
}
"""What is left of a document that was drafted here."""


def _leave_document(play: Play, out: Path, prefix: str, telling: Telling) -> str:
    """Leave the papers of a document; return its journal in words."""
    session, dossier = play.cast.session(play.archivist), telling.dossier
    state = session.dossier(dossier)
    for name, paper in ({"handling-form.pdf": Paper.FORM} if state.incoming else _DRAFTED).items():
        write_file(out / f"{prefix}{name}", session.papers.made(dossier, paper))
    if any(one.kind == "circulate" for one in telling.story.acts):
        write_file(out / f"{prefix}circulation.pdf", session.papers.made(dossier, Paper.CIRCULATION))
    for one in state.attachments:
        write_file(out / f"{prefix}{one.name}", session.papers.content(dossier, one.digest))
    heading = f"《{state.particulars.title}》{state.number}\n" if prefix else ""
    return heading + session.papers.journal_text(dossier)


def _delegations(play: Play) -> Iterator[str]:
    """Yield what people let others do for a time (委托), which stands in the journal of the unit, a line each."""
    unit = play.cast.unit
    acts = [one for telling in play.tellings.values() for one in telling.story.acts if one.kind in _OF_THE_UNIT]
    for one in acts:
        giver = unit.person(one.account)
        to = f" → {unit.person(str(one.said['delegate'])).name}" if "delegate" in one.said else ""
        term = DECLARATIONS[BY_KIND[one.kind]].term
        yield f"{one.at:%Y-%m-%d %H:%M}  {giver.title} {giver.name}  {term}{to}：{one.words}\n"


_OF_THE_UNIT = frozenset({"delegate", "end-delegation"})


def _file(play: Play, item_folder: Path, telling: Telling) -> None:
    """Leave the archival item of a document that was filed."""
    session = play.cast.session(play.archivist)
    if session.dossier(telling.dossier).filed is None:
        return
    item = session.papers.filed_item(telling.dossier)
    write_bag(item, item_folder)
    click.echo(_("{number}《{title}》已归档。").format(number=item.number, title=item.title))
