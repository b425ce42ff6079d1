"""文件清退: what was handed to whom, copy by copy, and the papers by which it is asked back and destroyed; practice.

What went to whom is what the clerk wrote when the paper was sent out (核发); what has come back is ticked off by hand
on these papers. The 2012 regulation only says that papers are given back or destroyed as the issuer demands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from oa_desktop.domain.copy_numbers import read_copy_number, written
from oa_desktop.domain.distribution import Consignment
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.office.books import in_portions
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.outlines import Filter, Lines, Outline, Sorting
from oa_desktop.office.print_run import consignments_of
from oa_desktop.office.queries import DossierRow, OutgoingRegister

MOST = 2000
"""Documents that are cleared at once: each is looked into."""
_LINE_MM = 9.0
_NOTICE_MM = 11.0


class ClearingPaper(StrEnum):
    """The papers of a clearing."""

    LIST = "清退清单"
    NOTICE = "清退通知"
    DESTRUCTION = "销毁清册"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """A copy, or copies without numbers, in the hands of a recipient.

    Attributes:
        row: The document.
        recipient: Who has it.
        copies: How many; 0 where it is not known.
        copy_number: 份号; empty where copies carry none.
    """

    row: DossierRow
    recipient: str
    copies: int
    copy_number: str = ""


def handed_out(row: DossierRow, consignments: Iterable[Consignment]) -> Iterator[HandedOut]:
    """Yield the copies of a document that went out, one for each 份号."""
    for one in consignments:
        plain = HandedOut(row=row, recipient=one.recipient, copies=one.copies)
        numbers = [read_copy_number(end) for end in one.copy_numbers.split("—") if end]
        if not numbers:
            yield plain
        for number in range(numbers[0], numbers[-1] + 1) if numbers else ():
            yield replace(plain, copies=1, copy_number=written(number))


class Clearing:
    """What went out of an office, and the papers of its clearing; none leaves without a record."""

    def __init__(self, office: OpenOffice, desk: Desk) -> None:
        self._office = office
        self._desk = desk

    def copies(self, narrowed: Filter) -> tuple[HandedOut, ...]:
        """Return what went to whom of the papers that were sent out and may be known, by number and 份号.

        Raises:
            Refused: ``clearing.too-many``, ``clearing.none``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        outline = Outline(of=OutgoingRegister, filter=narrowed, sorting=Sorting.NUMBER, limit=MOST + 1)
        sight, store = self._desk.sight, self._desk.store
        keys = [key for group in store.ask(outline, sight) for key in group.keys]
        if len(keys) > MOST:
            raise Refused("clearing.too-many", limit=MOST)
        rows = (line.document for some in in_portions(keys) for line in store.ask(Lines(keys=some), sight))
        found = tuple(copy for row in rows if row.dispatched_on for copy in self._of(row))
        if not found:
            raise Refused("clearing.none")
        return found

    def _of(self, row: DossierRow) -> Iterator[HandedOut]:
        manuscript = self._desk.manuscript(self._desk.known(row.dossier).source)
        return handed_out(row, consignments_of(self._desk, row.dossier, manuscript))

    def hand_out(self, paper: ClearingPaper, copies: Sequence[HandedOut], by: str = "") -> Mapping[str, bytes]:
        """Return a paper as PDF, a notice for each recipient, by whom it is for; that they leave is recorded first.

        Args:
            paper: Which.
            copies: What is cleared.
            by: The day by which it is asked back, as it is to be printed.

        Raises:
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        organ = self._desk.organisation().name
        forms = _notices(copies, by) if paper is ClearingPaper.NOTICE else {"": _ACROSS[paper](copies)}
        look = self._desk.look()
        made = {to: self._desk.renderer.form(replace(form, organ=organ), look) for to, form in forms.items()}
        digest = self._desk.crypto.digest(b"".join(made.values()))
        what = f"{paper.value}（{len(copies)}行，{len(made)}份）"
        self._office.record_output(self._desk.standing, what, "", digest)
        return made


# --- the papers --------------------------------------------------------------------------------------------------

_LIST = {
    "序号": 3,
    "份号": 5,
    "发文字号": 8,
    "文件标题": 19,
    "密级": 5,
    "持有单位": 12,
    "份数": 3,
    "退还日期": 6,
    "退还人": 5,
    "收回人": 5,
}
_NOTICE = {"序号": 2, "发文字号": 6, "文件标题": 9, "密级": 3, "份号": 3, "份数": 2}
_DESTRUCTION = {
    "序号": 3,
    "发文字号": 8,
    "文件标题": 24,
    "密级": 5,
    "份号": 6,
    "份数": 3,
    "页数": 4,
    "清点": 5,
    "备注": 8,
}


def _said(copy: HandedOut, place: int) -> dict[str, str]:
    row = copy.row
    return {
        "序号": str(place),
        "份号": copy.copy_number,
        "发文字号": row.number,
        "文件标题": row.title,
        "密级": row.classification,
        "持有单位": copy.recipient,
        "份数": str(copy.copies or ""),
    }


def _head(columns: Mapping[str, int]) -> Row:
    return form_row(*((label, "", width) for label, width in columns.items()), height_mm=_LINE_MM)


def _rows(columns: Mapping[str, int], copies: Iterable[HandedOut]) -> Iterator[Row]:
    for place, copy in enumerate(copies, start=1):
        said = _said(copy, place)
        yield form_row(*(("", said.get(label, ""), width) for label, width in columns.items()), height_mm=_LINE_MM)


def _clearing_list(copies: Sequence[HandedOut]) -> Form:
    return Form(
        title="文件清退清单",
        head=(_head(_LIST),),
        rows=tuple(_rows(_LIST, copies)),
        footer="按核发时登记的分送填写；退还一份，写明日期，双方签名。没有份号的，按份数清点。",
        across=True,
    )


def _destruction(copies: Sequence[HandedOut]) -> Form:
    signing = (
        form_row(("批准人", "", 1), ("清点人", "", 1), ("监销人", "", 1), ("监销人", "", 1), height_mm=2 * _LINE_MM),
        form_row(("销毁方式", "", 2), ("销毁地点", "", 1), ("销毁日期", "", 1), height_mm=_LINE_MM),
    )
    return Form(
        title="文件销毁清册",
        head=(_head(_DESTRUCTION),),
        rows=(*_rows(_DESTRUCTION, copies), *signing),
        footer="逐份清点无误以后，由批准人、清点人和两名监销人签名，存档备查。",
        across=True,
    )


_ACROSS = {ClearingPaper.LIST: _clearing_list, ClearingPaper.DESTRUCTION: _destruction}


def _notices(copies: Sequence[HandedOut], by: str) -> dict[str, Form]:
    recipients = dict.fromkeys(copy.recipient for copy in copies)
    return {to: _notice(to, [copy for copy in copies if copy.recipient == to], by) for to in recipients}


def _notice(to: str, copies: Sequence[HandedOut], by: str) -> Form:
    day = by or "　　　　年　　月　　日"
    return Form(
        title="文件清退通知",
        head=(
            form_row(("收件单位", to, 12), height_mm=_NOTICE_MM),
            form_row(("", f"请于{day}前，将下列文件如数退还我单位。份号、份数不符或者遗失的，请一并书面说明。", 12)),
            _head(_NOTICE),
        ),
        rows=(
            *_rows(_NOTICE, copies),
            form_row(("经办人", "", 4), ("电话", "", 4), ("发出日期", "", 4), height_mm=_NOTICE_MM),
            form_row(("退还人", "", 4), ("退还日期", "", 4), ("收回人", "", 4), height_mm=_NOTICE_MM),
        ),
        footer="退还时带上这张通知，收回人清点以后签名。",
    )
