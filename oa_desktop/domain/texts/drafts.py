"""A draft (草稿): what is being typed, kept apart from the journals until it is handed in or thrown away."""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.domain.manuscript import Manuscript


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A text that was typed and not handed in, with everything that would go in with it.

    Attributes:
        text: What was typed.
        kept: When it was kept last, ISO time; empty for drafts of releases that did not note it.
        attachments: Files that are kept already.
        based_on: Digest of the document's text that it goes on from; empty for a new document.
        flow: Id of the flow that was chosen for a new document; empty for the usual one.
        answers: The incoming document that a new one answers (答复); empty for none.
        incoming: How it came, of what is being signed for (签收); None for what goes out.
    """

    text: Manuscript = field(default_factory=Manuscript)
    kept: str = ""
    attachments: tuple[Attachment, ...] = ()
    based_on: Digest = Digest("")
    flow: str = ""
    answers: DossierId = field(default=DossierId(""), metadata={codec.LATER: True})
    incoming: Incoming | None = field(default=None, metadata={codec.LATER: True})

    def encode(self) -> bytes:
        """Return the canonical bytes of the draft's row."""
        return canonical.encode(codec.to_json(self))

    @classmethod
    def decode(cls, data: bytes) -> KeptDraft:
        """Return the draft that a row stands for; earlier releases kept the text alone.

        Raises:
            NotCanonical: The bytes are not canonical JSON.
            Undecodable: They are, but of something else.
        """
        value = canonical.decode(data)
        if isinstance(value, dict) and "text" in value:
            return codec.from_json(cls, value)
        return cls(text=codec.from_json(Manuscript, value))
