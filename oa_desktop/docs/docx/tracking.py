"""Tracked changes (修订): a chain of texts as one, every change with who made it and when. ECMA-376-1 17.13.5.

What is woven is what the writer made of every text. Accepting all changes leaves the newest, rejecting all the first.
Words that came and went in between are told of both hands. Word processors know only one change of a row and of the end
of a paragraph: what came and went of a table is left out, words of such paragraphs stand in the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from oa_desktop.docs.docx.formats import ParagraphFormat
from oa_desktop.docs.docx.markup import Node, node, paragraph, qualified
from oa_desktop.docs.docx.tokens import kind_of, runs_of, stretched, text_of, tokens_of, xml_of
from oa_desktop.domain.texts.aligning import Unit
from oa_desktop.domain.texts.tracing import Stretch, TracedPassage, trace

Looking = TypeVar("Looking")
_PARAGRAPH: Final = qualified("w:p")
_CHANGES: Final = ("ins", "del", "pPrChange", "rPrChange")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who brought a text: 作者 and 日期 of its changes.

    Attributes:
        author: Name.
        time: As the clock on the wall showed it, ``2026-03-05T16:20:00Z``; word processors show it without its zone.
    """

    author: str
    time: str


def tracked(versions: Sequence[Sequence[Node]], hands: Sequence[Hand]) -> list[Node]:
    """Return the blocks of several texts as those of one document with tracked changes.

    Args:
        versions: Paragraphs and tables of each text, the oldest first.
        hands: Who brought each.
    """
    return list(_Weaver(hands).blocks(versions, _Life(first=0)))


