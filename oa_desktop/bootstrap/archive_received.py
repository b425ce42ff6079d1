"""Packages of the demonstration's archive (归档信息包): taken into empty stores, and altered to be found out."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from oa_desktop.bootstrap.adapters import build_crypto, build_proving
from oa_desktop.bootstrap.archive_year import ARCHIVIST
from oa_desktop.bootstrap.demonstration import cast_below, demonstration_unit
from oa_desktop.bootstrap.packaging import examine_archive_package
from oa_desktop.bootstrap.tampering import change_byte
from oa_desktop.bootstrap.world import RandomIds, SystemClock
from oa_desktop.domain.actions.holdings import ReceiveHoldings
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DeviceId
from oa_desktop.domain.journal_file import read_journal_file
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.office.archiving.importing import Examined, Opened, PackageFault
from oa_desktop.office.archiving.packing import Package
from oa_desktop.office.archiving.taking_in import take_in
from oa_desktop.office.filing import JOURNAL
from oa_desktop.office.ports.store import Store, StoreFacts
from oa_desktop.office.recording import Recorder
from oa_desktop.office.states import States
from oa_desktop.security import sealing, sm3
from oa_desktop.storage.header import SCHEMA
from oa_desktop.storage.stores import DirectoryStores

_KEY_BYTES = 32
_ARCHIVE = "清源县档案馆"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What an empty store has after a package was taken in.

    Attributes:
        documents: How many documents came.
        entries: How many of their entries are the same, byte for byte.
        contents: How many of their contents are.
        others: How many entries or contents are not, or are not there.
    """

    documents: int
    entries: int = 0
    contents: int = 0
    others: int = 0


def received(package: Path, sent: Package) -> Received:
    """Take a package into an empty store and compare that with what was sent.

    Raises:
        Refused: ``import.faulty``; as :func:`take_in`.
        Unavailable: ``disk.full``.
    """
    found = examine_archive_package(package)
    if found.opened is None:
        raise Refused("import.faulty", items=found.items, count=len(found.faults))
    with _empty_store(found.opened) as store:
        crypto = build_crypto()
        states = States(store, crypto)
        recorder = Recorder(store, states, clock=SystemClock(), ids=RandomIds(), crypto=crypto)
        taken = take_in(store, build_proving(), recorder, found.opened)
        return _compared(store, sent, Received(documents=len(taken.documents)))


@contextlib.contextmanager
def _empty_store(opened: Opened) -> Iterator[Store]:
    """Make a store with nothing in it, not even a unit."""
    ids = RandomIds()
    facts = StoreFacts(
        id=ids.new(),
        realm=Realm.DEMONSTRATION,
        grade=SystemGrade.UNCLASSIFIED,
        unit=opened.unit,
        device=DeviceId(ids.new()),
        schema=SCHEMA,
    )
    with tempfile.TemporaryDirectory(prefix="oa-desktop-demo-") as folder:
        stores = DirectoryStores(Path(folder), Realm.DEMONSTRATION, sealer=sealing, digests=sm3)
        with contextlib.closing(stores.create(facts, secrets.token_bytes(_KEY_BYTES))) as store:
            yield store


def _compared(store: Store, sent: Package, so_far: Received) -> Received:
    crypto = build_crypto()
    here = {(one.journal, crypto.digest(one.signed)) for one in store.stored()}
    for item in sent.items():
        for file in item.files:
            if file.name == JOURNAL:
                entries = read_journal_file(file.data).entries
                same = sum((one.journal, crypto.digest(one.signed)) in here for one in entries)
                so_far = replace(so_far, entries=so_far.entries + same, others=so_far.others + len(entries) - same)
            elif store.blobs.has(digest := crypto.digest(file.data)):
                same = store.blobs.read(digest) == file.data
                so_far = replace(so_far, contents=so_far.contents + same, others=so_far.others + (not same))
    return so_far


# --- received by another unit -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What another unit's archive has after it received a package, and wrote it out again.

    Attributes:
        same: How many files came out byte for byte as they went in, journals among them.
        journals: How many of these are journals.
        others: How many did not, or were lost or added.
    """

    holding: ReceiveHoldings
    same: int
    journals: int
    others: int


def accepted(package: Path, card: bytes) -> Accepted:
    """Let a county archive with an empty store receive a package, trusting a card, and compare what it keeps.

    Raises:
        Refused: ``import.faulty``; as receiving does.
    """
    archive = replace(demonstration_unit(), name=_ARCHIVE)
    begin = SystemClock().now()
    with tempfile.TemporaryDirectory() as home, cast_below(Path(home), archive, begin) as (cast, _clock):
        room = cast.session(ARCHIVIST).archive.holdings
        found = room.examine(package)
        if found.opened is None:
            raise Refused("import.faulty", items=found.items, count=len(found.faults))
        holding = room.receive(found.opened, room.test(package), (card,)).holding.act
        kept, came = room.hand_out(holding.package), found.opened.whole
        same = {path for path in came.keys() & kept.keys() if came[path]() == kept[path]()}
    journals = sum(path.endswith(".jsonl") for path in same)
    return Accepted(holding=holding, same=len(same), journals=journals, others=len((came.keys() | kept.keys()) - same))


# --- altered ----------------------------------------------------------------------------------------------------------


def altered(whole: Path, into: Path) -> Mapping[str, Examined | PackageFault]:
    """Leave altered copies of a transfer folder; return what looking through each of them found."""
    found: dict[str, Examined | PackageFault] = {}
    for name, change in _CHANGES.items():
        copy = into / name
        shutil.copytree(whole, copy)
        change(copy)
        try:
            found[name] = examine_archive_package(copy)
        except Refused as refused:
            said = {key: value if isinstance(value, int) else str(value) for key, value in refused.params.items()}
            found[name] = PackageFault(rule=refused.code, params=said)
    return found


def _page(root: Path) -> Path:
    """Return the first page of the last item."""
    item = max(root.glob("*/*/*"))
    return min(item.glob("*.pdf"))


def _change_words(root: Path) -> None:
    catalogue = root / "目录文件.XML"
    catalogue.write_text(catalogue.read_text("utf-8").replace("10年", "30年", 1), "utf-8")


def _change_journal(root: Path) -> None:
    journal = sorted(root.glob(f"*/*/*/{JOURNAL}"))[0]
    journal.write_bytes(b"\n".join(journal.read_bytes().split(b"\n")[:-3]) + b"\n")


_CHANGES: Mapping[str, Callable[[Path], object]] = {
    "改一个字节": lambda root: change_byte(_page(root)),
    "少一个文件": lambda root: _page(root).unlink(),
    "多一个文件": lambda root: (_page(root).parent / "夹带.txt").write_text("夹带", "utf-8"),
    "改了目录": _change_words,
    "少了办理记录": _change_journal,
    "少一件": lambda root: shutil.rmtree(_page(root).parent),
}
"""What is done to a copy, by the name of its folder."""
