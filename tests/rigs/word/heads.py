"""版头, 标题 and 主送机关 in every way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from oa_desktop.domain.documents.kinds import PageFormat, kind_of_title, page_format
from oa_desktop.domain.manuscript import Manuscript
from tests.rigs.word.looks import Look
from tests.rigs.word.text import (
    BLACK_MARK,
    BODY,
    BORDER,
    BREAK,
    CENTRED,
    DRAWN,
    FRAME,
    LARGE,
    LINE,
    RED,
    RIGHT,
    SMALL_RED,
    inside,
    para,
)
from tests.rigs.word_files import box, p, r, table


def mark(paper: Manuscript, look: Look) -> Iterator[str]:
    organs = paper.issuing_organs
    if organs and look.mark != "none":
        is_letter = page_format(paper.page_format, kind_of_title(paper.title)) is PageFormat.LETTER
        names = list(organs) if is_letter else [*organs[:-1], f"{organs[-1]}文件"]
        yield _MARKS.get(look.mark, _plain_mark)(names, look)


def _plain_mark(names: list[str], look: Look) -> str:
    return "".join(para(name, look, CENTRED, RED) for name in names)


def _boxed_mark(names: list[str], look: Look) -> str:
    return p(box(*(para(name, look, CENTRED, RED) for name in names)))


def _vml_mark(names: list[str], look: Look) -> str:
    held = "".join(para(name, look, CENTRED, RED) for name in names)
    return p(
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{held}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def _table_mark(names: list[str], look: Look) -> str:
    if len(names) == 1:
        return table((para(names[0], look, CENTRED, RED),))
    rows = [(para(name.removesuffix("文件"), look, CENTRED, RED), "") for name in names]
    return table((rows[0][0], para("文件", look, CENTRED, RED)), *rows[1:])


def _grouped_mark(names: list[str], look: Look) -> str:
    boxes = "".join(
        f"<wps:wsp><wps:txbx><w:txbxContent>{para(name, look, CENTRED, RED)}</w:txbxContent></wps:txbx></wps:wsp>"
        for name in names
    )
    return p(
        f"<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>{boxes}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _two_lines(names: list[str], look: Look) -> str:
    return "".join(para(part, look, CENTRED, RED) for name in names for part in _halves(name))


def _halves(name: str) -> list[str]:
    return [name.removesuffix("办公室文件"), "办公室文件"] if name.endswith("办公室文件") else [name]


_MARKS: Mapping[str, Callable[[list[str], Look], str]] = {
    "spaced": lambda names, look: "".join(para(" ".join(name), look, CENTRED, RED) for name in names),
    "distributed": lambda names, look: "".join(para(name, look, '<w:jc w:val="distribute"/>', RED) for name in names),
    "box": _boxed_mark,
    "vml": _vml_mark,
    "table": _table_mark,
    "framed": lambda names, look: "".join(para(name, look, FRAME + CENTRED, RED) for name in names),
    "two-lines": _two_lines,
    "grouped": _grouped_mark,
    "spaced-half": lambda names, look: "".join(para("  ".join(name), look, CENTRED, RED) for name in names),
    "small-paper": lambda names, look: "".join(
        p(
            inside(name.removesuffix("文件"), look, RED),
            inside("文件"[: len(name) - len(name.removesuffix("文件"))], look, SMALL_RED),
            properties=CENTRED,
        )
        for name in names
    ),
    "black": lambda names, look: "".join(para(name, look, CENTRED, BLACK_MARK) for name in names),
}


def number_line(paper: Manuscript, look: Look) -> Iterator[str]:
    above = [part for part in (paper.copy_number, paper.classification, paper.urgency) if part]
    yield from (para(part, look) for part in above)
    number, signers = _NUMBERS.get(look.number, str)(paper.document_number), "、".join(paper.signers)
    border = BORDER if look.rule == "border" else ""
    if number and not signers:
        yield para(number, look, border + (FRAME if look.number == "below-in-frame" else "") + CENTRED)
    elif number:
        yield _signed(number, f"签发人：{signers}", border, look)
    if look.rule in _LINES:
        yield p(_LINES[look.rule], properties=CENTRED)


_NUMBERS: Mapping[str, Callable[[str], str]] = {
    "square": lambda number: number.translate(str.maketrans("〔〕", "[]")),
    "round": lambda number: number.translate(str.maketrans("〔〕", "()")),
    "ordinal": lambda number: re.sub("〕(?=[0-9])", "〕第", number),
    "spaced": lambda number: re.sub("([〔〕])", r" \1 ", number),
}
_LINES = {
    "star": r("━━━━━━━━━━━★━━━━━━━━━━━", '<w:color w:val="FF0000"/>'),
    "underscores": r("_" * 60, '<w:color w:val="FF0000"/>'),
    "drawing": DRAWN,
    "vml": LINE,
}


def _signed(number: str, signers: str, border: str, look: Look) -> str:
    if look.number == "cells":
        return table((para(number, look), para(signers, look, RIGHT)))
    between = {"tabs": "\t", "blanks": " " * 12}.get(look.number, "　　　　")
    return para(number + between + signers, look, border)


def title(title: str, look: Look) -> Iterator[str]:
    lines = title.split("\n")
    writer = _TITLES.get(look.title)
    if writer:
        yield from writer(lines, look)
    else:
        yield p(BREAK.join(inside(line, look, LARGE) for line in lines), properties=CENTRED)


_TITLES: Mapping[str, Callable[[list[str], Look], Sequence[str]]] = {
    "paragraphs": lambda lines, look: [para(line, look, CENTRED, LARGE) for line in lines],
    "style": lambda lines, look: [p(BREAK.join(inside(line, look, "") for line in lines), style="t")],
    "indented": lambda lines, look: [para(line, look, '<w:ind w:left="1400"/>', LARGE) for line in lines],
    "gaps": lambda lines, look: [xml for line in lines for xml in (para(line, look, CENTRED, LARGE), p(""))],
    "blanks": lambda lines, look: [para(" " * 10 + line, look, "", LARGE) for line in lines],
    "plain": lambda lines, look: [p(""), *(para(line, look) for line in lines), p("")],
    "box": lambda lines, look: [p(box(*(para(line, look, CENTRED, LARGE) for line in lines)))],
    "bold-runs": lambda lines, look: [para(line, look, CENTRED, LARGE + "<w:b/>") for line in lines],
    "control": lambda lines, look: [
        f'<w:sdt><w:sdtPr><w:alias w:val="标题"/></w:sdtPr><w:sdtContent>{para(line, look, CENTRED, LARGE)}</w:sdtContent></w:sdt>'
        for line in lines
    ],
    "one-line": lambda lines, look: [para("".join(lines), look, CENTRED, LARGE)],
}


def recipients(paper: Manuscript, look: Look) -> Iterator[str]:
    if paper.recipients:
        colon = ":" if look.recipients == "half-colon" else "："
        how = BODY + "<w:b/>" if look.recipients == "bold" else BODY
        if look.recipients == "halves" and "，" in paper.recipients:
            first, _comma, rest = paper.recipients.partition("，")
            yield para(first + "，", look)
            yield para(rest + colon, look)
            return
        yield para(("　　" if look.recipients == "indented" else "") + paper.recipients + colon, look, "", how)
