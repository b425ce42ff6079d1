"""Forms (表单) from ``resources/forms/*.yaml``, which an office may edit, and what somebody fills them in with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, faults_of, read_checked, read_source
from oa_desktop.catalogue.faults import Faulty, fault, refuse_faulty
from oa_desktop.catalogue.yaml_source import Source, read_yaml
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.forms import ROW_WIDTH, Cell, Form, Row
from oa_desktop.domain.texts.opinions import AreaOrder

_HEIGHT = "高"
_ORDER, _TITLED, _YES = "顺序", "职务", "是"
_USUAL_MM = 10.0
ORGAN = "机关"
"""Names, among what a form is filled in with, the organ that is printed before its title."""


def load_forms(directory: Path) -> dict[str, Form]:
    """Return the empty forms of a directory by their titles, in the order of the file names.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    forms = (_form(read_checked(path, "form", _RULES)) for path in sorted(directory.glob("*.yaml")))
    return {form.title: form for form in forms}


def check_form(path: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong with the file of a form.

    Raises:
        Unavailable: ``resource.unreadable``.
    """
    try:
        return faults_of(read_yaml(path), "form", _RULES)
    except Faulty as faulty:
        return (faulty.finding,)


def load_filling(path: Path, form: Form) -> Mapping[str, str]:
    """Return what a form is filled in with, by the labels of its cells.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column, such as a cell that it has not.
        Unavailable: ``resource.unreadable``.
    """
    source = read_source(path, "filling")
    content: Any = source.value
    known = (ORGAN, *form.labels)
    unknown = (name for name in content if name not in known)
    refuse_faulty(
        tuple(
            fault("resource.unknown-name", source.key_spot((name,)), name=name, known="、".join(known))
            for name in unknown
        )
    )
    return dict(content)


def _form(content: Any) -> Form:
    areas = content.get("opinions", {})
    rows = tuple(_row(fields, areas) for fields in content["rows"])
    return Form(title=content["title"], footer=content.get("footer", ""), rows=rows)


def _row(fields: Mapping[str, str], areas: Mapping[str, Mapping[str, str]]) -> Row:
    cells = tuple(_cell(label, int(width), areas.get(label, {})) for label, width in _cells(fields))
    return Row(cells=cells, height_mm=float(fields.get(_HEIGHT, _USUAL_MM)))


def _cell(label: str, width: int, area: Mapping[str, str]) -> Cell:
    order = AreaOrder(area.get(_ORDER, AreaOrder.TIME))
    return Cell(label=label, width=width, order=order, titled=area.get(_TITLED) == _YES)


def _cells(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((label, width) for label, width in fields.items() if label != _HEIGHT)


def _widths(source: Source, content: Any) -> Iterator[Finding]:
    for place, fields in enumerate(content["rows"]):
        total = sum(int(width) for _, width in _cells(fields))
        if total != ROW_WIDTH:
            yield fault("form-file.width", source.spot(("rows", place)), total=total, whole=ROW_WIDTH)


def _repeated(source: Source, content: Any) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, fields in enumerate(content["rows"]):
        for label, _ in _cells(fields):
            if label in seen:
                yield fault("form-file.repeated", source.key_spot(("rows", place, label)), name=label)
            seen.add(label)


def _unknown_areas(source: Source, content: Any) -> Iterator[Finding]:
    known = [label for fields in content["rows"] for label, _ in _cells(fields)]
    for name in content.get("opinions", {}):
        if name not in known:
            yield fault("resource.unknown-name", source.key_spot(("opinions", name)), name=name, known="、".join(known))


_RULES: tuple[Rule, ...] = (_widths, _repeated, _unknown_areas)
"""What the file of a form must keep."""
