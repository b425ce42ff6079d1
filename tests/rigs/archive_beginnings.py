"""A unit at the beginning of each act on its archive: filed, arranged, damaged, or agreed on what is to be destroyed."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from oa_desktop.archive.opening import _opened
from oa_desktop.archive.trees import items_in, root_of
from oa_desktop.bootstrap import resources
from oa_desktop.bootstrap.packaging import write_archive_package
from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.domain.actions import keeping as act
from oa_desktop.domain.actions.custody import LendCopy
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.actions.reading import GrantReading
from oa_desktop.domain.actions.seconding import Confirm
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.ids import NO_DISPOSAL, Digest, DossierId
from oa_desktop.office.archiving.importing import Opened
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session
from tests.rigs.death import Death
from tests.rigs.upheavals import passwords_of_the_unit
from tests.rigs.walk import STEPS, Plan, Walk, draft, onward
from tests.rigs.world import MORNING, REALM, Adapters, found, ports

ARCHIVIST, LEADER, READER = STEPS["归档"], STEPS["签发"], STEPS["部门审核"]
SUPERVISORS = (STEPS["登记编号"], STEPS["办公室审核"])
YEAR = MORNING.year
LATE = MORNING.replace(year=YEAR + 12)
"""When what is kept for ten years may be destroyed."""
OVERDUE = MORNING + timedelta(days=3)
"""When what was lent and granted until the day after :data:`MORNING` is late."""
DAMAGED = 3
"""Contents that are to be repaired."""
_LATER = "Qingyuan#years-later"
"""The password of everybody by then."""
_RETENTIONS = ("永久", "10年", "10年")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A store as it is before an act.

    Attributes:
        store: Its folder.
        package: A bag with all items of the archive, for whoever takes in or repairs.
        documents: Those that are filed.
        now: What the clock says.
        contents: What the act is about: destroyed or put back by it.
        opened: The package as it is taken in.
    """

    store: Path
    package: Path
    documents: tuple[DossierId, ...]
    now: datetime = MORNING
    contents: frozenset[Digest] = frozenset()
    opened: Opened | None = None


def opened(folder: Path, name: str, now: datetime, adapters: Adapters | None = None) -> Office:
    """Open the office over a store."""
    return Office(REALM, ports(folder, name, ScriptClock(now), adapters))


def signed_in(office: Office, account: str = ARCHIVIST) -> Session:
    """Return somebody's session, by the password that they were given or, years later, by the one they chose then."""
    is_late = office._ports.clock.now() >= LATE
    return office.sign_in(account, _LATER if is_late else _passwords()[account][0])


@cache
def _passwords() -> Mapping[str, tuple[str, ...]]:
    return passwords_of_the_unit().passwords


def items(session: Session) -> tuple[ArchivalItem, ...]:
    """Return every item of the archive."""
    return tuple(one for register in session.archive.keeping.registers() for one in register.items.values())


def contents_of(some: Iterable[ArchivalItem]) -> frozenset[Digest]:
    """Return the contents of the parts of some items."""
    return frozenset(part.digest for one in some for part in one.act.parts if part.digest)


def beginnings(place: Path, seed: int) -> Mapping[str, Beginning]:
    """Found a unit that files some documents, and return the beginning of every act."""
    founded, filed, receiving = place / "founded", place / "filed", place / "receiving"
    founded.mkdir()
    receiving.mkdir()
    found(founded)
    found(receiving, "清源县档案馆")
    shutil.copytree(founded, filed)
    first = Beginning(store=filed, package=place / "package", documents=_filed(filed, seed))
    arranged = _later(first, "arranged", lambda office: _arrange(signed_in(office), first.package))
    sent = _sent(first.package)
    return {
        "arrange": first,
        "take-in": replace(first, store=founded, opened=sent),
        "receive": replace(first, store=receiving, opened=sent),
        "fixity": arranged,
        "pack": arranged,
        "lend": replace(_later(arranged, "lent", _lent), now=OVERDUE),
        "repair": _damaged(arranged),
        "destroy": _supervised(replace(arranged, now=LATE)),
    }


def pack(session: Session, folder: Path) -> None:
    """Write all items into a bag."""
    write_archive_package(session.archive.packages.package(YEAR), PackageKind.BAG, folder)


def _sent(package: Path) -> Opened:
    """Return a package that is known to be well: looking it through starts a process, and who forks may have none."""
    root = root_of(package)
    assert root is not None
    return _opened(package, root, items_in(root))


