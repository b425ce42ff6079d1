"""What the office adds to a wish about a certificate: what the certificate really says, read from the file it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC
from typing import Any, TypeVar

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import trusting as act
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.trust.certificates import Certificate, CertificateFacts, facts_of, list_facts_of
from oa_desktop.office.desk import Desk
from oa_desktop.office.trust.trust_of import trust_of

_Certified = TypeVar("_Certified", act.TrustAuthority, act.EnrolCertificate)


def _certified(desk: Desk, action: _Certified) -> _Certified:
    facts = facts_of(desk.certificates.read(_file(desk, action)))
    _refuse_elsewhere(desk, facts)
    return replace(action, facts=facts)


def _refuse_elsewhere(desk: Desk, facts: CertificateFacts) -> None:
    """Refuse in an OFFICIAL store what was certified for practice, and in an exercise what was not.

    Raises:
        Refused: ``certificate.for-practice``: whoever wants can have more of its authority; ``certificate.for-real``.
    """
    if mark := practice_mark(desk, facts):
        raise Refused("certificate.for-practice", holder=facts.holder, mark=mark)
    if is_real_in_training(desk, facts):
        raise Refused("certificate.for-real", holder=facts.holder)


def practice_mark(desk: Desk, said: Certificate | CertificateFacts) -> str:
    """Return the mark (演示专用, 实训专用) by which a certificate is nothing for an OFFICIAL store, or nothing."""
    return _mark(said) if desk.store.realm is Realm.OFFICIAL else ""


def is_real_in_training(desk: Desk, said: Certificate | CertificateFacts) -> bool:
    """Whether a certificate was not made for exercises (实训专用), and this is one."""
    return desk.store.realm is Realm.TRAINING and _mark(said) != Realm.TRAINING.mark


def _mark(said: Certificate | CertificateFacts) -> str:
    named = re.split("[,+]", f"{said.subject},{said.issuer}")
    return next((one.mark for one in Realm if one.mark and f"O={one.mark}" in named), "")


def _listed(desk: Desk, action: act.RecordRevocations) -> act.RecordRevocations:
    """Return a list of revocations as it is.

    Raises:
        Refused: ``revocations.foreign``: none of the authorities that the unit trusts has signed it.
    """
    said = desk.certificates.read_list(_file(desk, action))
    if not desk.certificates.vouches(said.data, trust_of(desk.organisation(), desk.store.blobs)):
        raise Refused("revocations.foreign", issuer=said.issuer)
    return replace(action, facts=list_facts_of(said))


def _file(desk: Desk, action: act.Certified | act.RecordRevocations) -> bytes:
    if len(action.attachments) != 1:
        raise Refused("certificate.unreadable", reason="没有文件")
    return desk.store.blobs.read(action.attachments[0].digest)


def _revoked(desk: Desk, action: act.RevokeCertificate) -> act.RevokeCertificate:
    return replace(action, since=desk.clock.now().astimezone(UTC).isoformat(timespec="seconds"))


ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    act.TrustAuthority: _certified,
    act.EnrolCertificate: _certified,
    act.RecordRevocations: _listed,
    act.RevokeCertificate: _revoked,
}
