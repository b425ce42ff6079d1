"""Exercises (实训场景) as files: ``exercise.yaml`` and the texts beside it; no code, and no path leads outside."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import held_to, readable
from oa_desktop.catalogue.exercise_checks import check_of, pattern_of
from oa_desktop.catalogue.exercise_packages import FILE, TEXTS, Files, content_digest, files_at
from oa_desktop.catalogue.exercise_rules import EXERCISE_RULES, WORLD
from oa_desktop.catalogue.faults import fault, refuse_faulty
from oa_desktop.catalogue.scenarios import incoming_of
from oa_desktop.catalogue.yaml_source import Source, parse_yaml
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.training.exercise import (
    FULL_MARK,
    Choice,
    Disc,
    Exercise,
    Guidance,
    Happening,
    Harm,
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

_BEGIN = "2026-06-08T08:30:00+08:00"
_VARIANTS = 32
"""How many variants are looked through for ones that differ."""
_NAMED = re.compile(r"\{([^{}\s]{1,20})\}")


def load_exercise(path: Path, variant: int = 0) -> Exercise:
    """Return the exercise that lies at a place, in a variant.

    Args:
        path: A folder with ``exercise.yaml`` and its texts in ``texts``, or the same packed as one file.
        variant: What the parameters are drawn from; the same number gives the same exercise on every machine.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column; as :func:`files_at`.
        Unavailable: ``resource.unreadable``.
    """
    return exercise_in(files_at(path), variant)


def exercise_in(files: Files, variant: int = 0) -> Exercise:
    """Return the exercise that files hold, in a variant.

    Raises:
        Refused: As :func:`load_exercise`.
    """
    value = value_of(files)
    exercise = _exercise(_varied(value, variant), lambda name: _filled(files[_place(name)], drawn(value, variant)))
    return exercise if _is_as_tried(value, files) else replace(exercise, readiness=Readiness.DRAFT, altered=True)


def value_of(files: Files) -> Any:
    """Return what the file of an exercise says, once it is right.

    Raises:
        Refused: As :func:`load_exercise`.
    """
    source = held_to(lambda: parse_yaml(files[FILE], FILE), "exercise", EXERCISE_RULES)
    refuse_faulty(tuple(_missing(source, files)))
    return source.value


def parsed(files: Files) -> Mapping[str, Any]:
    """Return what the file of an exercise says, right or not.

    Raises:
        Refused: ``resource.faulty``: it cannot be read at all.
    """
    value = readable(lambda: parse_yaml(files[FILE], FILE)).value
    return value if isinstance(value, dict) else value_of(files)


def _is_as_tried(value: Any, files: Files) -> bool:
    """Whether an exercise that says that it was tried still is what was tried; a draft says nothing."""
    return Readiness(value["state"]) is Readiness.DRAFT or value.get("tried") == content_digest(value, files)


def drawn(value: Any, variant: int) -> Mapping[str, str]:
    """Return what each parameter stands for in a variant; those of a case come together, each with the others."""
    choose = random.Random(f"{value['id']} {variant}")  # noqa: S311 - which river a text names is no secret
    alone = {name: choose.choice(among) for name, among in sorted(value.get("parameters", {}).items())}
    return {**alone, **choose.choice(value.get("cases", [{}]))}


def variant_of(path: Path, sitting: int) -> int:
    """Return the variant that is laid out for whoever is examined for the n-th time: other content each time.

    Args:
        path: As :func:`load_exercise`.
        sitting: From 1; behind the last that differs from all others it begins again.

    Raises:
        Refused: As :func:`load_exercise`.
        Unavailable: ``resource.unreadable``.
    """
    found = differing(value_of(files_at(path)))
    return found[(sitting - 1) % len(found)]


def differing(value: Any) -> tuple[int, ...]:
    """Return the variants of what an exercise says that differ from each other, in the order of their numbers."""
    found: dict[tuple[tuple[str, str], ...], int] = {}
    for variant in range(_VARIANTS):
        found.setdefault(tuple(sorted(drawn(value, variant).items())), variant)
    return tuple(found.values())


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


def _missing(source: Source, files: Files) -> Iterator[Finding]:
    """Yield the texts that are named and are not there."""
    value: Any = source.value
    for index, one in enumerate(value.get("materials", ())):
        for field in ("file", "mended"):
            if field in one and _place(one[field]) not in files:
                yield fault("exercise-file.text", source.spot(("materials", index, field)), file=one[field])


def _place(name: str) -> str:
    return f"{TEXTS}/{name}"


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
        world=value.get("world", WORLD),
        readiness=Readiness(value["state"]),
        parts=tuple(Part(**one) for one in value.get("roles", ())),
        checks=tuple(check_of(one) for one in value["checks"]),
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
        discs=tuple(_disc(one) for one in value.get("discs", ())),
        lapses=tuple(_lapse(one) for one in runs.get("lapses", ())),
        parameters={name: tuple(among) for name, among in value.get("parameters", {}).items()},
    )


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
        incoming=incoming_of(fields["incoming"]) if "incoming" in fields else None,
        planted=tuple(fields.get("planted", ())),
        answers=fields.get("answers", ""),
        code=fields.get("code", ""),
        date=fields.get("date", ""),
        copies=int(fields.get("copies", "1")),
        recipients=tuple(fields.get("recipients", ())),
        retention=fields.get("retention", "永久"),
        damaged=fields.get("damaged") == "是",
    )


def _disc(fields: Mapping[str, Any]) -> Disc:
    return Disc(
        name=fields["name"],
        harm=Harm(fields["harm"]),
        document=fields.get("doc", ""),
        file=fields.get("file", ""),
        replaced=fields.get("replaced", {}),
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
        told=fields.get("told", ""),
    )


def _guidance(fields: dict[str, Any]) -> Guidance:
    return Guidance(
        id=fields["id"],
        title=fields["title"],
        text=fields["text"],
        target=fields.get("target", ""),
        done=pattern_of(fields["done"]) if "done" in fields else None,
        answers=fields.get("answers", ""),
        hints=tuple(Hint(text=one["text"], cost=int(one["cost"])) for one in fields.get("hints", ())),
    )


def _happening(fields: dict[str, Any]) -> Happening:
    return Happening(
        id=fields["id"],
        name=fields["name"],
        after=int(fields.get("after", "0")),
        behind=pattern_of(fields["behind"]) if "behind" in fields else None,
        message=fields.get("message", ""),
        sender=fields.get("sender", ""),
        arrives=fields.get("arrives", ""),
        away=fields.get("away", ""),
        locks=fields.get("locks", ""),
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
