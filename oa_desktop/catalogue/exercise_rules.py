"""What a file of an exercise must keep beyond its shape (场景的规矩): names that are there, points, a lapse a check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from oa_desktop.catalogue.checking import Rule
from oa_desktop.catalogue.exercise_checks import words
from oa_desktop.catalogue.exercise_play import PLAY_RULES
from oa_desktop.catalogue.faults import fault
from oa_desktop.catalogue.units import load_unit
from oa_desktop.catalogue.yaml_source import Source, Where
from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.registry import RULES
from oa_desktop.domain.training.exercise import FULL_MARK
from oa_desktop.domain.units.described import DescribedUnit
from oa_desktop.i18n.resources import resource_path


def _references(content: Any) -> Iterator[tuple[Where, str, str]]:
    """Yield where a file names a thing of its own, which group it is of, and its name."""
    for where, one in _walk(content, ()):
        if isinstance(one, dict):
            for field, group in _NAMES.items():
                if field in one and not _SAID.intersection(where):
                    yield from (((*where, field), group, name) for name in words(one[field]))


def _walk(value: Any, where: Where) -> Iterator[tuple[Where, Any]]:
    yield where, value
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _walk(part, (*where, key))


_NAMES = {
    "doc": "materials",
    "by": "roles",
    "question": "questions",
    "hint": "steps",
    "arrives": "materials",
    "away": "roles",
    "shown": "materials",
    "told": "events",
}
"""Fields that name something of the file, and the group in which it stands."""


_SAID = frozenset({"said", "choices", "boxes"})
"""Below these stand words of an act or of a question, whose names are not ours."""


def _unknown_references(source: Source, content: Any) -> Iterator[Finding]:
    known = {group: [one["id"] for one in content.get(group, ())] for group in _NAMES.values()}
    for where, group, name in _references(content):
        if name not in known[group]:
            yield fault("exercise-file.unknown", source.spot(where), name=name, known="、".join(known[group]))


def _repeated(source: Source, content: Any) -> Iterator[Finding]:
    """Find names that stand twice; two discs of one name would be one folder."""
    groups = {(group,): content.get(group, ()) for group in (*_GROUPS, _DISCS)}
    for where, group in (groups | {_LAPSES: content["runs"].get("lapses", ())}).items():
        name = "name" if where == (_DISCS,) else "id"
        seen: set[str] = set()
        for index, one in enumerate(group):
            if one[name] in seen:
                yield fault("exercise-file.repeated", source.spot((*where, index, name)), value=one[name])
            seen.add(one[name])


_GROUPS = ("roles", "materials", "questions", "steps", "events", "checks")
_DISCS, _LAPSES = "discs", ("runs", "lapses")


def _unknown_acts(source: Source, content: Any) -> Iterator[Finding]:
    for where, one in _walk(content, ()):
        if isinstance(one, dict) and "act" in one and "said" not in where:
            for kind in [one["act"]] if isinstance(one["act"], str) else one["act"]:
                if kind not in BY_KIND:
                    yield fault("resource.unknown-act", source.spot((*where, "act")), act=kind)


def _unknown_rules(source: Source, content: Any) -> Iterator[Finding]:
    for index, one in enumerate(content["checks"]):
        for place, rule in enumerate(one["check"].get("rules", ())):
            if rule not in RULES:
                yield fault("exercise-file.rule", source.spot(("checks", index, "check", "rules", place)), named=rule)


def _unknown_elements(source: Source, content: Any) -> Iterator[Finding]:
    """Find elements that no text has."""
    for index, one in enumerate(content["checks"]):
        element = one["check"].get("element", _ELEMENTS[0])
        if element not in _ELEMENTS:
            spot = source.spot(("checks", index, "check", "element"))
            yield fault("exercise-file.unknown", spot, name=element, known="、".join(_ELEMENTS))


_ELEMENTS = tuple(one.name for one in fields(Manuscript))


def _incomplete_cases(source: Source, content: Any) -> Iterator[Finding]:
    """Find the cases that lack a name which another case fills: it would be read as it stands, in braces."""
    cases = content.get("cases", ())
    names = dict.fromkeys(name for one in cases for name in one)
    for index, one in enumerate(cases):
        for name in names:
            if name not in one:
                yield fault("exercise-file.case", source.spot(("cases", index)), name=name)


def _unknown_people(source: Source, content: Any) -> Iterator[Finding]:
    """Find roles of whom nobody in the unit could be, and players that nobody has described."""
    known = {"account": _accounts(_world(content)), "persona": _personas()}
    for index, one in enumerate(content.get("roles", ())):
        for name, names in known.items():
            if name in one and one[name] not in names:
                spot = source.spot(("roles", index, name))
                yield fault("exercise-file.unknown", spot, name=one[name], known="、".join(names))


def _unknown_seals(source: Source, content: Any) -> Iterator[Finding]:
    """Find seals that are to be locked and that the unit has not."""
    known = tuple(one.organ for one in _unit(_world(content)).seals)
    for index, one in enumerate(content.get("events", ())):
        if "locks" in one and one["locks"] not in known:
            spot = source.spot(("events", index, "locks"))
            yield fault("exercise-file.unknown", spot, name=one["locks"], known="、".join(known))


def _unknown_world(source: Source, content: Any) -> Iterator[Finding]:
    if content.get("world", WORLD) not in _worlds():
        yield fault("exercise-file.unknown", source.spot(("world",)), name=content["world"], known="、".join(_worlds()))


def _world(content: Any) -> str:
    """Return the unit that a file names, the usual one where there is none of that name."""
    named = str(content.get("world", WORLD))
    return named if named in _worlds() else WORLD


@cache
def _worlds() -> tuple[str, ...]:
    return tuple(sorted(one.name for one in resource_path("training/world").glob("*.yaml")))


@cache
def _unit(world: str) -> DescribedUnit:
    return load_unit(resource_path("training/world") / world)


@cache
def _accounts(world: str) -> tuple[str, ...]:
    return tuple(one.account for one in _unit(world).people)


@cache
def _personas() -> tuple[str, ...]:
    return tuple(sorted(one.stem for one in resource_path("training/personas").glob("*.yaml")))


WORLD = "county.yaml"
"""The unit of an exercise that names none."""


def _not_hundred(source: Source, content: Any) -> Iterator[Finding]:
    points = sum(int(one["points"]) for one in content["checks"])
    if points != FULL_MARK:
        yield fault("exercise-file.points", source.key_spot(("checks",)), points=points, full=FULL_MARK)


def _lacking_fields(source: Source, content: Any) -> Iterator[Finding]:
    for index, one in enumerate(content["checks"]):
        kind = one["check"]["kind"]
        for field in _NEEDED[kind]:
            if field not in one["check"]:
                spot = source.spot(("checks", index, "check"))
                yield fault("exercise-file.lacking", spot, kind=kind, field=field)


_NEEDED: Mapping[str, tuple[str, ...]] = {
    "event": ("what",),
    "absent": ("what",),
    "count": ("what",),
    "order": ("order",),
    "within": ("what", "then", "minutes"),
    "state": ("doc", "steps"),
    "field": ("doc", "element"),
    "doc": ("doc", "rules"),
    "package": ("doc", "criteria"),
    "text_has": ("ideas",),
    "quiz": ("question",),
    "manual": ("levels",),
}
"""What each kind of check has to say."""


def _uneven_levels(source: Source, content: Any) -> Iterator[Finding]:
    """Find rubrics whose levels do not all say their points, or do not fall from all points of the check."""
    for index, one in enumerate(content["checks"]):
        levels = one["check"].get("levels", ())
        said = [int(level["points"]) for level in levels if isinstance(level, dict)]
        falls = said == sorted(set(said), reverse=True)
        if said and not (falls and len(said) == len(levels) and said[0] == int(one["points"])):
            yield fault("exercise-file.levels", source.spot(("checks", index, "check")), check=one["id"])


def _no_lapse(source: Source, content: Any) -> Iterator[Finding]:
    """Find the checks that no run is said to fail; nobody would know that they can."""
    failed = {check for one in content["runs"].get("lapses", ()) for check in one["fails"]}
    for index, one in enumerate(content["checks"]):
        if one["check"]["kind"] != "manual" and one["id"] not in failed:
            yield fault("exercise-file.no-lapse", source.spot(("checks", index, "id")), check=one["id"])


EXERCISE_RULES: tuple[Rule, ...] = (
    _repeated,
    _unknown_references,
    _unknown_acts,
    _unknown_rules,
    _unknown_elements,
    _incomplete_cases,
    _unknown_world,
    _unknown_people,
    _unknown_seals,
    _lacking_fields,
    _not_hundred,
    _uneven_levels,
    _no_lapse,
    *PLAY_RULES,
)
