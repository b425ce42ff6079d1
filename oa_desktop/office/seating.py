"""Seating (就座): everything that lies on the desk of somebody who was let in."""

from __future__ import annotations

from oa_desktop.domain.actions.auditing import RecordRefusedMark
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.ids import UnitId
from oa_desktop.domain.units.organisation import Post
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.inspecting import Inspection
from oa_desktop.office.exercising import takes_file
from oa_desktop.office.greeting import waiting_for
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.password_state import PasswordState
from oa_desktop.office.ports.keys import Unlocked
from oa_desktop.office.ports.wiring import Ports
from oa_desktop.office.recording import Author
from oa_desktop.office.seals.hand import SealHand
from oa_desktop.office.secrecy.guarding import Came, Guard
from oa_desktop.office.session import Session


def seat(
    opened: OpenOffice,
    unlocked: Unlocked,
    unit: UnitId,
    post: Post,
    *,
    password: PasswordState,
    notices: tuple[str, ...],
    kind: ActorKind = ActorKind.PERSON,
) -> Session:
    """Return the session of somebody in one of their posts.

    Args:
        opened: The store.
        unlocked: Who came, with their key.
        unit: Whose post it is.
        post: In which they act.
        password: How long theirs holds.
        notices: What they are told, besides what waits for them.
        kind: Whether a person acts or a role player.
    """
    actor = Actor(kind=kind, person=unlocked.person, post=post.id)
    desk = _desk(opened, actor, unit, post)
    return Session(
        opened,
        desk,
        Author(unit=unit, actor=actor, signer=unlocked.signer),
        failed_attempts=unlocked.failed_attempts,
        password=password,
        notices=(*notices, *waiting_for(desk)),
    )


def _desk(opened: OpenOffice, actor: Actor, unit: UnitId, post: Post) -> Desk:
    ports = opened.ports
    return Desk(
        store=opened.store,
        states=opened.states,
        renderer=ports.renderer,
        inspection=_inspection(ports),
        guard=_guard(opened, unit, actor),
        ids=ports.ids,
        crypto=ports.crypto,
        certificates=ports.certificates,
        clock=ports.clock,
        flows=ports.flows,
        forms=ports.forms,
        matters=ports.matters,
        phrases=ports.phrases,
        addressees=ports.addressees,
        beginnings=ports.beginnings,
        answers=ports.answers,
        deadlines=ports.deadlines,
        schedule=ports.schedule,
        unit=unit,
        post=post.id,
        hand=_hand(ports),
    )


def _hand(ports: Ports) -> SealHand:
    """Return what seals are used with."""
    return SealHand(
        seals=ports.seals, sealer=ports.sealer, leaves=ports.viewer.leaves, on_token=ports.seal_keys.on_token
    )


def _guard(opened: OpenOffice, unit: UnitId, actor: Actor) -> Guard:
    """Return what keeps out what the installation may not hold, and reports who brought it."""

    def report(came: Came, level: str) -> None:
        opened.record_own(unit, RecordRefusedMark(person=actor.person, came=came.value, level=level))

    takes = takes_file(opened.store, opened.ports.crypto, actor.kind)
    return Guard(opened.store.grade, opened.ports.reader, report, takes, opened.store.realm)


def _inspection(ports: Ports) -> Inspection:
    """Return what inspects papers by the rules of the office."""
    return Inspection(reader=ports.reader, inspector=ports.inspector, profile=ports.profile)
