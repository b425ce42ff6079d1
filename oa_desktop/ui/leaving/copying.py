"""Printing counted copies (逐份印份号): one job a copy, so that it is known of each whether the printer has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from oa_desktop.domain.errors import OfficeError, Unavailable
from oa_desktop.i18n import _
from oa_desktop.office.clearing.counted import NumberedCopy
from oa_desktop.office.ports.pages import Viewer
from oa_desktop.ui.leaving.printing import print_pages
from oa_desktop.ui.tasks import Cancelled, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What became of a run.

    Attributes:
        numbers: 份号 of the copies that the printer has been given whole.
        broken: That of the copy at which it was called off; empty where nobody did.
    """

    numbers: tuple[str, ...]
    broken: str = ""

    @property
    def words(self) -> str:
        """What became of it, in a sentence."""
        if not self.broken:
            return _("已交给打印机：份号 {numbers}，共{count}份").format(numbers=self._span, count=len(self.numbers))
        words = _("已停止：份号 {numbers} 已整份交给打印机；{broken} 可能没有印完，请收回作废；后面的没有印")
        return words.format(numbers=self._span, broken=self.broken)

    @property
    def _span(self) -> str:
        return span(self.numbers)


def span(numbers: Sequence[str]) -> str:
    """Return a run of 份号 in words."""
    if not numbers:
        return _("（一份也没有）")
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}—{numbers[-1]}"


def print_copies(viewer: Viewer, copies: Sequence[NumberedCopy], printer: QPrinter, progress: Progress) -> Handed:
    """Print copies one after the other and return what became of them; called behind the window.

    Raises:
        Unavailable: ``printer.stopped``: it says which copies the printer has and which one is broken.
    """
    printer.setCopyCount(1)  # no 份号 stands on two copies
    file, handed = printer.outputFileName(), list[str]()
    for place, copy in enumerate(copies):
        if file:
            printer.setOutputFileName(_beside(file, copy.number))
        try:
            print_pages(viewer, copy.data, printer, _Standing(progress, place, len(copies)))
        except Cancelled:
            return Handed(numbers=tuple(handed), broken=copy.number)
        except OfficeError as error:
            name = printer.printerName() or printer.outputFileName()
            raise Unavailable("printer.stopped", printer=name, done=span(handed), broken=copy.number) from error
        handed.append(copy.number)
    return Handed(numbers=tuple(handed))


class _Standing(Progress):
    """Tells of a whole run how far it has come, while one copy is printed page by page."""

    def __init__(self, progress: Progress, place: int, total: int) -> None:
        super().__init__(lambda _done, _total: progress.step(place, total))


def _beside(file: str, number: str) -> str:
    path = Path(file)
    return str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
