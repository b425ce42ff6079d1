"""Whatever a room refuses to somebody for want of a right stands in the audit trail, whichever door it came by."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from typing import Any

import pytest

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.auditing import Incident, RecordIncident
from oa_desktop.domain.actions.sealing import EnrolSeal
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DossierId, PostId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.trust.certificates import RevocationReason
from oa_desktop.office import queries as q
from oa_desktop.office.answers import ANSWERS
from oa_desktop.office.performing import Performing
from tests.fakes.office import FakeOffice

WITHIN = ("testing", "keeping", "replays", "authority")
"""Rooms that lie in another room of a session."""


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    made = FakeOffice()
    wish = org.Grant(post=PostId("post outsider"), roles=(), clearance=Secrecy.WORK)
    made.as_("security").perform(wish)
    return made


def incidents(office: FakeOffice) -> list[RecordIncident]:
    found = (read_action(one.entry) for one in office.stores.made.kept)
    return [one for one in found if isinstance(one, RecordIncident)]


def rooms(session: Any) -> Iterator[Any]:
    """Give the rooms of a session that could record, with those inside of them; the door itself notes each act."""
    for room in (one for one in vars(session).values() if not isinstance(one, Performing)):
        if type(room).__module__.startswith("oa_desktop.office.") and hasattr(room, "_office"):
            yield room
            yield from (getattr(room, one) for one in WITHIN if hasattr(getattr(room, one, None), "_office"))


def attempts(session: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Give every public method of every room, with nothing told that makes sense: a right is asked for first."""
    for room in rooms(session):
        for name, method in inspect.getmembers(type(room), inspect.isfunction):
            if not name.startswith("_"):
                said = [one for one in inspect.signature(method).parameters.values() if one.default is one.empty][1:]
                told = dict.fromkeys((one.name for one in said if one.kind is one.KEYWORD_ONLY), "")
                bare = [""] * (len(said) - len(told))
                yield f"{type(room).__name__}.{name}", partial(method, room, *bare, **told)


def refused(attempt: Callable[[], Any]) -> str:
    """Return by which code somebody is refused; nothing where they are not, or where nothing can be made of the wish."""
    try:
        attempt()
    except OfficeError as error:
        return error.code
    except (AttributeError, TypeError, ValueError, KeyError, AssertionError):
        return ""
    return ""


def test_whoever_has_no_role_leaves_a_trace_at_every_method_of_every_room_that_refuses_them(office: FakeOffice) -> None:
    silent, told = [], set()
    for name, attempt in attempts(office.as_("outsider")):
        before = len(incidents(office))
        if refused(attempt).startswith("policy."):
            told.add(name)
            new = incidents(office)[before:]
            if [(one.sort, one.person) for one in new] != [(Incident.BEYOND, "person outsider")]:
                silent.append(name)
    assert silent == []
    assert told >= {
        *("Certifying.found", "Certifying.issue", "CustodyBooks.papers", "SealRoom.enrol", "SealRoom.refuse_making"),
        *("Trail.heads", "Administration.key_homes", "Administration.back_up", "Administration.renew_recovery"),
    }


def test_no_room_of_a_session_is_without_somebody_who_writes_down_what_it_refuses(office: FakeOffice) -> None:
    for room in rooms(office.as_("outsider")):
        for name, method in vars(type(room)).items():
            assert name.startswith("_") or not inspect.isfunction(method) or hasattr(method, "__wrapped__"), (
                room,
                name,
            )


def test_every_question_that_a_role_answers_leaves_a_trace(office: FakeOffice) -> None:
    session, told = office.as_("outsider"), set()
    for question in ANSWERS:
        if any(one.name == "dossier" for one in fields(question)):
            continue
        before = len(incidents(office))
        if refused(lambda question=question: session.ask(_asked(question))).startswith("policy."):
            told.add(question)
            assert len(incidents(office)) == before + 1 or question is q.AuditTally, question
    assert told >= {q.AuditTrail, q.RefusedMarks}


def _asked(question: type[q.Query[Any]]) -> q.Query[Any]:
    return question(of=q.AuditTrail()) if question is q.AuditTally else question()


@pytest.mark.parametrize(
    "attempt",
    [
        lambda session: session.trust.revoke("no certificate", RevocationReason.SUPERSEDED),
        lambda session: session.refuse_role(EnrolSeal),
        lambda session: session.perform(org.EstablishDepartment(department="新的", name="新的")),
    ],
)
def test_an_act_that_no_room_judges_first_leaves_a_trace_too(office: FakeOffice, attempt: Callable[[Any], Any]) -> None:
    before = len(incidents(office))
    with pytest.raises(Refused, match=r"policy\.role"):
        attempt(office.as_("outsider"))
    (one,) = incidents(office)[before:]
    known = {said for each in DECLARATIONS.values() for said in (each.kind, each.term)}
    assert (one.subject, one.act in known) == (DossierId(""), True)
