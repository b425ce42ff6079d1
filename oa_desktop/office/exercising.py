"""The room of an exercise (实训): what happens in it is recorded, and everything that a score rests on is gathered.

Only the TRAINING realm has one: there nothing is anybody's secret, and a score has to look at all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from oa_desktop.domain.actions import DECLARATIONS, Action
from oa_desktop.domain.actions.archiving import RecordProperties
from oa_desktop.domain.actions.auditing import RecordOutput
from oa_desktop.domain.actions.exercising import BeginExercise, HandInExercise, RecordHappening
from oa_desktop.domain.actions.teaching import TEACHING
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import ActorKind, Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.package import PackageId, Sort
from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import NOTHING, Digest, DossierId, dossier_journal, dossier_of, exercise_journal
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.record import Record
from oa_desktop.domain.training.result_file import failed_in, write_result
from oa_desktop.office.desk import Desk, read_manuscript
from oa_desktop.office.exchanging.partners import own_sender
from oa_desktop.office.filing import sealed_journals
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.exchange import Addressed, PackageOrder
from oa_desktop.office.ports.keys import Crypto
from oa_desktop.office.ports.store import Store
from oa_desktop.office.trail.incidents import watched

RESULT = "result"
"""Name of the one part of a package that a seat seals for its class."""


def refuse_outside_training(realm: Realm) -> None:
    """Refuse what belongs to exercises in a store of another realm.

    Raises:
        Refused: ``training.elsewhere``.
    """
    if realm is not Realm.TRAINING:
        raise Refused("training.elsewhere", realm=realm.label)


def refuse_handed_in(desk: Desk, action: Action) -> None:
    """Refuse what a person does in an exercise that was handed in (交卷); another one may begin there.

    Raises:
        Refused: ``training.handed-in``.
    """
    if desk.store.realm is not Realm.TRAINING or isinstance(action, (BeginExercise, *TEACHING)):
        return
    kinds = (one.entry.kind for one in desk.store.entries(exercise_journal(desk.unit)))
    turns = [one for one in kinds if one in (_BEGIN, _HAND_IN)]
    if turns[-1:] == [_HAND_IN]:
        raise Refused("training.handed-in")


def takes_file(store: Store, crypto: Crypto, kind: ActorKind) -> Callable[[bytes], bool]:
    """Return what tells whether a file may come into a store: into an exercise what left it, and what players make.

    Args:
        store: The store.
        crypto: Digests.
        kind: Who brings it: a person, or a role player, whose files the program draws.
    """
    if store.realm is not Realm.TRAINING or kind is ActorKind.SIMULATED:
        return lambda _data: True
    return lambda data: crypto.digest(data) in _left(store)


def _left(store: Store) -> frozenset[Digest]:
    """Return the digests of all files that left a store (输出)."""
    entries = (one.entry for journal in store.journals() for one in store.entries(journal))
    outputs = (read_action(one) for one in entries if one.kind == _OUTPUT)
    return frozenset(one.digest for one in outputs if isinstance(one, RecordOutput))


@watched("实训")
class ExerciseRoom:
    """What a role player's stage and a trainee's window need of the store beyond what people do."""

    def __init__(self, office: OpenOffice, desk: Desk) -> None:
        self._office = office
        self._desk = desk

    def happen(self, happening: str) -> None:
        """Record that something of the exercise happened, as the program's own act.

        Raises:
            Refused: ``training.elsewhere``.
            Unavailable: ``disk.full``.
        """
        refuse_outside_training(self._desk.store.realm)
        self._office.record_own(self._desk.unit, RecordHappening(happening=happening))

    def seal(self, said: bytes) -> bytes:
        """Return the machine's signature of what is kept beside the store, so that nobody alters it unseen.

        Raises:
            Refused: ``training.elsewhere``.
        """
        refuse_outside_training(self._desk.store.realm)
        return self._office.machine.sign(said)

    def has_sealed(self, said: bytes, seal: bytes) -> bool:
        """Whether the machine signed what lies beside the store.

        Raises:
            Refused: ``training.elsewhere``.
        """
        refuse_outside_training(self._desk.store.realm)
        return self._desk.crypto.verify(self._office.machine.public_key, said, seal)

    def documents(self) -> Mapping[str, DossierId]:
        """Return which document was begun with which paper of the exercise.

        Raises:
            Refused: ``training.elsewhere``.
        """
        return self.journals().documents

    def journals(self) -> Record:
        """Return the journals and nothing of the texts that they name.

        Raises:
            Refused: ``training.elsewhere``.
        """
        store = self._desk.store
        refuse_outside_training(store.realm)
        entries = tuple(one.entry for journal in store.journals() for one in store.entries(journal))
        people = {one.account: one.id for one in self._desk.organisation().people}
        return Record(entries=entries, people=people)

    def acts(self, dossier: DossierId) -> tuple[Entry, ...]:
        """Return what was done with a document.

        Raises:
            Refused: ``training.elsewhere``.
        """
        refuse_outside_training(self._desk.store.realm)
        return tuple(one.entry for one in self._desk.store.entries(dossier_journal(dossier)))

    def state(self, dossier: DossierId) -> Dossier:
        """Return a document as it stands, whoever may know it: a stage asks to whom its tasks fall.

        Raises:
            Refused: ``training.elsewhere``.
        """
        refuse_outside_training(self._desk.store.realm)
        return self._desk.dossier(dossier)

    def record(self) -> Record:
        """Gather what is left of the run: every journal of the store, the texts that stand, and what rules find there.

        Raises:
            Refused: ``training.elsewhere``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        bare, blobs = self.journals(), self._desk.store.blobs
        texts = {one: self._text(one) for one in _standing(bare)}
        found = {digest: self._findings(text) for digest, text in texts.items()}
        reports = {one: failed_in(blobs.read(one)) for one in _reports(bare.entries)}
        return replace(bare, texts=texts, findings=found, reports=reports)

    def page(self, page: Digest, text: Digest) -> bytes | None:
        """Return a page as an entry names it, or, where it names none, a text as the program draws it today.

        Args:
            page: Digest of the page; nothing where none is known.
            text: Digest of the text as it stood; nothing where there was none.

        Returns:
            A PDF; None where there is nothing to be drawn, or where the page is no PDF.

        Raises:
            Refused: ``training.elsewhere``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        refuse_outside_training(self._desk.store.realm)
        pdf = self._desk.store.blobs.read(page) if page else b""
        if not pdf and text:
            pdf = self._desk.render(self._text(text)).data
        return pdf if pdf.startswith(_PDF) else None

    def result(self) -> bytes:
        """Return the run as a file that is scored on any machine (成绩文件), sealed by this one.

        Raises:
            Refused: ``training.elsewhere``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        store = self._desk.store
        record = self.record()
        texts, reports = ({one: store.blobs.read(one) for one in held} for held in (record.texts, record.reports))
        beside = {str(digest): digest for digest in (*texts, *reports)}
        return write_result(sealed_journals(self._desk, store.journals(), self._office.machine, beside), texts, reports)

    def sealed_result(self, card: UnitCard) -> bytes:
        """Return the run as :meth:`result` does, in a package that nobody opens but the class of a card (培训班).

        Raises:
            Refused: ``training.elsewhere``, ``package.too-large``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        store, result = self._desk.store, self.result()
        order = PackageOrder(
            realm=store.realm,
            grade=store.grade,
            id=PackageId(self._desk.ids.new()),
            sort=Sort.RESULT,
            sender=own_sender(self._office, self._desk),
            recipients=(
                Addressed(unit=card.unit, name=card.name, exchange_key=bytes.fromhex(card.exchange_key), sequence=1),
            ),
            made=self._desk.clock.now().isoformat(timespec="seconds"),
            parts={RESULT: result},
        )
        return self._office.ports.packages.make(order, self._office.machine)

    def opened(self, sealed: bytes) -> bytes:
        """Return the run that a seat sealed for this unit's class; what was not sealed comes back as it is.

        Raises:
            Refused: ``training.elsewhere``, ``training.result-other``, ``training.result-elsewhere``,
                ``package.altered``, ``package.cut``.
        """
        refuse_outside_training(self._desk.store.realm)
        packages = self._office.ports.packages
        try:
            outside = packages.look(sealed).outside
        except Refused as error:
            if error.code != "package.other":
                raise
            return sealed
        if outside.recipient(self._desk.unit) is None:
            raise Refused("training.result-elsewhere")
        key = bytes.fromhex(outside.sender.public)
        parts = packages.open(sealed, self._desk.unit, self._office.exchange, key)
        if outside.sort is not Sort.RESULT or RESULT not in parts:
            raise Refused("training.result-other")
        return parts[RESULT]

    def _text(self, digest: Digest) -> Manuscript:
        return read_manuscript(self._desk.store.blobs, digest)

    def _findings(self, text: Manuscript) -> tuple[str, ...]:
        return tuple(one.rule for one in self._desk.inspection.of_text(text))


def _standing(record: Record) -> Iterator[Digest]:
    """Yield the texts that stand now, and those that were signed, each once."""
    yield from dict.fromkeys(digest for digest in _named(record) if digest != NOTHING)


def _reports(entries: Iterable[Entry]) -> Iterator[Digest]:
    """Yield the reports on the four properties that were recorded."""
    for one in entries:
        action = read_action(one) if one.kind == _TESTED else None
        if isinstance(action, RecordProperties):
            yield from action.contents


_PDF = b"%PDF"
_OUTPUT = DECLARATIONS[RecordOutput].kind
_BEGIN, _HAND_IN = (DECLARATIONS[one].kind for one in (BeginExercise, HandInExercise))
_TESTED = DECLARATIONS[RecordProperties].kind


def _named(record: Record) -> Iterable[Digest]:
    dossiers = {found for one in record.entries if (found := dossier_of(one.journal)) is not None}
    for one in sorted(dossiers):
        state = record.folded(one)
        yield state.source
        if state.issued is not None:
            yield state.issued.source
