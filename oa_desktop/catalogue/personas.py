"""Role players (模拟角色) from ``resources/training/personas``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, read_checked
from oa_desktop.catalogue.faults import fault
from oa_desktop.catalogue.yaml_source import Source
from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.training.personas import AGREE, Deed, Persona, Reaction, Situation


def load_personas(folder: Path) -> Mapping[str, Persona]:
    """Return the role players that a folder describes, by their ids.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    found = (_persona(read_checked(path, "persona", _RULES)) for path in sorted(folder.glob("*.yaml")))
    return {one.id: one for one in found}


def _unknown_acts(source: Source, content: Any) -> Iterator[Finding]:
    for index, one in enumerate(content["reactions"]):
        for kind in _words(one["to"]):
            if kind not in BY_KIND:
                yield fault("resource.unknown-act", source.spot(("reactions", index, "to")), act=kind)
        for place, deed in enumerate(one["decide"]):
            if deed.get("do", AGREE) not in {*BY_KIND, AGREE}:
                spot = source.spot(("reactions", index, "decide", place, "do"))
                yield fault("resource.unknown-act", spot, act=deed["do"])


_RULES: tuple[Rule, ...] = (_unknown_acts,)


def _words(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _persona(value: Any) -> Persona:
    return Persona(id=value["id"], name=value["name"], reactions=tuple(_reaction(one) for one in value["reactions"]))


def _reaction(fields: dict[str, Any]) -> Reaction:
    least, most = (int(one) for one in fields["wait"])
    return Reaction(to=_words(fields["to"]), wait=(least, most), deeds=tuple(_deed(one) for one in fields["decide"]))


def _deed(fields: dict[str, Any]) -> Deed:
    said = {name: tuple(one) if isinstance(one, list) else one for name, one in fields.get("said", {}).items()}
    when = _situation(fields.get("when", {}))
    return Deed(when=when, act=fields.get("do", ""), words=fields.get("words", ""), said=said)


def _situation(fields: dict[str, Any]) -> Situation:
    return Situation(
        finds=tuple(fields.get("finds", ())),
        overlooks=tuple(fields.get("overlooks", ())),
        faults=int(fields.get("faults", "0")),
        before=int(fields.get("before", "0")),
        fewer=int(fields["fewer"]) if "fewer" in fields else None,
        has=tuple(fields.get("has", ())),
        lacks=tuple(fields.get("lacks", ())),
    )
