"""An act that this program does not know is kept, shown and verified, and blocks only what is exclusive."""

from __future__ import annotations

import dataclasses

import pytest

from oa_desktop.domain import dossier as dossiers
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.history import declaration_of_act, read_action
from oa_desktop.domain.ids import (
    DossierId,
    RegisterName,
    UnitId,
    dossier_journal,
    dossier_of,
    register_journal,
    register_of,
)
from tests.fakes.devices import DOSSIER, DRAFT, machines, revise


@pytest.mark.parametrize(
    ("kind", "version"), [("stamp-with-wax", 1), ("review", 2), ("?", 0), ("draft", -1), ("review", 2**40)]
)
def test_an_unknown_exclusive_act_blocks_what_is_exclusive_and_nothing_else(kind, version):
    first, _ = machines("a", "b")
    first.do(act.Review(dossier=DOSSIER), kind=kind, version=version)
    assert (first.state.phase, first.state.tasks) == (Phase.UNKNOWN, ())
    first.do(revise("后来的稿"))
    first.do(act.SubmitForReview(dossier=DOSSIER))
    assert (first.state.phase, first.state.tasks) == (Phase.UNKNOWN, ()), "what comes after it is not known either"
    first.do(DRAFT)
    assert (first.state.phase, first.state.tasks) == (Phase.UNKNOWN, ())
    first.do(act.MarkRead(dossier=DOSSIER), person="读者")
    assert "读者" in first.state.parties


def test_an_unknown_act_whose_entry_says_that_it_merges_blocks_nothing():
    first, _ = machines("a", "b")
    first.do(act.MarkRead(dossier=DOSSIER), kind="stamp-with-wax", version=1)
    assert first.state.phase is Phase.IN_HAND
    first.do(act.SubmitForReview(dossier=DOSSIER))
    assert first.state.step == "department"


def test_a_later_version_of_an_act_that_merges_still_merges():
    first, _ = machines("a", "b")
    made = first.do(act.LeaveOpinion(dossier=DOSSIER, opinion="同意"), version=2)
    assert first.state.phase is Phase.IN_HAND
    assert declaration_of_act(read_action(first.known[made].entry)).term == "未知办理动作"


def test_an_unknown_first_act_belongs_to_its_unit():
    (first,) = machines("a")
    draft = next(iter(first.known.values()))
    other = dataclasses.replace(draft.entry, kind="receive", version=1)
    state = dossiers.fold(DOSSIER, [other])
    assert (state.phase, state.unit) == (Phase.UNKNOWN, draft.entry.unit)


def test_a_flow_without_steps_harms_nobody():
    (first,) = machines("a")
    draft = next(iter(first.known.values())).entry
    bare = dataclasses.replace(
        draft, payload={**draft.payload, "flow": {"id": "x", "version": 1, "name": "x", "steps": []}}
    )
    state = dossiers.fold(DOSSIER, [bare])
    assert (state.phase, state.tasks) == (Phase.UNKNOWN, ())


def test_journals_name_what_they_are_about_and_garbled_names_are_nobody_s():
    assert dossier_of(dossier_journal(DossierId("x"))) == "x"
    for name in (
        "register/",
        "register/u",
        "register/u/2026",
        "register/u//2026",
        "register/u/清/x",
        "register/u/清/²",
        "register/u/清/2026/",
        "q",
    ):
        assert register_of(name) is None
    assert register_of("register/u/清政办发/2026") == RegisterName(code="清政办发", year=2026)
    series = RegisterName(code="收文", year=2026, series="办件")
    assert register_of(register_journal(UnitId("u"), series)) == series
