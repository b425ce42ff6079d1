"""The typefaces (字体) in which a text is written: those of the page, as they are shipped for every machine.

一、 黑体, （一） 楷体; 1. and （1） stay 仿宋 like the text. GB/T 9704-2012 7.3.3.
"""

from __future__ import annotations

from oa_desktop.ui.look.shipped import shipped_family

FANGSONG, KAITI, HEITI = "FandolFang-Regular.ttf", "FandolKai-Regular.ttf", "NotoSansSC-Regular.ttf"
_OF_LEVEL = {1: HEITI, 2: KAITI}


def add_typefaces() -> None:
    """Make them known to Qt; best while there are few widgets, for Qt tells each of them of every one."""
    for file in (FANGSONG, KAITI, HEITI):
        shipped_family(file)


def heading_families(level: int) -> list[str]:
    """Return the families for a heading of a level, best first; the last has what the others lack."""
    return _present(_OF_LEVEL.get(level, FANGSONG), HEITI)


def text_families() -> list[str]:
    """Return the families for running text, best first."""
    return _present(FANGSONG, HEITI)


def _present(*files: str) -> list[str]:
    """Return the families of those that are there; with none Qt takes the window's own."""
    return [family for family in map(shipped_family, files) if family]
