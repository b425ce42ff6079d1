"""Taking a foreign picture in: decoded once, in a confined child, and written in a plain form.

A JPEG that every program shows alike keeps its pixels as they are; what stands beside them, such as where a photograph
was taken and by which camera, stays outside. Everything else becomes a PNG, or a JPEG where it was one: turned upright,
on white, in sRGB, the first picture of several.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from oa_desktop.docs.pictures.plain import Form, jpeg_segments, plain_picture
from oa_desktop.domain.errors import Refused

LARGEST_BYTES: Final = 40_000_000
LARGEST_PIXELS: Final = 64_000_000
"""What is decoded at all: a page needs no more than 9 million at 300 dpi."""
LONGEST_PIXELS: Final = 5000
"""A picture longer than this on one side is made smaller: 800 dpi across the 版心."""
_FORMATS: Final = ("PNG", "JPEG", "BMP", "DIB", "GIF", "TIFF")
_PHOTOGRAPHS: Final = frozenset({"JPEG", "MPO"})
_QUALITY: Final = 92
_WHOLE: Final = 100_000
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = 1
_KEPT_SEGMENTS: Final = frozenset({0xE0, 0xEE})
"""Application segments that say how to read the pixels: JFIF, Adobe."""
_ANY_APPLICATION: Final = range(0xE0, 0xF0)
_COMMENT: Final = 0xFE
_GREY: Final = frozenset({"1", "L", "I", "I;16", "I;16B", "I;16L", "F"})
_DEEP: Final = frozenset({"I", "I;16", "I;16B", "I;16L"})
_DEEP_STEP: Final = 1 / 257
"""From 16 bits to 8."""

Image.MAX_IMAGE_PIXELS = LARGEST_PIXELS


def take_in(data: bytes, crop: Sequence[int] = ()) -> bytes:
    """Return a picture in a plain form.

    Args:
        data: The file: PNG, JPEG, BMP, GIF or TIFF, whatever its name.
        crop: What is cut off at its left, top, right and bottom, in thousandths of a per cent: nobody is to find it.

    Raises:
        Refused: ``picture.unknown``, ``picture.too-large``, ``picture.too-many-pixels``, ``picture.damaged``.
    """
    if len(data) > LARGEST_BYTES:
        raise Refused("picture.too-large", limit=LARGEST_BYTES // 1_000_000)
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            return _taken_in(image, data, crop)
    except UnidentifiedImageError as error:
        raise Refused("picture.unknown") from error
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError) as error:
        raise Refused("picture.damaged") from error


def _too_many_pixels() -> Refused:
    return Refused("picture.too-many-pixels", limit=LARGEST_PIXELS // 10_000)


def _taken_in(image: Image.Image, data: bytes, crop: Sequence[int]) -> bytes:
    if image.width * image.height > LARGEST_PIXELS:
        raise _too_many_pixels()
    image.load()
    is_photograph = image.format in _PHOTOGRAPHS
    if is_photograph and not crop and _shows_alike(image):
        bare = _bare_jpeg(data)
        if plain_picture(bare) and _same_pixels(bare, image):
            return bare
    return _written(_upright(_cropped(image, crop)), Form.JPEG if is_photograph else Form.PNG)


def _cropped(image: Image.Image, crop: Sequence[int]) -> Image.Image:
    """Return what is left of a picture, at least a pixel."""
    if not crop:
        return image
    left, top, right, bottom = (side / _WHOLE for side in crop)
    x, y = (min(round(part * side), side - 1) for part, side in ((left, image.width), (top, image.height)))
    return image.crop(
        (x, y, max(x + 1, round((1 - right) * image.width)), max(y + 1, round((1 - bottom) * image.height)))
    )


def _shows_alike(image: Image.Image) -> bool:
    """Tell whether a photograph needs nothing done to look the same everywhere."""
    profile = image.info.get("icc_profile")
    fits = max(image.size) <= LONGEST_PIXELS and image.mode in ("L", "RGB")
    upright = image.getexif().get(_ORIENTATION, _UPRIGHT) == _UPRIGHT
    return fits and upright and (not profile or _is_srgb(profile))


def _is_srgb(profile: bytes) -> bool:
    try:
        return "sRGB" in ImageCms.getProfileDescription(ImageCms.getOpenProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        return False


def _bare_jpeg(data: bytes) -> bytes:
    """Return a JPEG without what stands beside its pixels, and without what stands behind its end."""
    kept = [b"\xff\xd8"]
    end = 2
    for segment in jpeg_segments(data):
        beside = segment.marker in _ANY_APPLICATION and segment.marker not in _KEPT_SEGMENTS
        if not beside and segment.marker != _COMMENT:
            kept.append(data[segment.start : segment.end])
        end = segment.end
    return b"".join((*kept, data[end : _end_of_image(data, end)]))


def _same_pixels(data: bytes, image: Image.Image) -> bool:
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as other:
        return other.mode == image.mode and other.tobytes() == image.tobytes()


def _end_of_image(data: bytes, place: int) -> int:
    """Return where a JPEG ends; in the coded pixels 0xFF stands before 0 or another restart only."""
    end = data.find(b"\xff\xd9", place)
    if end < 0:
        raise ValueError("cut off")
    return end + 2


def _upright(image: Image.Image) -> Image.Image:
    """Return the first picture of a file upright, on white, in grey or sRGB, no larger than a page can show."""
    density = image.info.get("dpi")
    turned = ImageOps.exif_transpose(image)
    coloured = _in_srgb(_eight_bits(turned))
    coloured.thumbnail((LONGEST_PIXELS, LONGEST_PIXELS), Image.Resampling.LANCZOS)
    if density and coloured.width in turned.size:
        coloured.info["dpi"] = density
    return coloured


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.mode in _DEEP:
        return image.point(lambda value: value * _DEEP_STEP).convert("L")
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    flat = _on_white(image)
    if not profile or flat.mode == "L":
        return flat.convert("RGB") if flat.mode not in ("L", "RGB") else flat
    try:
        source = ImageCms.getOpenProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(flat, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        converted = None
    return converted or flat.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    """Return a picture without transparency: grey, RGB, or CMYK, which a profile is for."""
    if image.mode == "CMYK":
        return image
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        seen = image.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(white, seen).convert("RGB")
    return image.convert("L" if image.mode in _GREY else "RGB")


def _written(image: Image.Image, form: Form) -> bytes:
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    target = io.BytesIO()
    density = image.info.get("dpi")
    options = {"dpi": (round(float(density[0])), round(float(density[1])))} if density else {}
    if form is Form.JPEG:
        clean.save(target, "JPEG", quality=_QUALITY, subsampling=0, **options)
    else:
        clean.save(target, "PNG", **options)
    return target.getvalue()
