"""Printed matter that is no 公文: forms, labels and pages for calibration become a file the same way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.layout.furniture import watermark_runs
from oa_desktop.docs.layout.page import LaidOut, Page
from oa_desktop.docs.layout.type_case import TypeCase


def printed_matter(
    case: TypeCase, fonts: FontSet, pages: Iterable[Page], *, title: str, author: str = "", mark: str = ""
) -> LaidOut:
    """Return finished pages as a document.

    Args:
        case: What they were set from.
        fonts: The faces of this machine.
        pages: In order.
        title: Of the file.
        author: Of the file.
        mark: Word of the realm (演示, 实训), behind everything.
    """

    def marked(page: Page) -> Page:
        behind = watermark_runs(case, mark, width_mm=page.width_mm, height_mm=page.height_mm)
        return replace(page, runs=(*behind, *page.runs))

    return LaidOut(
        pages=tuple(map(marked, pages)),
        base_face=fonts.face(FontRole.FANGSONG),
        title=title,
        author=author,
        used=case.used,
        missing=case.missing,
        realm=mark,
    )
