"""The words in which titles end: the fifteen kinds (文种), and what papers bound in are called (办法, 方案)."""

from __future__ import annotations

import re

from oa_desktop.domain.documents.kinds import DocumentKind

SHORTEST_NAMED = 6
"""Characters of the shortest title that says enough to be told from a word."""

_MORE_KINDS = "办法|规定|细则|条例|规则|规程|制度|方案|规划|计划|要点|总结|讲话|预案|公示|公约|清单|令"
PAPER = rf"{'|'.join(DocumentKind)}|{_MORE_KINDS}"
"""Pattern of the last word of a title."""
_VERSION = re.compile("[（(](?:试行|暂行|草案|征求意见稿|送审稿|讨论稿|修订)[）)]")
_TITLE = re.compile(rf".*(?:{PAPER})(?:{_VERSION.pattern})?")


def names_a_paper(text: str) -> bool:
    """Tell whether a line ends as a title does: …的通知, …办法（试行）."""
    return _TITLE.fullmatch(text) is not None


def is_named_paper(text: str) -> bool:
    """Tell whether a text is a title that says by its last word what the paper is, and is no mere word."""
    return len(text) >= SHORTEST_NAMED and names_a_paper(text)


def is_version(text: str) -> bool:
    """Tell whether a line is nothing but what belongs behind a title: （试行）."""
    return _VERSION.fullmatch(text) is not None
