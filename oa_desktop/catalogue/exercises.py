"""Exercises (实训场景) from a folder: ``exercise.yaml`` and the texts beside it; no code, and no path leads outside."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, read_source
from oa_desktop.catalogue.faults import fault, refuse_faulty
from oa_desktop.catalogue.yaml_source import Source, Where
from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.registry import RULES
from oa_desktop.domain.training import conditions as ask
from oa_desktop.domain.training.exercise import (
    FULL_MARK,
    Check,
    Choice,
    Exercise,
    Guidance,
    Happening,
    Hint,
    Lapse,
    Material,
    Part,
    Played,
    Question,
    QuestionKind,
    Readiness,
    Run,
)

FILE = "exercise.yaml"
TEXTS = "texts"
_WORLD = "county.yaml"
_BEGIN = "2026-06-08T08:30:00+08:00"
_NAMED = re.compile(r"\{([^{}\s]{1,20})\}")


def load_exercise(folder: Path, variant: int = 0) -> Exercise:
    """Return the exercise that a folder holds, in a variant.

    Args:
        folder: With ``exercise.yaml``, and its texts in ``texts``.
        variant: What the parameters are drawn from; the same number gives the same exercise on every machine.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    source = read_source(folder / FILE, "exercise", _RULES)
    value: Any = source.value
    texts = _Texts(folder / TEXTS, value, source)
    refuse_faulty(tuple(texts.missing()))
    return _exercise(_varied(value, variant), lambda name: _filled(texts.read(name), drawn(value, variant)))


def drawn(value: Any, variant: int) -> Mapping[str, str]:
    """Return what each parameter stands for in a variant; those of a case come together, each with the others."""
    choose = random.Random(f"{value['id']} {variant}")  # noqa: S311 - which river a text names is no secret
    alone = {name: choose.choice(among) for name, among in sorted(value.get("parameters", {}).items())}
    return {**alone, **choose.choice(value.get("cases", [{}]))}


def _filled(text: str, chosen: Mapping[str, str]) -> str:
    return _NAMED.sub(lambda found: chosen.get(found[1], found[0]), text)


def _varied(value: Any, variant: int) -> Any:
    chosen = drawn(value, variant)

    def fill(one: Any) -> Any:
        if isinstance(one, str):
            return _filled(one, chosen)
        if isinstance(one, list):
            return [fill(each) for each in one]
        return {_filled(name, chosen): fill(each) for name, each in one.items()}

    return fill(value) if chosen else value


class _Texts:
    """The texts beside an exercise."""

    def __init__(self, folder: Path, value: Any, source: Source) -> None:
        self._folder = folder
        self._named = [
            (("materials", index, field), one[field])
            for index, one in enumerate(value.get("materials", ()))
            for field in ("file", "mended")
            if field in one
        ]
        self._source = source

    def missing(self) -> Iterator[Finding]:
        """Yield the texts that are named and are not there."""
        for where, name in self._named:
            if not (self._folder / name).is_file():
                yield fault("exercise-file.text", self._source.spot(where), file=name)

    def read(self, name: str) -> str:
        """Return a text."""
        return (self._folder / name).read_text(encoding="utf-8")


# --- what a file of the right shape must keep --------------------------------------------------------------------


def _references(content: Any) -> Iterator[tuple[Where, str, str]]:
    """Yield where a file names a thing of its own, which group it is of, and its name."""
    for where, one in _walk(content, ()):
        if isinstance(one, dict):
            for field, group in _NAMES.items():
                if field in one and _is_reference(where, field):
                    yield from (((*where, field), group, name) for name in _words(one[field]))


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
    "needs": "checks",
    "arrives": "materials",
    "away": "roles",
    "shown": "materials",
}
"""Fields that name something of the file, and the group in which it stands."""


def _is_reference(where: Where, field: str) -> bool:
    """Whether a field of this name is one of ours, and not a word that somebody says."""
    return "said" not in where and "choices" not in where and "boxes" not in where and bool(field)


def _unknown_references(source: Source, content: Any) -> Iterator[Finding]:
    known = {group: [one["id"] for one in content.get(group, ())] for group in _NAMES.values()}
    for where, group, name in _references(content):
        if name not in known[group]:
            yield fault("exercise-file.unknown", source.spot(where), name=name, known="、".join(known[group]))


def _repeated(source: Source, content: Any) -> Iterator[Finding]:
    for group in ("roles", "materials", "questions", "steps", "events", "checks"):
        seen: set[str] = set()
        for index, one in enumerate(content.get(group, ())):
            if one["id"] in seen:
                yield fault("exercise-file.repeated", source.spot((group, index, "id")), value=one["id"])
            seen.add(one["id"])


