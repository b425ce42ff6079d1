"""Writes ``resources/words/pinyin.txt``: every character that has a reading, in the order of its usual pinyin.

``python installer/make_pinyin.py`` renews it. The readings are pypinyin's (MIT), from the Unihan database; what stores
have kept is sorted by the list, so that a new one takes a migration of the store as well.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap

from pypinyin import Style, pinyin_dict
from pypinyin.style import convert

RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))
TARGET = Path(__file__).parents[1] / "resources" / "words" / "pinyin.txt"


def characters() -> str:
    """Return the characters in their order: by syllable, then by tone, then by code."""
    readings = {code: said.split(",")[0] for code, said in pinyin_dict.pinyin_dict.items()}
    listed = [code for low, high in RANGES for code in range(low, high + 1) if code in readings]
    return "".join(map(chr, sorted(listed, key=lambda code: (_key(readings[code]), code))))


def _key(reading: str) -> tuple[str, str]:
    plain = convert(reading, Style.NORMAL, strict=False)
    return plain.replace("ü", "v"), convert(reading, Style.TONE3, strict=False, neutral_tone_with_five=True)[-1:]


if __name__ == "__main__":
    TARGET.write_text("\n".join(wrap(characters(), 60)) + "\n", encoding="utf-8")
