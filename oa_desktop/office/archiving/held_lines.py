"""Items of 馆藏 as lines of what is printed of the archive."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.archives.holdings import HeldItem
from oa_desktop.domain.archives.items import Carrier
from oa_desktop.domain.archives.register import ArchiveRegister, ItemState
from oa_desktop.domain.ids import BatchId
from oa_desktop.office.archiving.held import list_of, may_know
from oa_desktop.office.desk import Desk
from oa_desktop.office.queries import ArchiveItemRow


def held_rows(desk: Desk, register: ArchiveRegister) -> Iterator[ArchiveItemRow]:
    """Yield the items of the packages of a register that may be known, as they came.

    Raises:
        Unavailable: ``blob.missing``, ``blob.damaged``: the list of a package is lost.
    """
    for holding in register.holdings.values():
        yield from (_row(register, one) for one in list_of(desk, holding).items if may_know(desk, one))


def _row(register: ArchiveRegister, item: HeldItem) -> ArchiveItemRow:
    state = ItemState.ARRANGED if register.keeps(item.item) else ItemState.DISPOSED
    return ArchiveItemRow(
        item=item.item,
        fonds=register.name.fonds,
        year=register.name.year,
        retention=item.retention,
        division="",
        number=0,
        code=item.code,
        document=NEW_DOSSIER,
        title=item.title,
        document_number=item.document_number,
        responsible=item.responsible,
        date=item.date,
        mark=item.mark,
        pages=item.pages,
        carrier=Carrier.ELECTRONIC.value,
        place="",
        box="",
        state=state.value,
        batch=BatchId(""),
        contested=False,
        reason="",
    )
