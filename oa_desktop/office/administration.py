"""What concerns a whole unit or store (管理): accounts, units, recovery, verification, backup, rebuilding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.organising import AdmitUnit, EnrolPerson, EnrolRecovery, RenewKey
from oa_desktop.domain.actions.seconding import Confirm
from oa_desktop.domain.entry import Head
from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.ids import EntryId, JournalId, PersonId, audit_journal, dossier_of, organisation_journal
from oa_desktop.domain.policy import refuse_role
from oa_desktop.domain.remembered import Remembered, faults_against
from oa_desktop.domain.rotation import Keeping, kept, name_at
from oa_desktop.domain.units.organising import refuse_revoked
from oa_desktop.domain.units.roles import ADMINISTRATORS, Role
from oa_desktop.domain.units.seconding import pending, refuse_expired, refuse_second
from oa_desktop.domain.verification import Verdict
from oa_desktop.office import accounts
from oa_desktop.office import queries as q
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.founding import Founded, FoundingRequest, found_beside
from oa_desktop.office.held_back import held_back
from oa_desktop.office.lists.outlines import Outline
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.keys import IN_FILE, AccountRequest, KeyChoice, KeyHome
from oa_desktop.office.ports.store import BackupFacts, Step, unwatched
from oa_desktop.office.recording import Author
from oa_desktop.office.safekeeping import whole_store
from oa_desktop.office.safekeeping.drilling import Drilled
from oa_desktop.office.safekeeping.gone import gone
from oa_desktop.office.trail.incidents import attempted, watched
from oa_desktop.office.trail.verifying import as_known


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotated:
    """What a rotation of backups did.

    Attributes:
        target: The new one.
        drilled: How it was proved.
        removed: Names of those that were taken away.
    """

    target: Path
    drilled: Drilled
    removed: tuple[str, ...]


@watched("管理")
class Administration:
    """What a signed-in person may do with accounts and with the store as a whole; every right is judged here."""

    def __init__(self, office: OpenOffice, desk: Desk, author: Author, perform: Callable[[Action], Changed]) -> None:
        self._office = office
        self._desk = desk
        self._author = author
        self._perform = perform

    @attempted("开设账户")
    def open_account(self, account: str, person: PersonId, password: str, choice: KeyChoice = IN_FILE) -> str:
        """Make a key slot for somebody; return the public key, hexadecimal, that EnrolPerson then enrols.

        Raises:
            Refused: ``policy.role``, ``password.too-weak``, ``account.exists``, ``token.wrong-pin`` and the like.
            Unavailable: ``device-vault.unavailable``, ``token.absent`` and the like; nothing was made.
        """
        refuse_role(self._desk.standing, EnrolPerson)
        wanted = AccountRequest(account=account, person=person, password=password, choice=choice)
        return accounts.open_account(self._office, wanted).hex()

    @attempted("查看密钥存放")
    def key_homes(self) -> Mapping[PersonId, KeyHome]:
        """Return where the signing key of each person lies (密钥存放).

        Raises:
            Refused: ``policy.role``.
        """
        refuse_role(self._desk.standing, EnrolPerson)
        return self._office.ports.slots.homes()

    @attempted("确认更换密钥")
    def confirm_key(self, asked: EntryId, password: str, choice: KeyChoice = IN_FILE) -> Changed:
        """Confirm that somebody gets a new key (更换签名密钥), who is present and sets the password to it.

        The key slot is made only now, and by the second person: whoever asked never knows what opens it.

        Raises:
            Refused: ``second.nothing-asked``, ``second.same-person``, ``second.role``, ``second.expired``,
                ``password.too-weak``, ``account.unknown``.
        """
        with self._office.lock:
            unit = self._desk.organisation()
            refuse_revoked(unit, self._author.signer.key_id)
            found = pending(unit.asked, asked)
            if found is None or not isinstance(found.action, RenewKey):
                raise Refused("second.nothing-asked")
            refuse_second(unit, found, self._author.actor)
            refuse_expired(unit, found, self._desk.clock.now())
            person = unit.person(found.action.person)
            own = AccountRequest(
                account=person.account, person=person.id, password=password, must_change=False, choice=choice
            )
            key = accounts.renew_account(self._office, own)
            return self._perform(Confirm(asked=asked, public_key=key.hex()))

    @attempted("接纳单位")
    def found_unit(self, request: FoundingRequest) -> Founded:
        """Let another unit into the store: its two founders are present, and who let it in stays known.

        Raises:
            Refused: ``policy.role``, ``unit.other-grade``, ``unit.name-taken``, ``founders.same``, ``founders.roles``,
                ``account.exists``, ``password.too-weak``.
            Unavailable: ``store.read-only``, ``disk.full``; the founding may simply be repeated.
        """
        with self._office.lock:
            refuse_revoked(self._desk.organisation(), self._author.signer.key_id)
            refuse_role(self._desk.standing, AdmitUnit)
            founded, changed = found_beside(self._office, self._author, request)
        self._office.announce(changed)
        return founded

    @attempted("更换恢复码")
    def renew_recovery(self, reason: str) -> str:
        """Make another recovery code (恢复码) and return it, to be printed; the one before opens nothing any more.

        Raises:
            Refused: ``policy.role``, ``recovery.other-unit``.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        refuse_revoked(self._desk.organisation(), self._author.signer.key_id)
        refuse_role(self._desk.standing, EnrolRecovery)
        made = accounts.renew_recovery(self._office, self._desk.unit)
        self._perform(EnrolRecovery(public_key=made.public_key.hex(), reason=reason))
        return made.code

    def verify(
        self, expected_heads: Mapping[JournalId, tuple[Head, ...]] | None = None, kept: Sequence[Remembered] = ()
    ) -> Verdict:
        """Verify every entry of every journal of the store, and that remembered heads are there.

        Who is none of the administrators is told of what they may know, and of the rest whether all of it holds.

        Args:
            expected_heads: Heads of any journals, as a backup or a package carries them.
            kept: Heads of the unit's own and of its audit journal, as a sheet (链头单) has them.
        """
        verdict = self._office.verify(expected_heads)
        own = (organisation_journal(self._desk.unit), audit_journal(self._desk.unit))
        journals = {one: list(self._desk.store.entries(one)) for one in own} if kept else {}
        gone = faults_against(kept, self._desk.unit, journals)
        verdict = replace(verdict, faults=(*verdict.faults, *gone))
        self._office.note_faults(self._desk.own_standing, verdict.faults)
        if ADMINISTRATORS & self._desk.own_standing.roles:
            return verdict
        return as_known(verdict, Counter(one.journal for one in self._desk.store.stored()), self._knows)

    def _knows(self, journal: JournalId) -> bool:
        dossier = dossier_of(journal)
        if dossier is not None:
            return self._desk.store.may_know(dossier, self._desk.sight)
        return journal in {organisation_journal(one.unit) for one in self._desk.states.organisations()}

    @attempted("备份")
    def back_up(self, target: Path, step: Step = unwatched) -> BackupFacts:
        """Copy the whole store, still encrypted, into a new folder, sealed by this machine.

        Args:
            target: The folder.
            step: Told how many kB of how many are copied; what it raises calls the backup off, and nothing is left.

        Raises:
            Refused: ``policy.role``: only the system administrator backs up; ``backup.target-taken``.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        self._refuse_others("备份")
        return whole_store.back_up(self._office, self._desk.standing, target, step)

    @attempted(whole_store.RENEWED)
    def renew_store_key(self, password: str, pin: str = "", *, leaving_out: bool = False) -> None:
        """Give the whole store another key (更换存储密钥); everybody signs in anew, with the password that they have.

        What former copies of the key slots open, with whatever password, does not open the store from then on; nor does
        the recovery code.

        Args:
            password: Of whoever asks, typed anew.
            pin: Of their token, if they have one.
            leaving_out: Whether accounts that cannot take a new key lose their access, until they get another one.

        Raises:
            Refused: ``policy.role``; ``sign-in.wrong-password`` and the like; ``store.left-out``.
            Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
        """
        refuse_revoked(self._desk.organisation(), self._author.signer.key_id)
        self._refuse_others(whole_store.RENEWED)
        own, ports = self._desk.organisation().person(self._author.actor.person).account, self._office.ports
        unlocked = held_back(ports.clock, lambda now: ports.slots.unlock(own, password, now, pin))
        unlocked.signer.forget()
        if (names := ports.slots.left_out(gone(self._office.states.organisations()))) and not leaving_out:
            raise Refused("store.left-out", accounts="、".join(names))
        whole_store.renew_store_key(self._office, self._desk.standing)

    @attempted("恢复演练")
    def drill(self, source: Path) -> Drilled:
        """Restore a backup into an empty place, prove it there, and leave nothing of that (恢复演练).

        Raises:
            Refused: ``policy.role``; ``backup.unsealed``, ``backup.foreign``, ``store.other-realm``.
            Unavailable: ``backup.missing``, ``backup.damaged``, ``backup.other-lists``, ``disk.full``.
        """
        self._refuse_others("恢复演练")
        return whole_store.drill(self._office, self._desk.standing, source)

    @attempted("备份轮换")
    def rotate(self, folder: Path, keeping: Keeping) -> Rotated:
        """Back up into a folder of backups, prove that backup, and take away those that need not be kept any more.

        Nothing is taken away before the new one has been restored and proved, and never what is not of this store.

        Raises:
            Refused: As :meth:`back_up` and :meth:`drill`.
            Unavailable: As :meth:`back_up` and :meth:`drill`; ``backup.not-proved``: all the others are kept.
        """
        target = folder / name_at(self._office.ports.clock.now())
        self.back_up(target)
        drilled = self._proved(target)
        names = self._office.ports.backups.own(folder)
        past = tuple(name for name in names if name not in kept(names, keeping))
        for name in past:
            whole_store.remove_backup(self._office, self._desk.standing, folder / name)
        return Rotated(target=target, drilled=drilled, removed=past)

    def prove_copies(self, folders: Sequence[Path], step: Step = unwatched) -> Iterator[tuple[Path, Drilled]]:
        """Back up into a new folder inside each of some places, and prove each; what fails at one stops the others not.

        Gives each place with what its drill proved, in order; the first that failed is raised after the last.

        Raises:
            Refused: As :meth:`back_up` and :meth:`drill`.
            Unavailable: As :meth:`back_up` and :meth:`drill`; ``backup.not-proved``.
        """
        failed: list[OfficeError] = []
        for folder in folders:
            target = folder / name_at(self._office.ports.clock.now())
            try:
                self.back_up(target, step)
                yield target, self._proved(target)
            except OfficeError as error:
                failed.append(error)
        if failed:
            raise failed[0]

    def _proved(self, target: Path) -> Drilled:
        drilled = self.drill(target)
        if not drilled.verdict.sound:
            raise Unavailable("backup.not-proved", path=str(target))
        return drilled

    def refuse_foreign_backup(self, listed: bytes, seal: bytes) -> None:
        """Refuse a backup that no machine of a unit of this store has sealed.

        Raises:
            Refused: ``backup.unsealed``, ``backup.foreign``.
            Unavailable: ``backup.damaged``.
        """
        whole_store.refuse_foreign(self._office, listed, seal)

    def _refuse_others(self, act: str) -> None:
        if Role.SYSTEM_ADMINISTRATOR not in self._desk.standing.roles:
            raise Refused("policy.role", act=act, roles=Role.SYSTEM_ADMINISTRATOR.value, name=self._desk.standing.name)

    @attempted("重建列表")
    def rebuild(self) -> int:
        """Make lists and search of the whole store again; return how many of their documents the person may know.

        Raises:
            Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
        """
        self._office.rebuild()
        groups = self._desk.store.ask(Outline(of=q.Everything), self._desk.sight)
        return sum(len(group.keys) for group in groups)
