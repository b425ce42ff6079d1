"""Discs of another unit that come while the program may die at any moment (交换接收): taken in whole, or not at all."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from oa_desktop.bootstrap.adapters import build_packages
from oa_desktop.domain.exchange.carriers import Carrier
from oa_desktop.domain.exchange.letters import LETTER, Letter, LetterFile
from oa_desktop.domain.exchange.package import PackageId, Sender, Sort
from oa_desktop.domain.exchange.partners import UnitCard, write_card
from oa_desktop.domain.ids import NOTHING, DeviceId, Digest, UnitId
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.office.ports.exchange import Addressed, PackageOrder
from oa_desktop.security.signer import generate
from oa_desktop.security.sm2_encryption import derived

if TYPE_CHECKING:
    from oa_desktop.office.session import Session
    from tests.rigs.walk import Walk

_MACHINE = generate(random.Random(20261122).randbytes)[0]
_TOWN = UnitId("东关镇")


def take_package(walk: Walk) -> None:
    """Take in a paper of the town on a disc: two journals take it, and its files are kept, or nothing is."""
    session = walk.session("heyutong")
    if not session.partners.known:
        _introduce(walk, session)
    package = _package(walk, session)
    people = {name: session.organisation().person_by_account(name).id for name in ("zhouyue", "limukun")}
    carrier = Carrier(
        number="GP-1", applicant=people["zhouyue"], approver=people["limukun"], scanner="甲", outcome="未发现病毒"
    )

    def call() -> dict[str, Any]:
        return _recorded(session, lambda: session.inbox.take_in(package, carrier))

    walk.perform("take-in-package", call)


def _introduce(walk: Walk, session: Session) -> None:
    card = UnitCard(
        realm=session.organisation().realm,
        grade=SystemGrade.UNCLASSIFIED,
        unit=_TOWN,
        name="东关镇人民政府",
        founding=Digest("f" * 64),
        device=DeviceId("town"),
        signing_key=_MACHINE.public_key.hex(),
        exchange_key=derived(bytes(32), "exchange key").public_key.hex(),
    )
    data = write_card(card, _MACHINE.sign)
    walk.perform(
        "register-partner", lambda: _recorded(session, lambda: session.partners.register(data, "电话核对")), {}
    )


def _package(walk: Walk, session: Session) -> bytes:
    """Return the next package of the town's channel, as far as this store knows it."""
    own = session.partners.read_card(session.partners.card())
    came = session.exchange_book.register().channel_from(_TOWN, DeviceId("town"))
    newest = came[-1].outside if came else NOTHING
    letter = Letter(
        sender="东关镇人民政府",
        title=f"请求办理第{walk.rng.getrandbits(40)}件事项的请示",
        kind="请示",
        files=(LetterFile(name="正本.pdf", part="files/1"),),
    )
    order = PackageOrder(
        realm=own.realm,
        grade=own.grade,
        id=PackageId(f"{walk.rng.getrandbits(128):032x}"),
        sort=Sort.PAPER,
        sender=Sender(
            unit=_TOWN,
            name="东关镇人民政府",
            founding=Digest("f" * 64),
            device=DeviceId("town"),
            key=_MACHINE.key_id,
            public=_MACHINE.public_key.hex(),
        ),
        recipients=(
            Addressed(
                unit=own.unit,
                name=own.name,
                exchange_key=bytes.fromhex(own.exchange_key),
                sequence=len(came) + 1,
                previous=newest,
            ),
        ),
        made="2026-04-16T09:00:00+08:00",
        parts={LETTER: letter.encode(), "files/1": walk.rng.randbytes(20_000)},
    )
    return build_packages().make(order, _MACHINE)


def _recorded(session: Session, doing: Any) -> dict[str, Any]:
    """Do something and return what confirms it."""
    changes: list[Any] = []
    end = session.subscribe(changes.append)
    try:
        doing()
    finally:
        end()
    entries = [entry for one in changes for entry in one.entries]
    return {"entries": entries, "dossiers": [one for each in changes for one in each.dossiers]}
