"""馆藏: packages of other units' archives that were received, and what each of them holds."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.holdings import HoldingAction, ReceiveHoldings
from oa_desktop.domain.archives.growing import with_new
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NO_ITEM, NOTHING, ArchiveName, Digest, EntryId, ItemId, PersonId
from oa_desktop.domain.secrecy.classification import Secrecy

LOT = 100
"""Digests that one entry names: they stand in it twice, and an entry has 16 KB."""
LIST, REPORTS, WORDS = range(3)
"""What stands where among the contents of 接收进馆."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """A file of a package.

    Attributes:
        path: From the folder of the package on, with slashes.
        size: Bytes.
    """

    path: str
    digest: Digest
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldItem:
    """An item of a package, as it came.

    Attributes:
        place: Its folder, which ends with a slash, or its file.
        code: 档号, as the sending unit wrote it; so all that follows.
        date: ISO.
        secrecy: The highest that its catalogue, metadata or record says.
        mark: 密级和保密期限, as it is written.
    """

    item: ItemId = NO_ITEM
    place: str
    code: str
    title: str
    responsible: str = ""
    document_number: str = ""
    date: str = ""
    retention: str = ""
    secrecy: Secrecy = Secrecy.OPEN
    mark: str = ""
    pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingList:
    """What a package holds: a content that 接收进馆 names."""

    items: tuple[HeldItem, ...]
    files: tuple[HeldFile, ...]

    def encode(self) -> bytes:
        """Return its bytes."""
        return canonical.encode(codec.to_json(self))

    def files_of(self, item: HeldItem) -> Iterator[HeldFile]:
        """Yield the files of an item."""
        folder = item.place.endswith("/")
        return (one for one in self.files if one.path == item.place or (folder and one.path.startswith(item.place)))

    def shares(self) -> Iterator[tuple[HeldItem | None, tuple[HeldFile, ...]]]:
        """Yield every item with its files, and last, with none, what belongs to the package as a whole."""
        held: dict[str, list[HeldFile]] = {one.place: [] for one in self.items}
        whole: list[HeldFile] = []
        for one in self.files:
            held.get(_place_of(one.path, held), whole).append(one)
        yield from ((one, tuple(held[one.place])) for one in self.items)
        yield None, tuple(whole)


def _place_of(path: str, places: Container[str]) -> str:
    """Return in which place a file lies; the file itself where it is in none."""
    folders = accumulate(f"{one}/" for one in path.split("/")[:-1])
    return next((one for one in folders if one in places), path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A package that was received.

    Attributes:
        person: Who received it.
        time: When, claimed.
        left: The words to search for that are left since items of it were destroyed; none while they are as received.
    """

    act: ReceiveHoldings
    entry: EntryId
    person: PersonId
    time: str
    left: Digest = NOTHING

    @property
    def words(self) -> Digest:
        """The words to search for."""
        return self.left or self.act.contents[WORDS]

    @property
    def register(self) -> ArchiveName:
        """In which register it stands."""
        return self.act.register


Holdings = Mapping[Digest, Holding]
"""The packages of a register; one that came twice counts as it came first."""


def received(holdings: Holdings, action: Action, entry: EntryId, person: PersonId, time: str) -> Holdings:
    """Return the packages after an act."""
    if not isinstance(action, ReceiveHoldings) or action.package in holdings:
        return holdings
    return with_new(holdings, {action.package: Holding(act=action, entry=entry, person=person, time=time)})


def reworded(holdings: Holdings, package: Digest, words: tuple[Digest, ...]) -> Holdings:
    """Return the packages of which one has other words to search for, where some are named."""
    found = holdings.get(package)
    return with_new(holdings, {package: replace(found, left=words[0])}) if found and words else holdings


def refuse_holding(holdings: Holdings, action: HoldingAction) -> None:
    """Refuse an act on packages that does not fit what was received.

    Raises:
        Refused: ``holdings.received``, ``holdings.unknown``, ``holdings.contents``.
    """
    receives = isinstance(action, ReceiveHoldings)
    if receives is (action.package in holdings):
        raise Refused("holdings.received" if receives else "holdings.unknown", package=action.package)
    wanted = (3,) if receives else range(1, LOT + 1)
    if len(action.contents) not in wanted:
        raise Refused("holdings.contents", count=len(action.contents))
