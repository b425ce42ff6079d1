"""Rule profiles (检查规则) from ``resources/profiles/*.yaml``: one file a layer, laid over the one that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule as FileRule
from oa_desktop.catalogue.checking import faults_of
from oa_desktop.catalogue.faults import Faulty, fault
from oa_desktop.catalogue.layers import read_layers
from oa_desktop.catalogue.yaml_source import Source, read_yaml
from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.documents.findings import Finding, Layer, Severity
from oa_desktop.domain.documents.profile import NATIONAL, Change, Profile, is_heavier
from oa_desktop.domain.registry import RULES

_YES_OR_NO = {"是": True, "否": False}


def load_profile(path: Path) -> Profile:
    """Return the profile that a file describes, laid over those that it names.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    profile = NATIONAL
    for source in read_layers(path, "profile", _RULES, "profile-file.base"):
        content: Any = source.value
        profile = profile.overlaid(content["name"], Layer(content["layer"]), _changes(content), _stops(content))
    return profile


def check_profile(path: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong with the file of a profile.

    Raises:
        Unavailable: ``resource.unreadable``.
    """
    try:
        return faults_of(read_yaml(path), "profile", _RULES)
    except Faulty as faulty:
        return (faulty.finding,)


def _changes(content: Any) -> Mapping[str, Change]:
    return {rule: _change(fields) for rule, fields in content.get("rules", {}).items()}


def _stops(content: Any) -> frozenset[str] | None:
    """Return the kinds of the acts that wait, which a profile names by their terms."""
    named = content.get("stops")
    return None if named is None else frozenset(one.kind for one in DECLARATIONS.values() if one.term in named)


def _change(fields: Mapping[str, Any]) -> Change:
    severity = Severity(fields["severity"]) if "severity" in fields else None
    figures = {name: int(value) for name, value in fields.get("figures", {}).items()}
    blocks = _YES_OR_NO.get(fields.get("blocks", ""))
    return Change(on=fields.get("on") != "否", severity=severity, figures=figures, blocks=blocks)


def _unknown_rules(source: Source, content: Any) -> Iterator[Finding]:
    for rule in content.get("rules", {}):
        if rule not in RULES:
            yield fault("profile-file.unknown-rule", source.key_spot(("rules", rule)), id=rule)


def _raised(source: Source, content: Any) -> Iterator[Finding]:
    for rule, fields in content.get("rules", {}).items():
        known = RULES.get(rule)
        if known and "severity" in fields and is_heavier(Severity(fields["severity"]), known.severity):
            spot = source.spot(("rules", rule, "severity"))
            yield fault("profile-file.raised", spot, id=rule, severity=known.severity.value)


def _unknown_figures(source: Source, content: Any) -> Iterator[Finding]:
    for rule, fields in content.get("rules", {}).items():
        known = RULES[rule].figures if rule in RULES else fields.get("figures", {})
        for name in fields.get("figures", {}).keys() - known.keys():
            spot = source.key_spot(("rules", rule, "figures", name))
            yield fault("profile-file.unknown-figure", spot, id=rule, figure=name, known="、".join(known) or "无")


_RULES: tuple[FileRule, ...] = (_unknown_rules, _raised, _unknown_figures)
"""What a profile must keep."""
