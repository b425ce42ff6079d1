"""How something is to be printed (印制方式), and what is remembered of each printer on this machine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from oa_desktop.i18n import _
from oa_desktop.office.clearing.counted import CopyRun
from oa_desktop.office.ports.printing import AS_IT_IS, Folding, Presswork


class Turning(Enum):
    """单双面: what is printed on the backs."""

    ONE_SIDED = "单面"
    DUPLEX = "双面，打印机自己翻"
    BY_HAND = "双面，手工翻面"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """How a paper is to be printed.

    Attributes:
        printer: Its name; empty for the one that this machine usually takes.
        turning: What is printed on the backs.
        work: What becomes of the pages before.
        run: 份号 of the copies; None where they carry none of their own.
    """

    printer: str = ""
    turning: Turning = Turning.ONE_SIDED
    work: Presswork = AS_IT_IS
    run: CopyRun | None = None

    @property
    def words(self) -> str:
        """What is not as usual, in words; empty where everything is."""
        run = self.run
        numbers = _("份号 {first}—{last}，共{count}份")
        said = (
            "" if self.turning is Turning.ONE_SIDED else _(self.turning.value),
            "" if self.work.folding is Folding.PAGES else f"A3 {_(self.work.folding.value)}",
            _("红头纸套打") if self.work.overprinted else "",
            "" if self.work.seals else _("不印印章"),
            numbers.format(first=run.numbers[0], last=run.numbers[-1], count=run.count) if run else "",
        )
        return "；".join(word for word in said if word)


class Words(Protocol):
    """Where words are remembered by name, such as the window's preferences."""

    def word(self, name: str, usual: str = "") -> str:
        """Return a remembered word."""

    def keep_word(self, name: str, word: str) -> None:
        """Remember a word."""


class Forgetful:
    """Remembers as long as it lives."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}

    def word(self, name: str, usual: str = "") -> str:
        """Return a remembered word."""
        return self._words.get(name, usual)

    def keep_word(self, name: str, word: str) -> None:
        """Remember a word."""
        self._words[name] = word


class Offsets:
    """How far red heads are from where they should be on the paper of each printer, in tenths of a millimetre."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def of(self, printer: str) -> tuple[int, int]:
        """Return how far to the right and down everything is to be moved; nothing for an unknown printer."""
        right, _comma, down = self._words.word(_name(printer), "0,0").partition(",")
        return _tenths(right), _tenths(down)

    def keep(self, printer: str, right_tenths: int, down_tenths: int) -> None:
        """Remember it for a printer."""
        self._words.keep_word(_name(printer), f"{right_tenths},{down_tenths}")

    def suited(self, order: PrintOrder, printer: str) -> PrintOrder:
        """Return an order for a printer that was chosen after it was given: moved by that printer's own offset."""
        if not order.work.overprinted or printer == order.printer:
            return order
        right, down = self.of(printer)
        return replace(order, printer=printer, work=replace(order.work, right_tenths=right, down_tenths=down))


def _name(printer: str) -> str:
    return f"printing/offset-{printer}".replace("\\", "/")


def _tenths(word: str) -> int:
    """Return a remembered figure; a garbled one is none."""
    return int(word) if word.removeprefix("-").isdecimal() else 0
