"""The central service as a desk reaches it over the network (中心服务的客户端)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import BinaryIO
from urllib.parse import quote, urlencode

from oa_desktop.domain.ids import Digest, UnitId
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office.central.service import MOST
from oa_desktop.office.ports.central import Batch, Taken
from oa_desktop.office.ports.store import Sink
from oa_desktop.sync import wire
from oa_desktop.sync.line import Asked, Line

PATIENCE = 60.0
"""Seconds for a question and its answer; longer than the service holds any."""
PATIENCE_WITH_CONTENTS = 900.0
"""Seconds for a content, which may be large where the network is slow."""
_HEADROOM = 64 * 1024
"""Bytes that an answer may have beside its entries."""


class CentralClient:
    """Asks the service over a line; see :class:`~oa_desktop.office.ports.central.Central`. One thread at a time."""

    def __init__(self, line: Line, patience: float = PATIENCE) -> None:
        self._line = line
        self._patience = patience

    def push(self, unit: UnitId, entries: Sequence[StoredEntry]) -> Taken:
        """Hand in entries of a unit; see the port. What one question does not hold goes in several, each whole."""
        answers = [wire.read_taken(self._ask("POST", unit, "entries", body)) for body in wire.bodies_of(entries)]
        return replace(answers[-1], before=answers[0].before)

    def pull(self, unit: UnitId, after: int, most: int) -> Batch:
        """Return entries of a unit behind a place; see the port."""
        return self._pull(unit, wire.Question(after=after, most=min(most, MOST)))

    def wait(self, unit: UnitId, after: int) -> bool:
        """Return whether the service holds entries behind a place; where not, it is waited for some for a while.

        Raises:
            Unavailable: ``central.away``.
        """
        return bool(self._pull(unit, wire.Question(after=after, most=1, wait=wire.LONGEST_WAIT)).entries)

    def lacking(self, unit: UnitId, digests: Collection[Digest]) -> frozenset[Digest]:
        """Return which contents the service does not hold; see the port."""
        asked, lacking = sorted(digests), set[Digest]()
        for start in range(0, len(asked), MOST):
            question = wire.write_digests(asked[start : start + MOST])
            lacking |= wire.lacking_digests(self._ask("POST", unit, "lacking", question))
        return frozenset(lacking)

    def keep(self, unit: UnitId, digest: Digest, data: BinaryIO) -> None:
        """Hand in a content; see the port."""
        self._ask("PUT", unit, _content(digest), data.read(), patience=PATIENCE_WITH_CONTENTS)

    def read_into(self, unit: UnitId, digest: Digest, sink: Sink) -> None:
        """Write a content into a sink; see the port."""
        most, patience = wire.LARGEST_CONTENT, PATIENCE_WITH_CONTENTS
        sink.write(self._ask("GET", unit, _content(digest), most=most, patience=patience))

    def close(self) -> None:
        """Let go of the connection."""
        self._line.close()

    def _pull(self, unit: UnitId, question: wire.Question) -> Batch:
        return wire.read_batch(self._ask("GET", unit, f"entries?{urlencode(wire.write_question(question))}"))

    def _ask(
        self, method: str, unit: UnitId, what: str, body: bytes = b"", *, most: int = wire.LARGEST, patience: float = 0
    ) -> bytes:
        """Ask something about a unit and return the answer.

        Raises:
            Refused: What the service refuses.
            Unavailable: ``central.away``, ``central.answer``, and what the service says is in its way.
        """
        path = f"{wire.ROOT}/units/{quote(unit, safe='')}/{what}"
        asked = Asked(method=method, path=path, body=body, most=most + _HEADROOM, patience=patience or self._patience)
        status, answer = self._line.ask(asked)
        if status not in _ANSWERED:
            raise wire.read_problem(answer)
        return answer


_ANSWERED = range(200, 300)


def _content(digest: Digest) -> str:
    return f"contents/{quote(digest, safe='')}"
