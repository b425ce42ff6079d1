"""接收目录 from ``resources/archives/columns``: the columns that a receiving archive wants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, read_checked
from oa_desktop.catalogue.faults import fault
from oa_desktop.catalogue.yaml_source import Source
from oa_desktop.domain.archives.columns import DayForm, ReceivingCatalogue, ReceivingColumn
from oa_desktop.domain.documents.findings import Finding

COLUMNS = "columns"
"""Name of the folder, and of the schema."""
_WIDTH = "8"


def load_columns(path: Path) -> ReceivingCatalogue:
    """Return the catalogue that a file describes.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    content = read_checked(path, COLUMNS, COLUMN_RULES)
    columns = tuple(map(_column, content["列"]))
    return ReceivingCatalogue(name=content["名称"], root=content["根元素"], line=content["行元素"], columns=columns)


def _column(fields: Mapping[str, Any]) -> ReceivingColumn:
    return ReceivingColumn(
        title=fields["标题"],
        field=fields.get("取自", ""),
        constant=fields.get("固定", ""),
        days=DayForm(fields.get("日期", DayForm.EIGHT)),
        instead=fields.get("换成", {}),
        width=int(fields.get("宽", _WIDTH)),
    )


def _repeated(source: Source, content: Any) -> Iterator[Finding]:
    counted = Counter(fields["标题"] for fields in content["列"])
    for place, fields in enumerate(content["列"]):
        if counted[fields["标题"]] > 1:
            yield fault("archive-file.repeated", source.spot(("列", place, "标题")), name=fields["标题"])


COLUMN_RULES: tuple[Rule, ...] = (_repeated,)
