"""Rules on 发文字号. GB/T 9704-2012 7.2.5."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.findings import Finding
from oa_desktop.domain.rules.paper import Check, Paper

OTHER_BRACKETS = re.compile(r"[\[［(（【「『﹝{](?P<year>[^\]］)）】」』﹞}〕]{2,6})[\]］)）】」』﹞}]")


def brackets(paper: Paper) -> Iterator[Finding]:
    """Yield a year in other brackets than 六角括号."""
    element = paper.element("document_number")
    for match in OTHER_BRACKETS.finditer(element.text):
        yield element.found("number.brackets", match, measured=match[0], required=f"〔{match['year']}〕")


CHECKS: tuple[Check, ...] = (brackets,)
