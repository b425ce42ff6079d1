"""Which machine is a desk of a unit: the one whose key the unit enrolled for it, as long as it holds."""

from dataclasses import replace

import pytest

from oa_desktop.domain.enrolled_keys import EnrolledKey, KeyOwner, Place
from oa_desktop.domain.exchange.package import Outside, PackageId, Sender, Sort
from oa_desktop.domain.ids import DeviceId, Digest, KeyId, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.exchanging.desks import is_desk_of

PLACE = Place(device=DeviceId("first"), seq=3)
KEY = EnrolledKey(id=KeyId("k2"), public="04", owner=KeyOwner.MACHINE, enrolled=PLACE, device=DeviceId("second"))
SENDER = Sender(
    unit=UnitId("u"), name="县政府", founding=Digest("f"), device=DeviceId("second"), key=KeyId("k2"), public="04"
)
OUTSIDE = Outside(
    realm=Realm.OFFICIAL,
    grade=SystemGrade.UNCLASSIFIED,
    id=PackageId("p"),
    sort=Sort.RECORDS,
    sender=SENDER,
    recipients=(),
    made="2026-04-16T09:00:00+08:00",
    sealed=Digest("0"),
    size=1,
)


@pytest.mark.parametrize(
    ("key", "named", "is_one"),
    [
        (KEY, SENDER, True),
        (replace(KEY, revoked=PLACE), SENDER, False),
        (KEY, replace(SENDER, device=DeviceId("third")), False),
        (replace(KEY, owner=KeyOwner.PERSON), SENDER, False),
        (KEY, replace(SENDER, key=KeyId("k3")), False),
    ],
)
def test_a_desk_is_known_by_a_key_that_holds_and_is_its_own(key: EnrolledKey, named: Sender, is_one: bool) -> None:
    unit = Organisation(unit=UnitId("u"), keys=(key,))
    assert is_desk_of(unit, replace(OUTSIDE, sender=named)) is is_one
