"""发文机关标志: of which words it is made in each format. GB/T 9704-2012 7.2.4, 10.1 to 10.3."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from types import MappingProxyType

from oa_desktop.docs.figures import LINES_PER_PAGE, MARK_MOST_STACKED, MARK_STACK_LINES
from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.documents.template import NATIONAL, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """发文机关标志.

    Attributes:
        organs: Names that are stacked, lead organ first.
        suffix: ``文件``, right of the stack and vertically centred on it; empty when the name stands alone.
        most_lines: Lines that a joint mark may take beyond those of a single one.
    """

    organs: tuple[str, ...]
    suffix: str = "文件"
    most_lines: int = MARK_STACK_LINES

    @property
    def text(self) -> str:
        """The mark of a single organ on one line."""
        return "".join(self.organs) + self.suffix


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What a format makes of the organs' names.

    Attributes:
        suffix: Stands behind the names.
        ends: With one of these a name is a whole mark already, and a title may be one.
        lead_only: Whether a joint paper shows the lead organ alone.
        is_title: Whether a title that names nothing but organ and format is the mark itself.
    """

    suffix: str = ""
    ends: tuple[str, ...] = ()
    lead_only: bool = False
    is_title: bool = False


_WORDS: Mapping[PageFormat, _Words] = MappingProxyType(
    {
        PageFormat.DOCUMENT: _Words(suffix="文件", ends=("文件",)),
        PageFormat.LETTER: _Words(lead_only=True),
        PageFormat.ORDER: _Words(suffix="令", ends=("命令", "令"), is_title=True),
        PageFormat.MINUTES: _Words(suffix="会议纪要", ends=("纪要",), is_title=True),
    }
)
_LINES_PER_ORGAN = 1.6
"""Lines that each further organ of a joint mark takes where there is room. P."""
_LEAST_PER_ORGAN = 0.7
"""Lines that each further organ takes at least, to be read as a mark. P."""
_LINES_OF_HEAD = 10
"""Lines of the first page that a single mark and the blank lines down to 正文 take. C."""
_LINES_OF_TEXT = 2
"""Lines of 正文 that the first page shows at least. P."""
_NAMES_MORE = re.compile(r"关于|[0-9０-９第〔]")
"""A title with such words names one paper, not a series of them."""


def stack_lines(mark: Mark) -> int:
    """Return the lines of the grid that a joint mark takes beyond those of a single one."""
    further = len(mark.organs) - 1
    return min(ceil(further * _LINES_PER_ORGAN), max(ceil(further * _LEAST_PER_ORGAN), mark.most_lines))


def with_room_for_text(mark: Mark, lines_below: int) -> Mark:
    """Return a mark so low that the first page shows text. GB/T 9704-2012 7.2.4, 7.3.3.

    Args:
        mark: As it is made.
        lines_below: Of 发文字号 and 签发人, 标题 and 主送机关.
    """
    room = LINES_PER_PAGE - _LINES_OF_HEAD - lines_below - _LINES_OF_TEXT
    return replace(mark, most_lines=min(mark.most_lines, room))


def mark_of(organs: Sequence[str], page_format: PageFormat, title: str, template: Template = NATIONAL) -> Mark | None:
    """Return the mark for the organs' names, or None when there is nothing that it could be made of.

    Args:
        organs: Lead organ first.
        page_format: 公文格式.
        title: 标题 on one line.
        template: What the office chose; its words for an organ stand before those made of the name.
    """
    words = _WORDS[page_format]
    if titles_the_mark(organs, page_format, title):
        return Mark(organs=(title,), suffix="")
    lead_only = words.lead_only or template.lead_mark_only or len(organs) > MARK_MOST_STACKED
    names = tuple(organs[:1] if lead_only else organs)
    if not names:
        return None
    given = template.mark_words(names[0], page_format) if len(names) == 1 else ""
    ending = next((end for end in words.ends if len(names) == 1 and (given or names[0]).endswith(end)), "")
    if given or ending:
        return Mark(organs=((given or names[0]).removesuffix(ending),), suffix=ending)
    titled = next((end for end in words.ends if title.endswith(end) and words.suffix in words.ends), words.suffix)
    return Mark(organs=names, suffix=titled)


def titles_the_mark(organs: Sequence[str], page_format: PageFormat, title: str) -> bool:
    """Tell whether the title is the mark and stands nowhere else: 清源县人民政府令, 清源县人民政府常务会议纪要."""
    words = _WORDS[page_format]
    names_format = words.is_title and title.endswith(words.ends) and not _NAMES_MORE.search(title)
    return names_format and (not organs or title.startswith(organs[0]))
