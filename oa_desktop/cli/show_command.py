"""``show``: one document: how it stands, what was done, what may be done; its page, form or text in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import SHORT, find_document
from oa_desktop.cli.presswork import Numbers, with_presswork
from oa_desktop.cli.words import one_line
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.clearing.counted import CopyRun, NumberedCopy
from oa_desktop.office.drafting.tally_words import since_signed_words
from oa_desktop.office.flows.flow_words import flow_in_lines
from oa_desktop.office.leaving import write_file
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.session import Session

_OUTPUTS = {
    "page": Paper.PAGE,
    "apart": Paper.APART,
    "ofd": Paper.OFD,
    "form": Paper.FORM,
    "docx": Paper.EDITABLE,
    "tracked": Paper.TRACKED,
    "proof": Paper.PROOF,
    "print-order": Paper.PRINT_ORDER,
    "labels": Paper.LABELS,
    "exchange": Paper.EXCHANGE,
    "circulation": Paper.CIRCULATION,
    "hand-over": Paper.HAND_OVER,
    "assignment": Paper.ASSIGNMENT,
    "urging": Paper.URGING,
    "rejection": Paper.REJECTION,
    "stamped": Paper.STAMPED,
    "stamped-ofd": Paper.STAMPED_OFD,
    "journal": Paper.JOURNAL,
    "evidence": Paper.EVIDENCE,
}


_UNPRINTED = (Paper.OFD, Paper.STAMPED_OFD, Paper.EDITABLE, Paper.TRACKED, Paper.JOURNAL, Paper.EVIDENCE)
"""Papers that are no PDF, so that the print room can do nothing for them."""


@click.command("show", help=_("查看一份公文：DOCUMENT 是编号的开头几位或文号。"))
@click.argument("document")
@click.option("--what", type=click.Choice(list(_OUTPUTS)), default="page", show_default=True, help=_("-o 写出什么。"))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=_("写到这个文件。"))
@click.option(
    "--copies",
    "run",
    type=Numbers(),
    metavar=_("起-止"),
    help=_("一份一个文件，各有各的份号，例如 1-30；文件名后面加份号。"),
)
@click.option("--flow", is_flag=True, help=_("画出流程：办过的、正在办的、还没有到的环节，各在谁手里、多久了。"))
@with_presswork
@with_surroundings
def command(
    told: Surroundings,
    *,
    document: str,
    what: str,
    output: Path | None,
    run: CopyRun | None,
    flow: bool,
    work: Presswork,
) -> None:
    """Write how a document stands, one of its papers, or numbered copies of its page."""
    paper = _OUTPUTS[what]
    if (work != AS_IT_IS and paper in _UNPRINTED) or (run is not None and paper is not Paper.PAGE):
        raise click.UsageError(_("套打、拼版不能用于 ofd、docx、tracked 和 journal，份号只用于 page。"))
    if output is None and (run is not None or work != AS_IT_IS):
        raise click.UsageError(_("请用 -o 写明写到哪个文件。"))
    with told.session() as (_office, session):
        dossier = find_document(session, document)
        if output is None:
            (_draw_flow if flow else _describe)(session, dossier)
        elif run is None:
            write_file(output, session.papers.hand_out(dossier, paper, work))
            click.echo(_("已写到 {path}").format(path=output))
        else:
            _write_copies(output, session.papers.hand_out_copies(dossier, run, work))


def _write_copies(output: Path, copies: Sequence[NumberedCopy]) -> None:
    """Write every copy into a file of its own; each is said as soon as it is there."""
    for copy in copies:
        path = output.with_name(f"{output.stem}-{copy.number}{output.suffix}")
        write_file(path, copy.data)
        click.echo(_("已写到 {path}").format(path=path))


def _draw_flow(session: Session, dossier: DossierId) -> None:
    """Write the way of a document, a line a step and a line for everybody in it."""
    (picture,) = session.ask(q.FlowPicture(dossier=dossier))
    click.echo(f"{picture.flow}（{picture.phase}）")
    for line in flow_in_lines(picture):
        click.echo(line)


def _describe(session: Session, dossier: DossierId) -> None:
    for label, value in (*_facts(session, session.dossier(dossier)), *_since_signed(session, dossier)):
        if value:
            click.echo(f"{label}：{one_line(value)}")
    click.echo(_("办理过程："))
    click.echo(session.papers.journal_text(dossier), nl=False)
    _write_opinions(session.ask(q.Opinions(dossier=dossier)))
    acts = session.ask(q.PossibleActs(dossier=dossier))
    now = "、".join(f"{row.term}（{row.kind}）" for row in acts)
    click.echo(_("现在可以：{acts}").format(acts=now or _("无")))


def _since_signed(session: Session, dossier: DossierId) -> Iterator[tuple[str, str]]:
    for row in session.ask(q.SinceSigned(dossier=dossier)):
        words = _("{changed}，要重新签发；比对 {id}@{signed} 和 {id} 看改了哪些")
        said = words.format(changed=since_signed_words(row), id=dossier[:SHORT], signed=row.signed)
        yield _("签发以后"), said


def _write_opinions(rows: Sequence[q.OpinionRow]) -> None:
    """Write what stands in the opinion areas of the forms, a line each."""
    if rows:
        click.echo(_("各栏意见："))
    for row in rows:
        by_hand = _("（手写）") if row.opinion.ink else ""
        said = (row.opinion.words + by_hand, row.opinion.signature("  "))
        click.echo(one_line(f"{row.area}：{'  '.join(part for part in said if part)}"))


def _facts(session: Session, state: Dossier) -> tuple[tuple[str, str], ...]:
    step = state.flow.step(state.step).name if state.flow and state.step else ""
    return (
        (_("编号"), state.id),
        (_("标题"), state.particulars.title),
        (_("文种"), state.particulars.kind),
        (_("收文编号") if state.incoming else _("发文字号"), state.number),
        *_came(state),
        (_("密级和保密期限"), state.particulars.classification),
        (_("紧急程度"), state.particulars.urgency),
        (_("状态"), state.phase.value),
        (_("环节"), step),
        (_("效力"), _in_force(session, state)),
        (_("签收人") if state.incoming else _("拟稿人"), session.organisation().person(state.drafter).name),
        (_("附件"), "、".join(one.name for one in state.attachments)),
        (_("冲突的记录"), "、".join(state.contenders)),
        *((_("答复的来文"), one) for one in _named(session, (state.answers,))),
        *((_("复文"), one) for one in _named(session, state.replies)),
    )


def _in_force(session: Session, state: Dossier) -> str:
    """Return what a document is today, until when, and by what."""
    stated = state.validity
    if stated is None:
        return ""
    until = _("有效期至{day}").format(day=stated.until) if stated.until else ""
    return "，".join(one for one in (stated.on(session.today.isoformat()).value, until, stated.basis) if one)


def _came(state: Dossier) -> Iterator[tuple[str, str]]:
    """Yield what was written down when a document was signed for."""
    came = state.incoming
    if came is not None:
        yield _("来文机关"), came.sender
        yield _("来文字号"), came.number
        yield _("来文日期"), came.dated
        yield _("签收日期"), came.received
        yield _("封套号"), came.envelope
        yield _("份数"), f"{came.copies}　{came.copy_numbers}".rstrip("　")
        yield _("载体"), f"{came.medium.value}　{_('亲启') if came.personal else ''}".rstrip("　")


def _named(session: Session, documents: Sequence[DossierId]) -> Iterator[str]:
    """Yield number, title and id of the documents that the person may know."""
    for one in documents:
        for row in session.ask(q.Named(name=one)) if one else ():
            yield f"{row.number} {row.title}（{row.dossier[:SHORT]}）".lstrip()
