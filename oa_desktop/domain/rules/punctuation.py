"""Rules on 标点符号. GB/T 9704-2012 clause 9, which names GB/T 15834."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.findings import Finding
from oa_desktop.domain.rules.paper import Check, Paper

FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff”》）])[,;:?!](?![0-9/])|(?<=[0-9])[,;?!](?=[\u4e00-\u9fff])")


def half_width(paper: Paper) -> Iterator[Finding]:
    """Yield half-width marks behind Chinese characters."""
    for passage in paper.paragraphs:
        for match in HALF_WIDTH.finditer(passage.text):
            yield passage.found("punctuation.half-width", match, measured=match[0], required=FULL_WIDTH[match[0]])


CHECKS: tuple[Check, ...] = (half_width,)
