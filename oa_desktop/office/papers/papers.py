"""The papers of a document (文面): its page, forms and journal, and how they leave the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.unit_settings import MARK_DRAFTS
from oa_desktop.office import reading
from oa_desktop.office.circulating.circulation_slip import circulation_page
from oa_desktop.office.clearing import counted as copies
from oa_desktop.office.clearing.counted import CopyRun, NumberedCopy
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting import revisions
from oa_desktop.office.evidence import evidence
from oa_desktop.office.filing import FiledItem, filed_item, form_page, journal_file, journal_text
from oa_desktop.office.flows.cautions import findings_of
from oa_desktop.office.incoming.came import INCOMING_FORM, CamePage, page_of, refuse_sealed_up
from oa_desktop.office.incoming.rejection_slip import rejection_page
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.papers import numbered_papers
from oa_desktop.office.papers.stamped import stamped_ofd, stamped_page
from oa_desktop.office.papers.voiding import with_what_is_void
from oa_desktop.office.ports.pages import Look
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.ports.store import Sink
from oa_desktop.office.secrecy.tracing import is_original, refuse_output, trace_of
from oa_desktop.office.seeing import LaidBefore, lay_before
from oa_desktop.office.supervising.slips import assignment_page, hand_over_page
from oa_desktop.office.supervising.urging_slip import urging_page
from oa_desktop.office.trail.incidents import OUTPUT, let_out, watched


class Paper(StrEnum):
    """What of a document may leave the store."""

    PAGE = "页面"
    APART = "页面（附件单独）"
    OFD = "版式文件"
    EDITABLE = "可编辑稿"
    TRACKED = "带修改痕迹的可编辑稿"
    FORM = "发文稿纸"
    PROOF = "校样"
    PRINT_ORDER = "付印单"
    LABELS = "封签"
    EXCHANGE = "交换清单"
    CIRCULATION = "传阅单"
    HAND_OVER = "转办单"
    ASSIGNMENT = "交办单"
    URGING = "催办单"
    REJECTION = "退文单"
    STAMPED = "归档章副本"
    STAMPED_OFD = "归档章副本（版式文件）"
    JOURNAL = "办理记录"
    EVIDENCE = "核验包"


@watched("文面")
class Papers:
    """What a document can be looked at as, and how that leaves the store: never without a record of it."""

    def __init__(self, office: OpenOffice, desk: Desk) -> None:
        self._office = office
        self._desk = desk

    def page(self, dossier: DossierId) -> tuple[Digest, bytes]:
        """Return digest and PDF of a document's page as it stands: sealed, numbered, or as it would be signed.

        Of a document that came it is :meth:`came`.

        Raises:
            Refused: ``dossier.unknown``.
        """
        laid = self.lay_before(dossier)
        return laid.seen.page, laid.pdf

    def lay_before(self, dossier: DossierId) -> LaidBefore:
        """Return a document as somebody has it before them who is to decide, with its page.

        Raises:
            Refused: ``dossier.unknown``.
        """
        state = self._desk.known(dossier)
        return lay_before(self._desk, self._office.ports.press, state, *self._page_of(state))

    def _page_of(self, state: Dossier) -> tuple[Digest, bytes]:
        if state.incoming or state.matter:
            pdf = self.came(state.id).pdf if state.incoming else form_page(self._desk, state.id)
            return self._desk.crypto.digest(pdf), pdf
        fixed = state.sealed or state.numbered
        if fixed is None:
            return self._desk.show(state.source, state.signed)
        return fixed.rendering, self._desk.store.blobs.read(fixed.rendering)

    def came(self, dossier: DossierId) -> CamePage:
        """Return what stands for a document that came: the first of its files that has pages, or its 收文处理单.

        Raises:
            Refused: ``dossier.unknown``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        return page_of(self._desk, self._desk.known(dossier), self._office.ports.reader.picture)

    def findings(self, dossier: DossierId) -> tuple[Finding, ...]:
        """Return what is wrong with a document's text and its pages, by the rules of the office.

        Raises:
            Refused: ``dossier.unknown``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        return findings_of(self._desk, dossier)

    def revision(self, dossier: DossierId, number: int = 0) -> Manuscript:
        """Return a text that a document has had (第几稿), from 1; 0 for the present one.

        Raises:
            Refused: ``dossier.unknown``, ``dossier.no-version``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        return revisions.text_of(self._desk, dossier, number)

    def content(self, dossier: DossierId, digest: Digest) -> bytes:
        """Return a text, page or file that a document's journal names.

        Raises:
            Refused: ``dossier.unknown``: the document does not name it, or may not be known; ``incoming.not-open``.
        """
        self._refuse_unnamed(dossier, digest)
        return self._desk.store.blobs.read(digest)

    def content_into(self, dossier: DossierId, digest: Digest, sink: Sink) -> None:
        """Write a text, page or file of a document, whatever its length; it counts only when this returns.

        Raises:
            Refused: ``dossier.unknown``, as :meth:`content`.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        self._refuse_unnamed(dossier, digest)
        self._desk.store.blobs.read_into(digest, sink)

    def ofd(self, dossier: DossierId) -> bytes:
        """Return the page of a document as OFD: as numbered and sealed, or set anew from the text of :meth:`page`."""
        state = self._desk.known(dossier)
        fixed = state.sealed or state.numbered
        if fixed and fixed.ofd:
            return self._desk.store.blobs.read(fixed.ofd)
        return self._desk.renderer.render_ofd(*self._set_anew(state)).data

    def apart(self, dossier: DossierId) -> bytes:
        """Return the page of a document with 附件 that are not bound in, set anew as :meth:`ofd`.

        GB/T 9704-2012 7.3.7.
        """
        manuscript, look = self._set_anew(self._desk.known(dossier))
        return self._desk.renderer.render(manuscript, replace(look, annexes_apart=True)).data

    def _set_anew(self, state: Dossier) -> tuple[Manuscript, Look]:
        """Return the text of a document as it stands and how its pages look as they leave the store."""
        fixed = state.sealed or state.numbered
        manuscript = self._desk.manuscript(fixed.source if fixed else state.source)
        look = self._desk.look_of(manuscript, state.sealed.value if state.sealed else "", state.signed)
        return manuscript, replace(look, mark=look.mark or self._draft_mark(state))

    def _draft_mark(self, state: Dossier) -> str:
        """Return what the pages of a draft say where the unit wishes it."""
        return _DRAFT if not state.numbered and self._desk.organisation().setting(MARK_DRAFTS) else ""

    def editable(self, dossier: DossierId) -> bytes:
        """Return the present text of a document as DOCX."""
        state = self._desk.known(dossier)
        manuscript = self._desk.manuscript(state.source)
        return self._desk.renderer.document(manuscript, self._desk.look_of(manuscript, signed=state.signed))

    def tracked(self, dossier: DossierId) -> bytes:
        """Return the present text of a document as DOCX, with what was changed since the first as tracked changes."""
        texts = revisions.tracked_texts(self._desk, dossier)
        pictures = {digest: data for one in texts for digest, data in self._desk.pictures_of(one.manuscript).items()}
        look = replace(self._desk.look(signed=self._desk.known(dossier).signed), pictures=pictures)
        return self._desk.renderer.tracked_document(texts, look)

    def trace(self, dossier: DossierId) -> str:
        """Return what a view of a document says across its pages (水印), as :meth:`lay_before`; empty for none."""
        return trace_of(self._desk, self._desk.known(dossier))

    def form(self, dossier: DossierId) -> bytes:
        """Return the 发文稿纸 of a document as PDF; the 收文处理单 of one that came."""
        return form_page(self._desk, dossier)

    def stamped(self, dossier: DossierId) -> bytes:
        """Return the page of a document that is an item of the archive, with 归档章 on it."""
        state = self._desk.known(dossier)
        return stamped_page(self._desk, self._office.ports.press, state, self.page(dossier)[1])

    def stamped_ofd(self, dossier: DossierId) -> bytes:
        """Return a copy of :meth:`ofd` with 归档章; it has no signature, the sealed original stays as it is."""
        state = self._desk.known(dossier)
        return stamped_ofd(self._desk, self._office.ports.press, state, self.ofd(dossier))

    def journal_text(self, dossier: DossierId) -> str:
        """Return a document's journal in words, one entry a line."""
        return journal_text(self._desk, dossier)

    def journal_file(self, dossier: DossierId) -> bytes:
        """Return a document's journal and the organisation journal as a file that can be verified anywhere."""
        return journal_file(self._desk, dossier, self._office.machine)

    def evidence(self, dossier: DossierId) -> bytes:
        """Return a document's journal with every text, page and file that it names, to be verified in thirty years."""
        return evidence(self._desk, dossier, self._office.machine, self._office.ports.verifier)

    def calibration(self) -> bytes:
        """Return the page by which the offset of a printer is read (校准页), as PDF; nothing of a document is on it."""
        return self._office.ports.press.calibration(self._desk.look())

    def joined(self, papers: Sequence[bytes], work: Presswork) -> bytes:
        """Return several papers in one PDF for the printer, each beginning on a sheet of its own.

        Raises:
            Refused, Unavailable: As the press does.
        """
        return self._office.ports.press.joined(papers, work)

    def usual_run(self, dossier: DossierId) -> CopyRun | None:
        """Return the run of 份号 that a document's copies usually carry; None where they carry none."""
        return copies.usual_run(self._desk, self._desk.known(dossier))

    def leaving_page(self, dossier: DossierId) -> bytes:
        """Return the page of a document as it leaves the store: a draft says so where the unit wishes it."""
        state = self._desk.known(dossier)
        if state.incoming or state.matter or not self._draft_mark(state):
            return self.page(dossier)[1]
        return self._desk.renderer.render(*self._set_anew(state)).data

    def made(self, dossier: DossierId, paper: Paper, work: Presswork = AS_IT_IS) -> bytes:
        """Return a paper of a document as a file.

        Args:
            dossier: The document.
            paper: Which of its papers.
            work: What becomes of it on its way to the printer, where it is a PDF.

        Raises:
            Refused: ``dossier.unknown``, ``paper.before-number``, ``paper.no-recipients``, ``paper.not-ours``.
        """
        state = self._desk.known(dossier)
        if paper not in _papers_of(state):
            raise Refused(_why_not(state, paper), paper=paper.value, title=state.particulars.title)
        data = _PAPERS[paper](self, dossier)
        return data if work == AS_IT_IS else self._office.ports.press.worked(data, work)

    @let_out(OUTPUT)
    def hand_out(self, dossier: DossierId, paper: Paper, work: Presswork = AS_IT_IS) -> bytes:
        """Return a paper of a document, as :meth:`made`, to leave the store; that it leaves is recorded first.

        Raises:
            Refused: As :meth:`made`.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        data, state = self.made(dossier, paper, work), self._desk.known(dossier)
        what = work.named(_called(state, paper))
        is_pdf = data.startswith(_PDF)
        refuse_output(self._desk, state, what, can_be_traced=is_pdf)
        original = paper is Paper.PAGE and is_original(self._desk, state)
        if paper is Paper.PAGE and is_pdf and not original:
            data = with_what_is_void(self._desk, self._office.ports.press, state, data)
        trace = trace_of(self._desk, state) if is_pdf and not original else ""
        if trace:
            data, what = self._office.ports.press.traced(data, trace), f"{what}，水印{trace}"
        self._office.record_output(self._desk.standing, what, dossier, self._desk.crypto.digest(data))
        return data

    def offered(self, dossier: DossierId) -> Mapping[Paper, str]:
        """Return which papers a document may have, by what each is called: the form of what came is its 收文处理单.

        Raises:
            Refused: ``dossier.unknown``.
        """
        state = self._desk.known(dossier)
        there = _papers_of(state)
        return {paper: _called(state, paper) for paper in Paper if paper in there}

    @let_out(OUTPUT)
    def hand_out_copies(self, dossier: DossierId, run: CopyRun, work: Presswork = AS_IT_IS) -> tuple[NumberedCopy, ...]:
        """Return copies of a document's page, each with its own 份号; recorded first, as one output that names each.

        Raises:
            Refused: ``dossier.unknown``, ``copies.not-registered``, ``copies.no-slot``, ``copies.none``,
                ``copies.too-many``.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        state = self._desk.known(dossier)
        refuse_output(self._desk, state, Paper.PAGE.value, can_be_traced=False)
        if state.sealed and state.sealed.ofd:
            raise Refused("paper.sealed-whole", paper=_NUMBERED, title=state.particulars.title)
        made = copies.numbered_copies(self._desk, self._office.ports.press, state, run, work)
        digests = tuple(self._desk.crypto.digest(copy.data) for copy in made)
        what = work.named(Paper.PAGE.value)
        standing, page = self._desk.standing, self.page(dossier)[0]
        self._office.record_output(standing, what, dossier, page, first=run.first, copies=digests)
        return made

    @let_out(OUTPUT)
    def hand_out_attachment(self, dossier: DossierId, attachment: Attachment, sink: Sink) -> None:
        """Write an attached file of a document, whatever its length, outside of the store; that is recorded first.

        Raises:
            Refused: ``dossier.unknown``.
            Unavailable: ``blob.missing``, ``blob.damaged``, ``store.read-only``.
        """
        self._refuse_unnamed(dossier, attachment.digest)
        refuse_output(self._desk, self._desk.known(dossier), "附件", can_be_traced=False)
        self._office.record_output(self._desk.standing, "附件", dossier, attachment.digest)
        self.content_into(dossier, attachment.digest, sink)

    @let_out(OUTPUT)
    def words_out(self, dossier: DossierId, words: str) -> str:
        """Return words of a document that somebody copies; none of what has a mark (密级): words carry no trace.

        Raises:
            Refused: ``dossier.unknown``, ``output.not-copied``.
        """
        state = self._desk.known(dossier)
        if state.particulars.secrecy is not Secrecy.OPEN:
            raise Refused("output.not-copied", title=state.particulars.title)
        return words

    @let_out(OUTPUT)
    def filed_item(self, dossier: DossierId) -> FiledItem:
        """Return the archival item (件) of a document that has been filed.

        Raises:
            Refused: ``dossier.unknown``, ``file.not-filed``, ``output.not-permitted``.
        """
        refuse_output(self._desk, self._desk.known(dossier), _ITEM, can_be_traced=False)
        return filed_item(self._desk, dossier, self._office.machine, self._office.ports.verifier)

    def _refuse_unnamed(self, dossier: DossierId, digest: Digest) -> None:
        state = self._desk.known(dossier)
        if digest not in reading.named_digests(self._desk, dossier):
            raise Refused("dossier.unknown", dossier=dossier)
        if any(one.digest == digest for one in state.attachments):
            refuse_sealed_up(state)


