"""Role × act × state × relation × classification × realm: whether somebody may, against what was written by hand.

The hand knows who may what (the table of roles), when (the table of operations), that a clearance covers what is not
above it, that an installation holds nothing above its grade, and that a store of one realm is none of another.

The factors do not hear of each other in the program: each is asked in every place that it has, and the combinations
are counted from that. That the real store judges sight as the plain rule here does is shown in test_policy_of_sight;
that every cell is done as it says, in test_operations_as_done.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache
from typing import Any

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.classification import Secrecy, SystemGrade, refuse_above
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flow import FlowSort
from oa_desktop.domain.matrix import OPERATED, STEPS, Situation, cell
from oa_desktop.domain.policy import sight_of
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.roles import Role
from oa_desktop.office.office import Office
from tests.fakes.office import FakeOffice
from tests.fakes.store import FakeStores, sees
from tests.independent import operations as hand
from tests.unit.test_policy_table import HELD, expected, refusal, standing

SORTS = {FlowSort.OUTGOING: "发", FlowSort.INCOMING: "收", FlowSort.INTERNAL: "内"}
LEVELS = ("", "工作秘密", "秘密", "机密", "绝密")
"""密级, the lowest first, as everybody knows them."""
CEILINGS = {"非涉密": "工作秘密", "秘密": "秘密", "机密": "机密"}
"""The highest 密级 that each grade may hold."""


# --- by hand --------------------------------------------------------------------------------------------------------


def may_hold(grade: str, level: str) -> bool:
    return LEVELS.index(level) <= LEVELS.index(CEILINGS[grade])


def may_know(clearance: str, level: str) -> bool:
    return LEVELS.index(level) <= LEVELS.index(clearance)


# --- by the program -------------------------------------------------------------------------------------------------


@cache
def holds(grade: SystemGrade, level: str) -> bool:
    try:
        refuse_above(grade, level)
    except Refused:
        return False
    return True


@cache
def knows(clearance: Secrecy, level: str) -> bool:
    """Whether somebody cleared so may know a document with such a mark that they have acted on."""
    office, document = _marked(level)
    sight = sight_of(office.as_("drafter").standing)
    return sees(_cleared(sight, clearance), office.state(document))


def _cleared(sight: Any, clearance: Secrecy) -> Any:
    return replace(sight, clearance=clearance)


@cache
def _marked(level: str) -> Any:
    office = FakeOffice()
    document = office.draft()
    state, heads = office.stores.made.dossier(document)
    secrecy = Secrecy(LEVELS.index(level))
    marked = replace(state, particulars=replace(state.particulars, classification=level, secrecy=secrecy))
    office.stores.made.project_dossier(marked, heads, None)
    return office, document


@cache
def opens(of_store: Realm, of_program: Realm) -> bool:
    stores = FakeStores()
    office = FakeOffice(stores=stores, realm=of_store)
    other = Office(of_program, office.ports)
    try:
        other.sign_in("drafter", office.slots.accounts["drafter"][0])
    except Refused:
        return False
    return True


# --- both -----------------------------------------------------------------------------------------------------------


def test_whatever_one_factor_refuses_nothing_else_gives_back():
    """Every factor is asked of the program and of the hand in every place; no combination is sampled."""
    written, count, allowed = hand.by_hand(), 0, 0
    names = dict(zip(Situation, hand.STATES, strict=True))
    around = [
        (grade, level, clearance, store, program)
        for grade, level in itertools.product(SystemGrade, LEVELS)
        for clearance in (Secrecy(place) for place in range(5))
        for store, program in itertools.product(Realm, Realm)
    ]
    by_hand = [
        may_hold(grade.value, level) and may_know(LEVELS[int(clearance)], level) and store is program
        for grade, level, clearance, store, program in around
    ]
    by_program = [
        holds(grade, level) and knows(clearance, level) and opens(store, program)
        for grade, level, clearance, store, program in around
    ]
    assert by_program == by_hand
    for action, declared in OPERATED.items():
        cells = [(step, state) for step in STEPS for state in Situation]
        now = [cell(action, step, state).allowed for step, state in cells]
        then = [
            (declared.term, SORTS[step.sort] + DECLARATIONS[BY_KIND[step.act]].term, names[state]) in written
            for step, state in cells
        ]
        assert now == then, declared.term
        for role, held in itertools.product(Role, HELD):
            may = refusal(standing(role), action, held) == ""
            assert may == (expected({role.value}, declared.term, held) == "")
            count += len(cells) * len(around)
            allowed += may * sum(now) * sum(by_program)
    print(
        f"{count} combinations, by factors, of role, act, step, state, relation, classification and realm; {allowed} allowed"
    )
    assert count == len(OPERATED) * len(STEPS) * len(Situation) * len(Role) * len(HELD) * 3 * 5 * 5 * 9
    assert 0 < allowed < count
