"""What a workplace tells reaches a screen by a slot of its own, which ends with it; a bare function would outlive it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import oa_desktop.ui


def outliving(source: str) -> Iterator[int]:
    """Yield the lines where something is connected to ``workplace.changed`` that belongs to no screen."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(value=told, attr="changed"), attr="connect"), args=[slot, *_more]
            ) if ast.unparse(told).endswith("workplace") and not isinstance(slot, ast.Attribute):
                yield node.lineno


def test_no_screen_hears_of_what_changed_by_a_function_that_outlives_it() -> None:
    listening = {
        one: source
        for one in Path(oa_desktop.ui.__file__).parent.rglob("*.py")
        if "changed.connect(" in (source := one.read_text("utf-8"))
    }
    found = [f"{one.name}:{line}" for one, source in listening.items() for line in outliving(source)]
    assert (len(listening) > 10, found) == (True, [])


def test_a_bare_function_that_hears_of_changes_is_found() -> None:
    planted = "self._workplace.changed.connect(lambda _told: self.look())\nworkplace.changed.connect(heed)\n"
    assert list(outliving(planted + "workplace.changed.connect(self._heed)\n")) == [1, 2]
