"""What is shown is what is signed: files that nobody touched hold, whatever is done to one is found and named."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random
from types import ModuleType
from typing import Any, Never

import pytest

from oa_desktop.docs.ofd.judging import OfdJudge
from oa_desktop.docs.ofd.judging import container as container_of_ofd
from oa_desktop.docs.ofd.judging import judging as judging_of_ofd
from oa_desktop.docs.ofd.judging import reading as reading_of_ofd
from oa_desktop.docs.ofd.judging import rules as rules_of_ofd
from oa_desktop.docs.ofd.judging.container import open_package
from oa_desktop.docs.ofd.judging.rules import _reference_faults
from oa_desktop.domain.trust.certificates import Purpose, Trust
from oa_desktop.domain.trust.verdicts import FileVerdict, Layer, Outcome
from oa_desktop.security import sm3
from oa_desktop.security.certificates.chain import judge
from oa_desktop.security.seals import judging as judging_of_seals
from oa_desktop.security.seals.judging import _of_holder, _of_maker, _of_seal, _of_signature, judge_value
from oa_desktop.security.seals.office_port import OfficeSeals
from oa_desktop.security.seals.reading import read_signature
from tests.independent import sealed_ofd as other
from tests.integration.test_sealed_ofd import jointly
from tests.rigs.authority import issued
from tests.rigs.ofd_attacks import (
    ATTACKS,
    CONTAINER,
    LISTED,
    SEALED,
    SHOWN,
    TRUST,
    UNKNOWN,
    VALUE,
    Attack,
    Unknown,
    intact,
    parts_of_good,
)
from tests.sealed import MAKER, OFFICE, OTHER

RUBBISH = (b"<", b">", b'"', b"../", b"/", b"\x00", b"&#x0;", b"<!--", b"9" * 30, b"-1", b"nan", b"inf", b"\xff\xfe")
LARGE = tuple(one for one in CONTAINER if one.rule == "verdict.package-too-large")
"""Slow to make, and no bug of these lets them in."""


class SealsHere(OfficeSeals):
    """Judges in this process, so that a thousand files are quickly judged."""

    def judge(self, value, digest, subject, trust, *, beside=None):
        return judge_value(value, digest, subject, trust, judge, beside=beside)


def verdict(data: bytes, trust: Trust = TRUST) -> FileVerdict:
    return OfdJudge(seals=SealsHere(), digest_of=sm3.digest).judged(data, trust)


@cache
def made(attack: Attack) -> bytes:
    """The file of an attack, made once."""
    return attack.make()


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
    found = verdict(made(attack))
    told = [*found.statements, *(one for each in found.signatures for one in each.statements)]
    named = [one for one in told if one.rule == attack.rule and attack.place in one.place]
    assert named, [(one.rule, one.place) for one in told if one.outcome is not Outcome.HOLDS]
    assert found.outcome is Outcome.BROKEN


def test_the_set_has_what_was_promised() -> None:
    assert len(ATTACKS) >= 60
    assert len({one.done for one in ATTACKS}) == len(ATTACKS)


# --- intact, and not to be decided here -----------------------------------------------------------------------------


@pytest.mark.parametrize("unknown", UNKNOWN, ids=lambda one: one.done)
def test_what_is_intact_and_lacks_something_is_undecided_for_that_reason_alone(unknown: Unknown) -> None:
    found = verdict(unknown.make(), unknown.trust)
    assert rules(found, Outcome.UNDECIDED) == {unknown.rule}
    assert found.outcome is Outcome.UNDECIDED


def test_whoever_is_listed_as_a_maker_may_make_seals() -> None:
    own = next(one for one in UNKNOWN if one.rule == "verdict.maker-himself")
    assert verdict(own.make(), replace(TRUST, makers=(other.office(),))).outcome is Outcome.HOLDS
    assert verdict(intact()["sealed"], replace(TRUST, makers=(other.maker(),))).outcome is Outcome.HOLDS


def test_a_link_that_somebody_may_click_is_named_and_breaks_nothing() -> None:
    assert "verdict.leads-elsewhere" in rules(verdict(intact()["with a link to click"]), Outcome.HOLDS)


def test_where_no_revocations_are_known_nothing_is_said_of_their_day() -> None:
    assert verdict(intact()["sealed"], Trust()).known_until == ""


def test_a_maker_whose_certificate_cannot_be_read_made_no_seal() -> None:
    made = other.seal(other.SealMade(maker=other.maker() + b"\0"))
    found = verdict(other.package(other.sealed(use=other.Use(seal=made))))
    assert "verdict.maker-unreadable" in rules(found, Outcome.BROKEN)


@pytest.mark.parametrize("purpose", [Purpose.PERSON, Purpose.SEAL, Purpose.MACHINE])
def test_a_certificate_of_ours_makes_no_seals_unless_it_is_made_out_to_that(purpose: Purpose) -> None:
    facts, own = read_signature(parts_of_good()[VALUE]), issued("某" + purpose.value, purpose)
    seal = replace(facts.seal, maker=own.data, maker_signature_holds=True)
    assert "verdict.maker-purpose" in {one.rule for one in _of_maker(replace(facts, seal=seal), TRUST, judge)}


@pytest.mark.parametrize("purpose", [Purpose.MACHINE, Purpose.SEAL_MAKER])
def test_a_certificate_of_ours_seals_nothing_unless_it_is_made_out_to_that(purpose: Purpose) -> None:
    facts, own = read_signature(parts_of_good()[VALUE]), issued("某" + purpose.value, purpose)
    assert "verdict.holder-purpose" in {
        one.rule for one in _of_holder(replace(facts, certificate=own.data), TRUST, judge)
    }


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


def test_no_rubbish_crashes_the_judge() -> None:
    """Five hundred files, cut, torn and filled with what parsers stumble over; none of them holds."""
    chance, parts = Random(7), parts_of_good()
    for _ in range(500):
        name = chance.choice(list(parts))
        data = bytearray(parts[name])
        for _wound in range(chance.randint(1, 4)):
            at = chance.randrange(len(data) + 1)
            data[at : at + chance.choice((0, 0, 1, 5, 20))] = chance.choice(RUBBISH)
        torn = other.package({**parts, name: bytes(data)})
        assert bytes(data) == parts[name] or verdict(torn).outcome is Outcome.BROKEN
        cut = chance.randrange(len(torn))
        assert verdict(torn[:cut] + chance.randbytes(9) + torn[cut:]).outcome is Outcome.BROKEN


def test_the_whole_way_through_confined_processes_comes_to_the_same() -> None:
    whole = OfdJudge(seals=OfficeSeals(), digest_of=sm3.digest).verify(intact()["sealed by two"], TRUST)
    assert whole == verdict(intact()["sealed by two"])
    assert [one.name for one in whole.signatures] == ["Sign_0", "Sign_1"]
    assert whole.known_until == (other.NOW + timedelta(days=10)).isoformat()


# --- planted bugs -----------------------------------------------------------------------------------------------------


def _nothing(*_given: object, **_named: object) -> tuple[Never, ...]:
    return ()


def _all_but_pages(one: Any, parts: Any, digest_of: Any) -> Iterator[Any]:
    return iter(()) if one.part.endswith("Content.xml") else _reference_faults(one, parts, digest_of)


def _maker_believed(value: bytes) -> Any:
    facts = read_signature(value)
    return replace(facts, seal=replace(facts.seal, maker_signature_holds=True))


def _hash_believed(facts: Any, _digest: bytes, subject: str) -> Iterator[Any]:
    return _of_signature(facts, facts.digest, subject)


def _beside_believed(facts: Any, _beside: bytes | None) -> Iterator[Any]:
    return _of_seal(facts, None)


BUGS: dict[str, tuple[ModuleType, str, Callable[..., Any], tuple[Attack, ...]]] = {
    "digests of pages are not compared": (rules_of_ofd, "_reference_faults", _all_but_pages, SHOWN),
    "parts that no signature covers are passed over": (judging_of_ofd, "uncovered", _nothing, SHOWN),
    "what came after a signature is passed over": (judging_of_ofd, "covered_by", _nothing, SHOWN),
    "what acts by itself is passed over": (reading_of_ofd, "acting", _nothing, SHOWN),
    "an open list is believed": (reading_of_ofd, "is_implied", lambda *_given: True, LISTED),
    "the maker's signature is ignored": (judging_of_seals, "read_signature", _maker_believed, SEALED),
    "whoever holds the seal is ignored": (judging_of_seals, "_misuse", _nothing, SEALED),
    "the validity of the seal is ignored": (judging_of_seals, "_out_of_date", _nothing, SEALED),
    "what was hashed is ignored": (judging_of_seals, "_of_signature", _hash_believed, LISTED),
    "the seal beside the value is ignored": (judging_of_seals, "_of_seal", _beside_believed, SEALED),
    "names that stand twice are let in": (container_of_ofd, "_name_faults", _nothing, CONTAINER),
    "bytes that belong to nothing are let in": (container_of_ofd, "_frame_faults", _nothing, CONTAINER),
    "the certificate is not looked at": (judging_of_seals, "_of_holder", _nothing, SEALED),
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_judge_with_a_planted_bug_lets_something_through(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, instead, attacks = BUGS[bug]
    monkeypatch.setattr(module, name, instead)
    assert [one for one in attacks if one not in LARGE and verdict(made(one)).outcome is not Outcome.BROKEN]


# --- what the product itself seals ------------------------------------------------------------------------------------


def test_what_the_product_seals_its_judge_believes() -> None:
    known = Trust(anchors=tuple(one.certificate for one in (MAKER, OFFICE, OTHER)))
    found = verdict(jointly(), known)
    assert rules(found, Outcome.BROKEN) == set()
    assert [one.holder for one in found.signatures] == ["清源县人民政府", "青山市交通局"]
    assert "verdict.list-closed" in rules(found, Outcome.HOLDS)
