"""附件 and 版记 in every way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from oa_desktop.domain.manuscript import Annex, Manuscript
from tests.rigs.word.bodies import block_xml
from tests.rigs.word.heads import title
from tests.rigs.word.looks import Look
from tests.rigs.word.text import BODY, BORDER, BREAK, FRAME, LARGE, inside, para
from tests.rigs.word_files import box, p, table


def annex_xml(paper: Manuscript, annex: Annex, place: tuple[int, frozenset[int]], look: Look) -> Iterator[str]:
    number, counted = place
    yield from _PARTED.get(look.annex, [p('<w:r><w:br w:type="page"/></w:r>')])
    begins = "<w:pageBreakBefore/>" if look.annex == "before" else ""
    label = f"附件{_sign(number, look)}" if len(paper.annexes) > 1 else "附件"
    if look.annex == "one-paragraph":
        yield p(inside(label, look), BREAK, inside(annex.title.replace("\n", ""), look, LARGE))
    else:
        yield para(label, look, begins, BODY + "<w:b/>" if look.annex == "bold" else BODY)
        yield p("")
        yield from title(annex.title, look)
    yield from (xml for block in annex.body for xml in block_xml(block, look, counted))


def _sign(number: int, look: Look) -> str:
    return "一二三四五六七八九"[number - 1] if look.annex == "numbered-han" else str(number)


_PARTED: Mapping[str, list[str]] = {
    "before": [],
    "section": [p(properties='<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>')],
    "landscape": [p(properties='<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>')],
    "blank-lines": [p("")] * 3,
}


def imprint(paper: Manuscript, look: Look) -> Iterator[str]:
    copied = [f"抄送：{paper.copied_to}"] if paper.copied_to else []
    printed = (paper.printed_by, f"{paper.printed_on}印发") if paper.printed_by and paper.printed_on else ()
    if copied or printed:
        yield _IMPRINTS.get(look.imprint, _imprint_table)(copied, printed, look)


def _imprint_lines(copied: list[str], printed: tuple[str, ...], look: Look, properties: str = "") -> str:
    lines = [*copied, *(["　　　　".join(printed)] if printed else [])]
    return "".join(para(line, look, properties) for line in lines)


def _wrapped(line: str) -> list[str]:
    """Return a list of organs on two lines, as typists break it."""
    first, comma, rest = line.partition("，")
    return [first + comma, "　　　" + rest] if rest else [line]


def _imprint_table(copied: list[str], printed: tuple[str, ...], look: Look) -> str:
    rows = [(f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{para(line, look)}',) for line in copied]
    return table(*rows, *([tuple(para(part, look) for part in printed)] if printed else []))


def _imprint_cells(copied: list[str], printed: tuple[str, ...], look: Look) -> str:
    rows = [tuple(para(part, look) for part in (line[:3], line[3:])) for line in copied]
    return table(*rows, *([tuple(para(part, look) for part in printed)] if printed else []))


_IMPRINTS: Mapping[str, Callable[[list[str], tuple[str, ...], Look], str]] = {
    "borders": lambda copied, printed, look: _imprint_lines(copied, printed, look, BORDER),
    "plain": _imprint_lines,
    "box": lambda copied, printed, look: p(box(_imprint_lines(copied, printed, look))),
    "cells": _imprint_cells,
    "one-cell": lambda copied, printed, look: table((_imprint_lines(copied, printed, look),)),
    "framed": lambda copied, printed, look: _imprint_lines(copied, printed, look, FRAME),
    "bold-label": lambda copied, printed, look: (
        "".join(p(inside(line[:3], look, BODY + "<w:b/>"), inside(line[3:], look)) for line in copied)
        + _imprint_lines([], printed, look)
    ),
    "wrapped": lambda copied, printed, look: _imprint_lines(
        [part for line in copied for part in _wrapped(line)], printed, look
    ),
    "two-tables": lambda copied, printed, look: (
        "".join(table((para(line, look),)) for line in copied)
        + p("")
        + (table(tuple(para(part, look) for part in printed)) if printed else "")
    ),
    "copies": lambda copied, printed, look: _imprint_lines(copied, printed, look) + para("（共印50份）", look),
    "reported": lambda copied, printed, look: _imprint_lines(
        [line.replace("抄送", "抄  送") for line in copied], printed, look
    ),
    "rows": lambda copied, printed, look: table(
        *((para(line, look),) for line in copied), *((("　　".join(printed)),),) if printed else ()
    ),
}
