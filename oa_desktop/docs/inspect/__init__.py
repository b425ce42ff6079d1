"""Page rules (版面检查): what is wrong on the pages of a paper, whatever file they come from.

``inspect_sheets`` is the door. :mod:`oa_desktop.docs.sheets.sheets` is the one form of geometry; readers of files make
it, and :mod:`.drawn` of pages that we have laid out.
"""

from __future__ import annotations

from oa_desktop.docs.inspect.inspecting import CHECKS, inspect_sheets

__all__ = ["CHECKS", "inspect_sheets"]
