"""The ledgers of long runs: one line of JSON a run, with the commit that was run."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"


def commit(*paths: str) -> str:
    """Return the commit that was run, with a plus sign where the work tree differs from it below these paths."""
    head = _git("rev-parse", "HEAD")
    return head + ("+" if _git("status", "--porcelain", "--", *paths) else "")


def note(name: str, line: dict[str, Any]) -> None:
    """Append a line to a ledger."""
    ledger = RESULTS / name
    ledger.parent.mkdir(parents=True, exist_ok=True)
    with ledger.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
    print(f"noted in {ledger.relative_to(ROOT)}")


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
