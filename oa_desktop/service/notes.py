"""What the service notes as it runs (运行日志): lines of JSON, with facts of our own and of others only the kind."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """One record a line; what an error says may be a document's text, so only its kind is told."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        ours = record.name.startswith("oa_desktop.")
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage() if ours else str(record.msg),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0]:
            said["kind"] = record.exc_info[0].__name__
        return json.dumps(said, ensure_ascii=False)


def note_on_output() -> None:
    """Have everything that is noted written to the standard output, where the system's journal takes it."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
