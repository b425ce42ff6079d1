"""Templates of pages (版式模板) from ``resources/templates/*.yaml``: one file a layer, laid over the one it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from oa_desktop.catalogue.checking import Rule as FileRule
from oa_desktop.catalogue.checking import faults_of
from oa_desktop.catalogue.faults import Faulty, fault, refuse_faulty
from oa_desktop.catalogue.layers import read_layers
from oa_desktop.catalogue.yaml_source import Source, read_yaml
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.kinds import PageFormat, read_page_format
from oa_desktop.domain.documents.template import (
    CHOICES,
    MARK_ENDS,
    NATIONAL,
    THICK_AND_THIN,
    UNIT,
    Choice,
    Chosen,
    MarkWords,
    Template,
)
from oa_desktop.domain.errors import Refused

_FIELDS: Mapping[str, str] = MappingProxyType({choice.name: field for field, choice in CHOICES.items()})
_MARKS, _PAGE = "发文机关标志", "版面"
_FIGURE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")
_OWN_LIMITS = "本软件的限度"


def load_template(path: Path) -> Template:
    """Return the template that a file describes, laid over those that it names.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    template = NATIONAL
    layers = read_layers(path, "template", _RULES, "template-file.base")
    for source in layers:
        template = _overlaid(template, source.value)
    refuse_faulty(_weights(layers[-1], template))
    return template


def check_template(path: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong with, or worth saying about, the file of a template.

    Raises:
        Unavailable: ``resource.unreadable``.
    """
    try:
        found = faults_of(read_yaml(path), "template", _RULES)
    except Faulty as faulty:
        return (faulty.finding,)
    try:
        load_template(path)
    except Refused as refused:
        layered: Any = refused.params["findings"]
        return tuple(dict.fromkeys((*found, *layered)))
    return found


def _overlaid(template: Template, content: Any) -> Template:
    """Return a template with what a file chooses laid over it; the words of a mark stand for one organ and format."""
    own = tuple(_mark(fields) for fields in content.get(_MARKS, ()))
    named = {(one.organ, one.format) for one in own}
    others = tuple(one for one in template.marks if (one.organ, one.format) not in named)
    chosen: dict[str, Any] = {_FIELDS[name]: _value(choice, text) for name, choice, text in _known_choices(content)}
    return replace(template, name=content["name"], marks=(*others, *own), **chosen)


def _mark(fields: Mapping[str, str]) -> MarkWords:
    return MarkWords(organ=fields["机关"], format=read_page_format(fields["格式"]), text=fields["文字"])


def _value(choice: Choice, text: str) -> Chosen | None:
    """Return what a text comes to, None where it is neither a word of the choice nor a figure."""
    if text in choice.words:
        return choice.words[text]
    return int(Decimal(text) * UNIT) if choice.unit and _FIGURE.fullmatch(text) else None


def _known_choices(content: Any) -> Iterator[tuple[str, Choice, str]]:
    for name, text in content.get(_PAGE, {}).items():
        if name in _FIELDS:
            yield name, CHOICES[_FIELDS[name]], text


def _unknown_choices(source: Source, content: Any) -> Iterator[Finding]:
    for name in content.get(_PAGE, {}):
        if name not in _FIELDS:
            yield fault("template-file.unknown-choice", source.key_spot((_PAGE, name)), name=name)


def _values(source: Source, content: Any) -> Iterator[Finding]:
    """Yield values that are no value of their choice, or beyond its limits."""
    for name, choice, text in _known_choices(content):
        value = _value(choice, text)
        if value is None or not choice.allows(value):
            yield fault(
                "template-file.limits",
                source.spot((_PAGE, name)),
                name=name,
                typed=text,
                wanted=choice.range,
                source=choice.clause or _OWN_LIMITS,
            )


def _departures(source: Source, content: Any) -> Iterator[Finding]:
    """Yield values that are allowed, where the clause asks for another (一般、推荐)."""
    for name, choice, text in _known_choices(content):
        value = _value(choice, text)
        if choice.wants and value is not None and value != choice.usual and choice.allows(value):
            usual = choice.says(choice.usual) + choice.unit
            spot = source.spot((_PAGE, name))
            yield fault("template-file.departs", spot, name=name, usual=usual, source=choice.clause)


def _mark_ends(source: Source, content: Any) -> Iterator[Finding]:
    """Yield words of a mark that end otherwise than its format wants, or with 文件 on a letter."""
    for place, fields in enumerate(content.get(_MARKS, ())):
        ends = MARK_ENDS.get(read_page_format(fields["格式"]), ())
        letter = read_page_format(fields["格式"]) is PageFormat.LETTER and fields["文字"].endswith("文件")
        if letter or (ends and not fields["文字"].endswith(ends)):
            spot = source.spot((_MARKS, place, "文字"))
            wanted = f"要用“{'”或者“'.join(ends)}”结尾" if ends else "只写机关名称，不写“文件”"
            yield fault("template-file.mark-words", spot, format=fields["格式"], wanted=wanted)


def _repeated_marks(source: Source, content: Any) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for place, fields in enumerate(content.get(_MARKS, ())):
        key = (fields["机关"], fields["格式"])
        if key in seen:
            yield fault("template-file.repeated", source.spot((_MARKS, place)), organ=key[0], format=key[1])
        seen.add(key)


def _weights(source: Source, template: Template) -> Iterator[Finding]:
    """Yield a thick line that is not thicker than its thin one, whichever layer chose them."""
    for thick, thin in THICK_AND_THIN:
        if getattr(template, thick) <= getattr(template, thin):
            names = [CHOICES[one].name for one in (thick, thin)]
            spot = next((source.spot((_PAGE, one)) for one in names), source.spot((_PAGE,)))
            yield fault("template-file.weights", spot, thick=names[0], thin=names[1])


_RULES: tuple[FileRule, ...] = (_unknown_choices, _values, _departures, _mark_ends, _repeated_marks)
"""What a template must keep."""
