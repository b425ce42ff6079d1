"""Measuring what a document is made of for the archive: bytes, pages, formats, seals; each content once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from oa_desktop.domain.archives.formats import FileFormat
from oa_desktop.domain.archives.items import Part, PartRole
from oa_desktop.domain.archives.judged import Miscount
from oa_desktop.domain.archives.page_counts import with_fixed_pages
from oa_desktop.domain.errors import OfficeError, Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.verdicts import NOT_SIGNED, Outcome
from oa_desktop.office.archiving.means import Means
from oa_desktop.office.desk import Desk
from oa_desktop.office.lists.recent import Recent
from oa_desktop.office.ports.pages import Viewer
from oa_desktop.office.trust.trust_of import trust_of

_PDF, _OFD = "pdf", "ofd"
_REMEMBERED = 20_000
"""Contents whose measures are remembered: those of a year."""
_CAME = frozenset({PartRole.CAME, PartRole.ATTACHMENT})
"""Parts that others made: their seals are looked at. One's own were when they were put on, and the four properties look
again."""
_STAMPED = frozenset({PartRole.CAME})
"""Parts that get 归档章 and may have no place for it: one's own pages have it by their layout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What was measured of a content.

    Attributes:
        size: Bytes.
        pages: 0 where nobody can count them.
        format: None where it was made here.
        sound: Whether no seal on it is broken.
        stampable: Whether its first page has a place for 归档章, as far as somebody looked.
    """

    size: int
    pages: int = 0
    format: FileFormat | None = None
    sound: bool = True
    stampable: bool = True


@dataclass(slots=True, kw_only=True)
class Measured:
    """What was measured of the parts of a document, as :class:`.Judged` says it."""

    parts: tuple[Part, ...] = ()
    lost: tuple[str, ...] = ()
    formats: tuple[tuple[str, FileFormat], ...] = ()
    miscounts: tuple[Miscount, ...] = ()
    unsound: tuple[str, ...] = ()
    unstampable: tuple[str, ...] = ()

    def add(self, part: Part, measure: Measure) -> None:
        """Add a part and what was measured of it."""
        if measure.format is not None:
            self.formats += ((part.name, measure.format),)
        if part.pages and measure.pages and part.pages != measure.pages:
            self.miscounts += (Miscount(name=part.name, told=part.pages, counted=measure.pages),)
        if not measure.sound:
            self.unsound += (part.name,)
        if not measure.stampable:
            self.unstampable += (part.name,)
        self.parts += (replace(part, size=measure.size, pages=part.pages or measure.pages),)


class Measuring:
    """Measures contents of one store, and remembers what it measured."""

    def __init__(self, desk: Desk, viewer: Viewer, means: Means) -> None:
        self._desk = desk
        self._viewer = viewer
        self._means = means
        self._measures: Recent[tuple[Digest, PartRole], Measure] = Recent(_REMEMBERED)

    def of(self, parts: tuple[Part, ...]) -> Measured:
        """Return parts with their bytes and pages, and what is to be said of their contents."""
        measured = Measured()
        for part in parts:
            try:
                measured.add(part, self._known(part))
            except Unavailable:
                measured.parts += (part,)
                measured.lost += (part.name,)
        measured.parts = with_fixed_pages(measured.parts)
        return measured

    def _known(self, part: Part) -> Measure:
        if not part.digest:
            return Measure(size=part.size)
        measure = self._measures.get((part.digest, part.role))
        if measure is None or not self._desk.store.blobs.has(part.digest):  # it may have been lost since
            measure = self._measure(part)
            self._measures.keep((part.digest, part.role), measure)
        return measure

    def _measure(self, part: Part) -> Measure:
        data = self._desk.store.blobs.read(part.digest)
        came = part.role in _CAME
        found = self._means.formats.identify(data, part.name) if came or part.format == _OFD else FileFormat()
        pages = self._count(data) if part.format == _PDF or _PDF in found.endings else found.pages
        sound = not came or self._sound(data)
        stampable = part.role not in _STAMPED or not pages or self._has_place(data)
        kind = found if came else None
        return Measure(size=len(data), pages=pages, format=kind, sound=sound, stampable=stampable)

    def _has_place(self, pdf: bytes) -> bool:
        """Whether a first page has a place for 归档章; what cannot be read is another check's to say."""
        try:
            return self._means.has_place(pdf)
        except OfficeError:
            return True

    def _count(self, pdf: bytes) -> int:
        try:
            return len(self._viewer.leaves(pdf))
        except OfficeError:
            return 0  # that it cannot be read is a check's to say

    def _sound(self, data: bytes) -> bool:
        """Whether nothing is wrong with the seals on a file; what cannot be decided here is not wrong."""
        if not self._means.signed.kind(data):
            return True
        try:
            verdict = self._means.signed.verify(data, trust_of(self._desk.organisation(), self._desk.store.blobs))
        except OfficeError:
            return True  # that it cannot be read is told by its format
        return NOT_SIGNED in verdict.statements or verdict.outcome is not Outcome.BROKEN
