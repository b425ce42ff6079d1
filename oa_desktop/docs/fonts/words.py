"""What the program says about its fonts: one sentence for each design that a paper uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oa_desktop.docs.fonts.fonts import GETA, FontRow, FontSet
from oa_desktop.docs.fonts.names import SHIPPED, FontRole
from oa_desktop.i18n import _


def font_sentences(fonts: FontSet, used: Iterable[tuple[FontRole, str]]) -> tuple[str, ...]:
    """Return a sentence for every design that was used: its font, what stands in, and what it lacks.

    Args:
        fonts: The faces of this machine.
        used: The texts that were set, each with its role.
    """
    texts = [(role, text) for role, text in used if text]
    roles = {role for role, _text in texts}
    return tuple("；".join(_clauses(row)) + "。" for row in fonts.report(texts) if row.role in roles)


def _clauses(row: FontRow) -> Iterator[str]:
    yield _first_clause(row).format(role=row.role.value, used=row.used, wanted=row.wanted)
    for unusable in row.unusable:
        yield _("本机的{name}不能放进版式件，没有使用").format(name=unusable.name)
    for fallen in row.fell_back:
        yield _("{family} 补字：{characters}").format(family=fallen.family, characters=fallen.characters)
    if row.missing:
        yield _("没有字体能显示、以{geta}代替的字：{characters}").format(geta=GETA, characters=row.missing)


def _first_clause(row: FontRow) -> str:
    if row.official:
        return _("{role}：用本机的 {used}")
    if row.path.name in SHIPPED:
        return _("{role}：用随附的 {used} 代替 {wanted}（本机没有安装{role}字体）")
    return _("{role}：用本机的 {used} 代替 {wanted}")
