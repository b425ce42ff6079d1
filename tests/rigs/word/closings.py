"""附件说明, 署名, 成文日期, 附注 in every way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from oa_desktop.domain.manuscript import Manuscript
from tests.rigs.word.looks import Look
from tests.rigs.word.text import BODY, BREAK, CENTRED, FRAME, RIGHT, inside, para
from tests.rigs.word_files import box, p, r, table


def attachment_note(paper: Manuscript, look: Look) -> Iterator[str]:
    names = paper.attachment_notes
    if names:
        yield p("")
        yield from _NOTES.get(look.note, _noted)(names, look)


def _numbered_names(names: tuple[str, ...]) -> list[str]:
    return [f"{count}.{name}" for count, name in enumerate(names, 1)] if len(names) > 1 else list(names)


def _noted(names: tuple[str, ...], look: Look) -> list[str]:
    first, *others = _numbered_names(names)
    return [para(f"　　附件：{first}", look), *(para("　" * 5 + name, look) for name in others)]


def _listed(names: tuple[str, ...], look: Look) -> list[str]:
    if len(names) == 1:
        return _noted(names, look)
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    return [para("附件：", look), *(para(name, look, place) for name in names)]


_NOTES: Mapping[str, Callable[[tuple[str, ...], Look], list[str]]] = {
    "one-line": lambda names, look: [para("附件：" + " ".join(_numbered_names(names)), look)],
    "tabs": lambda names, look: [
        para(("附件：" if not place else "") + "\t" + name, look) for place, name in enumerate(_numbered_names(names))
    ],
    "semicolons": lambda names, look: [para("附件：" + "；".join(_numbered_names(names)) + "。", look)],
    "short": lambda names, look: [
        para(("附：" if not place else "　　") + name, look) for place, name in enumerate(_numbered_names(names))
    ],
    "labelled": lambda names, look: [
        para(f"附件{count}：{name}" if len(names) > 1 else f"附件：{name}", look) for count, name in enumerate(names, 1)
    ],
    "each-labelled": lambda names, look: [
        para(
            " ".join(
                f"附件{count}：{name}" if len(names) > 1 else f"附件：{name}" for count, name in enumerate(names, 1)
            ),
            look,
        )
    ],
    "label-alone": lambda names, look: [para("附件：", look), *(para(name, look) for name in _numbered_names(names))],
    "numbers": _listed,
    "hanging": lambda names, look: [
        para(("附件：" if not place else "") + name, look, '<w:ind w:left="1600" w:hanging="960"/>')
        for place, name in enumerate(_numbered_names(names))
    ],
}


def closing(paper: Manuscript, look: Look) -> Iterator[str]:
    lines = list(paper.signatories)
    date = _DATES.get(look.date, str)(paper.date)
    if look.date == "with-organ" and len(lines) == 1 and date:
        yield para(f"{lines[0]}　　{date}", look, RIGHT)
    elif lines or date:
        yield from _SIGNED.get(look.signature, _right)([*lines, *([date] if date else [])], look)
    if paper.note:
        yield para(f"　　（{paper.note}）", look)


def _right(lines: list[str], look: Look) -> list[str]:
    return [_dated(line, look, RIGHT) for line in lines]


def _dated(line: str, look: Look, properties: str) -> str:
    """Return a line of the signature; a date may stand in a field or a control."""
    if line[:1].isdigit() and look.date in _HELD:
        return p(_HELD[look.date].format(r(line, BODY)), properties=properties)
    return para(line, look, properties)


_HELD = {
    "field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "yyyy年M月d日" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "control": "<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
}
SEAL = '<w:r><w:drawing><wp:anchor><a:graphic><a:blip r:embed="rId9"/></a:graphic></wp:anchor></w:drawing></w:r>'
_HAN = str.maketrans("0123456789", "〇一二三四五六七八九")


def _han_date(date: str) -> str:
    year, *rest = re.findall(r"\d+", date) or [""]
    small = [_small(int(part)) for part in rest]
    return f"{year.translate(_HAN)}年{small[0]}月{small[1]}日" if len(small) == 2 else date


def _small(count: int) -> str:
    tens, ones = divmod(count, 10)
    return ("" if not tens else "十" if tens == 1 else "二三"[tens - 2] + "十") + (
        "一二三四五六七八九"[ones - 1] if ones else ""
    )


_DATES: Mapping[str, Callable[[str], str]] = {
    "padded": lambda date: re.sub(r"(?<=[年月])([0-9])(?=[月日])", r"0\1", date),
    "full-width": lambda date: date.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "dotted": lambda date: re.sub("[年月]", ".", date).removesuffix("日"),
    "spaced": lambda date: re.sub(r"([年月日])", r" \1 ", date).strip(),
    "han": _han_date,
}


def _columns(lines: list[str], look: Look) -> list[str]:
    """Return a table with the organs beside each other, and the date below the last."""
    names = [line for line in lines if not line[:1].isdigit()]
    dates = [line for line in lines if line not in names]
    row = tuple(_dated(name, look, CENTRED) for name in names)
    return [table(row, *((("",) * (len(names) - 1)) + (_dated(date, look, CENTRED),) for date in dates))]


_SIGNED: Mapping[str, Callable[[list[str], Look], list[str]]] = {
    "one-paragraph": lambda lines, look: [p(BREAK.join(inside(line, look) for line in lines), properties=RIGHT)],
    "spaced": lambda lines, look: [
        _dated(line if line[:1].isdigit() else " ".join(line), look, RIGHT) for line in lines
    ],
    "picture": lambda lines, look: [p(SEAL, inside(lines[0], look), properties=RIGHT), *_right(lines[1:], look)],
    "columns": _columns,
    "blanks": lambda lines, look: [_dated(" " * 40 + line, look, "") for line in lines],
    "tabs": lambda lines, look: [_dated("\t" * 5 + line, look, "") for line in lines],
    "indent": lambda lines, look: [
        _dated(line, look, '<w:ind w:leftChars="1500" w:rightChars="200"/>') for line in lines
    ],
    "box": lambda lines, look: [p(box(*(_dated(line, look, CENTRED) for line in lines)))],
    "cells": lambda lines, look: [table(*(("", _dated(line, look, CENTRED)) for line in lines))],
    "framed": lambda lines, look: [_dated(line, look, FRAME + CENTRED) for line in lines],
    "style": lambda lines, look: [para(line, look, "", BODY, "s") for line in lines],
}
