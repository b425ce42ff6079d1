"""Settings of the document and its table of fonts."""

from __future__ import annotations

from typing import Final

from oa_desktop.docs.docx.markup import Node, node
from oa_desktop.docs.docx.measures import twips_from_cells
from oa_desktop.docs.docx.notes import note_settings
from oa_desktop.docs.fonts.fonts import OFFICIAL_NAMES, FontRole

_WORD_2013: Final = 15
_GB2312: Final = "86"
"""Character set of simplified Chinese, hexadecimal."""
_NEAR_NAMES: Final = {
    FontRole.FANGSONG: "仿宋",
    FontRole.KAITI: "楷体",
    FontRole.HEITI: "SimHei",
    FontRole.SONGTI: "SimSun",
    FontRole.XIAOBIAOSONG: "方正小标宋_GBK",
}
"""What a word processor takes where the official font is not installed."""


def settings_part(*, has_notes: bool = False) -> Node:
    """Return ``word/settings.xml``: odd and even footers, punctuation drawn together where 避头尾 needs it.

    Args:
        has_notes: Whether it says how notes (脚注) are counted.
    """
    mode = node(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=_WORD_2013
    )
    return node(
        "settings",
        node("zoom", percent=100),
        node("defaultTabStop", val=twips_from_cells(2)),
        node("evenAndOddHeaders"),
        node("characterSpacingControl", val="compressPunctuation"),
        *((note_settings(),) if has_notes else ()),
        node("compat", node("doNotExpandShiftReturn"), mode),
    )


def fonts_part() -> Node:
    """Return ``word/fontTable.xml``: the official names, each with a near one to fall back to."""
    return node("fonts", *map(_font, FontRole))


def _font(role: FontRole) -> Node:
    return node(
        "font",
        node("altName", val=_NEAR_NAMES[role]),
        node("charset", val=_GB2312),
        node("family", val="modern"),
        node("pitch", val="default"),
        name=OFFICIAL_NAMES[role],
    )
