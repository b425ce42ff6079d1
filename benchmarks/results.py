"""Keeping what means the same on another machine: ratios, counts and whether the goals are met."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.figures import Line

FOLDER = Path(__file__).parent / "results"


_UNCHANGED = ("git", "diff", "--quiet", "HEAD", "--", ".", ":!benchmarks/results")
_NEWEST = ("git", "rev-parse", "--short", "HEAD")


def save(lines: Sequence[Line], documents: int) -> Path:
    """Write the lines to a file of today and return it; times and sizes of this machine are left out.

    A line that was measured again takes the place of the one before; every line names the commit that it is of.
    """
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"bench-{date.today().isoformat()}.json"
    before = json.loads(path.read_text("utf-8"))["lines"] if path.exists() else []
    commit = _commit()
    kept = {line["name"]: line for line in (*before, *(_kept(line, commit) for line in lines))}
    whole = {"documents": documents, "lines": list(kept.values())}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return path


def _kept(line: Line, commit: str) -> dict[str, object]:
    figure = {"figure": round(line.figure, 3)} if line.portable else {}
    return {"name": line.name, **figure, "unit": line.unit, "goal": line.goal, "met": line.met, "commit": commit}


def _commit() -> str:
    """Return the commit that is measured; results that are being kept do not change it."""
    newest = subprocess.run(_NEWEST, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
    changed = subprocess.run(_UNCHANGED, capture_output=True, check=False).returncode
    return f"{newest}-dirty" if changed else newest
