"""The picture of a seal is the same pixels to both verifiers, whatever kind of picture it is."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from PIL import Image

from oa_desktop.docs.signed_pdf.pictures import Coded, compared, drawn
from oa_desktop.domain.errors import Refused
from tests.rigs.tampering.second import second

CHANCE = random.Random(20261123)
SIZES = ((1, 1), (3, 2), (9, 11), (40, 33))
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
WAYS = [(0, 1), (2, 3), (3, 1), (4, 2), (6, 4)]
"""Kinds of PNG, and how many samples a pixel has (ISO/IEC 15948 11.2.2)."""


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def a_png(size: tuple[int, int], kind: int, samples: int, depth: int, *, interlaced: bool) -> bytes:
    """Noise in rows of every filter."""
    wide, high = size
    raw = b""
    for left, top, across, down in PASSES if interlaced else ((0, 0, 1, 1),):
        columns, rows = -(-(wide - left) // across), -(-(high - top) // down)
        for row in range(rows if columns > 0 else 0):
            raw += bytes([row % 5]) + CHANCE.randbytes((columns * samples * depth + 7) // 8)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, depth, kind, 0, 0, interlaced))
    table = chunk(b"PLTE", CHANCE.randbytes(3 << depth)) if kind == 3 else b""
    return b"\x89PNG\r\n\x1a\n" + head + table + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")


def noise(mode: str, size: tuple[int, int]) -> Image.Image:
    whole = size[0] * size[1]
    if mode == "1":
        return Image.frombytes("L", size, CHANCE.randbytes(whole)).convert("1")
    image = Image.frombytes(mode, size, CHANCE.randbytes(whole * len(mode)))
    if mode == "P":
        image.putpalette(CHANCE.randbytes(768))
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def is_same(picture: bytes) -> bool:
    first, other = compared(picture), second()._seen(picture)
    if isinstance(first, Coded):
        spaces = {1: "DeviceGray", 3: "DeviceRGB"}
        told = (first.width, first.height, first.data, spaces[first.colours])
        return told == (other.width, other.height, other.coded, other.space)
    told = (first.width, first.height, first.colours, first.opacity)
    return told == (other.width, other.height, other.colours, other.opacity)


def came_of(picture: bytes) -> str:
    """What the first verifier makes of a picture, which the second one must make of it as well."""
    try:
        first = "open" if compared(picture) is None else "compared"
    except Refused:
        first = "unreadable"
    other = second()._seen(picture)
    assert first == ("open" if other is None else "compared" if other.width else "unreadable")
    return first


@pytest.mark.parametrize("interlaced", [False, True])
def test_a_png_of_any_kind_and_depth_is_seen_alike(interlaced):
    for size in SIZES:
        for kind, samples in WAYS:
            depths = {0: (1, 2, 4, 8, 16), 3: (1, 2, 4, 8)}.get(kind, (8, 16))
            for depth in depths:
                assert is_same(a_png(size, kind, samples, depth, interlaced=interlaced)), (size, kind, depth)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
def test_what_usual_programs_save_is_seen_alike(mode):
    for size in SIZES:
        image = noise(mode, size)
        assert is_same(saved(image, "PNG"))
        assert mode == "LA" or is_same(saved(image, "BMP"))
        if mode in {"1", "L", "P"}:
            assert all(is_same(saved(image, "GIF", interlace=woven)) for woven in (0, 1))
            assert is_same(saved(image, "GIF", transparency=3))
        if mode == "RGB":
            assert is_same(saved(image, "PNG", transparency=image.getpixel((0, 0))))
            assert is_same(saved(image, "GIF"))


def test_a_long_run_of_one_colour_is_unpacked_as_it_was_packed():
    assert is_same(saved(Image.new("P", (300, 200), 7), "GIF"))


def test_sixteen_bits_of_grey_are_drawn_in_their_shades_and_not_white():
    rows = b"".join(b"\0" + bytes([shade, 0]) for shade in (0, 64, 128, 255))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 4, 16, 0, 0, 0, 0))
    picture = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    assert drawn(picture).colours == bytes(shade for shade in (0, 64, 128, 255) for _ in range(3))
    assert is_same(picture)


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_of_one_or_three_colours_is_compared_as_it_is_coded(progressive):
    assert all(is_same(saved(noise(mode, (9, 11)), "JPEG", progressive=progressive)) for mode in ("L", "RGB"))


def clear_grey(depth: int) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, depth, 0, 0, 0, 0))
    end = chunk(b"IDAT", zlib.compress(bytes(3))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"tRNS", bytes(2)) + end


def test_what_nobody_brings_to_pixels_without_the_program_is_left_open_by_both():
    clear = [clear_grey(depth) for depth in (1, 8, 16)]
    four_colours = saved(noise("CMYK", (9, 11)), "JPEG")
    packed = bytearray(saved(noise("P", (9, 11)), "BMP"))
    packed[30] = 1
    for one in (*clear, four_colours, bytes(packed), b"PK\3\4", b"<svg/>", b"", b"\xff\xd8\xff\xe0"):
        assert came_of(one) == "open", one[:40]


@pytest.mark.parametrize("kind", ["PNG", "BMP", "GIF"])
def test_a_picture_that_is_cut_is_unreadable_to_both(kind):
    whole = saved(noise("P", (5, 4)), kind)
    for cut in range(8, len(whole) - 3, 7):
        assert came_of(whole[:cut]) == "unreadable", cut


def test_a_jpeg_that_is_cut_or_larger_than_any_seal_comes_to_the_same():
    whole = saved(noise("L", (40, 33)), "JPEG")
    assert {came_of(whole[:cut]) for cut in range(3, len(whole), 9)} == {"open", "compared"}
    at = whole.index(b"\xff\xc0") + 5
    assert came_of(whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4 :]) == "unreadable"
