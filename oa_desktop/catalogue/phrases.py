"""Stock phrases (常用语) for opinions and reasons from ``resources/words/phrases.yaml``, by kind of action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, read_checked
from oa_desktop.catalogue.faults import fault
from oa_desktop.catalogue.yaml_source import Source
from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.documents.findings import Finding


def load_phrases(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the phrases that are offered with each kind of action, the usual one first.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    content = read_checked(path, "phrases", _RULES)
    return {kind: tuple(phrases) for kind, phrases in content.items()}


def _unknown_acts(source: Source, content: Any) -> Iterator[Finding]:
    for kind in content:
        if kind not in BY_KIND:
            spot = source.key_spot((kind,))
            yield fault("resource.unknown-act", spot, act=kind)


_RULES: tuple[Rule, ...] = (_unknown_acts,)
"""What the phrases must keep."""
