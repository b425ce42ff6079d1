"""What somebody agreed to (同意过的一稿), and which part of it is another one now."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import NO_ENTRY, NOTHING, Digest, EntryId, PersonId


class Changed(StrEnum):
    """What is not as it was agreed to."""

    TEXT = "文稿"
    FILES = "附件"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedText:
    """同意过的一稿: a text and the files attached to it, which are agreed to together.

    Attributes:
        source: Digest of the text.
        attachments: 附件, in their order.
    """

    source: Digest
    attachments: tuple[Attachment, ...] = field(default=(), metadata={codec.LATER: True})

    def changed_in(self, present: AgreedText) -> tuple[Changed, ...]:
        """Return what of this is another one in a present text; nothing where it stands as it was agreed to."""
        same = {Changed.TEXT: self.source == present.source, Changed.FILES: self.attachments == present.attachments}
        return tuple(part for part, stays in same.items() if not stays)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed(AgreedText):
    """What an act fixed: the text with its attachments, the page, who, and when (claimed).

    Attributes:
        attachments: Of what was signed or approved; what is done to that afterwards says them no more.
        value: Number, seal, retention or the like that the act added.
        template: The adoption of the 版式模板 that the page follows; empty where the unit had adopted none.
        date: 成文日期, ISO, of what was numbered.
        copies: 印数 of what was sealed.
        ofd: The same pages as OFD, where they are kept: of what was numbered where seals are electronic, and sealed so.
        recorded_by: Who recorded it from paper (纸质签发补录); ``person`` and ``time`` are then what stands there.
    """

    rendering: Digest
    person: PersonId
    time: str
    value: str = ""
    template: EntryId = field(default=NO_ENTRY, metadata={codec.LATER: True})
    date: str = field(default="", metadata={codec.LATER: True})
    copies: int = field(default=0, metadata={codec.LATER: True})
    ofd: Digest = field(default=NOTHING, metadata={codec.LATER: True})
    recorded_by: PersonId = field(default=PersonId(""), metadata={codec.LATER: True})
