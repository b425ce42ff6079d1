"""What must be so before an item is arranged, withdrawn, corrected or placed, and before anything leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oa_desktop.domain.actions import Action, keeping
from oa_desktop.domain.actions import archiving as act
from oa_desktop.domain.actions.holdings import HoldingAction
from oa_desktop.domain.archives.disposal import FEWEST_APPRAISERS, MOST_ITEMS, Disposal
from oa_desktop.domain.archives.faults import CONFIRMABLE, LONGEST_TITLE
from oa_desktop.domain.archives.folding import CORRECTED
from oa_desktop.domain.archives.holdings import refuse_holding
from oa_desktop.domain.archives.readings import refuse_reading
from oa_desktop.domain.archives.register import ArchivalItem, ArchiveRegister, ItemState
from oa_desktop.domain.archives.scheme import Scheme, scheme_for
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DisposalId
from oa_desktop.domain.names import has_unseen, with_codes


def refuse_unarchivable(schemes: Iterable[Scheme], register: ArchiveRegister, action: act.ArchiveAction) -> None:
    """Refuse an act that the register of its fonds and year does not allow now.

    Raises:
        Refused: ``archiving.*``, ``holdings.*``, ``reading.*``, ``date.form``, ``date.no-day``.
    """
    if isinstance(action, HoldingAction):
        refuse_holding(register.holdings, action)
        return
    if _keeps_holdings(register, action):
        rule = _OF_HOLDINGS.get(type(action))
        if rule is not None:
            rule(register, action)
        return
    scheme = known_scheme(schemes, action.archival_year)
    if scheme.fonds != action.fonds:
        raise Refused("archiving.other-fonds", fonds=action.fonds, own=scheme.fonds)
    refuse_reading(register.readings, action)
    own_rule = _RULES.get(type(action))
    if own_rule is not None:
        own_rule(scheme, register, action)


def _keeps_holdings(register: ArchiveRegister, action: act.ArchiveAction) -> bool:
    """Whether an act keeps what came from other units (馆藏): no scheme of the unit's own says anything of that."""
    if isinstance(action, keeping.RepairItem | keeping.DisposeItem):
        return action.package in register.holdings
    whole = keeping.RecordFixity | keeping.ListDisposal | keeping.ApproveDisposal
    return isinstance(action, whole) and bool(register.holdings)


def known_scheme(schemes: Iterable[Scheme], year: int) -> Scheme:
    """Return the scheme that holds for a year.

    Raises:
        Refused: ``archiving.no-scheme``.
    """
    scheme = scheme_for(schemes, year)
    if scheme is None:
        raise Refused("archiving.no-scheme", year=year)
    return scheme


def refuse_leaving(register: ArchiveRegister) -> None:
    """Refuse to let anything of a register leave that would leave with a gap, or with one code twice.

    Raises:
        Refused: ``archiving.contested``, ``archiving.vacancy``.
    """
    contested = [one for one in register.items.values() if one.id in register.contested()]
    if contested:
        raise Refused("archiving.contested", code=contested[0].code, count=len(contested))
    vacant = next(register.vacant(), None)
    if vacant is not None:
        of, number = vacant
        raise Refused("archiving.vacancy", number=number, retention=of.retention.value, division=of.division or "—")


def known_item(register: ArchiveRegister, action: act.ItemAction) -> ArchivalItem:
    """Return the standing item that an act is about.

    Raises:
        Refused: ``archiving.unknown-item``, ``archiving.withdrawn``, ``disposal.gone``.
    """
    item = register.items.get(action.item)
    if item is None:
        raise Refused("archiving.unknown-item", code=action.item)
    if not item.stands:
        raise Refused("archiving.withdrawn", code=item.code)
    if item.state is ItemState.DISPOSED:
        raise Refused("disposal.gone", code=item.code)
    return item


def known_disposal(register: ArchiveRegister, disposal: DisposalId) -> Disposal:
    """Return a list that was drawn up.

    Raises:
        Refused: ``disposal.unknown``.
    """
    found = register.disposals.get(disposal)
    if found is None:
        raise Refused("disposal.unknown", list=disposal)
    return found


def _arrange(scheme: Scheme, register: ArchiveRegister, action: act.ArrangeItem) -> None:
    of = scheme.class_of(action.archival_year, action.retention, action.division)
    if of.category != action.category:
        raise Refused("archiving.no-class", code=action.category, by="档案门类")
    held = register.item_of(action.document)
    if held is not None:
        raise Refused("archiving.arranged", code=held.code, title=held.title)
    free = register.next_number(of)
    if action.number != free or action.item in register.items:
        raise Refused("archiving.number", number=action.number, free=free)
    written = scheme.written(of, action.number)
    if action.archival_code != written:
        raise Refused("archiving.code-differs", code=action.archival_code, written=written)
    _refuse_words(action.title, action.date)
    _refuse_confirming(action)


