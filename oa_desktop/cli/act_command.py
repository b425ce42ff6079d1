"""``act``: do something with a document; which options an act takes follows from its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from oa_desktop.cli.clearing_options import with_clearing
from oa_desktop.cli.context import Surroundings, tell, with_surroundings
from oa_desktop.cli.documents import find_document
from oa_desktop.cli.drafting import read_draft, write_shortcomings
from oa_desktop.cli.files import keep_file, read_file, write_findings
from oa_desktop.cli.named_people import person_named
from oa_desktop.cli.named_seals import opened_by, seal_named
from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, classifying
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.incoming import BEGINNINGS
from oa_desktop.domain.actions.supervising import Supervise
from oa_desktop.domain.documents.incoming import DEALT_WITH
from oa_desktop.domain.documents.supervision import open_items
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.ids import NOTHING, Digest, DossierId, EntryId, PersonId
from oa_desktop.domain.texts.ink import Ink
from oa_desktop.domain.units.seconding import asks
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.changes import Changed
from oa_desktop.office.flows.caution_words import lacking_fonts
from oa_desktop.office.office import Office
from oa_desktop.office.seeing import DECIDING
from oa_desktop.office.session import Session
from oa_desktop.office.wishing import CHOSEN, wished

KINDS = {
    declaration.term: kind
    for kind, action in BY_KIND.items()
    if issubclass(action, act.DossierAction) and action not in BEGINNINGS
    for declaration in [DECLARATIONS[action]]
}
"""Statutory words that stand for kinds: 审核 for ``review``."""


@click.command("act", help=_("办理一份公文。ACT 是动作，如 送审、审核、签发、退回，或 submit、review、issue、return。"))
@click.argument("document")
@click.argument("kind", type=click.Choice([*KINDS.values(), *KINDS]), metavar="ACT")
@click.option("--opinion", default="", help=_("意见。"))
@click.option("--ink", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=_("手写的意见：笔迹文件。"))
@click.option("--reason", default="", help=_("原因（手工编号、退回、撤回、启封、处置冲突、清退登记）。"))
@click.option("--to", default="", help=_("退回到哪个环节；不写则退回通常的环节。"))
@click.option("--code", default="", help=_("机关代字（登记编号）。"))
@click.option("--date", default="", metavar="YYYY-MM-DD", help=_("成文日期（登记编号）；不写则用签发日期。"))
@click.option(
    "--serial",
    type=click.IntRange(1),
    default=None,
    help=_("指定序号（登记编号），跳号、补号要有权限并写原因；不写则取下一个。"),
)
@click.option("--copy-number", default="", help=_("第一份的份号，六位（登记编号）；涉密公文要写。"))
@click.option("--round", type=click.IntRange(0), default=0, help=_("校次（校对）；不写则接着上一校。"))
@click.option("--copies", type=click.IntRange(0, 99_999), default=1, help=_("印数（印制用印）。"))
@click.option("--seal", "electronic", default="", help=_("用哪一枚电子印章（印制用印）：名称；盖纸质印章的不写。"))
@click.option("--straddling", is_flag=True, help=_("加盖骑缝章（印制用印，电子印章）。"))
@click.option("--recipient", "recipients", multiple=True, help=_("分送机关（核发），可以写多次。"))
@click.option("--retention", default="", help=_("保管期限（归档）；不写则照保管期限表建议的。"))
@click.option("--straight-back", is_flag=True, help=_("改后直接送回我（退回）。"))
@click.option("--stance", default="同意", show_default=True, help=_("答复（会签、联署会签）：同意、有意见、不同意。"))
@click.option("--status", default="有效", show_default=True, help=_("状态（登记效力）：有效、修改、废止、失效、撤销。"))
@click.option("--until", default="", metavar="YYYY-MM-DD", help=_("有效期至（登记效力）；不写是没有期限。"))
@click.option("--basis", default="", help=_("修改或者废止的文件（登记效力），或者依据（定密）。"))
@click.option("--mark", default="", help=_("密级和保密期限（提出定密、定密、变更密级），如 秘密★1年。"))
@click.option("--derived-from", "source_number", default="", help=_("来源文件的文号（派生定密）。"))
@click.option(
    "--person",
    "people",
    multiple=True,
    help=_("请谁（加签、转办、改派、传阅、督办立项），或者谁可以知道（定密）：账号、姓名，督办、定密的也可以是机构。"),
)
@click.option(
    "--choose",
    multiple=True,
    metavar="环节=人",
    help=_("选定的环节请谁（送审、拟办、批办、分办），可以写多次，主办在先。"),
)
@click.option("--beside", default="并行", show_default=True, help=_("加在自己的前、后还是并行（加签）。"))
@click.option("--in-turn", is_flag=True, help=_("依次，一个答完再到下一个（加签）。"))
@click.option("--manner", default="逐人传阅", show_default=True, help=_("逐人传阅、依次传阅、同时传阅（传阅）。"))
@click.option(
    "--due",
    default="",
    metavar="YYYY-MM-DD",
    help=_("限办日期（加签、转办、传阅、督办立项），或者延到哪一天（申请延期、督办延期）。"),
)
@click.option("--matter", default="", help=_("督办什么事（督办立项），一事一项。"))
@click.option(
    "--item",
    default="",
    help=_("哪一项督办（反馈、申请延期、督办延期、督办退回、销号）：事项的前几个字；只有一项的不用写。"),
)
@click.option("--progress", default="在办", show_default=True, help=_("进展（反馈）：在办、办结。"))
@click.option("--answer", default="同意", show_default=True, help=_("同意还是不同意（督办延期、定密）。"))
@click.option("--circled", is_flag=True, help=_("圈阅，不写意见。"))
@click.option("--series", default=DEALT_WITH, show_default=True, help=_("号类（收文登记）：办件、阅件。"))
@click.option("--answered", default="", help=_("怎样答复的（办结）：电话、当面等。"))
@click.option("--kept", is_flag=True, help=_("本人留存，不交办理（启封）。"))
@click.option("--written", default="", metavar="YYYY-MM-DD", help=_("纸上写的日期（代录批示、纸质签发补录）。"))
@click.option(
    "--scan",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("纸质原件的扫描件（代录批示、纸质签发补录）；谁写的用 --person。"),
)
@click.option("--upheld", default="", help=_("采用哪条记录（处置冲突）。"))
@click.option("--source", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=_("新的文稿（修改）。"))
@with_clearing
@with_surroundings
def command(told: Surroundings, document: str, kind: str, **options: Any) -> None:
    """Do something with a document."""
    with told.session() as (office, session):
        wish = _Wish(
            office=office,
            session=session,
            dossier=find_document(session, document),
            kind=KINDS.get(kind, kind),
            said=options | {"ink": NOTHING},
        )
        if options["ink"]:
            wish.said["ink"] = _kept_ink(wish, options["ink"])
        _caution(wish)
        changed = _performed(told, wish)
        click.echo(_outcome(wish))
        tell(session, changed)
        if wish.kind == "submit" and session.dossier(wish.dossier).matter is None:
            write_shortcomings(session.text(wish.dossier))


def _performed(told: Surroundings, wish: _Wish) -> Changed:
    """Do what was asked for; for an electronic seal its password is asked."""
    action = _WISHES.get(wish.kind, _simple)(wish)
    if isinstance(action, act.ApplySeal) and action.electronic:
        return wish.session.seals.apply(action, opened_by(told, wish.session, action.electronic))
    return wish.session.perform(action)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What was asked for: which act, on which document, with what was said."""

    office: Office
    session: Session
    dossier: DossierId
    kind: str
    said: dict[str, Any]


