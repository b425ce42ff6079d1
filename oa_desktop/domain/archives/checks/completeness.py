"""完整性: whether everything is there."""

from __future__ import annotations

from collections.abc import Callable

from oa_desktop.domain.archives.checks.packages import of_package
from oa_desktop.domain.archives.items import Carrier, PartRole
from oa_desktop.domain.archives.properties import BESIDE_IT, UNCHECKED, Checked, judged
from oa_desktop.domain.archives.specimen import FIELDS, REQUIRED, Specimen, Totals


def total_items(item: Specimen) -> Checked:
    """Compare the number of items with the form of the hand-over and with the register."""
    return _compared(item, lambda one: one.items)


def total_bytes(item: Specimen) -> Checked:
    """Compare the bytes with the form of the hand-over and with the register."""
    return _compared(item, lambda one: one.size)


def _compared(item: Specimen, of: Callable[[Totals], int]) -> Checked:
    pairs = ((item.listed, item.counted), (item.registered, item.kept))
    known = [(of(told), of(there)) for told, there in pairs if told and there]
    if not known:
        return BESIDE_IT
    return judged(known[0][1], (f"登记{told}，实有{there}" for told, there in known if told != there))


def fields(item: Specimen) -> Checked:
    """Check that the catalogue has every field."""
    return judged(len(FIELDS), (name for name in FIELDS if name not in item.fields))


def required(item: Specimen) -> Checked:
    """Check that no field is empty that has to be filled in; a missing one is another check's to tell."""
    return judged(len(REQUIRED), (name for name in REQUIRED if name in item.fields and not item.said(name)))


def process(item: Specimen) -> Checked:
    """Check that the record of the handling is there, and whole."""
    return judged(item.steps, item.gaps if item.steps else ("办理记录",))


def gapless(item: Specimen) -> Checked:
    """Check that the class has no vacant number."""
    return UNCHECKED if item.vacant is None else judged(1, map(str, item.vacant))


def contents(item: Specimen) -> Checked:
    """Check that every file that the catalogue lists is there, with bytes in it."""
    if not item.electronic:
        return BESIDE_IT
    there = {one.name for one in item.files.values() if one.size}
    return judged(len(item.electronic), (one.name for one in item.electronic if one.name not in there))


def attachments(item: Specimen) -> Checked:
    """Check that every attachment that the document has leads to a file."""
    named = [one for one in item.parts if one.role is PartRole.ATTACHMENT]
    if not named or item.said("载体") == Carrier.PAPER:
        return BESIDE_IT
    return judged(len(named), (one.name for one in named if not one.digest))


_DESCRIBED = ("题名", "文件编号", "责任者", "日期", "保管期限", "密级")


def told(item: Specimen) -> Checked:
    """Check that the description of a package names what archives ask for."""
    return of_package(
        item, lambda package: judged(len(_DESCRIBED), (one for one in _DESCRIBED if one not in package.description))
    )


def packed(item: Specimen) -> Checked:
    """Compare what is in a package with what its description says."""
    if item.package is None:
        return BESIDE_IT
    package = item.package
    if package.told is None:
        return UNCHECKED
    return judged(package.told.items, () if package.told == package.counted else ("文件数或者字节数",))
