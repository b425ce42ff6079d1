"""What a paragraph of a DOCX types: characters with their type, tabs, breaks, the number of the page.

ECMA-376-1 17.3.3, 17.16.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from oa_desktop.docs.inspect.word.formats import Formats, Type
from oa_desktop.docs.reading.docx_parts import attribute
from oa_desktop.docs.reading.package import Node, child, local

TAB, LINE, PAGE = "\t", "\n", "\f"
"""What moves the pen: a tab, the end of a line, the end of a page."""
_HOLDERS = frozenset(
    {"hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "bdo", "dir", "ins", "moveTo"}
)
"""What only holds runs."""
_MOVES = MappingProxyType({"tab": TAB, "ptab": TAB, "cr": LINE, "noBreakHyphen": "-"})
_ENDS = MappingProxyType({"page": PAGE, "column": PAGE})
_NUMBER = "PAGE"


class Token(NamedTuple):
    """A character and how it is set."""

    text: str
    type: Type


def tokens_of(paragraph: Node, formats: Formats, page: int) -> list[Token]:
    """Return what a paragraph types on a page."""
    return list(_Typing(formats=formats, paragraph=paragraph, page=page).inside(paragraph))


def runs_of(parent: Node) -> Iterator[Node]:
    """Yield the runs below a node, those that were inserted (修订) too."""
    for one in parent:
        if local(one) == "r":
            yield one
        elif local(one) in _HOLDERS:
            yield from runs_of(one)


@dataclass(slots=True, kw_only=True)
class _Typing:
    """Walks through a paragraph.

    Attributes:
        formats: Of the document.
        paragraph: Whose style holds.
        page: Number that the field PAGE shows.
        code: Instruction of the field that is open.
        shows: Whether a result is passed over, since its field shows the page instead.
    """

    formats: Formats
    paragraph: Node
    page: int
    code: str = ""
    shows: bool = False

    def inside(self, parent: Node) -> Iterator[Token]:
        """Yield what the runs below a node type."""
        for one in parent:
            name = local(one)
            if name == "fldSimple" and _asks(attribute(one, "instr")):
                yield from self._number(next(runs_of(one), one))
            elif name in _HOLDERS:
                yield from self.inside(one)
            elif name == "r" and not self.formats.is_hidden(one, self.paragraph):
                yield from self._run(one)

    def _run(self, run: Node) -> Iterator[Token]:
        type_ = self.formats.of_run(run, self.paragraph)
        for one in run:
            name = local(one)
            if name == "fldChar":
                yield from self._field(run, attribute(one, "fldCharType"))
            elif name == "instrText":
                self.code += one.text or ""
            elif name == "t" and not self.shows:
                yield from (Token(char, type_) for char in one.text or "" if char >= " ")
            elif name == "br":
                yield Token(_ENDS.get(attribute(one, "type"), LINE), type_)
            elif name in _MOVES:
                yield Token(_MOVES[name], type_)

    def _field(self, run: Node, mark: str) -> Iterator[Token]:
        if mark == "begin":
            self.code = ""
        elif mark == "separate" or not self.shows:
            self.shows = _asks(self.code)
            yield from self._number(run) if self.shows else ()
        if mark == "end":
            self.code, self.shows = "", False

    def _number(self, run: Node) -> Iterator[Token]:
        type_ = self.formats.of_run(run, self.paragraph)
        yield from (Token(digit, type_) for digit in str(self.page))


def _asks(code: str) -> bool:
    """Tell whether a field shows the number of the page."""
    return code.split()[:1] == [_NUMBER]


def boxes_of(paragraph: Node) -> Iterator[Node]:
    """Yield the drawings of a paragraph in the newer of the two ways in which a file may say them."""
    for run in runs_of(paragraph):
        for one in run:
            chosen = child(one, "Choice") if local(one) == "AlternateContent" else None
            yield from (part for part in (run if chosen is None else chosen) if local(part) in {"drawing", "pict"})
            if chosen is None:
                break
