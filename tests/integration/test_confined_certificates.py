"""Certificates from outside are read in a confined process and say there what they say here."""

from __future__ import annotations

import pytest

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import RevocationReason, Revoked, Trust
from oa_desktop.office.ports.trust import ListOrder
from oa_desktop.security import sm3
from oa_desktop.security.certificates import chain, reading, revocations
from oa_desktop.security.certificates.confined import ConfinedCertificates
from tests.rigs.authority import MIDDLE, UNTIL, issued, odd, root


def test_a_certificate_is_the_same_on_either_side() -> None:
    for data in (issued("张三").data, root().data, odd("外单位").data):
        assert ConfinedCertificates().read(data) == reading.read(data)


def test_a_list_is_the_same_on_either_side() -> None:
    gone = Revoked(serial="1f", at=MIDDLE, reason=RevocationReason.KEY_COMPROMISED)
    order = ListOrder(number=4, issued=MIDDLE, next_issue=UNTIL, revoked=(gone, Revoked(serial="2", at=MIDDLE)))
    data = revocations.make(order, root().data, root().signer)
    assert ConfinedCertificates().read_list(data) == revocations.read(data)


def test_a_chain_is_judged_the_same_on_either_side() -> None:
    known = Trust(anchors=(root().data,), own=frozenset({Digest(sm3.digest(root().data))}))
    for data in (issued("张三").data, b"nonsense"):
        assert ConfinedCertificates().judge(data, MIDDLE, known) == chain.judge(data, MIDDLE, known)


def test_what_is_refused_there_is_refused_here() -> None:
    for read in (ConfinedCertificates().read, ConfinedCertificates().read_list):
        with pytest.raises(Refused, match="unreadable"):
            read(b"nonsense")
