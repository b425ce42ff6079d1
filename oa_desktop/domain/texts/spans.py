"""Spans (文字段) of a paragraph: joined, cut and stripped, so that no note (脚注) is lost on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from oa_desktop.domain.manuscript import Span


def merged(parts: Iterable[Span]) -> tuple[Span, ...]:
    """Join neighbours of one emphasis and leave out empty spans; a note goes with what stands before it."""
    groups: list[list[Span]] = []
    for part in parts:
        if groups and _goes_on(groups[-1], part):
            groups[-1].append(part)
        elif part.text or part.note:
            groups.append([part])
    return tuple(map(_joined, groups))


def _goes_on(group: Sequence[Span], part: Span) -> bool:
    return not group[-1].note and (part.emphasis is group[0].emphasis or not part.text)


def _joined(group: list[Span]) -> Span:
    text = "".join(part.text for part in group)
    return Span(text=text, emphasis=group[0].emphasis, note=group[-1].note)


def between(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """Return a stretch of a text, from one character to another, with the notes that hang on those characters."""
    begins = accumulate((len(span.text) for span in spans), initial=0)
    return merged(_between(span, begin, start, end) for span, begin in zip(spans, begins, strict=False))


def _between(span: Span, begin: int, start: int, end: int) -> Span:
    hangs_at = begin + len(span.text)
    is_kept = start < hangs_at <= end or start == hangs_at == 0
    text = span.text[max(0, start - begin) : max(0, end - begin)]
    return replace(span, text=text, note=span.note if is_kept else "")


def stripped(spans: Iterable[Span], blanks: str | None = None) -> tuple[Span, ...]:
    """Return spans without the blanks at the edges of their paragraph; no note goes with them."""
    kept = list(spans)
    for strip, places in ((str.lstrip, range(len(kept))), (str.rstrip, reversed(range(len(kept))))):
        for place in places:
            kept[place] = replace(kept[place], text=strip(kept[place].text, blanks))
            if kept[place].text:
                break
    return tuple(span for span in kept if span.text or span.note)
