"""Files that are laid over each other: a county's over a province's, and that over the nation's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, read_source
from oa_desktop.catalogue.faults import fault, refuse_faulty
from oa_desktop.catalogue.yaml_source import Source

OVER = "over"
"""Names the file below: one in the same folder, without its ending."""


def read_layers(path: Path, schema: str, rules: tuple[Rule, ...], lost: str) -> tuple[Source, ...]:
    """Return a file and those that it is laid over, the lowest first, each of them right.

    Args:
        path: The uppermost file.
        schema: Of all of them.
        rules: That all of them keep.
        lost: The rule that is broken by one whose base is not there, or is laid over it.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    found: list[Source] = []
    paths: list[Path] = [path]
    while True:
        source = read_source(paths[-1], schema, rules)
        found.insert(0, source)
        content: Any = source.value
        if OVER not in content:
            return tuple(found)
        base = paths[-1].with_name(f"{content[OVER]}.yaml")
        if not base.is_file() or base in paths:
            refuse_faulty((fault(lost, source.spot((OVER,)), base=content[OVER]),))
        paths.append(base)
