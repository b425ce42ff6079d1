"""The roll of 往来机关."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final

from oa_desktop.domain import codec
from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.organising import RegisterCorrespondents
from oa_desktop.domain.canonical import encode
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.units.correspondents import (
    USUAL_RANK,
    Correspondent,
    Relationship,
    refuse_unfit_correspondent,
    with_correspondents,
    words_of,
)
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.i18n import _
from oa_desktop.office.ports.tables import Column
from oa_desktop.office.rolls.cells import read_day, read_rank, read_words
from oa_desktop.office.rolls.roll import Texts

_NAME, _RELATIONSHIP, _PARENT, _GROUPS = _("机关名称"), _("与本单位的关系"), _("上级机关或地区"), _("分组")
_RANK, _SINCE, _UNTIL, _SUCCESSOR = _("排序"), _("启用日期"), _("停用日期"), _("接替的机关")
_COLUMNS: Final = (
    Column(title=_NAME, width=36),
    Column(title=_RELATIONSHIP, choices=tuple(Relationship)),
    Column(title=_PARENT, width=24),
    Column(title=_GROUPS, width=36),
    Column(title=_RANK, width=8),
    Column(title=_SINCE, width=14),
    Column(title=_UNTIL, width=14),
    Column(title=_SUCCESSOR, width=36),
)
_ADVICE: Final = (
    _("一行一个机关，从第二行写起；第一行的栏名不要改，用不着的栏可以整栏删去（删去的栏不改动已登记的内容）。"),
    _("机关名称：写全称或者规范化简称。名称已经登记过的，按这一行更改；没有登记过的，新增。"),
    _("与本单位的关系：上级、下级、平级或者不相隶属，决定它出现在上行文、下行文还是平行文的“常用”里。"),
    _(
        "分组：写成印出来的样子，如“各乡镇人民政府”；一个机关可以在几个组里，用顿号隔开。组没有单独的登记，有机关写它就有。"
    ),
    _("排序：0至9999，小的在前；名单、分组、封签都照这个次序。空着的排在最后。"),
    _("启用日期、停用日期：2026-03-01、2026/3/1、2026年3月1日都可以。停用以后不再出现在补全和分组里。"),
    _("接替的机关：机关改名或者并入别的机关时，写接替它的机关的名称，并给原名称写上停用日期。"),
    _("不要用公式；合并的单元格按每一行都写了同样的内容读。"),
)
LARGEST_PARCEL = 12_000
"""Bytes of correspondents that one entry is given; it holds 16 KB."""


def parcels(records: Iterable[Correspondent]) -> Iterator[RegisterCorrespondents]:
    """Yield the acts that register some, each with as many as an entry holds."""
    parcel: list[Correspondent] = []
    size = 0
    for one in records:
        more = len(encode(codec.to_json(one)))
        if parcel and size + more > LARGEST_PARCEL:
            yield RegisterCorrespondents(correspondents=tuple(parcel))
            parcel, size = [], 0
        parcel.append(one)
        size += more
    if parcel:
        yield RegisterCorrespondents(correspondents=tuple(parcel))


class CorrespondentRoll:
    """名册 of 往来机关."""

    columns: ClassVar[tuple[Column, ...]] = _COLUMNS
    needed: ClassVar[tuple[str, ...]] = (_NAME,)
    advice: ClassVar[tuple[str, ...]] = _ADVICE
    action: ClassVar[type[Action]] = RegisterCorrespondents

    def __init__(self, unit: Organisation) -> None:
        self._book = unit.correspondents
        self._known = {one.name: one for one in self._book}

    def listed(self) -> Sequence[Correspondent]:
        """Return the address book in the order of rank."""
        return sorted(self._book, key=lambda one: one.rank)

    def written(self, record: Correspondent) -> tuple[str, ...]:
        """Return the cells of an organ."""
        rank = "" if record.rank == USUAL_RANK else str(record.rank)
        groups = "、".join(record.groups)
        dates = (record.since, record.until, record.successor)
        return (record.name, record.relationship, record.parent, groups, rank, *dates)

    def read(self, texts: Texts) -> Correspondent:
        """Return the organ of a row.

        Raises:
            Refused: ``correspondent.relationship``, ``table.rank``, ``table.date``.
        """
        known = self._known.get(texts[_NAME], Correspondent(name=texts[_NAME]))
        said = {field: read(texts[title]) for title, (field, read) in _FIELDS.items() if title in texts}
        return replace(known, **said)

    def known(self, record: Correspondent) -> Correspondent | None:
        """Return the organ of that name."""
        return self._known.get(record.name)

    def key(self, record: Correspondent) -> str:
        """Return its name."""
        return record.name

    def refusing(self, together: Iterable[Correspondent], /) -> Callable[[Correspondent], None]:
        """Return what refuses an organ that does not fit into the book as it is with all of them."""
        words = words_of(with_correspondents(self._book, together))
        return lambda one: refuse_unfit_correspondent(one, words)


def _relationship(text: str) -> Relationship:
    try:
        return Relationship(text or Relationship.UNRELATED)
    except ValueError:
        raise Refused("correspondent.relationship", text=text, known="、".join(Relationship)) from None


_FIELDS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    _RELATIONSHIP: ("relationship", _relationship),
    _PARENT: ("parent", str),
    _GROUPS: ("groups", read_words),
    _RANK: ("rank", lambda text: read_rank(text, USUAL_RANK)),
    _SINCE: ("since", read_day),
    _UNTIL: ("until", read_day),
    _SUCCESSOR: ("successor", str),
}
"""What a column says of an organ, and how its cells are read."""