def _caution(wish: _Wish) -> None:
    """Say what is wrong with the paper that somebody is about to stand for; what hinders them the act itself says."""
    forms = wish.session.ask(q.ActForms(dossier=wish.dossier))
    if any(form.cautioned for form in forms if form.kind == wish.kind):
        (row,) = wish.session.ask(q.Cautions(dossier=wish.dossier, kind=wish.kind))
        write_findings((*row.stops, *row.findings))
        for words in lacking_fonts(row):
            click.echo(words, err=True)


def _kept_ink(wish: _Wish, path: Path) -> Digest:
    """Keep what somebody wrote by hand and return what the act names it by."""
    if not issubclass(BY_KIND[wish.kind], act.WrittenAction):
        term = DECLARATIONS[BY_KIND[wish.kind]].term
        raise click.UsageError(_("{act}没有意见可写，不能用 --ink。").format(act=term))
    return wish.session.ink.keep(Ink.decode(read_file(path)))


def _outcome(wish: _Wish) -> str:
    state = wish.session.dossier(wish.dossier)
    waits = state.phase is Phase.IN_HAND and state.tasks
    step = state.flow.step(state.step).name if state.flow and waits else state.phase.value
    done = (
        _("已申请{act}，等另一个人确认{number}。现在：{where}")
        if asks(BY_KIND[wish.kind])
        else _("已{act}{number}。现在：{where}")
    )
    return done.format(
        act=DECLARATIONS[BY_KIND[wish.kind]].term, number=f"，{state.number}" if state.number else "", where=step
    )


def _simple(wish: _Wish) -> act.DossierAction:
    """Return an action whose fields are just what was said."""
    found = _party if BY_KIND[wish.kind] in _OF_DEPARTMENTS_TOO else person_named
    people = tuple(found(wish.session, one) for one in wish.said["people"])
    meant = {"people": people, "readers": people, "person": next(iter(people), ""), "item": _item(wish)}
    said = {**wish.said, **meant, **_chosen(wish)}
    given = {name: value for name, value in said.items() if name != "source" and value is not None}
    return wished(wish.kind, wish.dossier, given | _before(wish))


