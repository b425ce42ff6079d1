"""A package of the archive (归档信息包) as whoever takes it in sees it: items, files, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from oa_desktop.domain.ids import UnitId

Files = Mapping[str, Callable[[], bytes]]
"""The files of an item, read when they are wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedItem:
    """An item as its package describes it.

    Attributes:
        place: Its folder, which ends with a slash, or its file.
        fields: What the catalogue would say, by name (``specimen.FIELDS``).
    """

    place: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A package that was looked through and in which nothing is wrong.

    Attributes:
        unit: Whose journals it holds.
        register: The journals of unit and register.
        contents: What those journals name.
        items: Gives the files of each item, one item at a time.
        whole: Every file of the package, by its path in it, with slashes.
        sizes: The bytes of every file of it, by its path.
        inside: How the paths begin of what the seal is over; ``data/`` in a bag.
        described: Gives what the package says of each item, in the order of ``items``.
    """

    unit: UnitId
    register: bytes
    contents: Files
    items: Callable[[], Iterator[Files]]
    whole: Files = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    inside: str = ""
    described: Callable[[], Iterator[DescribedItem]] = lambda: iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFault:
    """What is wrong with a package: the code of its words, and what they are said of."""

    rule: str
    params: Mapping[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A package that was looked through.

    Attributes:
        items: How many are in it.
        opened: What can be taken in; None where something is wrong.
    """

    items: int
    faults: tuple[PackageFault, ...] = ()
    opened: Opened | None = field(default=None, repr=False)
