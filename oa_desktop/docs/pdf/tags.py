"""What parts of a page are called inside our PDFs (marked content, ISO 32000-1 14.6)."""

from __future__ import annotations

from typing import Final

SEAL_TAG: Final = "/Seal"
"""The place of a seal (印章) or signature stamp (签名章): red, and no part of the head."""
