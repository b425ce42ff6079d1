"""Rule profiles (检查规则): which rules an office asks for, how much each weighs, and by which figures.

The nation's profile comes first; a province and a county lay theirs over it. A rule may be switched off, weigh less, or
go by another figure, never weigh more than its clause does. An office may also have acts wait (拦住) until what some
rules find is mended; the nation's profile has none wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.registry import BY_WEIGHT, RULES, Layer, Rule, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a profile says of one rule; what it does not say stays.

    Attributes:
        on: Whether the rule is asked for.
        severity: How much it weighs here.
        figures: The figures that it goes by here.
        blocks: Whether what it finds is to be mended first here; None where the profile does not say.
    """

    on: bool = True
    severity: Severity | None = None
    figures: Mapping[str, int] = field(default_factory=dict, hash=False)
    blocks: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The rules that are asked for; one that is switched off is not among them.

    Attributes:
        name: What people call it.
        rules: What each rule is here.
        stops: The acts, by kind, that wait until what the rules that block find is mended.
    """

    name: str = "国家规定"
    rules: Mapping[str, Rule] = field(default_factory=lambda: RULES, hash=False)
    stops: frozenset[str] = frozenset({"issue"})

    @property
    def stopped(self) -> frozenset[str]:
        """The acts that may have to wait: none where no rule blocks."""
        return self.stops if any(rule.blocks for rule in self.rules.values()) else frozenset()

    def figure(self, rule: str, name: str) -> int:
        """Return a figure that a rule goes by; of one that is switched off, its own."""
        return self.rules.get(rule, RULES[rule]).figures[name]

    def overlaid(
        self, name: str, layer: Layer, changes: Mapping[str, Change], stops: frozenset[str] | None = None
    ) -> Profile:
        """Return this profile with another laid over it; one that names no acts leaves those that wait."""
        rules = dict(self.rules)
        for rule, change in changes.items():
            known = rules.pop(rule, RULES[rule])
            if change.on:
                rules[rule] = _changed(known, layer, change)
        return Profile(name=name, rules=MappingProxyType(rules), stops=self.stops if stops is None else stops)

    def asked(self, findings: Iterable[Finding]) -> Iterable[Finding]:
        """Yield the findings of the rules that are asked for, each as heavy as it is here and with who asks for it."""
        for one in findings:
            rule = self.rules.get(one.rule)
            if rule is not None:
                yield replace(one, severity=rule.severity, layer=rule.layer, blocks=rule.blocks)


NATIONAL = Profile()
"""All rules of the registry as they are."""


def is_heavier(severity: Severity, than: Severity) -> bool:
    """Tell whether a severity weighs more than another."""
    return BY_WEIGHT.index(severity) < BY_WEIGHT.index(than)


def _changed(rule: Rule, layer: Layer, change: Change) -> Rule:
    figures = MappingProxyType({**rule.figures, **change.figures})
    blocks = rule.blocks if change.blocks is None else change.blocks
    return replace(rule, layer=layer, severity=change.severity or rule.severity, figures=figures, blocks=blocks)
