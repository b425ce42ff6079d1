"""Pictures (页面图像) of the pages on the screen: drawn behind the window one after another, the nearest kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from oa_desktop.office.ports.pages import Raster
from oa_desktop.office.session import Session
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.sheets import Strip
from oa_desktop.ui.workplace import Workplace

MOST_BYTES = 32_000_000
"""Of all pictures that are kept while more come."""


def image_of(raster: Raster) -> QImage:
    """Return a picture that owns its pixels."""
    return QImage(raster.data, raster.width, raster.height, 4 * raster.width, QImage.Format.Format_RGB32).copy()


class Pictures(QObject):
    """The strips of one document as pictures; what is wished for most is drawn next.

    Attributes:
        faults: What to say instead of a page that cannot be drawn, by page.

    Signals:
        arrived: A picture has come, or is known not to come; the page's number.
    """

    arrived = Signal(int)

    def __init__(self, workplace: Workplace, parent: QObject | None = None, *, most_bytes: int = MOST_BYTES) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Strip, QImage] = OrderedDict()
        self._old: OrderedDict[Strip, QImage] = OrderedDict()
        self._wished: tuple[Strip, ...] = ()
        self._asked: Strip | None = None
        self._pdf = b""
        self.faults: dict[int, str] = {}

    @property
    def size(self) -> int:
        """Bytes of all pictures that are kept."""
        return sum(image.sizeInBytes() for kept in (self._kept, self._old) for image in kept.values())

    def show(self, pdf: bytes, *, renewed: bool = False) -> None:
        """Begin with a document.

        Args:
            pdf: The document.
            renewed: Whether it is the one before with changes; its pictures then stand in until the new ones come.
        """
        self._pdf = pdf
        self._old = OrderedDict(self._kept or self._old) if renewed else OrderedDict()
        self._kept, self._wished, self._asked, self.faults = OrderedDict(), (), None, {}

    def wish(self, strips: Sequence[Strip]) -> None:
        """Say which strips are on the screen, and which may be next, in this order."""
        self._wished = tuple(strips)
        self._ask()

    def of(self, strip: Strip) -> QImage | None:
        """Return the picture of a strip."""
        image = self._kept.get(strip)
        if image is not None:
            self._kept.move_to_end(strip)
        return image

    def standing_in(self, number: int) -> list[tuple[Strip, QImage]]:
        """Return pictures of a page at another size, or from before it was renewed: the newest size alone."""
        for kept in (self._kept, self._old):
            found = [(strip, image) for strip, image in reversed(kept.items()) if strip.number == number]
            if found:
                sharpness = found[0][0].pixels_per_mm
                return [one for one in found if one[0].pixels_per_mm == sharpness]
        return []

    def _ask(self) -> None:
        missing = next((one for one in self._wished if one not in self._kept and one.number not in self.faults), None)
        if self._asked is not None or missing is None:
            return
        self._asked = missing
        pdf = self._pdf
        self._workplace.read(
            _drawn(pdf, missing),
            self,
            lambda image: self._take(pdf, missing, image),
            lambda error: self._fail(pdf, missing, error),
            instead_of="picture",
        )

    def _take(self, pdf: bytes, strip: Strip, image: QImage) -> None:
        if pdf is not self._pdf:
            return
        self._asked = None
        self._kept[strip] = image
        self._let_go(keep=self._wished)
        self.arrived.emit(strip.number)
        self._ask()

    def _fail(self, pdf: bytes, strip: Strip, error: Exception) -> None:
        if pdf is not self._pdf:
            return
        self._asked = None
        self.faults[strip.number] = sentence_for(error, self._workplace)
        self.arrived.emit(strip.number)
        self._ask()

    def _let_go(self, keep: Iterable[Strip]) -> None:
        """Forget what was looked at longest ago, and what has been drawn anew."""
        for strip in [one for one in self._old if any(new.number == one.number for new in self._kept)]:
            if all(one in self._kept for one in self._wished if one.number == strip.number):
                del self._old[strip]
        needed, size = set(keep), self.size
        for strip in [one for one in self._kept if one not in needed]:
            if size <= self._most_bytes:
                return
            size -= self._kept.pop(strip).sizeInBytes()


def _drawn(pdf: bytes, strip: Strip) -> Callable[[Session], QImage]:
    rows = (strip.first, strip.end)
    return lambda session: image_of(session.viewer.raster(pdf, strip.number, strip.pixels_per_mm, rows))
