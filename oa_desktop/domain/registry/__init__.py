"""The registry of all rules that a finding may be of: what each weighs, its clause, what it is about.

The words stand in ``resources/words/findings.yaml``; what finds them stands in ``domain.rules`` (content of documents),
``docs.inspect`` (pages), ``docs.reading`` (sources) and ``catalogue`` (files that an office edits).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from oa_desktop.domain.registry.documents import OF_DOCUMENTS
from oa_desktop.domain.registry.files import OF_FILES
from oa_desktop.domain.registry.pages import OF_PAGES
from oa_desktop.domain.registry.rule import BY_WEIGHT, Family, Layer, Rule, Severity
from oa_desktop.domain.registry.sources import OF_SOURCES
from oa_desktop.domain.registry.texts import OF_TEXTS

__all__ = ["BY_WEIGHT", "OF_DOCUMENTS", "OF_PAGES", "OF_TEXTS", "RULES", "Family", "Layer", "Rule", "Severity"]

RULES: Mapping[str, Rule] = MappingProxyType({**OF_DOCUMENTS, **OF_TEXTS, **OF_PAGES, **OF_FILES, **OF_SOURCES})
"""Every rule; an id never changes."""
