"""Hands (手): a mouse and a keyboard outside the program, through the X server's own test extension."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from itertools import chain

_SPARE_KEYS = tuple(chain(range(149, 203), range(208, 256)))
"""Key codes of X beyond those of an office keyboard and its modifiers."""
BETWEEN_KEYS_MS = 15


class Hands:
    """One mouse and one keyboard of one screen.

    Args:
        environment: Of the screen.
        characters: What has to be typed; Chinese gets keys of its own, two characters a key, before a program looks.

    Raises:
        ValueError: There are more characters than spare keys.
    """

    def __init__(self, environment: Mapping[str, str], characters: str) -> None:
        self._environment = environment
        self._do("xmodmap", "-", lines="\n".join(_keys(characters)))

    def click(self, place: tuple[int, int]) -> None:
        """Move the mouse to a place on the screen and press its left button."""
        x, y = place
        self._do("xdotool", "mousemove", str(x), str(y), "click", "1")

    def key(self, *keys: str) -> None:
        """Press keys one after the other, by the names of X: ``ctrl+a``, ``Return``."""
        self._do("xdotool", "key", *keys)

    def type(self, text: str) -> None:
        """Type words, key by key."""
        self._do("xdotool", "type", "--delay", str(BETWEEN_KEYS_MS), "--", text)

    def _do(self, *words: str, lines: str = "") -> None:
        subprocess.run(words, env=dict(self._environment), check=True, timeout=120, input=lines, text=True)


def _keys(characters: str) -> Iterable[str]:
    """Give the lines that lay characters on the spare keys, without and with Shift."""
    wanted = [f"U{ord(one):04X}" for one in sorted(set(characters)) if not one.isascii()]
    if len(wanted) > 2 * len(_SPARE_KEYS):
        raise ValueError(f"{len(wanted)} characters are more than a keyboard has")
    pairs = zip(wanted[::2], [*wanted[1::2], "NoSymbol"], strict=False)
    return (f"keycode {key} = {' '.join(pair)}" for key, pair in zip(_SPARE_KEYS, pairs, strict=False))
