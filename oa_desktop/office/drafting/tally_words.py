"""How much was changed, in words (改动量): for the window and for the command line."""

from __future__ import annotations

from oa_desktop.domain.texts.comparing import Tally
from oa_desktop.i18n import _
from oa_desktop.office.queries import SinceSignedRow


def tally_words(changed: Tally) -> str:
    """Return how much was changed: ``修改 3 处，增 12 字，删 5 字``."""
    if not changed.places:
        return _("文字没有改动")
    counted = ((_("增 {count} 字"), changed.added), (_("删 {count} 字"), changed.removed))
    said = (words.format(count=count) for words, count in counted if count)
    return "，".join((_("修改 {count} 处").format(count=changed.places), *said))


def since_signed_words(row: SinceSignedRow) -> str:
    """Return how much was changed after 签发: ``修改 3 处，增 12 字；附件改动 1 个``."""
    files = _("附件改动 {count} 个").format(count=row.files) if row.files else ""
    return "；".join(words for words in (tally_words(row.changed), files) if words)
