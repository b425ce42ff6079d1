"""The page of a document on its way to the screen (版面): fetched behind the window, with what it is in words."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.domain.secrecy.classifying import mark_in_words, voided
from oa_desktop.domain.trust.seals import AppliedSeal
from oa_desktop.i18n import _
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.seeing import LaidBefore
from oa_desktop.office.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """A page on its way to the screen."""

    document: DossierId
    laid: LaidBefore
    caption: str


def fetch_page(session: Session, document: DossierId) -> FetchedPage:
    """Return the page of a document as it stands."""
    state = session.dossier(document)
    laid = session.papers.lay_before(document)
    caption = _caption_of_what_came(session, document) if state.incoming else _caption(state, laid.seen.page)
    return FetchedPage(document=document, laid=laid, caption=caption)


def _caption_of_what_came(session: Session, document: DossierId) -> str:
    """Return in words which file of a document that came is shown."""
    if session.dossier(document).is_sealed_up:
        return _("亲启件，启封以前不显示里面的内容；这里是收文处理单")
    came = session.papers.came(document)
    if came.redrawn:
        return _("来文：{name}，用本机的字体显示，版面可能略有出入；原件在“附件”里").format(name=came.name)
    if came.name:
        return _("来文原件：{name}").format(name=came.name)
    if not session.dossier(document).attachments:
        return _("没有附上来文的文件，这里是收文处理单")
    return _("来文没有能直接显示的文件，这里是收文处理单；文件在“附件”里")


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedForm:
    """A form on its way to the screen, with what lies across it (水印)."""

    document: DossierId
    pdf: bytes
    caption: str
    trace: str


def fetch_form(session: Session, document: DossierId) -> FetchedForm:
    """Return the form of a document as it stands."""
    papers = session.papers
    caption = _("{form}：到现在为止的办理情况").format(form=papers.offered(document)[Paper.FORM])
    return FetchedForm(document=document, pdf=papers.form(document), caption=caption, trace=papers.trace(document))


def _begun(seals: tuple[AppliedSeal, ...]) -> str:
    """Return in words how many of several organs have sealed a page; it is shown as it is before any of them has."""
    if not seals or not seals[-1].more:
        return _("正本，有的机关已用印，盖齐以后显示印章")
    said = _("正本，已用印 {done}/{all}，盖齐以后显示印章")
    return said.format(done=len(seals), all=len(seals) + seals[-1].more)


def _caption(state: Dossier, page: Digest) -> str:
    """Return in words which page of a document it is, with the beginning of its digest (指纹)."""
    sorts = (
        (state.sealed, "正本，已用印"),
        (state.seals, _begun(state.seals)),
        (state.numbered, "正本，尚未用印"),
        (state.issued is not None and not state.stands_issued, "签发后又改过，要重新签发；按 F6 看改了哪些"),
        (state.stands_issued, "定稿，已签发；文号、成文日期和份号待登记时填入"),
        (True, "草稿，照这一页送审和签发"),
    )
    words = next(words for holds, words in sorts if holds)
    said = _("{words} · 指纹 {digest}").format(words=_(words), digest=page[:8])
    mark = mark_in_words(state.particulars.classification, state.markings) if voided(state.markings) else ""
    return f"{said} · {mark}" if mark else said
