"""The blanks of internal matters (内部事项) from ``resources/matters/*.yaml``, which an office may edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, faults_of, read_checked
from oa_desktop.catalogue.faults import Faulty, fault
from oa_desktop.catalogue.yaml_source import Source, read_yaml
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.incoming import Medium
from oa_desktop.domain.documents.matters import Becoming, FieldKind, Matter, MatterField

_YES = "是"
_CHOICE = FieldKind.CHOICE.value


def load_matters(directory: Path) -> dict[str, Matter]:
    """Return the blanks of a directory by their ids, in the order of the file names.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    matters = (_matter(read_checked(path, "matter", _RULES)) for path in sorted(directory.glob("*.yaml")))
    return {matter.id: matter for matter in matters}


def check_matter(path: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong with the file of a blank.

    Raises:
        Unavailable: ``resource.unreadable``.
    """
    try:
        return faults_of(read_yaml(path), "matter", _RULES)
    except Faulty as faulty:
        return (faulty.finding,)


def _matter(content: Any) -> Matter:
    return Matter(
        id=content["id"],
        version=int(content["version"]),
        name=content["name"],
        flow=content["flow"],
        title=content["title"],
        classification=content.get("classification", ""),
        footer=content.get("footer", ""),
        fields=tuple(map(_field, content["fields"])),
        becomes=_becoming(content["becomes"]) if "becomes" in content else None,
    )


def _field(content: Mapping[str, Any]) -> MatterField:
    return MatterField(
        id=content["id"],
        label=content["label"],
        kind=FieldKind(content.get("kind", FieldKind.TEXT)),
        required=content.get("required") == _YES,
        choices=tuple(content.get("choices", ())),
        width=int(content.get("width", 12)),
        height_mm=int(content.get("height", 10)),
    )


def _becoming(content: Mapping[str, str]) -> Becoming:
    medium = Medium(content.get("medium", Medium.TELEPHONE))
    return Becoming(sender=content["sender"], text=content["text"], medium=medium)


def _repeated(source: Source, content: Any) -> Iterator[Finding]:
    for name in ("id", "label"):
        seen: set[str] = set()
        for place, one in enumerate(content["fields"]):
            if one[name] in seen:
                yield fault("form-file.repeated", source.spot(("fields", place, name)), name=one[name])
            seen.add(one[name])


def _unknown_fields(source: Source, content: Any) -> Iterator[Finding]:
    """What a blank says of its fields names fields that it has; its title is one that must be filled in."""
    known = "、".join(one["id"] for one in content["fields"])
    for place, name in _named(content):
        if name not in known.split("、"):
            yield fault("resource.unknown-name", source.spot(place), name=name, known=known)
    for number, one in enumerate(content["fields"]):
        if one["id"] == content["title"] and one.get("required") != _YES:
            yield fault("matter-file.title-optional", source.spot(("fields", number, "id")), name=one["label"])


def _named(content: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the fields that a blank names outside of them, and where."""
    yield from (((name,), content[name]) for name in ("title", "classification") if name in content)
    if "becomes" in content:
        yield from ((("becomes", name), content["becomes"][name]) for name in ("sender", "text"))


def _choices(source: Source, content: Any) -> Iterator[Finding]:
    for place, one in enumerate(content["fields"]):
        if (one.get("kind") == _CHOICE) != ("choices" in one):
            yield fault("matter-file.choices", source.spot(("fields", place, "id")), name=one["label"])


_RULES: tuple[Rule, ...] = (_repeated, _unknown_fields, _choices)
"""What the file of a blank must keep."""
