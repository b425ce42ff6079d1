"""What signatures imply of the list that names them (Signatures.xml), where none of them covers it.

Such a list is left open so that further seals can follow, and so anybody can write to it. It must therefore be, byte
for byte, what its signatures imply in the way of writing that its first line uses: nothing else finds room in it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_GAP = r"(?:\r?\n[ \t]*)?"
_WHOLE = re.compile(
    rf"""\ufeff?(?:<\?xml\ version=(?P<q>["'])1\.0(?P=q)\ encoding=(?P=q)(?i:utf-8)(?P=q)
    (?:\ standalone=(?P=q)(?:yes|no)(?P=q))?\ ?\?>)?(?:\r?\n)?
    <(?P<prefix>(?:[A-Za-z]+:)?)Signatures\ xmlns(?P<bound>(?::[A-Za-z]+)?)="http://www\.ofdspec\.org/2016">
    (?P<gap>{_GAP})<(?P=prefix)MaxSignId>(?P<most>[0-9]{{1,9}})</(?P=prefix)MaxSignId>
    (?P<lines>(?:{_GAP}<(?P=prefix)Signature\ [^<>]*(?:/>|></(?P=prefix)Signature>))+)
    {_GAP}</(?P=prefix)Signatures>(?:\r?\n)?""",
    re.VERBOSE,
)
_LINE = re.compile(
    rf"(?P<gap>{_GAP})<(?P<name>[A-Za-z:]+)(?P<fields>(?: [A-Za-z]+=\"[^\"<>&]*\")+)(?P<end> ?/>|></(?P=name)>)"
)
_FIELD = re.compile(r' (?P<name>[A-Za-z]+)="(?P<value>[^"]*)"')
_ID = re.compile(r"(?P<head>[A-Za-z]*)(?P<number>[0-9]{1,9})")
_KINDS: Final = {True: "Seal", False: "Sign"}
_WRITTEN: Final[tuple[Callable[[str, str], str], ...]] = (
    lambda part, _folder: f"/{part}",
    lambda part, _folder: part,
    lambda part, folder: posixpath.relpath(part, folder or "."),
)
"""The ways in which the location of a part is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """What a signature implies of its line in the list: where its description lies, and whether it shows a seal."""

    part: str
    shown: bool


def is_implied(data: bytes, place: str, signatures: Sequence[Implied]) -> bool:
    """Tell whether the bytes of a list are what its signatures imply.

    Args:
        data: The list.
        place: Its name.
        signatures: In its order.
    """
    whole = _WHOLE.fullmatch(data.decode("utf-8", "replace"))
    if whole is None or whole["bound"].lstrip(":") != whole["prefix"].rstrip(":"):
        return False
    lines = whole["lines"]
    first = _LINE.match(lines)
    fields = {one["name"]: one["value"] for one in _FIELD.finditer(first["fields"])} if first else {}
    if first is None or first["gap"] != whole["gap"] or not {"ID", "BaseLoc"} <= fields.keys() <= _NAMES:
        return False
    return any(lines == "".join(made) for made in _lines(first, fields, posixpath.dirname(place), signatures, whole))


_NAMES: Final = frozenset({"ID", "Type", "BaseLoc"})


def _lines(
    first: re.Match[str],
    fields: Mapping[str, str],
    folder: str,
    signatures: Sequence[Implied],
    whole: re.Match[str],
) -> list[list[str]]:
    """Return the lines that the signatures imply, once for every way of writing a location."""
    start = _ID.fullmatch(fields["ID"])
    if start is None or not _numbered(start, whole["most"], len(signatures)):
        return []
    return [
        [
            _line(first, fields, _id(start, count), one, written(one.part, folder))
            for count, one in enumerate(signatures)
        ]
        for written in _WRITTEN
    ]


def _numbered(start: re.Match[str], most: str, count: int) -> bool:
    """Tell whether the largest number is that of the last signature, or how many there are."""
    begins = int(start["number"])
    return begins in (0, 1) and most in {str(begins + count - 1), str(count)}


def _id(start: re.Match[str], count: int) -> str:
    return start["head"] + str(int(start["number"]) + count).zfill(len(start["number"]))


def _line(first: re.Match[str], fields: Mapping[str, str], identity: str, one: Implied, location: str) -> str:
    values = {"ID": identity, "Type": _KINDS[one.shown], "BaseLoc": location}
    written = "".join(f' {name}="{values[name]}"' for name in fields)
    return f"{first['gap']}<{first['name']}{written}{first['end']}"
