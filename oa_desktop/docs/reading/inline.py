"""Markdown inside a line: strong text, code, links, escapes.

Markup that goes: ``**`` around strong text, ``*`` around stressed text (only where a blank, a mark or the edge of the
line stands outside it), backticks around code, a backslash before an ASCII mark, and the brackets of links and
pictures, whose text and address stay. Underscores always stay: offices type them as blanks to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from oa_desktop.domain.manuscript import Emphasis, Span

_LONG = 2000
"""Characters that one pair of marks may hold; keeps the search linear."""

_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    rf"|(?<!`)(?P<ticks>`{{1,3}})(?!`)(?P<code>.{{1,{_LONG}}}?)(?<!`)(?P=ticks)(?!`)"
    r"|!\[(?P<alt>[^\[\]]*)\]\((?P<source>[^()\s]*)\)"
    r"|\[(?P<label>[^\[\]]+)\]\((?P<address>[^()\s]+)\)"
    r"|<(?P<link>(?:https?|mailto|ftp):[^<>\s]+)>"
    rf"|(?<!\*)\*\*(?=[^\s*])(?P<strong>.{{1,{_LONG}}}?)(?<=[^\s*])\*\*(?!\*)"
    rf"|(?<!\*)\*\*\*(?=[^\s*])(?P<both>.{{1,{_LONG}}}?)(?<=[^\s*])\*\*\*(?!\*)"
    rf"|(?<![\w*])\*(?=[^\s*])(?P<stressed>.{{1,{_LONG}}}?)(?<=[^\s*])\*(?![\w*])"
)
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)")


def spans(text: str) -> tuple[Span, ...]:
    """Return the spans of a line of Markdown; neighbours differ in emphasis."""
    return merged(_spans(text, Emphasis.PLAIN))


def has_picture(text: str) -> bool:
    """Tell whether a line of Markdown holds a picture."""
    return _PICTURE.search(text) is not None


def plain(text: str) -> str:
    """Return the characters of a line of Markdown."""
    return "".join(span.text for span in spans(text))


def merged(parts: Iterator[Span]) -> tuple[Span, ...]:
    """Join neighbours of one emphasis and leave out empty spans."""
    joined: list[Span] = []
    for part in parts:
        if joined and joined[-1].emphasis is part.emphasis:
            joined[-1] = replace(part, text=joined[-1].text + part.text)
        elif part.text:
            joined.append(part)
    return tuple(joined)


def _spans(text: str, emphasis: Emphasis) -> Iterator[Span]:
    place = 0
    for found in _TOKEN.finditer(text):
        yield Span(text=text[place : found.start()], emphasis=emphasis)
        yield from _token(found, emphasis)
        place = found.end()
    yield Span(text=text[place:], emphasis=emphasis)


def _token(found: re.Match[str], emphasis: Emphasis) -> Iterator[Span]:
    parts = {name: part for name, part in found.groupdict().items() if part is not None}
    if strong := parts.get("strong") or parts.get("both"):
        yield from _spans(strong, Emphasis.STRONG)
    elif stressed := parts.get("stressed"):
        yield from _spans(stressed, emphasis)
    else:
        yield Span(text=_literal(parts), emphasis=emphasis)


def _literal(parts: dict[str, str]) -> str:
    for name in ("escaped", "code", "link"):
        if name in parts:
            return parts[name]
    text = parts.get("label", parts.get("alt", ""))
    address = parts.get("address", parts.get("source", ""))
    return text if address in {"", text} else f"{text}（{address}）"
