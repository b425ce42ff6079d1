"""The reader of sources: text or Markdown, as people type it, to a manuscript."""

from __future__ import annotations

from oa_desktop.docs.reading.decoding import SOURCE_LIMIT
from oa_desktop.docs.reading.reader import Reading, read_source

__all__ = ["SOURCE_LIMIT", "Reading", "read_source"]
