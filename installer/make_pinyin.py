"""Writes ``resources/words/pinyin.txt``: a line for each syllable, with every character that is usually read so.

``python installer/make_pinyin.py`` renews it. The readings are pypinyin's (MIT), from the Unihan database; what stores
have kept is sorted by the list, so that a new one takes a migration of the store as well.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from pypinyin import Style, pinyin_dict
from pypinyin.style import convert

RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))
TARGET = Path(__file__).parents[1] / "resources" / "words" / "pinyin.txt"


def lines() -> list[str]:
    """Return the syllables in their order, each with its characters by tone and then by code."""
    readings = {code: said.split(",")[0] for code, said in pinyin_dict.pinyin_dict.items()}
    listed = [code for low, high in RANGES for code in range(low, high + 1) if code in readings]
    keys = sorted((*_key(readings[code]), code) for code in listed)
    return [
        f"{syllable} {''.join(chr(code) for _, _, code in same)}"
        for syllable, same in groupby(keys, key=lambda key: key[0])
    ]


def _key(reading: str) -> tuple[str, str]:
    plain = convert(reading, Style.NORMAL, strict=False)
    return plain.replace("ü", "v"), convert(reading, Style.TONE3, strict=False, neutral_tone_with_five=True)[-1:]


if __name__ == "__main__":
    TARGET.write_text("\n".join(lines()) + "\n", encoding="utf-8")
