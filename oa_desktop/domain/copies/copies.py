"""Copies (份) of a paper that went to somebody: by 份号 where they carry one, else counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from oa_desktop.domain.copies.copy_numbers import LARGEST, read_copy_number, written_run
from oa_desktop.domain.copies.distribution import typed
from oa_desktop.domain.errors import Refused

_NAMED = 3
"""Runs of copies that are named in a sentence."""
_ONLY_NUMBERS = re.compile(r"([0-9]{1,6})(?:\s*[-－—～至]+\s*([0-9]{1,6}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Copies of a paper that went to one recipient.

    Attributes:
        holder: 持有单位, as the paper was sent out to it.
        first: The first 份号; 0 where copies carry none.
        last: The last one.
        copies: 份数.
    """

    holder: str = ""
    first: int = 0
    last: int = 0
    copies: int = 1

    def __post_init__(self) -> None:
        """Refuse copies that cannot be.

        Raises:
            ValueError: The run is turned round, does not fit 份数, or goes beyond six digits.
        """
        run_fits = 1 <= self.first <= self.last <= LARGEST and self.copies == self.last - self.first + 1
        if not (run_fits if self.first or self.last else 0 <= self.copies <= LARGEST):
            raise ValueError(f"no copies: {self.first}-{self.last}, {self.copies}")

    @property
    def numbers(self) -> range:
        """Its 份号 as numbers; none where copies carry none."""
        return range(self.first, self.last + 1) if self.first else range(0)

    @property
    def written(self) -> str:
        """Its 份号 as they are printed; empty where copies carry none."""
        return written_run(self.first, self.copies) if self.first else ""

    @property
    def named(self) -> str:
        """Whose copies they are and which, such as 县财政局 000003—000004."""
        return " ".join(part for part in (self.holder, self.written or f"{self.copies}份") if part)


def run(holder: str, first: int, last: int) -> Copies:
    """Return copies with 份号."""
    return Copies(holder=holder, first=first, last=last, copies=last - first + 1)


def copies_in_words(copies: Sequence[Copies]) -> str:
    """Return which copies are meant: the first few runs of them, and how many they are."""
    few = "、".join(one.named for one in copies[:_NAMED])
    return few if len(copies) <= _NAMED else f"{few}等{sum(one.copies for one in copies)}份"


def read_copies(lines: Iterable[str]) -> tuple[Copies, ...]:
    """Return copies as somebody typed them: 县财政局 2份, 县财政局 000003—000004, or 份号 alone, a run a line."""
    return tuple(one for line in lines if line.strip() for one in _read_line(line.strip()))


def _read_line(line: str) -> Iterator[Copies]:
    alone = _ONLY_NUMBERS.fullmatch(line)
    for one in () if alone else typed([line], {}):
        yield copies_of(one.recipient, one.copies or 1, one.copy_numbers)
    if alone:
        yield copies_of("", 1, "—".join(end for end in alone.groups() if end))


def copies_of(holder: str, copies: int, copy_numbers: str) -> Copies:
    """Return what went to one recipient; 份号 are a single one, or the first and the last.

    Raises:
        Refused: ``clearing.numbers``: the run is turned round, or does not fit 份数.
    """
    ends = [read_copy_number(end) for end in copy_numbers.split("—") if end]
    try:
        return run(holder, ends[0], ends[-1]) if ends else Copies(holder=holder, copies=copies)
    except ValueError:
        raise Refused("clearing.numbers", holder=holder, numbers=copy_numbers) from None


def in_runs(copies: Iterable[Copies]) -> tuple[Copies, ...]:
    """Return copies with those behind each other in one run: of one holder and with the next 份号."""
    found: list[Copies] = []
    for one in copies:
        before = found[-1] if found else None
        if before and one.first and before.last + 1 == one.first and before.holder == one.holder:
            found[-1] = run(one.holder, before.first, one.last)
        else:
            found.append(one)
    return tuple(found)
