"""The rows of a comparison (对照): where something was changed, how, by whom, and what each text says there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from oa_desktop.domain.texts.aligning import Change, Part
from oa_desktop.domain.texts.comparing import Difference, Passage
from oa_desktop.i18n import _
from oa_desktop.i18n.places import in_words

SIGNS: Mapping[Change, str] = MappingProxyType(
    {Change.ADDED: "＋", Change.REMOVED: "－", Change.CHANGED: "±", Change.MOVED: "⇅", Change.LEFT: "⇅"}
)
_WORDS: Mapping[Change, str] = MappingProxyType(
    {
        Change.ADDED: "增加",
        Change.REMOVED: "删去",
        Change.CHANGED: "修改",
        Change.MOVED: "从{other}移来",
        Change.LEFT: "移到{other}",
    }
)
_MARKS: Mapping[Change, str] = MappingProxyType({Change.ADDED: "增“{}”", Change.REMOVED: "删“{}”"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A passage of two texts.

    Attributes:
        change: What became of it.
        head: Where, how and by whom; empty where nothing was changed.
        old: What the older text says there; nothing where it has no such passage.
        new: What the newer one says.
        folded: How many passages that stayed it stands for; they are not shown.
    """

    change: Change
    head: str = ""
    old: tuple[Part, ...] = ()
    new: tuple[Part, ...] = ()
    folded: int = 0

    @property
    def is_change(self) -> bool:
        """Whether something was changed."""
        return self.change is not Change.SAME

    @property
    def spoken(self) -> str:
        """The row as it is read aloud, and copied."""
        if self.folded:
            return _("略去没有改的 {count} 段").format(count=self.folded)
        parts = (self.old if self.change is Change.REMOVED else self.new) or self.old
        if self.change is Change.CHANGED:
            return f"{self.head}：" + "，".join(_changed(self.old, self.new))
        words = "".join(part.text for part in parts)
        return f"{self.head}：{words}" if self.head else words


def rows_of(differences: Sequence[Difference], by: Sequence[str] = (), *, whole: bool = False) -> tuple[Row, ...]:
    """Return the rows of two texts side by side.

    Args:
        differences: Every passage, as :func:`oa_desktop.domain.texts.comparing.side_by_side` gives them.
        by: Who brought each; nothing while that is not known.
        whole: Whether what stayed is shown as a whole, not only beside what was changed.
    """
    names = by or [""] * len(differences)
    rows = [_row(one, who) for one, who in zip(differences, names, strict=True)]
    return tuple(rows if whole else _folded(rows))


def _row(one: Difference, by: str) -> Row:
    if one.change is Change.SAME:
        return Row(change=one.change, old=one.parts, new=one.parts)
    return Row(
        change=one.change,
        head="　".join(part for part in (f"{SIGNS[one.change]} {_how(one)}", by) if part),
        old=_side(one.parts, Change.ADDED) if one.change is not Change.MOVED else (),
        new=_side(one.parts, Change.REMOVED) if one.change is not Change.LEFT else (),
    )


def _how(one: Difference) -> str:
    """Return where something was changed and how: 正文第 2 段 修改."""
    here, other = (one.old, one.new) if one.change is Change.LEFT or one.new is None else (one.new, one.old)
    return f"{_where(here)}　{_(_WORDS[one.change]).format(other=_where(other))}"


def _where(passage: Passage | None) -> str:
    return in_words(passage.place) if passage else ""


def _side(parts: Iterable[Part], other: Change) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.change is not other)


def _folded(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows, of those that stayed only the neighbours of a change; the others are counted."""
    stretches = [(changed, list(some)) for changed, some in groupby(rows, lambda row: row.is_change)]
    for place, (changed, some) in enumerate(stretches):
        if changed:
            yield from some
            continue
        first = 1 if place else 0
        last = len(some) - 1 if place < len(stretches) - 1 else len(some)
        between = some[first:last]
        yield from some[:first]
        yield from [Row(change=Change.SAME, folded=len(between))] if len(between) > 1 else between
        yield from some[max(first, last) :]


def _changed(old: Sequence[Part], new: Sequence[Part]) -> Iterator[str]:
    for part in (*old, *new):
        if part.change in _MARKS:
            yield _MARKS[part.change].format(part.text)
