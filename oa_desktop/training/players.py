"""How a role player decides (模拟角色): pure; the same task, text and seed lead to the same deed at the same minute."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from oa_desktop.domain.documents.findings import Finding, Severity
from oa_desktop.domain.flows.tasks import Task
from oa_desktop.domain.training.personas import ANY_FAULT, Deed, Persona, Reaction, Situation


@dataclass(frozen=True, kw_only=True)
class View:
    """What lies before a role player who has a task.

    Attributes:
        before: How often they acted on this document already.
        words: Returns the words of the text; asked only where somebody looks at them.
        inspect: Returns what rules find in the text; likewise.
    """

    before: int
    words: Callable[[], str]
    inspect: Callable[[], tuple[Finding, ...]]

    @cached_property
    def text(self) -> str:
        """The words of the text."""
        return self.words()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What rules find in the text."""
        return self.inspect()


def reaction_to(persona: Persona, task: Task) -> Reaction | None:
    """Return how a role player meets a task, None where they let such tasks lie."""
    return next((one for one in persona.reactions if task.act in one.to), None)


def minutes_until(reaction: Reaction, seed: str) -> int:
    """Return how many minutes of the exercise's time a task lies before the player takes it up."""
    return random.Random(seed).randint(*reaction.wait)  # noqa: S311 - when somebody answers is no secret


def deed_for(reaction: Reaction, view: View) -> Deed | None:
    """Return what a role player does with a task now, None where nothing fits."""
    return next((one for one in reaction.deeds if _is_met(one.when, view)), None)


def _is_met(when: Situation, view: View) -> bool:
    noticed = [one for one in view.findings if one.rule not in when.overlooks] if when.finds or when.faults else []
    return (
        view.before >= when.before
        and (when.fewer is None or view.before < when.fewer)
        and (not when.finds or any(_is_looked_for(one, when.finds) for one in noticed))
        and (not when.faults or len(noticed) >= when.faults)
        and (not when.has or any(word in view.text for word in when.has))
        and not any(word in view.text for word in when.lacks)
    )


def _is_looked_for(found: Finding, rules: tuple[str, ...]) -> bool:
    return found.rule in rules or (ANY_FAULT in rules and found.severity is Severity.FAULT)