def _unknown_acts(source: Source, content: Any) -> Iterator[Finding]:
    for where, one in _walk(content, ()):
        if isinstance(one, dict) and "act" in one and "said" not in where:
            for kind in _words(one["act"]):
                if kind not in BY_KIND:
                    yield fault("resource.unknown-act", source.spot((*where, "act")), act=kind)


def _unknown_rules(source: Source, content: Any) -> Iterator[Finding]:
    for index, one in enumerate(content["checks"]):
        for place, rule in enumerate(one["check"].get("rules", ())):
            if rule not in RULES:
                yield fault("exercise-file.rule", source.spot(("checks", index, "check", "rules", place)), named=rule)


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


def _no_lapse(source: Source, content: Any) -> Iterator[Finding]:
    """Find the checks that no run is said to fail; nobody would know that they can."""
    failed = {check for one in content["runs"].get("lapses", ()) for check in one["fails"]}
    for index, one in enumerate(content["checks"]):
        if one["check"]["kind"] != "manual" and one["id"] not in failed:
            yield fault("exercise-file.no-lapse", source.spot(("checks", index, "id")), check=one["id"])


_RULES: tuple[Rule, ...] = (
    _repeated,
    _unknown_references,
    _unknown_acts,
    _unknown_rules,
    _lacking_fields,
    _not_hundred,
    _no_lapse,
)


# --- what it means -----------------------------------------------------------------------------------------------


def _exercise(value: Any, text: Callable[[str], str]) -> Exercise:
    runs = value["runs"]
    return Exercise(
        id=value["id"],
        version=value["version"],
        lesson=value.get("lesson", ""),
        title=value["title"],
        goal=value["goal"],
        brief=value["brief"],
        level=value.get("level", "基础"),
        minutes=int(value["minutes"]),
        begin=datetime.fromisoformat(value.get("begin", _BEGIN)),
        world=value.get("world", _WORLD),
        readiness=Readiness(value["state"]),
        parts=tuple(Part(**one) for one in value.get("roles", ())),
        checks=tuple(_check(one) for one in value["checks"]),
        reference=Run(acts=_acts(runs["reference"]["acts"]), score=FULL_MARK),
        bad=Run(acts=_acts(runs["bad"]["acts"]), score=int(runs["bad"]["score"])),
        hours=int(value.get("hours", "0")),
        plausible=int(value.get("plausible", "0")),
        prerequisites=tuple(value.get("prerequisites", ())),
        clauses=tuple(value.get("clauses", ())),
        materials=tuple(_material(one, text) for one in value.get("materials", ())),
        questions=tuple(_question(one) for one in value.get("questions", ())),
        guidance=tuple(_guidance(one) for one in value.get("steps", ())),
        happenings=tuple(_happening(one) for one in value.get("events", ())),
        opened=_acts(value.get("opened", ())),
        lapses=tuple(_lapse(one) for one in runs.get("lapses", ())),
        parameters={name: tuple(among) for name, among in value.get("parameters", {}).items()},
    )


