"""What was recognised in a file that is no plain text, and how surely: by its styles, or only by its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from oa_desktop.docs.reading.reader import Reading
from oa_desktop.docs.reading.remarks import WHOLE
from oa_desktop.domain.documents.findings import Finding, finding
from oa_desktop.domain.texts.element_names import ELEMENTS, FIELDS


def with_report(reading: Reading, by_style: Collection[str] = ()) -> Reading:
    """Return a reading that says first which elements it holds and how they were recognised.

    Args:
        reading: What was read.
        by_style: Fields of the manuscript whose style named them.
    """
    found = [field for field in dict.fromkeys(FIELDS.values()) if getattr(reading.manuscript, field)]
    by_words = [field for field in found if field not in by_style]
    report = (*_said("source.by-style", by_style, found), *_said("source.by-words", by_words, found))
    return replace(reading, findings=(*report, *reading.findings))


def _said(rule: str, fields: Iterable[str], found: Collection[str]) -> Iterator[Finding]:
    names = [ELEMENTS[field] for field in found if field in set(fields)]
    if names:
        yield finding(rule, WHOLE, elements="、".join(names))
