"""A manuscript as the rules look at it: its texts with their places, and what follows from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from oa_desktop.domain.dates import read_date
from oa_desktop.domain.documents.findings import Finding, Place, finding
from oa_desktop.domain.documents.kinds import Direction, DocumentKind, PageFormat, kind_of_title, page_format
from oa_desktop.domain.documents.profile import Profile
from oa_desktop.domain.manuscript import Block, Manuscript, Paragraph, Picture, notes_of
from oa_desktop.domain.rules.circumstances import UNKNOWN, Circumstances
from oa_desktop.domain.rules.names import organs_in
from oa_desktop.domain.texts.element_names import ELEMENTS
from oa_desktop.domain.units.correspondents import Relationship

BODY = "正文"
ANNEX = "附件"
SERIES_KINDS = frozenset(
    {
        DocumentKind.ORDER,
        DocumentKind.MINUTES,
        DocumentKind.ANNOUNCEMENT,
        DocumentKind.PUBLIC_NOTICE,
        DocumentKind.COMMUNIQUE,
        DocumentKind.RESOLUTION,
    }
)
"""Kinds that offices number 第N号 or 第N期."""
_SERIES = re.compile(r"[（(]?(?:〔[^〕]{2,8}〕)?第?[0-9一二三四五六七八九十百]{1,5}[号期][）)]?")
_INQUIRY = re.compile("(?:调研|调查|考察|评估|检验|研究)报告$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text of the paper and where it stands.

    Attributes:
        name: The element (公文要素), 正文, or 附件N.
        text: Its characters.
        paragraph: The block of 正文 or 附件N, or the name in a list of names, from 1; 0 for an element.
        level: Of a paragraph, as :class:`Paragraph` has it; -1 for a table.
        is_note: Whether it is a note (脚注) on that paragraph, in which nothing has a place of its own.
    """

    name: str
    text: str
    paragraph: int = 0
    level: int = 0
    is_note: bool = False

    def place(self, start: int = 0, end: int = 0) -> Place:
        """Return the place of some of its characters, or of all of it."""
        if self.is_note:
            return Place(name=self.name, paragraph=self.paragraph)
        return Place(name=self.name, paragraph=self.paragraph, start=start, end=end)

    def found(self, rule: str, match: re.Match[str] | None = None, **params: object) -> Finding:
        """Return what a rule found in it, at a match or in all of it."""
        start, end = match.span() if match else (0, 0)
        return finding(rule, self.place(start, end), **params)

    def each(self, rule: str, pattern: re.Pattern[str], required: str = "") -> Iterator[Finding]:
        """Yield what a rule finds wherever a pattern matches, with the match as what was measured."""
        for match in pattern.finditer(self.text):
            yield self.found(rule, match, measured=match[0], required=required)

    def at(self, rule: str, part: str, **params: object) -> Finding:
        """Return what a rule found in the first place where a part of the text stands, or in all of it."""
        start = max(self.text.find(part), 0)
        return finding(rule, self.place(start, start + len(part)), **params)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """稿件 as the rules look at it.

    Attributes:
        manuscript: The manuscript.
        profile: The figures that the rules go by.
        title: 标题 on one line.
        kind: 文种, None when it cannot be told.
        day: 成文日期, None when it is open or no date.
        body: The paragraphs and tables of 正文.
        annexes: The paragraphs and tables of each 附件.
        notes: 脚注 of all of them.
        circumstances: What the office knows of it beyond its words.
    """

    manuscript: Manuscript
    profile: Profile
    title: str
    kind: DocumentKind | None
    day: date | None
    body: tuple[Passage, ...]
    annexes: tuple[tuple[Passage, ...], ...]
    notes: tuple[Passage, ...] = ()
    circumstances: Circumstances = UNKNOWN

    def element(self, field: str) -> Passage:
        """Return an element that is one text."""
        return Passage(name=ELEMENTS[field], text=getattr(self.manuscript, field))

    def names(self, field: str) -> tuple[Passage, ...]:
        """Return the names that an element lists."""
        listed = enumerate(getattr(self.manuscript, field), start=1)
        return tuple(Passage(name=ELEMENTS[field], text=name, paragraph=count) for count, name in listed)

    @property
    def parts(self) -> tuple[tuple[Passage, ...], ...]:
        """正文 and every 附件."""
        return (self.body, *self.annexes)

    @property
    def paragraphs(self) -> tuple[Passage, ...]:
        """Every paragraph of 正文 and 附件; tables apart."""
        return tuple(one for part in self.parts for one in part if one.level >= 0)

    @property
    def texts(self) -> tuple[Passage, ...]:
        """标题, every paragraph, and every note."""
        return (self.element("title"), *self.paragraphs, *self.notes)

    @property
    def words(self) -> str:
        """All paragraphs of 正文, one a line."""
        return "\n".join(one.text for one in self.body)

    @property
    def organs(self) -> tuple[str, ...]:
        """发文机关; where none is named, those that sign."""
        typed = self.manuscript
        return tuple(name.strip() for name in typed.issuing_organs or typed.signatories if name.strip())

    @property
    def direction(self) -> Direction | None:
        """行文方向: that of the kind; an 意见 with 签发人, or to a superior of the address book, goes up."""
        if self.kind is DocumentKind.OPINION and (self.manuscript.signers or self._is_for_superiors):
            return Direction.UPWARD
        return self.kind.usual_direction if self.kind else None

    @property
    def _is_for_superiors(self) -> bool:
        entries = map(self.circumstances.correspondent, organs_in(self.manuscript.recipients))
        return any(one and one.relationship is Relationship.SUPERIOR for one in entries)

    @property
    def is_numbered_in_series(self) -> bool:
        """Whether it has a number of the kinds that are counted by themselves: 第8号, 第31期, 〔十八届〕第7号."""
        return self.kind in SERIES_KINDS and _SERIES.fullmatch(self.manuscript.document_number.strip()) is not None

    @property
    def is_inquiry(self) -> bool:
        """Whether it is a report of an inquiry (调研报告) without number, which is no 公文 and goes to nobody."""
        return _INQUIRY.search(self.title) is not None and not self.manuscript.document_number.strip()

    @property
    def page_format(self) -> PageFormat:
        """公文格式 that the paper takes."""
        return page_format(self.manuscript.page_format, self.kind)

    @property
    def goes_up(self) -> bool:
        """Whether it goes to a superior (上行文)."""
        return self.direction is Direction.UPWARD


