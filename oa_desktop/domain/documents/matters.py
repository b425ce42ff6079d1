"""Internal matters (内部事项): what is asked and decided inside the unit on a form whose fields are data.

签报, 审批单, 电话记录, 用印审批, 信息公开审签: a blank, what was typed into it, and the flow that it goes by.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.documents.incoming import Medium
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Filled, Manuscript

LONGEST = 4000
"""Characters that one field may hold."""


class FieldKind(StrEnum):
    """What is typed into a field."""

    TEXT = "文字"
    LINES = "多行"
    DATE = "日期"
    CHOICE = "选项"
    NUMBER = "数字"
    PERSON = "人员"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterField:
    """栏目: one field of a blank.

    Attributes:
        id: Its name in data and on the command line, such as ``amount``.
        label: What is printed in its cell.
        required: Whether the form is not sent on without it.
        choices: What a choice is among.
        width: Its share of a row of the printed form, in twelfths.
        height_mm: The least height of its row.
    """

    id: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    width: int = 12
    height_mm: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Becoming:
    """How a matter becomes an incoming document (转为收文).

    Attributes:
        sender: The field that names 来文机关.
        text: The field that holds the text.
        medium: How it came.
    """

    sender: str
    text: str
    medium: Medium = Medium.TELEPHONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """事项的表样: the blank under which a matter was begun; kept in its journal beside the flow.

    Attributes:
        id: Such as ``internal-report``.
        name: What the office calls it, such as 签报.
        flow: Id of the flow that it goes by.
        title: The field that names the matter (事由).
        classification: The field that holds 密级, empty where it has none.
        fields: In the order of the printed form.
        footer: Small print under it.
        becomes: How it becomes an incoming document; None for one that does not.
    """

    id: str
    version: int
    name: str
    flow: str
    title: str
    fields: tuple[MatterField, ...]
    classification: str = ""
    footer: str = ""
    becomes: Becoming | None = field(default=None, metadata={codec.LATER: True})

    def named(self, said: str) -> MatterField:
        """Return a field by its id or its label.

        Raises:
            Refused: ``matter.no-such-field``.
        """
        found = next((one for one in self.fields if said in (one.id, one.label)), None)
        if found is None:
            raise Refused("matter.no-such-field", name=said, known="、".join(one.label for one in self.fields))
        return found


def filled_in(matter: Matter, values: Mapping[str, str]) -> Manuscript:
    """Return the text of a matter with its fields filled in, as typed: its source, canonical like every text."""
    filled = tuple(
        Filled(field=one.id, value=values[one.id].strip()) for one in matter.fields if values.get(one.id, "").strip()
    )
    return Manuscript(
        title=" ".join(values.get(matter.title, "").split()),
        kind=matter.name,
        classification=values.get(matter.classification, "").strip(),
        filled=filled,
    )


def values_in(text: Manuscript) -> dict[str, str]:
    """Return what was filled in, by the ids of the fields."""
    return {one.field: one.value for one in text.filled}


def refuse_unfit_filling(matter: Matter, text: Manuscript) -> None:
    """Refuse a form that lacks what it needs, or in which something cannot be meant.

    Raises:
        Refused: ``matter.lacking``, ``matter.not-a-date``, ``matter.not-a-number``, ``matter.no-such-choice``,
            ``matter.too-long``.
    """
    values = values_in(text)
    lacking = [one.label for one in matter.fields if one.required and not values.get(one.id)]
    if lacking:
        raise Refused("matter.lacking", matter=matter.name, fields="、".join(lacking))
    for one in matter.fields:
        _refuse_unfit(one, values.get(one.id, ""))


def _refuse_unfit(field: MatterField, value: str) -> None:
    if len(value) > LONGEST:
        raise Refused("matter.too-long", field=field.label)
    if value and not _FITS.get(field.kind, _anything)(field, value):
        raise Refused(_UNFIT[field.kind], field=field.label, value=value[:40], choices="、".join(field.choices))


def _anything(_: MatterField, __: str) -> bool:
    return True


_FITS: Mapping[FieldKind, Callable[[MatterField, str], bool]] = {
    FieldKind.DATE: lambda _, value: read_iso(value) is not None,
    FieldKind.NUMBER: lambda _, value: value.isascii() and value.replace(".", "", 1).isdigit(),
    FieldKind.CHOICE: lambda field, value: value in field.choices,
}
_UNFIT: Mapping[FieldKind, str] = {
    FieldKind.DATE: "matter.not-a-date",
    FieldKind.NUMBER: "matter.not-a-number",
    FieldKind.CHOICE: "matter.no-such-choice",
}
