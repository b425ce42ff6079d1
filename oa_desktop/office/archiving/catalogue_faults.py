"""What came of checking a catalogue (目录核对), as it is seen, told and kept: a line for everything that differs."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.archives.faults import Fault
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.archiving.comparing import CheckedCatalogue
from oa_desktop.office.books.ledgers import Column, Ledger

CATALOGUE_CHECK = "目录核对结果"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A catalogue that was checked, with the name of its file."""

    name: str
    found: CheckedCatalogue

    @property
    def summary(self) -> str:
        """How much was compared, and how much differs."""
        found = self.found
        said = _("目录 {rows} 行，归档登记里您可以知悉的 {items} 件，比了{columns}；不对的 {faults} 处。")
        columns = "、".join((_("档号"), *found.columns))
        return said.format(rows=found.rows, items=found.items, columns=columns, faults=len(found.faults))


def _row(fault: Fault) -> str:
    return str(fault.params.get("row", ""))


_COLUMNS: tuple[Column[Fault], ...] = (
    Column(label="行", text=_row, width=3, near=True),
    Column(label="哪里不对", text=lambda fault: say(fault.code, fault.params).what, width=24, near=True),
    Column(label="怎么办", text=lambda fault: say(fault.code, fault.params).do, width=24),
)


def listed_faults(checked: CheckedFile) -> Ledger[Fault]:
    """Return everything that differs as a ledger; what no row has stands last."""
    note = f"{checked.name}：{checked.summary}"
    return Ledger(title=CATALOGUE_CHECK, columns=_COLUMNS, rows=checked.found.faults, note=note)
