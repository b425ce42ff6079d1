"""Quick imports (快速装入): PySide is kept from reading the source text of every module that is imported after it.

It looks there for ``PySide6``, to know which modules might want its other ways of writing names (``__feature__``).
None of ours does; the reading would take a tenth of a second of every start, and keep 28 MB of source in memory.
"""

from __future__ import annotations

import sys

_ASKED = "_mod_uses_pyside"


def quicken_imports() -> None:
    """Let imports be as quick as without PySide; it has been imported before. Nothing happens where it asks no more."""
    asking = sys.modules.get("shibokensupport.feature")
    if hasattr(asking, _ASKED):
        setattr(asking, _ASKED, lambda _module: False)
