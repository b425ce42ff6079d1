"""Files that the command line reads and writes, and the findings it shows."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

import click

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.findings import Finding

LARGEST_SOURCE = 50_000_000
"""Bytes of a text file that is read at all."""


def read_file(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        Refused: ``source.too-large``.
        Unavailable: ``disk.failed``: it cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST_SOURCE:
            raise Refused("source.too-large", name=path.name, limit=LARGEST_SOURCE, size=path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("disk.failed", reason=error.strerror or str(error)) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        Unavailable: ``disk.failed``; what stood there before still stands.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable("disk.failed", reason=error.strerror or str(error)) from error


def write_findings(findings: Iterable[Finding]) -> None:
    """Show findings, one a line, beside the result."""
    for one in findings:
        words = "；".join(part.rstrip("。；") for part in (one.why, one.remedy) if part)
        click.echo(f"{one.severity.value} {one.place}：{words}。", err=True)
