"""The revisions of a PDF (增量更新): every byte of the file belongs to an object that the index of its revision names.

ISO 32000-1 7.5. Nothing stands before the header, between the objects or behind the end, no object stands twice in a
revision, no index points into an earlier one or at objects of two kinds of index at once. What keeps no such order
proves nothing, because readers do not agree on what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from oa_desktop.docs.signed_pdf.indices import MOST_OBJECTS, Index, read_indices, read_table
from oa_desktop.docs.signed_pdf.objects import inflated, read_object
from oa_desktop.docs.signed_pdf.syntax import NotStrict, Reading, Written

_HEADER: Final = re.compile(rb"%PDF-(?:1\.[0-7]|2\.0)[\r\n]")
_END: Final = re.compile(rb"[\x00\t\n\x0c\r ]*startxref[\r\n]+(\d{1,12})[\r\n]+%%EOF(?:\r\n|\n|\r)?")
_LINEAR: Final = re.compile(rb"/Linearized[\x00\t\n\x0c\r ]+\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What was written at one time.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        index: Its index.
        objects: What it holds, by number; what lies in its streams of objects too.
        structural: Numbers of its streams of objects and of its index.
        packed: Numbers of what lies in its streams of objects.
    """

    start: int
    end: int
    index: Index
    objects: Mapping[int, Written]
    structural: frozenset[int]
    packed: frozenset[int] = field(default=frozenset())


def read_revisions(data: bytes) -> tuple[Revision, ...]:
    """Return the revisions of a file, the oldest first.

    Raises:
        NotStrict: It is no PDF, or one that can be read in two ways.
    """
    if not _HEADER.match(data):
        raise NotStrict("verdict.pdf-header", "第 0 字节")
    if _LINEAR.search(data, 0, 2048):
        raise NotStrict("verdict.pdf-linear")
    found: list[Revision] = []
    start = 0
    for index in read_indices(data):
        found.append(_revision(data, start, index))
        start = found[-1].end
        _refuse_beyond_size(found)
    if data[start:]:
        raise NotStrict("verdict.pdf-behind-end", f"第 {start} 字节")
    return tuple(found)


def _refuse_beyond_size(revisions: Sequence[Revision]) -> None:
    """Refuse a file that has objects beyond the number that it says it has: some readers leave them out."""
    index = revisions[-1].index
    highest = max((number for one in revisions for number in one.objects), default=0)
    size = index.trailer.get("Size")
    if type(size) is not int or size <= highest:
        raise NotStrict("verdict.pdf-index-astray", f"第 {index.at} 字节")


def _revision(data: bytes, start: int, index: Index) -> Revision:
    """Read what lies between the end of one revision and that of the next; all of it must be accounted for."""
    if index.at < start:
        raise NotStrict("verdict.pdf-index-astray", f"第 {index.at} 字节")
    reading, found = Reading(data, start), dict[int, Written]()
    while True:
        reading.skip()
        if reading.at >= index.at and not index.is_stream:
            break
        written = _listed(data, reading.at, index)
        found[written.number] = written
        reading.at = written.end
        if written.start == index.at:
            break
    own = {number for number, one in found.items() if one.start == index.at}
    if set(found) - own != set(index.places) - own:
        raise NotStrict("verdict.pdf-index-astray", f"第 {index.at} 字节")
    end = _ended(data, reading, index)
    packed = dict(_packed(found, index))
    structural = {number for number, one in found.items() if _kind(one) in {"ObjStm", "XRef"}}
    return Revision(
        start=start,
        end=end,
        index=index,
        objects={**found, **packed},
        structural=frozenset(structural),
        packed=frozenset(packed),
    )


def _kind(written: Written) -> object:
    return written.value.get("Type") if isinstance(written.value, Mapping) and written.stream is not None else None


def _listed(data: bytes, at: int, index: Index) -> Written:
    """Return the object that begins at a place, which the index must know to begin there."""
    written = read_object(data, at, index.places)
    stands = index.places.get(written.number)
    if stands is None and index.is_stream and at == index.at:
        return written
    if stands != (at, written.generation):
        raise NotStrict("verdict.pdf-unlisted-object", f"{written.number} 号对象（第 {at} 字节）")
    return written


def _ended(data: bytes, reading: Reading, index: Index) -> int:
    """Return where a revision ends, behind its index."""
    if not index.is_stream:
        if reading.at != index.at:
            raise reading.odd("verdict.pdf-index-astray")
        read_table(reading)
    reading.skip()
    end = _END.match(data, reading.at)
    if not end or int(end[1]) != index.at:
        raise reading.odd("verdict.pdf-index-astray")
    return end.end()


def _packed(found: Mapping[int, Written], index: Index) -> Iterator[tuple[int, Written]]:
    """Yield the objects that lie in streams of objects of the same revision."""
    opened: dict[int, list[tuple[int, Any]]] = {}
    for number, (holder, place) in index.packed.items():
        if holder not in found or _kind(found[holder]) != "ObjStm":
            raise NotStrict("verdict.pdf-index-astray", f"{number} 号对象")
        if holder not in opened:
            opened[holder] = _unpacked(found[holder])
        if place >= len(opened[holder]) or opened[holder][place][0] != number:
            raise NotStrict("verdict.pdf-index-astray", f"{number} 号对象")
        value = opened[holder][place][1]
        yield (
            number,
            Written(number=number, generation=0, start=found[holder].start, end=found[holder].end, value=value),
        )
    hidden = sum(map(len, opened.values())) != len(index.packed)
    unopened = [one for one in found.values() if _kind(one) == "ObjStm" and one.number not in opened]
    if hidden or any(_unpacked(one) for one in unopened):
        raise NotStrict("verdict.pdf-unlisted-object", f"第 {index.at} 字节")


def _unpacked(holder: Written) -> list[tuple[int, Any]]:
    place = f"{holder.number} 号对象"
    count, first = holder.value.get("N"), holder.value.get("First")
    if type(count) is not int or type(first) is not int or not 0 <= count <= MOST_OBJECTS or "Extends" in holder.value:
        raise NotStrict("verdict.pdf-index-astray", place)
    plain = inflated(holder.value, holder.stream or b"")
    head = plain[:first].split()
    if len(head) != 2 * count or not all(one.isdigit() for one in head):
        raise NotStrict("verdict.pdf-index-astray", place)
    return [
        (int(number), Reading(plain, first + int(at)).value()) for number, at in zip(head[::2], head[1::2], strict=True)
    ]
