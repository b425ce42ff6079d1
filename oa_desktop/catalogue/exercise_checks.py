"""The checks of an exercise (检查点) as a file says them: twelve kinds of conditions, by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.training import conditions as ask
from oa_desktop.domain.training.exercise import Check


def words(value: Any) -> tuple[str, ...]:
    """Return one word or several as several."""
    return (value,) if isinstance(value, str) else tuple(value)


def check_of(fields: dict[str, Any]) -> Check:
    """Return a check as a file describes it."""
    asked = fields["check"]
    return Check(
        id=fields["id"],
        asks=fields["asks"],
        points=int(fields["points"]),
        condition=_CONDITIONS[asked["kind"]](asked),
        why=fields["why"],
        mend=fields["mend"],
        clause=fields.get("clause", ""),
        cap=int(fields["cap"]) if "cap" in fields else None,
        needs=fields.get("needs", ""),
    )


def pattern_of(fields: dict[str, Any]) -> ask.Pattern:
    """Return which acts a file means."""
    return ask.Pattern(
        acts=words(fields["act"]),
        document=fields.get("doc", ""),
        by=words(fields.get("by", ())),
        said={name: words(one) for name, one in fields.get("said", {}).items()},
    )


def _counted(one: dict[str, Any]) -> ask.Condition:
    least, most = int(one.get("least", "1")), int(one.get("most", "1000000"))
    return ask.Counted(pattern=pattern_of(one["what"]), least=least, most=most)


def _element(one: dict[str, Any]) -> ask.Condition:
    said = {name: tuple(one.get(name, ())) for name in ("one_of", "has", "lacks")}
    return ask.Element(document=one["doc"], element=one["element"], **said)


def _says(one: dict[str, Any]) -> ask.Condition:
    ideas = tuple(tuple(idea) for idea in one["ideas"])
    words_of = pattern_of(one["what"]) if "what" in one else None
    return ask.Says(ideas=ideas, document=one.get("doc", ""), words_of=words_of, field=one.get("field", ""))


def _within(one: dict[str, Any]) -> ask.Condition:
    return ask.Within(begin=pattern_of(one["what"]), then=pattern_of(one["then"]), minutes=int(one["minutes"]))


def _level(said: str | dict[str, str]) -> ask.Level:
    if isinstance(said, str):
        return ask.Level(name=said)
    return ask.Level(name=said["level"], words=said.get("words", ""), points=int(said["points"]))


_CONDITIONS: Mapping[str, Callable[[dict[str, Any]], ask.Condition]] = {
    "event": lambda one: ask.Happened(pattern=pattern_of(one["what"])),
    "absent": lambda one: ask.Absent(pattern=pattern_of(one["what"])),
    "count": _counted,
    "order": lambda one: ask.InOrder(patterns=tuple(pattern_of(each) for each in one["order"])),
    "within": _within,
    "state": lambda one: ask.Reached(document=one["doc"], steps=tuple(one["steps"])),
    "field": _element,
    "doc": lambda one: ask.Clean(document=one["doc"], rules=tuple(one["rules"]), issued=one.get("issued") == "是"),
    "package": lambda one: ask.Sound(document=one["doc"], criteria=tuple(one["criteria"])),
    "text_has": _says,
    "quiz": lambda one: ask.Answered(question=one["question"]),
    "manual": lambda one: ask.Judged(levels=tuple(map(_level, one["levels"])), document=one.get("doc", "")),
}
"""Twelve kinds of checks, by their names in a file."""
