"""What is shown is what is signed: files that nobody touched hold, and whatever is done to one is found and named."""

from dataclasses import replace
from datetime import timedelta

import pytest

from oa_desktop.docs.ofd.judging import OfdJudge
from oa_desktop.docs.ofd.judging.container import open_package
from oa_desktop.domain.certificates import Trust
from oa_desktop.domain.verdicts import FileVerdict, Layer, Outcome
from oa_desktop.security import sm3
from oa_desktop.security.certificates.chain import judge
from oa_desktop.security.seals.judging import judge_value
from oa_desktop.security.seals.office_port import OfficeSeals
from tests.independent import sealed_ofd as other
from tests.rigs.ofd_attacks import ATTACKS, FORGER, VALUE, Attack, intact, parts_of_good

TRUST = Trust(anchors=(other.root(),), revocations=(other.nobody_revoked(),))


class SealsHere(OfficeSeals):
    """Judges in this process, so that a thousand files are quickly judged."""

    def judge(self, value, digest, subject, trust, *, beside=None):
        return judge_value(value, digest, subject, trust, judge, beside=beside)


def verdict(data: bytes, trust: Trust = TRUST) -> FileVerdict:
    return OfdJudge(seals=SealsHere(), digest_of=sm3.digest).judged(data, trust)


def rules(found: FileVerdict, outcome: Outcome) -> set[str]:
    signed = [one for each in found.signatures for one in each.statements]
    return {one.rule for one in (*found.statements, *signed) if one.outcome is outcome}


@pytest.mark.parametrize(("name", "data"), intact().items(), ids=list(intact()))
def test_a_file_that_nobody_touched_holds_in_every_layer(name: str, data: bytes) -> None:
    found = verdict(data)
    assert rules(found, Outcome.BROKEN) | rules(found, Outcome.UNDECIDED) == set(), name
    assert found.outcome is Outcome.HOLDS
    assert {one.layer for one in found.signatures[0].statements} >= {
        *(Layer.DIGESTS, Layer.COVERAGE, Layer.SIGNATURE, Layer.SEAL, Layer.MAKER, Layer.CHAIN, Layer.REVOCATION),
    }


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.done)
def test_whatever_is_done_to_a_file_is_found_and_named(attack: Attack) -> None:
    found = verdict(attack.make())
    told = [*found.statements, *(one for each in found.signatures for one in each.statements)]
    named = [one for one in told if one.rule == attack.rule and attack.place in one.place]
    assert named, [(one.rule, one.place) for one in told if one.outcome is not Outcome.HOLDS]
    assert found.outcome is Outcome.BROKEN


def test_the_set_has_what_was_promised() -> None:
    assert len(ATTACKS) >= 60
    assert len({one.done for one in ATTACKS}) == len(ATTACKS)


# --- intact, and not to be decided here -----------------------------------------------------------------------------


def test_without_any_trust_a_file_is_intact_and_undecided() -> None:
    found = verdict(intact()["sealed"], Trust())
    assert found.outcome is Outcome.UNDECIDED
    assert rules(found, Outcome.UNDECIDED) == {"verdict.no-anchor"}
    assert found.known_until == ""


def test_a_seal_that_somebody_made_himself_is_of_nobody_known() -> None:
    own = other.certificate(FORGER, FORGER)
    made = other.seal(other.SealMade(holders=(own,), maker=own, by=FORGER))
    found = verdict(other.package(other.sealed(use=other.Use(seal=made, holder=own, by=FORGER))))
    assert found.outcome is Outcome.UNDECIDED


def test_a_maker_whom_the_list_of_makers_does_not_name_decides_nothing() -> None:
    found = verdict(intact()["sealed"], replace(TRUST, makers=(other.certificate("别的制章人", other.ROOT),)))
    assert rules(found, Outcome.UNDECIDED) == {"verdict.maker-unlisted"}
    assert verdict(intact()["sealed"], replace(TRUST, makers=(other.maker(),))).outcome is Outcome.HOLDS


