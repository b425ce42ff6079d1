"""Beginning a paper (起稿): the source of its kind, with what the unit knows filled in."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.domain.documents.answering import came_slots, usual_answer
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.texts.beginnings import Origin, filled
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.desk import Desk


def organs_of(organisation: Organisation) -> tuple[str, ...]:
    """Return the names of the organs that issue now, in the order of their registration."""
    return tuple(dict.fromkeys(organ.name for organ in organisation.organs if not organ.until))


def begin(desk: Desk, kind: DocumentKind) -> str:
    """Return the source of a paper of a kind, as far as the unit can say it.

    Raises:
        Refused: ``beginning.none``: the office has no source for the kind.
    """
    return filled(_source(desk, kind), kind, _origin(desk))


def _source(desk: Desk, kind: DocumentKind) -> str:
    source = desk.beginnings.get(kind)
    if source is None:
        raise Refused("beginning.none", kind=kind.value, known="、".join(desk.beginnings))
    return source


def begin_answer(desk: Desk, answers: DossierId, kind: DocumentKind | None = None) -> tuple[DocumentKind, str]:
    """Return the kind and the source of a paper that answers an incoming document (答复).

    Args:
        desk: Of who answers.
        answers: The document that came.
        kind: Of the answer; None for the usual one.

    Raises:
        Refused: ``dossier.unknown``, ``answer.not-incoming``, ``beginning.none``.
    """
    state = desk.known(answers)
    came, of = state.incoming, state.particulars
    if came is None:
        raise Refused("answer.not-incoming", title=of.title)
    book = desk.organisation().correspondents
    sender = next((one.relationship for one in book if one.name == came.sender), None)
    chosen = kind or usual_answer(of.kind, sender)
    source = desk.answers.get(chosen) or _source(desk, chosen)
    return chosen, filled(source, chosen, replace(_origin(desk), came=came_slots(of.title, of.kind, came)))


def _origin(desk: Desk) -> Origin:
    organisation = desk.organisation()
    signer, title = _principal(organisation)
    usual = desk.known_addressees().main
    return Origin(
        organ=next(iter(organs_of(organisation)), ""),
        printer=organisation.name,
        signer=signer,
        title=title,
        writer=desk.standing.name,
        recipients={direction: groups[0] for direction, groups in usual.items() if groups},
    )


def _principal(organisation: Organisation) -> tuple[str, str]:
    """Return name and title of who stands first among those who sign."""
    signing = [post for post in organisation.posts if Role.SIGNER in post.roles]
    ranked = sorted(signing, key=lambda post: organisation.person(post.person).rank)
    first = next(iter(ranked), None)
    return (organisation.person(first.person).name, first.title) if first else ("", "")
