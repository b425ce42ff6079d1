"""What a check asks of a run (检查条件): twelve kinds, each data and no expression."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Acts of a sort (哪些动作).

    Attributes:
        acts: Kinds of acts, one of them.
        document: Name of the document in the exercise; empty for any.
        by: Roles in the exercise, one of them; empty for anybody.
        said: What such an act says, by the field's name: one of the words given for it.
    """

    acts: tuple[str, ...]
    document: str = ""
    by: tuple[str, ...] = ()
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


class Condition:
    """What a check asks."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(Condition):
    """``event``: such an act was done."""

    pattern: Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent(Condition):
    """``absent``: no such act was done."""

    pattern: Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Condition):
    """``count``: such acts were done so often; each one that is wanting or too many costs its share.

    Attributes:
        least: At least so many, which are what the share is counted of.
        most: At most so many.
    """

    pattern: Pattern
    least: int = 1
    most: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class InOrder(Condition):
    """``order``: acts were done one after the other, each for the last time before the next for the last time.

    Attributes:
        patterns: In their order; each has to have happened.
    """

    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Within(Condition):
    """``within``: one act followed another in time.

    Attributes:
        begin: From its first.
        then: To the first of these behind it.
        minutes: Of the exercise's own time.
    """

    begin: Pattern
    then: Pattern
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached(Condition):
    """``state``: a document came to a step, or was dealt with in a way.

    Attributes:
        steps: One of these steps of its flow, or of the words of its phase (办结、退文…).
    """

    document: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(Condition):
    """``field``: an element of a document's text is as it should be.

    Attributes:
        element: Name of the element as a manuscript has it, such as ``title``.
        one_of: It is one of these, spaces apart; none for whatever it is.
        has: All of these stand in it.
        lacks: None of these stands in it.
    """

    document: str
    element: str
    one_of: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean(Condition):
    """``doc``: rules of the registry find nothing in a document's text; each that does costs its share.

    Attributes:
        rules: Ids of rules.
        issued: Whether the text that was signed is meant, and not the present one.
    """

    document: str
    rules: tuple[str, ...]
    issued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound(Condition):
    """``package``: the last recorded report on what was filed passes items of the four properties (四性检测).

    Attributes:
        criteria: Names of the items, as ``resources/archives/properties.yaml`` has them.
    """

    document: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Says(Condition):
    """``text_has``: ideas stand in a text, each by one of its words; each that is wanting costs its share.

    Attributes:
        document: Whose text; empty where an act's words are meant.
        words_of: Acts whose opinion or reason is meant.
        field: Name of what else such an act says, which is meant instead; empty for opinion and reason.
        ideas: Each the words by which it may be said.
    """

    ideas: tuple[tuple[str, ...], ...]
    document: str = ""
    words_of: Pattern | None = None
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Condition):
    """``quiz``: a question was answered; of several answers each right one counts, each wrong one is taken off."""

    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """评分档.

    Attributes:
        name: Such as 优.
        words: What earns it; empty where its name says it all.
        points: What it is worth; None where the levels of a check lie evenly apart.
    """

    name: str
    words: str = ""
    points: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Condition):
    """``manual``: the instructor judges it by levels (评分档), from the best down.

    Attributes:
        levels: The first is worth all points.
        document: Whose text is judged; empty where it is what was said with acts.
    """

    levels: tuple[Level, ...]
    document: str = ""

    def points_of(self, place: int, most: int) -> int:
        """Return what a level is worth of so many points; where none says it, the last is worth nothing."""
        said, below = self.levels[place].points, len(self.levels) - 1
        return most * (below - place) // below if said is None else said
