"""What is not right yet (检查提示): looked for behind the window and said once the writer pauses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from oa_desktop.domain.documents.document import complete
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.i18n.problems import say
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.lagging import Follower, Lagging

PAUSE_MS = 300
"""Milliseconds without a key before anything is said."""

Remark = tuple[Finding, str]


def remarking(
    workplace: Workplace,
    text: Callable[[], Manuscript],
    tell: Callable[[tuple[Remark, ...]], object],
    parent: QObject,
) -> Lagging[Manuscript, tuple[Remark, ...]]:
    """Return what looks a text over each time its writer pauses."""
    follower: Follower[Manuscript, tuple[Remark, ...]] = Follower(
        pause_ms=PAUSE_MS, work=lambda _session, seen: remarks(seen), done=tell, failed=workplace.problem.emit
    )
    return Lagging(workplace, text, follower, parent)


def remarks(text: Manuscript) -> tuple[Remark, ...]:
    """Return what keeps a text from being issued, in words."""
    return tuple((one, say(one.rule, one.params).what) for one in complete(text).findings)
