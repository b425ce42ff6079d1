"""Particulars (要目) of a document: what lists, registers and rules need of it without its body."""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain import codec
from oa_desktop.domain.documents.kinds import kind_of_title
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.secrecy.classification import Secrecy, claimed_secrecy

_LONGEST = 300
"""Characters of a title, a list of recipients or a number that an entry carries; the text itself is a blob."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """附件 as a file: its name as given, bytes, and digest of its bytes."""

    name: str
    size: int
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """要目: title, kind, number and the like, as the manuscript has them.

    Attributes:
        names_signers: Whether 签发人 are named on it, as on an upward document.
    """

    title: str = ""
    kind: str = ""
    document_number: str = ""
    organ: str = ""
    recipients: str = ""
    urgency: str = ""
    classification: str = ""
    secrecy: Secrecy = Secrecy.OPEN
    publicity: str = ""
    names_signers: bool = field(default=False, metadata={codec.LATER: True})


def particulars_of(manuscript: Manuscript) -> Particulars:
    """Return the particulars of a manuscript; texts longer than 300 characters are cut with an ellipsis."""
    title = manuscript.title.replace("\n", "")
    kind = manuscript.kind or kind_of_title(title) or ""
    return Particulars(
        title=_cut(title),
        kind=_cut(str(kind)),
        document_number=_cut(manuscript.document_number),
        organ=_cut("、".join(manuscript.issuing_organs)),
        recipients=_cut(manuscript.recipients),
        urgency=_cut(manuscript.urgency),
        classification=_cut(manuscript.classification),
        secrecy=claimed_secrecy(manuscript.classification),
        publicity=_cut(manuscript.publicity),
        names_signers=bool(manuscript.signers),
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
