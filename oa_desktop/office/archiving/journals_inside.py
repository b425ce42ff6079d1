"""The journals that lie in a package item by item: looked through once, read again when the turn of each has come.

Memory holds the entries of the unit and of its register, and those of one item beyond them; whoever changes a package
between two looks is found out by the digest of what was looked at first.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, JournalId, organisation_journal
from oa_desktop.domain.journal_file import JournalFile, read_journal_file
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office.archiving.importing import Files, Opened
from oa_desktop.office.filing import JOURNAL
from oa_desktop.office.ports.keys import Crypto

_Records = dict[JournalId, dict[bytes, StoredEntry]]
"""Entries by their journals and signed bytes, each once."""


@dataclass(slots=True, kw_only=True)
class JournalsInside:
    """The journals of a package, as far as it was looked through.

    Attributes:
        beside: What lies with the register, the unit's own journal first.
        last: By every other journal, the place of the last item that has some of it.
        digests: Of the journal file of each item that was looked at, by its place.
    """

    opened: Opened
    crypto: Crypto
    beside: _Records = field(default_factory=dict)
    last: dict[JournalId, int] = field(default_factory=dict)
    digests: list[Digest] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with what lies with the register."""
        self.beside[organisation_journal(self.opened.unit)] = {}
        for one in read_journal_file(self.opened.register).entries:
            _add(self.beside, one)

    def look_at(self, item: Mapping[str, bytes]) -> JournalFile:
        """Return what the journal file of the next item holds, by the files of the item.

        Raises:
            Refused: ``holdings.changed``; ``journal-file.damaged`` and the like.
        """
        data = item[_named(item)]
        held = read_journal_file(data)
        for one in held.entries:
            if one.journal in self.beside:
                _add(self.beside, one)
            else:
                self.last[one.journal] = len(self.digests)
        self.digests.append(self.crypto.digest(data))
        return held

    def by_journal(self) -> Iterator[Sequence[StoredEntry]]:
        """Yield the entries of each journal, the unit's own first, once the whole package was looked at.

        Raises:
            Refused: ``holdings.changed``: a journal is not what it was.
        """
        yield from (tuple(entries.values()) for entries in self.beside.values())
        waiting: _Records = {}
        for place, files in enumerate(self.opened.items()):
            for one in self._again(place, files):
                _add(waiting, one)
            for journal in [one for one in waiting if self.last[one] == place]:
                yield tuple(waiting.pop(journal).values())

    def _again(self, place: int, files: Files) -> Iterable[StoredEntry]:
        data = files[_named(files)]()
        if self.crypto.digest(data) != self.digests[place]:
            raise _changed()
        return (one for one in read_journal_file(data).entries if one.journal not in self.beside)


def _add(records: _Records, one: StoredEntry) -> None:
    records.setdefault(one.journal, {}).setdefault(one.signed, one)


def _named(files: Container[str]) -> str:
    """Return the name of the journal file of an item, which had one when the package was opened."""
    if JOURNAL not in files:
        raise _changed()
    return JOURNAL


def _changed() -> Refused:
    return Refused("holdings.changed", file=JOURNAL)
