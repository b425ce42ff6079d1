"""阅览室: an item of the archive is asked for and read on the screen by one person until a day (利用).

Nothing else that they may know changes: lists, searches and counts stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from oa_desktop.domain.actions.reading import RequestReading
from oa_desktop.domain.archives.arranging import known_scheme
from oa_desktop.domain.archives.holdings import HeldItem
from oa_desktop.domain.archives.items import Part, PartRole
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import EntryId
from oa_desktop.office.archiving.granting import open_item, reading_named
from oa_desktop.office.archiving.held import files_of, held_item
from oa_desktop.office.archiving.replay import ReplayPage
from oa_desktop.office.archiving.surveying import all_parts
from oa_desktop.office.desk import Desk
from oa_desktop.office.filing import PAGE, PAGE_OFD
from oa_desktop.office.incoming.came import pages_of
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.trail.incidents import OUTPUT, attempted

READ = "档案利用"
_CODE = 6
"""Signs of a request's id that stand in the watermark."""
_PDF = ".pdf"


class ReadingRoom:
    """What one person asks for and reads of the archive."""

    def __init__(self, office: OpenOffice, desk: Desk) -> None:
        self._office = office
        self._desk = desk

    def wish(self, sought: str, purpose: str) -> RequestReading:
        """Return 利用申请 in the register of this year; whether there is such an item is not looked at.

        Raises:
            Refused: ``archiving.no-scheme``.
        """
        year = self._desk.clock.now().year
        fonds = known_scheme(self._desk.organisation().schemes, year).fonds
        return RequestReading(fonds=fonds, archival_year=year, sought=sought, purpose=purpose)

    def on(self, name: str) -> Mapping[str, Any]:
        """Return what every act on a reading says of it: its register and its id, which may be cut short.

        Raises:
            Refused: ``reading.unknown``.
        """
        register, reading = reading_named(self._desk, name)
        return {"fonds": register.name.fonds, "archival_year": register.name.year, "reading": reading.entry}

    def parts(self, reading: EntryId) -> tuple[Part, ...]:
        """Return the files of the item that may be read now.

        Raises:
            Refused: ``reading.unknown``, ``reading.closed``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        item = self._open(reading)
        if isinstance(item, HeldItem):
            return tuple(self._part(name, data) for name, data in sorted(self._held(item).items()))
        said = item.act
        return tuple(one for one in all_parts(self._desk.store.blobs, said.parts, said.contents) if one.digest)

    def page(self, reading: EntryId, place: int) -> ReplayPage | None:
        """Return a file of the item to be shown with its watermark, None where it has no pages.

        Args:
            reading: The request.
            place: Which of :meth:`parts`.

        Raises:
            Refused: ``reading.unknown``, ``reading.closed``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        part = self.parts(reading)[place]
        item = self._open(reading)
        held = self._held(item) if isinstance(item, HeldItem) else None
        data = held[part.name] if held else self._desk.store.blobs.read(part.digest)
        found = pages_of(self._desk, part.name, data, self._office.ports.reader.picture)
        if found is None:
            return None
        return ReplayPage(pdf=found.pdf, trace=self._trace(reading), redrawn=found.redrawn)

    @attempted(OUTPUT)
    def hand_out(self, reading: EntryId) -> Mapping[str, bytes]:
        """Return the pages by name, watermarked, to leave the store where that was granted; it is recorded first.

        Raises:
            Refused: ``reading.unknown``, ``reading.closed``, ``output.not-granted``.
            Unavailable: ``blob.missing``, ``blob.damaged``, ``store.read-only``.
        """
        item, trace = self._copied(reading), self._trace(reading)
        files = dict(self._traced(reading, trace))
        self._record(item, f"{READ}，水印{trace}", b"".join(files.values()))
        return files

    def made(self, reading: EntryId, place: int, work: Presswork = AS_IT_IS) -> bytes:
        """Return a file of the item as it would be printed, watermarked, where copies were granted.

        Args:
            reading: The request.
            place: Which of :meth:`parts`; one that :meth:`page` shows.
            work: What becomes of it on its way to the printer.

        Raises:
            Refused: ``reading.unknown``, ``reading.closed``, ``output.not-granted``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        self._copied(reading)
        return self._worked(reading, place, self._trace(reading), work)

    @attempted(OUTPUT)
    def print_out(self, reading: EntryId, place: int, work: Presswork = AS_IT_IS) -> bytes:
        """Return the same, once it is recorded that it leaves.

        Raises:
            Refused: As :meth:`made`.
            Unavailable: As :meth:`made`, and ``store.read-only``.
        """
        item, trace = self._copied(reading), self._trace(reading)
        data = self._worked(reading, place, trace, work)
        self._record(item, f"{work.named(READ)}，水印{trace}", data)
        return data

    def _copied(self, reading: EntryId) -> ArchivalItem | HeldItem:
        """Return the item that may be read now, of which copies may be made."""
        item = self._open(reading)
        _, found = reading_named(self._desk, reading)
        if found.grant is None or not found.grant.copying:
            raise Refused("output.not-granted", code=item.code)
        return item

    def _record(self, item: ArchivalItem | HeldItem, what: str, data: bytes) -> None:
        document = "" if isinstance(item, HeldItem) else item.act.document
        self._office.record_output(self._desk.own_standing, what, document, self._desk.crypto.digest(data))

    def _worked(self, reading: EntryId, place: int, trace: str, work: Presswork) -> bytes:
        page, press = self.page(reading, place), self._office.ports.press
        if page is None:
            raise LookupError(place)
        return press.traced(page.pdf if work == AS_IT_IS else press.worked(page.pdf, work), trace)

    def _traced(self, reading: EntryId, trace: str) -> Iterator[tuple[str, bytes]]:
        for place, part in enumerate(self.parts(reading)):
            page = self.page(reading, place)
            if page is not None:
                yield f"{place + 1:02d}-{_as_pdf(part.name)}", self._office.ports.press.traced(page.pdf, trace)

    def _held(self, item: HeldItem) -> Mapping[str, bytes]:
        """Return the files of an item that came from another unit."""
        found = held_item(self._desk, item.item)
        return files_of(self._office, self._desk, *found) if found else {}

    def _part(self, name: str, data: bytes) -> Part:
        role = PartRole.ORIGINAL if name in (PAGE, PAGE_OFD) else PartRole.ATTACHMENT
        return Part(role=role, name=name, digest=self._desk.crypto.digest(data), size=len(data))

    def _open(self, reading: EntryId) -> ArchivalItem | HeldItem:
        _, found = reading_named(self._desk, reading)
        item = open_item(self._desk, found)
        if item is None:
            raise Refused("reading.closed")
        return item

    def _trace(self, reading: EntryId) -> str:
        time = self._desk.clock.now().isoformat(timespec="minutes").replace("T", " ")[:16]
        return f"{self._desk.own_standing.name} {time} 利用{reading[:_CODE].upper()}"


def _as_pdf(name: str) -> str:
    return name if name.lower().endswith(_PDF) else name + _PDF
