"""Every act on the archive that is killed: what does it, whether it stands, and what of it stands half."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from oa_desktop.archive.bag import write_bag_of
from oa_desktop.archive.trees import verify_tree
from oa_desktop.archive.writing import Folder, unfinished
from oa_desktop.bootstrap.adapters import build_crypto
from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.custody import LendCopy, TakeBackCopy
from oa_desktop.domain.actions.holdings import KeepHoldings
from oa_desktop.domain.actions.keeping import RepairItem
from oa_desktop.domain.actions.reading import EndReading, GrantReading
from oa_desktop.domain.archives.readings import Reading
from oa_desktop.domain.archives.register import ArchivalItem, ItemState
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import ArchiveName, Digest, archive_journal
from oa_desktop.office.archiving.held import list_of
from oa_desktop.office.session import Session
from oa_desktop.security import sm3
from tests.rigs.archive_beginnings import YEAR, Beginning, contents_of, items, pack, rot

PACKED = "packed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveAct:
    """An act on the archive.

    Attributes:
        do: Does it, or goes on with it; the folder is the one in which the store lies.
        stands: Whether it was done.
        halves: What of it stands half, in words.
        after: What does not hold where it stands; the store is thrown away after that.
        under_way: Whether something is bad or recorded that the act alone brings to its end.
    """

    do: Callable[[Session, Beginning, Path], object]
    stands: Callable[[Session, Beginning, Path], bool]
    halves: Callable[[Session, Beginning, Path], Iterator[str]] = lambda *_: iter(())
    after: Callable[[Session, Beginning], Iterator[str]] = lambda *_: iter(())
    under_way: Callable[[Session, Beginning], bool] = lambda *_: False


def _bad(session: Session, contents: frozenset[Digest]) -> frozenset[Digest]:
    return frozenset(digest for digest, _ in session._office.store.blobs.faults(contents))


def _all_or_none(session: Session, begun: Beginning, _: Path) -> Iterator[str]:
    if len(items(session)) not in (0, len(begun.documents)):
        yield f"{len(items(session))} items of {len(begun.documents)}"
    yield from (f"{digest} of an item is not here" for digest in _bad(session, contents_of(items(session))))


def _all_here(session: Session, begun: Beginning, _: Path) -> bool:
    return len(items(session)) == len(begun.documents)


def _arrange(session: Session, *_: object) -> None:
    session.archive.arrange(session.archive.dry_run(YEAR))


def _take_in(session: Session, begun: Beginning, _: Path) -> None:
    assert begun.opened is not None
    session.archive.packages.take_in(begun.opened)


def _receive(session: Session, begun: Beginning, _: Path) -> None:
    assert begun.opened is not None
    session.archive.holdings.receive(begun.opened, ())


def _received(session: Session, begun: Beginning, _: Path) -> bool:
    return bool(session.archive.holdings.held())


def _received_whole(session: Session, begun: Beginning, _: Path) -> Iterator[str]:
    """A package is here with every file and every item, or nothing of it is."""
    room = session.archive.holdings
    held = room.held()
    if len(held) > 1:
        yield f"{len(held)} packages of one"
    for one in held:
        files = {file.digest for file in list_of(room._desk, one).files}
        kept = {
            digest for act in _acts(session, one.register) if isinstance(act, KeepHoldings) for digest in act.contents
        }
        yield from (f"{file} of a package is not kept" for file in files - kept)
        yield from (f"{file} of a package is not here" for file in _bad(session, frozenset(files)))
        if len(tuple(room.items())) != one.act.items:
            yield "a package has fewer items than its act says"


def _acts(session: Session, register: ArchiveName) -> list[Action]:
    entries = session._office.store.entries(archive_journal(session.organisation().unit, register))
    return [read_action(one.entry) for one in entries]


# --- fixity and repair ----------------------------------------------------------------------------------------------


def _check(session: Session, *_: object) -> None:
    keeping = session.archive.keeping
    for register in keeping.registers():
        keeping._fixity.check(register.name, chunk=1)


def _checked(session: Session, begun: Beginning, _: Path) -> bool:
    (register,) = session.archive.keeping.registers()
    return register.fixity is not None and register.fixity.act.items == len(begun.documents)


def _is_looked_at_anew(session: Session, _: Beginning) -> Iterator[str]:
    """What rots after a check is found by the next one, whatever was left of the one before."""
    rot(session, min(contents_of(items(session))))
    (report,) = session.archive.keeping.check()
    if not report.bad:
        yield "the next check believed what the last one had read"


def _repair(session: Session, begun: Beginning, _: Path) -> None:
    keeping = session.archive.keeping
    keeping.repair(keeping.copies_in(begun.package))


def _repaired(session: Session, begun: Beginning, _: Path) -> bool:
    """Whether everything is back, and recorded to be."""
    (register,) = session.archive.keeping.registers()
    acts = _acts(session, register.name)
    recorded = {digest for one in acts if isinstance(one, RepairItem) for digest in one.digests}
    return not _bad(session, begun.contents) and begun.contents <= recorded


def _is_damaged(session: Session, begun: Beginning) -> bool:
    return bool(_bad(session, begun.contents))


def _nothing_else_is_bad(session: Session, begun: Beginning, _: Path) -> Iterator[str]:
    yield from (f"{one} was well before" for one in _bad(session, contents_of(items(session))) - begun.contents)


# --- destruction ----------------------------------------------------------------------------------------------------


def _destroy(session: Session, *_: object) -> None:
    for _register, one in tuple(session.archive.keeping.disposals()):
        session.archive.keeping.destroy(one.id)


def _gone(session: Session) -> int:
    return sum(one.state is ItemState.DISPOSED for one in items(session))


def _destroyed(session: Session, begun: Beginning, _: Path) -> bool:
    keeping = session.archive.keeping
    stages = {keeping.stage(*one) for one in keeping.disposals()}
    return stages == {"已销毁"} and _bad(session, begun.contents) == begun.contents


def _is_going(session: Session, begun: Beginning) -> bool:
    """Whether lines alone are recorded of what is still here, and may still be found by its words."""
    return _gone(session) > 0 and not _destroyed(session, begun, Path())


def _nothing_goes_without_its_line(session: Session, begun: Beginning, _: Path) -> Iterator[str]:
    listed = sum(len(one.act.items) for _, one in session.archive.keeping.disposals())
    if _gone(session) not in (0, listed):
        yield f"{_gone(session)} of {listed} are gone"
    lost = _bad(session, contents_of(items(session)))
    yield from (f"{one} is lost" for one in (lost - begun.contents if _gone(session) else lost))


# --- reading and lending --------------------------------------------------------------------------------------------


def _lend(session: Session, begun: Beginning, _: Path) -> None:
    """Grant what is asked for, lend every item, and let all of it end, what was late before among it."""
    _lend_beside(session, begun, {one.code for one in session.custody.loans().rows})


def lend_again(session: Session, begun: Beginning, _: Path) -> None:
    """Forget what came back and lend it a second time: a fault to be found."""
    _lend_beside(session, begun, {one.code for one in session.custody.loans().rows if one.out})


def _lend_beside(session: Session, begun: Beginning, lent: Container[str]) -> None:
    _give(session, begun, [one for one in items(session) if one.code not in lent])
    for one in _readings(session):
        if one.ended is None:
            session.perform(EndReading(**session.archive.reading.on(one.entry), reason="收回"))
    for line in session.custody.loans().rows:
        if line.out:
            session.perform(TakeBackCopy(loan=line.loan, effect="已写入预案"))


def _give(session: Session, begun: Beginning, going: Iterable[ArchivalItem]) -> None:
    today = begun.now.date().isoformat()
    for asked in _readings(session):
        if asked.grant is None and asked.ended is None:
            on = session.archive.reading.on(asked.entry)
            session.perform(GrantReading(**on, item=items(session)[-1].id, until=today, copying=True))
    for item in going:
        session.perform(LendCopy(document=item.act.document, borrower=session.standing.person, due=today))


def _readings(session: Session) -> list[Reading]:
    return [one for register in session.archive.keeping.registers() for one in register.readings.values()]


def _given_back(session: Session, *_: object) -> bool:
    lines = session.custody.loans().rows
    all_back = len(lines) == len(items(session)) and not any(one.out for one in lines)
    return all_back and all(one.ended is not None for one in _readings(session))


def _is_given_once(session: Session, begun: Beginning, _: Path) -> Iterator[str]:
    """Nothing is granted, ended or lent twice, the books say what is recorded, and what is late is told to be."""
    today = begun.now.date().isoformat()
    acts = [one for register in session.archive.keeping.registers() for one in _acts(session, register.name)]
    said = Counter((type(one), one.reading) for one in acts if isinstance(one, GrantReading | EndReading))
    yield from (
        f"{what.__name__} of {reading} stands {count} times" for (what, reading), count in said.items() if count > 1
    )
    loans = session.custody.loans().rows
    yield from (
        f"{code} is lent {count} times" for code, count in Counter(one.code for one in loans).items() if count > 1
    )
    yield from (f"{one.code} is late or not: {one.state}" for one in loans if one.late != (one.out and one.due < today))
    told = {one.reading: one.state for one in session.custody.readings().rows}
    if told != {one.entry: one.stands(today) for one in _readings(session)}:
        yield f"the book of readings says {told}"


# --- packing --------------------------------------------------------------------------------------------------------


def _pack(session: Session, _: Beginning, place: Path) -> None:
    pack(session, place / PACKED)


def pack_in_place(session: Session, _: Beginning, place: Path) -> None:
    """Write under the last name from the first file on: a fault to be found."""
    write_bag_of(session.archive.packages.package(YEAR), Folder(place / PACKED, sm3.hasher, with_sha256=True))


def _is_whole(_: Session, begun: Beginning, place: Path) -> Iterator[str]:
    if (place / PACKED).exists():
        yield from (f"a package is half there: {one}" for one in _wrong_with(place / PACKED))
        if unfinished(place / PACKED).exists():
            yield "what a death left of a package is still there"


def _wrong_with(package: Path) -> list[str]:
    try:
        return [one.rule for one in verify_tree(package, build_crypto()).faults]
    except Refused as refused:
        return [refused.code]


def _packed(_: Session, begun: Beginning, place: Path) -> bool:
    return (place / PACKED).exists()


ARCHIVE_ACTS: Mapping[str, ArchiveAct] = {
    "arrange": ArchiveAct(do=_arrange, stands=_all_here, halves=_all_or_none),
    "take-in": ArchiveAct(do=_take_in, stands=_all_here, halves=_all_or_none),
    "receive": ArchiveAct(do=_receive, stands=_received, halves=_received_whole),
    "fixity": ArchiveAct(do=_check, stands=_checked, after=_is_looked_at_anew),
    "repair": ArchiveAct(do=_repair, stands=_repaired, halves=_nothing_else_is_bad, under_way=_is_damaged),
    "destroy": ArchiveAct(do=_destroy, stands=_destroyed, halves=_nothing_goes_without_its_line, under_way=_is_going),
    "lend": ArchiveAct(do=_lend, stands=_given_back, halves=_is_given_once),
    "pack": ArchiveAct(do=_pack, stands=_packed, halves=_is_whole),
}
"""Every act on the archive, by kind."""