def test_a_certificate_that_was_revoked_before_it_sealed_breaks_the_verdict() -> None:
    revoked = {other.serial_of(other.OFFICE): other.NOW - timedelta(days=1)}
    listed = other.revocations(other.ROOT, revoked, other.NOW + timedelta(days=5))
    found = verdict(intact()["sealed"], replace(TRUST, revocations=(listed,)))
    assert "verdict.revoked" in rules(found, Outcome.BROKEN)


def test_a_maker_whose_certificate_was_revoked_before_the_seal_was_made_breaks_the_verdict() -> None:
    revoked = {other.serial_of(other.MAKER): other.BEGAN - timedelta(days=1)}
    listed = other.revocations(other.ROOT, revoked, other.NOW + timedelta(days=5))
    found = verdict(intact()["sealed"], replace(TRUST, revocations=(listed,)))
    assert "verdict.revoked" in rules(found, Outcome.BROKEN)


def test_a_maker_whose_certificate_ended_after_the_seal_was_made_is_only_told_of() -> None:
    ended = other.certificate(other.MAKER, other.ROOT, until=other.NOW - timedelta(days=3))
    data = other.package(other.sealed(use=other.Use(seal=other.seal(other.SealMade(maker=ended)))))
    found = verdict(data)
    assert found.outcome is Outcome.HOLDS
    assert "verdict.maker-expired-since" in rules(found, Outcome.HOLDS)


def test_a_file_without_signatures_proves_nothing() -> None:
    bare = {
        **other.pages(),
        "OFD.xml": other.pages()["OFD.xml"].replace(
            b"<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>", b""
        ),
    }
    found = verdict(other.package(bare))
    assert (found.outcome, rules(found, Outcome.UNDECIDED)) == (Outcome.UNDECIDED, {"verdict.not-signed"})


def test_an_unknown_digest_is_not_decided_here() -> None:
    found = verdict(other.package(other.sealed(told=other.Description(method="2.16.840.1.101.3.4.2.1"))))
    assert rules(found, Outcome.UNDECIDED) == {"verdict.digest-unknown"}


# --- every byte -------------------------------------------------------------------------------------------------------


def test_no_bit_of_a_file_can_be_changed_without_notice() -> None:
    """Half a thousand bits of every part, each in a package that is sound otherwise."""
    parts = parts_of_good()
    unnoticed = []
    for name, data in parts.items():
        for at in range(0, len(data), max(1, len(data) // 40)):
            changed = bytearray(data)
            changed[at] ^= 1 << at % 8
            if verdict(other.package({**parts, name: bytes(changed)})).outcome is not Outcome.BROKEN:
                unnoticed.append((name, at))
    assert unnoticed == []


def test_no_byte_of_a_value_is_free() -> None:
    parts = parts_of_good()
    value = parts[VALUE]
    free = [
        at
        for at in range(0, len(value), 3)
        if verdict(other.package({**parts, VALUE: value[:at] + bytes([value[at] ^ 0x41]) + value[at + 1 :]})).outcome
        is not Outcome.BROKEN
    ]
    assert free == []


def test_a_package_that_is_changed_unseen_still_holds_the_same_parts() -> None:
    """Dates and marks of a ZIP say nothing that anybody signs or shows."""
    data = intact()["sealed"]
    accepted = [
        open_package(changed).parts
        for at in range(0, len(data), 7)
        if verdict(changed := data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]).outcome is Outcome.HOLDS
    ]
    assert 0 < len(accepted) < len(data) / 10
    assert all(parts == open_package(data).parts for parts in accepted)


def test_the_whole_way_through_confined_processes_comes_to_the_same() -> None:
    whole = OfdJudge(seals=OfficeSeals(), digest_of=sm3.digest).verify(intact()["sealed by two"], TRUST)
    assert whole == verdict(intact()["sealed by two"])
    assert [one.name for one in whole.signatures] == ["Sign_0", "Sign_1"]
    assert whole.known_until == (other.NOW + timedelta(days=10)).isoformat()
