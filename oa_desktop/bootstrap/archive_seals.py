"""A sealed page that came to the archive's demonstration and was altered on its way (改动过的盖章文件)."""

from __future__ import annotations

from datetime import datetime

from oa_desktop.bootstrap.adapters import build_renderer, build_sealer
from oa_desktop.bootstrap.refused_seals import RefusedSeals
from oa_desktop.bootstrap.tampering import altered_ofd
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.ports.pages import Look
from oa_desktop.office.ports.trust import Impression

_PLACE = Impression(page=1, x_mm=110.0, y_mm=110.0, width_mm=42.0, height_mm=42.0)
_CHANGED = "text-changed"


def altered_page(text: Manuscript, organ: str, at: datetime) -> bytes:
    """Return the page of a text with an organ's seal on it, OFD, whose words were changed after it was sealed."""
    bare = build_renderer().render_ofd(text, Look()).data
    sealed = build_sealer().seal_ofd(bare, RefusedSeals(organ, at).expired, [_PLACE], last=True)
    return next(data for name, data in altered_ofd(sealed) if name == _CHANGED)