def _words(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _said(fields: Mapping[str, Any]) -> dict[str, str | tuple[str, ...]]:
    return {name: tuple(one) if isinstance(one, list) else one for name, one in fields.items()}


def _material(fields: dict[str, Any], text: Callable[[str], str]) -> Material:
    given = text(fields["file"]) if "file" in fields else fields.get("text", "")
    return Material(
        id=fields["id"],
        title=fields["title"],
        text=given,
        mended=text(fields["mended"]) if "mended" in fields else "",
        flow=fields.get("flow", ""),
        incoming=_incoming(fields["incoming"]) if "incoming" in fields else None,
        planted=tuple(fields.get("planted", ())),
        answers=fields.get("answers", ""),
        code=fields.get("code", ""),
        date=fields.get("date", ""),
        copies=int(fields.get("copies", "1")),
        recipients=tuple(fields.get("recipients", ())),
        retention=fields.get("retention", "永久"),
    )


def _incoming(fields: dict[str, str]) -> Incoming:
    return Incoming(
        sender=fields["sender"],
        number=fields.get("number", ""),
        dated=fields.get("dated", ""),
        envelope=fields.get("envelope", ""),
        copies=int(fields.get("copies", "1")),
        pages=int(fields.get("pages", "0")),
    )


def _question(fields: dict[str, Any]) -> Question:
    return Question(
        id=fields["id"],
        kind=QuestionKind(fields["kind"]),
        text=fields["text"],
        choices=tuple(Choice(id=id_, text=text) for id_, text in fields.get("choices", {}).items()),
        boxes=tuple(Choice(id=id_, text=text) for id_, text in fields.get("boxes", {}).items()),
        answers=tuple(fields.get("answers", ())),
        why=fields["why"],
        shown=fields.get("shown", ""),
    )


def _guidance(fields: dict[str, Any]) -> Guidance:
    return Guidance(
        id=fields["id"],
        title=fields["title"],
        text=fields["text"],
        target=fields.get("target", ""),
        done=_pattern(fields["done"]) if "done" in fields else None,
        answers=fields.get("answers", ""),
        hints=tuple(Hint(text=one["text"], cost=int(one["cost"])) for one in fields.get("hints", ())),
    )


def _happening(fields: dict[str, Any]) -> Happening:
    return Happening(
        id=fields["id"],
        name=fields["name"],
        after=int(fields.get("after", "0")),
        behind=_pattern(fields["behind"]) if "behind" in fields else None,
        message=fields.get("message", ""),
        sender=fields.get("sender", ""),
        arrives=fields.get("arrives", ""),
        away=fields.get("away", ""),
    )


def _acts(acts: Any) -> tuple[Played, ...]:
    return tuple(_played(one) for one in acts)


def _played(fields: dict[str, Any]) -> Played:
    return Played(
        id=fields.get("id", ""),
        by=fields.get("by", ""),
        act=fields.get("act", ""),
        document=fields.get("doc", ""),
        words=fields.get("words", ""),
        said=_said(fields.get("said", {})),
        mended=fields.get("text", "mended") == "mended",
        replaced=fields.get("replace", {}),
        question=fields.get("question", ""),
        answers=tuple(fields.get("answers", ())),
        hint=fields.get("hint", ""),
        wait=int(fields.get("wait", "0")),
    )


def _lapse(fields: dict[str, Any]) -> Lapse:
    return Lapse(
        id=fields["id"],
        fails=tuple(fields["fails"]),
        without=tuple(fields.get("without", ())),
        instead={id_: _acts(acts) for id_, acts in fields.get("instead", {}).items()},
        after={id_: _acts(acts) for id_, acts in fields.get("after", {}).items()},
    )


def _check(fields: dict[str, Any]) -> Check:
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


def _pattern(fields: dict[str, Any]) -> ask.Pattern:
    return ask.Pattern(
        acts=_words(fields["act"]),
        document=fields.get("doc", ""),
        by=_words(fields.get("by", ())),
        said={name: _words(one) for name, one in fields.get("said", {}).items()},
    )


def _counted(one: dict[str, Any]) -> ask.Condition:
    least, most = int(one.get("least", "1")), int(one.get("most", "1000000"))
    return ask.Counted(pattern=_pattern(one["what"]), least=least, most=most)


def _element(one: dict[str, Any]) -> ask.Condition:
    said = {name: tuple(one.get(name, ())) for name in ("one_of", "has", "lacks")}
    return ask.Element(document=one["doc"], element=one["element"], **said)


def _says(one: dict[str, Any]) -> ask.Condition:
    ideas = tuple(tuple(idea) for idea in one["ideas"])
    words_of = _pattern(one["what"]) if "what" in one else None
    return ask.Says(ideas=ideas, document=one.get("doc", ""), words_of=words_of)


def _within(one: dict[str, Any]) -> ask.Condition:
    return ask.Within(begin=_pattern(one["what"]), then=_pattern(one["then"]), minutes=int(one["minutes"]))


_CONDITIONS: Mapping[str, Callable[[dict[str, Any]], ask.Condition]] = {
    "event": lambda one: ask.Happened(pattern=_pattern(one["what"])),
    "absent": lambda one: ask.Absent(pattern=_pattern(one["what"])),
    "count": _counted,
    "order": lambda one: ask.InOrder(patterns=tuple(_pattern(each) for each in one["order"])),
    "within": _within,
    "state": lambda one: ask.Reached(document=one["doc"], steps=tuple(one["steps"])),
    "field": _element,
    "doc": lambda one: ask.Clean(document=one["doc"], rules=tuple(one["rules"]), issued=one.get("issued") == "是"),
    "package": lambda one: ask.Sound(document=one["doc"], criteria=tuple(one["criteria"])),
    "text_has": _says,
    "quiz": lambda one: ask.Answered(question=one["question"]),
    "manual": lambda one: ask.Judged(levels=tuple(one["levels"])),
}
"""Twelve kinds of checks, by their names in a file."""
