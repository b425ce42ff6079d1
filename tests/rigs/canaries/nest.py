"""The nest: makes canaries, and counts how many went in which way."""

from __future__ import annotations

from collections import Counter

from tests.rigs.canaries.searching import MARK

_DIGITS = "零一二三四五六七八九"


class Nest:
    """Canaries that were let in, by the way they took.

    Attributes:
        ways: How many took each way.
    """

    def __init__(self) -> None:
        self.ways: Counter[str] = Counter()

    def new(self, way: str) -> str:
        """Another canary."""
        self.ways[way] += 1
        return MARK + "".join(_DIGITS[int(digit)] for digit in f"{self.ways.total():04}")

    def text(self, way: str, count: int) -> str:
        """A paragraph of so many canaries."""
        return "，".join(self.new(way) for _ in range(count)) + "。"
