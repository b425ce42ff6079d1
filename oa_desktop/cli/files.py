"""Files that the command line reads and writes, and the findings it shows."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.remembered import Remembered, read_heads
from oa_desktop.i18n import _
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.problems import say

if TYPE_CHECKING:
    from oa_desktop.domain.documents.particulars import Attachment
    from oa_desktop.office.session import Session

LARGEST_SOURCE = 50_000_000
"""Bytes of a text file that is read at all."""


def read_file(path: Path, largest: int = LARGEST_SOURCE) -> bytes:
    """Return the bytes of a file that is no larger than some bytes; nothing is written where it lies.

    No more is read than it is said to have: a log of the system has none, and never ends.

    Raises:
        click.UsageError: It is a pipe, a device or a log of the system, which may never end.
        Refused: ``source.too-large``.
        Unavailable: ``source.unreadable``.
    """
    refuse_special(path)
    try:
        size = path.stat().st_size
        if size > largest:
            raise Refused("source.too-large", name=path.name, limit=largest, size=size)
        with open(path, "rb", opener=_without_waiting) as stream:
            data = stream.read(size or 1) or b""
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > size:
        raise _not_ordinary(path)
    return data


def _without_waiting(name: str, flags: int) -> int:
    """Open a file that answers at once, or says that it has nothing yet."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def kept_heads(heads: Path | None, typed: Iterable[str] = ()) -> tuple[Remembered, ...]:
    """Return the heads that were kept outside of the store (链头单), from a file and as they are typed.

    Raises:
        Refused: ``heads.unreadable``, ``heads.none``; as :func:`read_file`.
        Unavailable: As :func:`read_file`.
    """
    texts = [*([read_file(heads).decode("utf-8", "replace")] if heads else []), *typed]
    return tuple(one for text in texts for one in read_heads(text))


def is_there(path: Path) -> bool:
    """Tell whether something is at a path; what cannot be one has nothing."""
    try:
        return path.exists()
    except OSError:
        return False


def open_file(path: Path) -> BinaryIO:
    """Return an open file.

    Raises:
        Unavailable: ``source.unreadable``.
    """
    try:
        return path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from error


def refuse_special(path: Path) -> None:
    """Refuse a pipe or a device.

    Raises:
        click.UsageError: The path is no ordinary file.
        Unavailable: ``source.unreadable``: it cannot be looked at.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise _unreadable(path, error) from error
    if not stat.S_ISREG(mode):
        raise _not_ordinary(path)


def _not_ordinary(path: Path) -> click.UsageError:
    return click.UsageError(_("{path} 不是普通文件，不能读入").format(path=path))


def refuse_overwriting(source: Path, target: Path) -> None:
    """Refuse to write a result over what it is made from.

    Raises:
        click.UsageError: Both are one file.
    """
    if target.exists() and target.samefile(source):
        raise click.UsageError(_("结果不能写在原来的稿子上，请换一个文件名"))


def _unreadable(path: Path, error: OSError) -> Unavailable:
    return Unavailable("source.unreadable", name=path.name, reason=error.strerror or str(error))


def asked_by(one: Finding) -> str:
    """Return who asks for a rule, and whether it is to be mended first; nothing for a practice of offices."""
    words = _("（{layer}要求，改好才能办）") if one.blocks else _("（{layer}要求）")
    return words.format(layer=_(one.asked_by.value)) if one.asked_by else ""


def write_findings(findings: Iterable[Finding]) -> None:
    """Show findings, one a line, beside the result."""
    for one in findings:
        said = say(one.rule, one.params)
        words = "；".join(part.rstrip("。；") for part in (said.what, said.do) if part)
        click.echo(f"{one.severity.value} {in_words(one.place)}：{words}。{asked_by(one)}", err=True)


def keep_file(session: Session, path: Path) -> Attachment:
    """Keep a file that goes with a document, exactly as it is.

    Raises:
        Refused: ``attachment.name``, ``attachment.too-large``.
        Unavailable: ``source.unreadable``, ``disk.full``.
    """
    with open_file(path) as stream:
        return session.writing.keep_file(path.name, stream, path.stat().st_size)
