"""Pictures that people bring (图): whatever they are, they become one of two plain forms, or are refused."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from oa_desktop.docs.pictures.plain import Form, plain_picture
from oa_desktop.docs.pictures.taking_in import LONGEST_PIXELS, take_in
from oa_desktop.domain.errors import Refused
from tests.drawings import BLUE, filed, plan

_ORIENTATION, _MAKE, _GPS = 0x0112, 0x010F, 0x8825


def shown(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        take_in(data)
    return caught.value.code


def fate(data: bytes) -> str:
    try:
        return "taken in" if plain_picture(take_in(data)) else "not plain"
    except Refused as refused:
        return refused.code


@pytest.mark.parametrize(
    ("kind", "mode", "form"),
    [
        ("PNG", "RGB", Form.PNG),
        ("PNG", "RGBA", Form.PNG),
        ("PNG", "P", Form.PNG),
        ("PNG", "1", Form.PNG),
        ("PNG", "LA", Form.PNG),
        ("PNG", "I;16", Form.PNG),
        ("JPEG", "RGB", Form.JPEG),
        ("JPEG", "L", Form.JPEG),
        ("JPEG", "CMYK", Form.JPEG),
        ("BMP", "RGB", Form.PNG),
        ("GIF", "P", Form.PNG),
        ("TIFF", "RGB", Form.PNG),
        ("TIFF", "CMYK", Form.PNG),
    ],
)
def test_every_kind_of_picture_becomes_a_plain_one_of_its_size(kind: str, mode: str, form: Form) -> None:
    source = plan(mode="L").convert("I;16") if mode == "I;16" else plan(mode=mode)
    found = plain_picture(take_in(filed(source, kind)))
    assert found is not None
    assert (found.form, found.width, found.height) == (form, 80, 50)
    assert shown(found.data).mode in ("L", "RGB")


def test_the_same_picture_gives_the_same_bytes_and_a_plain_one_stays_as_it_is() -> None:
    for kind in ("PNG", "JPEG"):
        once = take_in(filed(plan(), kind))
        assert once == take_in(filed(plan(), kind))
        assert take_in(once) == once


def test_a_photograph_keeps_its_pixels_and_loses_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[_MAKE] = "某品牌相机"
    exif[_GPS] = {1: "N", 2: (39.0, 54.0, 0.0)}
    photograph = filed(plan(), "JPEG", exif=exif, comment=b"taken by somebody")
    bare = take_in(photograph)
    assert shown(bare).tobytes() == shown(photograph).tobytes()
    assert len(bare) < len(photograph)
    assert not shown(bare).getexif()
    assert b"somebody" not in bare


def test_what_stands_behind_the_end_of_a_photograph_stays_outside() -> None:
    photograph = filed(plan(), "JPEG")
    assert take_in(photograph + b"a film behind it") == take_in(photograph)


def test_a_photograph_that_lies_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    found = plain_picture(take_in(filed(plan(), "JPEG", exif=exif)))
    assert found is not None
    assert (found.width, found.height) == (50, 80)


def test_what_can_be_seen_through_stands_on_white() -> None:
    glass = Image.new("RGBA", (10, 10), (255, 0, 0, 0))
    assert shown(take_in(filed(glass))).getpixel((5, 5)) == (255, 255, 255)


def test_colours_of_another_profile_become_those_of_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    same = take_in(filed(plan(), "PNG", icc_profile=lab))
    assert shown(same).getpixel((40, 2)) == BLUE
    assert "icc_profile" not in shown(same).info


def test_a_picture_says_how_large_it_is_by_itself() -> None:
    found = plain_picture(take_in(filed(plan(150, 75), "JPEG", dpi=(150, 150))))
    assert found is not None
    assert found.width_mm == pytest.approx(25.4)
    print_size = plain_picture(take_in(filed(plan(300, 75), "PNG", dpi=(300, 300))))
    assert print_size is not None
    assert print_size.width_mm == pytest.approx(25.4, abs=0.01)


def test_a_picture_of_many_pixels_is_made_smaller() -> None:
    found = plain_picture(take_in(filed(Image.new("L", (LONGEST_PIXELS * 2, 20)))))
    assert found is not None
    assert (found.width, found.height) == (LONGEST_PIXELS, 10)


def _bomb() -> bytes:
    """Return a PNG of a few bytes that says it has ten milliards of pixels."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture.unknown"),
        (b"no picture", "picture.unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture.unknown"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "picture.unknown"),
        (filed(plan())[:-200], "picture.damaged"),
        (filed(plan(400, 400), "JPEG")[:900], "picture.damaged"),
        (_bomb(), "picture.too-many-pixels"),
        (b"\xff\xd8" + bytes(40_000_001), "picture.too-large"),
    ],
)
def test_what_is_no_good_picture_is_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF"])
def test_a_damaged_picture_is_refused_or_taken_in_and_never_a_crash(kind: str) -> None:
    whole = bytearray(filed(plan(40, 30), kind))
    for seed in range(60):
        chance = random.Random(seed)
        harmed = bytearray(whole)
        for _time in range(chance.choice((1, 3, 20))):
            harmed[chance.randrange(len(harmed))] = chance.randrange(256)
        assert fate(bytes(harmed)) in {"taken in", "picture.unknown", "picture.damaged", "picture.too-many-pixels"}


@pytest.mark.parametrize("data", [filed(plan(mode="RGBA")), filed(plan(mode="P"), "GIF"), b"\xff\xd8\xff", b""])
def test_what_is_not_plain_is_not_drawn(data: bytes) -> None:
    assert plain_picture(data) is None