Check: TypeAlias = Callable[[Paper], Iterator[Finding]]
"""A rule, or several that look at the same thing: what they find in a paper."""


def paper_of(manuscript: Manuscript, profile: Profile, circumstances: Circumstances = UNKNOWN) -> Paper:
    """Return a manuscript as the rules look at it."""
    title = "".join(line.strip() for line in manuscript.title.splitlines())
    parts = {BODY: manuscript.body} | {f"{ANNEX}{count}": one.body for count, one in enumerate(manuscript.annexes, 1)}
    body, *annexes = (_passages(name, blocks) for name, blocks in parts.items())
    return Paper(
        manuscript=manuscript,
        profile=profile,
        title=title,
        kind=stated_kind(manuscript),
        day=read_date(manuscript.date),
        body=body,
        annexes=tuple(annexes),
        notes=tuple(note for name, blocks in parts.items() for note in _notes(name, blocks)),
        circumstances=circumstances,
    )


def stated_kind(manuscript: Manuscript) -> DocumentKind | None:
    """Return the kind that a manuscript names, or that its title ends with."""
    stated = manuscript.kind.strip()
    named = next((kind for kind in DocumentKind if kind.value == stated), None)
    return named if stated else kind_of_title(manuscript.title)


def _said(block: Block) -> str:
    """Return what a block says: a picture its caption."""
    return block.caption if isinstance(block, Picture) else block.text


def _passages(name: str, blocks: tuple[Block, ...]) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            name=name, text=_said(block), paragraph=count, level=block.level if isinstance(block, Paragraph) else -1
        )
        for count, block in enumerate(blocks, start=1)
    )


def _notes(name: str, blocks: tuple[Block, ...]) -> Iterator[Passage]:
    for count, block in enumerate(blocks, start=1):
        yield from (Passage(name=name, text=note, paragraph=count, is_note=True) for note in notes_of(block))
