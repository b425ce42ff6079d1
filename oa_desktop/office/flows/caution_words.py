"""What a paper lacks in fonts, in words (缺字缺字体): for the window and for the command line."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.i18n import _
from oa_desktop.office.ports.pages import StandIn
from oa_desktop.office.queries import CautionRow


def lacking_fonts(row: CautionRow) -> Iterator[str]:
    """Yield which characters no font has, and which fonts stand in for which elements, a sentence each."""
    if row.missing:
        named = "、".join(_("{char}（U+{code:04X}）").format(char=char, code=ord(char)) for char in row.missing)
        yield _("缺字　{characters}：没有字体能显示，页上印成〓。").format(characters=named)
    yield from map(_stand_in, row.stand_ins)


def _stand_in(one: StandIn) -> str:
    return _("字体　{elements}：应当用 {wanted}，本机没有，用 {used} 代替。").format(
        elements="、".join(map(_, one.elements)), wanted=one.wanted, used=one.used
    )
