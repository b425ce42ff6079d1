"""往来机关: the organs that a unit writes to and hears from, as its address book (通讯录) has them; office practice.

A group (分组) is no thing of its own: it has whoever names it, in the order of their rank. So an organ that is
dissolved leaves all its groups on that day, and the one that takes its place stands where its own line says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.documents.kinds import Direction
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.names import refuse_unfit_name
from oa_desktop.domain.units.addressees import UsualAddressees

USUAL_RANK = 1000
"""Rank of an organ that nobody has put in an order."""


class Relationship(StrEnum):
    """与本单位的关系: how an organ stands to the unit."""

    SUPERIOR = "上级"
    SUBORDINATE = "下级"
    PEER = "平级"
    UNRELATED = "不相隶属"

    @property
    def direction(self) -> Direction:
        """行文方向 of a paper to such an organ (条例 Art. 15-17)."""
        return _DIRECTIONS[self]


_DIRECTIONS = {
    Relationship.SUPERIOR: Direction.UPWARD,
    Relationship.SUBORDINATE: Direction.DOWNWARD,
    Relationship.PEER: Direction.LEVEL,
    Relationship.UNRELATED: Direction.LEVEL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondent:
    """往来机关.

    Attributes:
        name: Full or standard short name, by which it is known.
        relationship: How it stands to the unit.
        parent: Name of the organ or region that it belongs to; empty where that does not matter.
        groups: The groups that it is in.
        rank: 排序: lower stands first in every list and group.
        since: ISO date from which the name holds, empty for always.
        until: ISO date after which it no longer holds, empty while it does.
        successor: Name of the organ that took its place.
    """

    name: str
    relationship: Relationship = Relationship.UNRELATED
    parent: str = ""
    groups: tuple[str, ...] = ()
    rank: int = USUAL_RANK
    since: str = ""
    until: str = ""
    successor: str = ""

    def in_force(self, day: str) -> bool:
        """Whether the name holds on an ISO date."""
        return self.since <= day and (not self.until or day <= self.until)


Book = tuple[Correspondent, ...]
"""通讯录: every correspondent that ever was, each name once."""


def with_correspondents(book: Book, registered: Iterable[Correspondent]) -> Book:
    """Return a book after some were registered: one of a known name takes the place of what the name said before."""
    return tuple({**{one.name: one for one in book}, **{one.name: one for one in registered}}.values())


def in_force(book: Book, day: str) -> Book:
    """Return those whose names hold on an ISO date, in the order of their rank."""
    return tuple(sorted((one for one in book if one.in_force(day)), key=lambda one: one.rank))


def members_of(book: Book) -> Mapping[str, Book]:
    """Return who is in each group, in the order of a book; the group of whom stands first is the first."""
    groups: dict[str, list[Correspondent]] = {}
    for one in book:
        for group in one.groups:
            groups.setdefault(group, []).append(one)
    return {group: tuple(members) for group, members in groups.items()}


def succeeded(book: Book, name: str, day: str) -> str:
    """Return the name that is to be written in place of one: that of the last successor in force, else itself."""
    known, met = {one.name: one for one in book}, [name]
    while (one := known.get(met[-1])) and one.successor and not one.in_force(day) and one.successor not in met:
        met.append(one.successor)
    return met[-1]


def addressees(usual: UsualAddressees, book: Book, day: str) -> UsualAddressees:
    """Return to whom papers usually go: the groups and organs of a book before what was at hand without one."""
    present = in_force(book, day)
    groups = {group: tuple(one.name for one in members) for group, members in members_of(present).items()}
    main = {
        direction: tuple(dict.fromkeys((*_towards(present, direction), *usual.main.get(direction, ()))))
        for direction in Direction
    }
    return replace(
        usual,
        main={direction: words for direction, words in main.items() if words},
        members={**usual.members, **groups},
        organs=tuple(one.name for one in present),
    )


def _towards(book: Book, direction: Direction) -> Iterator[str]:
    """Yield to whom papers of a direction go: an upward one has one 主送机关 (条例 Art. 15), others go to groups."""
    there = (one for one in book if one.relationship.direction is direction)
    if direction is Direction.UPWARD:
        return (one.name for one in there)
    return (group for one in there for group in one.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a book, which mean an organ or a group of organs and never both."""

    organs: frozenset[str]
    groups: frozenset[str]


def words_of(book: Iterable[Correspondent]) -> Words:
    """Return the words of a book."""
    known = tuple(book)
    return Words(
        organs=frozenset(one.name for one in known), groups=frozenset(group for one in known for group in one.groups)
    )


def refuse_unfit_correspondent(one: Correspondent, words: Words) -> None:
    """Refuse a correspondent that does not fit into a book with these words, its own among them.

    Raises:
        Refused: ``correspondent.nameless``, ``correspondent.several-names``, ``correspondent.group-names``,
            ``correspondent.dates``, ``correspondent.own-successor``, ``correspondent.named-as-a-group``,
            ``date.no-day``, ``organisation.name-long``, ``organisation.name-unseen``.
    """
    if not one.name.strip():
        raise Refused("correspondent.nameless")
    refuse_unfit_name(one.name, one.parent, one.successor, *one.groups)
    if _BETWEEN.search(one.name):
        raise Refused("correspondent.several-names", name=one.name)
    _refuse_unfit_dates(one)
    if one.successor == one.name:
        raise Refused("correspondent.own-successor", name=one.name)
    for group in one.groups:
        if not group.strip() or _BETWEEN.search(group):
            raise Refused("correspondent.group-names", name=one.name, group=group)
    both = (words.organs & {*one.groups}) or (words.groups & {one.name})
    if both:
        raise Refused("correspondent.named-as-a-group", name=min(both))


def _refuse_unfit_dates(one: Correspondent) -> None:
    for day in (one.since, one.until):
        if day and read_iso(day) is None:
            raise Refused("date.no-day", text=day)
    if one.until and one.until < one.since:
        raise Refused("correspondent.dates", name=one.name)


_BETWEEN = re.compile(r"[、，,;；\n]")
"""Marks that part organs where several are written."""
