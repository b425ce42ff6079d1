"""The open slots of a 定稿 on finished pages: what was set for them (``docs.forms.open_slots``) goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from oa_desktop.docs.elements import Element
from oa_desktop.docs.layout.page import Page


def with_slots_opened(pages: Sequence[Page], opened: frozenset[Element]) -> list[Page]:
    """Return the pages without the type of the elements that are open."""
    return [_opened(page, opened) for page in pages] if opened else list(pages)


def _opened(page: Page, opened: frozenset[Element]) -> Page:
    kept = tuple(run for run in page.runs if run.element not in opened)
    return page if len(kept) == len(page.runs) else replace(page, runs=kept)
