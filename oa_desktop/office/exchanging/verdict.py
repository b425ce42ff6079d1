"""What anybody can say of an exchange package (交换包) from outside: whole, and signed by the key that it names.

Whose key that is, a package cannot prove of itself: the unit that it is for knows its partners, anybody else compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.package import MAGIC, Outside
from oa_desktop.domain.trust.verdicts import FileVerdict, Layer, SignatureVerdict, Statement, broken, holds, undecided
from oa_desktop.office.ports.exchange import Packages

FORMAT: Final = "交换包"
_MARK: Final = f'"magic":"{MAGIC}"'.encode()
_FIRST_LINE: Final = 1024 * 1024
_BOTH_LINES: Final = 2 * _FIRST_LINE
_BROKEN: Final = {"package.altered": "verdict.package-altered", "package.cut": "verdict.package-cut"}


def is_package(data: bytes) -> bool:
    """Tell whether a file is an exchange package by its first line."""
    return _MARK in data[:_FIRST_LINE].partition(b"\n")[0]


def package_verdict(packages: Packages, file: BinaryIO) -> FileVerdict:
    """Return the verdict on a package from outside, however large it is.

    Args:
        packages: Reads and proves it.
        file: The package, read piece by piece.

    Raises:
        Refused: ``package.other``, ``package.newer``, ``package.damaged``: nothing of it can be read.
    """
    outside = packages.look(file.read(_BOTH_LINES)).outside
    file.seek(0)
    signed = SignatureVerdict(
        name=outside.id,
        holder=outside.sender.name,
        claimed_time=outside.made,
        time_source="local-clock",
        statements=tuple(_statements(packages, file, outside)),
    )
    return FileVerdict(format=FORMAT, signatures=(signed,))


def _statements(packages: Packages, file: BinaryIO, outside: Outside) -> Iterator[Statement]:
    sender = outside.sender
    try:
        packages.prove(file, bytes.fromhex(sender.public))
    except (Refused, ValueError) as error:
        code = error.code if isinstance(error, Refused) else "package.altered"
        yield broken(Layer.SIGNATURE, _BROKEN.get(code, "verdict.package-altered"), sender.name)
        return
    recipients = "、".join(one.name for one in outside.recipients)
    yield holds(Layer.DIGESTS, "verdict.package-whole", sort=outside.sort.value, recipients=recipients)
    yield holds(Layer.SIGNATURE, "verdict.package-signed", sender.name)
    yield undecided(Layer.CHAIN, "verdict.package-sender", sender.name, founding=sender.founding)
