"""Good copies (完好的副本) that another desk of the unit carried here: contents in a package of records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import BinaryIO

from oa_desktop.domain.exchange.records import contents_of
from oa_desktop.domain.ids import Digest
from oa_desktop.office.ports.exchange import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedCopies:
    """What lies in an opened package of records.

    Attributes:
        name: What the package is called.
    """

    name: str
    parts: Parts

    def sealed(self, _name: str) -> BinaryIO | None:
        """Return None: a package has its contents plain, once it is open."""
        return None

    def plain(self, digest_of: Callable[[bytes], Digest]) -> Iterator[tuple[Digest, Callable[[], BinaryIO]]]:
        """Yield the digest of every content, and what opens it; what the package calls it is not believed."""
        for _said, data in contents_of(self.parts):
            yield digest_of(data), partial(BytesIO, data)
