"""Inspecting pages, as `oa_desktop.office.ports.pages.Inspector` wants it.

Drafts are looked at as they are laid out. Of files the bytes go into a confined process and canonical JSON comes back;
nothing of a file is parsed in this process.
"""

from __future__ import annotations

from collections.abc import Callable

from oa_desktop.docs.fonts.fonts import FontSet
from oa_desktop.docs.inspect import inspect_sheets
from oa_desktop.docs.inspect.drawn import sheets_of_pages
from oa_desktop.docs.layout import lay_out
from oa_desktop.docs.reading.files import kind_of
from oa_desktop.docs.renderer import layout_options
from oa_desktop.domain import canonical, codec
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.template import NATIONAL, Template
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.confined import answer, ask
from oa_desktop.office.ports.pages import Look


class ConfinedInspector:
    """Looks at pages.

    Args:
        fonts: Those that drafts are laid out with, asked for when one is.
    """

    def __init__(self, fonts: Callable[[], FontSet]) -> None:
        self._fonts = fonts

    def is_fixed(self, data: bytes) -> bool:
        """Tell whether a file has pages of its own, or says how they are set: a PDF, an OFD or a DOCX."""
        return kind_of(data) is not None

    def of_file(self, data: bytes, name: str, template: Template = NATIONAL) -> tuple[Finding, ...]:
        """Return what is wrong on the pages of a file."""
        found = ask(inspect_confined, data, name, too_hard=Refused("view.too-hard"))
        return _unexcused(codec.from_json(tuple[Finding, ...], canonical.decode(found)), template)

    def of_draft(self, manuscript: Manuscript, look: Look) -> tuple[Finding, ...]:
        """Return what is wrong on the pages that a draft will have."""
        pages = lay_out(manuscript, self._fonts(), layout_options(look), look.pictures)
        return _unexcused(inspect_sheets(sheets_of_pages(pages)), look.template)


def _unexcused(found: tuple[Finding, ...], template: Template) -> tuple[Finding, ...]:
    return tuple(one for one in found if one.rule not in template.excused)


def inspect_confined(data: bytes, name: str) -> object:
    """Inspect a file, in the child; the answer is findings, or a refusal."""
    from oa_desktop.docs.inspect.files import inspect_file  # noqa: PLC0415 - only a worker loads PDFium

    return answer(lambda: canonical.encode([codec.to_json(one) for one in inspect_file(data, name)]))
