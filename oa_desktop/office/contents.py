"""What a document holds (内容): its text, files and pictures, which must be kept, and not above anybody's clearance."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from oa_desktop.domain.actions.handling import Draft
from oa_desktop.domain.actions.incoming import Receive
from oa_desktop.domain.documents.particulars import Attachment, Particulars, particulars_of
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.parties import resolved
from oa_desktop.domain.manuscript import Manuscript, Picture, blocks_of
from oa_desktop.domain.secrecy.classification import refuse_above
from oa_desktop.office.desk import Desk

_PNG = b"\x89PNG"
"""How a kept picture begins that is no JPEG."""


Beginning = TypeVar("Beginning", Draft, Receive)


def begun(desk: Desk, action: Beginning) -> Beginning:
    """Return an action that begins a document with all that the office knows of what it holds, and of who acts in it.

    Raises:
        Refused: ``classification.above-grade``, ``classification.above-clearance``, ``attachment.not-kept``,
            ``picture.not-kept``, ``flow.*``: the flow names people who are not there.
    """
    text = desk.manuscript(action.source)
    particulars = particulars_of(text)
    refuse_secret(desk, particulars)
    refuse_unkept(desk, action.attachments)
    return replace(
        action,
        flow=resolved(action.flow, desk.organisation()),
        dossier=action.dossier or desk.new_dossier(),
        department=desk.standing.department,
        particulars=particulars,
        pictures=pictures_in(desk, text),
    )


def refuse_secret(desk: Desk, particulars: Particulars) -> None:
    """Refuse what is above the grade of the installation, or above the clearance of whoever acts.

    Raises:
        Refused: ``classification.above-grade``, ``classification.above-clearance``.
    """
    refuse_above(desk.grade, particulars.classification)
    if particulars.secrecy > desk.standing.clearance:
        raise Refused("classification.above-clearance", level=particulars.secrecy.label)


def refuse_unkept(desk: Desk, attachments: tuple[Attachment, ...]) -> None:
    """Refuse attached files that are not kept in the store.

    Raises:
        Refused: ``attachment.not-kept``.
    """
    for one in attachments:
        if not desk.store.blobs.has(one.digest):
            raise Refused("attachment.not-kept", name=one.name)


def pictures_in(desk: Desk, text: Manuscript) -> tuple[Attachment, ...]:
    """Return the pictures of a text as files, numbered in its order.

    Raises:
        Refused: ``picture.not-kept``.
    """
    for block in blocks_of(text):
        if isinstance(block, Picture) and block.digest and not desk.store.blobs.has(block.digest):
            raise Refused("picture.not-kept", name=block.name)
    return tuple(
        Attachment(name=f"{count}.{_ending(data)}", size=len(data), digest=digest)
        for count, (digest, data) in enumerate(desk.pictures_of(text).items(), start=1)
    )


def _ending(data: bytes) -> str:
    return "png" if data.startswith(_PNG) else "jpg"
