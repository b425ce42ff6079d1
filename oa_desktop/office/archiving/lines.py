"""How the archive and its dry runs are listed (归档文件、试归档结果): columns, and what stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.archiving.dry_run import DryRun, DryRunLine, LineSort, Since
from oa_desktop.office.books.ledgers import Column, Ledger
from oa_desktop.office.lists.found_words import said_by
from oa_desktop.office.queries import ArchiveFoundRow, ArchiveItemRow

ITEM_COLUMNS: tuple[Column[ArchiveItemRow], ...] = (
    Column(label="档号", text=lambda row: row.code, width=12, near=True),
    Column(label="题名", text=lambda row: row.title, width=20, near=True),
    Column(label="文号", text=lambda row: row.document_number, width=8),
    Column(label="责任者", text=lambda row: row.responsible, width=8),
    Column(label="日期", text=lambda row: row.date.replace("-", ""), width=5),
    Column(label="密级", text=lambda row: row.mark, width=4),
    Column(label="页数", text=lambda row: str(row.pages or ""), width=3),
    Column(label="载体", text=lambda row: row.carrier, width=3),
    Column(label="盒号", text=lambda row: row.box, width=3),
    Column(label="存放位置", text=lambda row: row.place, width=6),
    Column(label="备注", text=lambda row: _("冲突") if row.contested else row.reason, width=6),
)


def listed(rows: Sequence[ArchiveItemRow]) -> Ledger[ArchiveItemRow]:
    """Return items as a ledger."""
    said = _("共 {count} 件，{pages} 页。").format(count=len(rows), pages=sum(row.pages for row in rows))
    contested = sum(row.contested for row in rows)
    more = _("有 {count} 件冲突，处置以前不能移交。").format(count=contested) if contested else ""
    return Ledger(title="归档文件", columns=ITEM_COLUMNS, rows=rows, note=said + more)


def found_place(row: ArchiveFoundRow) -> tuple[str, str, str]:
    """Return where text or opinion hold the first word: what stands before it, the word, what stands behind it."""
    before = "…" + row.before if row.before else ""
    return said_by(row) + before, row.match, row.after


FOUND_COLUMNS: tuple[Column[ArchiveFoundRow], ...] = (
    Column(label="档号", text=lambda row: row.item.code, width=12),
    Column(label="题名", text=lambda row: row.item.title, width=20, near=True),
    Column(label="找到的地方", text=lambda row: "".join(found_place(row)), width=24, near=True),
    Column(label="文号", text=lambda row: row.item.document_number, width=8),
    Column(label="日期", text=lambda row: row.item.date.replace("-", ""), width=5),
    Column(label="密级", text=lambda row: row.item.mark, width=4),
)
FOUND_TITLE, FOUND_TEXT = 1, 2
"""The columns in which something stands out."""


def told(line: DryRunLine) -> str:
    """Return why a document is not archived, what is wrong with it and what to do, or why it is kept so long."""
    if line.facts.left_out is not None:
        return line.facts.left_out.value
    said = [say(one.code, one.params) for one in line.open]
    faults = [one.what + one.do for one in said] or [line.reason]
    return "\n".join(filter(None, (*faults, *_beside(line))))


def _beside(line: DryRunLine) -> Iterator[str]:
    """Give what else is to be known of a document: what was confirmed, what is not archived, an earlier code."""
    why = {one.doubt: one.reason for one in line.confirmed}
    for one in line.faults:
        if one.code in why:
            confirmed = _("看过确认：{what}理由：{reason}")
            yield confirmed.format(what=say(one.code, one.params).what, reason=why[one.code])
    yield line.facts.apart
    if line.facts.written not in ("", line.code):
        yield _("归档时写的档号是 {code}，整理时照分类方案另编。").format(code=line.facts.written)


def in_short(line: DryRunLine) -> str:
    """Return the first that is said of a document, and how much more there is; its title stands beside it."""
    said, _mark, _rest = told(line).partition("\n")
    more = _("（另有 {count} 处）").format(count=len(line.open) - 1) if len(line.open) > 1 else ""
    itself = _NAMED.sub(r"\1", said.replace(f"《{line.facts.title}》", _ITSELF))
    return itself.removeprefix(_ITSELF).removeprefix("的") + more


_ITSELF = "本件"
_NAMED: Final = re.compile(f"(来文|请示|批复){_ITSELF}")


_RUN_COLUMNS: tuple[Column[DryRunLine], ...] = (
    Column(label="结果", text=lambda line: line.sort.value, width=4),
    Column(label="档号", text=lambda line: line.code, width=12),
    Column(label="题名", text=lambda line: line.facts.title, width=20),
    Column(label="文号", text=lambda line: line.facts.number, width=8),
    Column(label="日期", text=lambda line: line.facts.date, width=5),
    Column(label="保管期限", text=lambda line: line.facts.retention or "", width=4),
    Column(label="页数", text=lambda line: str(line.facts.pages or ""), width=3),
    Column(label="载体", text=lambda line: line.facts.carrier, width=3),
    Column(label="与上次", text=lambda line: line.since.value, width=4),
    Column(label="问题或者理由", text=in_short, width=20),
)


def run_listed(run: DryRun, sort: LineSort | None = None) -> Ledger[DryRunLine]:
    """Return a dry run as a ledger: all of it, or its lines of one sort."""
    counts = "，".join(f"{one.value} {len(run.of(one))}" for one in LineSort)
    note = _("共 {count} 份：{counts}；可以整理的共 {pages} 页。").format(
        count=len(run.lines), counts=counts, pages=run.pages
    )
    note += _doubtful(run) + differences(run) + _begun(run) + _waiting(run)
    rows = run.lines if sort is None else run.of(sort)
    return Ledger(title="试归档", columns=_RUN_COLUMNS, rows=rows, note=note)


def _doubtful(run: DryRun) -> str:
    """Return in words how much of what can be arranged somebody should look at first; empty where nothing is."""
    count = sum(bool(one.open) for one in run.of(LineSort.TO_ARRANGE))
    return _("其中 {count} 份有请看的地方。").format(count=count) if count else ""


def _begun(run: DryRun) -> str:
    """Return in words that a batch did not come to its end; empty where none is open."""
    said = _("上次整理到一半停下（批次 {batch}），按“整理”接着整理。")
    return said.format(batch=run.begun.batch[:8]) if run.begun else ""


def _waiting(run: DryRun) -> str:
    """Return in words that other archivists confirmed something that waits with them; empty where nobody did."""
    said = _("{names}看过确认的还等着，按“接过确认”由您接着整理。")
    return said.format(names="、".join(run.waiting)) if run.waiting else ""


def differences(run: DryRun) -> str:
    """Return in words how a dry run differs from the last one; empty where there was none."""
    counted = Counter(line.since for line in run.lines)
    if counted[Since.FIRST] == len(run.lines) and not run.gone:
        return ""
    said = _("与上次比，新增 {new} 份，有变化 {changed} 份，不在里面的 {gone} 份。")
    return said.format(new=counted[Since.NEW], changed=counted[Since.CHANGED], gone=run.gone)
