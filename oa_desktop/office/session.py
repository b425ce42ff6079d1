"""A session (登录): a signed-in person in a post, and the one door through which anything is done or asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from oa_desktop.domain.actions import DECLARATIONS, Action
from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.policy import refuse_role
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.addressees import UsualAddressees
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.domain.units.standing import Standing
from oa_desktop.office.administration import Administration
from oa_desktop.office.answers import ANSWERS
from oa_desktop.office.archiving.books import ArchiveBooks
from oa_desktop.office.archiving.room import ArchiveRoom
from oa_desktop.office.books.shelf import BookShelf
from oa_desktop.office.books.statistics_report import StatisticsReports
from oa_desktop.office.central.room import CentralRoom
from oa_desktop.office.changes import Changed
from oa_desktop.office.clearing.clearing import Clearing
from oa_desktop.office.clearing.departing import Departures
from oa_desktop.office.custody.books import CustodyBooks
from oa_desktop.office.desk import Desk
from oa_desktop.office.door import Wish
from oa_desktop.office.drafting.drafts import Drafts
from oa_desktop.office.drafting.ink import InkShelf
from oa_desktop.office.drafting.phrases import PhraseBook
from oa_desktop.office.drafting.pictures import PictureShelf
from oa_desktop.office.drafting.writing import Writing
from oa_desktop.office.exchanging.book import ExchangeBook
from oa_desktop.office.exchanging.desks import Desks
from oa_desktop.office.exchanging.inbox import Inbox
from oa_desktop.office.exchanging.outbox import Outbox
from oa_desktop.office.exchanging.partners import Partners
from oa_desktop.office.exercising import ExerciseRoom
from oa_desktop.office.flows.routes import Routes
from oa_desktop.office.incoming.envelopes import EnvelopeLists
from oa_desktop.office.lists.due_dates import ask_store
from oa_desktop.office.lists.views import Views
from oa_desktop.office.matters.matters import Matters
from oa_desktop.office.numbers.book import NumberBook
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.papers.papers import Papers
from oa_desktop.office.password_state import PasswordState
from oa_desktop.office.performing import Performing
from oa_desktop.office.ports.pages import Viewer
from oa_desktop.office.queries import Query
from oa_desktop.office.recording import Author
from oa_desktop.office.rolls import Rolls
from oa_desktop.office.safekeeping.isolation import told_of
from oa_desktop.office.seals.book import SealBook
from oa_desktop.office.seals.room import SealRoom
from oa_desktop.office.secrecy.book import MarksBook
from oa_desktop.office.teaching.room import ClassRoom
from oa_desktop.office.trail.incidents import noted, questioned
from oa_desktop.office.trail.trail import Trail
from oa_desktop.office.trust.signed_files import SignedFileDesk
from oa_desktop.office.trust.trusting import Trusting

Row = TypeVar("Row")


class Session:
    """What one signed-in person may do, ask and see.

    Attributes:
        drafts: What was typed and not handed in.
        writing: What a text needs before an act names it.
        routes: The flows that documents may be begun under.
        pictures: The pictures of texts, kept before a text names them.
        ink: What people wrote by hand, kept before an act names it.
        phrases: Stock phrases, one's own and the office's.
        number_book: 文号登记簿, as it is printed.
        statistics: The figures of the office (统计), and how they leave the store.
        signed_files: Signed files that somebody brings, and the verdicts on them.
        papers: A document's page, forms, files and journal, and how they leave the store.
        shelf: The books (登记簿), and how they leave the store.
        clearing: 文件清退: what went to whom, and the papers by which it is asked back.
        departures: 离岗清单: what people who leave a post hand over.
        views: The lists that the person keeps under names.
        administration: Accounts, and the store as a whole.
        trail: What the security auditor (安全审计员) takes along.
        envelopes: Lists of envelopes (封套清单), against what was signed for.
        matters: The blanks of internal matters (内部事项), and what is filled into them.
        trust: 信任管理: the own authority, certificates, other authorities, revocations.
        seals: The seals of the unit (印章), and using them.
        seal_book: 印章登记簿, as it is printed.
        rolls: Who is in the unit and whom it writes to, out and in as workbooks.
        archive: 档案: the scheme, dry runs, arranging, and what is in the archive.
        archive_books: 归档文件目录 and what else is printed of the archive, and how it leaves the store.
        partners: The units that packages are exchanged with (交换单位).
        marks_book: 定密登记簿, and how it leaves the store.
        custody: 借阅登记簿 and 涉密文件登记簿, and how they leave the store.
        exchange_book: 介质交换登记簿, and how it leaves the store.
        outbox: Packages (交换包) for other units.
        desks: What goes to the unit's other desks (工作台), and comes from them.
        inbox: Packages from other units.
        central: How this desk stands to the central service (中心服务), and what waits to go there.
        exercise: 实训: what a stage needs of the store; refused in every realm but TRAINING.
        teaching: 培训班: the class of a teacher; refused in every realm but TRAINING.
        failed_attempts: Failed sign-ins before this one, to be shown.
        password: How the password is that was typed.
        notices: Codes of what the person should be told at once, such as ``clock.behind`` or ``sign-in.unrecorded``.
    """

    def __init__(
        self,
        office: OpenOffice,
        desk: Desk,
        author: Author,
        *,
        failed_attempts: int = 0,
        password: PasswordState | None = None,
        notices: tuple[str, ...] = (),
    ) -> None:
        self._office = office
        self._desk = desk
        self._author = author
        self._performing = Performing(office, desk, author)
        self._told: set[tuple[str, str]] = set()
        self.drafts = Drafts(desk)
        self.writing = Writing(desk, office.ports.reader)
        self.routes = Routes(desk)
        self.papers = Papers(office, desk)
        self.shelf = BookShelf(office, desk)
        self.number_book = NumberBook(office, desk, self.shelf)
        self.statistics = StatisticsReports(office, desk, self.shelf)
        self.signed_files = SignedFileDesk(office, desk, self.papers)
        self.views = Views(desk)
        self.clearing = Clearing(office, desk, self.shelf)
        self.custody = CustodyBooks(office, desk, self.shelf)
        self.departures = Departures(office, desk, self.shelf, self.clearing, self.custody)
        self.pictures = PictureShelf(desk, office.ports.reader)
        self.ink = InkShelf(desk)
        self.phrases = PhraseBook(desk)
        self.administration = Administration(office, desk, author, self.perform)
        self.trail = Trail(office, desk, self.shelf)
        self.envelopes = EnvelopeLists(office, desk)
        self.trust = Trusting(office, desk, author, self.perform, self.perform_each)
        self.seals = SealRoom(office, desk, self.trust, self.perform)
        self.seal_book = SealBook(office, desk, self.shelf)
        self.rolls = Rolls(office, desk, author, self)
        self.matters = Matters(desk)
        self.archive = ArchiveRoom(office, desk, self)
        self.archive_books = ArchiveBooks(office, desk, self.shelf)
        self.partners = Partners(office, desk, self.perform)
        self.marks_book = MarksBook(office, desk, self.shelf)
        self.exchange_book = ExchangeBook(office, desk, self.shelf)
        self.outbox = Outbox(office, desk, self)
        self.desks = Desks(office, desk, self)
        self.inbox = Inbox(office, desk, self)
        self.central = CentralRoom(office, desk)
        self.exercise = ExerciseRoom(office, desk)
        self.teaching = ClassRoom(office, desk, self.shelf, self)
        self.failed_attempts = failed_attempts
        self.password = password or PasswordState()
        self.notices = notices

    @property
    def standing(self) -> Standing:
        """Who acts, with the rights of the post as they are now."""
        return self._desk.standing

    @property
    def realm(self) -> Realm:
        """域."""
        return self._desk.store.realm

    @property
    def addressees(self) -> UsualAddressees:
        """To whom papers usually go."""
        return self._desk.known_addressees()

    # --- the door ----------------------------------------------------------------------------------------------

    def perform(self, action: Action, *beside: Action) -> Changed:
        """Do something: judged by policy and flow, signed, and recorded with all its consequences, or not at all.

        Args:
            action: What is done.
            beside: What belongs to it in other journals of the unit, in the same act.

        Raises:
            Refused: A rule of the office does not allow it.
            Unavailable: Disk or keys do not allow it now; nothing has changed.
        """
        return self._announced(self._performing.perform(action, *beside))

    def perform_each(self, wishes: Sequence[Wish]) -> Changed:
        """Do several things as one act, each judged as if those before it were done; all of them, or none.

        Raises:
            Refused: A rule of the office does not allow one of them.
            Unavailable: Disk or keys do not allow it now; nothing has changed.
        """
        return self._announced(self._performing.perform_each(wishes))

    def _announced(self, changed: Changed) -> Changed:
        if changed.organisation:
            self.seals.let_go_of_destroyed()
        self._office.announce(changed)
        return changed

    def ask(self, query: Query[Row]) -> tuple[Row, ...]:
        """Ask something, within what the person may know.

        Raises:
            Refused: ``dossier.unknown``, or ``policy.role`` for what only some may ask.
        """
        answer = ANSWERS.get(type(query))
        with self._noting(getattr(query, "dossier", NEW_DOSSIER)):
            rows: tuple[Row, ...] = answer(self._desk, query) if answer else ask_store(self._desk, query)
            return rows

    def refuse_role(self, action: type[Action]) -> None:
        """Say that somebody's post lets them do no act of a kind, before they type anything in vain.

        Raises:
            Refused: ``policy.role``, ``policy.nobody``.
        """
        with noted(self._office, self._desk, DECLARATIONS[action].kind):
            refuse_role(self._desk.standing, action)

    def _noting(self, dossier: DossierId) -> AbstractContextManager[None]:
        return questioned(self._office, self._desk, dossier, self._told)

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call a listener after every change in the unit; return what ends the subscription."""
        return self._office.subscribe(self._desk.unit, partial(self._tell, listener))

    def _tell(self, listener: Callable[[Changed], None], changed: Changed) -> None:
        """Tell of a change as far as the person may know what it is about; of nothing else, not even that it was."""
        known = tuple(one for one in changed.dossiers if self._desk.store.may_know(one, self._desk.sight))
        if known or changed.organisation or not changed.dossiers:
            listener(changed if known == changed.dossiers else replace(changed, dossiers=known, entries=()))

    # --- one document ------------------------------------------------------------------------------------------

    def dossier(self, dossier: DossierId) -> Dossier:
        """Return how a document stands.

        Raises:
            Refused: ``dossier.unknown``, also for one that exists and may not be known.
        """
        with self._noting(dossier):
            return self._desk.known(dossier)

    def text(self, dossier: DossierId) -> Manuscript:
        """Return the present text of a document.

        Raises:
            Refused: ``dossier.unknown``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        return self._desk.manuscript(self.dossier(dossier).source)

    @property
    def viewer(self) -> Viewer:
        """What shows fixed pages on a screen: pixels and places of a PDF that the person has before them."""
        return self._office.ports.viewer

    @property
    def today(self) -> date:
        """The day that it is."""
        return self._office.ports.clock.now().date()

    @property
    def sign_in_rules(self) -> SignInRules:
        """What is asked of passwords here, and when the window locks."""
        return self._office.sign_in_rules()

    def told_of_isolation(self) -> str:
        """Return, in words, what may lead out of the office's network, where the unit wants it told.

        Raises:
            Refused: ``isolation.way-out``, where nobody may work with one.
        """
        return told_of(self._desk.organisation(), self._office.ports.ways_out)

    def refuse_reader(self) -> None:
        """Say why nothing can be kept, before anybody writes in vain.

        Raises:
            Unavailable: ``store.read-only``, ``store.unlockable``.
        """
        self._desk.store.refuse_reader()

    # --- the unit ----------------------------------------------------------------------------------------------

    def organisation(self) -> Organisation:
        """Return the unit: organs, departments, people and posts."""
        return self._desk.organisation()

    def sign_out(self) -> None:
        """Let go of the signing key; the machine witnesses how far the journals have come."""
        self._author.signer.forget()
        self._office.witness()
