"""What lay before whoever acted (所见): which text, with which files, on which page; it is signed with the act."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import NOTHING, Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """所见: what an act is about, beyond the text that its entry names as ``source``.

    Attributes:
        revision: 第几稿, from 1.
        page: Digest of the fixed page that was on the screen; empty where none was, and where the act itself names the
            page that it approves (签发、联署会签).
        attachments: 附件, in their order.
    """

    revision: int = 0
    page: Digest = NOTHING
    attachments: tuple[Attachment, ...] = ()
