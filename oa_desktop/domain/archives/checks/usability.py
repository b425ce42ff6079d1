"""可用性 and 安全性: whether an item can be read in years to come, and harms nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from oa_desktop.domain.archives.checks.packages import of_package
from oa_desktop.domain.archives.formats import FileFormat
from oa_desktop.domain.archives.properties import BESIDE_IT, UNCHECKED, Checked, Result, judged
from oa_desktop.domain.archives.specimen import Specimen


def readable(item: Specimen) -> Checked:
    """Check that the metadata could be read."""
    return judged(1, item.unreadable)


def accessible(item: Specimen) -> Checked:
    """Check that the lists of the program find the item."""
    return BESIDE_IT if item.accessible is None else judged(1, () if item.accessible else (item.said("档号"),))


KEEPABLE = frozenset({"OFD", "PDF", "TIFF", "JPEG", "PNG", "文本", "XML", "电子印章", "证书"})
"""Formats that an archive takes (secondary source: OFD, PDF/A, TIFF, JPEG; the others are practice).

Seal and certificate lie beside a sealed page as what proves it.
"""


def _by_format(item: Specimen, wrong: Callable[[FileFormat], bool]) -> Checked:
    """Return which files have something wrong with what they are; not decided while one was not looked at."""
    if not item.files:
        return BESIDE_IT
    found = [name for name, one in item.files.items() if one.format is not None and wrong(one.format)]
    seen = all(one.format is not None for one in item.files.values())
    return judged(len(item.files), found) if found or seen else UNCHECKED


def formats(item: Specimen) -> Checked:
    """Check that every file is of a format that archives take."""
    return _by_format(item, lambda one: one.name not in KEEPABLE)


def opens(item: Specimen) -> Checked:
    """Check that every file can be looked through; one that is locked is another check's to tell."""
    return _by_format(item, lambda one: bool(one.doubt) and not one.encrypted)


def plain(item: Specimen) -> Checked:
    """Check that nothing is encrypted."""
    return _by_format(item, lambda one: one.encrypted)


def scanner(item: Specimen) -> Checked:
    """Check that a program against viruses with its signatures was there."""
    return UNCHECKED if item.scan is None else replace(judged(1, ()), found=(item.scan.program,))


def viruses(item: Specimen) -> Checked:
    """Check that the program against viruses found nothing."""
    return UNCHECKED if item.scan is None else judged(len(item.files), item.scan.infected)


def unlisted(item: Specimen) -> Checked:
    """Check that no file lies in a package that nobody lists."""
    return of_package(item, lambda package: judged(len(item.files), package.unlisted))


def still(item: Specimen) -> Checked:
    """What runs, lies inside or leads out; a file that could not be looked through is not known to be still."""
    found = _by_format(item, lambda one: bool(one.active))
    doubtful = any(one.format is not None and one.format.doubt for one in item.files.values())
    return UNCHECKED if found.result is Result.PASSED and doubtful else found
