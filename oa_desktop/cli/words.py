"""How the command line writes rows: one a line, columns apart, Chinese characters counted as two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import click


def width_of(text: str) -> int:
    """Return how many columns a terminal needs for a text."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def padded(text: str, width: int) -> str:
    """Return a text filled up to a width in columns."""
    return text + " " * max(0, width - width_of(text))


def one_line(text: str) -> str:
    """Return a text on one line: a title must not look like rows of its own."""
    return " ".join(text.splitlines())


def write_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows under a head, each column as wide as its widest cell."""
    lines = [tuple(head), *(tuple(one_line(cell) for cell in row) for row in rows)]
    widths = [max(width_of(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        click.echo("  ".join(padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip())
