"""Reads a resource file and holds it to its schema and to its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from oa_desktop.catalogue.faults import Faulty, in_order, refuse_faulty
from oa_desktop.catalogue.schema import schema_faults
from oa_desktop.catalogue.yaml_source import Source, read_yaml
from oa_desktop.domain.documents.findings import Finding

Rule: TypeAlias = Callable[[Source, Any], Iterator[Finding]]
"""A rule that a resource of the right shape must keep: the source, and what it holds."""


def faults_of(source: Source, schema: str, rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    """Return what is wrong with a source; the rules are asked only of one whose shape is right."""
    shape = schema_faults(source, schema)
    return shape or in_order(finding for rule in rules for finding in rule(source, source.value))


def read_source(path: Path, schema: str, rules: tuple[Rule, ...] = ()) -> Source:
    """Return a file, once it is right.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    return held_to(lambda: read_yaml(path), schema, rules)


def held_to(read: Callable[[], Source], schema: str, rules: tuple[Rule, ...]) -> Source:
    """Return a source that is read, once it is right.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
    """
    source = readable(read)
    refuse_faulty(faults_of(source, schema, rules))
    return source


def readable(read: Callable[[], Source]) -> Source:
    """Return a source that is read, whatever it says.

    Raises:
        Refused: ``resource.faulty``: it cannot be read at all.
    """
    try:
        return read()
    except Faulty as faulty:
        refuse_faulty((faulty.finding,))
        raise


def read_checked(path: Path, schema: str, rules: tuple[Rule, ...] = ()) -> Any:
    """Return what a file holds, once it is right.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    return read_source(path, schema, rules).value
