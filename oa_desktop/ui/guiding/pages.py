"""The help pages (帮助): Markdown files in ``resources/help``, told apart by page and heading, and searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from oa_desktop.i18n.resources import resource_path

FIRST = "开始.md"
_MOST_HITS = 60
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"^(?P<level>#{1,3}) +(?P<words>.+?) *$", re.MULTILINE)
_SIGNS = re.compile(r"[*_`|#\[\]<>\\-]+|\([^)\s]*\.md\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under one heading.

    Attributes:
        page: Name of the file.
        heading: The heading; that of the page for what stands above all others.
        text: Markdown, without the heading.
    """

    page: str
    heading: str
    text: str

    @property
    def address(self) -> str:
        """Page and heading, as commands and fields name it: ``窗口.md#办理``."""
        return f"{self.page}#{self.heading}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file.

    Attributes:
        sections: In their order, the page's own heading first.
    """

    name: str
    text: str
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """The heading of the page."""
        return self.sections[0].heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where words stand, with the line that holds them."""

    section: Section
    line: str


@cache
def pages() -> Mapping[str, Page]:
    """Return every page by the name of its file, the first one first; a file that is no text is left out.

    Raises:
        FileNotFoundError: The program's help is missing.
    """
    files = sorted(resource_path("help").glob("*.md"), key=lambda file: (file.name != FIRST, file.name))
    texts = {file.name: text for file in files if (text := _read(file))}
    return {name: _page(name, text) for name, text in texts.items()}


def find(words: str) -> tuple[Hit, ...]:
    """Return the sections that hold all words: those first that are headed by what was asked, then by one of it."""
    wanted = words.lower().split()
    if not wanted:
        return ()
    hits = [Hit(section=one, line=_line(one, wanted)) for one in _sections() if _holds(one, wanted)]
    hits.sort(key=lambda hit: _distance(hit.section.heading.lower(), wanted))
    return tuple(hits[:_MOST_HITS])


def _distance(heading: str, wanted: Sequence[str]) -> int:
    """Return how far a heading is from words: it is them, has one of them, has none."""
    return 0 if heading == " ".join(wanted) else 1 if any(word in heading for word in wanted) else 2


def _read(file: Path) -> str:
    try:
        return _COMMENT.sub("", file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""


def _page(name: str, text: str) -> Page:
    heads = list(_HEADING.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    made = (
        Section(page=name, heading=head["words"].replace("`", ""), text=text[head.end() : end])
        for head, end in zip(heads, ends, strict=True)
    )
    whole = Section(page=name, heading=Path(name).stem, text=text)
    return Page(name=name, text=text, sections=tuple(made) or (whole,))


def _sections() -> Iterator[Section]:
    """Give what there is to read; a heading that only parts a page is none."""
    for page in pages().values():
        yield from (one for one in page.sections if one.text.strip())


def _holds(section: Section, wanted: Iterable[str]) -> bool:
    text = f"{section.heading}\n{section.text}".lower()
    return all(word in text for word in wanted)


def _line(section: Section, wanted: Iterable[str]) -> str:
    """Return the first line that holds one of the words, as plain text."""
    lines = (plain for line in section.text.splitlines() if (plain := _SIGNS.sub(" ", line).strip()))
    words = tuple(wanted)
    return next((line for line in lines if any(word in line.lower() for word in words)), "")
