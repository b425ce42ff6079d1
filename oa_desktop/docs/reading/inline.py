"""Markdown inside a line: strong text, code, links, escapes.

Markup that goes: ``**`` around strong text, ``*`` around stressed text (only where a blank, a mark or the edge of the
line stands outside it), backticks around code, a backslash before an ASCII mark, and the brackets of links and
pictures, whose text and address stay. Underscores always stay: offices type them as blanks to fill in. The mark of a
note (脚注), ``[^1]``, becomes the note whose words stand in a line ``[^1]: …``; without such a line it stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias
from urllib.parse import unquote

from oa_desktop.docs.reading.found_pictures import FoundPicture
from oa_desktop.domain.manuscript import Emphasis, Span
from oa_desktop.domain.texts.spans import merged

_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\[\^(?P<note>[^\[\]\s]+)\]"
    r"|!\[(?P<alt>[^\[\]]*)\]\((?P<source>[^()\s]*)\)"
    r"|\[(?P<label>[^\[\]]+)\]\((?P<address>[^()\s]+)\)"
    r"|<(?P<link>(?:https?|mailto|ftp):[^<>\s]+)>"
    r"|(?P<opening>(?<!`)`{1,3}(?!`)|(?<!\*)\*{2,3}(?=[^\s*])|(?<![\w*])\*(?=[^\s*]))"
)
_CLOSING = re.compile(r"(?<!`)`{1,3}(?!`)|(?<=[^\s*])\*{2,3}(?!\*)|(?<=[^\s*])\*(?![\w*])")
_PICTURE = re.compile(
    r"!\[(?P<name>[^\[\]]*)\]\([ \t]*(?:<(?P<angled>[^<>]+)>|(?P<file>[^()\s]*))"
    r"(?:[ \t]+[\"'](?P<caption>[^\"']*)[\"'])?[ \t]*\)(?:\{[ \t]*width[ \t]*=[ \t]*(?P<width>\d{1,3})mm[ \t]*\})?"
)
_DEFINED = re.compile(r"\[\^(?P<name>[^\[\]\s]+)\]:\s*(?P<words>\S.*)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)
"""What the address of a picture begins with that does not lie beside the text."""


Notes: TypeAlias = Mapping[str, str]
"""The words of notes (脚注) by the names of their marks."""
NO_NOTES: Notes = MappingProxyType({})


def spans(text: str, notes: Notes = NO_NOTES) -> tuple[Span, ...]:
    """Return the spans of a line of Markdown; neighbours differ in emphasis."""
    return merged(_spans(text, Emphasis.PLAIN, notes))


def defined_note(text: str) -> tuple[str, str] | None:
    """Return the name and the words of the note that a line of Markdown holds; None for any other line."""
    found = _DEFINED.fullmatch(text)
    return (found["name"], plain(found["words"])) if found else None


def has_picture(text: str) -> bool:
    """Tell whether a line of Markdown holds a picture."""
    return _PICTURE.search(text) is not None


def picture_alone(text: str, line: int) -> FoundPicture | None:
    """Return the picture that is all of a line of Markdown and lies beside the text; None for any other line."""
    found = _PICTURE.fullmatch(text)
    file = unquote(found["angled"] or found["file"]) if found else ""
    if not found or not file or _ELSEWHERE.match(file):
        return None
    return FoundPicture(
        line=line, name=found["name"], caption=found["caption"] or "", width_mm=int(found["width"] or 0), file=file
    )


def plain(text: str) -> str:
    """Return the characters of a line of Markdown."""
    return "".join(span.text for span in spans(text))


def _spans(text: str, emphasis: Emphasis, notes: Notes) -> Iterator[Span]:
    """Yield the spans of a text; the places that may close a pair are found once, so that the work stays linear."""
    closings = _closings(text)
    place = start = 0
    while found := _TOKEN.search(text, start):
        start = found.end()
        end = _closing_place(closings, found) if found["opening"] else start
        if end < 0 or (found["note"] and found["note"] not in notes):
            continue
        yield Span(text=text[place : found.start()], emphasis=emphasis)
        yield from (
            _paired(found["opening"], text[start:end], emphasis, notes)
            if found["opening"]
            else _literal(found, emphasis, notes)
        )
        place = start = end + len(found["opening"] or "")
    yield Span(text=text[place:], emphasis=emphasis)


def _closings(text: str) -> dict[str, list[int]]:
    """Return where each mark may close a pair."""
    places: dict[str, list[int]] = {}
    for found in _CLOSING.finditer(text):
        places.setdefault(found[0], []).append(found.start())
    return places


def _closing_place(closings: dict[str, list[int]], opening: re.Match[str]) -> int:
    """Return where the mark that closes an opening one stands; -1 when there is none."""
    places = closings.get(opening[0], [])
    later = bisect_left(places, opening.end() + 1)
    return places[later] if later < len(places) else -1


def _paired(mark: str, text: str, emphasis: Emphasis, notes: Notes) -> Iterator[Span]:
    """Yield what stands between a pair of marks: code as it is, stressed text as it were not, strong text strong."""
    if "`" in mark:
        yield Span(text=text, emphasis=emphasis)
    else:
        yield from _spans(text, emphasis if mark == "*" else Emphasis.STRONG, notes)


def _literal(found: re.Match[str], emphasis: Emphasis, notes: Notes) -> Iterator[Span]:
    text = found["escaped"] or found["link"] or found["label"] or found["alt"] or ""
    address = found["address"] or found["source"] or ""
    words = text if address in {"", text} else f"{text}（{address}）"
    yield Span(text=words, emphasis=emphasis, note=notes.get(found["note"], ""))
