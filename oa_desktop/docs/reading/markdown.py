"""Markdown to pieces.

Blocks that are known: ``#`` headings, pipe tables, fenced code, ``>`` quotes, ``-`` and ``1.`` lists, rules, comments,
and the marks ``<!-- [正文] -->`` and ``<!-- [附件] -->``. As in plain text, every line is a paragraph: Chinese offices
do not wrap lines by hand, and a signature must not be joined to its date. A comment is no text; it is quoted in a
finding.

Markup that goes: the ``#`` of headings, ``- * +`` of lists, ``>`` of quotes, fences with their language word, rules,
the ``|`` of tables with their second row, comment marks, and what :mod:`inline` lists.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from oa_desktop.docs.reading import inline
from oa_desktop.docs.reading.pieces import Mark, Piece
from oa_desktop.docs.reading.remarks import Remarks, line_place
from oa_desktop.docs.reading.spacing import Line
from oa_desktop.docs.reading.tab_tables import table_end, table_of
from oa_desktop.domain.manuscript import Span, Table, notes_among
from oa_desktop.domain.texts.merged_cells import header_rows_of, merges_from_signs, without_covered
from oa_desktop.domain.texts.spans import stripped

_SUFFIXES = frozenset({".md", ".markdown"})
_HEADING = re.compile(r"(?P<marks>#(?=\s)|#{2,6}(?=[^#]))\s*(?P<text>\S.*)")
_HEADING_END = re.compile(r"(?<!\s)\s+#+$")
_MARK = re.compile(r"<!--\s*[\[【]?\s*(?P<name>正文|附件)\s*[\]】]?\s*-->")
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})\s*[A-Za-z0-9+#_.-]*")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}")
_QUOTE = re.compile(r"(?:>[ \t]*)*>(?:[ \t]+|$)")
_BULLET = re.compile(r"[-*+][ \t]+(?=\S)")
_ORDERED = re.compile(r"(\d{1,9}[.)])[ \t]+(?=\S)")
_SEPARATOR = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_UNDERLINES = {"=": 1, "-": 2}
_MARKED = re.compile(r"#|>|[-*+=_]{2}|[-*+][ \t]|\||`{3}|~{3}|<!--")
LONGEST_UNDERLINED = 80
"""Characters of the longest line that is a heading when it is underlined."""
_CELL_EDGE = re.compile(r"(?<!\\)\|")


def is_markdown_name(name: str) -> bool:
    """Tell whether a file name says that the file is Markdown."""
    return PurePath(name).suffix.lower() in _SUFFIXES


def looks_like_markdown(lines: list[Line]) -> bool:
    """Tell whether text of another name plainly is Markdown: a heading, also an underlined one, a mark or a table."""
    return any(_HEADING.fullmatch(line.text) or _MARK.fullmatch(line.text) for line in lines) or any(
        _is_table(lines, place) or underlined_depth(lines, place) == 1 for place in range(len(lines))
    )


def markdown_pieces(lines: list[Line], remarks: Remarks) -> list[Piece]:
    """Return the pieces of Markdown; comments and pictures are reported."""
    remarks.add_lines("source.picture", (line.number for line in lines if _keeps_words_of_picture(line)))
    lines = _without_comments(lines, remarks)
    defined = dict(filter(None, (inline.defined_note(line.text) for line in lines)))
    pieces = _pieces_with(lines, defined) if defined else list(_pieces(lines, defined))
    used = {note for piece in pieces for note in notes_among(piece.spans)}
    if used.issuperset(defined.values()):
        return pieces
    return _pieces_with(lines, {name: words for name, words in defined.items() if words in used})


def _pieces_with(lines: list[Line], notes: inline.Notes) -> list[Piece]:
    """Return the pieces of the lines that are not themselves those notes (脚注)."""
    names = ((line, inline.defined_note(line.text)) for line in lines)
    return list(_pieces([line for line, defined in names if not defined or defined[0] not in notes], notes))


def _pieces(lines: list[Line], notes: inline.Notes) -> Iterator[Piece]:
    fences = _fences(lines)
    place = 0
    while place < len(lines):
        if closing := _closing_fence(lines, place, fences):
            yield from (_verbatim(line) for line in lines[place + 1 : closing])
            place = closing + 1
        elif _is_table(lines, place):
            end = _table_end(lines, place)
            yield _table(lines[place:end])
            place = end
        elif (end := table_end(lines, place)) > place:
            yield Piece(line=lines[place].number, table=table_of(lines[place:end]), gap=lines[place].gap)
            place = end
        elif picture := inline.picture_alone(lines[place].text, lines[place].number):
            yield Piece(line=lines[place].number, picture=picture, gap=lines[place].gap)
            place += 1
        elif depth := underlined_depth(lines, place):
            yield replace(next(_block(lines[place], notes)), depth=depth)
            place += 2
        else:
            yield from _block(lines[place], notes)
            place += 1


def _keeps_words_of_picture(line: Line) -> bool:
    return inline.has_picture(line.text) and inline.picture_alone(line.text, line.number) is None


def _block(line: Line, notes: inline.Notes) -> Iterator[Piece]:
    if mark := _MARK.fullmatch(line.text):
        yield Piece(line=line.number, mark=Mark(mark["name"]))
        return
    text = _QUOTE.sub("", line.text, count=1) if _QUOTE.match(line.text) else line.text
    if _RULE.fullmatch(text) or not text:
        return
    heading = _HEADING.fullmatch(text)
    content = (
        _HEADING_END.sub("", heading["text"])
        if heading
        else _ORDERED.sub(r"\1", _BULLET.sub("", text, count=1), count=1)
    )
    depth = len(heading["marks"]) if heading else 0
    yield Piece(line=line.number, spans=stripped(inline.spans(content, notes)), depth=depth, gap=line.gap)


def underlined_depth(lines: list[Line], place: int) -> int:
    """Return the depth of a heading underlined with === (1) or --- (2); 0 when the line is none.

    A sentence and what has a markup of its own are no headings: the line below them is a rule.
    """
    if place + 1 >= len(lines) or lines[place + 1].gap:
        return 0
    text, below = lines[place].text, lines[place + 1].text
    is_title = len(text) <= LONGEST_UNDERLINED and text[-1] not in "。；;！!？?，,、：:" and not _MARKED.match(text)
    return _UNDERLINES.get(below[:1], 0) if is_title and _UNDERLINE.fullmatch(below) else 0


def _verbatim(line: Line) -> Piece:
    return Piece(line=line.number, spans=(Span(text=line.text),), gap=line.gap, verbatim=True)


def _fences(lines: list[Line]) -> dict[str, list[int]]:
    """Return where each bare fence stands: the only lines that can close one."""
    places: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if line.text[0] in "`~" and not line.text.strip(line.text[0]):
            places.setdefault(line.text, []).append(place)
    return places


def _closing_fence(lines: list[Line], place: int, fences: dict[str, list[int]]) -> int:
    """Return the place of the fence that closes the one at ``place``; 0 when there is none."""
    found = _FENCE.fullmatch(lines[place].text)
    return _next(fences.get(found["fence"], []), place) if found else 0


def _next(places: list[int], place: int) -> int:
    later = bisect_right(places, place)
    return places[later] if later < len(places) else 0


def _is_table(lines: list[Line], place: int) -> bool:
    if place + 1 >= len(lines) or "|" not in lines[place].text:
        return False
    below = lines[place + 1]
    return not below.gap and "|" in below.text and _SEPARATOR.fullmatch(below.text) is not None


def _table_end(lines: list[Line], place: int) -> int:
    end = place + 2
    while end < len(lines) and "|" in lines[end].text and not lines[end].gap:
        end += 1
    return end


def _table(lines: list[Line]) -> Piece:
    rows = [_cells(line.text) for index, line in enumerate(lines) if index != 1]
    width = max(map(len, rows))
    typed = [(*row, *[""] * (width - len(row))) for row in rows]
    spans = merges_from_signs(typed)
    table = Table(rows=without_covered(([inline.plain(cell) for cell in row] for row in typed), spans), spans=spans)
    table = replace(table, header_rows=header_rows_of(table))
    return Piece(line=lines[0].number, table=table, gap=lines[0].gap)


def _cells(text: str) -> list[str]:
    cells = _CELL_EDGE.split(text)
    if not cells[0].strip():
        del cells[0]
    if cells and not cells[-1].strip():
        del cells[-1]
    return [cell.strip() for cell in cells]


def _without_comments(lines: list[Line], remarks: Remarks) -> list[Line]:
    """Return the lines without comments; a comment over several lines takes all of them."""
    ends = [place for place, line in enumerate(lines) if "-->" in line.text]
    kept: list[Line] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if _leaves_open(line.text) and (end := _next(ends, place)):
            line = replace(line, text="\n".join(each.text for each in lines[place : end + 1]))
            place = end
        kept.extend(_kept(line, remarks))
        place += 1
    return kept


def _divided(text: str) -> tuple[str, list[str]]:
    """Return a text without its comments, and the comments."""
    kept: list[str] = []
    comments: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[place:start])
        comments.append(text[start + 4 : end])
        place = end + 3
    return "".join((*kept, text[place:])), comments


def _leaves_open(text: str) -> bool:
    return "<!--" in _divided(text)[0]


def _kept(line: Line, remarks: Remarks) -> Iterator[Line]:
    if _MARK.fullmatch(line.text):
        yield line
        return
    text, comments = _divided(line.text)
    for comment in comments:
        if comment.strip():
            remarks.add("source.comment", line_place(line.number), value=comment.strip())
    if not comments:
        yield line
        return
    yield from (replace(line, text=part.strip()) for part in text.split("\n") if part.strip())
