"""A result file (实训成绩文件): all journals of a run, sealed by its machine, and the texts that a score looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.archives.properties import Result
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.credentials import SignatureHolds
from oa_desktop.domain.entry import decode_entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.journal_file import organisation_in, read_journal_file, verify_journal_file
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.record import Record

MAGIC = "oa-desktop-result"
VERSION = 1
LARGEST = 64 * 1024 * 1024
"""Bytes of a result file that is still read."""
FindingsOf = Callable[[Manuscript], tuple[str, ...]]
"""Returns the rules that find something in a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """What stands in the file; texts are named by their digests."""

    journals: str
    texts: tuple[str, ...]
    reports: tuple[str, ...] = ()
    magic: str = MAGIC
    version: int = VERSION


def write_result(journals: bytes, texts: Mapping[Digest, bytes], reports: Mapping[Digest, bytes]) -> bytes:
    """Return the file.

    Args:
        journals: A file of journals, sealed; the digests of texts and reports stand in its first line.
        texts: Manuscripts as they are kept.
        reports: Reports on the four properties as they are kept.
    """
    result = _Result(journals=journals.decode("utf-8"), texts=_in_order(texts), reports=_in_order(reports))
    return canonical.encode(codec.to_json(result))


def _in_order(held: Mapping[Digest, bytes]) -> tuple[str, ...]:
    return tuple(data.decode("utf-8") for _digest, data in sorted(held.items()))


def failed_in(report: bytes) -> tuple[str, ...]:
    """Return the names of what a report on the four properties says that was not passed.

    Raises:
        Refused: ``training.result-altered``: it is no report.
    """
    try:
        value = canonical.decode(report)
    except NotCanonical:
        value = None
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list):
        raise Refused("training.result-altered")
    named = [one for one in items if isinstance(one, dict) and "name" in one]
    if len(named) < len(items):
        raise Refused("training.result-altered")
    return tuple(str(one["name"]) for one in named if one.get("result") == Result.FAILED.value)


def read_result(
    data: bytes, *, digest_of: Callable[[bytes], Digest], holds: SignatureHolds, findings_of: FindingsOf
) -> Record:
    """Return what a run was, once its journals are sound and its texts are what they name.

    Raises:
        Refused: ``training.result-other``: no result file; ``training.result-altered``;
            ``training.result-realm``; ``journal-file.damaged`` and the like.
    """
    result = _parsed(data)
    held = read_journal_file(result.journals.encode("utf-8"))
    verdict = verify_journal_file(held, digest_of=digest_of, holds=holds)
    if verdict.faults:
        raise Refused("training.result-altered")
    if held.preamble.realm is not Realm.TRAINING:
        raise Refused("training.result-realm", realm=held.preamble.realm.label)
    texts, reports = _by_digest(result.texts, digest_of), _by_digest(result.reports, digest_of)
    if {*texts, *reports} != {one.digest for one in held.preamble.beside}:
        raise Refused("training.result-altered")
    read = {digest: _text(one) for digest, one in texts.items()}
    return Record(
        entries=tuple(decode_entry(one.signed) for one in held.entries),
        people={one.account: one.id for one in organisation_in(held, digest_of).people},
        texts=read,
        findings={digest: findings_of(one) for digest, one in read.items()},
        reports={digest: failed_in(one) for digest, one in reports.items()},
    )


def look_through(data: bytes) -> None:
    """Read everything that a result file holds, and believe nothing of it.

    Raises:
        Refused: As :func:`read_result`, but for what only keys and digests tell.
    """
    result = _parsed(data)
    for entry in read_journal_file(result.journals.encode("utf-8")).entries:
        decode_entry(entry.signed)
    for text in result.texts:
        _text(text.encode("utf-8"))
    for report in result.reports:
        failed_in(report.encode("utf-8"))


def _text(data: bytes) -> Manuscript:
    try:
        return Manuscript.decode(data)
    except (NotCanonical, codec.Undecodable):
        raise Refused("training.result-altered") from None


def _by_digest(held: tuple[str, ...], digest_of: Callable[[bytes], Digest]) -> dict[Digest, bytes]:
    return {digest_of(data): data for data in (one.encode("utf-8") for one in held)}


def _parsed(data: bytes) -> _Result:
    try:
        value = canonical.decode(data) if len(data) <= LARGEST else None
        result = codec.from_json(_Result, value)
    except (NotCanonical, codec.Undecodable):
        raise Refused("training.result-other") from None
    if (result.magic, result.version) != (MAGIC, VERSION):
        raise Refused("training.result-other")
    return result