def _before(wish: _Wish) -> dict[str, Any]:
    """Return what lies before whoever decides: the document as it stands, and its page."""
    if not issubclass(BY_KIND[wish.kind], DECIDING):
        return {}
    laid = wish.session.papers.lay_before(wish.dossier)
    return {"source": laid.source, "seen": laid.seen}


_OF_DEPARTMENTS_TOO = (Supervise, classifying.ProposeClassification, classifying.Classify, classifying.AdjustAudience)
"""Acts in which a department may be named where people are."""


def _item(wish: _Wish) -> EntryId:
    """Return the supervised matter (督办) that begins with what was said, or has that id."""
    named = wish.said["item"]
    items = open_items(wish.session.dossier(wish.dossier).supervisions) if named else ()
    return next((one.id for one in items if named == one.id or one.matter.startswith(named)), EntryId(named))


def _chosen(wish: _Wish) -> dict[str, tuple[PersonId, ...]]:
    """Return whom the drafter chooses, by the names of the fields that ask for them."""
    chosen: dict[str, tuple[PersonId, ...]] = {}
    for words in wish.said["choose"]:
        step, equals, person = words.partition("=")
        if not equals:
            raise click.UsageError(_("--choose 要写成 环节=人，例如 countersign=zhangsan。"))
        name = CHOSEN + _step_id(wish, step)
        chosen[name] = (*chosen.get(name, ()), _party(wish.session, person))
    return chosen


def _party(session: Session, named: str) -> PersonId:
    """Return a department of the unit by its name, for the steps that may be given to one, else a person."""
    found = (one.id for one in session.organisation().departments if named in (one.name, one.id))
    return PersonId(next(found, "")) or person_named(session, named)


def _step_id(wish: _Wish, named: str) -> str:
    flow = wish.session.dossier(wish.dossier).flow
    return next((one.id for one in flow.steps if named in (one.id, one.name)), named) if flow else named


def _revise(wish: _Wish) -> act.DossierAction:
    source = wish.said["source"]
    if source is None:
        raise click.UsageError(_("修改要用 --source 写明新的文稿。"))
    kept = wish.session.writing.keep_text(read_draft(wish.session, source))
    return act.Revise(
        dossier=wish.dossier,
        source=kept.source,
        particulars=kept.particulars,
        attachments=wish.session.dossier(wish.dossier).attachments,
    )


def _recorded(wish: _Wish) -> act.DossierAction:
    """Return an act that records what stands on paper, with its scan."""
    scan, people = wish.said["scan"], wish.said["people"]
    if scan is None or not people or not wish.said["written"]:
        raise click.UsageError(_("要写明纸上是谁写的（--person）、纸上的日期（--written），附扫描件（--scan）。"))
    wish.said.update({"scan": keep_file(wish.session, scan), "leader": person_named(wish.session, people[0])})
    return _simple(wish)


def _number(wish: _Wish) -> act.DossierAction:
    return act.AssignNumber(
        dossier=wish.dossier,
        code=wish.said["code"] or wish.session.number_book.usual_code(wish.dossier),
        date=wish.said["date"],
        serial=wish.said["serial"] or 0,
        copy_number=wish.said["copy_number"],
        opinion=wish.said["opinion"],
        ink=wish.said["ink"],
        reason=wish.said["reason"],
        seen=_before(wish)["seen"],
    )


def _of_copies(wish: _Wish) -> act.DossierAction:
    """Return an act on copies: --copies is 印数, which these do not take."""
    wish.said["copies"] = wish.said["clearing"].pop("copies")
    wish.said.update(wish.said["clearing"])
    return _simple(wish)


def _settle(wish: _Wish) -> act.DossierAction:
    upheld = EntryId(wish.said["upheld"])
    return act.SettleConflict(dossier=wish.dossier, upheld=upheld, reason=wish.said["reason"])


def _seal(wish: _Wish) -> act.DossierAction:
    """Return a wish to seal: with the electronic seal that is meant, or paper where none is named."""
    named = wish.said["electronic"]
    wish.said["electronic"] = seal_named(wish.session, named).data if named else NOTHING
    return _simple(wish)


def _file(wish: _Wish) -> act.DossierAction:
    """Return 归档 for as long as was said, or else as the window proposes."""
    if not wish.said["retention"]:
        forms = wish.session.ask(q.ActForms(dossier=wish.dossier))
        asked = (field for form in forms if form.kind == wish.kind for field in form.fields)
        wish.said["retention"] = next((one.usual for one in asked if one.name == "retention"), None)
    return _simple(wish)


_WISHES: Mapping[str, Callable[[_Wish], act.DossierAction]] = {
    "revise": _revise,
    "file": _file,
    "apply-seal": _seal,
    "record-instruction": _recorded,
    "record-issue": _recorded,
    "assign-number": _number,
    "settle": _settle,
    "record-return": _of_copies,
    "record-destruction": _of_copies,
}
