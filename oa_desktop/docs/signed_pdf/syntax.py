"""PDF as it is written (ISO 32000-1 chapter 7.2, 7.3), read strictly: what can be read in two ways is refused.

Names are :class:`Name`, texts :class:`Text`, which knows where it stood; arrays are tuples, dictionaries are mappings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

DEEPEST = 48
"""How deep arrays and dictionaries may lie in one another."""
_SPACE: Final = re.compile(rb"(?:[\x00\t\n\x0c\r ]+|%[^\r\n]*)*")
_NUMBER: Final = re.compile(rb"[+-]?(?:\d+\.?\d*|\.\d+)(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|\Z)")
_REFERENCE: Final = re.compile(rb"(\d+)[\x00\t\n\x0c\r ]+(\d+)[\x00\t\n\x0c\r ]+R(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|\Z)")
_NAME: Final = re.compile(rb"/([^\x00\t\n\x0c\r ()<>\[\]{}/%]*)")
_WORD: Final = re.compile(rb"[a-z]+")
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\x00\t\n\x0c\r ]*)>")
_LITERAL_PART: Final = re.compile(rb"[^()\\\r]+|\\[0-7]{1,3}|\\\r\n|\\.|\r\n?|[()]", re.DOTALL)
_OCTAL: Final = re.compile(rb"\\[0-7]{1,3}")
_HIDES: Final = re.compile(rb"%[^\r\n]*(?:obj|xref|trailer|%EOF|stream)")
_ESCAPES: Final = {b"\\n": b"\n", b"\\r": b"\r", b"\\t": b"\t", b"\\b": b"\b", b"\\f": b"\f"}
_LONGEST_NUMBER = 32
"""Digits; readers cut what is longer where they like."""
_WORDS: Final[Mapping[bytes, bool | None]] = {b"true": True, b"false": False, b"null": None}


class NotStrict(ValueError):
    """Bytes that are no PDF, or one that can be read in two ways.

    Attributes:
        rule: What is said of it, a rule of the verdicts.
        place: Where.
    """

    def __init__(self, rule: str, place: str = "") -> None:
        super().__init__(rule, place)
        self.rule = rule
        self.place = place


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


class Text(bytes):
    """A text, written in hexadecimal or not.

    Attributes:
        start: Where it begins in the file, delimiter included.
        end: Where it ends.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to an object."""

    number: int
    generation: int


Value: TypeAlias = "bool | int | float | Name | Text | Reference | tuple[Value, ...] | Mapping[str, Value] | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An object as it is written.

    Attributes:
        number: Its number.
        generation: Its generation.
        start: Where it begins.
        end: Where it ends, ``endobj`` included.
        value: What it is; of a stream, its dictionary.
        stream: Bytes of a stream as they are; None for what is none.
    """

    number: int
    generation: int
    start: int
    end: int
    value: Any
    stream: bytes | None = field(default=None, repr=False)


class Reading:
    """Reads bytes from a place onwards.

    Args:
        data: The file, or a decoded stream of objects.
        at: Where.
    """

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data = data
        self.at = at

    def skip(self) -> None:
        """Pass over white space and comments; a comment that other readers could take for objects is refused."""
        end = _end(_SPACE, self.data, self.at)
        if _HIDES.search(self.data, self.at, end):
            raise self.odd("verdict.pdf-hidden-text")
        self.at = end

    def odd(self, rule: str = "verdict.pdf-syntax") -> NotStrict:
        """Return what is raised here."""
        return NotStrict(rule, f"第 {self.at} 字节")

    def take(self, word: bytes) -> None:
        """Pass over a word that must stand here."""
        if not self.data.startswith(word, self.at):
            raise self.odd()
        self.at += len(word)

    def match(self, pattern: re.Pattern[bytes]) -> re.Match[bytes]:
        """Pass over what must stand here and return it."""
        found = pattern.match(self.data, self.at)
        if not found:
            raise self.odd()
        self.at = found.end()
        return found

    def value(self, depth: int = 0) -> Any:
        """Return the value that begins here."""
        if depth > DEEPEST:
            raise self.odd("verdict.pdf-too-deep")
        self.skip()
        first = self.data[self.at : self.at + 1]
        if self.data.startswith(b"<<", self.at):
            return self._dictionary(depth)
        reader = _READERS.get(first)
        return reader(self, depth) if reader else self._word_or_number()

    def _dictionary(self, depth: int) -> Mapping[str, Any]:
        self.at += 2
        found: dict[str, Any] = {}
        while True:
            self.skip()
            if self.data.startswith(b">>", self.at):
                self.at += 2
                return found
            name = self._name(depth)
            if name in found:
                raise self.odd("verdict.pdf-twice")
            found[str(name)] = self.value(depth + 1)

    def _array(self, depth: int) -> tuple[Any, ...]:
        self.at += 1
        found: list[Any] = []
        while True:
            self.skip()
            if self.data.startswith(b"]", self.at):
                self.at += 1
                return tuple(found)
            found.append(self.value(depth + 1))

    def _name(self, _depth: int) -> Name:
        raw = self.match(_NAME).group(1)
        return Name(re.sub(rb"#([0-9A-Fa-f]{2})", lambda one: bytes.fromhex(one[1].decode()), raw).decode("latin-1"))

    def _hexadecimal(self, _depth: int) -> Text:
        start = self.at
        digits = bytes(self.match(_HEX).group(1)).translate(None, b"\x00\t\n\x0c\r ").decode()
        return self._text(bytes.fromhex(digits + "0" * (len(digits) % 2)), start)

    def _literal(self, _depth: int) -> Text:
        start, depth = self.at, 1
        self.at += 1
        pieces: list[bytes] = []
        while depth:
            piece = self.match(_LITERAL_PART).group()
            depth += (piece == b"(") - (piece == b")")
            if depth:
                pieces.append(_unescaped(piece))
        return self._text(b"".join(pieces), start)

    def _text(self, content: bytes, start: int) -> Text:
        text = Text(content)
        text.start, text.end = start, self.at
        return text

    def _word_or_number(self) -> Any:
        reference, number = _REFERENCE.match(self.data, self.at), _NUMBER.match(self.data, self.at)
        if number and number.end() - self.at > _LONGEST_NUMBER:
            raise self.odd()
        if reference and reference.end(2) - reference.start(2) <= _LONGEST_NUMBER:
            self.at = reference.end()
            return Reference(int(reference[1]), int(reference[2]))
        if number:
            self.at = number.end()
            return float(number[0]) if b"." in number[0] else int(number[0])
        word = self.match(_WORD).group()
        if word not in _WORDS:
            raise self.odd()
        return _WORDS[word]


_READERS: Final[Mapping[bytes, Callable[[Reading, int], Any]]] = {
    b"/": Reading._name,
    b"(": Reading._literal,
    b"<": Reading._hexadecimal,
    b"[": Reading._array,
}


def _unescaped(piece: bytes) -> bytes:
    if piece in {b"\r", b"\r\n"}:
        return b"\n"
    if not piece.startswith(b"\\"):
        return piece
    if piece in {b"\\\n", b"\\\r", b"\\\r\n"}:
        return b""
    if _OCTAL.fullmatch(piece):
        return bytes([int(piece[1:], 8) & 0xFF])
    return _ESCAPES.get(piece, piece[1:])


def _end(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    found = pattern.match(data, at)
    return found.end() if found else at
