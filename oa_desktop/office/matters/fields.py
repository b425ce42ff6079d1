"""What a blank asks for (栏目), as fields that are filled in, and what was filled in as the form holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from oa_desktop.domain.documents.matters import FieldKind, Matter, MatterField
from oa_desktop.office import queries as q

_SORTS: Mapping[FieldKind, q.FieldSort] = {
    FieldKind.LINES: q.FieldSort.LINES,
    FieldKind.CHOICE: q.FieldSort.CHOICE,
    FieldKind.DATE: q.FieldSort.DAY,
}
_FILLED_IN = "填写"


def field_rows(
    matter: Matter, values: Mapping[str, str], *, people: Iterable[str] = (), person: str = ""
) -> Iterator[q.FieldRow]:
    """Yield the fields of a blank in their order.

    Args:
        matter: The blank.
        values: What stands in it.
        people: Names that the fields for people (人员) offer.
        person: Whose name stands in the fields for people (人员) before anybody has changed them.
    """
    offered = tuple((one, one) for one in people)
    for one in matter.fields:
        sort = _SORTS.get(one.kind, q.FieldSort.TEXT)
        usual = values.get(one.id, person if one.kind is FieldKind.PERSON else "")
        label = f"{one.label} *" if one.required else one.label
        yield q.FieldRow(
            name=one.id,
            label=label,
            sort=sort,
            usual=usual,
            options=offered if one.kind is FieldKind.PERSON else _options(one),
        )


def _options(field: MatterField) -> tuple[tuple[str, str], ...]:
    if field.kind is FieldKind.DATE:
        return (("", _FILLED_IN),)
    none = () if field.required or not field.choices else (("", "（不填）"),)
    return (*none, *((one, one) for one in field.choices))


def values_of(said: Mapping[str, Any]) -> dict[str, str]:
    """Return what was filled in as text; lines stand under each other."""
    return {name: "\n".join(value) if isinstance(value, tuple) else str(value) for name, value in said.items()}