def _filed(folder: Path, seed: int) -> tuple[DossierId, ...]:
    office = opened(folder, "filing", MORNING)
    walk = Walk(
        office=office,
        clock=ScriptClock(MORNING),
        ledger=passwords_of_the_unit(),
        rng=random.Random(f"archive {seed}"),
        tell=lambda _: None,
        death=Death(call=lambda _: None),
        plan=Plan(kind="none", warm_up=0, way="step", share=0.0),
        backups=folder,
    )
    walk.session(ARCHIVIST).archive.adopt_scheme(resources.build_scheme("organ"))
    documents = tuple(_handled(walk) for _ in _RETENTIONS)
    for document, retention in zip(documents, _RETENTIONS, strict=True):
        walk.session(ARCHIVIST).perform(File(dossier=document, retention=retention))
    office.close()
    return documents


def _handled(walk: Walk) -> DossierId:
    document = draft(walk)
    for step in list(STEPS)[:-1]:
        onward(walk, step, document)
    return document


def _later(begun: Beginning, name: str, call: Callable[[Office], object]) -> Beginning:
    """Return a beginning some acts later, in a folder of its own."""
    later = replace(begun, store=Path(shutil.copytree(begun.store, begun.store.with_name(name))))
    office = opened(later.store, name, begun.now)
    call(office)
    office.close()
    return later


def _arrange(session: Session, package: Path) -> None:
    session.archive.arrange(session.archive.dry_run(YEAR))
    pack(session, package)


def _lent(office: Office) -> None:
    """Let three readings be asked for, one of them be granted and a copy be lent until the next day."""
    reader, archivist = signed_in(office, READER), signed_in(office)
    asked = [reader.perform(reader.archive.reading.wish("汛期的通知", "修订预案")).entries[-1] for _ in range(3)]
    item, due = items(archivist)[0], (MORNING + timedelta(days=1)).date().isoformat()
    archivist.perform(GrantReading(**archivist.archive.reading.on(asked[0]), item=item.id, until=due))
    archivist.perform(LendCopy(document=item.act.document, borrower=reader.standing.person, due=due, purpose="核对"))


def _damaged(arranged: Beginning) -> Beginning:
    gone: list[Digest] = []

    def damage(office: Office) -> None:
        session = signed_in(office)
        gone.extend(sorted(contents_of(items(session)))[:DAMAGED])
        for digest in gone:
            rot(session, digest)
        session.archive.keeping.check()

    return replace(_later(arranged, "damaged", damage), contents=frozenset(gone))


def rot(session: Session, digest: Digest) -> None:
    """Let the file of a content be another than it was."""
    blobs = session._office.store.blobs
    address = blobs.sealed_as(digest)
    (blobs.folder / address[:2] / address).write_bytes(b"rot")


def _supervised(arranged: Beginning) -> Beginning:
    going: set[Digest] = set()

    def supervise(office: Office) -> None:
        for account in {ARCHIVIST, LEADER, *SUPERVISORS}:
            office.change_password(account, _passwords()[account][0], _LATER)
        short = [one for one in items(signed_in(office)) if one.act.retention.years]
        staying = [one for one in items(signed_in(office)) if one not in short]
        going.update(contents_of(short) - contents_of(staying))
        _agree(office, short)

    return replace(_later(arranged, "supervised", supervise), contents=frozenset(going))


def _agree(office: Office, going: list[ArchivalItem]) -> None:
    """Let a list be drawn up, approved, and supervised by two."""
    archivist = signed_in(office)
    of = {"fonds": going[0].act.fonds, "archival_year": YEAR}
    group = tuple(archivist.organisation().person_by_account(one).id for one in (ARCHIVIST, SUPERVISORS[1]))
    listed = tuple(one.id for one in going)
    archivist.perform(act.ListDisposal(**of, disposal=NO_DISPOSAL, items=listed, appraisers=group, opinion="到期"))
    ((_, disposal),) = archivist.archive.keeping.disposals()
    signed_in(office, LEADER).perform(act.ApproveDisposal(**of, disposal=disposal.id, opinion="同意"))
    first, second = (signed_in(office, one) for one in SUPERVISORS)
    first.perform(act.SuperviseDisposal(**of, disposal=disposal.id, method="删除密钥", place="档案室"))
    (asked,) = second.organisation().asked
    second.perform(Confirm(asked=asked.id))
