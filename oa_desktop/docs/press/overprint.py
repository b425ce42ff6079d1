"""红头纸套打: the pages without their red head, because the paper in the printer has it already.

Red is red in any measure of colour. What the writer calls a seal (:data:`oa_desktop.docs.pdf.tags.SEAL_TAG`) is none
of the head; pages written before it did so lose the places of their seals with the head.
"""

from __future__ import annotations

from typing import Final

import pikepdf

from oa_desktop.docs.pdf.tags import SEAL_TAG
from oa_desktop.docs.press.content import Ink, without

_STRONG: Final = 0.5
"""From here on a part of a colour is seen."""
_RGB, _CMYK = 3, 4


def leave_out(pdf: pikepdf.Pdf, *, head: bool, seals: bool) -> None:
    """Take the red head, the places of seals, or both out of every page."""

    def unwanted(ink: Ink) -> bool:
        return seals if SEAL_TAG in ink.tags else head and _is_red(ink.colour)

    for page in pdf.pages:
        without(pdf, page, unwanted)


def _is_red(colour: tuple[float, ...]) -> bool:
    if len(colour) == _RGB:
        red, green, blue = colour
        return red > _STRONG and max(green, blue) < red * _STRONG
    if len(colour) == _CMYK:
        cyan, magenta, yellow, black = colour
        return min(magenta, yellow) > _STRONG and max(cyan, black) < _STRONG
    return False
