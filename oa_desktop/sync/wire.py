"""How desks and the central service speak (中心服务的线上格式): the one form of questions, answers and problems.

Entries go as the lines in which discs carry them. A question is read strictly. Of an answer a desk passes over what it
does not know, so that a newer service may say more.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.canonical import Json, NotCanonical
from oa_desktop.domain.codec import VERBATIM
from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.exchange.checkpoint import Checkpoint
from oa_desktop.domain.exchange.records import RECORDS, read_records, write_record
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office.central.service import MOST
from oa_desktop.office.ports.central import Batch, Taken

ROOT = "/v1"
LARGEST = 4 * 1024 * 1024
"""Bytes of the largest question or answer that is no content."""
LARGEST_CONTENT = 512 * 1024 * 1024
"""Bytes of the largest content."""
LONGEST_WAIT = 25
"""Seconds for which a question for new entries may be held."""
_LONGEST_NUMBER = 18

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which entries are asked for.

    Attributes:
        after: The place behind which they stand.
        most: How many at most.
        wait: Seconds to wait for some where there are none.
    """

    after: int = 0
    most: int = MOST
    wait: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """The first line of an answer with entries."""

    through: int
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class _Digests:
    """Contents, by their digests."""

    digests: tuple[Digest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Problem:
    """Why a question was not answered."""

    code: str
    params: Json = field(default=None, metadata={VERBATIM: True})


# --- entries


def bodies_of(entries: Iterable[StoredEntry]) -> tuple[bytes, ...]:
    """Return the questions that hand in entries in their order, each within the limits; one where there are none."""
    return tuple(b"".join(lines) for lines in _together(entries))


def _together(entries: Iterable[StoredEntry]) -> Iterator[list[bytes]]:
    """Yield the lines of entries, as many at once as may go together."""
    lines: list[bytes] = []
    size = 0
    for line in map(write_record, entries):
        if lines and (len(lines) == MOST or size + len(line) > LARGEST):
            yield lines
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    yield lines


def read_entries(data: bytes) -> tuple[StoredEntry, ...]:
    """Return the entries of a question; nothing of them is believed yet.

    Raises:
        Refused: ``central.request``, ``central.too-large``.
    """
    if data.count(b"\n") > MOST:
        raise Refused("central.too-large")
    try:
        return read_records({RECORDS: data})
    except Refused as refused:
        raise Refused("central.request", reason="办理记录不是规定的样子") from refused


def write_taken(taken: Taken) -> bytes:
    """Return the answer that says what became of entries."""
    return canonical.encode(codec.to_json(taken))


def read_taken(data: bytes) -> Taken:
    """Return what became of entries.

    Raises:
        Unavailable: ``central.answer``.
    """
    return _read_answer(Taken, data)


def write_batch(batch: Batch) -> bytes:
    """Return the answer that brings entries: as many of them as one answer holds."""
    lines = next(_together(batch.entries))
    through = batch.through - (len(batch.entries) - len(lines))
    head = canonical.encode(codec.to_json(_Head(through=through, checkpoint=batch.checkpoint)))
    return b"".join((head, b"\n", *lines))


def read_batch(data: bytes) -> Batch:
    """Return the entries of an answer; nothing of them is believed yet.

    Raises:
        Unavailable: ``central.answer``.
    """
    first, _, lines = data.partition(b"\n")
    head = _read_answer(_Head, first)
    try:
        entries = read_records({RECORDS: lines})
    except Refused as refused:
        raise Unavailable("central.answer") from refused
    return Batch(entries=entries, through=head.through, checkpoint=head.checkpoint)


def write_question(question: Question) -> dict[str, int]:
    """Return what stands behind the question mark."""
    return dataclasses.asdict(question)


def read_question(said: Iterable[tuple[str, str]]) -> Question:
    """Return which entries are asked for.

    Raises:
        Refused: ``central.request``: something is unknown, said twice, no number, or beyond its limits.
    """
    pairs = list(said)
    given = {name: _number(text) for name, text in pairs}
    if len(given) < len(pairs) or given.keys() - LIMITS.keys() or any(given[one] not in LIMITS[one] for one in given):
        raise Refused("central.request", reason="要哪些办理记录没有写对")
    return Question(**given)


LIMITS = {"after": range(10**_LONGEST_NUMBER), "most": range(1, MOST + 1), "wait": range(LONGEST_WAIT + 1)}
"""What a question for entries may say, and what each number may be."""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER else -1


# --- contents


def write_digests(digests: Collection[Digest]) -> bytes:
    """Return which contents are asked for, or are lacking."""
    return canonical.encode(codec.to_json(_Digests(digests=tuple(sorted(digests)))))


def asked_digests(data: bytes) -> frozenset[Digest]:
    """Return which contents a question is about.

    Raises:
        Refused: ``central.request``, ``central.too-large``.
    """
    try:
        digests = codec.from_json(_Digests, canonical.decode(data)).digests
    except (NotCanonical, codec.Undecodable) as error:
        raise Refused("central.request", reason="要哪些正文和附件没有写对") from error
    if len(digests) > MOST:
        raise Refused("central.too-large")
    return frozenset(digests)


def lacking_digests(data: bytes) -> frozenset[Digest]:
    """Return which contents an answer says are lacking.

    Raises:
        Unavailable: ``central.answer``.
    """
    return frozenset(_read_answer(_Digests, data).digests)


# --- problems

KINDS: dict[str, type[OfficeError]] = {
    "records.other-unit": Refused,
    "records.missing": Refused,
    "records.set-back": Refused,
    "records.faulty": Refused,
    "records.no-contents": Refused,
    "central.request": Refused,
    "central.too-large": Refused,
    "central.not-enrolled": Refused,
    "central.away": Unavailable,
    "central.busy": Unavailable,
    "blob.missing": Unavailable,
    "blob.damaged": Unavailable,
}
"""What a service may say to a desk; whatever else is in its way there is no desk's business."""


def to_be_told(problem: OfficeError) -> OfficeError:
    """Return what a desk is told of a problem."""
    told = problem.code in KINDS
    return problem if told else Unavailable("central.away", reason="中心服务自己的存储有问题")


def write_problem(problem: OfficeError) -> bytes:
    """Return the answer that says why a question was not answered."""
    params: dict[str, Json] = {name: _plain(one) for name, one in problem.params.items()}
    return canonical.encode({"code": problem.code, "params": params})


def _plain(value: object) -> Json:
    return value if isinstance(value, str | int) and type(value) in (str, int, bool) else str(value)


def read_problem(data: bytes) -> OfficeError:
    """Return what an answer says is in the way; what cannot be read is a problem as well."""
    try:
        said = _read_answer(_Problem, data)
    except Unavailable as unreadable:
        return unreadable
    kind = KINDS.get(said.code)
    params = said.params if isinstance(said.params, dict) else {}
    return kind(said.code, **params) if kind else Unavailable("central.answer")


def _read_answer(kind: type[T], data: bytes) -> T:
    """Return what an answer says, without what only a newer service says.

    Raises:
        Unavailable: ``central.answer``.
    """
    try:
        return codec.from_json(kind, _known(kind, canonical.decode(data)))
    except (NotCanonical, codec.Undecodable) as error:
        raise Unavailable("central.answer") from error


def _known(kind: object, value: Json) -> Json:
    """Return a value without the fields that a record of this kind does not have."""
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind) and isinstance(value, dict)):
        return value
    hints = typing.get_type_hints(kind)
    return {name: _known(hints[name], one) for name, one in value.items() if name in hints}
