"""Reading what people bring inside a confined process (`oa_desktop.office.ports.pages.Reader`).

The file's bytes go in, canonical JSON comes back; nothing of the file is parsed in this process.
"""

from __future__ import annotations

from typing import Any

from oa_desktop import confine
from oa_desktop.confine import ConfinedFailure
from oa_desktop.docs.reading.files import read_file
from oa_desktop.domain import canonical, codec
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.office.ports.pages import Reading


class ConfinedReader:
    """Reads sources in a limited child process; one process serves many files."""

    def read(self, data: bytes, name: str) -> Reading:
        """Return the manuscript that a file holds.

        Raises:
            Refused: ``source.not-text``, ``source.too-large``, ``source.damaged``, ``source.locked``,
                ``source.no-text``, ``source.too-hard``: it took too long or too much.
            Unavailable: ``confine.failed``.
        """
        try:
            answer: Any = confine.run(read_confined, data, name)
        except ConfinedFailure as failure:
            if failure.kind in ("timeout", "memory"):
                raise Refused("source.too-hard", name=name) from failure
            raise Unavailable("confine.failed", reason=failure.message) from failure
        value = canonical.decode(answer)
        if isinstance(value, dict) and "refused" in value:
            raise Refused(str(value["refused"]), **_params(value["params"]))
        return codec.from_json(Reading, value)


def _params(value: canonical.Json) -> dict[str, canonical.Json]:
    return value if isinstance(value, dict) else {}


def read_confined(data: bytes, name: str) -> bytes:
    """Read a source, in the child; the answer is a Reading, or the code and parameters of a refusal."""
    try:
        reading = read_file(data, name)
    except Refused as refused:
        params: canonical.Json = {key: _plain(value) for key, value in refused.params.items()}
        return canonical.encode({"refused": refused.code, "params": params})
    return canonical.encode(codec.to_json(Reading(manuscript=reading.manuscript, findings=reading.findings)))


def _plain(value: object) -> canonical.Json:
    return value if isinstance(value, bool | int | str) else str(value)
