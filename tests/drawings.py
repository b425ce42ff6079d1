"""Pictures for tests: a plan with an ellipse and a line, in every way that people bring one."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw

from oa_desktop.docs.pictures.taking_in import take_in
from oa_desktop.domain.ids import Digest

BLUE, YELLOW = (120, 180, 220), (250, 220, 60)


def plan(width: int = 80, height: int = 50, mode: str = "RGB") -> Image.Image:
    """Return a picture: blue, a yellow ellipse in its middle, a black line from its top left corner."""
    made = Image.new("RGB", (width, height), BLUE)
    pen = ImageDraw.Draw(made)
    pen.ellipse((width // 4, height // 4, 3 * width // 4, 3 * height // 4), fill=YELLOW)
    pen.line((0, 0, width, height), fill="black", width=2)
    return made.convert(mode)


def filed(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """Return the file of a picture."""
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def plain(width: int = 80, height: int = 50, kind: str = "PNG", **options: Any) -> bytes:
    """Return a picture as the office keeps it."""
    return take_in(filed(plan(width, height), kind, **options))


PLAN, PHOTOGRAPH = Digest("a" * 64), Digest("b" * 64)
PICTURES = {PLAN: plain(800, 500), PHOTOGRAPH: take_in(filed(plan(300, 400, "L"), "JPEG", dpi=(150, 150)))}
"""A plan wider than it is high, and a grey photograph, under digests that a manuscript may name."""
