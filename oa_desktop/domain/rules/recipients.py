"""Rules on 主送机关 and 抄送机关. GB/T 9704-2012 7.3.2 and 7.4.2, 党政机关公文处理工作条例 (2012) Art. 14-17."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.findings import Finding
from oa_desktop.domain.rules.paper import Check, Paper

_BETWEEN = re.compile(r"[、，,；;\s]+")


def organs_in(text: str) -> tuple[str, ...]:
    """Return the organs that a list such as 县委办公室，县人大办公室。 names."""
    return tuple(name for name in _BETWEEN.split(text.strip().rstrip("。.：:")) if name)


def several(paper: Paper) -> Iterator[Finding]:
    """Yield an upward paper to more than one superior. Art. 15 (一)."""
    element = paper.element("recipients")
    count = len(organs_in(element.text))
    if paper.goes_up and count > 1:
        yield element.found("recipients.several", measured=count, required=1)


CHECKS: tuple[Check, ...] = (several,)