def _called(state: Dossier, paper: Paper) -> str:
    """Return what a paper of a document is called, in the audit trail and in the names of files."""
    if paper is not Paper.FORM:
        return paper.value
    return INCOMING_FORM if state.incoming else state.matter.name if state.matter else paper.value


_DRAFT, _PDF = "草稿", b"%PDF"
_NUMBERED, _ITEM = "逐份编号的正本", "归档件"
_ALWAYS = frozenset(
    {
        Paper.PAGE,
        Paper.FORM,
        Paper.CIRCULATION,
        Paper.HAND_OVER,
        Paper.URGING,
        Paper.STAMPED,
        Paper.JOURNAL,
        Paper.EVIDENCE,
    }
)
"""Papers of what came, and of an internal matter; all others are made of a text that was written here as a document."""
_OF_WHAT_CAME = {Paper.ASSIGNMENT: "paper.not-assigned", Paper.REJECTION: "paper.not-rejected"}
"""Papers that only what came has, and why nothing else has them."""


def _papers_of(state: Dossier) -> frozenset[Paper]:
    """Return which papers a document may have."""
    if state.incoming or state.matter:
        return _ALWAYS | _OF_WHAT_CAME.keys() if state.incoming else _ALWAYS
    sealed = {Paper.APART} if state.sealed and state.sealed.ofd else set()
    return frozenset(Paper) - _OF_WHAT_CAME.keys() - sealed


