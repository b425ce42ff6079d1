"""Role × act × step and state × relation × classification × realm: every combination, against what was written by hand.

The axes have too many values to be multiplied (the product is printed), and the rules tell few of them apart. So each
axis is parted into classes, and *every* combination of the classes goes through the door that the office asks
(:func:`~oa_desktop.office.door.refuse_person`, the operations, the grade, the realm). That the classes leave nothing out
is a test of its own: every single value is asked beside the one that stands for it, and must be answered alike
everywhere. The hand knows who may what, when, that a clearance covers what is not above it, that an installation holds
nothing above its grade, how one comes to know a document, and that a store of one realm is none of another.

That the real store judges sight as the plain rule here does is shown in test_policy_of_sight; that every cell is done
as it says, in test_operations_as_done.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytest

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, Action, Scope
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.particulars import Particulars
from oa_desktop.domain.dossier import Dossier, Phase
from oa_desktop.domain.dossier.state import LastAct
from oa_desktop.domain.enrolled_keys import EnrolledKey, KeyOwner
from oa_desktop.domain.enrolled_keys import Place as Enrolment
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import FlowSort
from oa_desktop.domain.flows.matrix import OPERATED, PHASES, STEPS, Situation, StepKind, cell
from oa_desktop.domain.flows.tasks import Holder, Task
from oa_desktop.domain.ids import DepartmentId, DeviceId, DossierId, EntryId, KeyId, PersonId, TaskId, UnitId
from oa_desktop.domain.policy import sight_of
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import Secrecy, SystemGrade, refuse_above
from oa_desktop.domain.secrecy.classifying import Audience
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.units.standing import Standing
from oa_desktop.office.door import refuse_person
from oa_desktop.office.office import Office
from tests.fakes.office import FakeOffice
from tests.fakes.store import FakeStores, sees
from tests.independent import operations as hand
from tests.unit.test_policy_table import TABLE, standing

SORTS = {FlowSort.OUTGOING: "发", FlowSort.INCOMING: "收", FlowSort.INTERNAL: "内"}
LEVELS = ("", "工作秘密", "秘密", "机密", "绝密")
"""密级, the lowest first, as everybody knows them."""
CEILINGS = {"非涉密": "工作秘密", "秘密": "秘密", "机密": "机密"}
"""The highest 密级 that each grade may hold."""
HANDLING = ["拟稿", "部门审核", "核稿", "签发", "复核", "登记编号", "印制用印", "核发", "归档"]
KEEPING = ("登记编号", "核发", "归档")
"""Who keeps the registers, and knows what was issued."""


# --- the axes -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """How a document stands to somebody: each of these may be so or not."""

    acted: bool = False
    last: bool = False
    holds: bool = False
    of_department: bool = False
    registered: bool = False
    audience: bool | None = None
    """Whether they are of its audience; None where that is not limited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What the installation may hold, how the document is marked, and how far somebody is cleared."""

    grade: SystemGrade
    level: str
    clearance: Secrecy


Place = tuple[StepKind, Situation]
Realms = tuple[Realm, Realm]
"""Of the store, and of the program that opens it."""

PLACES: tuple[Place, ...] = tuple(itertools.product(STEPS, Situation))
RELATED = tuple(
    Related(acted=acted, last=last, holds=holds, of_department=of, registered=registered, audience=audience)
    for acted, last, holds, of, registered in itertools.product((False, True), repeat=5)
    for audience in (None, True, False)
)
MARKED = tuple(
    Marked(grade=grade, level=level, clearance=clearance)
    for grade, level, clearance in itertools.product(SystemGrade, LEVELS, Secrecy)
)
REALMS: tuple[Realms, ...] = tuple(itertools.product(Realm, Realm))
ACTS = tuple(OPERATED)
RAW = len(Role) * len(ACTS) * len(PLACES) * len(RELATED) * len(MARKED) * len(REALMS)


# --- by hand --------------------------------------------------------------------------------------------------------


def may_hold(grade: str, level: str) -> bool:
    return LEVELS.index(level) <= LEVELS.index(CEILINGS[grade])


def knows(role: str, related: Related, marked: Marked) -> bool:
    """Whether somebody learns that the document exists."""
    if role not in HANDLING or LEVELS.index(marked.level) > int(marked.clearance) or related.audience is False:
        return False
    heads, keeps = role == "部门审核" and related.of_department, role in KEEPING and related.registered
    return related.acted or related.holds or heads or keeps


@cache
def stands(related: Related, relation: str) -> bool:
    """Whether somebody who knows a document stands to it as an act demands."""
    return {"any": True, "party": True, "holder": related.holds, "last-actor": related.last}[relation]


WRITTEN = hand.by_hand()
NAMES = dict(zip(Situation, hand.STATES, strict=True))


@cache
def timely(action: type[Action], place: Place) -> bool:
    step, state = place
    said = DECLARATIONS[action].term, SORTS[step.sort] + DECLARATIONS[BY_KIND[step.act]].term, NAMES[state]
    return said in WRITTEN


def by_hand(role: Role, action: type[Action], place: Place, related: Related, marked: Marked, realms: Realms) -> bool:
    return realms[0] is realms[1] and entitled(role, action, related, marked) and timely(action, place)


def entitled(role: Role, action: type[Action], related: Related, marked: Marked) -> bool:
    """Whether somebody may do it at all, whenever its time is."""
    roles, relation = TABLE[DECLARATIONS[action].term]
    return (
        may_hold(marked.grade.value, marked.level)
        and role.value in roles
        and (knows(role.value, related, marked) or begins(action))
        and stands(related, relation.value)
    )


def begins(action: type[Action]) -> bool:
    """Whether an act begins a document, which nobody can know before."""
    return DECLARATIONS[action].term in ("拟稿", "签收")


# --- by the program -------------------------------------------------------------------------------------------------


class Desk:
    """What the door asks of a desk: who sits there, and the document if they may know it."""

    def __init__(self, who: Standing, document: Dossier) -> None:
        self.standing = self.own_standing = who
        self._document, self._sees = document, sees(sight_of(who), document)

    def organisation(self) -> Organisation:
        return UNIT

    def known(self, dossier: DossierId) -> Dossier:
        if not self._sees:
            raise Refused("dossier.unknown", dossier=dossier)
        return self._document


KEY = KeyId("in force")
UNIT = Organisation(
    keys=(EnrolledKey(id=KEY, public="", owner=KeyOwner.PERSON, enrolled=Enrolment(device=DeviceId("d"), seq=1)),)
)


@cache
def document(related: Related, level: str, place: Place) -> Dossier:
    """A document that stands so to 张三 of department d, and is in such a step and state."""
    return Dossier(
        id=DossierId("x"),
        unit=UnitId("u"),
        step=place[0].act,
        phase=PHASES.get(place[1], Phase.IN_HAND),
        department=DepartmentId("d" if related.of_department else "e"),
        parties=tuple(map(PersonId, ("p", "q") if related.acted else ("q",))),
        tasks=(
            Task(id=TaskId("t"), step="s", act="review", holder=Holder(person=PersonId("p" if related.holds else "q"))),
        ),
        incoming=Incoming(sender="市政府", register="收〔2026〕1号") if related.registered else None,
        particulars=Particulars(classification=level, secrecy=Secrecy(LEVELS.index(level))),
        last=LastAct(entry=EntryId("e"), kind="submit", person=PersonId("p" if related.last else "q")),
        audience=None if related.audience is None else Audience(people=(PersonId("p" if related.audience else "q"),)),
    )


@cache
def desk_of(role: Role, related: Related, level: str, clearance: Secrecy, place: Place) -> Desk:
    return Desk(replace(standing(role), clearance=clearance), document(related, level, place))


@cache
def wish(action: type[Action]) -> Action:
    made = object.__new__(action)
    object.__setattr__(made, "dossier", DossierId("x"))
    return made


@cache
def now(action: type[Action], place: Place) -> bool:
    return cell(action, *place).allowed


@cache
def opens(realms: Realms) -> bool:
    stores = FakeStores()
    office = FakeOffice(stores=stores, realm=realms[0])
    try:
        Office(realms[1], office.ports).sign_in("drafter", office.slots.accounts["drafter"][0])
    except Refused:
        return False
    return True


def by_program(
    role: Role, action: type[Action], place: Place, related: Related, marked: Marked, realms: Realms
) -> bool:
    """Ask what stands before an act, in the order in which somebody meets it."""
    return opens(realms) and admits(role, action, related, marked, place) and now(action, place)


def admits(role: Role, action: type[Action], related: Related, marked: Marked, place: Place) -> bool:
    """Whether the grade lets the document be here, and the door somebody to it."""
    try:
        refuse_above(marked.grade, marked.level)
        refuse_person(desk_of(role, related, marked.level, marked.clearance, place), KEY, wish(action))
    except Refused:
        return False
    return True


# --- the classes ----------------------------------------------------------------------------------------------------


def first_of_each(values: Any, alike: Any) -> dict[Any, Any]:
    """Return the first value of each class, by what is alike in it."""
    found: dict[Any, Any] = {}
    for value in values:
        found.setdefault(alike(value), value)
    return found


def _of_place(place: Place) -> Any:
    return tuple(now(action, place) for action in ACTS)


def _of_related(related: Related) -> Any:
    """Who of all roles knows it, and what they hold of it."""
    return tuple(desk_of(role, related, "", Secrecy.TOP, PLACES[0])._sees for role in Role), related.holds, related.last


def _of_marked(marked: Marked) -> Any:
    above = marked.level and Secrecy(LEVELS.index(marked.level)) > marked.clearance
    try:
        refuse_above(marked.grade, marked.level)
    except Refused:
        return "not held"
    return "above" if above else "within"


AXES: dict[str, tuple[Any, Any]] = {
    "place": (PLACES, _of_place),
    "related": (RELATED, _of_related),
    "marked": (MARKED, _of_marked),
    "realms": (REALMS, opens),
}
CLASSES = {name: first_of_each(values, alike) for name, (values, alike) in AXES.items()}


OPEN = {
    "related": Related(acted=True, last=True, holds=True, of_department=True, registered=True, audience=True),
    "marked": Marked(grade=SystemGrade.CONFIDENTIAL, level="", clearance=Secrecy.TOP),
    "realms": (Realm.OFFICIAL, Realm.OFFICIAL),
}
"""Where nothing stands in the way; the place in which an act is allowed is its own."""


def _who_may_and_who_may_not(action: type[Action]) -> tuple[Role, ...]:
    roles, _ = TABLE[DECLARATIONS[action].term]
    return tuple(first_of_each(Role, lambda one: one.value in roles).values())


@cache
def open_place(action: type[Action]) -> Place:
    """A place in which an act is allowed, any for an act that nobody asks for."""
    return next((place for place in PLACES if now(action, place)), PLACES[0])


EVERYBODY = tuple(itertools.product(Role, ACTS))
ASKING = {
    **dict.fromkeys(AXES, EVERYBODY),
    "place": tuple((role, action) for action in ACTS for role in _who_may_and_who_may_not(action)),
}
"""Who asks for what beside every value of an axis; the door knows roles and no places, and two are asked there."""


@pytest.mark.parametrize("axis", AXES)
def test_every_value_is_answered_like_the_one_that_stands_for_its_class(axis):
    """Asked where nothing else stands in the way: what a value alone would change is seen there."""
    values, alike = AXES[axis]
    classes, asked = CLASSES[axis], 0
    for value, (role, action) in itertools.product(values, ASKING[axis]):
        given = {"place": open_place(action), **OPEN}
        one, other = {**given, axis: value}, {**given, axis: classes[alike(value)]}
        may = by_program(role, action, **one)
        assert may is by_hand(role, action, **one), (role, action, value)
        assert may is by_program(role, action, **other), (role, action, value)
        asked += 1
    print(f"{axis}: {len(values)} values in {len(classes)} classes, {asked} times asked")
    assert 1 < len(classes) <= len(values)


def test_every_combination_of_the_classes_is_as_the_hand_says():
    """No combination is sampled, none is left out because another factor refuses it already.

    The door is asked once for all places and realms: that it answers alike in every one is asked above.
    """
    count, allowed = 0, 0
    places, related, marked, realms = (tuple(CLASSES[name].values()) for name in AXES)
    for role, action in itertools.product(Role, ACTS):
        then = [timely(action, place) for place in places]
        in_time = [now(action, place) for place in places]
        for stand, mark in itertools.product(related, marked):
            may, might = admits(role, action, stand, mark, open_place(action)), entitled(role, action, stand, mark)
            program = [opens(of) and may and one for of in realms for one in in_time]
            assert program == [of[0] is of[1] and might and one for of in realms for one in then], (role, action, stand)
            count += len(program)
            allowed += sum(program)
    sizes = {name: len(one) for name, one in CLASSES.items()}
    print(
        f"{count} combinations, all asked; {allowed} allowed; classes: {sizes}; they stand for {RAW} of single values"
    )
    assert count == len(Role) * len(ACTS) * len(CLASSES["place"]) * len(CLASSES["related"]) * 3 * 2
    assert 0 < allowed < count


def test_every_act_on_a_document_is_asked_about():
    assert set(ACTS) == {action for action, one in DECLARATIONS.items() if one.scope is Scope.DOSSIER}
