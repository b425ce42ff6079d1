"""What acts do to internal matters (审批、发布、撤下、转为收文)."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.domain.actions import internal
from oa_desktop.domain.actions.together import Stance
from oa_desktop.domain.dossier.agreed import Fixed
from oa_desktop.domain.dossier.moving import acted, onward
from oa_desktop.domain.dossier.state import Dossier, Phase
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.ids import NOTHING
from oa_desktop.domain.secrecy.publications import Ending, Publication


def approved(dossier: Dossier, action: internal.Approve, entry: Entry) -> Dossier:
    """审批: what is approved is the text as it lay before the last, once everybody whose step it is has agreed."""
    after = onward(dossier, action, entry, objected=action.stance is Stance.OBJECT)
    left = any(one.left for one in after.done)
    if not left or any(one.objected for one in after.done):
        return after
    fixed = Fixed(
        source=action.source,
        attachments=action.seen.attachments if action.seen else dossier.attachments,
        rendering=NOTHING,
        person=entry.actor.person,
        time=entry.claimed_time,
    )
    return replace(after, approved=fixed)


def published(dossier: Dossier, action: internal.Publish, entry: Entry) -> Dossier:
    """发布: it is public from its first day on."""
    publication = Publication(where=action.where, since=action.since, until=action.until)
    return onward(replace(dossier, publication=publication), action, entry)


def taken_down(dossier: Dossier, action: internal.TakeDown, entry: Entry) -> Dossier:
    """撤下: it is public no more; where it is in hand it stays there."""
    return acted(_ended(dossier, Ending.TAKEN_DOWN, action.day), entry)


def expired(dossier: Dossier, action: internal.ExpirePublication, _: Entry) -> Dossier:
    """发布到期: it ends once, however many programs notice it."""
    publication = dossier.publication
    same = publication is not None and publication.until == action.until
    return _ended(dossier, Ending.EXPIRED, action.until) if same else dossier


def _ended(dossier: Dossier, ending: Ending, day: str) -> Dossier:
    publication = dossier.publication
    if publication is None or publication.ended:
        return dossier
    return replace(dossier, publication=replace(publication, ended=ending, ended_on=day))


def taken_in(dossier: Dossier, action: internal.TakeIn, entry: Entry) -> Dossier:
    """转为收文: its handling ends here and goes on there."""
    ended = replace(acted(dossier, entry), phase=Phase.CONCLUDED, tasks=(), way_back=None)
    return replace(ended, became=action.received)
