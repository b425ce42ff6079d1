"""Whether the files beside a journal are what it records (核验包): by digest in an entry, or by its sealed list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from oa_desktop.domain.archives.bag_description import SEALED
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.codec import Undecodable
from oa_desktop.domain.entry import Entry, decode_entry
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.journal_file import JournalFile


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFault:
    """A file beside a journal that is not as it should be.

    Attributes:
        rule: What is wrong, such as ``archive.file-changed``; worded like a refusal.
        file: Its name.
    """

    rule: str
    file: str


def beside_faults(held: JournalFile, found: Mapping[str, Digest], *, only_listed: bool = False) -> Iterator[FileFault]:
    """Give the files that are not what a journal records, and those that it lists and that are not there.

    Args:
        held: The journal, sound in itself.
        found: Digests of the files that lie beside it, by name.
        only_listed: Whether other things may lie there too, of which nothing is said.
    """
    listed = {one.name: one.digest for one in held.preamble.beside if one.name != SEALED}
    named = frozenset(digest for entry in _entries(held) for digest in named_contents(entry))
    for name, digest in found.items():
        if listed.get(name, digest) != digest:
            yield FileFault(rule="evidence.file-unrecorded", file=name)
        elif name not in listed and digest not in named and not only_listed:
            yield FileFault(rule="evidence.file-foreign", file=name)
    for name in listed:
        if name not in found:
            yield FileFault(rule="evidence.file-missing", file=name)


def named_contents(entry: Entry) -> frozenset[Digest]:
    """Return the digests of the texts, pages and files that an entry names."""
    return frozenset(digest for digest in (entry.source, entry.rendering, *entry.attachments) if digest)


def _entries(held: JournalFile) -> Iterator[Entry]:
    for one in held.entries:
        try:
            yield decode_entry(one.signed)
        except (NotCanonical, Undecodable):
            continue
