"""Actions by which a clerk records what a leader wrote on paper (代录批示、纸质签发补录). How offices work.

What stands on paper is never the leader's electronic signature: the clerk's key signs that it stands there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain.actions.declaration import Scope, declare
from oa_desktop.domain.actions.handling import ChosenParties, DossierAction
from oa_desktop.domain.actions.together import Stance
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import NO_ENTRY, NOTHING, Digest, EntryId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAction(DossierAction):
    """An action that somebody did on paper and somebody else records.

    Attributes:
        leader: Who wrote it.
        written: The day that stands there, ISO; when it was recorded the entry says.
        scan: The paper as a file, exactly as it was scanned.
        opinion: The words that stand there.
        stance: What they say to the text.
    """

    leader: PersonId
    written: str
    scan: Attachment
    opinion: str = ""
    stance: Stance = Stance.AGREE


@declare("record-instruction", "代录批示", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInstruction(PaperAction):
    """代录批示: what a leader wrote on the paper they had before them completes their task; they get it to read.

    Attributes:
        chosen: Who acts in later steps, as the leader wrote.
    """

    chosen: tuple[ChosenParties, ...] = field(default=())


@declare("record-issue", "纸质签发补录", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordIssue(PaperAction):
    """纸质签发补录 (Art. 22: opinion, name, complete date): a leader signed a printed page of this text.

    Attributes:
        rendering: Digest of the page that was printed and signed, as the clerk compared it.
        template: As that of 签发; filled in by the office.
    """

    rendering: Digest = NOTHING
    template: EntryId = NO_ENTRY
