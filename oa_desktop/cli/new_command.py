"""``new``: draft a document from a source file."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.cli.context import Surroundings, tell, with_surroundings
from oa_desktop.cli.documents import SHORT, find_document
from oa_desktop.cli.drafting import begin_draft
from oa_desktop.cli.files import keep_file, refuse_special
from oa_desktop.cli.words import one_line
from oa_desktop.domain.actions.handling import NEW_DOSSIER, Draft
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DepartmentId, DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session


@click.command("new", help=_("用 SOURCE（文本、Markdown、DOCX、PDF 或 OFD）拟一份公文；读不成文字的作为附件。"))
@click.argument("source", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--kind",
    type=click.Choice([one.value for one in DocumentKind]),
    callback=lambda _context, _option, word: DocumentKind(word) if word else None,
    help=_("没有稿子的，按这个文种的样式起稿。"),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("起的稿写到这个文件，不拟稿；与 --kind 一起写。"),
)
@click.option(
    "--attach",
    "attached",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help=_("附上一个文件，可以写多次。"),
)
@click.option("--answers", metavar=_("来文"), help=_("答复哪一件收文：编号的开头几位或收文编号；没有稿子的照它起稿。"))
@click.option("--flow", default="", help=_("流程的代号（flow list 列出）；不写则按文种和行文方向选合适的。"))
@with_surroundings
def command(
    told: Surroundings,
    *,
    source: Path | None,
    kind: DocumentKind | None,
    output: Path | None,
    attached: tuple[Path, ...],
    answers: str | None,
    flow: str,
) -> None:
    """Draft a document from a source, or from what a paper of a kind, or an answer, begins with."""
    begun = source or kind
    if (begun is None and not answers) or (source and kind) or (output and not kind):
        raise click.UsageError(_("请写一份稿子，或者用 --kind 写明文种、用 --answers 写明来文；-o 与 --kind 一起写。"))
    with told.session() as (office, session):
        if kind is not None and output is not None:
            write_file(output, session.writing.source(kind).encode())
            click.echo(_("已写到 {path}").format(path=output))
        else:
            answered = find_document(session, answers) if answers else NEW_DOSSIER
            _draft(office, session, begun, attached, flow=flow, answers=answered)


def _begun(
    session: Session, begun: Path | DocumentKind | None, answers: DossierId
) -> tuple[Manuscript, tuple[Path, ...]]:
    """Return the text that is drafted, and the source where it cannot be read."""
    if isinstance(begun, Path):
        return begin_draft(session, begun)
    if answers:
        return session.writing.begun_answer(answers, begun), ()
    return session.writing.begun(begun or DocumentKind.NOTICE), ()


def _draft(
    office: Office,
    session: Session,
    begun: Path | DocumentKind | None,
    attached: tuple[Path, ...],
    *,
    flow: str,
    answers: DossierId,
) -> None:
    if flow and flow not in office.flows:
        raise Refused("flow.unknown", flow=flow, known="、".join(office.flows))
    for path in attached:
        refuse_special(path)
    text, unread = _begun(session, begun, answers)
    attachments = tuple(keep_file(session, path) for path in (*unread, *attached))
    kept = session.writing.keep_text(text)
    changed = session.perform(
        Draft(
            flow=office.flows[flow] if flow else next(iter(session.routes.for_text(text).values())),
            department=DepartmentId(""),
            source=kept.source,
            particulars=kept.particulars,
            attachments=attachments,
            answers=answers,
        )
    )
    tell(session, changed)
    drafted = next(one for one in changed.dossiers if one != answers)
    title = one_line(kept.particulars.title) or _("无标题")
    click.echo(_("已拟稿：{title}（编号 {id}）").format(title=title, id=drafted[:SHORT]))
