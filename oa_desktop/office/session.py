"""A session (登录): a signed-in person in a post, and the one door through which anything is done or asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, TypeVar

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.numbers import RegisterAction
from oa_desktop.domain.actions.organising import AdmitUnit, EnrolPerson, EnrolRecovery, RenewKey
from oa_desktop.domain.classification import refuse_above, refuse_marked_above
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.drafts import KeptDraft
from oa_desktop.domain.entry import Head
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flow import Flow
from oa_desktop.domain.handling import refuse_out_of_order
from oa_desktop.domain.ids import Digest, DossierId, JournalId, PersonId
from oa_desktop.domain.manuscript import Manuscript, plain_text
from oa_desktop.domain.organisation import Organisation, Role, Standing
from oa_desktop.domain.organising import refuse_taken, refuse_unfit
from oa_desktop.domain.particulars import Attachment, Particulars, particulars_of
from oa_desktop.domain.policy import Relation, refuse_role, refuse_unpermitted, relations
from oa_desktop.domain.registering import refuse_unregistrable
from oa_desktop.domain.unit_settings import LARGEST_ATTACHMENT_MB
from oa_desktop.domain.verification import Verdict
from oa_desktop.office import filing, reading
from oa_desktop.office.answers import ANSWERS
from oa_desktop.office.attaching import Counted, fit_name
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.founding import Founded, FoundingRequest, found_beside
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.keys import AccountRequest
from oa_desktop.office.ports.pages import Reader, Rendering, Viewer
from oa_desktop.office.ports.store import BackupFacts, Sink
from oa_desktop.office.preparing import companions, prepare
from oa_desktop.office.queries import Query
from oa_desktop.office.recording import Author

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A text that is kept and may now be named by an action."""

    source: Digest
    particulars: Particulars


class Paper(StrEnum):
    """What of a document may leave the store."""

    PAGE = "页面"
    EDITABLE = "可编辑稿"
    FORM = "发文稿纸"
    JOURNAL = "办理记录"


