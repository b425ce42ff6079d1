"""The manuscript with its elements as they were typed, before a reader brought them into the standard's form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.texts.element_names import FIELDS

CHANGED = "source.form"
"""The rule under which a reader says that it changed the form of an element."""


def as_typed(manuscript: Manuscript, findings: Iterable[Finding]) -> Manuscript:
    """Return a manuscript with every element of which a reader changed the form as it was typed."""
    for one in findings:
        if one.rule == CHANGED:
            manuscript = _restored(
                manuscript, FIELDS[one.params["element"]], one.params["written"], one.params["typed"]
            )
    return manuscript


def _restored(manuscript: Manuscript, field: str, written: str, typed: str) -> Manuscript:
    value = getattr(manuscript, field)
    names = value if isinstance(value, tuple) else (value,)
    restored = tuple(typed if name == written else name for name in names)
    given: dict[str, Any] = {field: restored if isinstance(value, tuple) else restored[0]}
    return replace(manuscript, **given)