def number_changes(document: Node) -> None:
    """Give every tracked change of a document a number of its own."""
    names = {qualified(f"w:{name}") for name in _CHANGES}
    changes = (one for one in document.iter() if one.tag in names)
    for count, one in enumerate(changes, start=1):
        one.set(qualified("w:id"), str(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Life:
    """From when to when something stands: of the whole chain, of a table, of a row.

    Attributes:
        first: The version that brought it; 0 for what the first text has.
        end: The version that no longer has it, None while it stands.
        in_table: Whether it is a part of a table.
    """

    first: int
    end: int | None = None
    in_table: bool = False

    @property
    def has_passed(self) -> bool:
        """Whether it stands neither in the first text nor in the newest."""
        return bool(self.first) and self.end is not None

    def of(self, one: TracedPassage | Stretch) -> _Life:
        """Return the life of a part, whose versions are counted from the beginning of this one."""
        end = self.end if one.went is None else self.first + one.went
        return replace(self, first=self.first + one.came, end=end)

    def looks(self, versions: Sequence[Looking]) -> Sequence[Looking]:
        """Return the versions whose looks count: that of the text that comes back, if it went; else the newest.

        A change of looks is told of what stands at both ends only: word processors take it for the only change.
        """
        if self.first:
            return versions[-1:]
        return versions if self.end is None else versions[:1]


class _Weaver:
    def __init__(self, hands: Sequence[Hand]) -> None:
        self._hands = hands

    def blocks(self, versions: Sequence[Sequence[Node]], life: _Life) -> Iterator[Node]:
        """Yield paragraphs and tables of a body or a cell; two tables never touch."""
        before, passed = "", list[Node]()
        for one in trace([list(map(_unit, blocks)) for blocks in versions], ends_meet=True):
            nodes = [versions[version][place] for version, place in zip(one.versions, one.places, strict=True)]
            own, tag = life.of(one), str(nodes[0].tag)
            if own.has_passed:
                passed += self._words(nodes, one, life) if tag == _PARAGRAPH else []
            elif tag == _PARAGRAPH:
                yield self._paragraph(nodes, own, [*passed, *self._words(nodes, one, life)])
                before, passed = tag, []
            else:
                yield from [self._parting(own)] if before == tag else []
                yield self._table(nodes, own)
                before = tag

    def _parting(self, life: _Life) -> Node:
        """Return a paragraph between two tables of which one goes: it goes with either answer."""
        parting = paragraph(ParagraphFormat(style="Spacer"))
        version = max(life.first, life.end or 0)
        self._mark(parting[0], _Life(first=version, end=version))
        return parting

    def _table(self, nodes: Sequence[Node], life: _Life) -> Node:
        rows = [[one for one in table if one.tag == qualified("w:tr")] for table in nodes]
        woven = node("tbl", *(deepcopy(one) for one in nodes[-1] if one.tag != qualified("w:tr")))
        for one in trace([list(map(_unit, version)) for version in rows]):
            same = [rows[version][place] for version, place in zip(one.versions, one.places, strict=True)]
            if not life.of(one).has_passed:
                woven.append(self._row(same, life.of(one)))
        return woven

    def _row(self, nodes: Sequence[Node], life: _Life) -> Node:
        properties = nodes[-1].find(qualified("w:trPr"))
        woven = node("tr", node("trPr") if properties is None else deepcopy(properties))
        woven[0].extend(self._changes(life))
        for cells in zip(*(row.iterchildren(qualified("w:tc")) for row in nodes), strict=True):
            woven.append(self._cell(cells, life))
        return woven

    def _cell(self, cells: Sequence[Node], life: _Life) -> Node:
        contents = [[one for one in cell if one.tag != qualified("w:tcPr")] for cell in cells]
        properties = (deepcopy(one) for one in cells[-1].iterchildren(qualified("w:tcPr")))
        return node("tc", *properties, *self.blocks(contents, replace(life, in_table=True)))

    def _paragraph(self, nodes: Sequence[Node], own: _Life, words: Sequence[Node]) -> Node:
        looks = own.looks(nodes)
        properties = deepcopy(looks[-1][0])
        self._mark(properties, own)
        properties.extend(self._reformatted(looks))
        return node("p", properties, *words)

    def _words(self, nodes: Sequence[Node], one: TracedPassage, life: _Life) -> list[Node]:
        """Return all words that a paragraph ever had; in a table not those that came and went."""
        woven: list[Node] = []
        for stretch, kept in stretched(tokens_of(nodes), one):
            part = life.of(stretch)
            if not (part.has_passed and part.in_table):
                found = runs_of(part.looks(kept))
                runs = [self._formatted(run, before, part.first + version) for run, before, version in found]
                woven.extend(self._stretch(runs, part))
        return woven

    def _mark(self, properties: Node, life: _Life) -> None:
        """Mark the end of a paragraph; what is marked goes into the paragraph that follows."""
        marks = list(self._changes(life))
        if marks:
            section = properties.find(qualified("w:sectPr"))
            place = len(properties) if section is None else properties.index(section)
            properties.insert(place, node("rPr", *marks))

    def _stretch(self, runs: list[Node], life: _Life) -> list[Node]:
        if life.end is not None:
            for text in (each for run in runs for each in run.iterchildren(qualified("w:t"))):
                text.tag = qualified("w:delText")
            runs = [self._change("del", life.end, *runs)]
        return [self._change("ins", life.first, *runs)] if life.first else runs

    def _formatted(self, run: Node, before: Node | None, version: int) -> Node:
        """Return a run, with the look that it had in the first text where that was another."""
        if before is not None:
            run[0].append(self._change("rPrChange", version, deepcopy(before)))
        return run

    def _reformatted(self, nodes: Sequence[Node]) -> Iterator[Node]:
        """Yield what a paragraph looked like in the first text; whoever changed that last is named."""
        looks = [xml_of(one[0]) for one in nodes]
        if looks[0] != looks[-1]:
            version = max(place for place in range(1, len(looks)) if looks[place] != looks[place - 1])
            before = deepcopy(nodes[0][0])
            before[:] = [one for one in before if one.tag != qualified("w:sectPr")]
            yield self._change("pPrChange", version, before)

    def _changes(self, life: _Life) -> Iterator[Node]:
        if life.first:
            yield self._change("ins", life.first)
        if life.end is not None:
            yield self._change("del", life.end)

    def _change(self, name: str, version: int, *content: Node) -> Node:
        hand = self._hands[version]
        return node(name, *content, id=0, author=hand.author, date=hand.time)


def _unit(block: Node) -> Unit:
    return Unit(kind_of(block), text_of(block))
