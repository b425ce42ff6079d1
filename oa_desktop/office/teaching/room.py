"""The class room of a teacher (培训班): who is in the class, what came of its exercises, and what leaves of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from oa_desktop.domain.actions.teaching import CollectResult, DeleteNames, KeepClass
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.partners import write_card
from oa_desktop.domain.forms import Form
from oa_desktop.domain.ids import NOTHING, Digest, exercise_journal
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.policy import refuse_role
from oa_desktop.domain.training.class_data import ClassData, read_class_data
from oa_desktop.domain.training.classes import ClassState
from oa_desktop.domain.training.record import Record
from oa_desktop.domain.training.result_file import read_result
from oa_desktop.domain.training.transcript import Transcript, write_transcript
from oa_desktop.office.books.shelf import BookFile, BookShelf
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.exchanging.partners import own_card
from oa_desktop.office.exercising import refuse_outside_training
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.rolls.given_tables import lines_given
from oa_desktop.office.teaching.acts import class_of
from oa_desktop.office.teaching.books import LEDGERS, ClassBook, ClassLedger
from oa_desktop.office.teaching.certificates import Certificate, Certified, Issuing, certified
from oa_desktop.office.teaching.foreign import tried_result
from oa_desktop.office.teaching.roll import trainees_of
from oa_desktop.office.trail.incidents import OUTPUT, attempted, watched

if TYPE_CHECKING:
    from oa_desktop.office.session import Session

_CARD, _TRANSCRIPT = "培训班名片", "成绩单"
_OVERDUE = "姓名的保存期已满，请在“收发”里删除姓名"
MOST = 500
"""Trainees of a class."""


@watched("培训班")
class ClassRoom:
    """What a teacher does with a class; every right is judged at the door."""

    def __init__(self, office: OpenOffice, desk: Desk, shelf: BookShelf, session: Session) -> None:
        self._office = office
        self._desk = desk
        self._shelf = shelf
        self._session = session

    @property
    def state(self) -> ClassState:
        """What the journal comes to.

        Raises:
            Refused: ``training.elsewhere``, ``policy.role``.
        """
        self._refuse_others()
        return class_of(self._desk)

    def _refuse_others(self) -> None:
        refuse_outside_training(self._desk.store.realm)
        refuse_role(self._desk.standing, CollectResult)

    @property
    def data(self) -> ClassData:
        """班级资料; empty before anything was written down.

        Raises:
            Refused: As :attr:`state`.
            Unavailable: ``blob.missing``.
        """
        kept = self.state.data
        return read_class_data(self._desk.store.blobs.read(kept)) if kept != NOTHING else ClassData()

    def kept(self, data: ClassData) -> KeepClass:
        """Keep data of the class, and return the act by which they count.

        Raises:
            Unavailable: ``disk.full``.
        """
        return KeepClass(data=self._desk.store.blobs.keep(data.encode()))

    def take_in(self, table: bytes, name: str) -> Changed:
        """Put the trainees of a table (.xlsx, .csv) in place of the roll; attendance stays by number.

        Raises:
            Refused: ``class.no-names``, ``class.number-twice``, ``class.extra-unread``, ``table.damaged`` and the like.
            Unavailable: ``confine.failed``.
        """
        lines = lines_given(self._office.ports.tables, table, name, MOST + 1)
        texts = [[cell.text.strip() for cell in line.cells] for line in lines]
        return self._session.perform(self.kept(replace(self.data, trainees=trainees_of(texts, name))))

    def card(self) -> bytes:
        """Return the card by which seats join the class, as a file; that it leaves is recorded first.

        Raises:
            Refused: ``training.elsewhere``, ``policy.role``.
            Unavailable: ``store.read-only``.
        """
        self._refuse_others()
        card = own_card(self._office, self._desk)
        self._office.record_output(self._desk.standing, _CARD, "", self._desk.crypto.digest(card.encode()))
        return write_card(card, self._office.machine.sign)

    @property
    def fingerprint(self) -> Digest:
        """What seats that join compare: the digest of the whole card."""
        return self._desk.crypto.digest(own_card(self._office, self._desk).encode())

    # --- results -------------------------------------------------------------------------------------------------

    def read(self, result: bytes) -> Record:
        """Return what a result tells of a run, verified.

        Raises:
            Refused: As :func:`~oa_desktop.domain.training.result_file.read_result`.
            Unavailable: ``confine.failed``.
        """
        crypto = self._desk.crypto
        return read_result(
            tried_result(result), digest_of=crypto.digest, holds=crypto.verify, findings_of=self._findings
        )

    def _findings(self, text: Manuscript) -> tuple[str, ...]:
        return tuple(one.rule for one in self._desk.inspection.of_text(text))

    def collect(self, result: bytes, scored: Callable[[], CollectResult]) -> Changed:
        """Take a result in that is scored; what was taken in before is refused before anything is scored.

        Raises:
            Refused: ``class.collected-before``.
            Unavailable: ``disk.full``.
        """
        known = self.state.results.get(self._desk.crypto.digest(result))
        if known is not None:
            raise Refused("class.collected-before", day=known.at[:10])
        act = scored()
        return self._session.perform(replace(act, result=self._desk.store.blobs.keep(result)))

    def record(self, digest: Digest) -> Record:
        """Return what a result that was collected tells of its run, verified.

        Raises:
            Refused: ``class.unknown-result`` and as :attr:`state`.
            Unavailable: ``blob.missing``: names were deleted.
        """
        self.state.result(digest)
        return self.read(self._desk.store.blobs.read(digest))

    def text(self, typed: str, title: str) -> Manuscript:
        """Return what a paper of an exercise says, as a trainee's seat reads it."""
        return self._office.ports.reader.read(typed.encode(), f"{title}.md").manuscript

    def drawn(self, text: Manuscript) -> bytes:
        """Return the page of a text of a run, as PDF."""
        return self._desk.render(text).data

    @attempted("删除姓名")
    def delete_names(self, reason: str) -> int:
        """Destroy the names of the class and the files that bear them; return how many contents are gone.

        Raises:
            Refused: ``policy.role``, ``class.no-reason``.
            Unavailable: ``disk.full``, ``disk.failed``.
        """
        if not reason:
            raise Refused("class.no-reason")
        bare = self._desk.store.blobs.keep(self.data.without_names().encode())
        self._session.perform(DeleteNames(data=bare, reason=reason))
        return self.finish_deleting()

    @property
    def undeleted(self) -> frozenset[Digest]:
        """What bears names that were deleted and is still here: somebody died over deleting it.

        Raises:
            Refused: As :attr:`state`.
        """
        has = self._desk.store.blobs.has
        return frozenset(one for one in self.state.condemned if has(one))

    def finish_deleting(self) -> int:
        """Destroy what is :attr:`undeleted`; return how many contents are gone.

        Raises:
            Refused: As :attr:`state`.
            Unavailable: ``disk.failed``, ``store.read-only``; what is destroyed by then stays so.
        """
        left = self.undeleted
        return self._desk.store.blobs.destroy(left, {exercise_journal(self._desk.unit)}) if left else 0

    # --- exercises ----------------------------------------------------------------------------------------------------

    @property
    def titles(self) -> Mapping[str, str]:
        """What exercises are called, by their ids."""
        return self._office.ports.exercises()

    def _naming(self) -> Callable[[str], str]:
        """Return what tells how an exercise is called, its id where nobody knows it any more; files are read once."""
        titles = cache(self._office.ports.exercises)
        return lambda exercise: titles().get(exercise, exercise)

    def faults_in(self, text: str, name: str) -> tuple[Finding, ...]:
        """Return what the rules find in a paper of an exercise as it was typed.

        Raises:
            Refused: As :meth:`.Inspection.of_file`.
            Unavailable: ``confine.failed``.
        """
        return self._desk.inspection.of_file(text.encode(), name).findings

    # --- books ---------------------------------------------------------------------------------------------------

    def ledger(self, book: ClassBook) -> ClassLedger:
        """Return a book of the class as it stands.

        Raises:
            Refused: As :attr:`state`.
        """
        data = self.data
        found = LEDGERS[book](data, self.state, self._naming())
        overdue = data.is_overdue(self._desk.clock.now().date())
        return replace(found, note=f"{found.note}。{_OVERDUE}") if overdue else found

    def made(self, book: ClassBook, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return a book as a file, while it stays here; refused as :attr:`state`."""
        return self._shelf.made(self.ledger(book), file, work)

    def certified(self, which: Certificate, number: str = "") -> tuple[Certified, ...]:
        """Return the certificates of all who fulfil their condition, or that of one of them.

        Raises:
            Refused: As :attr:`state`; ``class.no-certificate``: nobody does, or that one does not.
        """
        day = self._desk.clock.now().date().isoformat()
        by = Issuing(organ=self._desk.organisation().name, day=day, named=self._naming())
        found = certified(which, self.data, self.state, by)
        meant = tuple(one for one in found if number in ("", one.number))
        if not meant:
            raise Refused("class.no-certificate", certificate=which.value)
        return meant

    @attempted(OUTPUT)
    def hand_out_forms(self, forms: Sequence[Form], what: str) -> bytes:
        """Return papers of the class in one file, as it leaves the store; that is recorded first, without a name.

        Raises:
            Refused: As :attr:`state`.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        self._refuse_others()
        drawn = [self._desk.renderer.form(one, self._desk.look()) for one in forms]
        data = drawn[0] if len(drawn) == 1 else self._office.ports.press.joined(drawn, AS_IT_IS)
        return self._let_out(data, what)

    @attempted(OUTPUT)
    def hand_out_report(self, form: Form, texts: Mapping[str, Manuscript]) -> bytes:
        """Return the report on a result as PDF that leaves the store, texts small behind it; it is recorded first.

        Raises:
            Refused: As :attr:`state`.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        refuse_role(self._desk.standing, CollectResult)
        data = self._desk.renderer.form_with_pages(form, texts, self._desk.look())
        return self._let_out(data, form.title)

    @attempted(OUTPUT)
    def hand_out_transcript(self, result: Digest, transcript: Transcript) -> bytes:
        """Return the transcript of a result that was released, signed; that it leaves is recorded first.

        Raises:
            Refused: As :attr:`state`; ``class.unknown-result``, ``class.unreleased``.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        if not self.state.result(result).released:
            raise Refused("class.unreleased")
        return self._let_out(write_transcript(transcript, self._office.machine.sign), _TRANSCRIPT)

    @attempted(OUTPUT)
    def hand_out(self, book: ClassBook, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return a book as a file that leaves the store; that it leaves is recorded first.

        Raises:
            Refused: As :attr:`state`.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        return self._let_out(self.made(book, file, work), f"{book.value}（{file.value}）")

    def _let_out(self, data: bytes, what: str) -> bytes:
        self._office.record_output(self._desk.standing, what, "", self._desk.crypto.digest(data))
        return data
