"""Taking items in again from a package of the archive (归档信息包): journals and contents, whole or not at all.

What is here already is passed over. Nothing is believed: the entries must verify together with what is here, and every
content that they name must be here or in the package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, DossierId, dossier_of
from oa_desktop.office.archiving.importing import Files, Opened
from oa_desktop.office.archiving.journals_inside import JournalsInside
from oa_desktop.office.changes import Changed
from oa_desktop.office.merging import Named, joined_by_few, proved
from oa_desktop.office.ports.keys import Crypto
from oa_desktop.office.ports.store import Keep, Store
from oa_desktop.office.recording import Recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came of taking a package in.

    Attributes:
        documents: Those of which something was new.
        changed: What changed; None where everything was here.
    """

    documents: tuple[DossierId, ...] = ()
    changed: Changed | None = None


def take_in(store: Store, crypto: Crypto, recorder: Recorder, opened: Opened) -> TakenIn:
    """Take in what a package holds and the store lacks; memory holds few items at a time, however many there are.

    Raises:
        Refused: ``records.other-unit``, ``records.set-back``, ``records.missing``, ``records.faulty``,
            ``records.no-contents``, ``holdings.changed``; ``journal-file.damaged`` and the like.
        Unavailable: ``store.read-only``, ``disk.no-room``, ``disk.full``; nothing has changed then.
    """
    store.refuse_reader()
    inside = JournalsInside(opened=opened, crypto=crypto)
    came = _looked_through(inside)
    named, documents, grown = Named(), list[DossierId](), 0
    for union in proved(store, crypto, opened.unit, joined_by_few(store, crypto, opened.unit, inside.by_journal())):
        named.add(union)
        grown += sum(len(one.signed) for one in union.new)
        documents += (found for one in union.journals if (found := dossier_of(one)) is not None)
    named.refuse_without(store, came.keys())
    lacking = named.lacking(store)
    if grown:
        store.blobs.refuse_without_room(_ROWS * grown + sum(came[one].size for one in lacking), len(lacking))
    with store.blobs.for_one_act() as keep:
        _keep_contents(keep, crypto, opened, lacking)
        _refuse_changed(came[one] for one in lacking)
        changed = recorder.merge(joined_by_few(store, crypto, opened.unit, inside.by_journal()))
    return TakenIn(documents=tuple(documents), changed=changed)


_ROWS = 3
"""How often an entry is written down: as it is, in the log of the database, and in what is projected from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Came:
    """A content of a package as it was looked at: what its file is called, and how many bytes it has."""

    name: str
    size: int


def _looked_through(inside: JournalsInside) -> dict[Digest, _Came]:
    """Return the contents of a package by their digests, once its journals were looked at."""
    came: dict[Digest, _Came] = {}
    _note(came, inside, {name: read() for name, read in inside.opened.contents.items()})
    for files in inside.opened.items():
        item = {name: read() for name, read in files.items()}
        inside.look_at(item)
        _note(came, inside, item)
    return came


def _note(came: dict[Digest, _Came], inside: JournalsInside, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        came[inside.crypto.digest(data)] = _Came(name=name, size=len(data))


def _keep_contents(keep: Keep, crypto: Crypto, opened: Opened, named: set[Digest]) -> None:
    """Keep the contents that new entries name and the store lacks; those that are not there any more stay named."""
    for files in _all_files(opened):
        for read in files.values():
            data = read()
            digest = crypto.digest(data)
            if digest in named:
                named.discard(digest)
                keep(data)


def _refuse_changed(left: Iterable[_Came]) -> None:
    """Refuse a package of which a content that was looked at is not there any more.

    Raises:
        Refused: ``holdings.changed``.
    """
    for one in left:
        raise Refused("holdings.changed", file=one.name)


def _all_files(opened: Opened) -> Iterable[Files]:
    yield opened.contents
    yield from opened.items()
