"""A session (登录): a signed-in person in a post, and the one door through which anything is done or asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import BufferedReader
from typing import BinaryIO, TypeVar

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.incoming import BEGINNINGS
from oa_desktop.domain.actions.numbers import RegisterAction
from oa_desktop.domain.addressees import UsualAddressees
from oa_desktop.domain.classification import refuse_above, refuse_marked_above
from oa_desktop.domain.dossier import Dossier, Phase
from oa_desktop.domain.drafts import KeptDraft
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.findings import Finding
from oa_desktop.domain.flow import Flow, FlowSort, fitting_first
from oa_desktop.domain.handling import refuse_out_of_order
from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.domain.kinds import DocumentKind
from oa_desktop.domain.manuscript import Manuscript, plain_text
from oa_desktop.domain.organisation import Organisation, Standing
from oa_desktop.domain.organising import refuse_revoked, refuse_taken, refuse_unfit
from oa_desktop.domain.particulars import Attachment, Particulars, particulars_of
from oa_desktop.domain.parties import unfit
from oa_desktop.domain.policy import Relation, refuse_unpermitted, relations
from oa_desktop.domain.registering import refuse_foreign_register, refuse_unregistrable
from oa_desktop.domain.stranding import stranded
from oa_desktop.domain.unit_settings import LARGEST_ATTACHMENT_MB
from oa_desktop.office.administration import Administration
from oa_desktop.office.answers import ANSWERS
from oa_desktop.office.arriving import flows_for
from oa_desktop.office.attaching import Counted, fit_name
from oa_desktop.office.beginnings import begin, begin_answer
from oa_desktop.office.book_shelf import BookShelf
from oa_desktop.office.capacity import in_whose_name
from oa_desktop.office.cautions import findings_in, refuse_unmended
from oa_desktop.office.changes import Changed
from oa_desktop.office.clearing import Clearing
from oa_desktop.office.desk import Desk
from oa_desktop.office.due_dates import ask_store
from oa_desktop.office.envelopes import EnvelopeLists
from oa_desktop.office.ink import InkShelf
from oa_desktop.office.inspecting import Inspection
from oa_desktop.office.matters import Matters
from oa_desktop.office.number_book import NumberBook
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.papers import Papers
from oa_desktop.office.phrases import OWN_ROWS, PhraseBook
from oa_desktop.office.pictures import PictureShelf
from oa_desktop.office.ports.pages import Reader, Rendering, Viewer
from oa_desktop.office.preparing import companions, prepare
from oa_desktop.office.queries import DossierRow, Everything, Query
from oa_desktop.office.recording import Author
from oa_desktop.office.rolls import Rolls
from oa_desktop.office.statistics_report import StatisticsReports
from oa_desktop.office.views import Views

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A text that is kept and may now be named by an action."""

    source: Digest
    particulars: Particulars


_ALL = 1_000_000
"""More documents than a store holds."""


