"""离岗清单: what somebody who leaves a post hands over: documents in their hands, and copies that are not back.

党政机关公文处理工作条例 (2012): whoever leaves a post hands over what they hold and have borrowed. What counts as held
is office practice: tasks that are theirs by name or that nobody else can do, and copies that went to them, or to their
department, and did not come back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from oa_desktop.domain.copies.clearing import CopyState
from oa_desktop.domain.dossier import Dossier, Phase
from oa_desktop.domain.flows.tasks import Task, open_ones
from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.standing import standing_in
from oa_desktop.office import queries as q
from oa_desktop.office.books.books import in_portions
from oa_desktop.office.books.shelf import BookFile, BookShelf
from oa_desktop.office.clearing.clearing import Clearing
from oa_desktop.office.clearing.copies import HandedOut
from oa_desktop.office.clearing.forms import lines_of
from oa_desktop.office.custody.books import CustodyBooks, LoanLine
from oa_desktop.office.desk import Desk
from oa_desktop.office.lists.due_dates import ask_store
from oa_desktop.office.lists.outlines import Filter, Lines, Outline
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports import tables
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.trail.incidents import watched

DEPARTURE = "离岗清单"
_LINE_MM = 9.0
_IN_HANDS = (Phase.IN_HAND, Phase.SUSPENDED)
"""Documents in which somebody has something to do, or will have again when they are resumed."""
_ALONE, _DRAFTED = "只有本人能办，要改派", "本人拟稿，还没有核发"
_HELD = {"序号": 3, "文号": 9, "标题": 24, "密级": 5, "环节": 8, "说明": 11}
_NOT_BACK = {"序号": 3, "文号": 9, "标题": 22, "密级": 5, "份号": 9, "份数": 3, "领取": 9}
_LENT = {"序号": 3, "文件": 22, "密级": 6, "份号": 6, "借出日期": 7, "应还日期": 7, "说明": 9}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A document in somebody's hands.

    Attributes:
        said: What is good to know of it.
    """

    row: q.DossierRow
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """离岗清单 as it stands now, as far as whoever asks may know it.

    Attributes:
        name: Who leaves.
        department: Theirs.
        held: What lies in their hands.
        copies: What went to them or to their department and is not back.
        loans: What they have borrowed, or lent to somebody and have to see to that it comes back.
    """

    name: str
    department: str
    held: Sequence[Held]
    copies: Sequence[HandedOut]
    loans: Sequence[LoanLine] = ()

    def form(self, organ: str, day: str) -> Form:
        """Return it as a form that lies across the sheet.

        Args:
            organ: Whose form it is.
            day: On which day it was written out, ISO.
        """
        signers = (("移交人", "", 3), ("接收人", "", 3), ("监交人", "", 3), ("日期", "", 3))
        return Form(
            title=DEPARTURE,
            organ=organ,
            rows=(
                form_row(("姓名", self.name, 6), ("内设机构", self.department, 6)),
                *(row for part in self._parts() for row in _part(*part)),
                form_row(*signers, height_mm=2 * _LINE_MM),
            ),
            footer=f"写的是打印的人看得到的公文和借阅；档案室借的档案另行清点。　{day}打印",
            across=True,
        )

    def tables(self) -> Sequence[tables.Table]:
        """Return it as two tables."""
        return tuple(
            tables.Table(
                title=title,
                columns=tuple(tables.Column(title=label, width=2 * width + 2) for label, width in columns.items()),
                rows=list(lines),
            )
            for title, columns, lines in self._parts()
        )

    def _parts(self) -> Sequence[tuple[str, dict[str, int], Iterator[tuple[str, ...]]]]:
        return (
            ("在手的公文", _HELD, self._held()),
            ("没有退回的份", _NOT_BACK, self._not_back()),
            ("没有归还的借阅", _LENT, self._lent()),
        )

    def _held(self) -> Iterator[tuple[str, ...]]:
        for place, one in enumerate(self.held, start=1):
            row = one.row
            yield str(place), row.number, row.title.replace("\n", ""), row.classification, row.step, one.said

    def _not_back(self) -> Iterator[tuple[str, ...]]:
        for place, line in enumerate(lines_of(self.copies), start=1):
            row, copies = line.of.row, str(line.copies.copies or "")
            title = row.title.replace("\n", "")
            yield str(place), row.number, title, row.classification, line.copies.written, copies, line.of.recipient

    def _lent(self) -> Iterator[tuple[str, ...]]:
        for place, one in enumerate(self.loans, start=1):
            whose = "本人借的" if one.borrower == self.name else f"本人经办，{one.borrower}借的"
            yield str(place), one.what, one.mark, one.copy_number, one.since, one.due, whose


