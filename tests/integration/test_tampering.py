"""Whatever somebody does to sign-offs and logs is found, two verifiers that share no code agree, and both say where."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from oa_desktop.domain.entry import SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DeviceId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import Outcome, worst
from oa_desktop.domain.verification import StoredEntry, verify
from oa_desktop.office.merging import LACKING, united
from oa_desktop.office.ports.store import StoreFacts
from oa_desktop.security import sm3
from oa_desktop.security.certificates.chain import judge as judge_certificate
from oa_desktop.security.certificates.names import same
from oa_desktop.security.certificates.reading import parse
from oa_desktop.security.certificates.trust_folder import write_trust
from oa_desktop.security.seals.judging import judge_value
from tests.fakes.store import FakeStore
from tests.independent import sealed_ofd as other
from tests.integration.test_attacks_on_ofd import verdict
from tests.rigs.mutants import mutant
from tests.rigs.ofd_attacks import ATTACKS, SIGNATURE, UNKNOWN, VALUE, intact, parts_of_good
from tests.rigs.tampering.judging import BLIND, CRYPTO, first, judge, says, says_the_second
from tests.rigs.tampering.logs import logs
from tests.rigs.tampering.second import outcome_of, second, trust_of
from tests.rigs.tampering.sign_offs import as_stored, sign_offs
from tests.rigs.tampering.world import world

SIGN_OFFS, LOGS, BATCH = 3_000, 2_000, 500


@pytest.mark.parametrize("start", range(0, SIGN_OFFS, BATCH))
def test_every_altered_sign_off_is_found_and_said_where(start):
    report = judge(world(), sign_offs(world(), range(start, start + BATCH)))
    assert report.holds, report
    assert sum(report.counted.values()) == BATCH


@pytest.mark.parametrize("start", range(0, LOGS, BATCH))
def test_every_log_that_was_tampered_with_is_found_against_heads_that_are_remembered(start):
    report = judge(world(), logs(world(), range(start, start + BATCH)))
    assert report.holds, report
    assert sum(report.counted.values()) == BATCH


@pytest.mark.parametrize("rig", [sign_offs, logs])
def test_what_comes_is_refused_behind_what_was_proved_exactly_where_all_of_it_together_does_not_hold(rig):
    for seed, tampered in enumerate(rig(world(), range(50))):
        here = world().kept[: random.Random(seed).randrange(len(world().kept))]
        together = (*tampered.stored, *map(as_stored, here))
        everything = {(one.journal, one.signed): one for one in together}
        assert refused_behind(here, tampered.stored) in allowed(everything.values()), (seed, tampered.way)


def refused_behind(here: tuple[SignedEntry, ...], came: Iterable[StoredEntry]) -> str:
    """What a desk that holds some entries says against others; nothing where it takes them in."""
    unit = world().kept[0].entry.unit
    facts = StoreFacts(
        id="", realm=Realm.OFFICIAL, grade=SystemGrade.UNCLASSIFIED, unit=unit, device=DeviceId("x"), schema=0
    )
    store = FakeStore(facts)
    store.kept += here
    try:
        united(store, CRYPTO, unit, came)
    except Refused as refused:
        return str(refused.params.get("rule", refused.code))
    return ""


def allowed(everything: Iterable[StoredEntry]) -> set[str]:
    """What may be said of entries that are judged together: what is wrong before what is missing."""
    rules = [one.rule for one in verify(everything, digest_of=CRYPTO.digest, holds=CRYPTO.verify).faults]
    wrong = {one for one in rules if one not in LACKING}
    return wrong | {_AT_THE_DOOR[one] for one in wrong & _AT_THE_DOOR.keys()} or {"records.missing" if rules else ""}


_AT_THE_DOOR = {"chain.forked": "records.set-back", "entry.other-realm": "records.other-unit"}
"""What is said before anything is verified."""


def test_nothing_is_found_where_nobody_was_at_it():
    sound = tuple(as_stored(one) for one in world().kept)
    assert not says(first(sound, world().heads))
    assert not says_the_second(sound, world().heads)


@pytest.mark.parametrize("fault", sorted(BLIND))
def test_a_verifier_with_a_fault_misses_what_the_rig_finds(fault):
    """A rig that has never been seen to fail proves nothing."""
    missed = (
        name
        for rig in (sign_offs, logs)
        for seed in range(0, 200, 50)
        for name in judge(world(), rig(world(), range(seed, seed + 50)), BLIND[fault], alone=True).missed
    )
    assert next(missed, None)


# --- seals, certificates and packages ---------------------------------------------------------------------------------

TRUST = Trust(anchors=(other.root(),), revocations=(other.nobody_revoked(),))
NOBODY = Trust()


@pytest.mark.parametrize("trust", [TRUST, NOBODY], ids=["trusted", "nobody is trusted"])
def test_both_verifiers_come_to_the_same_of_every_sealed_file(trust):
    files = {**intact(), **{one.done: one.make() for one in ATTACKS}}
    told = {
        name: (verdict(data, trust).outcome, second().check_ofd(data, trust_of(trust))) for name, data in files.items()
    }
    assert {name: first for name, (first, _) in told.items()} == {
        name: outcome_of(said) for name, (_, said) in told.items()
    }


def test_both_verifiers_leave_the_same_undecided_for_the_same_reason():
    for one in UNKNOWN:
        data = one.make()
        said = second().check_ofd(data, trust_of(one.trust))
        assert (verdict(data, one.trust).outcome, outcome_of(said)) == (Outcome.UNDECIDED, Outcome.UNDECIDED), one.done
        assert {rule for _, rule, _ in said} == {one.rule}


def mutants(data: bytes, count: int) -> Iterator[bytes]:
    """Give copies with a byte or a region changed."""
    chance = random.Random(len(data))
    for _ in range(count):
        place = chance.randrange(len(data))
        middle = bytes([data[place] ^ chance.randrange(1, 256)]) if chance.random() < 0.8 else chance.randbytes(3)
        changed = data[:place] + middle + data[place + chance.choice((1, 1, 1, 4)) :]
        if changed != data:
            yield changed


def test_no_changed_byte_of_a_seal_s_signature_value_is_believed():
    """The value holds the seal, its maker's certificate and signature, the holder's certificate, and what was signed."""
    parts = parts_of_good()
    digest = bytes.fromhex(sm3.digest(parts[SIGNATURE]))
    for value in mutants(parts[VALUE], 700):
        first = worst(judge_value(value, digest, SIGNATURE, TRUST, judge_certificate).statements)
        said = second().judge_value(value, bytes(digest), SIGNATURE, trust_of(TRUST), None)
        assert first is not Outcome.HOLDS
        assert outcome_of(said) is first, said


def test_no_changed_byte_of_a_certificate_or_a_list_of_revocations_is_believed():
    held = second().seal_value(parts_of_good()[VALUE])
    at = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    chains = [(one, TRUST) for one in mutants(held.certificate, 250)]
    chains += [
        (held.certificate, Trust(anchors=TRUST.anchors, revocations=(one,)))
        for one in mutants(TRUST.revocations[0], 250)
    ]
    for leaf, trust in chains:
        first = worst(judge_certificate(leaf, at, trust))
        said = second().judge_certificate(leaf, at, trust_of(trust))
        assert first is not Outcome.HOLDS
        assert outcome_of(said) is first, said


@pytest.mark.parametrize("added", ["\u200b", "\u00ad", "\u3000", "\ufeff", "x"])
def test_both_verifiers_come_to_the_same_of_an_authority_whose_name_looks_like_the_trusted_one(added):
    name = other.ROOT + added
    alike = replace(TRUST, anchors=(other.certificate(name, name, ca=True),))
    data = intact()["sealed"]
    assert outcome_of(second().check_ofd(data, trust_of(alike))) is verdict(data, alike).outcome is not Outcome.HOLDS


@pytest.mark.parametrize("rare", ["𬱖", "㛃", "𰻝", "\ue5e5", "\U000323af"])
def test_both_verifiers_know_a_name_with_a_rare_character_however_it_is_spaced_and_no_other(rare):
    names = (f"{rare}山  CA", f"{rare}山 ca", f"{rare}{rare}山 ca")
    made = [other.certificate(name, name) for name in names]
    first = [parse(one).subject for one in made]
    also = [second().certificate(one).subject for one in made]
    assert [same(first[0], one) for one in first] == [True, True, False]
    assert [second().same_name(also[0], one) for one in also] == [True, True, False]


def test_both_verifiers_come_to_the_same_of_any_package_that_somebody_mangled():
    whole = intact()["left open for others"]
    for seed in range(120):
        data = mutant(whole, random.Random(seed))
        first = verdict(data, TRUST).outcome
        said = second().check_ofd(data, trust_of(TRUST))
        assert outcome_of(said) is first, (seed, said)


@pytest.mark.parametrize(
    ("name", "trusted", "code"),
    [("sealed", True, 0), ("sealed by two", True, 0), ("sealed", False, 4), ("a page changed", True, 1)],
)
def test_the_second_verifier_ends_as_the_first_does(tmp_path, name, trusted, code):
    changed = {**parts_of_good(), "Doc_0/Pages/Page_0/Content.xml": b"<x/>"}
    files = {**intact(), "a page changed": other.package(changed)}
    (tmp_path / "x.ofd").write_bytes(files[name])
    write_trust(tmp_path / "trust", TRUST)
    told = ["--trust", str(tmp_path / "trust")] if trusted else []
    assert second().main([str(tmp_path / "x.ofd"), *told]) == code
