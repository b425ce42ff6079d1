"""Keeping what means the same on another machine: ratios, counts and whether the goals are met."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.figures import Line

FOLDER = Path(__file__).parent / "results"


def save(lines: Sequence[Line], documents: int) -> Path:
    """Write the lines to a file of today and return it; times and sizes of this machine are left out."""
    today = date.today().isoformat()
    kept = {"date": today, "commit": _commit(), "documents": documents, "lines": [_kept(line) for line in lines]}
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"bench-{today}.json"
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return path


def _kept(line: Line) -> dict[str, object]:
    figure = {"figure": round(line.figure, 3)} if line.portable else {}
    return {"name": line.name, **figure, "unit": line.unit, "goal": line.goal, "met": line.met}


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
