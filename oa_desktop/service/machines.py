"""Which machines may ask (登记的计算机): whose certificate lies in the folder of a unit, and nobody else.

What is taken out of the folder is refused from the next question on, whatever connection stands; what is put in may
greet at once. Nothing has to be started anew.
"""

from __future__ import annotations

import logging
import ssl
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import UnitId
from oa_desktop.sync.line import certificate_of

_log = logging.getLogger(__name__)
_NONE: frozenset[UnitId] = frozenset()

_File = tuple[str, int, int, int]
"""Name, time, size and number of a file."""
Seen = tuple[tuple[str, tuple[_File, ...]], ...]
"""The folder of each unit and its files: what tells that one was put in, taken out, or written anew."""


class Machines:
    """The certificates below a folder: in it a folder for each unit, named by the unit's id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: Seen = ()
        self._units: Mapping[bytes, frozenset[UnitId]] = {}

    def units_of(self, certificate: bytes) -> frozenset[UnitId]:
        """Return the units that a machine works for; none for one that is not in the folder (any more).

        Args:
            certificate: DER.
        """
        return self._now().get(certificate, _NONE)

    def pin_in(self, context: ssl.SSLContext) -> None:
        """Have a context believe those that are in the folder now."""
        known = b"".join(self._now())
        if known:
            context.load_verify_locations(cadata=known)

    def _now(self) -> Mapping[bytes, frozenset[UnitId]]:
        seen = _look(self._folder)
        if seen != self._seen:
            self._seen, self._units = seen, _read(self._folder, seen)
        return self._units


def _look(folder: Path) -> Seen:
    """Return what lies below a folder; one that is taken away meanwhile has nothing."""
    try:
        units = sorted(one for one in folder.iterdir() if one.is_dir())
    except OSError:
        return ()
    return tuple((one.name, _certificates(one)) for one in units)


def _certificates(unit: Path) -> tuple[_File, ...]:
    """Return the files of a unit; one that cannot be looked into enrols nobody, and hinders no other unit."""
    try:
        return tuple(sorted(_facts(one) for one in unit.iterdir() if one.suffix == ".pem"))
    except OSError:
        return ()


def _facts(file: Path) -> _File:
    found = file.stat()
    return file.name, found.st_mtime_ns, found.st_size, found.st_ino


def _read(folder: Path, seen: Seen) -> Mapping[bytes, frozenset[UnitId]]:
    found: defaultdict[bytes, set[UnitId]] = defaultdict(set)
    for unit, files in seen:
        for certificate in _readable(folder / unit, [name for name, *_facts in files]):
            found[certificate].add(UnitId(unit))
    return {certificate: frozenset(units) for certificate, units in found.items()}


def _readable(unit: Path, names: Sequence[str]) -> Iterator[bytes]:
    """Yield the certificates of a unit; what is none is passed over and told."""
    for name in names:
        try:
            yield read_certificate(unit / name)
        except Refused:
            _log.warning("a file is no certificate", extra={"facts": {"file": name}})


def read_certificate(path: Path) -> bytes:
    """Return the certificate in a PEM file, DER.

    Raises:
        Refused: ``central.certificate``.
    """
    with certificate_of(path):
        certificate = ssl.PEM_cert_to_DER_cert(_only_certificate(path.read_text(encoding="ascii")))
        ssl.create_default_context(cadata=certificate)  # what is read is what TLS takes
    return certificate


def _only_certificate(text: str) -> str:
    start, end = ssl.PEM_HEADER, ssl.PEM_FOOTER
    before, found, rest = text.partition(start)
    return found + rest.partition(end)[0] + end if found else before
