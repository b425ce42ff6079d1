"""Page rules (版面检查): what is wrong on the pages of a paper, whatever file they come from.

``inspect_sheets`` is the door. :mod:`.sheets` is the one form of geometry; :mod:`.drawn`, :mod:`.pdf_sheets` and
:mod:`.placed_sheets` make it.
"""

from __future__ import annotations

from oa_desktop.docs.inspect.inspecting import CHECKS, inspect_sheets

__all__ = ["CHECKS", "inspect_sheets"]
