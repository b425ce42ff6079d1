"""Checks what a resource file holds against its JSON Schema (draft 2020-12): one Chinese sentence a fault.

The schemas are data, ``resources/schemas/*.json``. The ``description`` of a property says, in Chinese, what belongs
there; it is the remedy of every fault found there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from oa_desktop.catalogue.faults import fault, in_order
from oa_desktop.catalogue.yaml_source import Source, Where
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.i18n.resources import resource_path

_MOST = 200
"""Faults that are looked for: who has as many mends the file from the top."""
_NO_REMEDY = "none"
"""Stands for the remedy of what no schema describes; ``names.yaml`` words it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Broken:
    """A keyword of a schema that a value breaks.

    Attributes:
        where: The value.
        wanted: What the keyword asks for.
        found: The value itself.
        schema: The schema that holds the keyword.
    """

    where: Where
    wanted: Any
    found: Any
    schema: Any

    @property
    def name(self) -> str:
        """What the value is called in the file."""
        names = [part for part in self.where if isinstance(part, str)]
        return f"“{names[-1]}”" if names else "文件内容"


def schema_faults(source: Source, schema: str) -> tuple[Finding, ...]:
    """Return what is wrong with a file against a schema such as ``flow``, from top to bottom, the first hundreds."""
    errors = islice(_validator(schema).iter_errors(source.value), _MOST)
    return in_order(finding for error in errors for finding in _findings(source, error))


@cache
def _validator(schema: str) -> Any:
    content = json.loads(resource_path(f"schemas/{schema}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(content)
    return _Validator(content)


def _whole(_validator: object, pattern: str, value: object, _schema: object) -> Iterator[ValidationError]:
    """Hold a text to a pattern whose ``$`` is its end; Python's own lets a line end slip through behind it."""
    end = re.sub(r"\$\Z", r"\\Z", pattern)
    if isinstance(value, str) and not re.search(end, value):
        yield ValidationError(pattern)


_extend: Any = validators.extend
_Validator = _extend(Draft202012Validator, {"pattern": _whole})


def _findings(source: Source, error: ValidationError) -> Iterator[Finding]:
    broken = _Broken(
        where=tuple(error.absolute_path), wanted=error.validator_value, found=error.instance, schema=error.schema
    )
    of_a_key = "propertyNames" in error.absolute_schema_path
    say = _key_form if of_a_key else _SAID.get(str(error.validator), _other)
    yield from say(source, broken)


def _missing(source: Source, broken: _Broken) -> Iterator[Finding]:
    for name in broken.wanted:
        if name not in broken.found:
            remedy = _remedy(broken.schema.get("properties", {}).get(name, {}))
            yield fault("resource.lacking", source.spot(broken.where), name=name, remedy=remedy)


def _unknown(source: Source, broken: _Broken) -> Iterator[Finding]:
    known = broken.schema.get("properties", {})
    for name in broken.found:
        if name not in known:
            spot = source.key_spot((*broken.where, name))
            yield fault("resource.unknown-name", spot, name=name, known="、".join(known))


def _shape(source: Source, broken: _Broken) -> Iterator[Finding]:
    named = {"name": broken.name, "shape": broken.wanted, "remedy": _remedy(broken.schema)}
    yield fault("resource.shape", source.spot(broken.where), **named)


def _choice(source: Source, broken: _Broken) -> Iterator[Finding]:
    named = {"name": broken.name, "typed": _shown(broken.found), "wanted": "、".join(broken.wanted)}
    yield fault("resource.choice", source.spot(broken.where), **named)


def _key_form(source: Source, broken: _Broken) -> Iterator[Finding]:
    spot = source.key_spot((*broken.where, broken.found))
    yield fault("resource.name-form", spot, typed=broken.found, remedy=_remedy(broken.schema))


def _other(source: Source, broken: _Broken) -> Iterator[Finding]:
    named = {"name": broken.name, "typed": _shown(broken.found), "remedy": _remedy(broken.schema)}
    yield fault("resource.value-form", source.spot(broken.where), **named)


_SAID: Mapping[str, Callable[[Source, _Broken], Iterator[Finding]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "type": _shape,
    "enum": _choice,
}


def _shown(value: Any) -> str:
    """Return a value as the sentence quotes it; a list or a mapping is not repeated."""
    if not isinstance(value, str):
        return "这样"
    return f"“{value}”" if value.strip() else "空白"


def _remedy(schema: Any) -> str:
    description = schema.get("description", "") if isinstance(schema, dict) else ""
    return description or _NO_REMEDY
