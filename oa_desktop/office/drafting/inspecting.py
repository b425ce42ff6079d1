"""Inspecting (检查): what the rules find in the words of a paper and on its pages, be it a text or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.profile import NATIONAL, Profile
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.rules import inspect
from oa_desktop.domain.rules.circumstances import UNKNOWN, Circumstances
from oa_desktop.domain.rules.typed import CHANGED, as_typed
from oa_desktop.office.ports.pages import (
    NO_PICTURES,
    Beside,
    Inspector,
    Look,
    Pictures,
    Reader,
    nothing_beside,
)

_WORDLESS = frozenset({"source.not-text", "source.no-text"})
"""Refusals of files whose pages can be looked at all the same."""


def _no_pictures(_text: Manuscript) -> Pictures:
    return NO_PICTURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A file that was inspected.

    Attributes:
        findings: What is wrong: first with its words, from top to end, then with its pages.
        noticed: What its reader noticed.
        text: Its words as they were typed; places of findings are places in it. None for one that has no words.
    """

    findings: tuple[Finding, ...]
    noticed: tuple[Finding, ...] = ()
    text: Manuscript | None = None


def _nothing_known(_text: Manuscript) -> Circumstances:
    return UNKNOWN


def _national() -> Profile:
    return NATIONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """The rules that an office asks for, and what looks at papers for them.

    Attributes:
        reader: Reads files.
        inspector: Looks at pages.
        profile: Returns the rules that are asked for; what is wrong with their file is said when somebody inspects.
        look: How the pages of a text will look.
        pictures_of: Returns the pictures that a text names.
        circumstances_of: Returns what the office knows of a text beyond its words.
    """

    reader: Reader
    inspector: Inspector
    profile: Callable[[], Profile] = _national
    look: Look = field(default_factory=Look)
    pictures_of: Callable[[Manuscript], Pictures] = _no_pictures
    circumstances_of: Callable[[Manuscript], Circumstances] = _nothing_known

    def of_text(self, text: Manuscript) -> tuple[Finding, ...]:
        """Return what is wrong with a text, and with the pages that it will have.

        Raises:
            Refused: ``resource.faulty``: the rules of the office cannot be read.
            Unavailable: ``resource.unreadable``, ``blob.missing``, ``blob.damaged``.
        """
        profile = self.profile()
        words = inspect(text, profile, self.circumstances_of(text))
        return _both(profile, words, self._on_pages(text, self.pictures_of(text)))

    def of_file(self, data: bytes, name: str, beside: Beside = nothing_beside) -> Inspected:
        """Return what is wrong with a file as it stands, and with its pages: its own, or those that it will have.

        Args:
            data: The file.
            name: Its name.
            beside: Finds the pictures that it names.

        Raises:
            Refused: ``source.damaged``, ``view.damaged`` and whatever else its reader or inspector refuses.
            Unavailable: ``confine.failed``.
        """
        profile = self.profile()
        if not self.inspector.is_fixed(data):
            reading = self.reader.read(data, name, beside)
            text = as_typed(reading.manuscript, reading.findings)
            pages = self._on_pages(reading.manuscript, reading.pictures)
            return _inspected(profile, text, reading.findings, pages)
        pages = self.inspector.of_file(data, name, self.look.template)
        try:
            reading = self.reader.read(data, name)
        except Refused as refused:
            if refused.code not in _WORDLESS:
                raise
            return Inspected(findings=_both(profile, (), pages))
        text = as_typed(reading.manuscript, reading.findings)
        return _inspected(profile, text, reading.findings, pages)

    def _on_pages(self, text: Manuscript, pictures: Pictures) -> tuple[Finding, ...]:
        return self.inspector.of_draft(text, replace(self.look, pictures=pictures))


def _inspected(profile: Profile, text: Manuscript, read: Iterable[Finding], pages: tuple[Finding, ...]) -> Inspected:
    found = _both(profile, inspect(text, profile), pages)
    return Inspected(findings=found, noticed=tuple(one for one in read if one.rule != CHANGED), text=text)


def _both(profile: Profile, words: tuple[Finding, ...], pages: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return what was found in the words, and on the pages what the words do not say already."""
    told = {one.rule for one in words}
    return (*words, *(one for one in profile.asked(pages) if one.rule not in told))