def _refuse_confirming(action: act.ArrangeItem) -> None:
    for one in action.confirmed:
        if one.doubt not in CONFIRMABLE:
            raise Refused("archiving.not-confirmable", title=action.title)
        if not one.reason.strip():
            raise Refused("archiving.confirmed-without-reason")


def _refuse_words(title: str, date: str) -> None:
    if not title.strip() or len(title) > LONGEST_TITLE:
        raise Refused("archiving.title-long", title=title[:20], most=LONGEST_TITLE)
    if has_unseen(title):
        raise Refused("archiving.title-unseen", title=with_codes(title))
    if date and read_iso(date) is None:
        raise Refused("date.form", text=date)


def _withdraw(_: Scheme, register: ArchiveRegister, action: act.WithdrawItem) -> None:
    item = known_item(register, action)
    if not action.reason.strip():
        raise Refused("archiving.no-reason", code=item.code)


def _correct(_: Scheme, register: ArchiveRegister, action: act.CorrectItem) -> None:
    item = known_item(register, action)
    if not action.reason.strip():
        raise Refused("archiving.no-reason", code=item.code)
    if not any(getattr(action, name) for name in CORRECTED) or action.pages < 0:
        raise Refused("archiving.nothing-corrected", code=item.code)
    _refuse_words(action.title or item.title, action.date)


def _place(scheme: Scheme, register: ArchiveRegister, action: act.PlaceItems) -> None:
    of = scheme.class_of(action.archival_year, action.retention, action.division)
    numbers = register.numbers.get(of, {})
    if not 1 <= action.first <= action.through <= max(numbers, default=0):
        raise Refused(
            "archiving.no-such-numbers", first=action.first, last=action.through, highest=max(numbers, default=0)
        )
    if not (action.box.strip() or action.place.strip()):
        raise Refused("archiving.no-place")


def _record(_: Scheme, register: ArchiveRegister, action: act.RecordProperties) -> None:
    item = known_item(register, action)
    if len(action.contents) != 1:
        raise Refused("archiving.no-report", code=item.code)


def _repair(_: Scheme, __: ArchiveRegister, action: keeping.RepairItem) -> None:
    if action.package:
        raise Refused("holdings.unknown", package=action.package)


def _list(_: ArchiveRegister, action: keeping.ListDisposal) -> None:
    if not action.items or len(set(action.items)) > MOST_ITEMS:
        raise Refused("disposal.how-many", count=len(action.items), most=MOST_ITEMS)
    if len(set(action.appraisers)) < FEWEST_APPRAISERS:
        raise Refused("disposal.appraisers", least=FEWEST_APPRAISERS)
    if not action.opinion.strip():
        raise Refused("disposal.no-opinion")


def _approve(register: ArchiveRegister, action: keeping.ApproveDisposal) -> None:
    if known_disposal(register, action.disposal).approved_by:
        raise Refused("disposal.approved-already")


def _dispose(register: ArchiveRegister, action: keeping.DisposeItem) -> None:
    if action.package:
        raise Refused("holdings.unknown", package=action.package)
    known_item(register, action)
    _dispose_held(register, action)


def _dispose_held(register: ArchiveRegister, action: keeping.DisposeItem) -> None:
    found = known_disposal(register, action.disposal)
    if not found.approved_by or action.item not in found.act.items:
        raise Refused("disposal.not-approved")


def _whoever_classes(
    rule: Callable[[ArchiveRegister, Any], None],
) -> Callable[[Scheme, ArchiveRegister, act.ArchiveAction], None]:
    """Return a rule that asks for no scheme."""
    return lambda _scheme, register, action: rule(register, action)


_RULES: Mapping[type[Action], Callable[[Scheme, ArchiveRegister, Any], None]] = {
    act.ArrangeItem: _arrange,
    act.WithdrawItem: _withdraw,
    act.CorrectItem: _correct,
    act.PlaceItems: _place,
    act.RecordProperties: _record,
    keeping.RepairItem: _repair,
    keeping.ListDisposal: _whoever_classes(_list),
    keeping.ApproveDisposal: _whoever_classes(_approve),
    keeping.DisposeItem: _whoever_classes(_dispose),
}
_OF_HOLDINGS: Mapping[type[Action], Callable[[ArchiveRegister, Any], None]] = {
    keeping.ListDisposal: _list,
    keeping.ApproveDisposal: _approve,
    keeping.DisposeItem: _dispose_held,
}
"""The rules of acts on 馆藏: no scheme of the unit's own says anything of them."""
