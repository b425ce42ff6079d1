"""Recognising levels (识别层次): a paragraph takes the rank of the number that is typed before it.

The rules are those by which papers are read in. Where the writer has given it another rank, that stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextLayout

from oa_desktop.domain.manuscript import Emphasis
from oa_desktop.domain.texts.headings import Rank, ranks
from oa_desktop.domain.texts.levels import leading_number, written_number
from oa_desktop.domain.texts.renumbering import Numbered, renumbered
from oa_desktop.ui.writing.text.formats import (
    BY_HAND,
    LEVEL,
    character_format,
    emphasis_of,
    is_by_hand,
    level_of,
)
from oa_desktop.ui.writing.text.picture_marks import marks_in
from oa_desktop.ui.writing.text.reading import EDGES
from oa_desktop.ui.writing.text.text_notes import bare, note_in, notes_in, place_behind
from oa_desktop.ui.writing.undo.words import units

_STOPS = "。！？"
_FARTHEST = 20
"""Paragraphs of one numbered row that are looked at on either side."""


def recognise(block: QTextBlock, *, anew: bool = False) -> None:
    """Give a paragraph that was typed in, and its neighbours, the ranks of their numbers; one undo takes back both.

    Args:
        block: The paragraph.
        anew: Whether it has just begun, so that a rank which it has from the one before is none of the writer's.
    """
    row = _row_around(block)
    found = zip(row, ranks([words_of(one) for one in row]), strict=True)
    free = [(one, rank) for one, rank in found if _is_free(one, anew=anew and one == block)]
    changes = [(one, rank) for one, rank in free if not _has(one, rank, by_hand=False)]
    if changes:
        cursor = QTextCursor(block)
        cursor.joinPreviousEditBlock()
        for one, rank in changes:
            _give(one, rank, by_hand=False)
        cursor.endEditBlock()


def set_level(cursor: QTextCursor, level: int) -> None:
    """Give the paragraphs of a selection a level; one of 1 to 5 brings its number, where none was typed."""
    cursor.beginEditBlock()
    for block in _chosen(cursor):
        if words_of(block):
            _set_level(block, level)
    cursor.endEditBlock()


def _set_level(block: QTextBlock, level: int) -> None:
    if level:
        number = leading_number(words_of(block))
        replace_start(block, number.text if number else "", written_number(level, _count(block, level)))
    row = _row_around(block)
    usual = ranks([words_of(one) for one in row])[row.index(block)]
    words = words_of(block)
    wish = usual if usual.level == level and usual.heading else Rank(level=level, heading=_headed(words, level))
    _give(block, wish, by_hand=wish != usual)


def _headed(words: str, level: int) -> int:
    """Return how much of a paragraph that the writer calls a heading is one: its first sentence where more follows."""
    stop = next((place for place, char in enumerate(words) if char in _STOPS), len(words))
    return min(stop + 1, len(words)) if level else 0


def _count(block: QTextBlock, level: int) -> int:
    """Return which one of its level a paragraph is since the last higher heading."""
    count = 1
    while (block := block.previous()).isValid():
        above = level_of(block.blockFormat())
        if 0 < above < level:
            break
        count += above == level
    return count


def renumber(document: QTextDocument) -> int:
    """Make the numbers of a text follow each other, as one step that can be undone; return how many were changed."""
    blocks = list(_all(document))
    changes = list(renumbered(_numbered(block) for block in blocks))
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for change in changes:
        replace_start(blocks[change.place], change.old, change.new)
    cursor.endEditBlock()
    return len(changes)


def _all(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def _numbered(block: QTextBlock) -> Numbered:
    words, level = words_of(block), level_of(block.blockFormat())
    heading = any(_is_heading(one) for one in block.textFormats()[:1]) and bool(words)
    return Numbered(text=words, level=level if words else 0, heading=heading)


def replace_start(block: QTextBlock, old: str, new: str) -> None:
    """Put a number in place of the one that a paragraph begins with; its characters stand out as those did."""
    if old == new:
        return
    cursor = QTextCursor(block)
    blank = len(block.text()) - len(block.text().lstrip(EDGES))
    form = next((QTextCharFormat(one.format) for one in block.textFormats()), block.charFormat())
    _select(cursor, block, blank, blank + len(old)).insertText(new, form)


def words_of(block: QTextBlock) -> str:
    """Return the words of a paragraph; a cell of a table and a picture with its caption are none."""
    is_apart = next(marks_in(block), None) is not None or QTextCursor(block).currentTable()
    return "" if is_apart else bare(block.text()).strip(EDGES)


def _is_free(block: QTextBlock, *, anew: bool) -> bool:
    """Tell whether the number of a paragraph settles its rank; an empty one has none of the writer's own."""
    is_own = is_by_hand(block.blockFormat()) and not anew and bool(words_of(block))
    return not is_own and not QTextCursor(block).currentTable()


