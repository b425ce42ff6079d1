"""Papers with one fault each and their clean twins, ``tests/data/faulty``, made of the examples of the rules.

``python -m tests.rigs.faulty`` writes them anew. The names: ``RULE.faulty.md`` and ``RULE.clean.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from oa_desktop.domain.documents.findings import Severity
from oa_desktop.domain.registry import RULES
from oa_desktop.domain.rules import inspect
from tests.rigs.examples import HANDLED, USUAL, Example, bases, examples, source

FOLDER = Path(__file__).parents[1] / "data" / "faulty"
WEIGHTY = (Severity.FAULT, Severity.WARNING)


def planted() -> Iterator[tuple[str, str, str]]:
    """Yield every rule that weighs, a source with that fault and no other that weighs, and the source without it."""
    done: set[str] = set()
    for example in examples():
        if example.is_bad and example.rule not in done and is_single(example):
            done.add(example.rule)
            elements = dict(example.changes)
            base = bases()[elements.pop("like", USUAL)]
            yield example.rule, source({**base, **elements}), source(base)


def is_single(example: Example) -> bool:
    """Tell whether a source can hold the example, and nothing else that weighs is found in it."""
    found = {one.rule for one in inspect(example.manuscript) if one.severity in WEIGHTY}
    return (
        found == {example.rule}
        and RULES[example.rule].severity in WEIGHTY
        and not {"随附", HANDLED} & dict(example.changes).keys()
    )


def files() -> Mapping[str, str]:
    """Return the files by their names."""
    made: dict[str, Any] = {}
    for rule, faulty, clean in planted():
        made |= {f"{rule}.faulty.md": faulty, f"{rule}.clean.md": clean}
    return made


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
