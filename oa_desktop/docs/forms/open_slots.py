"""The open slots of a 定稿: 发文字号, 成文日期 and 份号 keep their room until 登记 fills them.

The line of 发文字号 belongs to every head. The others are set with stand-ins, which the layout lifts out of finished
pages and the DOCX writer leaves blank, so that a 定稿 is the 正本 with blanks in it. What moves with the width of a
date is 署名 alone, which is centred on it: GB/T 9704-2012 7.3.5.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from oa_desktop.docs.elements import Element, HeaderLine, PrintedElements

_USUAL_DATE = "2026年3月18日"
"""A date of the commonest width: one digit of the month, two of the day."""
_USUAL_COPY_NUMBER = "000001"


def with_slots_reserved(paper: PrintedElements) -> tuple[PrintedElements, frozenset[Element]]:
    """Return the paper with stand-ins in its open slots, and the elements whose type is to be lifted out again.

    份号 has a slot on a classified paper, which must carry one: 党政机关公文处理工作条例 (2012) Art. 9.
    """
    opened = frozenset(_open_slots(paper))
    date = _USUAL_DATE if Element.DATE in opened else paper.date
    copy = HeaderLine(element=Element.COPY_NUMBER, text=_USUAL_COPY_NUMBER)
    lines = (copy, *paper.header_lines) if Element.COPY_NUMBER in opened else paper.header_lines
    return replace(paper, date=date, header_lines=lines), opened


def _open_slots(paper: PrintedElements) -> Iterator[Element]:
    headers = {line.element for line in paper.header_lines}
    if not paper.date:
        yield Element.DATE
    if Element.CLASSIFICATION in headers and Element.COPY_NUMBER not in headers:
        yield Element.COPY_NUMBER
