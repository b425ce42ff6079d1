"""What must be so before an internal matter is approved, sealed for, published, taken down or taken in (内部事项).

Nothing is published that was not approved as it stands: the order of 审查 before 公开 is custom here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import Action, internal
from oa_desktop.domain.actions.together import Stance
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import declaration_of_act


def _approve(_: Dossier, action: internal.Approve) -> None:
    if action.stance is not Stance.AGREE and not (action.opinion.strip() or action.ink):
        raise Refused("countersign.no-words", stance=action.stance.value)


def _approved(dossier: Dossier, action: Action) -> None:
    """Let nothing be sealed or published that nobody approved as it stands."""
    if not dossier.stands_as(dossier.approved):
        raise Refused("matter.not-approved", act=declaration_of_act(action).term, title=dossier.particulars.title)


def _record_sealing(dossier: Dossier, action: internal.RecordSealing) -> None:
    _approved(dossier, action)
    if not action.seal.strip():
        raise Refused("sealing.no-seal")
    if action.copies < 1:
        raise Refused("seal.no-copies")


def _publish(dossier: Dossier, action: internal.Publish) -> None:
    _approved(dossier, action)
    if not action.where.strip():
        raise Refused("publish.nowhere")
    for day in (action.since, action.until):
        if day and read_iso(day) is None:
            raise Refused("date.no-day", text=day)
    if action.until and action.until < action.since:
        raise Refused("publish.ends-before", since=action.since, until=action.until)


def _take_down(dossier: Dossier, action: internal.TakeDown) -> None:
    if dossier.publication is None or dossier.publication.ended:
        raise Refused("publish.not-public", title=dossier.particulars.title)
    if not action.reason.strip():
        raise Refused("act.no-reason", act=declaration_of_act(action).term)


def _take_in(dossier: Dossier, _: internal.TakeIn) -> None:
    if dossier.matter is None or dossier.matter.becomes is None:
        raise Refused("matter.not-incoming", title=dossier.particulars.title)


def refuse_while_public(dossier: Dossier) -> None:
    """Refuse to end the handling of what is still public: it is taken down first.

    Raises:
        Refused: ``publish.still-public``.
    """
    if dossier.publication and not dossier.publication.ended:
        raise Refused("publish.still-public", title=dossier.particulars.title)


INTERNAL_RULES: Mapping[type[Action], Callable[[Dossier, Any], None]] = {
    internal.Approve: _approve,
    internal.RecordSealing: _record_sealing,
    internal.Publish: _publish,
    internal.TakeDown: _take_down,
    internal.TakeIn: _take_in,
}