def _part(title: str, columns: dict[str, int], lines: Iterator[tuple[str, ...]]) -> Iterator[Row]:
    there = list(lines)
    yield form_row((f"{title}　{len(there)}行" if there else f"{title}　没有", "", 12), height_mm=_LINE_MM)
    if there:
        yield form_row(*((label, "", width) for label, width in columns.items()), height_mm=_LINE_MM)
    for line in there:
        cells = zip(line, columns.values(), strict=True)
        yield form_row(*(("", text, width) for text, width in cells), height_mm=_LINE_MM)


@watched("离岗清单")
class Departures:
    """What people who leave hand over, and how that leaves the store: never without a record of it."""

    def __init__(
        self, office: OpenOffice, desk: Desk, shelf: BookShelf, clearing: Clearing, custody: CustodyBooks
    ) -> None:
        self._office = office
        self._desk = desk
        self._shelf = shelf
        self._clearing = clearing
        self._custody = custody

    def of(self, person: PersonId) -> Departure:
        """Return what somebody holds, as far as whoever asks may know it.

        Raises:
            Refused: ``person.unknown``.
        """
        unit = self._desk.organisation()
        post = next(iter(unit.posts_of(person)), None)
        department = unit.department(post.department) if post else None
        names = (unit.person(person).name, department.name if department else "")
        return Departure(
            name=names[0],
            department=names[1],
            held=tuple(self._held(unit, person)),
            copies=tuple(self._not_back({name for name in names if name})),
            loans=self._custody.out_with(person),
        )

    def _held(self, unit: Organisation, person: PersonId) -> Iterator[Held]:
        for row in (row for phase in _IN_HANDS for row in self._rows(_at(phase))):
            state = self._desk.dossier(row.dossier)
            waiting = open_ones((*state.tasks, *state.suspended))
            own = [task for task in waiting if _falls_to(unit, task, person)]
            alone = any(_nobody_else(unit, state, task, person) for task in own)
            drafted = _is_draft_of(state, person)
            if alone or drafted or any(task.holder.person == person for task in own):
                yield Held(row=row, said=_ALONE if alone else _DRAFTED if drafted else "")

    def _not_back(self, names: set[str]) -> Iterator[HandedOut]:
        sent = self._rows(Outline(of=q.OutgoingRegister))
        keys = [row.key for row in sent if row.dispatched_on and any(name in row.sent_to for name in names)]
        found = self._clearing.copies_of(keys) if keys else ()
        yield from (one for one in found if one.state is CopyState.OUT and _is_theirs(one.recipient, names))

    def _rows(self, outline: Outline) -> Iterator[q.DossierRow]:
        keys = (key for group in ask_store(self._desk, outline) for key in group.keys)
        for portion in in_portions(keys):
            yield from (line.document for line in ask_store(self._desk, Lines(keys=portion)))

    def made(self, person: PersonId, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return it as a file, while it stays here."""
        return self._shelf.made(self.of(person), file, work)

    def hand_out(self, person: PersonId, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return it as a file that leaves the store; that it leaves is recorded first.

        Raises:
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        data = self.made(person, file, work)
        what = f"{DEPARTURE}（{self._desk.organisation().person(person).name}，{file.value}）"
        self._office.record_output(self._desk.standing, what, "", self._desk.crypto.digest(data))
        return data


def _at(phase: Phase) -> Outline:
    return Outline(of=q.Everything, filter=Filter(phase=phase.value))


def _is_draft_of(state: Dossier, person: PersonId) -> bool:
    """Whether somebody drafted it here and it is not sent out; who signed for what came has drafted nothing."""
    return state.drafter == person and state.incoming is None and state.dispatched is None


def _falls_to(unit: Organisation, task: Task, person: PersonId) -> bool:
    return any(task.holder.is_met_by(standing_in(unit, post)) for post in unit.posts_of(person))


def _nobody_else(unit: Organisation, state: Dossier, task: Task, person: PersonId) -> bool:
    """Whether nobody but one person may take a task and may know its document."""
    others = (standing_in(unit, post) for post in unit.posts if post.person != person and post.roles)
    secrecy = state.particulars.secrecy
    return not any(task.holder.is_met_by(one) and one.clearance >= secrecy for one in others)


def _is_theirs(recipient: str, names: set[str]) -> bool:
    return recipient in names or any(part in names for part in recipient.split())
