"""What is made of a package before it is received (接收进馆): its items, its files, and whatever is against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field

from oa_desktop.domain import codec
from oa_desktop.domain.archives.catalogue import read_code
from oa_desktop.domain.archives.holdings import HeldItem
from oa_desktop.domain.archives.properties import PropertyReport, Result
from oa_desktop.domain.archives.specimen import NO_MARK
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import ArchiveName, Digest, ItemId
from oa_desktop.domain.journal_file import dossiers_of
from oa_desktop.domain.manuscript import Manuscript, plain_text
from oa_desktop.domain.secrecy.classification import Secrecy, claimed_secrecy
from oa_desktop.office.archiving.held import holdings_here, list_of
from oa_desktop.office.archiving.importing import DescribedItem
from oa_desktop.office.archiving.journals_inside import JournalsInside
from oa_desktop.office.archiving.vouching import Sender
from oa_desktop.office.desk import Desk

_VIRUSES = "viruses"
"""The check of the four properties that looks for viruses."""
_ID = 32
"""Signs of an item's id."""


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What is gathered of a package while its items are looked at.

    Attributes:
        inside: Its journals.
        texts: The words of items by their ids.
        contents: Digests of what lies in it, also inside of an item that is one file.
    """

    inside: JournalsInside
    texts: dict[str, str] = field(default_factory=dict)
    contents: set[Digest] = field(default_factory=set)


def items_of(found: Gathered) -> Iterator[HeldItem]:
    """Yield the items of a package, one in memory at a time, and gather what they hold.

    Raises:
        Refused: ``journal-file.damaged`` and the like; ``import.damaged``, ``holdings.changed``.
    """
    opened, digest = found.inside.opened, found.inside.crypto.digest
    package = digest(opened.register)
    for said, files in zip(opened.described(), opened.items(), strict=True):
        held = {name: read() for name, read in files.items()}
        states = dossiers_of(found.inside.look_at(held))
        item = _item(said, states, ItemId(digest(f"{package}/{said.place}".encode())[:_ID]))
        contents = {digest(data): data for data in held.values()}
        found.contents.update(contents)
        found.texts[item.item] = "\n".join(_words(one, contents) for one in states)
        yield item


def _item(said: DescribedItem, states: Sequence[Dossier], item: ItemId) -> HeldItem:
    fields, pages = said.fields, said.fields.get("页数", "")
    mark = next((one.particulars.classification for one in states if one.particulars.secrecy), "")
    told = fields.get("密级", NO_MARK)
    return HeldItem(
        item=item,
        place=said.place,
        code=fields.get("档号", ""),
        title=fields.get("题名", ""),
        responsible=fields.get("责任者", ""),
        document_number=fields.get("文号", ""),
        date=fields.get("日期", ""),
        retention=fields.get("保管期限", ""),
        secrecy=max((claimed_secrecy(told), *(one.particulars.secrecy for one in states)), default=Secrecy.OPEN),
        mark=mark or ("" if told == NO_MARK else told),
        pages=int(pages) if pages.isascii() and pages.isdecimal() else 0,
    )


def _words(state: Dossier, contents: Mapping[Digest, bytes]) -> str:
    """Return the words of a document; none where its text is not in the package or cannot be read."""
    with suppress(codec.Undecodable, NotCanonical):
        return plain_text(Manuscript.decode(contents[state.source])) if state.source in contents else ""
    return ""


# --- what is against it ---------------------------------------------------------------------------------------------


def register_for(items: Sequence[HeldItem]) -> ArchiveName:
    """Return the fonds and year of a package.

    Raises:
        Refused: ``holdings.code``, ``holdings.mixed``, ``import.none``.
    """
    names = {}
    for one in items:
        code = read_code(one.code)
        if code is None:
            raise Refused("holdings.code", place=one.place, said=one.code)
        names[ArchiveName(fonds=code.fonds, year=code.of.year)] = one.code
    if len(names) != 1:
        raise Refused("holdings.mixed", codes="、".join(names.values()))
    return next(iter(names))


def refuse_unfit(desk: Desk, sender: Sender, register: ArchiveName, items: Iterable[HeldItem]) -> None:
    """Refuse what may not be kept here, by whoever it is, or is here already.

    Raises:
        Refused: ``holdings.own-fonds``, ``holdings.other-fonds``, ``holdings.above-grade``, ``holdings.clearance``,
            ``holdings.duplicate``.
    """
    _refuse_fonds(desk, sender, register)
    known = set(_codes_here(desk))
    for one in items:
        if one.secrecy > desk.grade.ceiling:
            raise Refused("holdings.above-grade", code=one.code, level=one.secrecy.label, grade=desk.grade.value)
        if one.secrecy > desk.sight.clearance:
            raise Refused("holdings.clearance", code=one.code)
        if one.code in known:
            raise Refused("holdings.duplicate", code=one.code)
        known.add(one.code)


def _refuse_fonds(desk: Desk, sender: Sender, register: ArchiveName) -> None:
    """Refuse a fonds that is the unit's own, or that another unit has here; its name may have come again."""
    unit = desk.organisation()
    if sender.name != unit.name and register.fonds in {one.fonds for one in unit.schemes}:
        raise Refused("holdings.own-fonds", fonds=register.fonds, name=sender.name)
    held = (one for one in holdings_here(desk) if one.act.fonds == register.fonds)
    for one in held:
        if one.act.sender != sender.unit and one.act.sender_name != sender.name:
            raise Refused("holdings.other-fonds", fonds=register.fonds, name=sender.name, held=one.act.sender_name)


def _codes_here(desk: Desk) -> Iterator[str]:
    for register in desk.states.archives(desk.unit):
        yield from (one.code for one in register.standing())
        for held in register.holdings.values():
            yield from (one.code for one in list_of(desk, held).items)


def result_of(reports: Iterable[PropertyReport]) -> Result:
    """Return what the reports of a package come to; a fault that the sender has archived is kept as it came."""
    return _whole({one.result for one in reports})


def viruses_in(reports: Iterable[PropertyReport]) -> Result:
    """Return what looking for viruses came to.

    Raises:
        Refused: ``holdings.infected``.
    """
    looked = [(one, answer) for one in reports for answer in one.answers if answer.criterion.check == _VIRUSES]
    for report, answer in looked:
        if answer.result is Result.FAILED:
            raise Refused("holdings.infected", code=report.code, found=answer.evidence)
    return _whole({answer.result for _, answer in looked})


def _whole(results: Set[Result]) -> Result:
    """Return what some results come to; where there are none nobody looked."""
    came = results or {Result.PERSON}
    return next((one for one in (Result.FAILED, Result.PERSON) if one in came), Result.PASSED)
