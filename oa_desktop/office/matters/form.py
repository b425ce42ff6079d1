"""The printed form of an internal matter (内部事项的表): its fields, and the opinion areas of its flow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from oa_desktop.domain.dates import read_iso, written_day
from oa_desktop.domain.documents.matters import FieldKind, Matter, MatterField, values_in
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.forms import ROW_WIDTH, Cell, Form, Row, form_row
from oa_desktop.domain.texts.opinions import AreaOrder, Opinion, in_area_order
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.desk import Desk
from oa_desktop.office.papers.opinions import opinions_in

_AREA_MM = 22.0
_LEADERS = "领导批示"
"""The area in which opinions stand by rank."""


def matter_form(desk: Desk, state: Dossier, matter: Matter) -> Form:
    """Return the form of a matter as it stands."""
    values = values_in(desk.manuscript(state.source))
    said = opinions_in(desk, state.id)
    unit = desk.organisation()
    rows = (_head(unit, state), *field_rows(matter, values), *_areas(state, said))
    return Form(title=matter.name, organ=unit.name, rows=rows, footer=matter.footer)


def _head(unit: Organisation, state: Dossier) -> Row:
    department = unit.department(state.department)
    person = next((one.name for one in unit.people if one.id == state.drafter), "")
    drafted = written_day(state.drafted) if state.drafted else ""
    return form_row(("部门", department.name if department else "", 4), ("经办人", person, 4), ("日期", drafted, 4))


def field_rows(matter: Matter, values: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows of a blank: side by side while there is room, the last one as wide as what is left."""
    for group in _side_by_side(matter.fields):
        widths = [one.width for one in group]
        widths[-1] += ROW_WIDTH - sum(widths)
        cells = tuple(
            Cell(label=one.label, value=_printed(one, values.get(one.id, "")), width=width)
            for one, width in zip(group, widths, strict=True)
        )
        yield Row(cells=cells, height_mm=float(max(one.height_mm for one in group)))


def _side_by_side(fields: Iterable[MatterField]) -> Iterator[Sequence[MatterField]]:
    group: list[MatterField] = []
    for one in fields:
        if group and sum(other.width for other in group) + one.width > ROW_WIDTH:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _printed(field: MatterField, value: str) -> str:
    return written_day(value) if field.kind is FieldKind.DATE and read_iso(value) else value


def _areas(state: Dossier, said: Mapping[str, Sequence[Opinion]]) -> Iterator[Row]:
    """Yield the opinion areas of the flow, each once, in the order of its steps."""
    steps = state.flow.steps if state.flow else ()
    for area in dict.fromkeys(step.opinion_area for step in steps if step.opinion_area):
        order = AreaOrder.RANK if area == _LEADERS else AreaOrder.TIME
        cell = Cell(label=area, opinions=in_area_order(said.get(area, ()), order), order=order)
        yield Row(cells=(cell,), height_mm=_AREA_MM)
