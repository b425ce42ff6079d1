"""正文 in every way: indentation, levels, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from oa_desktop.domain.manuscript import Block, Emphasis, Paragraph, Table
from oa_desktop.domain.texts.levels import leading_number, written_number
from tests.rigs.word.looks import Look
from tests.rigs.word.text import BODY, FORMS, inside, para
from tests.rigs.word_files import p, table

INDENTS: Mapping[str, tuple[str, str]] = {
    "characters": ('<w:ind w:firstLineChars="200" w:firstLine="640"/>', ""),
    "millimetres": ('<w:ind w:firstLine="640"/>', ""),
    "wide-blanks": ("", "　　"),
    "blanks": ("", "    "),
    "tab": ("", "\t"),
    "none": ("", ""),
    "gaps": ('<w:ind w:firstLineChars="200"/>', ""),
    "hanging": ('<w:ind w:left="640" w:hanging="640"/>', "\t"),
}


def counted_by_word(blocks: list[Block]) -> frozenset[int]:
    """Return which paragraphs have the number that a word processor would count for them."""
    counts, found = [0] * len(FORMS), set[int]()
    for block in blocks:
        number = leading_number(block.text) if isinstance(block, Paragraph) and block.level else None
        if number and number.level <= len(FORMS):
            rank = number.level - 1
            if number.text == written_number(number.level, counts[rank] + 1):
                counts[rank:] = [counts[rank] + 1, *[0] * (len(FORMS) - number.level)]
                found.add(id(block))
    return frozenset(found)


def block_xml(block: Block, look: Look, counted: frozenset[int]) -> Iterator[str]:
    if isinstance(block, Table):
        yield table(*block.rows, head=True)
        return
    properties, before = INDENTS[look.indent]
    number = leading_number(block.text)
    writer = _LEVELS.get(look.levels)
    if writer and number and id(block) in counted:
        yield writer(block, number.text, look)
    else:
        yield para(before + block.text, look, properties)
    if look.indent == "gaps":
        yield p("")


def _by_number(block: Paragraph, number: str, look: Look) -> str:
    place = f'<w:numPr><w:ilvl w:val="{block.level - 1}"/><w:numId w:val="1"/></w:numPr>'
    return para(block.text.removeprefix(number), look, place)


def _renumbered(block: Paragraph, number: str, signs: str, others: str, look: Look) -> str:
    written = number.translate(str.maketrans(signs, others))
    return para(written + block.text.removeprefix(number), look, INDENTS["characters"][0])


def _in_runs(block: Paragraph, _number: str, look: Look) -> str:
    fonts = ("黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312")[block.level - 1]
    headed = (f'<w:rFonts w:eastAsia="{fonts}"/><w:sz w:val="32"/>', BODY)
    parts = [inside(span.text, look, headed[span.emphasis is not Emphasis.HEADING]) for span in block.spans]
    return p("".join(parts), properties=INDENTS["characters"][0])


_LEVELS: Mapping[str, Callable[[Paragraph, str, Look], str]] = {
    "half-brackets": lambda block, number, look: _renumbered(block, number, "（）", "()", look),
    "full-stops": lambda block, number, look: _renumbered(block, number, ".", "．", look),
    "commas": lambda block, number, look: _renumbered(block, number, ".", "、", look),
    "numbers": _by_number,
    "styles": lambda block, _number, look: _styled(block, block.text, "h", look),
    "numbered-styles": lambda block, number, look: _styled(block, block.text.removeprefix(number), "n", look),
    "outline": lambda block, _number, look: para(block.text, look, f'<w:outlineLvl w:val="{block.level - 1}"/>'),
    "bold": lambda block, _number, look: para(block.text, look, "", BODY + "<w:b/>"),
    "runs": _in_runs,
}


def _styled(block: Paragraph, text: str, family: str, look: Look) -> str:
    return para(text, look, "", BODY, f"{family}{block.level}")
