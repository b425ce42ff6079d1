"""The archival copy (归档章副本) of a document: its page with 归档章 on it; the sealed original stays as it is."""

from __future__ import annotations

from oa_desktop.domain.archives.printed import ArchiveStamp
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.archives.scheme import Scheme, scheme_for
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.office.desk import Desk
from oa_desktop.office.ports.printing import Press


def stamped_page(desk: Desk, press: Press, state: Dossier, pdf: bytes) -> bytes:
    """Return a page with the 归档章 of its item.

    Raises:
        Refused: ``archiving.not-arranged``, ``archiving.no-stamp-place``, ``view.damaged``, ``view.too-hard``.
        Unavailable: ``confine.failed``.
    """
    return press.stamped(pdf, _stamp(desk, state))


def stamped_ofd(desk: Desk, press: Press, state: Dossier, ofd: bytes) -> bytes:
    """Return a copy of an OFD with the 归档章 of its item.

    Raises:
        Refused: As :func:`stamped_page`; ``seal.unreadable``.
        Unavailable: ``confine.failed``.
    """
    return press.stamped_ofd(ofd, _stamp(desk, state), desk.crypto.digest(ofd))


def _stamp(desk: Desk, state: Dossier) -> ArchiveStamp:
    held = (one.item_of(state.id) for one in desk.states.archives(desk.unit))
    item = next((one for one in held if one is not None), None)
    if item is None:
        raise Refused("archiving.not-arranged", title=state.particulars.title)
    return stamp_of(item, scheme_for(desk.organisation().schemes, item.act.archival_year))


def stamp_of(item: ArchivalItem, scheme: Scheme | None) -> ArchiveStamp:
    """Return what stands in the 归档章 of an item; 机构（问题） by its name where the scheme has one."""
    act = item.act
    named = scheme.division(act.division) if scheme else None
    digits = scheme.digits if scheme else 1
    return ArchiveStamp(
        fonds=act.fonds,
        year=str(act.archival_year),
        number=f"{act.number:0{digits}}",
        division=named.name if named else act.division,
        retention=act.retention.value,
        pages=str(item.pages or ""),
    )