class Session:
    """What one signed-in person may do, ask and see.

    Attributes:
        pictures: The pictures of texts, kept before a text names them.
        ink: What people wrote by hand, kept before an act names it.
        phrases: Stock phrases, one's own and the office's.
        number_book: 文号登记簿, as it is printed.
        statistics: The figures of the office (统计), and how they leave the store.
        papers: A document's page, forms, files and journal, and how they leave the store.
        shelf: The books (登记簿), and how they leave the store.
        clearing: 文件清退: what went to whom, and the papers by which it is asked back.
        views: The lists that the person keeps under names.
        administration: Accounts, and the store as a whole.
        envelopes: Lists of envelopes (封套清单), against what was signed for.
        matters: The blanks of internal matters (内部事项), and what is filled into them.
        rolls: Who is in the unit and whom it writes to, out and in as workbooks.
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
        self.papers = Papers(office, desk)
        self.shelf = BookShelf(office, desk)
        self.number_book = NumberBook(office, desk, self.shelf)
        self.statistics = StatisticsReports(office, desk, self.shelf)
        self.views = Views(desk)
        self.clearing = Clearing(office, desk)
        self.pictures = PictureShelf(desk, office.ports.reader)
        self.ink = InkShelf(desk)
        self.phrases = PhraseBook(desk)
        self.administration = Administration(office, desk, author, self.perform)
        self.envelopes = EnvelopeLists(office, desk)
        self.rolls = Rolls(office, desk, author)
        self.matters = Matters(desk)
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
        return flows_for(self._desk.flows, FlowSort.OUTGOING)

    def flows_for(self, text: Manuscript) -> Mapping[str, Flow]:
        """The flows that a document may be drafted under, by id, those that suit it first."""
        return fitting_first(self.flows, particulars_of(text))

    def stranded(self) -> tuple[DossierRow, ...]:
        """Return the documents in hand, as far as this person may know them, with a task that nobody can do."""
        organisation = self.organisation()
        rows = (row for row in self.ask(Everything(limit=_ALL)) if row.phase == Phase.IN_HAND.value)
        return tuple(row for row in rows if stranded(self._desk.dossier(row.dossier), organisation))

    def unfit_flows(self) -> tuple[Refused, ...]:
        """Return why documents could not be handled under flows of this unit."""
        organisation = self.organisation()
        return tuple(one for flow in self._desk.flows.values() for one in unfit(flow, organisation))

    def receiving_flows(self, text: Manuscript) -> Mapping[str, Flow]:
        """The flows under which an incoming document may be signed for, by id, those that suit it first."""
        return fitting_first(flows_for(self._desk.flows, FlowSort.INCOMING), particulars_of(text))

    @property
    def inspection(self) -> Inspection:
        """What inspects texts and files by the rules of the office; pages look as those of its drafts."""
        return self._desk.inspecting()

    @property
    def addressees(self) -> UsualAddressees:
        """To whom papers usually go."""
        return self._desk.known_addressees()

    # --- the door ----------------------------------------------------------------------------------------------

    def perform(self, action: Action) -> Changed:
        """Do something: judged by policy and flow, signed, and recorded with all its consequences, or not at all.

        Raises:
            Refused: A rule of the office does not allow it.
            Unavailable: Disk or keys do not allow it now; nothing has changed.
        """
        with self._office.lock:
            desk = in_whose_name(self._desk, action)
            self._refuse_unpermitted(desk, action)
            prepared = prepare(desk, action)
            self._refuse_untimely(prepared)
            changed = self._office.record([prepared, *companions(desk, prepared)], self._author_at(desk))
        self._office.announce(changed)
        return changed

    def ask(self, query: Query[Row]) -> tuple[Row, ...]:
        """Ask something, within what the person may know.

        Raises:
            Refused: ``dossier.unknown``, or ``policy.role`` for what only some may ask.
        """
        answer = ANSWERS.get(type(query))
        if answer is not None:
            rows: tuple[Row, ...] = answer(self._desk, query)
            return rows
        return ask_store(self._desk, query)

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

    def begin(self, kind: DocumentKind) -> str:
        """Return the source of a new paper of a kind, filled in as far as the unit can say it (起稿样式).

        Raises:
            Refused: ``beginning.none``: the office has none for the kind.
        """
        return begin(self._desk, kind)

    def begun(self, kind: DocumentKind) -> Manuscript:
        """Return the text that the source of a new paper reads as.

        Raises:
            Refused: As :meth:`begin`.
        """
        return self.reader.read(self.begin(kind).encode(), f"{kind.value}.md").manuscript

    def begun_answer(self, answers: DossierId, kind: DocumentKind | None = None) -> Manuscript:
        """Return the text with which an answer to an incoming document begins (拟稿答复).

        Raises:
            Refused: ``dossier.unknown``, ``answer.not-incoming``, ``beginning.none``.
        """
        chosen, source = begin_answer(self._desk, answers, kind)
        return self.reader.read(source.encode(), f"{chosen.value}.md").manuscript

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

    @property
    def today(self) -> date:
        """The day that it is."""
        return self._office.ports.clock.now().date()

    def findings_in(self, draft: KeptDraft, document: DossierId | None = None) -> tuple[Finding, ...]:
        """Return what is wrong with what is being written, with what the office knows of it.

        Raises:
            Refused: ``dossier.unknown``, ``resource.faulty``.
            Unavailable: ``blob.missing``, ``blob.damaged``, ``resource.unreadable``.
        """
        return findings_in(self._desk, draft, document)

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
        return {key: KeptDraft.decode(data) for key, data in found.items() if not key.startswith(OWN_ROWS)}

    def draft(self, key: str) -> KeptDraft | None:
        """Return what was typed under a key and not handed in; None where there is nothing."""
        row = self._desk.store.drafts(self.standing.person).get(key)
        return KeptDraft.decode(row) if row else None

    def drop_draft(self, key: str) -> None:
        """Forget a draft."""
        self._desk.store.drop_draft(self.standing.person, key)

    # --- the unit ----------------------------------------------------------------------------------------------

    def organisation(self) -> Organisation:
        """Return the unit: organs, departments, people and posts."""
        return self._desk.organisation()

    def sign_out(self) -> None:
        """Let go of the signing key; the machine witnesses how far the journals have come."""
        self._author.signer.forget()
        self._office.witness()

    def _author_at(self, desk: Desk) -> Author:
        """Return who signs: always the person's own key; whoever stands for somebody names the delegation."""
        lent = desk.acting_for.delegation if desk.acting_for else None
        if lent is None:
            return self._author
        return replace(self._author, actor=replace(self._author.actor, delegation=lent.id))

    def _refuse_unpermitted(self, desk: Desk, action: Action) -> None:
        refuse_revoked(self.organisation(), self._author.signer.key_id)
        held = frozenset({Relation.ANY})
        if isinstance(action, act.DossierAction) and not isinstance(action, BEGINNINGS):
            held = relations(desk.standing, desk.known(action.dossier))
        refuse_unpermitted(desk.standing, action, held)

    def _refuse_untimely(self, action: Action) -> None:
        """Refuse what the journal that the act goes into does not allow now."""
        refuse_unfit(self.organisation(), self.standing.person, action)
        refuse_taken(self._office.states.organisations, action)
        if isinstance(action, act.DossierAction):
            refuse_out_of_order(self._desk.dossier(action.dossier), action)
            refuse_unmended(self._desk, action)
        elif isinstance(action, RegisterAction):
            refuse_foreign_register(self.organisation(), action.register)
            refuse_unregistrable(self._desk.register(action.register), action)
