"""Rules on numbers (发文字号) against the registers they come from (文号登记), where the office knows them."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.numbers.numbering import DocumentNumber, NumberState, read_number
from oa_desktop.domain.rules.numbers import FIELD
from oa_desktop.domain.rules.paper import Check, Paper

_NONE_YET = "-"
"""Stands for the document of a text that is none's yet; a number used on paper alone is no document's either."""


def other_code(paper: Paper) -> Iterator[Finding]:
    """Yield a code that none of the organs has that issue the paper."""
    number, codes = _typed(paper), paper.circumstances.codes
    if number and codes and number.code not in codes:
        yield paper.element(FIELD).at("number.other-code", number.code, measured=number.code, required="、".join(codes))


def of_another(paper: Paper) -> Iterator[Finding]:
    """Yield a number that the register gave to another paper, and one that is void."""
    number, known = _typed(paper), paper.circumstances
    line = known.line(number) if number else None
    if line is None:
        return
    if line.state is NumberState.VOID:
        yield paper.element(FIELD).found("number.voided", measured=str(number))
    elif line.state is NumberState.USED and line.dossier != (known.dossier or _NONE_YET):
        yield paper.element(FIELD).found("number.of-another", measured=str(number))


def assigned(paper: Paper) -> Iterator[Finding]:
    """Yield a number that is not the one that 登记 gave the paper. Art. 25 (二)."""
    typed, given = paper.element(FIELD), paper.circumstances.assigned
    if given and typed.text.strip() != given:
        yield typed.found("number.not-assigned", measured=typed.text or "空", required=given)


def early(paper: Paper) -> Iterator[Finding]:
    """Yield a number of the unit's own that was typed before 登记 gave one, and that nobody reserved."""
    number, known = _typed(paper), paper.circumstances
    is_here = known.files is not None
    if number and is_here and not known.assigned and number.code in known.codes and known.line(number) is None:
        yield paper.element(FIELD).found("number.early", measured=str(number))


def quoted(paper: Paper) -> Iterator[Finding]:
    """Yield a number of the unit's own that the text quotes and the register calls void."""
    known = paper.circumstances
    for passage in paper.texts:
        for number in known.own_numbers(passage.text):
            line = known.line(number)
            if line and line.state is NumberState.VOID:
                yield passage.at("quote.voided", str(number), measured=str(number))


def _typed(paper: Paper) -> DocumentNumber | None:
    """Return the number of the paper, None where it has none or none that can be read."""
    try:
        return read_number(paper.element(FIELD).text)
    except Refused:
        return None


CHECKS: tuple[Check, ...] = (other_code, of_another, assigned, early, quoted)