class Session:
    """What one signed-in person may do, ask and see.

    Attributes:
        failed_attempts: Failed sign-ins before this one, to be shown.
        must_change_password: Whether somebody else chose the password.
        notices: Codes of what the person should be told at once, such as ``clock.behind`` or ``sign-in.unrecorded``.
    """

    def __init__(
        self,
        office: OpenOffice,
        desk: Desk,
        author: Author,
        *,
        failed_attempts: int = 0,
        must_change: bool = False,
        notices: tuple[str, ...] = (),
    ) -> None:
        self._office = office
        self._desk = desk
        self._author = author
        self.failed_attempts = failed_attempts
        self.must_change_password = must_change
        self.notices = notices

    @property
    def standing(self) -> Standing:
        """Who acts, with the rights of the post as they are now."""
        return self._desk.standing

    @property
    def flows(self) -> Mapping[str, Flow]:
        """The flows that a document may be drafted under, by id, the usual one first."""
        return self._desk.flows

    # --- the door ----------------------------------------------------------------------------------------------

    def perform(self, action: Action) -> Changed:
        """Do something: judged by policy and flow, signed, and recorded with all its consequences, or not at all.

        Raises:
            Refused: A rule of the office does not allow it.
            Unavailable: Disk or keys do not allow it now; nothing has changed.
        """
        with self._office.lock:
            self._refuse_unpermitted(action)
            prepared = prepare(self._desk, action)
            self._refuse_untimely(prepared)
            changed = self._office.record([prepared, *companions(prepared)], self._author)
        self._office.announce(changed)
        return changed

    def ask(self, query: Query[Row]) -> tuple[Row, ...]:
        """Ask something, within what the person may know.

        Raises:
            Refused: ``dossier.unknown``, or ``policy.role`` for what only some may ask.
        """
        answer = ANSWERS.get(type(query))
        rows: tuple[Row, ...] = answer(self._desk, query) if answer else self._desk.store.ask(query, self._desk.sight)
        return rows

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call a listener after every change in the unit; return what ends the subscription."""
        return self._office.subscribe(self._desk.unit, listener)

    # --- one document ------------------------------------------------------------------------------------------

    def dossier(self, dossier: DossierId) -> Dossier:
        """Return how a document stands.

        Raises:
            Refused: ``dossier.unknown``, also for one that exists and may not be known.
        """
        return self._desk.known(dossier)

    def text(self, dossier: DossierId) -> Manuscript:
        """Return the present text of a document.

        Raises:
            Refused: ``dossier.unknown``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        return self._desk.manuscript(self._desk.known(dossier).source)

    def page(self, dossier: DossierId) -> tuple[Digest, bytes]:
        """Return digest and PDF of a document's page as it stands: sealed, numbered, or as it would be signed.

        Raises:
            Refused: ``dossier.unknown``.
        """
        state = self._desk.known(dossier)
        fixed = state.sealed or state.numbered
        if fixed is None:
            return self._desk.show(state.source)
        return fixed.rendering, self._desk.store.blobs.read(fixed.rendering)

    def content(self, dossier: DossierId, digest: Digest) -> bytes:
        """Return a text, page or file that a document's journal names.

        Raises:
            Refused: ``dossier.unknown``: the document does not name it, or may not be known.
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

    def editable(self, dossier: DossierId) -> bytes:
        """Return the present text of a document as DOCX."""
        return self._desk.renderer.document(self.text(dossier), self._desk.look())

    def form(self, dossier: DossierId) -> bytes:
        """Return the 发文稿纸 of a document as PDF."""
        return filing.form_page(self._desk, dossier)

    def journal_text(self, dossier: DossierId) -> str:
        """Return a document's journal in words, one entry a line."""
        return filing.journal_text(self._desk, dossier)

    def journal_file(self, dossier: DossierId) -> bytes:
        """Return a document's journal and the organisation journal as a file that can be verified anywhere."""
        return filing.journal_file(self._desk, dossier, self._office.machine)

    def hand_out(self, dossier: DossierId, paper: Paper) -> bytes:
        """Return a paper of a document to be kept outside of the store; that it left is recorded first.

        Raises:
            Refused: ``dossier.unknown``.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        data = _PAPERS[paper](self, dossier)
        self._office.record_output(self.standing, paper.value, dossier, self._desk.crypto.digest(data))
        return data

    def hand_out_attachment(self, dossier: DossierId, attachment: Attachment, sink: Sink) -> None:
        """Write an attached file of a document, whatever its length, outside of the store; that is recorded first.

        Raises:
            Refused: ``dossier.unknown``.
            Unavailable: ``blob.missing``, ``blob.damaged``, ``store.read-only``.
        """
        self._refuse_unnamed(dossier, attachment.digest)
        self._office.record_output(self.standing, "附件", dossier, attachment.digest)
        self.content_into(dossier, attachment.digest, sink)

    def usual_code(self, dossier: DossierId) -> str:
        """Return the 机关代字 under which a document usually numbers: its 主办机关's, else another issuing organ's.

        Raises:
            Refused: ``dossier.unknown``, or ``number.no-code`` when none of the organs has one.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        issuing = self.text(dossier).issuing_organs
        code = self.organisation().usual_code(issuing)
        if code is None:
            raise Refused("number.no-code", organ="、".join(issuing))
        return code

    def filed_item(self, dossier: DossierId) -> filing.FiledItem:
        """Return the archival item (件) of a document that has been filed.

        Raises:
            Refused: ``dossier.unknown``, ``file.not-filed``.
        """
        return filing.filed_item(self._desk, dossier, self._office.machine)

    # --- what goes into an action ------------------------------------------------------------------------------

    def keep_text(self, manuscript: Manuscript) -> Kept:
        """Keep a text, durably, so that Draft or Revise may name it.

        Raises:
            Refused: ``classification.above-grade``: its mark is above what this installation may hold.
        """
        refuse_above(self._desk.grade, manuscript.classification)
        refuse_marked_above(self._desk.grade, plain_text(manuscript))
        return Kept(source=self._desk.keep(manuscript), particulars=particulars_of(manuscript))

    def keep_file(self, name: str, stream: BinaryIO, size: int) -> Attachment:
        """Keep an attached file that is said to have ``size`` bytes, durably; what is read is what is recorded.

        Raises:
            Refused: ``attachment.name``, ``attachment.too-large``, also when it grows past the limit while it is read.
            Unavailable: ``disk.full``.
        """
        given = fit_name(name)
        limit = self.organisation().setting(LARGEST_ATTACHMENT_MB) * 1_000_000
        counted = Counted(stream, given, limit)
        counted.refuse_above_limit(size)
        digest = self._desk.store.blobs.keep(BufferedReader(counted))
        return Attachment(name=given, size=counted.size, digest=digest)

    def preview(self, manuscript: Manuscript) -> Rendering:
        """Lay out a text without keeping anything."""
        return self._desk.render(manuscript)

    @property
    def viewer(self) -> Viewer:
        """What shows fixed pages on a screen: pixels and places of a PDF that the person has before them."""
        return self._office.ports.viewer

    @property
    def reader(self) -> Reader:
        """What reads the files that people bring into a manuscript."""
        return self._office.ports.reader

    def refuse_reader(self) -> None:
        """Say why nothing can be kept, before anybody writes in vain.

        Raises:
            Unavailable: ``store.read-only``, ``store.unlockable``.
        """
        self._desk.store.refuse_reader()

    def save_draft(self, key: str, draft: KeptDraft) -> None:
        """Keep what is being typed (自动保存), encrypted, apart from the journals; the time is noted."""
        now = self._office.ports.clock.now().isoformat(timespec="seconds")
        self._desk.store.keep_draft(self.standing.person, key, replace(draft, kept=now).encode())

    def drafts(self) -> dict[str, KeptDraft]:
        """Return what was typed and not handed in."""
        found = self._desk.store.drafts(self.standing.person)
        return {key: KeptDraft.decode(data) for key, data in found.items()}

    def drop_draft(self, key: str) -> None:
        """Forget a draft."""
        self._desk.store.drop_draft(self.standing.person, key)

    # --- the unit ----------------------------------------------------------------------------------------------

    def organisation(self) -> Organisation:
        """Return the unit: organs, departments, people and posts."""
        return self._desk.organisation()

    def open_account(self, account: str, person: PersonId, password: str) -> str:
        """Make a key slot for somebody; return the public key, hexadecimal, that EnrolPerson then enrols.

        Raises:
            Refused: ``policy.role``, ``password.too-weak``, ``account.exists``.
        """
        refuse_role(self.standing, EnrolPerson)
        return self._office.open_account(AccountRequest(account=account, person=person, password=password)).hex()

    def renew_account(self, account: str, password: str) -> str:
        """Give somebody a new password and key; return the public key, hexadecimal, that RenewKey then enrols.

        Raises:
            Refused: ``policy.role``, ``password.too-weak``, ``person.unknown``, ``account.unknown``.
        """
        refuse_role(self.standing, RenewKey)
        person = self.organisation().person_by_account(account).id
        return self._office.renew_account(AccountRequest(account=account, person=person, password=password)).hex()

    def found_unit(self, request: FoundingRequest) -> Founded:
        """Let another unit into the store: its two founders are present, and who let it in stays known.

        Raises:
            Refused: ``policy.role``, ``unit.other-grade``, ``unit.name-taken``, ``founders.same``, ``founders.roles``,
                ``account.exists``, ``password.too-weak``.
            Unavailable: ``store.read-only``, ``disk.full``; the founding may simply be repeated.
        """
        with self._office.lock:
            self._refuse_revoked()
            refuse_role(self.standing, AdmitUnit)
            founded, changed = found_beside(self._office, self._author, request)
        self._office.announce(changed)
        return founded

    def renew_recovery(self, reason: str) -> str:
        """Make another recovery code (恢复码) and return it, to be printed; the one before opens nothing any more.

        Raises:
            Refused: ``policy.role``, ``recovery.other-unit``.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        self._refuse_revoked()
        refuse_role(self.standing, EnrolRecovery)
        made = self._office.renew_recovery(self._desk.unit)
        self.perform(EnrolRecovery(public_key=made.public_key.hex(), reason=reason))
        return made.code

    def verify(self, expected_heads: Mapping[JournalId, tuple[Head, ...]] | None = None) -> Verdict:
        """Verify every entry of every journal of the store, and that remembered heads are there."""
        return self._office.verify(expected_heads)

    def back_up(self, target: Path) -> BackupFacts:
        """Copy the whole store, still encrypted, into a new folder.

        Raises:
            Refused: ``policy.role``: only the system administrator backs up; ``backup.target-taken``.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        if Role.SYSTEM_ADMINISTRATOR not in self.standing.roles:
            raise Refused("policy.role", act="备份", roles=Role.SYSTEM_ADMINISTRATOR.value, name=self.standing.name)
        return self._office.back_up(self.standing, target)

    def rebuild(self) -> int:
        """Make lists and search of the whole store again from the journals; return the number of the unit's documents.

        Raises:
            Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
        """
        return self._office.rebuild().get(self._desk.unit, 0)

    def sign_out(self) -> None:
        """Let go of the signing key; the machine witnesses how far the journals have come."""
        self._author.signer.forget()
        self._office.witness()

    def _refuse_unnamed(self, dossier: DossierId, digest: Digest) -> None:
        self._desk.known(dossier)
        if digest not in reading.named_digests(self._desk, dossier):
            raise Refused("dossier.unknown", dossier=dossier)

    def _refuse_revoked(self) -> None:
        key = self.organisation().key(self._author.signer.key_id)
        if key is None or key.revoked is not None:
            raise Refused("sign-in.key-not-enrolled")

    def _refuse_unpermitted(self, action: Action) -> None:
        self._refuse_revoked()
        held = frozenset({Relation.ANY})
        if isinstance(action, act.DossierAction) and not isinstance(action, act.Draft):
            held = relations(self.standing, self._desk.known(action.dossier))
        refuse_unpermitted(self.standing, action, held)

    def _refuse_untimely(self, action: Action) -> None:
        """Refuse what the journal that the act goes into does not allow now."""
        refuse_unfit(self.organisation(), self.standing.person, action)
        refuse_taken(self._office.states.organisations, action)
        if isinstance(action, act.DossierAction):
            refuse_out_of_order(self._desk.dossier(action.dossier), action)
        elif isinstance(action, RegisterAction):
            if self.organisation().organ_of_code(action.code) is None:
                raise Refused("number.unknown-code", code=action.code)
            refuse_unregistrable(self._desk.register(action.code, action.year), action)


_PAPERS: Mapping[Paper, Callable[[Session, DossierId], bytes]] = {
    Paper.PAGE: lambda session, dossier: session.page(dossier)[1],
    Paper.EDITABLE: Session.editable,
    Paper.FORM: Session.form,
    Paper.JOURNAL: Session.journal_file,
}
