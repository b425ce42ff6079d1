"""An exercise as an instructor edits it (编场景): its words by their places, in fields that the schema names.

What can be changed in the form is what has a ``title`` in ``resources/schemas/exercise.json``; nothing else is offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from oa_desktop.domain.training.results import Score
from oa_desktop.i18n import _
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.training.authored_names import Options, Where, names_in

TEXTS = "texts"
"""Where the texts beside an exercise stand, by the names of their files."""
_NAMED_BY = ("title", "name", "asks", "text", "id")
_KEYS: Mapping[str, str] = {"discs": "name"}
_STEMS: Mapping[str, str] = {"discs": _("光盘")}
"""What tells the parts of a group apart, where that is no id; and how that of a new one begins."""
_BEGUN: Mapping[str, Mapping[str, str]] = {
    "discs": {"harm": "完好"},
    "roles": {"name": _("新的角色"), "account": "", "persona": "colleague"},
    "events": {"name": _("新的情况"), "after": "5", "sender": _("谁说的"), "message": _("说什么")},
}
"""What stands in a part that was put in."""
_HEADING = 14
"""Characters of what a part is called on the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An exercise that is being edited (编写中的场景), right or not.

    Attributes:
        id: Of the exercise, and of its folder.
        content: What its file says, as text, lists and mappings.
        texts: The texts beside it, by the names of their files.
    """

    id: str
    content: Mapping[str, Any]
    texts: Mapping[str, str]

    def at(self, where: Where) -> Any:
        """Return what stands at a place; None where nothing does."""
        held: Any = {**self.content, TEXTS: self.texts}
        for key in where:
            known = (isinstance(held, dict) and key in held) or isinstance(held, list)
            held = held[key] if known else None
        return tuple(held) if isinstance(held, list) and all(isinstance(one, str) for one in held) else held

    def with_another(self, group: str, like: int = 0) -> Draft:
        """Return the draft with one more part of a group: as one begins, or, of a check, like one that is there.

        A run that fails the check that it is like is said to fail the new one as well: they ask the same so far.

        Args:
            group: ``roles``, ``events``, ``checks``, ``discs``.
            like: Place of the check that it is like.
        """
        parts = list(self.content.get(group, ()))
        name = self._free(group)
        if group != "checks":
            told = {**_BEGUN[group], "account": parts[0]["account"]} if group == "roles" and parts else _BEGUN[group]
            return replace(self, content={**self.content, group: [*parts, {_KEYS.get(group, "id"): name, **told}]})
        same = parts[like]
        more = [*parts[: like + 1], {**same, "id": name, "points": "0"}, *parts[like + 1 :]]
        return replace(
            self, content={**self.content, group: more, "runs": _failing(self.content, same["id"], same["id"], name)}
        )

    def without(self, group: str, place: int) -> Draft:
        """Return the draft without a part of a group; no run is said to fail a check that is gone."""
        parts = list(self.content[group])
        gone = parts.pop(place)
        content = {**self.content, group: parts}
        if group == "checks":
            content["runs"] = _failing(content, gone["id"])
        return replace(
            self, content=content if parts else {name: one for name, one in content.items() if name != group}
        )

    def _free(self, group: str) -> str:
        known = {one.get(_KEYS.get(group, "id")) for one in self.content.get(group, ())}
        stem = _STEMS.get(group, f"{group[:-1]}-")
        return next(one for number in count(2) if (one := f"{stem}{number}") not in known)

    def put(self, where: Where, value: str | tuple[str, ...]) -> Draft:
        """Return the draft with something else at a place; nothing there takes the field away."""
        if where[0] == TEXTS:
            return replace(self, texts={**self.texts, str(where[1]): str(value)})
        said = list(value) if isinstance(value, tuple) else value
        return replace(self, content=_put(self.content, where, said))


def _failing(content: Mapping[str, Any], check: str, *now: str) -> Mapping[str, Any]:
    """Return the runs, of which those that fail a check fail others in its place; what fails nothing is gone."""
    runs = content["runs"]
    lapses = [
        {**one, "fails": [name for each in one["fails"] for name in (now if each == check else (each,))]}
        for one in runs.get("lapses", ())
    ]
    return {**runs, "lapses": [one for one in lapses if one["fails"]]}


def _put(held: Any, where: Where, said: str | list[str]) -> Any:
    key, *rest = where
    if isinstance(held, list):
        return [_put(one, tuple(rest), said) if place == key else one for place, one in enumerate(held)]
    if rest:
        return {**held, key: _put(held.get(key, {}), tuple(rest), said)}
    if said:
        return {**held, key: said}
    return {name: one for name, one in held.items() if name != key}


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A field of the form.

    Attributes:
        where: What it changes.
        row: How it is filled in.
        whole: Whether its lines are a text, with all that stands between them.
    """

    where: Where
    row: FieldRow
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the form: the exercise as a whole, or one of its roles, papers, checks.

    Attributes:
        where: What it is the form of; nothing for the exercise as a whole.
    """

    heading: str
    blanks: tuple[Blank, ...]
    where: Where = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedRun:
    """What one run came to (试跑).

    Attributes:
        name: 参考答案 or 反面示范.
        said: What is declared of it.
    """

    name: str
    said: int
    score: Score

    @property
    def holds(self) -> bool:
        """Whether it came to what is declared."""
        return self.score.total == self.said


def sections_of(draft: Draft, schema: Mapping[str, Any], options: Options) -> tuple[Section, ...]:
    """Return the form of a draft, part by part."""
    return tuple(_sections(draft, schema["properties"], options))


def _sections(draft: Draft, properties: Mapping[str, Any], options: Options) -> Iterator[Section]:
    form = _Form(draft=draft, options=options)
    lists = {name: one for name, one in properties.items() if _is_list(one) and "title" in one}
    whole = {name: one for name, one in properties.items() if name not in lists}
    yield Section(heading=_("整体"), blanks=tuple(form.blanks(whole, ())))
    for name, one in lists.items():
        for place, part in enumerate(draft.at((name,)) or ()):
            called = next(str(part[key]) for key in _NAMED_BY if key in part)
            heading = f"{_(one['title'])} · {called.strip()[:_HEADING]}"
            where = (name, place)
            yield Section(heading=heading, blanks=tuple(form.blanks(one["items"]["properties"], where)), where=where)


def _is_list(schema: Mapping[str, Any]) -> bool:
    return "properties" in schema.get("items", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    draft: Draft
    options: Options

    def blanks(self, properties: Mapping[str, Any], where: Where, begin: str = "") -> Iterator[Blank]:
        """Yield the fields of what has these properties."""
        for name, schema in properties.items():
            if "title" in schema:
                yield from self._of((*where, name), schema, begin + _(schema["title"]))

    def _of(self, where: Where, schema: Mapping[str, Any], label: str) -> Iterator[Blank]:
        held = self.draft.at(where)
        if _is_list(schema):
            for place, _part in enumerate(held or ()):
                begin = _("{label} {number}：").format(label=label, number=place + 1)
                yield from self.blanks(schema["items"]["properties"], (*where, place), begin)
        elif "properties" in schema:
            yield from self.blanks(schema["properties"], where)
        elif "additionalProperties" in schema:
            told = _("{label} {number}") if schema.get("x-counted") else _("{label}“{name}”")
            for number, name in enumerate(held or (), 1):
                called = told.format(label=label, name=name, number=number)
                yield self._blank((*where, name), schema["additionalProperties"], called)
        elif "x-file" not in schema:
            yield self._blank(where, schema, label)
        elif held:
            yield self._blank((TEXTS, held), {"x-whole": True}, label)

    def _blank(self, where: Where, schema: Mapping[str, Any], label: str) -> Blank:
        chosen = self._choices(schema, where)
        whole, several = bool(schema.get("x-whole")), schema.get("type") == "array"
        sort = FieldSort.LINES if whole or several else FieldSort.CHOICE if chosen else FieldSort.TEXT
        row = FieldRow(name="-".join(map(str, where)), label=label, sort=sort, usual=self._usual(where), options=chosen)
        return Blank(where=where, row=row, whole=whole)

    def _choices(self, schema: Mapping[str, Any], where: Where) -> tuple[tuple[str, str], ...]:
        """Return what may be chosen, with what stands there: nobody changes it by looking at it."""
        said = tuple((one, one) for one in schema.get("enum", ()))
        named = schema.get("x-names", "")
        offered = said or (*self.options.get(named, ()), *names_in(self.draft.content, named, where))
        held = self._usual(where)
        alone = bool(offered) and schema.get("type") != "array"
        return ((held, held or _("（没有写）")), *offered) if alone and held not in dict(offered) else offered

    def _usual(self, where: Where) -> str:
        held = self.draft.at(where)
        return "\n".join(held) if isinstance(held, tuple) else str(held or "")
