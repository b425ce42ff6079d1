"""Role players (模拟角色): who plays the people that no person plays, as data; the same seed gives the same play."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

AGREE = "agree"
"""Stands for the act that the task itself asks for."""
ANY_FAULT = "fault"
"""Stands for every rule that must be kept, among the rules that a role player looks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What lies before a role player (什么情况下); all of what is named has to be so.

    Attributes:
        finds: Ids of rules of which any finds something in the text; :data:`ANY_FAULT` for any that must be kept.
        overlooks: Ids of rules of whose findings they notice none; what was planted goes through their hands.
        faults: At least so many faults are found.
        before: How often at least the player acted on this document before.
        fewer: How often at most, and this many is one too many; None for no limit.
        has: Words of which any stands in the text.
        lacks: Words of which none stands there.
    """

    finds: tuple[str, ...] = ()
    overlooks: tuple[str, ...] = ()
    faults: int = 0
    before: int = 0
    fewer: int | None = None
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What a role player does where a situation is met.

    Attributes:
        act: Kind of the act; :data:`AGREE` for what the task asks for, empty to let it lie.
        words: Opinion or reason; ``{faults}`` stands for what was found, in words.
    """

    when: Situation = Situation()
    act: str = ""
    words: str = ""
    said: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """How a role player meets a task (待办).

    Attributes:
        to: Kinds of acts that such a task asks for.
        wait: Minutes of the exercise's time that it lies, at least and at most.
        deeds: The first whose situation is met is done.
    """

    to: tuple[str, ...]
    wait: tuple[int, int]
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """模拟角色的脾气."""

    id: str
    name: str
    reactions: tuple[Reaction, ...]
