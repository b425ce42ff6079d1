"""Whether pages are drawn with the office's own fonts, and whether the shipped ones are whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from oa_desktop.bootstrap.health import Condition, doubt, fault, sound
from oa_desktop.bootstrap.machine import Machine
from oa_desktop.docs.fonts.files import FontFault, system_font_directories
from oa_desktop.docs.fonts.fonts import FontRow, Unusable, find_fonts
from oa_desktop.domain.errors import Unavailable
from oa_desktop.i18n import _

SUMS = "fonts/SHA256SUMS"
"""The list of the shipped files with their SHA-256."""

_WHY_UNUSABLE: Mapping[FontFault, str] = {
    FontFault.CFF_OUTLINES: "是 CFF 轮廓，请换 TrueType 版本",
    FontFault.NO_OUTLINES: "没有轮廓",
    FontFault.EMBEDDING_FORBIDDEN: "授权不允许嵌入页面",
}


def fonts(machine: Machine) -> Condition:
    """Tell which font fills each role of the page (GB/T 9704-2012 5.2.2).

    Raises:
        Unavailable: ``fonts.shipped-missing``.
    """
    return of_rows(font_rows(machine))


def font_rows(machine: Machine) -> tuple[FontRow, ...]:
    """Return which font fills each role.

    Raises:
        Unavailable: ``fonts.shipped-missing``.
    """
    folders = system_font_directories(machine.platform, machine.environ, machine.user)
    return tuple(find_fonts(folders).report())


def page_fonts(machine: Machine) -> tuple[int, str, str]:
    """Return how many roles are stood in for, which font fills each in words, and what to do.

    Raises:
        Unavailable: ``fonts.shipped-missing``.
    """
    rows = font_rows(machine)
    said = of_rows(rows)
    return sum(not row.official for row in rows), said.what, said.remedy


def of_rows(rows: Sequence[FontRow]) -> Condition:
    """Judge a report on fonts: a stand-in is worth a look before printing."""
    used = "，".join(_("{role}用{font}").format(role=row.role.value, font=row.used) for row in rows)
    standing_in = [row for row in rows if not row.official]
    if not standing_in:
        return sound(_("公文字体齐全：{used}。").format(used=used))
    return doubt(
        _("{count}种公文字体用的是代用字体：{used}。").format(count=len(standing_in), used=used),
        "".join((_to_install(standing_in), *_passed_over(rows))),
    )


def _to_install(rows: Sequence[FontRow]) -> str:
    wanted = "、".join(row.wanted for row in rows)
    return _("付印前请安装本单位有授权的公文字体（{wanted}，或者方正的同类字体）再查。").format(wanted=wanted)


def _passed_over(rows: Sequence[FontRow]) -> Iterator[str]:
    """Say why an installed font was not taken."""
    unusable: dict[str, Unusable] = {one.name: one for row in rows for one in row.unusable}
    for name, one in unusable.items():
        yield _("已安装的“{name}”不能用：{why}。").format(name=name, why=_(_WHY_UNUSABLE[one.fault]))


def shipped_files(machine: Machine) -> Condition:
    """Tell whether the shipped fonts are what was shipped, by their SHA-256.

    Raises:
        Unavailable: ``fonts.shipped-missing``: the list itself is not there.
        OSError: A file cannot be read.
    """
    sums = _sums(machine)
    listed = [line.split(maxsplit=1) for line in sums.read_text(encoding="utf-8").splitlines() if line.strip()]
    changed = [name for digest, name in listed if _digest(sums.parent / name) != digest]
    if changed:
        return fault(
            _("缺少，或者与原来的不一样：{files}。").format(files="、".join(changed)),
            _("请重新安装程序，已有的公文不受影响。"),
        )
    return sound(_("{count}个文件都与清单相符。").format(count=len(listed)))


def _sums(machine: Machine) -> Path:
    try:
        return machine.resource(SUMS)
    except FileNotFoundError as absence:
        raise Unavailable("fonts.shipped-missing", file=SUMS) from absence


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; empty when it is not there."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