def _chosen(cursor: QTextCursor) -> list[QTextBlock]:
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    found = [block]
    while block != last and block.isValid():
        block = block.next()
        found.append(block)
    return found


def _row_around(block: QTextBlock) -> list[QTextBlock]:
    """Return a paragraph with the neighbours on whose numbers its rank, or theirs, depends."""
    before = list(_neighbours(block, QTextBlock.previous))
    return [*reversed(before), block, *_neighbours(block, QTextBlock.next)]


def _neighbours(block: QTextBlock, step: Callable[[QTextBlock], QTextBlock]) -> Iterator[QTextBlock]:
    for _ in range(_FARTHEST):
        block = step(block)
        if not block.isValid():
            return
        yield block
        if not leading_number(words_of(block)):
            return


# --- ranks --------------------------------------------------------------------------------------------------------


def _has(block: QTextBlock, rank: Rank, *, by_hand: bool) -> bool:
    form, end = block.blockFormat(), _end_of_heading(block, rank)
    if (level_of(form), is_by_hand(form)) != (rank.level, by_hand):
        return False
    if not block.text():
        return emphasis_of(block.charFormat()) is Emphasis.PLAIN
    return all(_stands(one, rank, end) for one in block.textFormats() if not note_in(one.format))


def _stands(one: QTextLayout.FormatRange, rank: Rank, end: int) -> bool:
    """Tell whether a stretch of characters is heading where it should be and nowhere else."""
    if emphasis_of(one.format) is Emphasis.HEADING:
        return one.start + one.length <= end and level_of(one.format) == rank.level
    return one.start >= end


def _give(block: QTextBlock, rank: Rank, *, by_hand: bool) -> None:
    cursor, end = QTextCursor(block), _end_of_heading(block, rank)
    form = QTextBlockFormat(block.blockFormat())
    form.setProperty(LEVEL, rank.level)
    form.setProperty(BY_HAND, by_hand)
    cursor.setBlockFormat(form)
    if not block.text():
        cursor.setBlockCharFormat(character_format())
    behind = [(max(one.start, end), one.start + one.length) for one in block.textFormats() if _is_heading(one)]
    for start, stop in (pair for pair in behind if pair[0] < pair[1]):
        _select(cursor, block, start, stop).setCharFormat(character_format())
    start = 0
    for stop in (*(place for place, _ in notes_in(block) if place < end), end):
        if start < stop:
            _select(cursor, block, start, stop).setCharFormat(character_format(Emphasis.HEADING, rank.level))
        start = stop + 1


def _is_heading(one: QTextLayout.FormatRange) -> bool:
    return emphasis_of(one.format) is Emphasis.HEADING


def _end_of_heading(block: QTextBlock, rank: Rank) -> int:
    """Return where the heading of a paragraph ends, in Qt's units of UTF-16."""
    text = block.text()
    before = len(text) - len(text.lstrip(EDGES))
    return units(text[: place_behind(text, before + rank.heading)]) if rank.heading else 0


def _select(cursor: QTextCursor, block: QTextBlock, start: int, stop: int) -> QTextCursor:
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + stop, QTextCursor.MoveMode.KeepAnchor)
    return cursor
