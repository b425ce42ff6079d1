"""``receive``: sign for a document that came, with its files exactly as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT
from oa_desktop.cli.files import LARGEST_SOURCE, keep_file, read_file, refuse_special
from oa_desktop.cli.named_people import person_named
from oa_desktop.cli.words import one_line
from oa_desktop.domain.documents.incoming import Incoming, Medium
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.drafting.unread import can_be_kept
from oa_desktop.office.incoming.receiving import Registration, read_off, registered_before
from oa_desktop.office.incoming.unshown import unshown
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session

_ELEMENTS = ("title", "kind", "classification", "urgency", "flow")


@click.command("receive", help=_("签收一份来文；没有写的来文机关、字号、标题等，照第一个读得出的附件写上。"))
@click.option("--sender", default="", help=_("来文机关。"))
@click.option("--number", default="", help=_("来文字号，照纸上的写。"))
@click.option("--title", default="", help=_("标题；亲启件可以不写。"))
@click.option("--kind", type=click.Choice([one.value for one in DocumentKind]), default=None, help=_("文种。"))
@click.option("--classification", default="", help=_("密级和保密期限。"))
@click.option("--urgency", default="", help=_("紧急程度。"))
@click.option("--dated", default="", metavar="YYYY-MM-DD", help=_("来文的成文日期。"))
@click.option("--received", default="", metavar="YYYY-MM-DD", help=_("签收日期；不写就是今天。"))
@click.option("--envelope", default="", help=_("封套号。"))
@click.option("--personal", is_flag=True, help=_("亲启，不拆封登记。"))
@click.option("--addressee", default="", help=_("亲启人：账号或者姓名；写了就是亲启件。"))
@click.option("--copies", type=click.IntRange(1, 99_999), default=1, show_default=True, help=_("份数。"))
@click.option("--pages", type=click.IntRange(0), default=0, help=_("原件页数，一份有几页。"))
@click.option("--copy-numbers", default="", help=_("份号，照纸上的写。"))
@click.option(
    "--medium",
    type=click.Choice([one.value for one in Medium]),
    default=Medium.PAPER.value,
    show_default=True,
    help=_("载体。"),
)
@click.option(
    "--attach",
    "attached",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help=_("来文的扫描件或文件，原样保存，可以写多次。"),
)
@click.option(
    "--list",
    "listed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("只核对：与封套清单（.xlsx 或 .csv）对一对，哪些还没有签收，今天签收的哪些不在清单上。"),
)
@click.option("--flow", default="", help=_("流程；不写就用适合这份来文的。"))
@with_surroundings
def command(told: Surroundings, attached: tuple[Path, ...], listed: Path | None, **said: Any) -> None:
    """Sign for a document that came, or compare a list of envelopes with those that did."""
    if listed is not None:
        with told.session() as (_office, session):
            envelopes = session.envelopes.read(read_file(listed), listed.name)
            for words in session.envelopes.check(envelopes).words():
                click.echo(one_line(words))
        return
    for path in attached:
        refuse_special(path)
    with told.session() as (office, session):
        written = _written(session, said)
        read = written if written.incoming.personal else _read(office, written, attached)
        _say_before(session, read.incoming)
        for path in attached:
            _say_unshown(session, path)
        kept = tuple(keep_file(session, path) for path in attached)
        changed = session.perform(replace(read, attachments=kept).act(session))
        title = session.dossier(changed.dossiers[0]).particulars.title
        click.echo(_("已签收：{title}（编号 {id}）").format(title=one_line(title), id=changed.dossiers[0][:SHORT]))


def _written(session: Session, said: dict[str, Any]) -> Registration:
    """Return what was said on the command line."""
    elements: dict[str, Any] = {name: said.pop(name) or "" for name in _ELEMENTS}
    addressee = person_named(session, said["addressee"]) if said["addressee"] else ""
    personal = said["personal"] or bool(addressee)
    incoming = Incoming(**said | {"medium": Medium(said["medium"]), "addressee": addressee, "personal": personal})
    return Registration(incoming=incoming, **elements)


def _read(office: Office, written: Registration, attached: tuple[Path, ...]) -> Registration:
    """Return it with what stands in the first file that can be read, and say what was taken from there."""
    for path in attached:
        try:
            text = office.reader.read(read_file(path), path.name).manuscript
        except Refused as refused:
            if can_be_kept(refused) or refused.code == "source.empty":
                continue
            raise
        found = read_off(text, written)
        _say_found(path, written, found)
        return found
    return written


def _say_found(path: Path, written: Registration, found: Registration) -> None:
    pairs = (
        (_("来文机关"), written.incoming.sender, found.incoming.sender),
        (_("来文字号"), written.incoming.number, found.incoming.number),
        (_("成文日期"), written.incoming.dated, found.incoming.dated),
        (_("标题"), written.title, found.title),
        (_("密级"), written.classification, found.classification),
        (_("紧急程度"), written.urgency, found.urgency),
    )
    taken = "；".join(f"{label}：{one_line(now)}" for label, before, now in pairs if now != before)
    if taken:
        click.echo(_("照 {name} 写上：{taken}。请与原件核对。").format(name=path.name, taken=taken), err=True)


def _say_unshown(session: Session, path: Path) -> None:
    """Say that a file is kept as it came and cannot be shown; one too large to look at is passed over."""
    if path.stat().st_size > LARGEST_SOURCE:
        return
    refused = unshown(session, path.name, read_file(path))
    if refused:
        said = say(refused.code, refused.params)
        click.echo(one_line(said.what + said.why + said.do), err=True)


def _say_before(session: Session, incoming: Incoming) -> None:
    """Say that the same document was registered before; two copies may well come in two envelopes."""
    for row in registered_before(session, incoming):
        words = _("这份来文可能已经登记过：{number}《{title}》（{day} 签收，编号 {id}）。")
        told = {"number": row.number, "title": one_line(row.title), "day": row.received_on, "id": row.dossier[:SHORT]}
        click.echo(words.format(**told), err=True)
