"""四性检测项 from ``resources/archives/properties.yaml``, which an office may number and weigh for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from oa_desktop.catalogue.checking import Rule, read_checked
from oa_desktop.catalogue.faults import fault
from oa_desktop.catalogue.yaml_source import Source
from oa_desktop.domain.archives.properties import Criterion, Method, Property, Stage
from oa_desktop.domain.archives.property_checks import CHECKS
from oa_desktop.domain.documents.findings import Finding

PROPERTIES = "properties.yaml"
_ITEMS = "检测项"
_WORDS: Mapping[str, frozenset[str]] = {"通过": frozenset({"count", "found"}), "不通过": frozenset({"count", "found"})}
"""What the words of an answer may mention."""


def load_properties(path: Path) -> tuple[Criterion, ...]:
    """Return the items that a file holds, in its order.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    return tuple(map(_criterion, read_checked(path, "properties", PROPERTY_RULES)[_ITEMS]))


def _criterion(fields: Mapping[str, Any]) -> Criterion:
    return Criterion(
        name=fields["名称"],
        property=Property(fields["性质"]),
        method=Method(fields["方法"]),
        stages=tuple(map(Stage, fields["环节"])),
        labels={Stage(stage): label for stage, label in fields.get("代号", {}).items()},
        check=fields.get("检测", ""),
        asks=fields["内容"],
        passed=fields.get("通过", ""),
        failed=fields.get("不通过", ""),
        remedy=fields["处理"],
        tag=fields["出处"],
        weight=int(fields["权重"]),
        veto=fields.get("否决") == "是",
    )


def _repeated(source: Source, content: Any) -> Iterator[Finding]:
    counted = Counter(fields["名称"] for fields in content[_ITEMS])
    for place, fields in enumerate(content[_ITEMS]):
        if counted[fields["名称"]] > 1:
            yield fault("archive-file.repeated", source.spot((_ITEMS, place, "名称")), name=fields["名称"])


def _unanswered(source: Source, content: Any) -> Iterator[Finding]:
    """Give the items that nothing answers, and those of a person that a check would answer."""
    for place, fields in enumerate(content[_ITEMS]):
        by_person = fields["方法"] == Method.BY_PERSON
        asked = {"检测", *_WORDS} & fields.keys()
        if bool(asked) if by_person else len(asked) <= len(_WORDS) or fields["检测"] not in CHECKS:
            yield fault("archive-file.unanswered", source.spot((_ITEMS, place, "方法")), name=fields["名称"])


def _unsayable(source: Source, content: Any) -> Iterator[Finding]:
    for place, fields in enumerate(content[_ITEMS]):
        for key in _WORDS.keys() & fields.keys():
            if not _mentioned(fields[key]) <= _WORDS[key]:
                yield fault("archive-file.words", source.spot((_ITEMS, place, key)), name=fields["名称"])


def _mentioned(words: str) -> frozenset[str]:
    """Return what is to be filled into words; what cannot be filled in at all is something that nobody has."""
    try:
        parts = list(Formatter().parse(words))
    except ValueError:
        return frozenset({""})
    return frozenset(name for _, name, form, turn in parts if name is not None) | frozenset(
        {""} if any(form or turn for _, _, form, turn in parts) else ()
    )


PROPERTY_RULES: tuple[Rule, ...] = (_repeated, _unanswered, _unsayable)
