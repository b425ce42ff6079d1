"""Keys, certificates and seals for tests, written with as little of the product as can be: the keys are its own."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from random import Random

from asn1crypto import core, x509

from oa_desktop.office.ports.trust import SealInHand
from oa_desktop.security import sm2
from oa_desktop.security.seals.making import SealOrder, make_seal
from oa_desktop.security.signer import Signer

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
ENDS = datetime(2036, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
PICTURE = b"\x89PNG\r\n\x1a\n a picture"


def _sequence(*fields: tuple[object, ...]) -> type[core.Sequence]:
    return type("Made", (core.Sequence,), {"_fields": list(fields)})


_Algorithm = _sequence(("algorithm", core.ObjectIdentifier))
_Validity = _sequence(("from", core.UTCTime), ("until", core.UTCTime))
_Tbs = _sequence(
    ("version", core.Integer, {"explicit": 0}),
    ("serial", core.Integer),
    ("algorithm", _Algorithm),
    ("issuer", x509.Name),
    ("validity", _Validity),
    ("subject", x509.Name),
    ("key", core.Any),
)
_Certificate = _sequence(("tbs", _Tbs), ("algorithm", _Algorithm), ("signature", core.OctetBitString))


@dataclass(frozen=True)
class Holder:
    """Somebody with a key and a certificate that says so."""

    certificate: bytes
    signer: Signer = field(repr=False)


def holder(name: str, seed: int) -> Holder:
    """Return a holder with a certificate signed by the same key; a chain is no subject here."""
    pair = sm2.generate(Random(seed).randbytes)
    own = x509.Name.build({"country_name": "CN", "common_name": name})
    algorithm = _Algorithm({"algorithm": "1.2.156.10197.1.501"})
    tbs = _Tbs(
        {
            "version": 2,
            "serial": seed,
            "algorithm": algorithm,
            "issuer": own,
            "validity": {"from": BEGAN, "until": ENDS},
            "subject": own,
            "key": core.Any.load(pair.public),
        }
    )
    signature = sm2.sign(pair.private, tbs.dump())
    certificate = _Certificate({"tbs": tbs, "algorithm": algorithm, "signature": signature}).dump()
    return Holder(certificate=certificate, signer=Signer(pair.private))


MAKER = holder("县公章制发中心", 1)
OFFICE = holder("清源县人民政府", 2)
OTHER = holder("青山市交通局", 3)


def order(certificate: bytes = OFFICE.certificate, **changed: object) -> SealOrder:
    """Return what a seal of an office is to be made of."""
    usual: dict[str, object] = {
        "id": "33000000000001",
        "name": "清源县人民政府",
        "kind": 1,
        "holder": certificate,
        "created": BEGAN,
        "valid_from": BEGAN,
        "valid_until": ENDS,
        "picture": PICTURE,
        "width_mm": 42,
        "height_mm": 42,
    }
    return SealOrder(**{**usual, **changed})


@cache
def a_seal(**changed: object) -> bytes:
    """Return a seal of that office."""
    return make_seal(order(**changed), MAKER.certificate, MAKER.signer)


def in_hand(seal: bytes | None = None, by: Holder = OFFICE, at: datetime = NOW) -> SealInHand:
    """Return a seal that somebody is about to use."""
    return SealInHand(seal=seal or a_seal(), holder=by.certificate, signer=by.signer, at=at)
