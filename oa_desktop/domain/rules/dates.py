"""Rules on 成文日期. GB/T 9704-2012 7.3.5.4."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.dates import read_date, written_date
from oa_desktop.domain.findings import Finding
from oa_desktop.domain.rules.paper import Check, Paper

_PADDED = re.compile(r"(?<=[年月])0[0-9](?=[月日])")


def padded(paper: Paper) -> Iterator[Finding]:
    """Yield a month or a day with a leading zero (虚位)."""
    element = paper.element("date")
    day = read_date(element.text)
    if day and _PADDED.search(element.text):
        yield element.found("date.padded", measured=element.text, required=written_date(day))


CHECKS: tuple[Check, ...] = (padded,)
