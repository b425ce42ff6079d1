"""印章登记簿: what was done with the seals of a unit, and on what they were used; printed and taken along as a table.

What was done with a seal stands in the unit's journal; its uses stand with the documents, as far as they may be known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.sealing import DestroySeal
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import Digest, PostId
from oa_desktop.domain.trust.seals import AppliedSeal, EnrolledSeal, SealEvent
from oa_desktop.domain.units.organisation import Organisation, name_of, post_among
from oa_desktop.office import queries as q
from oa_desktop.office.books.books import in_portions
from oa_desktop.office.books.ledgers import Column, Ledger
from oa_desktop.office.books.shelf import BookFile, BookShelf
from oa_desktop.office.desk import Desk
from oa_desktop.office.lists.outlines import Lines, Outline, Sorting
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.trail.incidents import watched

BOOK = "印章登记簿"
USE = "用印"
_MINUTES = len("2026-04-16T09:30")


@dataclass(frozen=True, slots=True, kw_only=True)
class SealLine:
    """A line of the book.

    Attributes:
        data: Digest of the seal.
        seal: Its name.
        organ: Whose it is.
        time: Claimed, to the minute.
        what: 启用、移交、停用、恢复、销毁, or :data:`USE`.
        person: Who did it.
        document: 发文字号 and title of what was sealed.
        approved: Who signed that (签发人).
        copies: 印数; 0 where nothing was sealed.
        remark: Who keeps it from then on, and why.
    """

    data: Digest
    seal: str
    organ: str
    time: str
    what: str
    person: str
    document: str = ""
    approved: str = ""
    copies: int = 0
    remark: str = ""


_COLUMNS: tuple[Column[SealLine], ...] = (
    Column(label="印章", text=lambda line: line.seal, width=12),
    Column(label="时间", text=lambda line: line.time, width=9),
    Column(label="事项", text=lambda line: line.what, width=5),
    Column(label="经办人", text=lambda line: line.person, width=5),
    Column(label="用印文件", text=lambda line: line.document, width=22),
    Column(label="批准（签发）", text=lambda line: line.approved, width=7),
    Column(label="份数", text=lambda line: str(line.copies or ""), width=4),
    Column(label="保管人、原因", text=lambda line: line.remark, width=12),
)


_NOTE = "用印的只列打印的人可以知悉的公文。"


@watched("印章登记簿")
class SealBook:
    """The book of seals, which leaves with a record."""

    def __init__(self, office: OpenOffice, desk: Desk, shelf: BookShelf) -> None:
        self._office = office
        self._desk = desk
        self._shelf = shelf

    def ledger(self, seal: Digest | None = None) -> Ledger[SealLine]:
        """Return the lines of all seals, or of one: each seal's in the order of time."""
        unit, uses = self._desk.organisation(), list(self._uses())
        wanted = [one for one in unit.seals if seal in (None, one.data)]
        lines = tuple(line for one in wanted for line in _lines(unit, one, uses))
        return Ledger(title=BOOK, columns=_COLUMNS, rows=lines, note=_NOTE)

    def _uses(self) -> Iterator[tuple[AppliedSeal, Dossier]]:
        """Yield the uses of seals on documents that the person may know."""
        sight, store = self._desk.sight, self._desk.store
        groups = store.ask(Outline(of=q.OutgoingRegister, sorting=Sorting.NUMBER), sight)
        for portion in in_portions([key for group in groups for key in group.keys]):
            for line in store.ask(Lines(keys=portion), sight):
                state = self._desk.dossier(line.document.dossier)
                yield from ((used, state) for used in state.seals)

    def made(self, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return it as a file, while it stays here."""
        return self._shelf.made(self.ledger(), file, work)

    def hand_out(self, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return it as a file that leaves the store; that it leaves is recorded first.

        Raises:
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        data = self.made(file, work)
        what = f"{BOOK}（{file.value}）"
        self._office.record_output(self._desk.standing, what, "", self._desk.crypto.digest(data))
        return data


def _lines(unit: Organisation, seal: EnrolledSeal, uses: Iterable[tuple[AppliedSeal, Dossier]]) -> Iterable[SealLine]:
    events = (_of_event(unit, seal, one) for one in seal.events)
    used = (_of_use(unit, seal, one, state) for one, state in uses if one.seal == seal.data)
    return sorted((*events, *used), key=lambda line: line.time)


def _of_event(unit: Organisation, seal: EnrolledSeal, event: SealEvent) -> SealLine:
    keeper = f"{keeper_name(unit, event.keeper)}保管" if event.keeper else ""
    return SealLine(
        data=seal.data,
        seal=seal.name,
        organ=seal.organ,
        time=_minute(event.time),
        what=event.what.removesuffix("印章"),
        person=name_of(unit, event.person),
        remark="；".join(part for part in (keeper, event.reason) if part),
    )


def _of_use(unit: Organisation, seal: EnrolledSeal, used: AppliedSeal, state: Dossier) -> SealLine:
    title = state.particulars.title.replace("\n", "")
    return SealLine(
        data=seal.data,
        seal=seal.name,
        organ=seal.organ,
        time=_minute(used.time),
        what=USE,
        person=name_of(unit, used.person),
        document=f"{state.number}　{title}",
        approved=name_of(unit, state.issued.person) if state.issued else "",
        copies=used.copies,
    )


def state_of(unit: Organisation, seal: EnrolledSeal) -> str:
    """Return how a seal stands, and whether a second person is still to confirm its destruction (待确认)."""
    asked = (read_action(one) for one in unit.asked if one.kind == DECLARATIONS[DestroySeal].kind)
    waits = any(isinstance(one, DestroySeal) and one.seal == seal.data for one in asked)
    return f"{seal.state.value}，待确认销毁" if waits else seal.state.value


def keeper_name(unit: Organisation, keeper: PostId) -> str:
    """Return who has a post that keeps a seal."""
    post = post_among(unit.posts, keeper)
    return name_of(unit, post.person) if post else keeper


def _minute(time: str) -> str:
    return time[:_MINUTES].replace("T", " ")
