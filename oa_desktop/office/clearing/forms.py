"""The papers of a clearing: 清退清单, 清退通知, 销毁清册, filled in from what was recorded; practice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.copies.clearing import CopyState, Destroyed
from oa_desktop.domain.copies.copies import Copies, in_runs
from oa_desktop.domain.dates import written_day
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.domain.ids import PersonId
from oa_desktop.office.clearing.copies import HandedOut
from oa_desktop.office.leaving import plain_name

_LINE_MM = 9.0
_NOTICE_MM = 11.0


class ClearingPaper(StrEnum):
    """The papers of a clearing."""

    LIST = "清退清单"
    NOTICE = "清退通知"
    DESTRUCTION = "销毁清册"


def notice_name(stem: str, recipient: str) -> str:
    """Return what the file of a notice is called; nothing of it leads into another folder."""
    return f"{stem}（{plain_name(recipient)}）.pdf"


NameOf = Callable[[PersonId], str]
_WANTED: Mapping[ClearingPaper, frozenset[CopyState]] = {
    ClearingPaper.LIST: frozenset(CopyState),
    ClearingPaper.NOTICE: frozenset({CopyState.OUT}),
    ClearingPaper.DESTRUCTION: frozenset({CopyState.BACK, CopyState.DESTROYED}),
}
"""Which copies stand on a paper: what is asked back is out, and only what came back is destroyed."""
_NONE = {ClearingPaper.NOTICE: "clearing.none-out", ClearingPaper.DESTRUCTION: "clearing.none-back"}


def fitting(paper: ClearingPaper, copies: Iterable[HandedOut]) -> tuple[HandedOut, ...]:
    """Return the copies that stand on a paper.

    Raises:
        Refused: ``clearing.none``, ``clearing.none-out``, ``clearing.none-back``.
    """
    found = tuple(copy for copy in copies if copy.state in _WANTED[paper])
    if not found:
        raise Refused(_NONE.get(paper, "clearing.none"))
    return found


def papers(paper: ClearingPaper, copies: Sequence[HandedOut], by: str, name_of: NameOf) -> Mapping[str, Form]:
    """Return the forms of a paper by whom they are for; the notice alone is one for each recipient.

    Args:
        paper: Which.
        copies: Those that stand on it.
        by: The day by which copies are asked back, as it is to be printed.
        name_of: What people are called.
    """
    if paper is ClearingPaper.NOTICE:
        return _notices(copies, by)
    return {"": _list(copies, name_of) if paper is ClearingPaper.LIST else _destruction(copies)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """Copies of one document with 份号 behind each other, of one holder, that stand alike.

    Attributes:
        of: Any of them.
    """

    of: HandedOut
    copies: Copies


def lines_of(copies: Iterable[HandedOut]) -> Iterator[CopyLine]:
    """Yield copies a run a line."""
    alike: dict[tuple[object, ...], list[HandedOut]] = {}
    for one in copies:
        alike.setdefault((one.row.dossier, one.recipient, one.state, one.returned, one.destroyed), []).append(one)
    for some in alike.values():
        yield from (CopyLine(of=some[0], copies=run) for run in in_runs(one.meant for one in some))


# --- what stands in the columns ----------------------------------------------------------------------------------

_LIST = {
    "序号": 3,
    "发文字号": 8,
    "文件标题": 17,
    "密级": 4,
    "份号": 9,
    "份数": 3,
    "持有单位": 10,
    "状态": 5,
    "退还日期": 7,
    "退还人": 5,
    "收回人": 5,
}
_NOTICE = {"序号": 2, "发文字号": 6, "文件标题": 9, "密级": 3, "份号": 5, "份数": 2}
_DESTRUCTION = {
    "序号": 3,
    "发文字号": 8,
    "文件标题": 21,
    "密级": 4,
    "份号": 9,
    "份数": 3,
    "退自": 9,
    "清点": 4,
    "备注": 11,
}


def said(line: CopyLine, place: int, name_of: NameOf = str) -> dict[str, str]:
    """Return what the columns say of a line."""
    row, back, gone = line.of.row, line.of.returned, line.of.destroyed
    came = back is not None and line.of.state is not CopyState.MISSING
    return {
        "序号": str(place),
        "份号": line.copies.written,
        "发文字号": row.number,
        "文件标题": row.title.replace("\n", ""),
        "密级": row.classification,
        "持有单位": line.of.recipient,
        "退自": line.of.recipient,
        "份数": str(line.copies.copies or ""),
        "状态": line.of.state.value,
        "退还日期": back.day if back and came else "",
        "退还人": back.giver if back else "",
        "收回人": name_of(back.person) if back and came else "",
        "清点": back.found.value if back else "",
        "备注": "；".join(part for part in (back.reason if back else "", _gone(gone)) if part),
    }


def _gone(destroyed: Destroyed | None) -> str:
    return f"{destroyed.day}{destroyed.method}" if destroyed else ""


def _head(columns: Mapping[str, int]) -> Row:
    return form_row(*((label, "", width) for label, width in columns.items()), height_mm=_LINE_MM)


def _rows(columns: Mapping[str, int], copies: Iterable[HandedOut], name_of: NameOf = str) -> Iterator[Row]:
    for place, line in enumerate(lines_of(copies), start=1):
        words = said(line, place, name_of)
        yield form_row(*(("", words[label], width) for label, width in columns.items()), height_mm=_LINE_MM)


# --- the papers --------------------------------------------------------------------------------------------------


def _list(copies: Sequence[HandedOut], name_of: NameOf) -> Form:
    return Form(
        title="文件清退清单",
        head=(_head(_LIST),),
        rows=tuple(_rows(_LIST, copies, name_of)),
        footer="按核发时登记的分送和清退登记填写；还没有登记的，退还一份，写明日期，双方签名。没有份号的，按份数清点。",
        across=True,
    )


def _destruction(copies: Sequence[HandedOut]) -> Form:
    recorded = {one.destroyed for one in copies}
    once = recorded.pop() if len(recorded) == 1 else None
    first, second = (*once.supervisors, "", "")[:2] if once else ("", "")
    signing = (
        form_row(
            ("批准人", once.approved_by if once else "", 3),
            ("清点人", "", 3),
            ("监销人", first, 3),
            ("监销人", second, 3),
            height_mm=2 * _LINE_MM,
        ),
        form_row(
            ("销毁方式", once.method if once else "", 4),
            ("销毁地点", once.place if once else "", 4),
            ("销毁日期", written_day(once.day) if once else "", 4),
            height_mm=_LINE_MM,
        ),
    )
    return Form(
        title="文件销毁清册",
        head=(_head(_DESTRUCTION),),
        rows=(*_rows(_DESTRUCTION, copies), *signing),
        footer="逐份清点无误以后，由批准人、清点人和两名监销人签名，存档备查。",
        across=True,
    )


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
