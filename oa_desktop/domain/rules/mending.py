"""What a machine can mend (一键改正): for a rule's id, a pure function that leaves nothing for the rule to find.

Every mend is idempotent and touches nothing but what its rule looks at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeAlias

from oa_desktop.domain.copies.copy_numbers import DIGITS
from oa_desktop.domain.documents.findings import Finding, Place
from oa_desktop.domain.manuscript import Block, Manuscript, Paragraph, Span, Table, with_blocks
from oa_desktop.domain.rules import (
    attachments,
    characters,
    dates,
    imprints,
    levels,
    numbers,
    punctuation,
    quantities,
    quotations,
    recipients,
    secrecy,
    signatures,
    titles,
    wording,
)
from oa_desktop.domain.rules.paper import ANNEX, BODY
from oa_desktop.domain.rules.slips import Slip, Slips
from oa_desktop.domain.texts.element_names import ELEMENTS, FIELDS
from oa_desktop.domain.texts.spans import between, merged

Mend: TypeAlias = Callable[[Manuscript], Manuscript]


def _element(field: str, mend: Callable[[str], str]) -> Mend:
    """Return a mend of one element."""

    def mended(manuscript: Manuscript) -> Manuscript:
        given: dict[str, Any] = {field: mend(getattr(manuscript, field))}
        return replace(manuscript, **given)

    return mended


def _body(pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]) -> Mend:
    """Return a mend of every paragraph of 正文 and 附件."""

    def block(one: Block) -> Block:
        return substituted(one, pattern, replacement) if isinstance(one, Paragraph) else one

    return _blocks(block)


def _blocks(block: Callable[[Block], Block]) -> Mend:
    """Return a mend of every paragraph and table of 正文 and 附件."""
    return lambda manuscript: with_blocks(manuscript, block)


def substituted(
    paragraph: Paragraph, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]
) -> Paragraph:
    """Return a paragraph with what matches replaced, wherever its spans end; what comes in stands out as what went.

    In its notes (脚注) it is replaced likewise.
    """
    spans, done = paragraph.spans, 0
    changed: list[Span] = []
    for match in pattern.finditer(paragraph.text):
        start, end = match.span()
        like = next(iter(between(spans, start, start + 1) or spans[-1:]), Span(text=""))
        noted = (replace(span, text="") for span in between(spans, start, end))
        changed += (*between(spans, done, start), replace(like, text=replacement(match), note=""), *noted)
        done = end
    changed += between(spans, done, len(paragraph.text))
    return replace(paragraph, spans=merged(_with_notes(changed, pattern, replacement)))


def _with_notes(
    spans: Iterable[Span], pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]
) -> Iterator[Span]:
    return (replace(span, note=pattern.sub(replacement, span.note)) if span.note else span for span in spans)


def _names(field: str, mend: Callable[[str], str]) -> Mend:
    """Return a mend of every name that an element lists."""

    def mended(manuscript: Manuscript) -> Manuscript:
        given: dict[str, Any] = {field: tuple(mend(name) for name in getattr(manuscript, field))}
        return replace(manuscript, **given)

    return mended


def _texts(slip: Slip) -> Mend:
    """Return the mend of a slip in the title and in every paragraph."""
    return _after(_element("title", slip.mended), _body(slip.pattern, slip.right))


def _everywhere(slip: Slip) -> Mend:
    """Return the mend of a slip wherever it stands."""
    fields = (field for field in ELEMENTS if field != "title")
    parts = (_names(field, slip.mended) if field in LISTS else _element(field, slip.mended) for field in fields)
    return _after(_texts(slip), *parts, _tables(slip))


def _tables(slip: Slip) -> Mend:
    def block(one: Block) -> Block:
        rows = tuple(tuple(map(slip.mended, row)) for row in one.rows) if isinstance(one, Table) else ()
        return replace(one, rows=rows) if isinstance(one, Table) else one

    return _blocks(block)


def _after(*mends: Mend) -> Mend:
    """Return the mends one after the other."""

    def mended(manuscript: Manuscript) -> Manuscript:
        for mend in mends:
            manuscript = mend(manuscript)
        return manuscript

    return mended


def _of(slips: Slips, mend: Callable[[Slip], Mend]) -> dict[str, Mend]:
    """Return the mends of the slips whose replacement is beyond doubt."""
    return {rule: mend(one) for rule, one in slips.items() if one.instead is not None}


def _in_element(field: str) -> Callable[[Slip], Mend]:
    return lambda slip: (_names if field in LISTS else _element)(field, slip.mended)


def _copy_number(text: str) -> str:
    return text.strip().zfill(DIGITS) if text.strip().isdecimal() else text


def _with_stop(text: str) -> str:
    return text.rstrip() + "。" if text.strip() and not text.rstrip().endswith("。") else text


LISTS = frozenset({"issuing_organs", "signers", "attachment_notes", "signatories"})
"""Elements that list names."""
MENDS: Mapping[str, Mend] = MappingProxyType(
    {
        **_of(numbers.SLIPS, _in_element("document_number")),
        **_of(dates.SLIPS, _in_element("date")),
        **_of(secrecy.SLIPS, _in_element("classification")),
        **_of(titles.SLIPS, _in_element("title")),
        **_of(recipients.SLIPS, _in_element("recipients")),
        **_of(imprints.SLIPS, _in_element("copied_to")),
        **_of(signatures.SLIPS, _in_element("signatories")),
        **_of(attachments.SLIPS, _in_element("attachment_notes")),
        **_of(levels.SLIPS, lambda slip: _body(slip.pattern, slip.right)),
        **_of(punctuation.SLIPS, _texts),
        **_of(quantities.SLIPS, _texts),
        **_of(wording.SLIPS, _texts),
        **_of(quotations.SLIPS, _texts),
        **_of(characters.SLIPS, _everywhere),
        "copy-number.digits": _element("copy_number", _copy_number),
        "copied.stop": _element("copied_to", _with_stop),
        "imprint.date": _element("printed_on", imprints.standard_printing_date),
    }
)
"""The mends, by the ids of their rules."""


def can_mend(one: Finding) -> bool:
    """Tell whether a machine can mend what was found."""
    return one.rule in MENDS


def mended(manuscript: Manuscript, one: Finding) -> Manuscript:
    """Return a manuscript in which a rule has nothing to find any more in the element or paragraph of a finding."""
    return _taken(manuscript, MENDS[one.rule](manuscript), one.place)


def all_mended(manuscript: Manuscript, found: Iterable[Finding]) -> Manuscript:
    """Return a manuscript in which everything of a list is mended that a machine can mend."""
    places: dict[str, list[Place]] = {}
    for one in filter(can_mend, found):
        places.setdefault(one.rule, []).append(one.place)
    for rule, meant in places.items():
        right = MENDS[rule](manuscript)
        for place in meant:
            manuscript = _taken(manuscript, right, place)
    return manuscript


def _taken(manuscript: Manuscript, right: Manuscript, place: Place) -> Manuscript:
    """Return a manuscript with the element or paragraph at a place taken from another."""
    name = place.name
    if name in FIELDS:
        given: dict[str, Any] = {FIELDS[name]: getattr(right, FIELDS[name])}
        return replace(manuscript, **given)
    if name == BODY:
        return replace(manuscript, body=_with(manuscript.body, right.body, place.paragraph))
    bound = enumerate(zip(manuscript.annexes, right.annexes, strict=True), start=1)
    annexes = (
        replace(old, body=_with(old.body, new.body, place.paragraph)) if name == f"{ANNEX}{count}" else old
        for count, (old, new) in bound
    )
    return replace(manuscript, annexes=tuple(annexes))


def _with(old: tuple[Block, ...], new: tuple[Block, ...], paragraph: int) -> tuple[Block, ...]:
    """Return blocks with one of them, counted from 1, taken from others; without it where there is none."""
    return (*old[: paragraph - 1], *new[paragraph - 1 : paragraph], *old[paragraph:]) if paragraph else old
