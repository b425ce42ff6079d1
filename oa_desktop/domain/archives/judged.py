"""What the checks of a dry run look at: what a document says of itself, and what was found of it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.archives.composition import Facts
from oa_desktop.domain.archives.formats import FileFormat
from oa_desktop.domain.archives.retention import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Miscount:
    """A part whose pages were counted otherwise than somebody wrote down."""

    name: str
    told: int
    counted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the checks look at.

    Attributes:
        facts: What the document says of itself, its parts measured.
        proposal: What the schedule proposes; None where no row fits.
        lost: Names of parts whose bytes are not here, or are not what their digest says.
        formats: What the files are that came from elsewhere, each with its name; two may have one.
        miscounts: Parts whose pages do not agree with what was written down.
        absent: Attachments that the text names and that are nowhere.
        unsound: Names of parts whose seals or signatures do not hold.
        unstampable: Names of parts whose first page has no place for 归档章.
        lent: Copies that borrowers have.
        gap: The numbers right before its own of which the register says nothing (空号), in words.
    """

    facts: Facts
    proposal: Proposal | None = None
    lost: tuple[str, ...] = ()
    formats: tuple[tuple[str, FileFormat], ...] = ()
    miscounts: tuple[Miscount, ...] = ()
    absent: tuple[str, ...] = ()
    unsound: tuple[str, ...] = ()
    unstampable: tuple[str, ...] = ()
    lent: int = 0
    gap: str = ""
