"""The rules on the content of documents (内容检查): pure functions from a paper to findings, and one table of them."""

from __future__ import annotations

from oa_desktop.domain.rules.inspecting import CHECKS, inspect

__all__ = ["CHECKS", "inspect"]
