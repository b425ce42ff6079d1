"""Two units that exchange packages: their keys, and what makes and opens the packages."""

from __future__ import annotations

import os
import random
from dataclasses import replace

from oa_desktop.domain.exchange.package import PackageId, Sender, Sort
from oa_desktop.domain.ids import DeviceId, Digest, KeyId, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.office.ports.exchange import Addressed, PackageOrder
from oa_desktop.security import sealing
from oa_desktop.security.office_port import OfficeCrypto
from oa_desktop.security.signer import generate
from oa_desktop.security.sm2_encryption import Opener, derived, encrypt
from oa_desktop.sync.package_file import PackageFiles

CRYPTO = OfficeCrypto()
FILES = PackageFiles(CRYPTO, sealing, encrypt, os.urandom)
MACHINE = generate(random.Random(1).randbytes)[0]
COUNTY, TOWN, OTHER_TOWN = UnitId("清源县"), UnitId("东关镇"), UnitId("西关镇")


def opener_of(unit: UnitId) -> Opener:
    return derived(unit.encode().ljust(32, b"."), "exchange key")


def addressed(unit: UnitId, sequence: int = 1, previous: Digest = Digest("")) -> Addressed:
    key = opener_of(unit).public_key
    return Addressed(unit=unit, name=f"{unit}人民政府", exchange_key=key, sequence=sequence, previous=previous)


ORDER = PackageOrder(
    realm=Realm.DEMONSTRATION,
    grade=SystemGrade.UNCLASSIFIED,
    id=PackageId("a1"),
    sort=Sort.PAPER,
    sender=Sender(
        unit=COUNTY, name="清源县人民政府", founding=Digest("f" * 64), device=DeviceId("d1"), key=KeyId(MACHINE.key_id)
    ),
    recipients=(addressed(TOWN), addressed(OTHER_TOWN)),
    made="2026-11-22T09:00:00+08:00",
    parts={"信.json": "关于做好防汛工作的通知".encode(), "正本.pdf": bytes(3_000), "附件-名单.xlsx": b""},
)


def package(**changed: object) -> bytes:
    """Return a package of the county, as it is or with something else in its order."""
    return FILES.make(replace(ORDER, **changed), MACHINE)  # type: ignore[arg-type]