def _why_not(state: Dossier, paper: Paper) -> str:
    if state.matter:
        return "paper.of-a-matter"
    if paper is Paper.APART and state.sealed:
        return "paper.sealed-whole"
    return _OF_WHAT_CAME.get(paper, "paper.not-ours")


_PAPERS: Mapping[Paper, Callable[[Papers, DossierId], bytes]] = {
    Paper.PAGE: Papers.leaving_page,
    Paper.APART: Papers.apart,
    Paper.OFD: Papers.ofd,
    Paper.EDITABLE: Papers.editable,
    Paper.TRACKED: Papers.tracked,
    Paper.FORM: Papers.form,
    Paper.PROOF: lambda papers, dossier: numbered_papers.proof(papers._desk, dossier),
    Paper.PRINT_ORDER: lambda papers, dossier: numbered_papers.print_order_page(papers._desk, dossier),
    Paper.LABELS: lambda papers, dossier: numbered_papers.labels_page(papers._desk, dossier),
    Paper.EXCHANGE: lambda papers, dossier: numbered_papers.exchange_page(papers._desk, dossier),
    Paper.CIRCULATION: lambda papers, dossier: circulation_page(papers._desk, dossier),
    Paper.HAND_OVER: lambda papers, dossier: hand_over_page(papers._desk, dossier),
    Paper.ASSIGNMENT: lambda papers, dossier: assignment_page(papers._desk, dossier),
    Paper.URGING: lambda papers, dossier: urging_page(papers._desk, dossier),
    Paper.REJECTION: lambda papers, dossier: rejection_page(papers._desk, dossier),
    Paper.STAMPED: Papers.stamped,
    Paper.STAMPED_OFD: Papers.stamped_ofd,
    Paper.JOURNAL: Papers.journal_file,
    Paper.EVIDENCE: Papers.evidence,
}
