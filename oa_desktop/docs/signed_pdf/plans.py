"""What a signature in a PDF is to be (签名要求), as it goes to the worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from oa_desktop.office.ports.trust import Impression


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What of a seal's picture stands where, in whole micrometres: no fraction crosses to the worker.

    Attributes:
        page: 1, 2, 3 …
        box: Left edge, top edge, width and height of what is seen, from the top left of the page.
        whole: Left edge, top edge, width and height of all of the picture, from the top left of ``box``.
    """

    page: int
    box: tuple[int, ...]
    whole: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a signature is to be.

    Attributes:
        name: Whose it is, as readers show it.
        at: Claimed time.
        algorithm: Of the key: ``SM2``, ``EC`` or ``RSA``.
        marks: Where the picture stands; the first belongs to the field, the others are stamps.
    """

    name: str
    at: datetime
    algorithm: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What belongs to a signature besides, DER or a picture.

    Attributes:
        certificate: Of who signs.
        picture: Of the seal, as the seal holds it.
        seal_value: Signature value of the seal over the file so far.
    """

    certificate: bytes = field(repr=False)
    picture: bytes = field(repr=False)
    seal_value: bytes = field(repr=False)


def mark_of(place: Impression) -> Mark:
    """Return an impression as the worker takes it."""
    left, top, width, height = place.clip or (0.0, 0.0, place.width_mm, place.height_mm)
    return Mark(
        page=place.page,
        box=_micrometres(place.x_mm + left, place.y_mm + top, width, height),
        whole=_micrometres(-left, -top, place.width_mm, place.height_mm),
    )


def _micrometres(*figures_mm: float) -> tuple[int, ...]:
    return tuple(round(figure * 1000) for figure in figures_mm)
