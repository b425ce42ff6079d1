"""``demo``: the whole first flow in a throw-away store of the DEMONSTRATION realm, and what it leaves."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.archive.bag import write_bag
from oa_desktop.bootstrap.demonstration import tell_demonstration
from oa_desktop.bootstrap.machine import this_machine
from oa_desktop.bootstrap.telling import Telling
from oa_desktop.cli.files import read_file, write_findings
from oa_desktop.cli.screens import Gallery, why_none
from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file

LEFT = ("document.pdf", "document.docx", "handling-form.pdf", "journal.txt", "archive/", "screens/")
"""What the demonstration leaves."""


@click.command(
    "demo", help=_("演示：清源县（虚构）九个人把一份通知从拟稿办到归档，其中撤回一次、退回一次。不需要账户。")
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help=_("结果放在哪个目录。"))
@click.option(
    "--source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("用这份文稿办理；不写则用演示的通知。"),
)
def command(out: Path, source: Path | None) -> None:
    """Play the demonstration and leave what it came to."""
    archive = out / "archive"
    if archive.exists() and any(archive.iterdir()):
        raise Refused("demo.not-empty", folder=str(archive))
    text = read_file(source) if source else None
    with tell_demonstration(text, source.name if source else "") as (telling, findings):
        write_findings(findings)
        _play(telling, out / "screens")
        _leave(telling, out, archive)


def _play(telling: Telling, pictures: Path) -> None:
    """Play the story before the window, or without one where there can be none."""
    without = why_none(this_machine(pictures, telling.cast.office.realm))
    if without:
        telling.play()
        click.echo(without)
        return
    with Gallery(telling, pictures) as gallery:
        telling.play(gallery.before)
        gallery.at_the_end()


def _leave(telling: Telling, out: Path, archive: Path) -> None:
    archivist = telling.session(telling.story.acts[-1].account)
    dossier = telling.dossier
    item = archivist.papers.filed_item(dossier)
    journal = archivist.papers.journal_text(dossier)
    write_file(out / "document.pdf", archivist.papers.page(dossier)[1])
    write_file(out / "document.docx", archivist.papers.editable(dossier))
    write_file(out / "handling-form.pdf", archivist.papers.form(dossier))
    write_file(out / "journal.txt", journal.encode("utf-8"))
    write_bag(item, archive)
    click.echo(journal, nl=False)
    click.echo(_("{number}《{title}》已归档。").format(number=item.number, title=item.title))
    click.echo(
        _("页面和文件在 {out}：{left}").format(out=out, left=" ".join(one for one in LEFT if (out / one).exists()))
    )
