"""Rules on 标题 and 文种. GB/T 9704-2012 7.3.1, 党政机关公文处理工作条例 (2012) Art. 8 and 9."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.domain.findings import Finding
from oa_desktop.domain.rules.paper import Check, Paper


def too_long(paper: Paper) -> Iterator[Finding]:
    """Yield a title that nobody can take in at a glance."""
    most = paper.profile.figure("title.too-long", "most")
    if len(paper.title) > most:
        yield paper.element("title").found("title.too-long", measured=len(paper.title), required=most)


CHECKS: tuple[Check, ...] = (too_long,)
