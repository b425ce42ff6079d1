"""保管期限表 and 分类方案 from ``resources/archives``, which an office draws up for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, faults_of, read_checked
from oa_desktop.catalogue.columns import COLUMN_RULES, COLUMNS
from oa_desktop.catalogue.faults import Faulty, fault
from oa_desktop.catalogue.properties import PROPERTIES, PROPERTY_RULES
from oa_desktop.catalogue.yaml_source import Source, read_yaml
from oa_desktop.domain.archives.codes import ClassField, CodeStyle
from oa_desktop.domain.archives.retention import Schedule, ScheduleRow, Share, Side, read_retention
from oa_desktop.domain.archives.scheme import DivideBy, Division, Scheme, refuse_scheme
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DepartmentId
from oa_desktop.i18n.problems import say

SCHEDULE = "retention.yaml"


def load_schedule(path: Path) -> Schedule:
    """Return the schedule of a file.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    content = read_checked(path, "retention", _SCHEDULE_RULES)
    rows = tuple(map(_row, content["条目"]))
    return Schedule(name=content["名称"], approval=content.get("批准文号", ""), rows=rows)


def load_scheme(path: Path) -> Scheme:
    """Return the scheme of a file; its departments stand by their names.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    return _scheme(read_checked(path, "scheme", _SCHEME_RULES))


def check_archives(path: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong with a file of ``resources/archives``.

    Raises:
        Unavailable: ``resource.unreadable``.
    """
    sort = path.parent.name if path.parent.name == COLUMNS else path.name
    schema, rules = _SORTS.get(sort, ("scheme", _SCHEME_RULES))
    try:
        return faults_of(read_yaml(path), schema, rules)
    except Faulty as faulty:
        return (faulty.finding,)


def _row(fields: Mapping[str, Any]) -> ScheduleRow:
    return ScheduleRow(
        id=fields["编号"],
        material=fields["名目"],
        retention=read_retention(fields["期限"]),
        sides=tuple(map(Side, fields.get("收发", ()))),
        kinds=tuple(fields.get("文种", ())),
        words=tuple(fields.get("题名含", ())),
        shares=tuple(map(Share, fields.get("主协办", ()))),
        tag=fields.get("出处", ""),
        drafts=fields.get("历稿") == _KEPT,
    )


_KEPT = "归档"
"""What a row of a schedule says of past drafts that are archived."""


def _scheme(content: Mapping[str, Any]) -> Scheme:
    return Scheme(
        fonds=content["全宗号"],
        fonds_name=content["全宗名称"],
        since=int(content["起始年度"]),
        style=CodeStyle(content["档号样式"]),
        order=tuple(map(ClassField, content["顺序"])),
        divide_by=DivideBy(content["分类"]),
        divisions=tuple(map(_division, content.get("类目", ()))),
        digits=int(content.get("件号位数", "4")),
    )


def _division(fields: Mapping[str, Any]) -> Division:
    departments = tuple(map(DepartmentId, fields.get("内设机构", ())))
    return Division(
        code=fields["代号"], name=fields["名称"], departments=departments, words=tuple(fields.get("题名含", ()))
    )


def _repeated(source: Source, content: Any) -> Iterator[Finding]:
    counted = Counter(fields["编号"] for fields in content["条目"])
    for place, fields in enumerate(content["条目"]):
        if counted[fields["编号"]] > 1:
            yield fault("archive-file.repeated", source.spot(("条目", place, "编号")), name=fields["编号"])


def _unfit(source: Source, content: Any) -> Iterator[Finding]:
    """Give what the scheme itself refuses."""
    try:
        refuse_scheme(_scheme(content))
    except Refused as refused:
        why = say(refused.code, refused.params).what.rstrip("。")
        yield fault("archive-file.scheme", source.spot(("分类",)), why=why)


_SCHEDULE_RULES: tuple[Rule, ...] = (_repeated,)
_SCHEME_RULES: tuple[Rule, ...] = (_unfit,)
_SORTS: Mapping[str, tuple[str, tuple[Rule, ...]]] = {
    SCHEDULE: ("retention", _SCHEDULE_RULES),
    PROPERTIES: ("properties", PROPERTY_RULES),
    COLUMNS: (COLUMNS, COLUMN_RULES),
}
"""Schema and rules by the name of the file, or of its folder; any other file is a scheme."""
