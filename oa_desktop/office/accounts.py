"""The accounts of a store: key slots that are made, renewed, carried and recovered beside the journals that enrol them.

Nothing is judged here; whoever calls has asked whether it may be done.
"""

from __future__ import annotations

from oa_desktop.domain.actions.organising import RecoverKey
from oa_desktop.domain.enrolled_keys import KeyOwner
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import UnitId
from oa_desktop.domain.units.organisation import Organisation, Person
from oa_desktop.domain.units.organising import refuse_unrecoverable
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.keys import AccountRequest, MadeRecovery, Signer
from oa_desktop.office.recording import Author


def open_account(office: OpenOffice, request: AccountRequest) -> bytes:
    """Make a key slot and return its public key; a slot that no enrolled person of any unit has makes room.

    The program may have died between an earlier slot and the entry that was to enrol it.

    Raises:
        Unavailable: ``store.read-only``: the key could not be enrolled.
    """
    office.store.refuse_reader()
    people = [one.id for organisation in office.states.organisations() for one in organisation.people]
    office.ports.slots.discard(office.store_key, request.account, people)
    return office.ports.slots.add(office.store_key, request, office.ports.clock.now())


def open_own_account(office: OpenOffice, request: AccountRequest) -> Signer:
    """Make a key slot for somebody who is present, and return the key that their password opens."""
    open_account(office, request)
    now = office.ports.clock.now()
    return office.ports.slots.unlock(request.account, request.password, now, request.choice.pin).signer


def renew_account(office: OpenOffice, request: AccountRequest) -> bytes:
    """Give a person's account a new password and key, and return the public key.

    Raises:
        Unavailable: ``store.read-only``: the key could not be enrolled.
    """
    office.store.refuse_reader()
    return office.ports.slots.renew(office.store_key, request, office.ports.clock.now())


def carried_accounts(office: OpenOffice) -> bytes:
    """Return the accounts as another desk of the unit takes them in; each stays locked."""
    return office.ports.slots.carried()


def take_accounts(office: OpenOffice, data: bytes) -> None:
    """Take in the accounts of another desk whose keys the units' journals let sign by now.

    Raises:
        Refused: ``package.damaged``.
        Unavailable: ``key-slots.unwritable`` and the like.
    """
    keys = (key for organisation in office.states.organisations() for key in organisation.keys)
    standing = {(key.person, key.public) for key in keys if key.owner is KeyOwner.PERSON and key.revoked is None}
    office.ports.slots.take_carried(office.store_key, data, standing)


def renew_recovery(office: OpenOffice, unit: UnitId) -> MadeRecovery:
    """Make another recovery code of the store; the one before opens nothing any more.

    Raises:
        Refused: ``recovery.other-unit``: the store was founded by another unit, which keeps the code.
        Unavailable: ``store.read-only``: its key could not be enrolled.
    """
    office.store.refuse_reader()
    if office.ports.stores.facts().unit != unit:
        raise Refused("recovery.other-unit")
    return office.ports.slots.renew_recovery(office.store_key)


def recover(office: OpenOffice, account: str, password: str, signer: Signer) -> None:
    """Give a system administrator a new password, and ask for their new key, signed with that of the recovery code.

    The key counts when a second person has confirmed it; nobody can sign in with it before.

    Raises:
        Refused: ``person.unknown``, ``recovery.not-administrator``, ``recovery.not-enrolled``,
            ``password.too-weak``; nothing has changed then.
        Unavailable: ``store.read-only``, ``disk.full``.
    """
    with office.lock:
        unit, person = _who(office, account)
        refuse_unrecoverable(unit, person.id, signer.key_id)
        own = AccountRequest(account=account, person=person.id, password=password, must_change=False)
        key = renew_account(office, own)
        author = Author(unit=unit.unit, actor=Actor(kind=ActorKind.PROGRAM), signer=signer)
        office.record([RecoverKey(person=person.id, public_key=key.hex())], author)
        office.witness()


def _who(office: OpenOffice, account: str) -> tuple[Organisation, Person]:
    """Return the unit of whom an account is, and the person."""
    found = ((unit, one) for unit in office.states.organisations() for one in unit.people if one.account == account)
    unit, person = next(found, (None, None))
    if unit is None or person is None:
        raise Refused("person.unknown", person=account)
    return unit, person
