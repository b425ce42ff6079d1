"""PDF files of other programs: evidence for later leaves their signatures as they are, and hides nothing."""

import pytest

from oa_desktop.docs.signed_pdf import evidence
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import Outcome
from tests.integration.test_attacks_on_pdf import verdict
from tests.rigs import pdf_of_others as others
from tests.signed_pdf import ec_holder, joint, said, signed
from tests.signed_pdf import verdict as first

TRUST = Trust(anchors=(ec_holder().certificate, others.stamping()[0]))
EXTENDED = {
    "evidence": others.with_evidence,
    "evidence and a time-stamp": others.with_stamp,
    "a time-stamp alone": lambda: others.with_stamp(others.of_others),
    "evidence and a time-stamp once more": lambda: others.with_stamp(lambda: others.with_evidence(others.with_stamp)),
}


def test_a_file_that_another_program_signed_holds() -> None:
    assert verdict(others.of_others(), TRUST).outcome is Outcome.HOLDS


@pytest.mark.parametrize("done", EXTENDED)
def test_evidence_for_later_alters_nothing_and_proves_nothing_of_itself(done: str) -> None:
    found = verdict(EXTENDED[done](), TRUST)
    assert found.outcome is Outcome.UNDECIDED
    open_ones = [one for one in said(found) if one.outcome is Outcome.UNDECIDED]
    assert {one.rule for one in open_ones} == {"verdict.pdf-evidence-added"}
    assert all("字节以后" in one.place for one in open_ones)


def test_a_time_stamp_says_when_it_was_given_and_where_that_is_from() -> None:
    found = verdict(others.with_stamp(), Trust())
    assert [one.time_source for one in found.signatures] == ["local-clock", "time-stamp"]
    assert found.signatures[1].claimed_time == others.NOW.isoformat()
    rules = {one.rule for one in found.signatures[1].statements if one.outcome is Outcome.UNDECIDED}
    assert rules == {"verdict.no-anchor"}


def test_a_time_stamp_over_the_value_is_not_proved_here() -> None:
    found = verdict(others.with_stamped_value(), TRUST)
    assert found.outcome is Outcome.UNDECIDED
    assert {one.rule for one in said(found) if one.outcome is Outcome.UNDECIDED} == {"verdict.time-stamp-unproven"}


def test_a_time_stamp_by_whoever_may_give_none_is_refused() -> None:
    found = verdict(others.with_wrong_purpose(), TRUST)
    assert "verdict.pdf-stamp-purpose" in {one.rule for one in said(found) if one.outcome is Outcome.BROKEN}


def test_every_byte_of_a_time_stamp_counts() -> None:
    whole, missed = others.with_stamp(), []
    begins = len(others.with_evidence())
    for at in range(begins, len(whole) - 1, (len(whole) - begins) // 12):
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        rules = {one.rule for one in said(verdict(changed, TRUST)) if one.outcome is not Outcome.HOLDS}
        missed += [at] if rules == {"verdict.pdf-evidence-added"} else []
    assert missed == []


@pytest.mark.parametrize("done", others.ADDITIONS)
def test_whatever_comes_under_the_cover_of_evidence_is_an_alteration(done: str) -> None:
    place, make = others.ADDITIONS[done]
    found = verdict(make(), TRUST)
    assert found.outcome is Outcome.BROKEN
    named = {(one.rule, place in one.place) for one in said(found) if one.outcome is Outcome.BROKEN}
    assert ("verdict.pdf-changed-after", True) in named


@pytest.mark.parametrize("of", [signed, joint])
def test_files_of_this_program_take_no_evidence(of) -> None:
    assert verdict(others.with_evidence(of)).outcome is Outcome.BROKEN
    assert verdict(others.with_stamp(of)).outcome is Outcome.BROKEN


def test_a_judge_that_takes_anything_for_evidence_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "alterations", lambda *_how, **_more: ())
    _, make = others.ADDITIONS["the page drawn anew beside evidence"]
    assert first(make(), TRUST).outcome is not Outcome.BROKEN
