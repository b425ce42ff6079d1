"""Rules on the pages of a document (版面), which ``docs.inspect`` looks at."""

from __future__ import annotations

from oa_desktop.domain.registry.rule import Family, of

OF_PAGES = of(Family.PAGE)
