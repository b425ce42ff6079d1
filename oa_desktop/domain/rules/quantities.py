"""Rules on digits and units (数字、计量单位). GB/T 9704-2012 clause 9, which names GB/T 15835 and GB 3100."""

from __future__ import annotations

import re

from oa_desktop.domain.rules.numbers import ASCII_DIGITS
from oa_desktop.domain.rules.paper import Check
from oa_desktop.domain.rules.slips import HAN, Slips, in_texts, slip

_UNITS = {
    "KM": "km",
    "Km": "km",
    "KG": "kg",
    "Kg": "kg",
    "KW": "kW",
    "Kw": "kW",
    "kw": "kW",
    "KV": "kV",
    "Kv": "kV",
    "kv": "kV",
    "CM": "cm",
    "Cm": "cm",
    "MM": "mm",
    "Mm": "mm",
    "ML": "mL",
    "Ml": "mL",
}
_SQUARES = {"2": "²", "3": "³"}


def _each_with_unit(match: re.Match[str]) -> str:
    return f"{match['least']}{match['unit']}—{match['most']}{match['unit']}"


SLIPS: Slips = {
    "digits.full-width": slip("[０-９]+", lambda match: match[0].translate(ASCII_DIGITS)),
    "digits.short-year": slip(
        r"(?<![0-9０-９〇○零一二三四五六七八九十.])[0-9]{2}年(?=[0-9]{1,2}月|年?底|初|上半年|下半年)"
    ),
    "digits.han-date": slip(
        "[一二][〇○零0O一二三四五六七八九]{3}年(?:[一二三四五六七八九十]{1,2}月)?(?:[一二三四五六七八九十]{1,3}日)?"
    ),
    "digits.shared-unit": slip(
        r"(?<![0-9A-Za-z\-.])(?P<least>[0-9]+(?:\.[0-9]+)?)[-—~～](?P<most>[0-9]+(?:\.[0-9]+)?)(?P<unit>[%％万亿])",
        _each_with_unit,
    ),
    "digits.twice-vague": slip(
        r"(?:约|大约|大概|近|将近)[0-9０-９.]+[百千万亿]*(?:余|多|左右|上下)|(?:约|大约|近|将近)[0-9０-９.]+[百千万亿]*[^，。；0-9]{1,2}左右"
    ),
    "digits.comma": slip(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9年月日]))", ","),
    "unit.case": slip(rf"(?<=[0-9])({'|'.join(_UNITS)})(?![A-Za-z0-9])", lambda match: _UNITS[match[1]]),
    "unit.power": slip(
        r"(?<=[0-9])(k?m|M|平方?m)([23])(?![0-9A-Za-z])", lambda match: match[1].lower() + _SQUARES[match[2]]
    ),
    "unit.old": slip(
        rf"(?<=[0-9{'一二三四五六七八九十百千万'}])(?:市斤|华里|市里|英尺|英寸|英里|马力|公分|市尺)(?![{HAN}]?们)"
    ),
}
"""What should not stand in a text, and what should."""
CHECKS: tuple[Check, ...] = (in_texts(SLIPS),)
