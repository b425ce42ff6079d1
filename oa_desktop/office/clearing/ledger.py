"""清退台账: what went to whom, what of it came back, is missing or was destroyed, a run of copies a line; practice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from oa_desktop.domain.copies.clearing import CopyState
from oa_desktop.office.books.ledgers import Column, Ledger
from oa_desktop.office.clearing.copies import HandedOut
from oa_desktop.office.clearing.forms import NameOf, lines_of, said

LEDGER = "清退台账"
_WIDTHS = {
    "序号": 3,
    "发文字号": 8,
    "文件标题": 13,
    "密级": 4,
    "份号": 9,
    "份数": 3,
    "持有单位": 9,
    "状态": 5,
    "清点": 4,
    "退还日期": 7,
    "退还人": 5,
    "收回人": 5,
    "备注": 9,
}
_COLUMNS: tuple[Column[Mapping[str, str]], ...] = tuple(
    Column(label=label, text=itemgetter(label), width=width) for label, width in _WIDTHS.items()
)


def counted(copies: Iterable[HandedOut]) -> str:
    """Return how many copies stand how, in words."""
    found: Counter[CopyState] = Counter()
    for one in copies:
        found[one.state] += one.copies
    return "，".join(f"{state.value}{found[state]}份" for state in CopyState if found[state])


def ledger_of(copies: Sequence[HandedOut], name_of: NameOf) -> Ledger[Mapping[str, str]]:
    """Return the book as it is written out now.

    Args:
        copies: What stands in it.
        name_of: What people are called.
    """
    lines = [said(line, place, name_of) for place, line in enumerate(lines_of(copies), start=1)]
    return Ledger(title=LEDGER, columns=_COLUMNS, rows=lines, note=counted(copies))
