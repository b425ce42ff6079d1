"""What a page of a PDF paints, instruction by instruction, and the same page without some of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

import pikepdf

_FILL: Final = frozenset({"g", "rg", "k", "sc", "scn"})
_STROKE: Final = frozenset({"G", "RG", "K", "SC", "SCN"})
_TEXT: Final = frozenset({"Tj", "TJ", "'", '"'})
_AREAS: Final = frozenset({"f", "F", "f*"})
_PATHS: Final = _AREAS | {"S", "s", "B", "B*", "b", "b*"}
_PAINTS: Final = _TEXT | _PATHS | {"Do", "INLINE IMAGE", "sh"}
_NO_PAINT: Final = pikepdf.Operator("n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """What holds where something is painted.

    Attributes:
        fill: Parts of the colour of areas and type, from 0 to 1: one of grey, three of RGB, four of CMYK.
        stroke: Likewise of lines.
        origin: Where the line of type begins, in points from the lower left of the page.
        tags: What the page calls this part, outermost first.
        kind: ``text``, ``area`` or ``line``.
    """

    fill: tuple[float, ...] = (0.0,)
    stroke: tuple[float, ...] = (0.0,)
    origin: tuple[float, float] = (0.0, 0.0)
    tags: tuple[str, ...] = ()
    kind: str = ""

    @property
    def colour(self) -> tuple[float, ...]:
        """What it is painted with."""
        return self.stroke if self.kind == "line" else self.fill


def without(pdf: pikepdf.Pdf, page: pikepdf.Page, unwanted: Callable[[Ink], bool]) -> int:
    """Take out of a page what is not wanted; return how many instructions that were."""
    painter = _Painter(unwanted=unwanted)
    kept = [painter.kept(list(one.operands), one.operator) for one in pikepdf.parse_content_stream(page)]
    if painter.dropped:
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream([one for one in kept if one is not None]))
    return painter.dropped


@dataclass(slots=True, kw_only=True)
class _Painter:
    """Goes through the instructions of a page.

    Attributes:
        unwanted: What is not to be painted.
        dropped: How many instructions that was so far.
    """

    unwanted: Callable[[Ink], bool]
    dropped: int = 0
    _ink: Ink = field(default_factory=Ink)
    _behind: list[Ink] = field(default_factory=list)

    def kept(self, operands: Sequence[Any], operator: pikepdf.Operator) -> tuple[Sequence[Any], Any] | None:
        """Return an instruction, what stands in its place, or nothing."""
        name = str(operator)
        if name not in _PAINTS:
            self._ink = self._after(name, operands)
            return operands, operator
        if not self.unwanted(replace(self._ink, kind=_kind(name))):
            return operands, operator
        self.dropped += 1
        return ([], _NO_PAINT) if name in _PATHS else None

    def _after(self, name: str, operands: Sequence[Any]) -> Ink:
        """Return what holds after an instruction; parts of a page that have a name outlast a change of its state."""
        if name == "q":
            self._behind.append(self._ink)
        elif name == "Q" and self._behind:
            return replace(self._behind.pop(), tags=self._ink.tags)
        elif name in _FILL:
            return replace(self._ink, fill=_numbers(operands))
        elif name in _STROKE:
            return replace(self._ink, stroke=_numbers(operands))
        elif name == "Tm":
            across, down = _numbers(operands)[4:6]
            return replace(self._ink, origin=(across, down))
        elif name in ("BMC", "BDC"):
            return replace(self._ink, tags=(*self._ink.tags, str(operands[0])))
        elif name == "EMC":
            return replace(self._ink, tags=self._ink.tags[:-1])
        return self._ink


def _kind(name: str) -> str:
    if name in _TEXT:
        return "text"
    return "line" if name in _PATHS - _AREAS else "area"


def _numbers(operands: Sequence[Any]) -> tuple[float, ...]:
    return tuple(float(one) for one in operands if isinstance(one, int | float | Decimal))
