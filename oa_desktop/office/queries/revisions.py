"""Questions on the texts that a document has had (历稿)."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.domain.texts.comparing import Difference, Tally
from oa_desktop.office.queries.handling import TimelineRow
from oa_desktop.office.queries.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRow:
    """A text of a document, and who brought it.

    Attributes:
        number: 第几稿, from 1.
        source: Digest of the text.
        made: The act that brought it.
        signed: Whether it is the text that was signed (签发).
    """

    number: int
    source: Digest
    made: TimelineRow
    signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions(Query[RevisionRow]):
    """历稿: the texts that a document has had, the oldest first; answered from its journal alone."""

    dossier: DossierId


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionTallies(Query[Tally]):
    """How much each text of a document differs from the one before, the first from nothing: one row a text."""

    dossier: DossierId


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Query[Difference]):
    """Two texts of a document side by side, as a whole.

    Attributes:
        old: 第几稿.
        new: 第几稿.
    """

    dossier: DossierId
    old: int
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorsRow:
    """Which texts (第几稿) brought a difference."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributions(Query[ContributorsRow]):
    """Who brought each difference of a :class:`Comparison`, row by row; reads every text between the two."""

    dossier: DossierId
    old: int
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceSignedRow:
    """What was changed after 签发.

    Attributes:
        signed: 第几稿 was signed.
        present: 第几稿 it is now.
        changed: How much is different between the two.
        files: How many attachments are others, came or went.
    """

    signed: int
    present: int
    changed: Tally
    files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceSigned(Query[SinceSignedRow]):
    """What was changed in a document after it was signed; no row while it stands as signed, or never was."""

    dossier: DossierId
