"""真实性: whether an item is what was filed, and says of itself what is so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from oa_desktop.domain.archives.checks.packages import of_package
from oa_desktop.domain.archives.faults import LONGEST_TITLE
from oa_desktop.domain.archives.formats import UNKNOWN, FileFormat
from oa_desktop.domain.archives.items import Carrier, Part, PartRole
from oa_desktop.domain.archives.properties import BESIDE_IT, UNCHECKED, Checked, judged
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.archives.specimen import NO_MARK, PresentFile, Specimen
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.names import has_unseen
from oa_desktop.domain.secrecy.classification import Secrecy


def fixity(item: Specimen) -> Checked:
    """Digests, signatures and seals; what cannot be decided here waits for a person."""
    if item.broken:
        return judged(item.proofs, item.broken)
    if item.undecided or not item.proofs:
        return replace(UNCHECKED, count=item.proofs, found=item.undecided)
    return judged(item.proofs, ())


_LONGEST: Mapping[str, int] = {
    "档号": 60,
    "题名": LONGEST_TITLE,
    "责任者": 200,
    "文号": 60,
    "机构或问题": 30,
    "密级": 30,
}
"""Characters that a field may have (practice)."""


def lengths(item: Specimen) -> Checked:
    """Check that no field is longer than archives take."""
    return judged(len(_LONGEST), (name for name, most in _LONGEST.items() if len(item.said(name)) > most))


def kinds(item: Specimen) -> Checked:
    """Check that numbers are numbers and the day is a day."""
    wrong = [name for name in ("年度", "页数") if item.said(name) and not _is_number(item.said(name))]
    if item.said("日期") and _day(item) is None:
        wrong.append("日期")
    return judged(3, wrong)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _day(item: Specimen) -> date | None:
    return read_iso(item.said("日期"))


_VALUES: Mapping[str, frozenset[str]] = {
    "保管期限": frozenset(one.value for one in Retention),
    "密级": frozenset(one.label for one in Secrecy if one.label) | {NO_MARK},
    "载体": frozenset(one.value for one in Carrier),
}


def values(item: Specimen) -> Checked:
    """Check that what stands in a field is one of its words; what is empty is another check's to tell."""
    wrong = (name for name, allowed in _VALUES.items() if item.said(name) and item.said(name) not in allowed)
    return judged(len(_VALUES), wrong)


_OLDEST = 1949


def sense(item: Specimen) -> Checked:
    """The day is not to come and not after the year; an item with files has pages."""
    return judged(3, _senseless(item))


def _senseless(item: Specimen) -> Iterator[str]:
    day, year, pages = item.said("日期"), item.said("年度"), item.said("页数")
    latest = min(item.today, f"{year}-12-31") if _is_number(year) else item.today
    if _day(item) is not None and day > latest:
        yield "日期"
    if _is_number(year) and not _OLDEST <= int(year) <= int(item.today[:4]):
        yield "年度"
    if _is_number(pages) and not int(pages):
        yield "页数"


def characters(item: Specimen) -> Checked:
    """Check that no field holds what nobody sees."""
    return judged(len(item.fields), (name for name, text in item.fields.items() if has_unseen(text)))


def code(item: Specimen) -> Checked:
    """Check that the 档号 is written by the rule of the unit."""
    if item.code_fits is None:
        return UNCHECKED
    return judged(1, () if item.code_fits else (item.said("档号"),))


def twins(item: Specimen) -> Checked:
    """Check that no other item has its code, its number and date, or its title."""
    return UNCHECKED if item.twins is None else judged(3, item.twins)


def attributes(item: Specimen) -> Checked:
    """Check that size and format of every file are as the catalogue lists them."""
    there = [(one, item.files[one.name]) for one in item.electronic if one.name in item.files]
    if any(file.format is None for _, file in there):
        return UNCHECKED
    return judged(len(there), (part.name for part, file in there if not _fits(part, file))) if there else BESIDE_IT


def _fits(part: Part, file: PresentFile) -> bool:
    """Whether size and format are as listed; a format that nobody knows is another check's to tell."""
    known = file.format is not None and file.format.name != UNKNOWN
    named = not (known and part.format) or part.format in (file.format or FileFormat()).endings
    return named and part.size in (0, file.size)


_MAIN = frozenset({PartRole.ORIGINAL, PartRole.CAME})


def linked(item: Specimen) -> Checked:
    """Whether the catalogue leads to a file of the document itself; what lies on paper alone has none."""
    if item.said("载体") == Carrier.PAPER:
        return BESIDE_IT
    main = [one for one in item.parts if one.role in _MAIN]
    return judged(len(main), () if any(one.digest for one in main) else ("正本或者来文",))


def described(item: Specimen) -> Checked:
    """Check that the description of a package can be read line by line."""
    return of_package(item, lambda package: judged(len(package.description), package.undescribed))


def structured(item: Specimen) -> Checked:
    """Check that a package is built as its sort is."""
    return of_package(item, lambda package: judged(len(item.files), package.strange))


def unchanged(item: Specimen) -> Checked:
    """Check that the bytes of every file are those of its digest."""
    if not item.files:
        return BESIDE_IT
    return judged(len(item.files), (one.name for one in item.files.values() if not one.sound))
